"""Which kind a quotation is: direct, partial, scare or title, or unsure where its sentence gives no ground."""

import re

from framing.attribution import BY_AGENT
from framing.grammar import word_class
from framing.tokens import fold

# A quotation behind one of these is the name of a work, a slogan or a word mentioned as a word.
WORKS = frozenset(
    "film movie documentary book novel memoir song album anthem poem musical opera series programme program podcast "
    "magazine newspaper journal essay article painting exhibition episode broadcast titled entitled headlined slogan "
    "slogans motto inscription inscriptions nickname nicknamed codenamed hashtag banner placard placards banners word "
    "words term phrase expression acronym chant chants chanted chanting guerre pseudonym alias codename callsign "
    "moniker label labels epithet graffiti".split()
)
SHOWN = frozenset(("reads", "read", "reading", "says", "saying", "sign", "is"))
SIGNS = WORKS | set(
    "sign signs plaque plaques flier fliers flyer flyers leaflet leaflets poster posters mural flag flags wall".split()
)
# “…,” it reads; “…,” reads a banner; “…”, as they are known
SHOWN_BEHIND = re.compile(
    '[,” "]*(?:it (reads?)|(reads?) (?:a|the|one|another) (?:banner|placard|poster|sign|slogan|leaflet|plaque)'
    r"|as \w+ (?:\w+ ){1,2}(known|called)|(?:is|was) (?:an?|the) (term|word|label|euphemism|title|slogan|motto))\b"
)
POSSESSIVES = frozenset(("his", "her", "its", "their", "own"))
CHANTED = frozenset(("chant", "chants", "chanted", "chanting"))
COPULAS = frozenset(("be", "been", "is", "was", "were"))
SELF = ("styled", "proclaimed", "declared", "described")
HELD_OFF = (["so", "-", "called"], *(["self", "-", kind] for kind in SELF))
SAYING = frozenset("SGBMEe")  # classes of the verbs that give the word to somebody
# No other word near a quotation tells its kind.
TELLING = SIGNS | {*SELF, "known", "called", "read", "reads", "euphemism", "title"}
LISTED = re.compile("[Qz],?c?(?=[Qz])")
LONG = 5  # letters from which a small word does not stand in the name of a work
WORK = 12  # tokens of a quotation that are looked at for the name of a work


def is_telling(word):
    """Whether a token string near a quotation can tell its kind."""
    return fold(word) in TELLING


def is_small(word):
    """Whether a token string does not stand in the name of a work: a long word without a capital."""
    return word[0].islower() and len(word) >= LONG


def read_kind(words, before, behind, classes, place, start, *, clause, rule, bare, like_work, capitals):
    """(group, reason) of an outermost quotation from what tells its kind.

    words       its token strings
    before      the folded token strings in front of it, none where no `is_telling` word is near
    behind      those behind it, likewise
    classes     the folded text it stands in
    place       where it stands there
    start       where its sentence begins there
    clause      whether it holds a clause
    rule        the rule that attributes it, "" where none does
    bare        whether no sentence of the outlet's own stands round it, or its end is not marked; matters without rule
    like_work   whether it is written like the name of a work
    capitals    whether it stands in a headline written in capitals throughout

    A quotation that nobody is named for is scare only where the outlet's own sentence stands round it; where none
    does, less than a clause is unsure.
    """
    left, right = classes[place - 1 : place], classes[place + 1 : place + 2]
    if before[-3:] in HELD_OFF:
        return "scare", f"behind {''.join(before[-3:])}"
    named = None if rule == BY_AGENT else _named(before, clause and rule)
    if named:
        return "title", f"behind {named}"
    shown = SHOWN_BEHIND.match(" ".join(behind))
    if shown:
        return "title", f"before {shown[shown.lastindex]}"
    if not clause and left == right == "N" and len(words) < 4:
        return "title", "inside a name"
    tagged = rule.startswith("tag")
    if like_work:
        alone = left in ("", "\n") and right in ("\n", "!")
        work = not capitals or not WORKS.isdisjoint(behind)
        if alone or work and not (clause and (tagged or classes[place] == "X")):
            return "title", "capitals"
    utterance = tagged and not classes[start:place].strip("-") and right != "w"
    complement = left == "h" and right in ("", ".", "!", "\n", ";") and classes[place - 2] in SAYING
    if clause or utterance or complement:
        if _completes(words, classes, place, start, tagged or rule == "according to"):
            return "partial", "completes the outlet's clause"
        return "direct", "a clause" if clause else "an utterance"
    if words[-1] in ("!", "?"):
        return "direct", "an utterance"
    if rule:
        return "partial", "less than a clause"
    if bare:
        return "unsure", "no sentence of the outlet's round it"
    return "scare", "nobody in its sentence said it"


def read_nested(clause, words, before):
    """The kind of a quotation inside another one; `words` and `before` as for `read_kind`."""
    if is_capitalised(words) or _named(before, clause):
        return "title"
    if clause:
        return "direct"
    return "partial" if before and chr(word_class(before[-1])) in SAYING else "scare"


def listed_behind(classes, place):
    """The place of a quotation that follows this one in a list, or None."""
    match = LISTED.match(classes, place)
    return match.end() if match else None


def _named(before, spoken):
    """The word in front that makes a quotation a title, or None; `spoken` where somebody says it as a clause."""
    words = [word for word in before[-12:] if word[0].isalnum()]
    if not words:
        return None
    if not spoken and not (words[-1] == "words" and words[-2:-1] and words[-2] in POSSESSIVES):  # in her words
        for word in reversed(words[-2:]):
            if word in WORKS and not (word == "expression" and words[-1] == "of"):
                return word
    last = words[-1]
    if last in CHANTED:
        return last
    if last == "as" and "known" in words or last == "called" and words[-2:-1] and words[-2] in COPULAS:
        return last
    return last if last in SHOWN and not SIGNS.isdisjoint(words) else None


def _completes(words, classes, place, start, tagged):
    """Whether a quoted clause is a part of the outlet's own clause and does not stand by itself."""
    before = classes[max(start, place - 2) : place]
    if before[-1:] in tuple("wNfyDPTR'2#as@"):
        return True
    if before[-1:] == "," and tagged:  # “...,” he told the square, “and ...”
        return False
    if words[0][0].islower() and before[-1:] == "," and before[:1] in tuple("wNTD#Y"):
        return True
    if before[-1:] in SAYING or before[-1:] in ("h", ":"):
        return False
    return words[-1] not in (",", ".", "!", "?", "…") and classes[place + 1 : place + 2] in tuple("fyw2")


def is_capitalised(words):
    """Whether token strings are written like the name of a work: two words or more, the long ones with capitals."""
    if not words[0][0].isupper():
        return False
    words = [word for word in words[:WORK] if word[0].isalnum() and word not in ("s", "t", "I")]
    small = [word for word in words if word[0].islower()]
    if len(words) - len(small) < 2 or words[-1][0].islower() or all(word.isupper() for word in words):
        return False
    return not any(map(is_small, small))
