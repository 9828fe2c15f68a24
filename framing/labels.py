"""Every label of every article in one table: terms, hedges and voices, each with whose word it is."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from framing.codebook import shipped
from framing.quotations import is_word
from framing.reading import Voice
from framing.sections import KINDS as SECTIONS
from framing.sections import paragraphs as find_paragraphs
from framing.tokens import Tokens, Vocabulary, tokenize
from framing.voices import find_voices

COLUMNS = "article source start end text layer group name voice speaker hedge section rule sentence".split()
TYPES = dict.fromkeys(COLUMNS, "str") | {"start": "int64", "end": "int64"}
# Articles are read together until this many characters are full: fewer, larger arrays.
BATCH = 400_000
BETWEEN = "\n\n"
# Cues besides the distancing ones that can hold off the very term they stand before.
HOLDING = {"alleged", "suspected", "supposed", "purported", "presumed", "apparent"}
OWN = Voice(0, 0, "own", None, "")  # the outlet's own voice, wherever no other is found
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
    def furniture(self):
        """Which tokens are page furniture."""
        return self.section == SECTIONS.index("furniture")


def _lay_out(batch, vocabulary):
    text = BETWEEN.join(article.text for article in batch)
    lengths = np.array([len(article.text) + len(BETWEEN) for article in batch])
    bases = np.cumsum(lengths) - lengths
    starts, kinds = [], []
    for base, article in zip(bases.tolist(), batch, strict=True):
        cuts = {section.start: section.kind for section in article.sections}
        kind = "body"
        for start in sorted(cuts.keys() | {start for start, _ in find_paragraphs(article.text)}):
            kind = cuts.get(start, kind)
            starts.append(base + start)
            kinds.append(SECTIONS.index(kind))
    tokens = tokenize(text, vocabulary)
    article = np.searchsorted(bases, tokens.starts, "right") - 1
    number = np.searchsorted(starts, tokens.starts, "right")
    section = np.array([0, *kinds])[number]
    return _Ground(tokens, bases, article, number + article, section)


def _label_batch(batch, cues, vocabulary):
    """The label table of `batch`."""
    ground = _lay_out(batch, vocabulary)
    tokens = ground.tokens
    furniture = ground.furniture
    headline = ground.section == SECTIONS.index("headline")
    voices, ends = find_voices(tokens, ground.paragraph, ground.article, furniture, headline)
    matches = cues.find(tokens, _breaks(ground))
    kept = ~furniture[matches.first]
    first, last, entry = matches.first[kept], matches.last[kept], matches.entry[kept]
    owners = [voices[n] if n >= 0 else OWN for n in _owners(voices, len(tokens))[first].tolist()]
    entries = [cues.entries[n] for n in entry.tolist()]
    held = _held(entries, first, last, ends, tokens)
    rows = [
        (a, b, entry.layer, entry.group, entry.name, voice.group, voice.speaker, hedge, entry.rule)
        for a, b, entry, voice, hedge in zip(first.tolist(), last.tolist(), entries, owners, held, strict=True)
    ]
    rows += [(v.first, v.last, "voice", v.group, "", v.group, v.speaker, None, f"voice: {v.rule}") for v in voices]
    rows.sort(key=lambda row: (row[0], -row[1], row[2]))
    return _table(rows, batch, ground, ends)


def _breaks(ground):
    """Behind which tokens no wording goes on: the last of each paragraph, unless the next begins in small letters."""
    ends = np.append(ground.paragraph[1:] != ground.paragraph[:-1], True)
    return ends & ~np.append(ground.tokens.table(_begins_small).astype(bool)[1:], False)


def grounds(articles):
    """Yields (batch, ground, breaks): articles as `label` lays them out, and where it lets no wording go on."""
    for batch in _batches(articles):
        ground = _lay_out(batch, Vocabulary())
        yield batch, ground, _breaks(ground)


def _begins_small(word):
    return word[0].islower()


def _owners(voices, count):
    """For each token the number of the voice it stands in, -1 for the outlet's own.

    A quotation counts before reported speech round it, an outer quotation before
    the one inside it, and of two reported stretches the shorter.
    """
    owner = np.full(count, -1, np.int64)
    order = sorted(range(len(voices)), key=lambda n: voices[n].first - voices[n].last)
    for marked in (False, True):
        for n in order:
            voice = voices[n]
            if (voice.group != "reported") == marked and not voice.nested:
                owner[voice.first : voice.last + 1] = n
    return owner


def _held(entries, first, last, ends, tokens):
    """For each match the name of the cue that holds off this very term, or None.

    Between the two may stand marks and at most REACH words of the same sentence.
    """
    held = [None] * len(entries)
    cues = [n for n, e in enumerate(entries) if e.layer == "hedge" and (e.group == "distancing" or e.name in HOLDING)]
    words = tokens.table(is_word)
    for n in cues:
        for m in range(n + 1, min(n + 4, len(entries))):
            gap = slice(last[n] + 1, first[m])
            if words[gap].sum() > REACH or ends[last[n] : first[m]].any():
                break
            if entries[m].layer == "term":
                held[m] = entries[n].name
                break
    return held


def _table(rows, batch, ground, ends):
    tokens = ground.tokens
    first = np.array([row[0] for row in rows], np.int64)
    last = np.array([row[1] for row in rows], np.int64)
    article = ground.article[first]
    base = ground.bases[article]
    start, end = tokens.starts[first], tokens.ends[last]
    text = tokens.text
    columns = {
        "article": [batch[n].id for n in article.tolist()],
        "source": [batch[n].source for n in article.tolist()],
        "start": start - base,
        "end": end - base,
        "text": [text[a:b] for a, b in zip(start.tolist(), end.tolist(), strict=True)],
        **{name: [row[n] for row in rows] for n, name in enumerate("layer group name voice speaker hedge".split(), 2)},
        "section": [SECTIONS[n] for n in ground.section[first].tolist()],
        "rule": [row[8] for row in rows],
        "sentence": _sentences(tokens, ends, first),
    }
    return pd.DataFrame(columns).astype(TYPES)


def _sentences(tokens, ends, first):
    """The sentence each token in `first` stands in; of one too long to be read, the part round the token."""
    if not len(first):
        return []
    last = np.flatnonzero(ends)
    number = np.searchsorted(last, first)
    opening = np.concatenate(([0], last[:-1] + 1))
    starts, stops = tokens.starts[opening][number].tolist(), tokens.ends[last][number].tolist()
    sentences = []
    for start, stop, at in zip(starts, stops, tokens.starts[first].tolist(), strict=True):
        if stop - start > LONGEST:
            left, right = max(start, at - LONGEST // 2), min(stop, at + LONGEST // 2)
            sentences.append("…" * (left > start) + tokens.text[left:right] + "…" * (right < stop))
        else:
            sentences.append(tokens.text[start:stop])
    return sentences
