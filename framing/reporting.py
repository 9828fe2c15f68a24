"""Reported speech: which words of a sentence a source is said to have said, and who the source is.

Every rule reads the folded text of `framing.sentences`, one character a token
(the classes stand in `framing.grammar`), so it sees word order and nothing else.
"""

import re
from dataclasses import dataclass

NEAR = 60  # how many characters to either side a rule may look for the parts of its cue

NOUN = "[wNTR#VLZHWYMJB~']"
NP = rf"(?:D{{0,2}}P?a?{NOUN}{{1,12}}|[pquDP])"
CHAIN = rf"{NP}(?:[fyc]{NP}){{0,6}}"
# The same read backwards, from the verb to the left.
BACK_NP = rf"(?:[pq]|{NOUN}{{1,12}}P?D{{0,2}}|D)"
BACK = rf"(?P<np>{BACK_NP}(?:[fy2]{BACK_NP}){{0,4}}(?:c{BACK_NP}(?:[fy]{BACK_NP}){{0,2}}(?=[\n,.!hs@xQXz-]|$))?)"
SUBJECT = re.compile(BACK)
AUX = re.compile("(?:2[wIWB])?(?:[amvbn]|#?Yf?)*'?[amvbn]*")
AHEAD = re.compile(CHAIN)
END = r"(?=[,.:;\n!)(-]|[fyYas@2GgeojiqK]|$)"
TAG = rf"(?:{CHAIN}(?:,[^,.!\n]{{1,40}},)?[anv']*[SIEOZLMBF]{END}|[SIEOZBF]{CHAIN}{END})"
SENTENCE = re.compile(rf"[^.!\n]*(?:!(?={TAG}|-T?N+[.\n])[^.!\n]*)*[.!\n]*")
THAT = re.compile(
    rf"(?:[aYu]|Y#|[fy2][DP]{{0,2}}a?(?:{NOUN}|z){{1,8}}(?:[fyc][DP]{{0,2}}{NOUN}{{1,5}}){{0,2}}){{0,4}}"
    r"(?:,[^,.!\n]{1,30},)?h(?![.!\n:;]|,(?![^,.\n]{1,40},))"
)
CUE = re.compile("[SGBFgZIiEeOoLAJjMHWVRK]")
OBJECT = re.compile(rf"u|[DP]+[wNTR'#]{{1,6}}(?:[f][DP]?[wNTR']{{1,4}})?|T?N+(?:'[wNTz]+)?|w(?:[fy][DP]?[wN]+)?")
ADJUNCTS = re.compile(rf"(?:[aY]|Y#|f(?:[DP]+[wNTR'Y]{{1,5}}|N+|Y#?|#)(?=[aYfDPphN#QXz,:w]))*")
CONTENT = "DPpNwTR#kQXzZVLuhqsmbGejMHWJaSEO"


@dataclass(slots=True)
class Attribution:
    """What one cue attributes: `content` spans and the `speaker` span (or None), as [start, end) places in the
    folded text, the place of the `cue` and the name of the `rule`."""

    content: list
    speaker: tuple | None
    cue: int
    rule: str


def subject_before(classes, cue, start):
    """(start, end, auxiliaries) of the subject that stands before the verb at `cue`, or None."""
    back = classes[max(start, cue - NEAR) : cue][::-1]
    aux = AUX.match(back)[0]
    skipped = len(aux)
    if back[skipped : skipped + 1] in (",", ")", "-"):  # an apposition or a relative clause in between
        closing = skipped + back[skipped : skipped + 2].startswith(",)")
        opening = back.find({",": ",", ")": "(", "-": "-"}[back[closing]], closing + 1)
        if opening < 0 or closing > skipped:
            return None
        skipped = opening + 1
        if back[skipped : skipped + 1] == ")":
            skipped = back.find("(", skipped) + 1
    if skipped and back[skipped : skipped + 1] in ("c", "x") or back[:1] in ("c", "x"):
        return None
    match = SUBJECT.match(back, skipped)
    if match and skipped and re.fullmatch("#+", match["np"]) and back[match.end() : match.end() + 1] == ",":
        match = SUBJECT.match(back, back.find(",", match.end()) + 1) or match
    if not match or back[match.end() : match.end() + 2] in ("fc", "fx"):
        return None
    return cue - match.end(), cue - match.start(), aux


