"""Quotation marks paired into quotations, whatever marks a text uses.

Marks are resolved paragraph by paragraph in one pass. Double marks (straight,
curly, low, guillemets, doubled single ones) and single marks are two families
that may nest in each other; within a family a quotation ends at its partner.
"""

from bisect import bisect_right
from typing import NamedTuple

import numpy as np

from framing.tokens import fold

NONE, STRAIGHT, OPEN, CLOSE, LOW, LEFT, RIGHT, SINGLE, SINGLE_OPEN, SINGLE_CLOSE, SINGLE_LOW, DASH = range(12)
MARKS = {
    '"': STRAIGHT, "＂": STRAIGHT, "″": STRAIGHT,
    "“": OPEN, "‟": OPEN, "”": CLOSE, "„": LOW, "«": LEFT, "»": RIGHT, "「": LEFT, "」": RIGHT,
    "'": SINGLE, "‘": SINGLE_OPEN, "‛": SINGLE_OPEN, "`": SINGLE_OPEN, "’": SINGLE_CLOSE, "´": SINGLE_CLOSE,
    "‚": SINGLE_LOW, "‹": SINGLE_OPEN, "›": SINGLE_CLOSE,
    "–": DASH, "—": DASH, "―": DASH,
}  # fmt: skip
DEEPEST = 3  # how many quotations of one family may stand in each other
DOUBLED = {SINGLE: STRAIGHT, SINGLE_OPEN: OPEN, SINGLE_CLOSE: CLOSE, SINGLE_LOW: LOW}
# Words that drop their first sounds and so begin with an apostrophe.
ELISIONS = {"em", "tis", "twas", "til", "till", "cause", "n", "bout", "cos", "round", "ere"}


def mark(word):
    """Which mark a token string is; NONE for every other token."""
    return MARKS.get(word, NONE)


def is_word(word):
    """Whether a token string is a run of word characters."""
    return word[0].isalnum() or word[0] == "_"


def elided(word):
    """Whether an apostrophe before this word stands for dropped sounds ('em, '90s)."""
    return word[0].isdigit() or fold(word) in ELISIONS


def sibilant(word):
    """Whether an apostrophe behind this word can be the possessive of a plural (the rebels' flag)."""
    return word[-1] in "sSzxZX"


def opens_before(word):
    """Whether a mark glued to the right of this token can still open a quotation."""
    return word in "([{-–—/" or word in MARKS


def closes_after(word):
    """Whether a mark glued to the left of this token can still close a quotation."""
    return word in ".,;:!?…)]}-–—/" or word in MARKS


class Quotation(NamedTuple):
    """Tokens `first` to `last` (inclusive) between the marks.

    `before` and `after` are the tokens next to it outside its marks (the
    numbers may lie one outside the text); `rule` says how the marks were resolved.
    """

    first: int
    last: int
    before: int
    after: int
    rule: str


class _Mark(NamedTuple):
    token: int
    behind: int  # the token behind the mark
    kind: int
    position: int  # 1 where only an opening mark can stand, -1 a closing one, 0 either
    possessive: bool  # an apostrophe can stand behind the word before it
    word_behind: bool


def _find_marks(tokens, paragraphs, furniture):
    """(doubles, singles): the quotation marks of a text in order, apostrophes left out; each a `_Mark` of arrays."""
    kinds = tokens.table(mark)
    token = np.flatnonzero((kinds > NONE) & (kinds < DASH) & ~furniture)
    glued = np.zeros(len(kinds) + 1, bool)  # glued[i]: no white space between tokens i - 1 and i
    glued[1:-1] = (tokens.starts[1:] == tokens.ends[:-1]) & (paragraphs[1:] == paragraphs[:-1])

    types = np.append(tokens.types, -1)  # of what lies outside the text

    def beside(classify, at):
        return np.append(tokens.vocabulary.table(classify), 0).astype(bool)[types[at]]

    kind = kinds[token]
    joined = np.append((kind[1:] == kind[:-1]) & (token[1:] == token[:-1] + 1), False) & glued[token + 1]
    first, second = _halves(joined & (kind >= SINGLE))
    last = token.copy()  # of a doubled single mark the second half
    last[first], kind[first] = token[second], [DOUBLED[k] for k in kind[first].tolist()]
    left, opening = glued[token], beside(opens_before, token - 1)
    right, closing = glued[last + 1], beside(closes_after, last + 1)
    word_left, word_right = beside(is_word, last - 1), beside(is_word, last + 1)
    may_open = (~left | opening) & right & ~closing
    may_close = left & ~opening & (~right | closing)
    position = may_open.astype(int) - may_close
    apostrophe = left & right & word_left & word_right
    apostrophe |= (kind != SINGLE_OPEN) & (position >= 0) & right & beside(elided, last + 1)
    kept = (kind < SINGLE) | ~apostrophe
    kept[second] = False
    marks = np.stack([token, last + 1, kind, position, beside(sibilant, last - 1) & word_left, word_right])
    return _Mark(*marks[:, kept & (kind < SINGLE)]), _Mark(*marks[:, kept & (kind >= SINGLE)])


