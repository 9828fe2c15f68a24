"""Where sentences end, and the text as a string of word classes with its quotations folded up."""

import re
from dataclasses import dataclass
from functools import cache

import numpy as np

from framing.codebook import shipped
from framing.grammar import VERB_CLASSES, word_class
from framing.phrases import CHAIN, THAT
from framing.quotations import is_word, mark
from framing.tokens import fold

ABBREVIATIONS = set(
    "mr mrs ms dr prof gen col lt sgt capt cpt maj adm brig cmdr sen rep gov pres rev hon st sr jr messrs supt insp "
    "jan feb mar apr jun jul aug sept sep oct nov dec mon tue wed thu fri sat vs no nos vol fig approx dept est inc "
    "amb ltd co corp bros etc cf al eg ie ca u s a m p ft mt ave blvd art".split()
)  # fmt: skip
# After an abbreviation only these, with a capital, begin a sentence: a name may well follow "Gen." or "U.S.".
STARTERS = set(
    "the a an he she it they we i you in on at by for but and this that these those there his her their its our my "
    "as after before while when since if although however meanwhile some many most several no not one two both all "
    "earlier later last according".split()
)  # fmt: skip


CONTRACTIONS = {"s": "'", "t": "n"} | dict.fromkeys(("re", "ve", "ll", "d", "m"), "m")


def _abbreviation(word):
    return fold(word) in ABBREVIATIONS or (len(word) == 1 and word.isalpha())


ADJECTIVE = re.compile("(?:ous|ful|less|able|ible)$")
ADJECTIVES = set(
    "bogus clear democratic economic political social false wild repeated recent similar unfounded baseless widespread "
    "legitimate main key specific bold dire stern grave fresh new initial latest strong old controversial".split()
)


def _adjective(word):
    """Whether a token string stands before a noun and not before a verb."""
    return word in ADJECTIVES or word.islower() and bool(ADJECTIVE.search(word))


def _small(word):
    return len(word) > 2 and word.islower()


def _capitalised(word):
    return len(word) > 2 and word.istitle()


def _letter(word):
    return len(word) == 1 and word.isupper()


def _starter(word):
    return word[0].isupper() and fold(word) in STARTERS


def begins_small(word):
    """Whether a token string begins with a small letter."""
    return word[0].islower()


def _full_stop(word):
    return word == "."


def _terminal(word):
    return word in ".!?…"


def _hyphen(word):
    return word in "-‐‑"


def _contraction(word):
    """The class of what stands behind an apostrophe inside a word: possessive, not, a verb, or a part of a name."""
    return ord(CONTRACTIONS.get(fold(word), "N" if word[0].isupper() else "w"))


def _same_as_left(numbers):
    """For each token whether it has the number of its left neighbour (bool); not the first one."""
    return np.append(False, numbers[1:] == numbers[:-1])


def _from_right(flags):
    """For each token what its right neighbour has (bool); nothing for the last one."""
    return np.append(flags[1:], False)


def _from_left(flags):
    """For each token what its left neighbour has (bool); nothing for the first one."""
    return np.append(False, flags[:-1])


def full_stops(tokens):
    """Which tokens are terminal marks that are no part of an abbreviation, a number or an address.

    A space may be missing behind a sentence (fled.The army). A capital behind a small word and before a mark is
    no initial: wrote on X. “It stays shut,” he added.
    """
    word_next = _from_right(tokens.table(is_word).astype(bool))
    glued = np.append(tokens.starts[1:] == tokens.ends[:-1], False)
    follows = _from_right(tokens.table(_starter).astype(bool))
    short = _from_left(tokens.table(_abbreviation).astype(bool))
    lone = _from_left(tokens.table(_letter).astype(bool) & _from_left(tokens.table(begins_small).astype(bool)))
    follows |= lone & _from_right(tokens.table(mark) > 0) & ~glued
    missing = _from_left(tokens.table(_small).astype(bool)) & _from_right(tokens.table(_capitalised).astype(bool))
    ends = tokens.table(_terminal).astype(bool) & ~(glued & word_next & ~missing)
    return ends & ~(tokens.table(_full_stop).astype(bool) & short & ~follows)


