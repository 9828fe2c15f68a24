"""Codebooks: what to look for, as files a researcher edits, and where it stands in a text.

`framing.codebook_files` describes the files, `framing.patterns` the pattern language.

Where patterns meet, the longest match wins, counted in code points of the text; then the one that
begins first; then the one with more words and conditions; then a row of the group `none`; then the one
that spells out more letters; then the row that stands first. A row of the group `none` gives no label:
it sets a sense of a word apart ("claimed responsibility"). Layers do not compete with each other.
"""

import re
from collections import Counter
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import numpy as np

from framing.codebook_files import CodebookError, content, rows
from framing.paths import shown
from framing.patterns import Elements, PatternError, read_pattern
from framing.prose import capped, listed
from framing.tokens import runs

HEDGE_GROUPS = ("plausibility", "attribution", "distancing", "approximator", "booster")
NO_LABEL = "none"
MOST_WORDS = 10  # no phrase anybody looks for is longer
MOST_NAMED = 5  # how many lines that say the same are named
REGEX = re.compile(r"\.[*+?]|\\\w|\[\^?\w-\w|\(\?|^\^|\S\$$")
OWN_LAYER = {"idioms": "idiom", "reporting": "reporting"}  # shipped codebooks that are neither terms nor hedges


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a codebook. `rule` is its file and line ("conflict.csv:14"), the path where two files share a name."""

    layer: str
    group: str
    name: str
    pattern: str
    note: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Matches:
    """What `Codebook.find` found: int arrays of one element a match, sorted by `first`.

    `first` and `last` are token indices, both inclusive; `entry` is the index into `Codebook.entries`.
    """

    first: np.ndarray
    last: np.ndarray
    entry: np.ndarray

    def __len__(self):
        return len(self.entry)


class Codebook:
    """Entries with their patterns ready to be found. `a + b` holds the entries of both."""

    def __init__(self, entries, notes=()):
        """`entries`: an iterable of `Entry`. A row that is there twice counts once.

        `notes` are sentences on what was not taken over from their files. Raises CodebookError for a
        pattern that cannot be read or that stands under two names.
        """
        owners, kept = {}, []
        for entry in entries:
            try:
                pattern = read_pattern(entry.pattern)
            except PatternError as error:
                raise CodebookError(f"{entry.rule}: {error}.") from None
            forms = [(entry.layer, form) for form in pattern.forms]
            if not owners.keys() >= set(forms):
                kept.append((entry, pattern))
            for form in forms:
                _check_name(entry, owners.setdefault(form, entry))
        groups = {entry.group for entry, _ in kept}
        for entry, pattern in kept:
            for group, _ in pattern.asks:
                if group not in groups:
                    raise CodebookError(
                        f"{entry.rule}: the pattern “{entry.pattern}” names the group “{group}”, which no row has; "
                        "correct it or add a row of that group."
                    )
        self.entries = tuple(entry for entry, _ in kept)
        self.notes = tuple(notes)
        self._rules = _Rules(self.entries, [pattern for _, pattern in kept])

    def __len__(self):
        return len(self.entries)

    def __add__(self, other):
        return Codebook(self.entries + other.entries, self.notes + other.notes)

    def __repr__(self):
        return f"<Codebook: {len(self)} patterns>"

    def over(self, other):
        """The entries of both; where a pattern of `other` clashes with one of this codebook, it gives way."""
        mine = {(entry.layer, form) for entry in self.entries for form in read_pattern(entry.pattern).forms}
        rest = [e for e in other.entries if mine.isdisjoint((e.layer, f) for f in read_pattern(e.pattern).forms)]
        return Codebook((*self.entries, *rest), self.notes)

    def find(self, tokens, breaks=None, articles=None):
        """The `Matches` of all entries in `tokens` (framing.tokens.Tokens), in one pass.

        Nothing is matched across a blank line, nor behind a token that `breaks` (bool, one a token) marks.
        `articles` are numbers from 0 on, one a token; without them all is one article.
        """
        rules = self._rules
        first, last, row, kept = self._search(tokens, breaks, articles)
        kept = kept[rules.labels[row[kept]]]
        kept = kept[np.lexsort((rules.layer[row[kept]], first[kept]))]
        return Matches(first[kept], last[kept], rules.entry[row[kept]])

    def contests(self, tokens, breaks=None, articles=None):
        """(lost, won): the `Matches` that gave way to another entry's, and beside each the one it gave way to.

        Those that won may be of the group `none`. Arguments as in `find`.
        """
        rules = self._rules
        first, last, row, kept = self._search(tokens, breaks, articles)
        base = rules.layer[row] * len(tokens)
        owner = np.full(len(tokens) * (rules.layer.max(initial=0) + 1), -1)
        for i in kept.tolist():
            owner[base[i] + first[i] : base[i] + last[i] + 1] = i
        lost = np.setdiff1d(np.arange(len(row)), kept)
        places = [owner[base[i] + first[i] : base[i] + last[i] + 1] for i in lost.tolist()]
        won = np.array([place[place >= 0][0] for place in places], np.int64)
        entry = rules.entry[row]
        pairs = np.stack([first[lost], last[lost], entry[lost], first[won], last[won], entry[won]])
        pairs = np.unique(pairs[:, entry[lost] != entry[won]], axis=1)
        return Matches(*pairs[:3]), Matches(*pairs[3:])

    def _search(self, tokens, breaks, articles):
        """(first, last, row, kept): every reading that fits, and the indices of those that win their words."""
        rules = self._rules
        blank = np.diff(tokens.lines) > 1
        if breaks is not None:
            blank |= breaks[:-1]
        found = rules.candidates(tokens.table(rules.elements.kind, np.int32), np.append(0, np.cumsum(blank)))
        asking = rules.asks.any(axis=1)[found[2]]
        if asking.any():
            articles = np.zeros(len(tokens), np.int64) if articles is None else articles
            free = found[:, ~asking]
            present = rules.groups(free[:, self._chosen(free, tokens)], articles)
            found = found[:, ~(asking & rules.unmet(found, articles, present))]
        return (*found, self._chosen(found, tokens))

    def _chosen(self, found, tokens):
        """The indices of the candidates that win their words."""
        rules = self._rules
        first, last, row = found
        length = tokens.ends[last] - tokens.starts[first]
        return _choose(first, last, (-length, first, rules.rank[row]), rules.layer[row], len(tokens))


def _check_name(entry, other):
    if (entry.group, entry.name) != (other.group, other.name):
        raise CodebookError(
            f"{entry.rule}: the pattern “{entry.pattern}” stands here under “{entry.name}” ({entry.group}), "
            f"and in {other.rule} “{other.pattern}” stands under “{other.name}” ({other.group}); keep one."
        )


class _Rules:
    """The readings of all patterns, one a row, as arrays."""

    def __init__(self, entries, patterns):
        self.elements = Elements()
        readings = [(number, r) for number, pattern in enumerate(patterns) for r in pattern.readings]
        layers = {layer: number for number, layer in enumerate(dict.fromkeys(e.layer for e in entries))}
        self.entry = np.array([number for number, _ in readings], np.int64)
        self.layer = np.array([layers[entries[number].layer] for number, _ in readings], np.int64)
        self.labels = np.array([entries[number].group != NO_LABEL for number, _ in readings], bool)
        groups = {group: number for number, group in enumerate(dict.fromkeys(e.group for e in entries))}
        self.group = np.array([groups[entries[number].group] for number, _ in readings], np.int64)
        self.asks = np.zeros((len(readings), len(groups)), bool)  # the groups that a reading's article must have
        self.lacking = np.zeros_like(self.asks)  # or lack
        for row, (number, _) in enumerate(readings):
            for group, there in patterns[number].asks:
                self.asks[row, groups[group]], self.lacking[row, groups[group]] = True, not there
        self.before = np.array([r.before for _, r in readings], np.int64)
        self.after = np.array([r.after for _, r in readings], np.int64)
        order = [(-r.words, self.labels[row], -r.letters) for row, (_, r) in enumerate(readings)]
        self.rank = np.argsort(np.array(sorted(range(len(order)), key=order.__getitem__), np.int64))
        self.checks = np.array([len(r.checks) for _, r in readings], np.int64)
        shape = len(readings), max(self.checks, default=0)
        self.distance, self.element = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
        self.there = np.zeros(shape, bool)
        for row, (_, reading) in enumerate(readings):
            self.elements.anchor(reading.anchor, row)
            for column, (distance, element, there) in enumerate(reading.checks):
                self.distance[row, column] = distance
                self.element[row, column] = self.elements.number(element)
                self.there[row, column] = there

    def candidates(self, kinds, block):
        """(first, last, row) of every match as an array of three rows, overlapping ones included.

        `kinds` and `block` have one element a token; nothing is matched across two blocks. Each reading is
        tried only where its anchor stands.
        """
        satisfied, starts, rows = self.elements.arrays()
        many = np.diff(starts)
        place = np.flatnonzero((many > 0)[kinds])
        count = many[kinds[place]]
        row = rows[runs(starts[kinds[place]], count)]
        place = np.repeat(place, count)
        for number in range(self.distance.shape[1]):
            open_ = np.flatnonzero(self.checks[row] > number)
            which = row[open_]
            where = place[open_] + self.distance[which, number]
            outside = (where < 0) | (where >= len(kinds))
            where[outside] = 0
            outside |= block[where] != block[place[open_]]
            kind = np.where(outside, 0, kinds[where])
            wrong = satisfied[kind, self.element[which, number]] != self.there[which, number]
            kept = np.ones(len(row), bool)
            kept[open_[wrong]] = False
            place, row = place[kept], row[kept]
        return np.stack((place - self.before[row], place + self.after[row], row))

    def groups(self, found, articles):
        """Which groups each article has among these candidates (bool, one row an article, one column a group)."""
        first, _, row = found
        present = np.zeros((articles.max(initial=0) + 1, self.asks.shape[1]), bool)
        present[articles[first], self.group[row]] = True
        return present

    def unmet(self, found, articles, present):
        """Which candidates ask for a group that their article lacks, or for none of one that it has."""
        first, _, row = found
        return (self.asks[row] & (present[articles[first]] == self.lacking[row])).any(axis=1)


def _choose(first, last, keys, layer, end):
    """Indices of the candidates that stay, in no order; those with smaller `keys` go before others."""
    first, last = first + layer * end, last + layer * end
    order = np.argsort(first, kind="stable")
    meets = first[order][1:] <= np.maximum.accumulate(last[order])[:-1]
    meets = np.append(meets, False) | np.append(False, meets)
    alone, rivals = order[~meets[: len(order)]], order[meets[: len(order)]]
    rivals = rivals[np.lexsort([key[rivals] for key in reversed(keys)])]
    taken, stay = set(), []
    for i, start, stop in zip(rivals.tolist(), first[rivals].tolist(), last[rivals].tolist(), strict=True):
        place = range(start, stop + 1)
        if taken.isdisjoint(place):
            taken.update(place)
            stay.append(i)
    return np.concatenate((alone, np.array(stay, np.int64)))


def load_codebook(*paths):
    """The Codebook of one or more files: CSV, or a dictionary that `framing.dictionaries` reads, told by its suffix.

    The hedge groups make the layer "hedge" and every other group the layer "term". Raises CodebookError, one
    sentence with file and line.
    """
    if not paths:
        raise CodebookError("No codebook was named; give the path of at least one CSV file.")
    files = {shown(path): content(path) for path in paths}
    bases = Counter(Path(path).name for path in files)
    entries, notes = [], []
    for path, data in files.items():
        found, said = rows(data, path)
        found = list(found)
        entries += _entries(found, path, None, Path(path).name if bases[Path(path).name] == 1 else path)
        notes += [*said, *_doubts(found, path)]
    return Codebook(entries, notes)


def shipped(name):
    """The package's own Codebook: "conflict" (terms), "hedges", "reporting" or "idioms" (layers of their own)."""
    file = resources.files("framing") / "codebooks" / f"{name}.csv"
    if not file.is_file():
        raise CodebookError(f"No codebook “{name}” is shipped; choose conflict, hedges, idioms or reporting.")
    found, _ = rows(file.read_bytes(), file.name)
    return Codebook(_entries(found, file.name, OWN_LAYER.get(name), file.name))