MAIN = re.compile(rf"(?:[csx]?[fs@YGegjoi][^,.!\n]{{0,40}},|[Ya]+,)?[cx]?(?P<np>{CHAIN})")


RELATIVE = re.compile(rf"(?P<np>{CHAIN})[qh][^,.\n]*$")


def subject_of(classes, cue, lo, found):
    """`subject_before`, or for a verb behind "and" the speaker who has the word in the sentence already."""
    subject = subject_before(classes, cue, lo)
    if subject:
        relative = RELATIVE.match(classes, lo, subject[0])
        if relative and not re.search("[NTp]", classes[subject[0] : subject[1]]):
            return *relative.span("np"), subject[2]
        return subject
    aux = AUX.match(classes[max(lo, cue - NEAR) : cue][::-1])[0]
    aux += (re.match("[wTN]{1,5}[DP]?f(?=[cx])", classes[max(lo, cue - NEAR) : cue - len(aux)][::-1]) or [""])[0]
    join = classes[cue - len(aux) - 2 : cue - len(aux)]
    if not (join.endswith(("c", "x")) or join == "),") or cue - len(aux) - 1 <= lo:
        return None
    earlier = [a for a in found if a.speaker and a.cue < cue]
    if earlier:
        return *earlier[-1].speaker, aux
    main = MAIN.match(classes, lo, cue)
    return (*main.span("np"), aux) if main else None


def _before(classes, found, lo, end):
    """The stretch from the end of the last attribution (or `lo`) up to `end`, without the commas round it."""
    for other in found:
        if other.cue < end and other.rule.startswith("tag"):
            lo = max(lo, other.content[0][1] if other.content else lo, _tag_end(classes, other))
    while lo < end and classes[lo] in ",;c-":
        lo += 1
    while end > lo and classes[end - 1] in ",-!":
        end -= 1
    colon = classes.rfind(":", lo, end)
    if colon >= 0 and classes[end - 1] in "QXz":
        lo = colon + 1
    return [(lo, end)] if end > lo else []


def _tag_end(classes, other):
    comma = re.compile("[,;]").search(classes, max(other.cue, other.speaker[1] if other.speaker else 0))
    return comma.start() if comma else other.cue + 1


def _content_start(classes, at, hi):
    """Where the content behind a verb begins, or None: at `that`, at a quotation, or at the clause itself."""
    that = THAT.match(classes, at, hi)
    if that:
        return that.end() - 1
    at = ADJUNCTS.match(classes, at, hi).end()
    if at < hi and classes[at] in ",:-" and at + 1 < hi and (classes[at] == ":" or classes[at + 1] in "QXz"):
        return at + 1
    return at if at < hi and classes[at] in CONTENT else None


def _tagging(classes, start, lo):
    """Whether the clause that begins at `start` hangs on what stands before it."""
    return start > lo and classes[start - 1] in ",QXz!-"


def _tail(classes, content, at, hi):
    """Adds to `content` what goes on behind a tag in the middle: a quotation, or the clause the tag has broken."""
    tail = re.compile(r"[^,.!\n]{0,40},(?![GgejoiqKf])").match(classes, at, hi)
    if not tail or tail.end() >= hi - 2 or not content:
        return
    if classes[content[-1][1] - 1] in "QXz":
        quoted = re.compile("[QXz]").match(classes, tail.end(), hi)
        content += [quoted.span()] if quoted else []
    else:
        content.append((tail.end(), hi))