def sentence_ends(tokens, paragraphs, stops):
    """Which tokens end a sentence, a bool array: the full stops with the closing marks behind them, and the
    last token of every paragraph. `stops` is what `full_stops` returns."""
    glued = np.append(tokens.starts[1:] == tokens.ends[:-1], False)
    behind = _from_right(tokens.table(_closing).astype(bool)) & glued
    ends = stops.copy()
    for _ in range(3):
        passed = ends & behind
        ends = (ends & ~passed) | _from_left(passed)
    ends &= ~_from_right(tokens.table(_goes_on).astype(bool))
    return ends | np.append(paragraphs[1:] != paragraphs[:-1], True)


def _closing(word):
    return mark(word) > 0 or word in ".!?…)]"


def _goes_on(word):
    """Whether no sentence begins with this token."""
    return word[0].islower() or word in ",;:"


@dataclass(frozen=True, slots=True)
class Folded:
    """A text as one character a token: `classes` as in `framing.grammar`, each outermost quotation folded into
    Q (a clause or more), X (the same, ending in a full stop) or z (less than a clause), and a line feed behind
    every paragraph. `token[i]` is the token that character `i` stands for.
    """

    classes: str
    token: np.ndarray
    outermost: list


def fold_up(tokens, paragraphs, quotations, stops):
    """The `Folded` form of a text, and which tokens end its sentences; `stops` is what `full_stops` returns."""
    count = len(tokens)
    if not count:
        return Folded("", np.zeros(0, int), []), np.zeros(0, bool)
    classes, keep = _plain_classes(tokens, paragraphs, stops)
    outermost = _fold_quotations(tokens, paragraphs, quotations, stops, classes, keep)
    kept = np.flatnonzero(keep)
    breaks = np.flatnonzero(np.diff(paragraphs[kept], append=-1)) + 1
    letters = np.insert(classes[kept], breaks, ord("\n"))
    token = np.insert(kept, breaks, kept[breaks - 1])
    folded = Folded(letters.tobytes().decode("latin-1"), token, outermost)
    return folded, sentence_ends(tokens, paragraphs, stops)


SPEAKS = re.compile(rf"{CHAIN}[an]*[bvm]")
SO_NEAR = 15  # within so many tokens behind an idiom a clause shows that the verb reports after all
SMALL = np.frombuffer(b"pufyq2hk%cxsbvma", np.uint8)  # words that a compound makes a part of a noun or a name
VERBS = np.frombuffer("".join(VERB_CLASSES.values()).encode(), np.uint8)


def _plain_classes(tokens, paragraphs, stops):
    """(classes, keep): each token's class where it stands, and which tokens a sentence's grammar needs."""
    classes = tokens.table(word_class)
    words = tokens.table(is_word).astype(bool)
    same_paragraph = np.append(paragraphs[1:] == paragraphs[:-1], False)
    glued = np.append(tokens.starts[1:] == tokens.ends[:-1], False) & same_paragraph
    inside_word = _from_left(words & glued) & glued & _from_right(words) & ~words
    behind = _from_left(inside_word & (classes == ord("'")))
    classes[behind] = tokens.table(_contraction)[behind]
    hyphen = inside_word & tokens.table(_hyphen).astype(bool)
    age = _from_left(hyphen & _from_left(classes == ord("#"))) & (classes == ord("Y"))
    part = _from_left(hyphen) | _from_right(hyphen)
    classes[part & np.isin(classes, VERBS) | age] = ord("w")  # self-proclaimed, 46-year-old
    classes[part & np.isin(classes, SMALL)] = ord("w")  # so-called, by-election
    nouns = np.isin(classes, np.frombuffer(b"ZVL", np.uint8)) & _from_left(tokens.table(_adjective).astype(bool))
    people = _from_left(_from_left(classes == ord("D"))) & _from_right(
        np.isin(classes, np.frombuffer(b"DPp", np.uint8))
    )
    classes[nouns & ~people] = ord("R")  # the bogus claim that; not: the jobless claim the mayor lied
    for number, letter in _idioms(tokens, ~same_paragraph, classes):
        classes[number] = letter
    dash = classes == ord("-")
    keep = ~(inside_word & np.isin(classes, np.frombuffer(b"'-~,", np.uint8)))
    keep &= ~(dash & _from_left(dash & glued))
    goes_on = _from_right(tokens.table(_goes_on).astype(bool))
    goes_on &= same_paragraph
    goes_on |= _from_right(goes_on & tokens.table(_closing).astype(bool)) & same_paragraph
    keep &= (classes != ord(".")) | stops & ~goes_on
    return classes, keep