def _doubts(found, path):
    """Yields a sentence on each kind of pattern that hardly means what it says."""
    long = [f"line {line}" for line, (_, _, pattern, _) in found if len(pattern.split()) > MOST_WORDS]
    if long:
        named = listed(capped(long, "line", MOST_NAMED))
        what = f"a pattern of more than {MOST_WORDS} words"
        yield f"{path}: {what} stands in {named}; is this an article and no codebook?"
    regex = [f"line {line} ({pattern})" for line, (_, _, pattern, _) in found if REGEX.search(pattern)]
    if regex:
        named = listed(capped(regex, "line", MOST_NAMED))
        yield (
            f"{path}: no regular expression is read, and one seems to stand in {named}; "
            "write words, with * for any letters and | for “or”."
        )


def _entries(found, path, layer, name):
    """The entries of one file, `name` in their rules. A row of the group `none` stands in every layer the file has."""
    kept = []
    for line, (group, label, pattern, note) in found:
        group = group.lower()
        for column, cell in (("group", group), ("name", label or group == NO_LABEL), ("pattern", pattern)):
            if not cell:
                raise CodebookError(f"{path}:{line}: the {column} is blank; fill it in or delete the row.")
        kept.append((group, label, pattern, note, f"{name}:{line}"))
    if not kept:
        raise CodebookError(f"{path}: there is no pattern below the first line; add at least one row.")
    layers = {row[0]: layer or ("hedge" if row[0] in HEDGE_GROUPS else "term") for row in kept}
    every = sorted({own for group, own in layers.items() if group != NO_LABEL}) or [layer or "term"]
    return [Entry(own, *row) for row in kept for own in (every if row[0] == NO_LABEL else [layers[row[0]]])]