INVERTED = re.compile(
    rf"(?:[DP]{{0,2}}[wTNLRZ'#]{{0,6}}N+|[DP]{{1,2}}[wTNLRZ'#]{{1,6}}|p|T?[#w]{{1,3}})"
    rf"(?:[fyc][DP]?[wNTLR'#]{{1,6}}){{0,4}}(?=[,.:;\n!)(-]|[fyYas@2Ggejoiq]|$)"
)
WITH_CLAUSE = re.compile(rf"[hkQXz:]|(?:{CHAIN})[an]*[bvm]|p")


def says(classes, cue, lo, hi, found):
    """A finite verb of saying with its subject before or behind it, and the content behind or before it."""
    if cue > lo and classes[cue - 1] in ",QXz!-" and classes[cue] in "SZBFEI":
        ahead = INVERTED.match(classes, cue + 1, hi)
        apposed = subject_before(classes, cue, lo) if classes[cue - 1] in ",-" else None
        if ahead and not (apposed and apposed[0] <= lo + 1):
            content = _before(classes, found, lo, cue)
            if content:
                if re.match(",[bvm]", classes[ahead.end() : ahead.end() + 2]):
                    content.append((ahead.end() + 1, hi))
                return Attribution(content, ahead.span(), cue, "tag behind, verb first")
    subject = subject_of(classes, cue, lo, found)
    if subject is None or "b" in subject[2] and classes[cue] not in "Ggije":
        return None
    start, end, _ = subject
    at = cue + 1
    begin = _content_start(classes, at, hi)
    tagging = _tagging(classes, start, lo)
    if begin is not None and (classes[cue] in "BFVg" or "C" in FLAGS) and classes[begin - 1] != ":" and not WITH_CLAUSE.match(classes, begin, hi):
        begin = None
    strong = begin is not None and (classes[begin] == "h" or classes[begin] in "QXz" or begin == at)
    if tagging and begin is not None and classes[start - 1] in "QX!" and re.compile(",[QXz]").match(classes, at, hi):
        return Attribution([*_before(classes, found, lo, start), (at + 1, at + 2)], (start, end), cue, "tag between")
    if tagging and (not strong or classes[at : at + 1] in "fs@yYa") and not INFINITIVE.match(classes, at, hi):
        if not (begin is not None and classes[begin] == "h"):
            content = _before(classes, found, lo, start)
            _tail(classes, content, at, hi)
            if content:
                return Attribution(content, (start, end), cue, "tag behind")
    if begin is None:
        if classes[cue] == "I" and classes[at : at + 1] == "2":
            return Attribution([(at, hi)], (start, end), cue, "verb and infinitive")
        return Attribution([], (start, end), cue, "verb alone") if re.search("[NTpq]", classes[start:end]) and classes[cue] != "F" else None
    return Attribution([(begin, hi)], (start, end), cue, "verb and content")


def tells(classes, cue, lo, hi, found):
    """A verb with a hearer (told reporters that ...); without one it is read as `says`."""
    hearer = OBJECT.match(classes, cue + 1, hi)
    subject = subject_of(classes, cue, lo, found)
    if subject is None or "b" in subject[2] or not hearer:
        return says(classes, cue, lo, hi, found)
    at = hearer.end()
    begin = THAT.match(classes, at, hi) or THAT.match(classes, cue + 1, hi)
    begin = begin.end() - 1 if begin else None
    if begin is None and classes[at : at + 1] in ("b", "v", "m", "n"):
        begin = hearer.start()
    if begin is None and classes[at : at + 1] == "2":
        begin = at
    if begin is None:
        begin = _content_start(classes, at, hi)
    start, end, _ = subject
    if _tagging(classes, start, lo) and (begin is None or classes[at : at + 1] in "fs@yYa,.!\n"):
        content = _before(classes, found, lo, start)
        if content:
            return Attribution(content, (start, end), cue, "tag behind")
    if begin is None:
        begin = hearer.start()
    return Attribution([(begin, hi)], (start, end), cue, "verb, hearer and content")


INFINITIVE = re.compile(r"[DPpuwNTRVLZ#'~Yafyc]{0,14}?(?P<to>2)a?(?=[QXzwSEOIJMWHZLVBbvm])")


