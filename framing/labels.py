"""Every label of every article in one table: terms, hedges and voices, each with whose word it is."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from framing.codebook import Matches, shipped
from framing.quotations import is_word
from framing.sections import KINDS as SECTIONS
from framing.sections import paragraphs as find_paragraphs
from framing.sentences import begins_small
from framing.tokens import Tokens, Vocabulary, rank, runs, tokenize
from framing.voices import find_voices

COLUMNS = "article source start end text layer group name voice speaker hedge section rule sentence".split()
TYPES = dict.fromkeys(COLUMNS, "str") | {"start": "int64", "end": "int64"}
# Articles are read together until this many characters are full: fewer, larger arrays.
BATCH = 400_000
BETWEEN = "\n\n"
# Cues besides the distancing ones that can hold off the very term they stand before.
HOLDING = {"alleged", "suspected", "supposed", "purported", "presumed", "apparent"}
MOST_TYPES = 200_000  # a vocabulary larger than this is dropped and begun again
LONGEST = 2_000  # code points of a sentence that is given whole
REACH = 1  # the most words between such a cue and its term


def label(articles, codebook=None, hedges=None):
    """The label table of `articles`, a pandas DataFrame with `COLUMNS`, one row a label.

    `codebook` holds the terms and `hedges` the hedging cues; the shipped ones where
    none is given. A hedge of your own in `codebook` counts before a shipped one. Rows
    come by article in the order given, then by start, the longer first. Page furniture
    is not labelled.
    """
    codebook = shipped("conflict") if codebook is None else codebook
    hedges = shipped("hedges") if hedges is None else hedges
    cues = codebook.over(hedges)
    vocabulary = Vocabulary()
    tables = [pd.DataFrame({name: [] for name in COLUMNS}).astype(TYPES)]
    for batch in _batches(articles):
        if len(vocabulary) > MOST_TYPES:
            vocabulary = Vocabulary()
        tables.append(_label_batch(batch, cues, vocabulary))
    return pd.concat(tables, ignore_index=True)


def _batches(articles):
    """`articles` in lists of at most BATCH characters together, at least one article each."""
    batch, size = [], 0
    for article in articles:
        if batch and size + len(article.text) > BATCH:
            yield batch
            batch, size = [], 0
        batch.append(article)
        size += len(article.text)
    if batch:
        yield batch


@dataclass(frozen=True, slots=True)
class _Ground:
    """Where the articles of a batch lie in its joined text; `bases` their offsets, the rest one element a token."""

    tokens: Tokens
    bases: np.ndarray
    article: np.ndarray
    paragraph: np.ndarray
    section: np.ndarray

    @property
    def evidence(self):
        """The article whose words settle each token's sense; page furniture is none of it."""
        return np.where(self.furniture, len(self.bases), self.article)

    @property
    def furniture(self):
        """Which tokens are page furniture."""
        return self.section == SECTIONS.index("furniture")


def _lay_out(batch, vocabulary):
    text = BETWEEN.join(article.text for article in batch)
    lengths = np.array([len(article.text) + len(BETWEEN) for article in batch])
    bases = np.cumsum(lengths) - lengths
    paragraphs, cuts = [], []
    for base, article in zip(bases.tolist(), batch, strict=True):
        paragraphs += [base + start for start, _ in find_paragraphs(article.text)]
        cuts.append((base, SECTIONS.index("body")))
        cuts += [(base + section.start, SECTIONS.index(section.kind)) for section in article.sections]
    tokens = tokenize(text, vocabulary)
    cuts, kinds = np.array(cuts).T
    article = rank(tokens.starts, bases) - 1
    paragraph = rank(tokens.starts, np.union1d(paragraphs, cuts).astype(np.int64))
    return _Ground(tokens, bases, article, paragraph + article, kinds[rank(tokens.starts, cuts) - 1])


def _label_batch(batch, cues, vocabulary):
    """The label table of `batch`."""
    ground = _lay_out(batch, vocabulary)
    tokens = ground.tokens
    furniture = ground.furniture
    headline = ground.section == SECTIONS.index("headline")
    voices, ends = find_voices(tokens, ground.paragraph, ground.article, furniture, headline)
    matches = cues.find(tokens, _breaks(ground), ground.evidence)
    kept = ~furniture[matches.first]
    matches = Matches(matches.first[kept], matches.last[kept], matches.entry[kept])
    return _table(matches, cues.entries, voices, batch, ground, ends)


def _breaks(ground):
    """Behind which tokens no wording goes on: the last of each paragraph, unless the next begins in small letters."""
    ends = np.append(ground.paragraph[1:] != ground.paragraph[:-1], True)
    return ends & ~np.append(ground.tokens.table(begins_small).astype(bool)[1:], False)


