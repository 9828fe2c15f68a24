"""Parts of sentences over the word classes of `framing.grammar`: noun phrases, subjects, where content begins."""

import re

NEAR = 60  # how many characters to the left a verb may look for its subject

NOUN = "[wNTR#VLZHWYMJBF~']"
NP = rf"(?:D{{0,2}}P?a?{NOUN}{{1,12}}|[pquDP])"
CHAIN = rf"{NP}(?:[fyc]{NP}){{0,6}}"
CLAUSE_VERB = "[wSEOAIJMCHWZLVBFbvm]"

# What may stand before a finite verb, read from the verb to the left: auxiliaries, then the subject.
AUXILIARIES = re.compile("(?:2f?[wIWBF])?(?:[amvbn]|#?Yf?)*'?[amvbn]*")
BACK_NP = rf"(?:[pqu]|h(?=[wNTR])|{NOUN}{{1,12}}P?D{{0,2}}|D)"
SUBJECT = re.compile(
    rf"(?P<np>{BACK_NP}(?:(?:[f2]|yC?){BACK_NP}){{0,4}}"
    rf"(?:c{BACK_NP}(?:[fy]{BACK_NP}){{0,2}}(?=[\n,.!hs@xQXz-]|$))?)"
)
AGE = re.compile("#+")
ADJUNCT_BACK = re.compile("[wTN]{1,5}[DP]?f(?=[cx])")
NAME_APPOSED = re.compile(r",(?P<name>N{2,3}T*)(?=[\n,.!]|$)")
OPENING = {",": ",", ")": "(", "-": "-"}

# The first noun phrase of a sentence, behind what may stand in front of it.
MAIN = re.compile(
    rf"(?:[csx]?[fs@YGegjoitd][^,.!\n]{{0,40}},(?:[q%][^,.!\n]{{1,80}},)?|[Ya]+,)?(?:Dw{{1,2}}f[DP]?[wN]{{1,3}},(?={NP}[^,]))?(?:#wa,?)?[cx]?(?P<np>{CHAIN})"
)
RELATIVE = re.compile(rf"(?P<np>{CHAIN})[qh][^,.\ns@%]*$")
PRONOUN = re.compile("[qh]")
# Whose clause has its own verb, so that the verb behind it is that of the noun phrase in front.
OF_SUBJECT = re.compile(
    rf"(?:^|[,QXz!\n-])[cx]?(?P<np>{CHAIN})[qh][an]*(?:[bvm][bvman]*)?[wJMAOHWC][^,.\nqhkQXz:SEs%]*$"
)
NAMED = re.compile("[NTp]")
OWN_VERB = re.compile("[bvmSBEIF%sh]")

THAT = re.compile(
    rf"(?:[aYu]|Y#|f[Y#]+|[fy2][DP]{{0,2}}a?(?:{NOUN}|z){{1,8}}(?:[fyc][DP]{{0,2}}{NOUN}{{1,5}}){{0,2}}){{0,4}}"
    r"(?:,[^,.!\n]{1,30},|\([^).!\n]{1,30}\))?h(?![.!\n:;]|,(?![^,.\n]{1,40},))"
)
ADJUNCTS = re.compile(
    r"(?:[aY](?!')|Y#|f(?:[DP]*[wNTR'Y]{1,5}(?=[hpDP])|[DP]+[wNTR'Y]{1,5}|N+|Y#?|#(?!w))(?=[aYfDPphN#QXz,:w2]))*"
)
CONTENT = frozenset("DPpNwTR#k%QXzZVLuhqsmbGejMCHWJaSEO")
QUANTITY = re.compile("f(?:wD?)?#")
TIME = re.compile("[D#]+Y[sa]")  # ..., a day after
TAIL = re.compile(r"[^,.!\n]{0,40},(?![GgejoitdqKf])")


VERB_BEHIND = frozenset("DPup#q")  # what follows a noun phrase that has swallowed the verb behind it


SWALLOWED = re.compile("(?<=[wNT])[ZBFHWMJL]")


def main_subject(classes, start, end):
    """[start, end) of the noun phrase a sentence begins with, without the verb behind it; or None."""
    main = MAIN.match(classes, start, end)
    if not main:
        return None
    first, last = main.span("np")
    verb = SWALLOWED.search(classes, first + 1, last)
    last = verb.start() if verb else last
    if last - first > 1 and classes[last - 1] == "w" and classes[last : last + 1] in VERB_BEHIND:
        last -= 1
    return first, last


def reversed_before(classes, place, start):
    """The characters before `place`, nearest first, as far as NEAR and not beyond `start`."""
    return classes[max(start, place - NEAR) : place][::-1]