def orders(classes, cue, lo, hi, found):
    """A verb of ordering or asking: what is to be done is the content, those who are to do it are not."""
    subject = subject_of(classes, cue, lo, found)
    if subject is None or "b" in subject[2] or classes[cue + 1 : cue + 2] in "hk:,.!":
        return says(classes, cue, lo, hi, found)
    to_do = INFINITIVE.match(classes, cue + 1, hi)
    start, end, _ = subject
    if to_do:
        begin = to_do.start("to")
        if re.compile("2[QXz]2").match(classes, begin, hi):
            return Attribution([(begin, begin + 2)], (start, end), cue, "verb and what is to be done")
    elif _tagging(classes, start, lo) and classes[cue + 1 : cue + 2] in "yYas@":
        return says(classes, cue, lo, hi, found)
    elif classes[cue + 1 : cue + 2] in tuple("DPNwp#zQXfuTLR"):
        whom = WHOM.match(classes, cue + 1, hi)
        begin = whom.end() - 1 if whom else cue + 1
    else:
        return None
    return Attribution([(begin, hi)], (start, end), cue, "verb and what is to be done")


def accuses(classes, cue, lo, hi, found):
    """accused X of Y, blamed X for Y: Y is the content."""
    subject = subject_of(classes, cue, lo, found)
    if subject is None or "b" in subject[2]:
        return None
    whom = re.compile(r"[DPuwNTRVLZ#'~Yac]{0,14}?[f@]").match(classes, cue + 1, hi)
    begin = whom.end() - 1 if whom else cue + 1
    return Attribution([(begin, hi)], subject[:2], cue, "accusation")


def judges(classes, cue, lo, hi, found):
    """criticised, praised, thanked: what is judged stands behind the verb."""
    subject = subject_of(classes, cue, lo, found)
    if subject is None or "b" in subject[2]:
        return None
    end = re.compile("[^,;-]*").match(classes, cue + 1, hi).end()
    return Attribution([(cue + 1, end)], subject[:2], cue, "judgement")


WHOM = re.compile(r"[DPuwNTRVLZ#'~Yac]{1,10}[QXz]")


def names(classes, cue, lo, hi, found):
    """described X as Y: Y is the content."""
    subject = subject_of(classes, cue, lo, found)
    if subject is None or "b" in subject[2]:
        return None
    if classes[cue + 1 : cue + 2] == "f":
        return Attribution([(cue + 2, hi)], subject[:2], cue, "naming")
    as_ = re.compile(r"[DPpuwNTRVLZ#'~Yafyc2]{1,16}?@").match(classes, cue + 1, hi)
    if not as_ and classes[cue + 1 : cue + 2] not in tuple("DPNwzQX"):
        return Attribution([], subject[:2], cue, "verb alone")
    whom = WHOM.match(classes, cue + 1, hi)
    begin = as_.end() if as_ else whom.end() - 1 if whom else cue + 1
    return Attribution([(begin, hi)], subject[:2], cue, "naming")


WITH_SCENE = re.compile(f"{NP}[bvmw]")


def shows(classes, cue, lo, hi, found):
    """A document or a study that shows that ..."""
    subject = subject_of(classes, cue, lo, found)
    if subject is None or "b" in subject[2]:
        return None
    document = re.search("[RN#]$|[RN]f", classes[subject[0] : subject[1]])
    if classes[cue + 1 : cue + 2] not in ("h", "k") and not (document and WITH_SCENE.match(classes, cue + 1, hi)):
        return None
    return Attribution([(cue + 1, hi)], subject[:2], cue, "verb and content")


def intends(classes, cue, lo, hi, found):
    """wants to, plans to: what is wanted is the content."""
    subject = subject_of(classes, cue, lo, found)
    to_do = INFINITIVE.match(classes, cue + 1, hi)
    if subject is None or "b" in subject[2] or not to_do:
        return None
    return Attribution([(to_do.start("to"), hi)], subject[:2], cue, "intention")


