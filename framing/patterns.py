"""The pattern language of codebooks.

A pattern is one or more words, matched whole and without regard to case:

    protest*             `*` stands for any number of word characters, none included, anywhere in a word
    open fire            several words with any white space between them; a lone `*` is any one word
    anti-terrorist       marks stand for themselves; hyphens of every kind and apostrophes of every
                         kind are alike
    is|are said to       one word of several
    about {NUMBER}       in braces: must stand there, but is not part of the label
    {in|last} may        … before it; between other words it lies within the label
    {not the} might      … must not stand there (nothing may stand there)
    troops {with war}    only in an article that has a label of the group "war" by a row without such braces
    strike {without war} only in an article that has none

`{NUMBER}` is a number in digits or words, with a currency mark or without, or "a" with a count or a
unit ("a dozen", "an hour"); years and ordinals are none. `{YEAR}` is a year from 1901 to 2049,
`{MONTH}` a month by its name, `{DAY}` a day of the month ("9", "9th"). Braces and `|` hold single
words. `{not}`, `{with}` and `{without}` alone stand for themselves.

That an article settles which sense of a word is meant, since it keeps to one, was found by Gale, Church
and Yarowsky (1992), "One sense per discourse".
"""

import math
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

import numpy as np

from framing.tokens import fold

NUMBER, ANY = "{NUMBER}", "*"
CURRENCY = ("$", "£", "€", "¥", "₽", "₴", "₹")
UNITS = (
    "dozen score hundred thousand million billion quarter third half fifth tenth couple century decade year "
    "month week fortnight day hour minute mile kilometre kilometer metre meter"
).split()
NUMERALS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds "
    "thousand thousands million millions billion billions trillion dozen dozens half".split()
)
YEARS = frozenset(str(year) for year in range(1901, 2050)) - {"2000"}
MONTHS = "january february march april may june july august september october november december".split()
DAYS = [f"{day}{ending}" for day in range(1, 32) for ending in ("", "st", "nd", "rd", "th")]
NAMED = {"NUMBER": (NUMBER,), "YEAR": YEARS, "MONTH": MONTHS, "DAY": DAYS}
ASKING = ("with", "without")
MOST_FORMS = 1000
MOST_NUMBERS = 4  # each is read in three ways, so that these are 81 readings
HYPHENS = str.maketrans(dict.fromkeys("‐‑‒–−", "-"))
JOINT = re.compile(r"[-'‐‑‒–−’]")

_PIECE = re.compile(r"\{([^{}]*)\}|((?:(?![\U00010000-\U0010ffff])[\w*|])+)|(\S)")
_DIGITS = re.compile(r"\d+(?!\d|s$|st$|nd$|rd$|th$)")


