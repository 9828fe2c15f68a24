"""Reported speech: which words of a sentence a source is said to have said, and who the source is.

What each cue attributes stands in `framing.cues`; here the attributions of one sentence are put
together: where the content of each ends, and which takes over from which.
"""

import re

import numpy as np

from framing.attribution import BY_AGENT
from framing.cues import BEHIND_TAG, CUE, WITH_SOMEBODY, attribute
from framing.frames import ANNOUNCED, MARKED, announced, in_front, without_cue
from framing.phrases import AUXILIARIES, CHAIN, reversed_before
from framing.tokens import runs


def read_sentence(classes, start, end, headline=False):
    """The attributions of the sentence at [start, end) of a folded text, in order of their cues."""
    found = in_front(classes, start, end)
    if found and found[0].rule == "quotation in front":
        return found
    at = found[0].content[0][0] if found else start
    if headline or classes.find(":", start, end) > 0 and ANNOUNCED.match(classes, start, end):
        found += announced(classes, start, end)
    for match in CUE.finditer(classes, at, end):
        new = attribute(classes, match.start(), start, end, found)
        if not new:
            continue
        something = _is_something(classes, new)
        _close(classes, new, start, headline)
        _take_over(classes, found, new)
        if something:
            found.append(new)
    return found or (without_cue(classes, start, end) if MARKED.search(classes, start, end) else [])


NOTHING = re.compile("[wpu]a*(?:[fyY][^,hvbm]*)?[.!\n]*")


def _is_something(classes, new):
    """Whether the content is more than one plain word or pronoun behind the verb (said nothing, heard it)."""
    called = new.rule in ("naming", "judgement", BY_AGENT)
    called = called or new.speaker and classes[new.speaker[0] - 1 : new.speaker[0]] == "k"
    if called or len(new.content) != 1 or new.content[0][0] < new.cue:
        return True
    first, last = new.content[0]
    return not NOTHING.fullmatch(classes, first, last)


# Where the outlet goes on by itself: ..., where ...; ..., even as ...; ..., but ...
OUTLET_GOES_ON = re.compile(
    ",%(?![^,.\n]*,)|,a?@(?!f[^,.\n]{1,12},|w@)|,x(?!h(?![bvmn]))|,D[wRVZ]h(?=[bvmw])|,D[RVZL](?:[SBFwJ]y|pS)"
)
HEADLINE_GOES_ON = re.compile("[s@;]")
PHRASE_ENDS = re.compile(",f?[q%]|,a?@|,x(?!h(?![bvmn]))|,DR|[;-]")
OF_A_PHRASE = frozenset(
    ("accusation", "intention", "naming", "reporting noun", "verb and infinitive", "verb and what is to be done")
)
RELATIVE = re.compile(".?,q|,q")
CONTACT = re.compile("wp[an]*[SB][wbvm]")
MAIN_CLAUSE = re.compile("(?:,|(?<=[QXz]))(?=[DNpP])")


def _close(classes, new, start, headline):
    """Ends content that would run to the end of the sentence where the outlet goes on by itself."""
    if not new.content or new.content[-1][0] <= new.cue:
        return
    first, last = new.content[-1]
    goes_on = HEADLINE_GOES_ON if headline else PHRASE_ENDS if new.rule in OF_A_PHRASE else OUTLET_GOES_ON
    cut = goes_on.search(classes, first + 1, last)
    if cut:
        last = cut.start()
    of_clause = classes[start] in "sk@%" or classes[start] == "f" and new.rule == "reporting noun"
    relative = new.speaker and RELATIVE.match(classes, new.speaker[0] - 2)  # the minister, who says ..., did it
    contact = new.speaker and CONTACT.match(classes, new.speaker[0] - 1)  # laws they say help the rich, ...
    if relative or contact or new.rule == BY_AGENT and classes[new.cue - 1] == ",":
        last = min(last, classes.find(",", first, last) % (last + 1))
    elif start < new.cue and of_clause:  # as the minister says ..., the police ...
        comma = MAIN_CLAUSE.search(classes, first, last)
        last = comma.start() if comma else last
    new.content[-1] = first, last


def _take_over(classes, found, new):
    """Ends the content of earlier attributions where a new one takes over."""
    if not new.content or not found:
        return
    auxiliaries = AUXILIARIES.match(reversed_before(classes, new.cue, 0))[0]
    joined = new.cue - len(auxiliaries) - 1
    if joined > 0 and classes[joined] in "cx" and new.rule != "according to":
        return _end_at(found, joined, joined)
    inside = new.rule in ("according to", "reporting noun", "participle", WITH_SOMEBODY) or not new.speaker
    edge = new.cue if inside else new.speaker[0]
    if new.rule == WITH_SOMEBODY:  # ..., with Lee saying
        edge = new.speaker[0] - 1
    while edge > 0 and classes[edge - 1] in "csx@a":
        edge -= 1
    if edge and classes[edge - 1] in ",;-":
        _end_at(found, edge, edge - 1)


def _end_at(found, edge, end):
    for other in found:
        other.content = [(a, min(b, end)) if a < edge <= b else (a, b) for a, b in other.content]


TAG = rf"(?:{CHAIN}(?:,[^,.!\n]{{1,40}},)?[anv']*[SIEOZLMBF]|[SIEOZBF]{CHAIN})(?={BEHIND_TAG})"
TAGGED = re.compile(rf"{TAG}|-T?N+[.\n]")


LONGEST = 600  # characters of a sentence read at once; the rules look at all pairs of cues in it


def sentences(classes):
    """(starts, ends) of the sentences of a folded text, a tag behind a quotation kept with it; two int arrays.

    A sentence longer than LONGEST comes in parts, so that no text takes more than linear time.
    """
    letters = np.frombuffer(classes.encode("latin-1"), np.uint8)
    stops = np.isin(letters, np.frombuffer(b".!\n", np.uint8))
    last = stops & np.append(~stops[1:], True)
    alone = np.flatnonzero(last & (letters == ord("!")) & ~np.append(False, stops[:-1])[: len(stops)])
    last[[at for at in alone.tolist() if TAGGED.match(classes, at + 1)]] = False
    last[-1:] = True
    ends = np.flatnonzero(last) + 1
    starts = np.append(0, ends[:-1])[: len(ends)]
    parts = -(-(ends - starts) // LONGEST)
    starts = np.repeat(starts, parts) + LONGEST * runs(np.zeros_like(parts), parts)
    return starts, np.append(starts[1:], len(classes))[: len(starts)]