def noun(classes, cue, lo, hi, found):
    """his claim that ..., the ministry's call for ...: a reporting noun with its owner."""
    owner = re.compile(r"[wa#NTR]{0,3}(?:P|'[NTwR]{1,6}(?:f[DP]?[NTwR]+)?)").match(classes[max(lo, cue - 20) : cue][::-1])
    by = re.compile(rf"[yf](?P<np>{CHAIN})(?=[h2])").match(classes, cue + 1, hi)
    if owner:
        text = owner[0]
        end = cue - text.index("'") - 1 + 0 if "'" in text else cue - owner.end() + 1
        speaker = (cue - owner.end(), end)
        at = cue + 1
    elif by:
        speaker, at = by.span("np"), by.end()
    else:
        return None
    if not re.compile("h|k|2(?=[wSEOIJMWHZLVBbvm])").match(classes, at, hi):
        return None
    return Attribution([(at, hi)], speaker, cue, "reporting noun")


AGENT = re.compile(rf"[^,.!\n]{{0,12}}?y(?P<np>{CHAIN}?)(?=(?P<as>@)|[2hf,.!\n])")


def passive(classes, cue, lo, hi):
    """was described by his daughter as ..., was accused by the ministry of ...: the agent is the speaker."""
    if classes[cue] not in "SEOAJMB" or "b" not in AUX.match(classes[max(lo, cue - 8) : cue][::-1])[0]:
        return None
    agent = AGENT.match(classes, cue + 1, hi)
    if not agent or not re.search("[NTwpu]", agent["np"]):
        return None
    end = agent.end()
    content = [(end, hi)] if classes[end : end + 1] in "@2h" else []
    return Attribution(content, agent.span("np"), cue, "passive with its agent")


FRAME = re.compile(rf"[xc]?(?:f(?P<his>P)[wR]{{1,2}}|@(?P<np>{CHAIN})[amv]*[SBFZIEO][^,.!\n]{{0,20}}),")


def frames(classes, lo, hi):
    """In his opinion, ...; as the minister said, ...: the rest of the sentence is the content."""
    frame = FRAME.match(classes, lo, hi)
    if not frame:
        return []
    if frame["his"] and "R" not in frame[0]:
        return []
    speaker = frame.span("his") if frame["his"] else frame.span("np")
    return [Attribution([(frame.end(), hi)], speaker, lo, "frame in front")]


FRAME_BEHIND = re.compile(rf",@(?P<np>{CHAIN})[amv]*[SBFZIEO]p?[^,.!\n]{{0,12}}(?=[.!\n])")


def frame_behind(classes, lo, hi):
    """..., as the police have said: the sentence before it is the content."""
    frame = FRAME_BEHIND.search(classes, lo, hi)
    return [Attribution([(lo, frame.start())], frame.span("np"), frame.start(), "frame behind")] if frame else []


def adds(classes, cue, lo, hi, found):
    """..., adding that ...: the speaker of the main clause goes on."""
    if cue > lo and classes[cue - 1] in "b" or classes[cue - 2 : cue] in ("ba", "bn") or classes[cue - 1 : cue] == "'":
        return says(classes, cue, lo, hi, found)
    if cue == lo:
        comma = classes.find(",", cue, hi)
        ahead = AHEAD.match(classes, comma + 1, hi) if comma > 0 else None
        begin = _content_start(classes, cue + 1, comma) if comma > 0 else None
        if ahead and begin is not None:
            return Attribution([(begin, comma)], ahead.span(), cue, "participle in front")
        return None
    loose = classes[cue - 1] not in ",-("
    if loose and (classes[cue] in "jog" or not re.compile(rf"h|p|k|:|,?[QXz]|{CHAIN}[an]*[bvm]").match(classes, cue + 1, hi)):
        return None
    earlier = [a for a in found if a.speaker and a.cue < cue]
    if earlier:
        speaker = earlier[-1].speaker
    else:
        main = MAIN.match(classes, lo, cue)
        speaker = main.span("np") if main else None
        if loose and main and main["np"] == "p" and classes[main.end("np")] in "bw":
            return None
    begin = _content_start(classes, cue + 1, hi)
    letter = classes[cue]
    if letter in "oe":
        to_do = INFINITIVE.match(classes, cue + 1, hi)
        begin = to_do.start("to") if to_do else begin
    if begin is None:
        return None
    return Attribution([(begin, hi)], speaker, cue, "participle")


