"""Word classes: each token of a text as one character, so that rules about sentences are regular expressions.

A rule such as "a name, a reporting verb, then *that*" reads `N+S h` over the classes below; one
string of classes is as long as its text has tokens.

    w  any other word            N  capitalised word          #  number
    D  determiner                P  possessive (his)          p  subject pronoun (she)
    u  object pronoun (them)     q  who, whom, which          T  title or role (minister)
    f  preposition               y  by                        2  to
    h  that                      k  whether, if, how          %  where, when
    c  and, or                   x  but, yet                  @  as
    s  subordinator (while)      a  adverb                    Y  day, month, time of day
    b  form of be                v  form of have              m  modal or do
    n  not                       '  's, or a possessive       K  according, citing

Verbs of the list `codebooks/reporting.csv`, finite and in -ing:

    S G  said, saying: a clause may follow without that
    B g  noted, noting: a clause with that, or one that shows its verb
    F g  knew, continuing: the same, but no cue for a quotation elsewhere in the sentence
    I i  promised, promising          E e  told, telling (somebody that)
    O o  ordered, ordering (somebody to)   A t  accused, accusing (somebody of)
    J j  praised, praising            M d  described, describing (somebody as)
    H    shows (of a document)        W    wants (to)
    C    regards (somebody as)
    Z    a finite form of S that is a noun as well (claims); L of O and W (orders, plans); V of any other
    R    a noun of reporting (statement), and any of Z, L, V behind an adjective (the bogus claim)

`codebooks/idioms.csv` lists expressions in which such a word reports nothing; there it is v, w or a.

Folded quotations and marks:

    Q  quotation of a clause or more  X  the same, ending in a full stop    z  less than a clause
    .  end of a sentence              !  end of a sentence inside a closing mark, perhaps with a tag behind
    ,  ;  :  (  )                     -  dash, bar                          ~  slash
    \\n  end of a paragraph
"""

import csv
from functools import cache, lru_cache
from importlib.resources import files

from framing.tokens import fold

# Classes of closed-class words. Anything not listed is `w`, `N` with a capital, or `#` with a digit.
WORDS = {
    "D": "one a an the this these those some any no each every both all another several many most few such other half",
    "P": "his her their its our my your whose",
    "p": "he she they it i we you someone everyone nobody anyone everybody",
    "u": "him them us me himself herself itself themselves",
    "y": "by",
    "f": "of in on at for from with without into onto over under about against among amid between during through "
    "throughout across around near inside outside within behind beyond despite upon toward towards off via per like "
    "alongside following including regarding concerning beside besides above below along plus than unlike",
    "2": "to",
    "h": "that",
    "q": "who whom which",
    "k": "whether if how why what",
    "%": "where when",
    "c": "and or nor &",
    "x": "but yet",
    "@": "as",
    "s": "because although though while since after before until unless once whereas so",
    "b": "is are was were be been being am",
    "v": "has have had having",
    "m": "will would can could may might must shall should do does did don doesn didn won wouldn couldn cannot ain "
    "isn aren wasn weren hasn haven hadn shouldn ll ve re let",
    "n": "not never t",
    "a": "out also then later now again already only just even still soon earlier once often always repeatedly "
    "previously publicly reportedly further meanwhile instead too however therefore moreover separately recently "
    "ago early late immediately subsequently afterwards yesterday today tonight tomorrow simply merely "
    "first initially finally",
    "Y": "monday tuesday wednesday thursday friday saturday sunday january february march april june july august "
    "september october november december week month year morning afternoon evening night day",
    "T": "president minister premier chancellor king queen prince general colonel captain major lieutenant sergeant "
    "commander chief spokesman spokeswoman spokesperson secretary senator representative congressman "
    "congresswoman governor mayor ambassador director chairman chairwoman chair leader head judge justice "
    "professor doctor dr mr mrs ms miss sir lord lady pope archbishop bishop cardinal imam sheikh ayatollah "
    "officer detective sheriff attorney lawyer activist candidate nominee author analyst expert correspondent "
    "reporter journalist official deputy vice prime former ex adviser advisor aide envoy diplomat inspector "
    "superintendent constable marshal gen maj lt col sgt capt adm brig cmdr rep sen gov pres prof insp supt rev "
    "reverend hon mp mep msp speaker commissioner ceo vicar coach singer actor actress brother sister admiral "
    "brigadier amb alhaji hajia dictator monarch emir sultan dean rector economist historian",
    "K": "according citing",
}  # fmt: skip
VERB_CLASSES = {
    # group: (finite, -ing, also a noun)
    "say": "SGZ", "find": "BgV", "perceive": "FgV", "promise": "IiL", "tell": "EeV", "order": "OoL",
    "accuse": "AtV", "judge": "JjV", "name": "MdV", "regard": "CdV", "show": "HHV", "intend": "WWL", "noun": "RRR",
}  # fmt: skip
NUMBERS = (
    "one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty seventy eighty "
    "ninety hundred thousand million billion dozen dozens hundreds thousands"
).split()
PUNCTUATION = dict.fromkeys(".!?…", ".") | {
    ",": ",", ";": ";", ":": ":", "-": "-", "–": "-", "—": "-", "―": "-", "(": "(", ")": ")", "[": "(", "]": ")",
    "/": "~", "'": "'", "’": "'", "‘": "'", "`": "'", "´": "'", "|": "-",
}  # fmt: skip


