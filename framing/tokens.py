"""Text cut into tokens: the one pass over the text that every finder shares.

A token is a run of word characters (letters, digits, underscore) or one other
visible character. Each distinct token string is a *type*, numbered by a
`Vocabulary`; finders decide once a type and then work on arrays.
"""

import unicodedata
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import pairwise

import numpy as np

APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ‛`´′＇", "'"))
SPACE, WORD, MARK = 0, 1, 2
LAST_BMP = 0xFFFF  # characters beyond it count as marks, one token each


@lru_cache(maxsize=65_536)
def fold(word):
    """`word` as it is compared: without case, compatibility forms unified, apostrophes straight."""
    if word.isascii():
        return word.lower()
    return unicodedata.normalize("NFKC", word.translate(APOSTROPHES)).casefold()


@cache
def _kinds():
    """SPACE, WORD or MARK for every code point up to LAST_BMP."""
    kinds = np.full(LAST_BMP + 1, MARK, np.uint8)
    for code in range(LAST_BMP):
        character = chr(code)
        if character.isspace():
            kinds[code] = SPACE
        elif character.isalnum() or character == "_":
            kinds[code] = WORD
    return kinds


def _codes(text):
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def _starts(codes):
    """Where the tokens among code points begin."""
    kinds = _kinds().take(codes, mode="clip")
    begins = kinds != SPACE
    begins[1:] &= (kinds[1:] != WORD) | (kinds[:-1] != WORD)
    return np.flatnonzero(begins)


class Vocabulary:
    """The types of the texts seen so far; `words[t]` is the string of type `t`.

    Text is looked up by its stretches between white space, each taken apart
    into tokens only the first time it is seen.
    """

    def __init__(self):
        self.words = []
        self._number = {}
        self._stretches = _Stretches(self)
        self._tables = {}

    def __len__(self):
        return len(self.words)

    def number(self, word):
        """The type number of one token string."""
        found = self._number.get(word)
        if found is None:
            found = self._number[word] = len(self.words)
            self.words.append(word)
        return found

    def types(self, text):
        """The type of each token of `text`, an int32 array."""
        return np.frombuffer(b"".join(map(self._stretches.__getitem__, text.split())), np.int32)

    def table(self, classify, dtype=np.uint8):
        """`classify(word)` for every type, as an array; computed once a type."""
        known = self._tables.get(classify, np.empty(0, dtype))
        if len(known) < len(self.words):
            new = [classify(word) for word in self.words[len(known) :]]
            known = self._tables[classify] = np.concatenate((known, np.array(new, dtype)))
        return known


class _Stretches(dict):
    """Stretch of text between white space -> the types of its tokens, as the bytes of an int32 array."""

    def __init__(self, vocabulary):
        super().__init__()
        self.vocabulary = vocabulary

    def __missing__(self, stretch):
        starts = _starts(_codes(stretch)).tolist()
        words = [stretch[i:j] for i, j in pairwise([*starts, len(stretch)])]
        self[stretch] = types = np.array(list(map(self.vocabulary.number, words)), np.int32).tobytes()
        return types


@dataclass(frozen=True)
class Tokens:
    """The tokens of a text; `types`, `starts`, `ends` and `lines` hold one element a token.

    Offsets are code points of `text`, end-exclusive. `lines` counts the line
    feeds before the token.
    """

    text: str
    vocabulary: Vocabulary
    types: np.ndarray
    starts: np.ndarray
    ends: np.ndarray
    lines: np.ndarray

    def __len__(self):
        return len(self.types)

    def word(self, i):
        """The string of token `i`."""
        return self.strings[i]

    @cached_property
    def strings(self):
        """The token strings, a list of one element a token."""
        return self.table(str, object).tolist()

    def table(self, classify, dtype=np.uint8):
        """`classify(word)` of each token's type, an array of one element a token."""
        return self.vocabulary.table(classify, dtype)[self.types]


def tokenize(text, vocabulary=None):
    """The `Tokens` of `text`. A vocabulary passed in is extended and can be shared between calls."""
    vocabulary = Vocabulary() if vocabulary is None else vocabulary
    codes = _codes(text)
    starts = _starts(codes)
    lines = rank(starts, np.flatnonzero(codes == ord("\n")))
    types = vocabulary.types(text)
    return Tokens(text, vocabulary, types, starts, starts + vocabulary.table(len, np.int32)[types], lines)


def rank(places, marks):
    """For each of `places` how many of `marks` stand at it or before it; both are rising."""
    return np.cumsum(np.bincount(np.searchsorted(places, marks), minlength=len(places) + 1))[: len(places)]


def runs(first, length):
    """The numbers first, first + 1, …, `length` of them, for each of `first` in turn; one array."""
    end = np.cumsum(length)
    return np.repeat(first - (end - length), length) + np.arange(end[-1] if len(end) else 0)