class PatternError(ValueError):
    """A pattern that cannot be read; the message is half a sentence without its full stop."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One sequence of elements to look for.

    anchor         the element whose places are looked at first
    before, after  number of tokens of the label before and after the anchor
    checks         (distance from the anchor, element, must it be there) of all the other elements
    words          number of its elements, and of the groups its article must have or lack
    letters        letters and digits it spells out at least
    """

    anchor: tuple
    before: int
    after: int
    checks: tuple
    words: int
    letters: int


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern as read. Two patterns that share one of their `forms` mean the same there.

    `asks` are the groups that its article must have or lack: (group, must it have one).
    """

    forms: tuple
    readings: tuple
    asks: tuple


def same(word):
    """`word` as patterns compare it."""
    return fold(word).translate(HYPHENS)


@lru_cache(maxsize=65_536)
def read_pattern(text):
    """The Pattern that `text` writes down. Raises PatternError."""
    pieces = [_piece(match, text) for match in _PIECE.finditer(text)]
    body = [number for number, (kind, _) in enumerate(pieces) if kind == "word"]
    if text.strip() == ANY:
        raise PatternError("the pattern “*” matches every word; write letters before or after the star")
    if not any(_letters(pieces[number][1]) for number in body):
        raise PatternError(f"the pattern “{text}” has nothing to match; give it at least one letter or digit")
    if sum(NUMBER in words and kind != "not" for kind, words in pieces) > MOST_NUMBERS:
        raise PatternError(f"the pattern “{text}” has more than {MOST_NUMBERS} numbers in braces; shorten it")
    asks = tuple((group, kind == "with") for kind, words in pieces if kind in ASKING for group in words)
    readings = [[]]
    for number, (kind, words) in enumerate(pieces):
        inside = body[0] <= number <= body[-1]
        if kind not in ASKING:
            readings = [old + new for old in readings for new in _steps(kind, words, inside)]
    return Pattern(_forms(pieces), tuple(_reading(steps, len(asks)) for steps in readings), asks)


def _forms(pieces):
    """The pattern written out for each of its alternatives, unless these are very many."""
    choices = [[(kind, (word,)) for word in words] if kind == "word" else [(kind, words)] for kind, words in pieces]
    if math.prod(map(len, choices)) > MOST_FORMS:
        return (tuple(pieces),)
    return tuple(product(*choices))


def _piece(match, text):
    """("word" | "there" | "not" | "with" | "without", the words that will do) for one piece of a pattern."""
    braces, words, mark = match.groups()
    if mark in ("{", "}"):
        raise PatternError(f"the braces in “{text}” have no partner; write each “{{” with its “}}”")
    if mark:
        return "word", (same(mark),)
    kind, content = "word", words
    if braces is not None:
        kind, content = "there", braces.strip()
        first, *rest = content.split(maxsplit=1) or [""]
        if first in ASKING and rest:
            return first, (rest[0].lower(),)
        if first == "not" and rest:
            kind, content = first, rest[0]
    choices = [choice.strip() for choice in content.split("|")]
    if not all(len(_PIECE.findall(choice)) == 1 for choice in choices):
        raise PatternError(f"“{match[0]}” in “{text}” is unclear; write single words with “|” between them")
    if words and "|" in words and JOINT.search(text[: match.start()][-1:] + text[match.end() :][:1]):
        raise PatternError(
            f"“{match[0]}” in “{text}” touches a hyphen or an apostrophe; give each word a row of its own"
        )
    named = NAMED if braces is not None else {}
    words = {word for choice in choices for word in named.get(choice, (same(choice),))}
    return kind, tuple(sorted(words))


def _letters(words):
    """Letters and digits that a word has at least."""
    return min(sum(character.isalnum() for character in word) for word in words)


def _steps(kind, words, inside):
    """The ways to read a piece, each a list of (element, must it be there, is it part of the label)."""
    steps = [[(words, kind != "not", inside)]]
    if NUMBER in words:
        if kind == "not":
            return [[((*CURRENCY, *words), False, inside)]]
        steps.append([(CURRENCY, True, inside), ((NUMBER,), True, inside)])
        steps.append([(("a", "an"), True, inside), (tuple(UNITS), True, inside)])
    return steps


def _reading(steps, asks):
    labelled = [place for place, (_, _, inside) in enumerate(steps) if inside]
    # "said" is rarer than "the": among the words of the label the one with most letters is looked for
    anchor = max(labelled, key=lambda place: (steps[place][1], _letters(steps[place][0]), -place))
    checks = [(place - anchor, words, there) for place, (words, there, _) in enumerate(steps) if place != anchor]
    checks.sort(key=lambda check: (not check[2], abs(check[0])))
    return Reading(
        anchor=steps[anchor][0],
        before=anchor - labelled[0],
        after=labelled[-1] - anchor,
        checks=tuple(checks),
        words=len(steps) + asks,
        letters=sum(_letters(words) for words, there, _ in steps if there),
    )


class Elements:
    """All the elements of a codebook, numbered, and which of them each type of token satisfies.

    Types that satisfy the same elements are of one *kind*; kind 0 satisfies none and stands for the
    edge of the text as well. What is decided for a kind is kept.
    """

    def __init__(self):
        self._numbers = {}
        self._exact, self._prefixes, self._globs = defaultdict(set), defaultdict(list), []
        self._special = {NUMBER: set(), ANY: set()}
        self._anchors = defaultdict(list)
        self._kinds = {(): 0}
        self._arrays = None

    def number(self, words):
        """The number of the element satisfied by each of `words`."""
        if words not in self._numbers:
            self._numbers[words] = len(self._numbers)
            for word in words:
                self._add(word, self._numbers[words])
        return self._numbers[words]

    def _add(self, word, number):
        head, star, tail = word.partition("*")
        if word in self._special:
            self._special[word].add(number)
        elif not star:
            self._exact[word].add(number)
        elif len(head) > 2 and not tail:
            self._prefixes[head[:3]].append((head, number))
        else:
            self._globs.append((word.split("*"), number))

    def anchor(self, words, row):
        """Look for reading number `row` wherever the element `words` is satisfied."""
        self._anchors[self.number(words)].append(row)

    def kind(self, word):
        """The number of the kind of one type."""
        word = same(word)
        numbers = set(self._exact.get(word, ()))
        if word[0].isalnum() or word[0] == "_":
            numbers |= self._special[ANY]
            numbers |= {number for head, number in self._prefixes.get(word[:3], ()) if word.startswith(head)}
            numbers |= {number for parts, number in self._globs if _fits(word, parts)}
            if word in NUMERALS or _DIGITS.match(word) and word not in YEARS:
                numbers |= self._special[NUMBER]
        return self._kinds.setdefault(tuple(sorted(numbers)), len(self._kinds))

    def arrays(self):
        """(satisfied, starts, rows) over the kinds seen so far.

        satisfied  bool, one row a kind, one column an element
        starts     where the readings to look for at each kind begin in `rows`; one more than kinds
        """
        if self._arrays is None or len(self._arrays[0]) != len(self._kinds):
            satisfied = np.zeros((len(self._kinds), max(1, len(self._numbers))), bool)
            rows = []
            for kind, numbers in enumerate(self._kinds):
                satisfied[kind, list(numbers)] = True
                rows.append(sorted(row for number in numbers for row in self._anchors.get(number, ())))
            starts = np.cumsum([0, *map(len, rows)])
            self._arrays = satisfied, starts, np.array([row for some in rows for row in some], np.int64)
        return self._arrays


def _fits(word, parts):
    """Whether `word` is made of `parts` in their order with anything between them; linear in `word`."""
    head, *middle, tail = parts
    start, end = len(head), len(word) - len(tail)
    if start > end or not (word.startswith(head) and word.endswith(tail)):
        return False
    for part in middle:
        found = word.find(part, start, end)
        if found < 0:
            return False
        start = found + len(part)
    return True
