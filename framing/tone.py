"""Tone by word list: what TextBlob's lexicon makes of each sentence, whose words those are, and what it cannot see.

Polarity runs from −1 to 1, subjectivity from 0 to 1. Both are means over the
words the lexicon knows (*heard* words); a stretch without one has no tone, which
is something else than a tone of 0.
"""

from itertools import groupby
from zlib import crc32

import numpy as np
import pandas as pd

from framing.tables import MIDDLE, RESAMPLES, SEED, VOICES, sentence_starts, with_voices, word_voices

MEANS = ("polarity", "subjectivity")


def heard(text):
    """The words of a text that TextBlob's lexicon values: a list of (words, polarity, subjectivity)."""
    from textblob import TextBlob

    found = TextBlob(text.replace("’", "'")).sentiment_assessments.assessments
    return [(" ".join(words), float(polarity), float(subjectivity)) for words, polarity, subjectivity, _ in found]


def tone(labels, articles):
    """The tone of every sentence, one row a voice in it.

    Columns: article, source, sentence (counted from 0), start, voice, words,
    heard (words the lexicon values), polarity, subjectivity (means over those;
    missing without any), made_by (each heard word with its polarity), text.
    """
    rows = [row for article, spans in with_voices(labels, articles) for row in _article_tone(article, spans)]
    columns = "article source sentence start voice words heard polarity subjectivity made_by text".split()
    return pd.DataFrame(rows, columns=columns)


def _article_tone(article, spans):
    """The rows of one article: its words cut where a sentence, a section or a voice ends."""
    starts, sections, voices = word_voices(article, spans)
    edges = sentence_starts(article.text)
    numbers = np.searchsorted(edges, starts, "right") - 1
    ends = np.append(edges, len(article.text))
    pieces = [
        (key, [n for _, n in same])
        for key, same in groupby(
            zip(zip(numbers, sections, voices, strict=True), range(len(starts)), strict=True), _first
        )
    ]
    for i, ((number, _, voice), words) in enumerate(pieces):
        start, end = int(starts[words[0]]), int(ends[number + 1])
        if i + 1 < len(pieces) and pieces[i + 1][0][0] == number:
            end = int(starts[pieces[i + 1][1][0]])
        text = " ".join(article.text[start:end].split())
        found = heard(text)
        means = [float(np.mean([value[n] for value in found])) if found else None for n in (1, 2)]
        made = "; ".join(f"{word} {signed(polarity)}" for word, polarity, _ in found)
        yield article.id, article.source, int(number), start, voice, len(words), len(found), *means, made, text


def _first(pair):
    return pair[0]


def signed(value, digits=2):
    """A number with its sign, a true minus: +0.50, −0.25, 0.00."""
    text = f"{value:.{digits}f}"
    bare = text.lstrip("-")
    return bare if float(bare) == 0 else ("−" if value < 0 else "+") + bare


def tone_by(table, by=("source", "voice")):
    """Tone in one row for each combination of `by`, in the order of sources and voices; from a table of `tone`.

    Columns: `by`, sentences, words, heard, polarity, subjectivity (means over
    the heard words), low, high: the middle 95 % of 1,000 mean polarities got by
    drawing the sentences of each article anew, with replacement. They are
    missing where nothing was heard or all draws are alike.
    """
    by = list(by)
    rows = [dict(zip(by, key, strict=True)) | _means(cell) for key, cell in table.groupby(by, sort=False, dropna=False)]
    columns = [*by, "sentences", "words", "heard", *MEANS, "low", "high"]
    summed = pd.DataFrame(rows, columns=columns)
    sources, voices = list(dict.fromkeys(table["source"])), [*VOICES, *dict.fromkeys(table["voice"])]
    place = {"source": sources.index, "voice": voices.index}
    order = summed[[key for key in by if key in place]].apply(lambda column: column.map(place[column.name]))
    return summed.iloc[np.lexsort(order.to_numpy(int).T[::-1])].reset_index(drop=True) if len(summed) else summed


def _means(cell):
    weight = cell["heard"].to_numpy(float)
    sums = {name: (cell[name].fillna(0) * weight).sum() for name in MEANS}
    means = {name: total / weight.sum() if weight.sum() else np.nan for name, total in sums.items()}
    low, high = _interval(cell)
    sentences = len(cell[["article", "sentence"]].drop_duplicates())
    counts = {"sentences": sentences, "words": int(cell["words"].sum()), "heard": int(weight.sum())}
    return counts | means | {"low": low, "high": high}


def _interval(cell):
    """The middle 95 % of the mean polarity over sentences drawn anew within each article."""
    above, below = np.zeros((2, RESAMPLES))
    for article, rows in cell.groupby("article", sort=False):
        n = rows["sentence"].nunique()
        drawn = np.random.default_rng((SEED, crc32(article.encode("utf-8", "surrogatepass"))))
        times = drawn.multinomial(n, np.full(n, 1 / n), RESAMPLES)
        sums = (
            rows.assign(total=rows["polarity"].fillna(0) * rows["heard"]).groupby("sentence")[["total", "heard"]].sum()
        )
        above += times @ sums["total"].to_numpy(float)
        below += times @ sums["heard"].to_numpy(float)
    means = above[below > 0] / below[below > 0]
    if len(means) < 0.95 * RESAMPLES or means.min() == means.max():
        return np.nan, np.nan
    return tuple(np.quantile(means, MIDDLE))


def ends(table, most=3):
    """The sentences of lowest and of highest polarity, at most `most` of each, from the lowest up."""
    heard_in = table.dropna(subset="polarity").sort_values(["polarity", "heard"], kind="stable")
    return heard_in if len(heard_in) <= 2 * most else pd.concat([heard_in.head(most), heard_in.tail(most)])


def values(texts):
    """What the lexicon hears in some texts of your own: the columns text, made_by, polarity."""
    rows = []
    for text in texts:
        found = heard(text)
        made = "; ".join(f"{word} {signed(polarity)}" for word, polarity, _ in found)
        rows.append((text, made, float(np.mean([polarity for _, polarity, _ in found])) if found else None))
    return pd.DataFrame(rows, columns=["text", "made_by", "polarity"])


def unheard(labels):
    """The terms that the lexicon has no value for: the columns group, name, count; the most frequent first."""
    terms = labels[labels["layer"] == "term"]
    texts = [text.lower() for text in terms["text"]]
    known = {text for text in dict.fromkeys(texts) if heard(text)}
    silent = terms[np.array([text not in known for text in texts], bool)]
    counts = silent.groupby(["group", "name"], sort=False).size().rename("count").reset_index()
    return counts.sort_values("count", ascending=False, kind="stable").reset_index(drop=True)
