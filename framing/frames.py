"""What stands round a sentence's verbs: frames in front and behind, headlines with their source, tags of any verb.

As in `framing.cues`, every rule reads the folded text, one character a token. Each function takes `classes` and
the [start, end) of a sentence, and returns a list of at most one `Attribution`.
"""

import re

from framing.attribution import Attribution
from framing.phrases import CHAIN, NP, main_subject

FRAME = re.compile(
    rf"[xc]?(?:f(?P<his>P)w?R|f(?P<owner>[DP]?[wNT]{{1,4}})'w?R|fD?Rf(?!Y)(?P<of>{CHAIN})"
    rf"|@(?P<np>{CHAIN})[amv]*(?:[SBFZIEO][^,.!\n]{{0,20}}|wp)),"
)
WHAT = re.compile(rf"(?P<quote>[QXz])!?b[an]*k(?P<np>{CHAIN}?)[amv]*(?:[SBMOEZ]|wp)")
MARKED = re.compile("[QXz]|,@")
AS_CALLED = re.compile(rf"(?P<quote>[QXz])!?,?@(?P<np>{CHAIN}?)[amv]*[MLOZB][up]")
FRAME_INSIDE = re.compile(rf",@(?P<np>{CHAIN})[amv]*(?:[SBFZIEO][^,.!\n]{{0,20}}|wp),(?=[^,.!\n]*[QXz])")
IN_WORDS_OF = re.compile(rf"(?P<quote>[QXz])!?,?fDRf(?P<np>{CHAIN})")
FRAME_BEHIND = re.compile(rf",@(?P<np>{CHAIN})[amv]*[SBFZIEO]p?[^,.!\n]{{0,12}}(?=[.!\n])")
ANNOUNCED = re.compile(rf"(?P<np>{CHAIN}):")
QUOTED_BY = re.compile(r"(?P<quote>[QXz])!?:(?P<np>T*N{1,3})")
ANNOUNCER = re.compile("[TNw]")
SIGNED_HEADLINE = re.compile(r"[^\n]+-(?P<np>[NT]{1,5}(?:f[DNw]{1,3})?)(?=\n)")
TAGGED = re.compile(
    r"(?P<quote>[QX])!?(?P<np>T*N+|p|D|[DP][wTNR]{1,5}(?:f[DP]?[NwT]{1,4})?)(?:,[^,.\n]{1,40},)?a?[wV](?=[.,;\n!]|[fyYas@2])"
)
TAGGED_INVERTED = re.compile(r"(?P<quote>[QX])!?,?[wV](?P<np>T*N{1,3}|D[wT]{1,3})(?=[,.;\n])")
SIGNED = re.compile(r"(?P<quote>[QXz])!?-(?P<np>T?N+)(?=[.\n])")
SOMEBODY_BEFORE_COLON = re.compile("[TNwp]")
IN_WHOSE_VIEW = "in whose view"  # only its reader knows the preposition and whether the noun phrase is somebody
VIEW = re.compile(rf"(?:(?<=[\n.!,csx])|^)[f2](?P<np>{NP}),[^,.!\n:]*?(?P<quote>[QXz])")
COLON = re.compile(r"[^:\n]{3,120}:(?P<quote>[QXz])")


def in_front(classes, start, end):
    """“...” was how Lee put it; in his opinion, ...; as the minister said, ...: the rest is the content."""
    named = WHAT.match(classes, start, end) if classes[start] in "QXz" else None
    if named:
        return [Attribution([named.span("quote")], named.span("np"), named.end() - 1, "quotation in front")]
    frame = FRAME.match(classes, start, end) if classes[start] in "xcf@" else None
    if not frame:
        return []
    speaker = frame.span(frame.lastgroup)
    return [Attribution([(frame.end(), end)], speaker, start, "frame in front")]


def announced(classes, start, end):
    """Minister: no talks; no talks - minister. Only its reader knows whether the noun phrase is a source."""
    signed = SIGNED_HEADLINE.match(classes, start, end + 1)
    if signed:
        content = (start, signed.start("np") - 1)
        return [Attribution([content], signed.span("np"), start, "headline, its source behind")]
    quoted = QUOTED_BY.match(classes, start, end)
    if quoted:
        return [Attribution([quoted.span("quote")], quoted.span("np"), start, "headline, its source behind")]
    colon = ANNOUNCED.match(classes, start, end)
    if not colon or len(colon["np"]) > 7 or not ANNOUNCER.search(colon["np"]):
        return []
    return [Attribution([(colon.end(), end)], colon.span("np"), start, "headline, its source before a colon")]


def without_cue(classes, start, end):
    """..., as the police have said; for the police, ...; a quotation with a tag of any verb, a signature or a colon."""
    inside = FRAME_INSIDE.search(classes, start, end)
    if inside:
        return [Attribution([(inside.end(), end)], inside.span("np"), inside.start(), "frame inside")]
    words = IN_WORDS_OF.search(classes, start, end)
    if words:
        return [Attribution([words.span("quote")], words.span("np"), words.end("quote"), "frame behind")]
    called = AS_CALLED.search(classes, start, end)
    if called:
        return [Attribution([called.span("quote")], called.span("np"), called.end() - 2, "frame behind")]
    frame = FRAME_BEHIND.search(classes, start, end)
    if frame:
        return [Attribution([(start, frame.start())], frame.span("np"), frame.start(), "frame behind")]
    view = VIEW.search(classes, start, end)
    if view:
        return [Attribution([view.span("quote")], view.span("np"), view.start(), IN_WHOSE_VIEW)]
    any_verb = "tag behind, any verb"
    for pattern, rule in ((TAGGED, any_verb), (TAGGED_INVERTED, any_verb), (SIGNED, "signed")):
        match = pattern.search(classes, start, end)
        if match:
            return [Attribution([match.span("quote")], match.span("np"), match.end() - 1, rule)]
    colon = COLON.match(classes, start, end)
    main = main_subject(classes, start, colon.end() - 2) if colon else None
    if main and SOMEBODY_BEFORE_COLON.search(classes, *main):
        return [Attribution([(colon.end() - 1, end)], main, colon.end() - 2, "colon before")]
    return []