def _halves(joined):
    """(first, second): the halves of doubled marks; `joined` says which marks are like the one behind them."""
    at = np.flatnonzero(joined)
    begins = np.append(True, at[1:] != at[:-1] + 1)[: len(at)]
    inside = np.arange(len(at)) - np.maximum.accumulate(np.where(begins, np.arange(len(at)), 0))
    first = at[inside % 2 == 0]
    return first, first + 1


def _opens(kind, position, opened):
    """Whether a mark is meant as an opening one, given the kind of the mark that is open (or NONE)."""
    if kind in (STRAIGHT, SINGLE):
        return position > 0 or (position == 0 and opened == NONE)
    if kind in (LOW, SINGLE_LOW):
        return True
    if kind in (OPEN, LEFT, SINGLE_OPEN):
        return opened not in (LOW, RIGHT, SINGLE_LOW) and position >= 0
    return opened == NONE and position > 0


# OPENS[kind, position, opened] is what `_opens` says.
OPENS = np.array([[[_opens(k, at, o) for o in range(DASH)] for at in (0, 1, -1)] for k in range(DASH)])


def _pair_doubles(marks):
    """Yields (opening mark or None, closing mark or None, next opening mark or None) of one paragraph's double marks.

    They come in the order of closing; the third stands where the first is never closed, before the next opens.
    """
    closers = [0] * (len(marks) + 1)  # closing marks from here to the next opening one
    for n in range(len(marks) - 1, -1, -1):
        closers[n] = 0 if _opens(*marks[n][2:4], marks[n].kind) else closers[n + 1] + 1
    stack = []
    for n, mark in enumerate(marks):
        if not _opens(mark.kind, mark.position, stack[-1].kind if stack else NONE):
            yield (stack.pop() if stack else None), mark, None
        elif not stack:
            stack.append(mark)
        elif closers[n + 1] > len(stack) and len(stack) < DEEPEST:
            stack.append(mark)
        elif closers[n + 1]:
            yield stack.pop(), None, mark
            stack.append(mark)
        else:
            yield stack.pop(), mark, None  # the wrong way round: nothing else would close what is open
    inner = None
    while stack:
        mark = stack.pop()
        yield mark, None, inner
        inner = mark


def _pair_singles(marks):
    """Yields (opening mark, closing mark or None, next opening mark or None) of one paragraph's single marks."""
    sure = [False] * (len(marks) + 1)  # whether a closing mark that can be no apostrophe comes before an opening one
    for n in range(len(marks) - 1, -1, -1):
        closer = not _opens(*marks[n][2:4], marks[n].kind)
        sure[n] = closer and (sure[n + 1] or not marks[n].possessive)
    opened = None
    for n, mark in enumerate(marks):
        if _opens(mark.kind, mark.position, opened.kind if opened else NONE):
            if opened and opened.kind != SINGLE:
                yield opened, None, mark
            opened = mark
        elif opened and not (mark.possessive and mark.word_behind and sure[n + 1]):
            yield opened, mark, None
            opened = None
    if opened:
        yield opened, None, None


def pair(tokens, paragraphs, furniture, stops):
    """The quotations of a text, a list of `Quotation` in order of their first token.

    `paragraphs` numbers the paragraph of each token and `furniture` (bool) says
    which tokens to pass over, `stops` (bool) which end a sentence. Quotations nest or stand apart, they never cross.
    """
    doubles, singles = _find_marks(tokens, paragraphs, furniture)
    ends = np.flatnonzero(stops & np.append(tokens.ends[:-1] < tokens.starts[1:], False))
    found = _quotations(doubles, _pair_doubles, tokens, paragraphs, ends)
    outer = _Cover(found)
    found += [q for q in _quotations(singles, _pair_singles, tokens, paragraphs, ends, outer) if outer.holds(q)]
    shouted = tokens.table(str.isupper)[[q.first for q in found]].tolist()
    found = [_without_label(tokens, q) if capitals else q for q, capitals in zip(found, shouted, strict=True)]
    return sorted(found, key=lambda q: (q.first, -q.last))


def _without_label(tokens, quotation):
    """A quotation of a transcript (“SMITH: I do.”) without the name and colon it begins with."""
    first = quotation.first
    while first < quotation.last and tokens.word(first).isupper() and first - quotation.first < 3:
        first += 1
    if first > quotation.first and tokens.word(first) == ":" and first < quotation.last:
        return quotation._replace(first=first + 1, before=first, rule=f"{quotation.rule}; transcript")
    return quotation


