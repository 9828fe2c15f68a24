"""`make bench`: how fast label() is, as a ratio to a bare scan for the same codebook over the same text.

The corpus is the five articles over and over, each time with its paragraphs shuffled, at least 20 MB of text.
The bare scan is ahocorasick_rs over the articles' lower-cased text for every wording that the codebook spells
out, matches only, no word boundaries, no voices. Both run in this one process, in turn.
"""

import random
import resource
import sys
import time
from pathlib import Path

import ahocorasick_rs

from framing import label, read_articles
from framing.articles import Article
from framing.codebook import shipped

MEGABYTE = 1_000_000
SIZE = 20 * MEGABYTE
ROUNDS = 3
SEEDS = Path(__file__).parents[1] / "seeds"


def corpus(size, seed=1):
    """Articles of at least `size` characters together."""
    shuffle = random.Random(seed).shuffle
    pages = [article.text.split("\n\n") for article in read_articles(SEEDS)]
    articles, total = [], 0
    while total < size:
        paragraphs = list(pages[len(articles) % len(pages)])
        shuffle(paragraphs)
        text = "\n\n".join(paragraphs)
        articles.append(Article.from_text(text, id=f"article-{len(articles)}"))
        total += len(text)
    return articles


def wordings():
    """What the shipped codebooks spell out, without wildcards and context, each once."""
    entries = (shipped("conflict") + shipped("hedges")).entries
    return sorted({entry.pattern.split("{")[0].replace("*", "").strip() for entry in entries} - {""})


def seconds(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def peak():
    """The largest memory of this process so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "linux" else MEGABYTE)


def main():
    articles = corpus(SIZE)
    size = sum(len(article.text) for article in articles)
    automaton = ahocorasick_rs.AhoCorasick(wordings())

    def scan():
        return [automaton.find_matches_as_indexes(a.text.lower(), overlapping=True) for a in articles]

    before = peak()
    half = label(articles[: len(articles) // 2])
    half_peak = peak()
    del half
    ratios, speeds = [], []
    for _ in range(ROUNDS):
        bare, whole = seconds(scan), seconds(lambda: label(articles))
        ratios.append(whole / bare)
        speeds.append(len(articles) / whole)
    table = label(articles)
    kept = table.memory_usage(deep=True).sum() / MEGABYTE
    print(f"{size / MEGABYTE:.1f} MB of text, {len(articles)} articles, {len(table)} labels")
    print(f"label() takes {sorted(ratios)[ROUNDS // 2]:.1f} times the bare scan (of {ROUNDS} rounds: "
          f"{', '.join(f'{ratio:.1f}' for ratio in ratios)})")  # fmt: skip
    print(f"{sorted(speeds)[ROUNDS // 2]:.0f} articles a second")
    print(f"peak memory {peak():.0f} MB: {before:.0f} MB with the corpus read, {half_peak - before:.0f} MB more for "
          f"half of it labelled, {peak() - before:.0f} MB for all; the table itself holds {kept:.0f} MB")  # fmt: skip


if __name__ == "__main__":
    main()