def grounds(articles):
    """Yields (batch, ground, breaks): articles as `label` lays them out, and where it lets no wording go on."""
    for batch in _batches(articles):
        ground = _lay_out(batch, Vocabulary())
        yield batch, ground, _breaks(ground)


def _owners(voices, count):
    """For each token the number of the voice it stands in, -1 for the outlet's own.

    A quotation counts before reported speech round it, an outer quotation before
    the one inside it, and of two reported stretches the shorter.
    """
    length = voices.last - voices.first + 1
    order = np.lexsort((-length, voices.group != "reported"))
    order = order[~voices.nested[order]]
    owner = np.full(count, -1, np.int64)
    owner[runs(voices.first[order], length[order])] = np.repeat(order, length[order])  # of several, the last one stays
    return owner


def _held(entries, matches, ends, tokens):
    """For each match the number of the entry that holds off this very term, or -1.

    Between the two may stand marks and at most REACH words of the same sentence.
    """
    holds = [e.layer == "hedge" and (e.group == "distancing" or e.name in HOLDING) for e in entries]
    held = np.full(len(matches), -1)
    words = tokens.table(is_word)
    first, last, entry = matches.first, matches.last, matches.entry
    for n in np.flatnonzero(np.array(holds, bool)[entry]).tolist():
        for m in range(n + 1, min(n + 4, len(entry))):
            gap = slice(last[n] + 1, first[m])
            if words[gap].sum() > REACH or ends[last[n] : first[m]].any():
                break
            if entries[entry[m]].layer == "term":
                held[m] = entry[n]
                break
    return held


def _table(matches, entries, voices, batch, ground, ends):
    """The rows of a batch by their first token, the longer first, then by layer."""
    tokens, text = ground.tokens, ground.tokens.text
    number = np.arange(len(voices.first))
    first, last = np.append(matches.first, voices.first), np.append(matches.last, voices.last)
    kind = np.append(matches.entry, len(entries) + number)  # an entry, or behind them a voice
    owner = np.append(_owners(voices, len(tokens))[matches.first], number)
    held = np.append(_held(entries, matches, ends, tokens), np.full(len(number), -1))
    entry = np.minimum(kind, len(entries))  # a voice is none
    layers = [*(entry.layer for entry in entries), "voice"]
    order = np.lexsort((np.unique(layers, return_inverse=True)[1][entry], -last, first))
    first, last, kind, owner, held = first[order], last[order], kind[order], owner[order], held[order]
    entry = entry[order]
    article = ground.article[first]
    base = ground.bases[article]
    start, end = tokens.starts[first], tokens.ends[last]
    columns = {
        "article": _strings([article.id for article in batch], article),
        "source": _strings([article.source for article in batch], article),
        "start": start - base,
        "end": end - base,
        "text": pd.array([text[a:b] for a, b in zip(start.tolist(), end.tolist(), strict=True)], dtype="str"),
        "layer": _strings(layers, entry),
        "group": _strings([*(entry.group for entry in entries), *voices.group], kind),
        "name": _strings([*(entry.name for entry in entries), ""], entry),
        "voice": _strings([*voices.group, "own"], owner),
        "speaker": _strings([*voices.speaker, None], owner),
        "hedge": _strings([*(entry.name for entry in entries), None], held),
        "section": _strings(SECTIONS, ground.section[first]),
        "rule": _strings([*(entry.rule for entry in entries), *(f"voice: {rule}" for rule in voices.rule)], kind),
        "sentence": _sentences(tokens, ends, first),
    }
    return pd.DataFrame(columns)


def _strings(values, number):
    """A column of strings: of `values` the one with each `number`, the last one for -1."""
    return pd.array(values, dtype="str").take(number)


def _sentences(tokens, ends, first):
    """The sentence each token in `first` stands in; of one too long to be read, the part round the token."""
    if not len(first):
        return _strings([], first)
    last = np.flatnonzero(ends)
    number = np.searchsorted(last, first)
    opening = np.concatenate(([0], last[:-1] + 1))
    starts, stops = tokens.starts[opening][number], tokens.ends[last][number]
    long = stops - starts > LONGEST
    new = np.append(True, number[1:] != number[:-1]) | long
    sentences = []
    for start, stop, at in zip(
        starts[new].tolist(), stops[new].tolist(), tokens.starts[first[new]].tolist(), strict=True
    ):
        if stop - start > LONGEST:
            left, right = max(start, at - LONGEST // 2), min(stop, at + LONGEST // 2)
            sentences.append("…" * (left > start) + tokens.text[left:right] + "…" * (right < stop))
        else:
            sentences.append(tokens.text[start:stop])
    return _strings(sentences, np.cumsum(new) - 1)