def according(classes, cue, lo, hi, found):
    """according to X, in front, in the middle or behind; citing X behind."""
    to = classes[cue + 1 : cue + 2] == "2"
    ahead = AHEAD.match(classes, cue + 1 + to, hi)
    if not ahead:
        return None
    content = []
    front = cue
    while front > lo and classes[front - 1] in "axc":
        front -= 1
    if front > lo:
        content += _before(classes, found, lo, front)
    pronoun = ahead[0] in ("p", "u", "P")
    if not to and not re.search("[NT]", ahead[0]):
        main = MAIN.match(classes, lo, cue)
        return Attribution([(cue + 1, hi)], main.span("np") if main else None, cue, "citing")
    if to:
        comma = re.compile(r"[^,.!\n]{0,30}?,").match(classes, ahead.end(), hi)
        if comma and (front == lo or classes[front - 1] in ",;("):
            behind = classes[comma.end() : comma.end() + 1]
            if front == lo or (behind not in ("q", "G", "") and pronoun) or (behind not in ("q", "G", "") and re.compile("[bvm]").search(classes, comma.end(), hi)):
                content.append((comma.end(), hi))
    return Attribution(content, ahead.span(), cue, "according to") if content else None


RULES = {
    **dict.fromkeys("SZIBF", says), **dict.fromkeys("E", tells), **dict.fromkeys("OL", orders), "A": accuses,
    "J": judges, "M": names, "H": shows, "W": intends, "R": noun, "K": according, **dict.fromkeys("Ggieoj", adds),
}  # fmt: skip
NOUN_BEFORE = set("DP#fy'")


import os
FLAGS = os.environ.get("FLAGS", "")
CUTS = re.compile("|".join(filter(None, [",k", ",a?@", ",x" if "x" in FLAGS else "", r",s" if "s" in FLAGS else "", ",f?q" if "q" in FLAGS else "", rf",c[DPpN]{NOUN}{{0,6}}[bvm]" if "c" in FLAGS else "", "-(?![QXz])" if "d" in FLAGS else "", ";" if "e" in FLAGS else "", ",[aw]?w(?=[wDPNf])" if "w" in FLAGS else ""])) or "@")


CUTS_HEADLINE = re.compile("[s@;]")


def _close(classes, content, cue, lo, headline):
    """Ends content that runs to the end of the sentence at the first place where the outlet goes on by itself."""
    if not content:
        return
    a, b = content[-1]
    if a > cue:
        cut = (CUTS_HEADLINE if headline else CUTS).search(classes, a + 1, b)
        if cut:
            content[-1] = a, cut.start()
        if "l" in FLAGS and classes[lo:lo + 1] in "sk@" and lo < cue:
            comma = re.compile(",(?=[DNpP])").search(classes, a, b)
            if comma:
                content[-1] = a, min(content[-1][1], comma.start())


ANNOUNCED = re.compile(rf"(?P<np>{CHAIN}):")


SIGNED = re.compile(r"[^\n]+-(?P<np>[NT]{1,5}(?:f[DNw]{1,3})?)(?=\n)")


def announces(classes, lo, hi):
    """A headline such as "Minister: no talks": what stands behind the colon is the content."""
    match = ANNOUNCED.match(classes, lo, hi)
    signed = SIGNED.match(classes, lo, hi + 1)
    if signed:
        return [Attribution([(lo, signed.start("np") - 1)], signed.span("np"), lo, "headline with a source behind")]
    if not match or not re.search("[TNw]", match["np"]) or len(match["np"]) > 7:
        return []
    return [Attribution([(match.end(), hi)], match.span("np"), lo, "headline with a colon")]


