"""Duplicates: articles that share most of their text, as wire copy does in many outlets, often cut.

What two articles share is the number of runs of five words in both, as a share of the runs in the shorter one, so that
a cut copy is found in the whole. Capitals, marks and page furniture do not count. Of 115 articles written apart, many
of them on one event, no two share more than 17 %, and six pairs more than 5 %.
"""

from collections import defaultdict

import numpy as np

from framing.prose import capped, listed
from framing.sections import WORD

RUN = 5  # words of a run
FEWEST = 20  # runs that the shorter of two texts needs for a share of them to say anything
SHARED = 0.5  # share from which two articles are pointed out
COUNTED = 0.1  # share of the runs found on the first pass from which two articles are compared
MOST_NAMED = 5  # articles that a sentence names
STEP = np.uint64(0x9E3779B97F4A7C15)  # spreads the numbers of words over 64 bits (Knuth's multiplicative hashing)


def duplicates(articles):
    """One sentence for each group of articles of which each shares at least half of its text with another."""
    runs = [_runs(article) for article in articles]
    found = [(i, j, share) for i, j in _candidates(runs) if (share := _shared(runs[i], runs[j])) >= SHARED]
    sentences = []
    for group, shares in _groups(found):
        same = all(np.array_equal(runs[i], runs[group[0]]) for i in group)
        sentences.append(_sentence([articles[i] for i in group], "the same words" if same else _told(shares)))
    return sentences


def _runs(article):
    """The different runs of words of an article as sorted numbers; a text shorter than a run is one."""
    spans = [(section.start, section.end) for section in article.sections if section.kind != "furniture"]
    words = [word for start, end in spans for word in WORD.findall(article.text[start:end].casefold())]
    numbers = np.array([hash(word) for word in words], np.int64).view(np.uint64)
    length = max(min(1, len(words)), len(words) - RUN + 1)
    runs = np.zeros(length, np.uint64)
    for i in range(min(RUN, len(words))):
        runs = runs * STEP + numbers[i : i + length]
    return np.unique(runs)


def _shared(first, second):
    """The share of the shorter one's runs that stand in both; of short texts all or nothing."""
    fewer = min(len(first), len(second))
    if fewer < FEWEST:
        return float(fewer > 0 and np.array_equal(first, second))
    return len(np.intersect1d(first, second, assume_unique=True)) / fewer


def _candidates(runs):
    """Pairs of articles that may share much: of all that have a run, neighbours, and each with the first.

    The work grows with the length of the texts, not with the pairs; of many copies each still meets another.
    """
    sizes, n = np.array([len(part) for part in runs], np.int64), len(runs)
    owner, every = np.repeat(np.arange(n), sizes), np.concatenate([np.zeros(0, np.uint64), *runs])
    order = np.argsort(every, kind="stable")
    owner, every = owner[order], every[order]
    again = np.flatnonzero(every[1:] == every[:-1]) + 1
    first = np.searchsorted(every, every[again])
    far = again[first < again - 1]
    pairs = np.concatenate([owner[again - 1] * n + owner[again], owner[first[first < again - 1]] * n + owner[far]])
    pairs, counts = np.unique(pairs, return_counts=True)
    left, right = np.divmod(pairs, max(1, n))
    kept = counts >= COUNTED * np.minimum(sizes[left], sizes[right])
    return list(zip(left[kept].tolist(), right[kept].tolist(), strict=True))


def _groups(found):
    """(members, shares) of the articles that hang together by pairs (i, j, share), in their order."""
    beside = defaultdict(list)
    for i, j, share in found:
        beside[i].append((j, share))
        beside[j].append((i, share))
    groups, done = [], set()
    for at in sorted(beside):
        members, shares = [] if at in done else [at], []
        done.add(at)
        for member in members:
            for other, share in beside[member]:
                shares.append(share)
                if other not in done:
                    done.add(other)
                    members.append(other)
        if members:
            groups.append((sorted(members), shares))
    return groups


def _told(shares):
    low, high = (int(100 * share) for share in (min(shares), max(shares)))
    many = f"{low} %" if low == high else f"{low} to {high} %"
    return f"{many} of their five-word runs in common (of the shorter one’s)"


def _sentence(articles, shared):
    names = listed(capped([f"“{article.id}”" for article in articles], "article", MOST_NAMED))
    why = "wire copy?" if len({article.source for article in articles}) > 1 else "saved twice?"
    every = "Both" if len(articles) == 2 else f"All {len(articles):,}"
    return (
        f"{names} have {shared}: {why} {every} are counted as they stand; leave "
        "all but one out, or keep them on purpose."
    )