def _quotations(marks, pair_marks, tokens, paragraphs, stops, outer=None):
    """The quotations made by the marks of one family, a list; `outer`: those they may stand in."""
    numbers = paragraphs[marks.token]
    begins = np.flatnonzero(np.diff(numbers, prepend=-1))  # the first mark of each paragraph that has any
    sizes = np.diff(begins, append=len(numbers))
    plain = _in_turn(marks, begins, sizes)
    at = np.flatnonzero(np.repeat(plain, sizes))
    opened, closed = (_Mark(*(column[half] for column in marks)) for half in (at[::2], at[1::2]))
    spans = np.stack([opened.behind, closed.token - 1, opened.token - 1, closed.behind])
    found = [Quotation(*span, "marks") for span in spans[:, opened.behind < closed.token].T.tolist()]
    columns = np.stack(marks)
    firsts, behinds = np.searchsorted(paragraphs, numbers[begins] + [[0], [1]]).tolist()
    for n in np.flatnonzero(~plain).tolist():
        group = [_Mark(*mark) for mark in columns[:, begins[n] : begins[n] + sizes[n] + 1].T.tolist()]
        ahead = group.pop() if len(group) > sizes[n] and numbers[begins[n + 1]] == numbers[begins[n]] + 1 else None
        found += _paired(group[: sizes[n]], ahead, pair_marks, tokens, firsts[n], behinds[n] - 1, stops, outer)
    return found


def _in_turn(marks, begins, sizes):
    """In which paragraphs each mark that opens is followed by one that closes, whatever else they might be."""
    if not len(begins):
        return np.zeros(0, bool)
    closing = (np.arange(len(marks.kind)) - np.repeat(begins, sizes)) % 2 == 1
    opens = OPENS[marks.kind, marks.position, np.where(closing, np.roll(marks.kind, 1), NONE)]
    doubtful = closing & (marks.possessive & marks.word_behind).astype(bool)
    return np.logical_and.reduceat((opens != closing) & ~doubtful, begins) & (sizes % 2 == 0)


def _paired(group, ahead, pair_marks, tokens, first, last, stops, outer):
    """Yields the quotations of the marks of the paragraph of tokens `first` to `last`.

    `ahead` is the first mark of the next paragraph, or None.
    """
    runs_on = ahead is not None and ahead.token == last + 1 and ahead.position > 0
    for opened, closed, ahead_of in pair_marks(group):
        if opened and closed:
            if opened.behind < closed.token:
                plain = (
                    OPENS[opened.kind, opened.position, NONE] and not OPENS[closed.kind, closed.position, opened.kind]
                )
                rule = "marks" if plain else "marks the wrong way round"
                yield Quotation(opened.behind, closed.token - 1, opened.token - 1, closed.behind, rule)
        elif opened and opened.behind <= last:
            if runs_on and opened.kind == ahead.kind and not ahead_of:
                yield Quotation(opened.behind, last, opened.token - 1, last + 1, "marks, runs on in the next paragraph")
            elif opened.kind != SINGLE:
                around = outer.end(opened.token) if outer and opened.kind == SINGLE_OPEN else None
                end = last if opened.token == first else around or _sentence_end(stops, opened.behind, last)
                end = min(end, ahead_of.token - 1) if ahead_of else end
                if end < opened.behind:
                    continue
                yield Quotation(opened.behind, end, opened.token - 1, end + 1, "closing mark missing")
        elif closed and closed is group[0] and _said(tokens, closed.token - 1) and first < closed.token:
            yield Quotation(first, closed.token - 1, first - 1, closed.behind, "opening mark missing")


def _sentence_end(stops, first, last):
    """The first full stop from token `first`, at most `last`."""
    n = int(np.searchsorted(stops, first))
    return min(int(stops[n]), last) if n < len(stops) else last


def _said(tokens, i):
    """Whether a quotation can end on token `i` before its closing mark: speech ends in punctuation."""
    return tokens.word(i) in {",", ".", "!", "?", "…"}


class _Cover:
    """Which of the quotations found first, if any, a further one stands in."""

    def __init__(self, quotations):
        self.quotations = sorted(quotations, key=lambda q: q.first)
        self.firsts = [q.first for q in self.quotations]

    def _around(self, token):
        n = bisect_right(self.firsts, token) - 1
        return n if n >= 0 and token <= self.quotations[n].last else None

    def end(self, token):
        """The last token of the quotation that `token` stands in, or None."""
        n = self._around(token)
        return None if n is None else self.quotations[n].last

    def holds(self, quotation):
        """Whether both its ends lie inside the same quotation, or both outside."""
        return self._around(quotation.before + 1) == self._around(quotation.after - 1)