def subject_before(classes, verb, start):
    """(start, end, auxiliaries) of the subject that stands before the verb, or None."""
    back = reversed_before(classes, verb, start)
    auxiliaries = AUXILIARIES.match(back)[0]
    at = len(auxiliaries)
    # Marched through the capital to demand; not: left the hall to shouts of.
    if auxiliaries.startswith("2") and back[at : at + 1] in ("D", "P") and classes[verb] != "B":
        main = main_subject(classes, start, verb)
        return (*main, auxiliaries) if main else None
    apposed = back[at : at + 1] in OPENING
    if apposed:  # an apposition, a relative clause or brackets in between
        if back.startswith(",)", at):
            return None
        at = back.find(OPENING[back[at]], at + 1) + 1
        if at and back[at : at + 1] == ")":
            at = back.find("(", at) + 1
        if not at:
            return None
        at = AUXILIARIES.match(back, at).end()
    if back[at : at + 1] in ("c", "x") or back[:1] in ("c", "x"):
        return None
    subject = SUBJECT.match(back, at)
    if subject and apposed and AGE.fullmatch(subject["np"]) and back[subject.end() : subject.end() + 1] == ",":
        subject = SUBJECT.match(back, subject.end() + 1) or subject
    if (
        subject
        and back[subject.end() : subject.end() + 1] == "f"
        and back[subject.end() + 1 : subject.end() + 2] in ("v", "m")
    ):
        subject = SUBJECT.match(back, AUXILIARIES.match(back, subject.end() + 1).end())  # has in talks called for
    if subject and subject["np"] == "h" and classes[verb] not in "SBEHI":  # a letter that says; not: what they want
        return None
    if not subject or back[subject.end() : subject.end() + 2] in ("fc", "fx"):
        return None
    name = apposed and NAME_APPOSED.match(back, subject.end())
    if name:  # Ann Lee, a docker from the north, a man of sixty, said
        return verb - name.end(), verb - name.start("name"), auxiliaries
    first, last = verb - subject.end(), verb - subject.start()
    heard = classes.rfind("F", first + 1, last - 1)  # residents heard Okel say
    return max(first, heard + 1), last, auxiliaries


def subject_of(classes, verb, start, found):
    """`subject_before`; for a verb behind "and", the speaker who has the word in the sentence already.

    `found` are the attributions of the sentence so far.
    """
    subject = subject_before(classes, verb, start)
    if subject:
        relative = None if NAMED.search(classes, *subject[:2]) else RELATIVE.match(classes, start, subject[0])
        if relative:
            return *relative.span("np"), subject[2]
        pronoun = PRONOUN.search(classes, start, subject[0])
        own = OF_SUBJECT.search(classes[start : subject[1]]) if pronoun else None
        if own and pronoun[0] == "h" and pronoun.end() == subject[0] and classes[subject[0] + 1] not in "TND":
            own = None  # measures that city officials defended; not: the militia that ousted President Lee
        if own:
            return start + own.start("np"), start + own.end("np"), subject[2]
        # The chief blamed for the raid said; not: ..., with the chief saying.
        governed = classes[subject[0] - 1] == "f" and classes[subject[0] - 2] != ","
        main = main_subject(classes, start, verb) if governed and subject[0] > start else None
        if main and main[1] < subject[0] and not OWN_VERB.search(classes, main[1], subject[0]):
            return *main, subject[2]
        return subject
    back = reversed_before(classes, verb, start)
    auxiliaries = AUXILIARIES.match(back)[0]
    adjunct = ADJUNCT_BACK.match(back, len(auxiliaries))
    at = adjunct.end() if adjunct else len(auxiliaries)
    joins = ("c", "x", ",") if found else ("c", "x")
    if not (back[at : at + 1] in joins or back.startswith(",)", at)) or verb - at - 1 <= start:
        return None
    said = [earlier for earlier in found if earlier.rule != "according to"]
    speaker = speaker_so_far(classes, verb, start, said)
    return (*speaker, back[:at]) if speaker else None


def speaker_so_far(classes, place, start, found):
    """The span of who has the word before `place`: the last attribution's speaker, else the sentence's subject."""
    for earlier in reversed(found):
        if earlier.speaker and earlier.cue < place:
            return earlier.speaker
    return main_subject(classes, start, place)


def content_start(classes, at, end):
    """Where the content behind a verb begins: at *that*, at a quotation or at the clause itself; or None."""
    that = THAT.match(classes, at, end)
    if that:
        return that.end() - 1
    at = ADJUNCTS.match(classes, at, end).end()
    if at + 1 < end and classes[at] in ",:-" and (classes[at] == ":" or classes[at + 1] in "QXz"):
        return at + 1
    content = at < end and (classes[at] in CONTENT or classes.startswith("Y'", at) or QUANTITY.match(classes, at, end))
    return at if content else None


def content_before(classes, found, start, end):
    """[(start, end)] of what stands before a tag that begins at `end`, behind the tag before it; or []."""
    for other in found:
        if other.cue < end and other.rule.startswith("tag"):
            behind = other.speaker[1] if other.speaker else 0
            start = max(start, other.content[0][1], _clause_end(classes, max(other.cue + 1, behind), end))
    while start < end and classes[start] in ",;c-":
        start += 1
    while end > start and classes[end - 1] in ",-!":
        end -= 1
    if end > start and classes[end - 1] in "QXz":
        start = max(start, classes.rfind(":", start, end) + 1)
    return [(start, end)] if end > start else []


def _clause_end(classes, at, end):
    ends = [place for place in (classes.find(",", at, end), classes.find(";", at, end)) if place >= 0]
    return min(ends, default=at)


def content_behind(classes, content, at, end):
    """What goes on behind a tag in the middle: a quotation, or the clause the tag has broken; [(start, end)] or []."""
    tail = TAIL.match(classes, at, end)
    if not tail or tail.end() >= end - 2 or not content:
        return []
    at = tail.end()
    if classes[content[-1][1] - 1] in "QXz":
        return [(at, at + 1)] if classes[at] in "QXz" else []
    if TIME.match(classes, at, end):
        return []
    return [(at, end)]