# Capitalised inside a sentence these are rather a part of a name (Human Rights Watch, Action Plan).
AMBIGUOUS = frozenset("VLZHWRIiABF")
# Written in capitals throughout, words of these classes are abbreviations (US, IT, WHO).
CLOSED = frozenset("punqmK")


# Words in -ly that are no adverbs, or stand before nouns as often as before verbs.
NO_ADVERBS = frozenset(
    "family reply supply assembly daily weekly monthly elderly friendly deadly lovely lonely likely unlikely costly "
    "orderly bodily melancholy anomaly butterfly monopoly homily multiply comply heavenly scholarly".split()
)


@cache
def _classes():
    """Folded word -> class, from the closed-class words above and the list of reporting verbs."""
    found = {word: letter for letter, words in WORDS.items() for word in words.split()}
    found |= dict.fromkeys(NUMBERS[1:], "#")
    with (files("framing") / "codebooks" / "reporting.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            finite, ing, noun = VERB_CLASSES[row["group"]]
            word = row["pattern"]
            letter = noun if row["note"] == "also a noun" else ing if word.endswith("ing") else finite
            found.setdefault(word, letter)
    return found


def word_class(word):
    """The class of one token string, as the code of its character."""
    first = word[0]
    if first.isdigit():
        return ord("#")
    if not (first.isalnum() or first == "_"):
        return ord(PUNCTUATION.get(word, "w"))
    if len(word) == 1 and first.isupper() and first not in "AI":  # an initial
        return ord("N")
    folded = fold(word)
    found = _classes().get(folded)
    if not found and folded.endswith("ly") and len(folded) > 5 and folded not in NO_ADVERBS and not first.isupper():
        return ord("a")
    if found and first.isupper():
        shouted = len(word) > 1 and word.isupper()
        if word == "May":
            found = "Y"
        elif found in AMBIGUOUS or (shouted and found in CLOSED):
            found = None
    elif found == "Y" and word in {"march", "may", "august", "sat", "sun"}:
        found = "m" if word == "may" else None
    return ord(found or ("N" if first.isupper() else "w"))


# The classes of words that say nothing by themselves; then such words that have no class of their own.
FUNCTION = frozenset(map(ord, "DPpufy2hqk%cx@sbvmna#"))
VAGUE = frozenset("anything everything nothing something none thing things way ways lot lots kind kinds".split())


@lru_cache(maxsize=65_536)
def is_function_word(word):
    """Whether a word in small letters says little by itself: an article, pronoun, preposition, auxiliary, number, …"""
    return word_class(word) in FUNCTION or word in VAGUE