def read_sentence(classes, lo, hi, headline=False):
    """The attributions of the sentence at [lo, hi) of a folded text, in order of their cues."""
    found = frames(classes, lo, hi)
    framed = found[0].content[0][0] if found else lo
    if headline or ANNOUNCED.match(classes, lo, hi):
        found += announces(classes, lo, hi)
    for match in CUE.finditer(classes, framed, hi):
        cue = match.start()
        letter = classes[cue]
        before = classes[cue - 1] if cue > lo else ""
        if letter in "ZLV":
            after = classes[cue + 1 : cue + 2]
            is_noun = (letter == "V" and (after != "2" or before not in "NpqT")) or before in NOUN_BEFORE or before == "" or (before == "w" and after not in tuple("hpuDPQXzk#") and not (letter == "Z" and after in ".,\n" and "," in classes[max(lo, cue - 8) : cue]))
            rule = noun if is_noun else RULES.get(letter, intends)
        elif before in ("D", "P") and letter == "e":
            rule = noun
        elif before in ("D", "P") and letter not in "KR":
            continue
        else:
            rule = RULES[letter]
        attribution = rule(classes, cue, lo, hi, found) or passive(classes, cue, lo, hi)
        if attribution:
            _close(classes, attribution.content, cue, lo, headline)
            _cut(classes, found, attribution)
            found.append(attribution)
    if not found:
        found += frame_behind(classes, lo, hi)
    if not found:
        found += tags(classes, lo, hi)
    return found


TAGGED = re.compile(rf"(?P<quote>[QX]!?|-Q,)(?P<np>T*N+|p|D|[DP][wTN]{{1,5}}(?:f[DP]?[NwT]{{1,4}})?)(?:,[^,.\n]{{1,40}},)?a?w(?=[.,;\n!]|[fyYas2])")
COLON = re.compile(r"[^:\n]{0,120}:[QXz]")


def tags(classes, lo, hi):
    """A quotation with a tag whose verb is in no list (he fumed), or behind a colon: the subject is the speaker."""
    tagged = TAGGED.search(classes, lo, hi)
    if tagged:
        place = tagged.start("quote") + tagged["quote"].startswith("-")
        return [Attribution([(place, place + 1)], tagged.span("np"), tagged.end() - 1, "tag behind, any verb")]
    signed = re.compile(r"[QXz]!?-(?P<np>T?N+)(?=[.\n])").search(classes, lo, hi)
    if signed:
        return [Attribution([(signed.start(), signed.start() + 1)], signed.span("np"), signed.end(), "signed")]
    colon = COLON.match(classes, lo, hi)
    main = MAIN.match(classes, lo, colon.end() - 2) if colon else None
    if main and colon.end() - lo > 5 and re.search("[TNwp]", main["np"]):
        return [Attribution([(colon.end() - 1, hi)], main.span("np"), colon.end() - 2, "colon before")]
    return []


def _cut(classes, found, new):
    """Ends the content of earlier attributions where a new one takes over."""
    if not new.content:
        return
    if new.rule == "according to" or new.rule == "reporting noun":
        start = new.cue
    elif new.rule == "participle":
        start = new.cue
    else:
        start = new.speaker[0] if new.speaker else new.cue
    aux = AUX.match(classes[max(0, new.cue - 20) : new.cue][::-1])[0]
    joined = new.cue - len(aux) - 1
    if joined > 0 and classes[joined] in "cx" and new.rule != "according to":
        for other in found:
            other.content = [(a, min(b, joined)) if a < joined < b else (a, b) for a, b in other.content]
        return
    edge = start
    while edge > 0 and classes[edge - 1] in "csx@a":
        edge -= 1
    if edge and classes[edge - 1] in ",;-":
        for other in found:
            other.content = [(a, min(b, edge - 1)) if a < edge <= b else (a, b) for a, b in other.content]


def sentences(classes):
    """(start, end) of each sentence of a folded text, tags behind a quotation kept with it."""
    return [m.span() for m in SENTENCE.finditer(classes) if m.end() > m.start()]