@cache
def _idiom_book():
    return shipped("idioms")


def _idioms(tokens, breaks, classes):
    """(place, class) of each token of a reporting verb or noun in an expression that reports nothing, by the group of
    its row: a finite verb stays one. With a clause behind it a verb reports after all."""
    book = _idiom_book()
    found = book.find(tokens, breaks)
    for first, last, entry in zip(found.first.tolist(), found.last.tolist(), found.entry.tolist(), strict=True):
        group = book.entries[entry].group
        behind = classes[last + 1 : last + SO_NEAR].tobytes().decode("latin-1")
        if group == "verb" and (SPEAKS.match(behind) or THAT.match(behind)):
            continue
        other = ord("a" if group == "adverb" else "w")
        yield first, ord("v") if group == "verb" and not tokens.word(first).endswith("ing") else other
        for place in range(first + 1, last + 1):
            yield place, other


def _fold_quotations(tokens, paragraphs, quotations, stops, classes, keep):
    """Folds each outermost quotation into one character; returns these quotations."""
    letters = plain_letters(tokens)
    runs_on = np.append(tokens.table(begins_small).astype(bool) & _same_as_left(paragraphs), False)
    outermost, clauses, end = [], [], -1
    for quotation in quotations:
        first, last, _, behind, _ = quotation
        if first > end:
            end = max(last, behind - 1)
            outermost.append(quotation)
            clauses.append(is_clause(letters[first : last + 1], tokens.strings[first : last + 1]))
    if not outermost:
        return []
    first, last, before, behind = np.array([quotation[:4] for quotation in outermost]).T
    reach = np.maximum(last, behind - 1)
    folds = np.zeros(len(keep) + 1, np.int8)
    folds[before + 1] += 1
    folds[reach + 1] -= 1
    ended = stops[last]
    keep &= np.cumsum(folds[:-1]) == 0
    keep[first] = True
    classes[first] = np.where(clauses, np.where(ended, ord("X"), ord("Q")), ord("z"))
    tagged = reach[ended & (reach > first) & ~runs_on[behind]]
    keep[tagged] = True
    classes[tagged] = ord("!")
    return outermost


# A subject and its finite verb at the beginning, after what may stand before it.
NOUNS = "[wNTR#VLZY'~-]"
CLAUSE = re.compile(
    rf"[cxs@ak%,]*(?:f[DP]?{NOUNS}+,?)?a?(?:[DP]?{NOUNS}+(?:[fc][DP]?{NOUNS}+)*|[pDh]),?[an]*[bvm]"
    rf"|m'?nw|[cxs@ak%,]*(?:f[DP]?{NOUNS}+,?)?a?p[an]*['wSBFIEOJMCHWVLZbvm]"
)
SENTENCES = re.compile(r"\.[^.,'w]")
PHRASE = re.compile("[NTfDcY#'2y~]+")
NAME = re.compile("[NT#f]+")
THINGS = {"something", "nothing", "anything", "everything"}
THERE = {"there", "here", "that", "what", "who", "where", "how"}
PRESENT = set(
    "continue want need remain become keep know think go come get make take give see say live die kill try use seem "
    "deserve belong believe hate love like refuse fail stay".split()
)


def plain_letters(tokens):
    """The class of each token by itself, a string of one character a token."""
    return tokens.table(word_class).tobytes().decode("latin-1")


def is_clause(classes, words):
    """Whether a quotation of these token strings, with their plain letters, holds at least a clause.

    That is a subject and its verb, or a sentence of its own.
    """
    length = len(words)
    if length > 60 or SENTENCES.search(classes):
        return True
    body = classes.rstrip(",.")
    if PHRASE.fullmatch(body):
        return False
    opening = fold(words[0])
    if opening in THERE and classes[1:2] == "'":  # there’s
        return True
    if CLAUSE.match(classes) and (opening in THINGS or not opening.endswith("ing")):
        return True
    for i in range(1, min(length - 1, 5)):
        word = fold(words[i])
        singular = word.endswith("s") and classes[i - 1] in "wNT" and word[:-1] in PRESENT  # the gate stays shut
        if singular or word in PRESENT and words[i - 1].endswith("s"):
            return True
    return words[0][0].isupper() and length >= 3 and length > len(body) and not NAME.fullmatch(body)
