"""What each cue attributes: one rule a kind of reporting verb or noun, over the word classes of a sentence.

Every rule reads the folded text of `framing.sentences`, one character a token
(the classes stand in `framing.grammar`), so it sees word order and nothing else.
A rule takes `classes`, the place of the cue, the [start, end) of its sentence and
the attributions found so far, and returns an `Attribution` or None.
"""

import re

from framing.attribution import BY_AGENT, Attribution
from framing.phrases import (
    ADJUNCTS,
    AUXILIARIES,
    CHAIN,
    CLAUSE_VERB,
    NOUN,
    NP,
    THAT,
    content_before,
    content_behind,
    content_start,
    main_subject,
    reversed_before,
    speaker_so_far,
    subject_before,
    subject_of,
)

CUE = re.compile("[SGBFgZIiEeOoLAtJjMCdHWVRK]")
PARTICIPLES = frozenset("Gegijotd")
NOUN_BEFORE = frozenset(("D", "P", "#", "f", "y", "'", ""))
ACTIVE = frozenset("SBFIEOAJMC")  # a verb in front: dismissed claims that
AS_WHAT = frozenset("DPN#wTRYQXzau")
CALLS = re.compile("[wNT#']{1,5}[QXz]")  # bloc calls takeover “...”
FULL_CONTENT = tuple("hpuDPQXzk%#")

BEHIND_TAG = r"[,.:;\n!)(-]|[fyYas@2GgeojiqK]|$"
INVERTED = re.compile(
    rf"(?:[DP]{{0,2}}[wTNLRZ'#]{{0,6}}N+|[DP]{{1,2}}[wTNLRZ'#]{{1,6}}|Df[DP]?[wNTLR'#]{{1,6}}(?=[,.!\n])|p|[wN']{{0,4}}T+|T?N{{0,2}}[#w]{{1,3}})"
    rf"(?:[fyc][DP]?[wNTLR'#]{{1,6}}){{0,4}}(?={BEHIND_TAG})(?!a+[bvm])"
)
WHEN = re.compile("(?:f?Y)?")
VERB_FIRST = "tag behind, verb first"
AHEAD = re.compile(CHAIN)
WITH_CLAUSE = re.compile(rf"[hk%QXz:p]|(?:{CHAIN})[an]*[bvm]")
WITH_SCENE = re.compile(f"{NP}[bvmw]")
DOCUMENT = re.compile("[RN#]$|[RN]f")
SOMEBODY = re.compile("[NTpq]")
HEARER = re.compile(
    r"u|[DP]+[wNTRY'#]{1,6}(?:f[DP]?[wNTR']{1,4})?|[wNTRV#]{1,6}(?=[,.!\n;h])|T?N+#?(?:'[wNTz]+)?"
    r"|[wV]{1,3}(?=[fYah2])|w(?:[fy][DP]?[wN]+)?"
)
INFINITIVE = re.compile(rf"(?:(?<![wNTu])D|D(?=Y)|[PpuwNTRVLZ#'~Yafyc]){{0,14}}?(?P<to>n?2)a?(?=[QXz]|{CLAUSE_VERB})")
TO_LEARN = re.compile("F[k%h]")
QUOTED = re.compile("[QXz]")
TO_QUOTED = re.compile("2[QXz]2")
WHOM = re.compile(r"[DPuwNTRVLZ#'~Yac]{1,10}[QXz]|[DP]?[wNTR#']{1,6}D(?!Y)|u[DwN]")
CALLED = re.compile(rf"[DP]{{0,2}}#?(?:[QXz]!?|{NOUN}+)+(?:y{NP})?")
OF = re.compile(r"[DPuwNTRVLZ#'~Yaczq,]{0,24}?[f@]")
AS = re.compile(r"[DPpuwNTRVLZ#'~Yafyc2s]{1,20}?@")
JUDGED_AS = re.compile(AS.pattern + "(?<!D@)")  # not: such as
JUDGED = re.compile("(?:(?!ca?[SBEIOFAJMZ])[^,;-])*")
CLAUSAL = re.compile("[hk%QXzbvmGgeojit@]")
OWNER = re.compile(r"[wa#NTR]{0,3}(?:P|'[NTwR]{1,6}(?:f[DP]?[NTwR]+)?)")
BY = re.compile(rf"(?:y|f(?!Y)(?={NP}(?:h|2[QXz])))(?P<np>{CHAIN})(?=[h2])")
BY_SOMEBODY = re.compile("[yf][Daw]{0,2}$")
CLAUSE_BEHIND_SOME = frozenset("hDPpk%:")  # some say the, several told us; not: the alleged rebels
QUOTED_THAT = re.compile("zp[an]*[SB][bvm]")
FRAME_ONLY = re.compile("[af]?f[^,bvmQXz]{1,12}|[D#]w?Y?a")
ADVERBS = re.compile("a*")
NAMED_CLAIM = re.compile("Dw?[RZVL]h")  # repeated the claim that
OF_QUOTED = re.compile("f[QXz]")
CLAUSE_BARE = re.compile("w{1,2}[bvm]")
CLAUSE_BEHIND = re.compile("h(?:[DPpNk]|w+[bvm])")
NOUN_CONTENT = re.compile(rf"(?:[amv]*b[an]*(?=h))?(?P<content>[hk%]|2(?={CLAUSE_VERB}|[QXz])|f(?=D?[wN]{{0,2}}[QXz]))")
AGENT = re.compile(rf"[^,.!\n]{{0,12}}?y(?P<np>{CHAIN}?)(?=[@2hfq,.!\n])")
AGENT_HEAD = re.compile("[NTwpuD]")
NAME_BEFORE = re.compile(r"(?P<np>N+T*)(?=[afcD,])|,(?P<apposed>N+T*),[wNT]+(?:D|#)?f")
LOOSE_CONTENT = re.compile(rf"[hpk%:]|uh|,?[QXz]|{CHAIN}(?:[an]*[bvm]|[QXz])")
APPOSITION = re.compile(r",[DP][wT#']{1,4}(?:f[DP]?[wN]{1,3})?,")
COMMA = re.compile(r"[^,.!\n]{0,30}?,")
FINITE = re.compile("[bvm]")
FINITE_GROUP = re.compile("[bvm][bvman]*")
SOURCE = re.compile("[NT]")


def says(classes, cue, start, end, found):
    """said that ..., ... said; the subject before or behind the verb, the content behind or before it."""
    inverted = _inverted(classes, cue, start, end, found)
    if inverted:
        return inverted
    subject = subject_of(classes, cue, start, found)
    if subject is None or "b" in subject[2] and classes[cue] not in PARTICIPLES:
        return None
    speaker, at = subject[:2], cue + 1
    begin = content_start(classes, at, end)
    if (
        begin is not None
        and classes[cue] in "BFVg"
        and classes[begin - 1] != ":"
        and not WITH_CLAUSE.match(classes, begin, end)
    ):
        begin = None
    if begin is not None and classes[cue] in "SZB" and classes[begin] == "%":  # said when asked
        begin = None
    named = classes[cue] in "BFg" and begin is None and NAMED_CLAIM.match(classes, at, end)
    if classes.startswith(("yD", "yN", "yT"), at) and _hangs(classes, speaker[0], start):  # a raid reported by the army
        return None
    contact = QUOTED_THAT.match(classes, speaker[0] - 1)  # “...” they claimed had joined
    if contact:
        return Attribution([(speaker[0] - 1, speaker[0]), (at, end)], speaker, cue, "tag between")
    if (
        _hangs(classes, speaker[0], start)
        and "n" not in subject[2]
        and not named
        and classes[speaker[0]] != "q"
        and classes[cue] != "o"
    ):
        tag = _tag(classes, cue, begin, speaker, (start, end), found)
        if tag:
            return tag
    if begin is not None:
        return Attribution([(begin, end)], speaker, cue, "verb and content")
    if classes[cue] == "o" and classes[at] == "f":  # is calling for
        return Attribution([(at + 1, end)], speaker, cue, "verb and what is to be done")
    adjunct = ADJUNCTS.match(classes, at, end).end()
    if classes[cue] == "I" and classes.startswith(("2", "n2"), adjunct):
        return Attribution([(adjunct, end)], speaker, cue, "verb and infinitive")
    if classes[cue] != "F" and SOMEBODY.search(classes, *speaker):
        return Attribution([], speaker, cue, "verb alone")
    return None


def _inverted(classes, cue, start, end, found):
    """..., said the minister."""
    if not (cue > start and classes[cue - 1] in ",QXz!-" and classes[cue] in "SZBFEI"):
        return None
    if classes[cue - 1] == "z" and classes[cue] == "F":
        return None
    when = WHEN.match(classes, cue + 1, end)  # said on Friday the minister
    ahead = INVERTED.match(classes, when.end(), end)
    apposed = subject_before(classes, cue, start) if ahead and classes[cue - 1] in ",-" else None
    content = content_before(classes, found, start, cue) if ahead else []
    if apposed and FINITE.search(classes, apposed[1], cue) and classes[apposed[1] + 1] != "q":
        apposed = None  # without aid, rations may be halved, warned Lee
    if not content or apposed and apposed[0] <= start + 1:
        return None
    behind = ahead.end()
    if classes[behind : behind + 1] == "," and classes[behind + 1 : behind + 2] in ("b", "v", "m"):
        content.append((behind + 1, end))
    return Attribution(content, ahead.span(), cue, VERB_FIRST)


def _hangs(classes, place, start):
    """Whether the clause that begins at `place` hangs on what stands before it."""
    return place > start and classes[place - 1] in ",QXz!-"


def _tag(classes, cue, begin, speaker, sentence, found):
    """..., the minister said; None where the content stands behind the verb after all."""
    start, end = sentence
    at = cue + 1
    if begin is not None and classes[speaker[0] - 1] in "QXz!" and classes[at] == "," and classes[at + 1] in "QXz":
        before = content_before(classes, found, start, speaker[0])
        return Attribution([*before, (at + 1, at + 2)], speaker, cue, "tag between")
    after = ADVERBS.match(classes, at, end).end()
    strong = begin is not None and (classes[begin] in "hQXz" or begin in (at, after))
    infinitive = classes[at] != "f" and INFINITIVE.match(classes, at, end)  # not: said in a speech to merchants
    if strong and (classes[begin] == "h" or classes[after] not in "fs@yY") or infinitive:
        return None
    if begin is not None and classes[begin] == "h":
        return None
    content = content_before(classes, found, start, speaker[0])
    # In a statement, it warned; a day later, they agreed.
    if content and classes[at] != "," and FRAME_ONLY.fullmatch(classes, *content[-1]):
        return None
    if classes[cue] == "F" and classes[at] not in ".,!\nf" and not QUOTED.search(classes, start, speaker[0]):
        return None  # despite the truce, shelling continued overnight
    content += content_behind(classes, content, at, end)
    return Attribution(content, speaker, cue, "tag behind") if content else None


def tells(classes, cue, start, end, found):
    """told reporters that ...; without a hearer it is read as `says`."""
    hearer = HEARER.match(classes, cue + 1, end)
    subject = subject_of(classes, cue, start, found)
    between = classes[subject[1] : cue] if subject and classes[cue - 1] == "," else ""
    if "q" not in between and FINITE.search(between):  # without aid, rations may be halved, warned Lee
        return _inverted(classes, cue, start, end, found)
    if subject is None or "b" in subject[2] or not hearer:
        return says(classes, cue, start, end, found)
    speaker, at = subject[:2], hearer.end()
    that = THAT.match(classes, at, end) or THAT.match(classes, cue + 1, end)
    behind = classes[at : at + 1]
    if that:
        begin = that.end() - 1
    elif behind in ("b", "v", "m", "n"):
        begin = hearer.start()
    elif behind == "2":
        begin = at
    else:
        begin = content_start(classes, at, end)
    adjunct = behind in tuple("fs@yYa,.!\n") or classes[at : at + 2] == "DY"  # the day after
    if _hangs(classes, speaker[0], start) and (begin is None or adjunct):
        content = content_before(classes, found, start, speaker[0])
        if content:
            content += content_behind(classes, content, at, end)
            return Attribution(content, speaker, cue, "tag behind")
    if begin is None:
        return Attribution([], speaker, cue, "verb alone")
    return Attribution([(begin, end)], speaker, cue, "verb, hearer and content")


def orders(classes, cue, start, end, found):
    """ordered troops to ..., demanded ...: what is to be done is the content, who is to do it is not."""
    subject = subject_of(classes, cue, start, found)
    behind = classes[cue + 1 : cue + 2]
    if subject is None or "b" in subject[2] or behind in tuple("hk:,.!"):
        return says(classes, cue, start, end, found)
    rule = "verb and what is to be done"
    infinitive = INFINITIVE.match(classes, cue + 1, end)
    if infinitive:
        begin = infinitive.start("to")
        end = begin + 2 if TO_QUOTED.match(classes, begin, end) else end
        return Attribution([(begin, end)], subject[:2], cue, rule)
    if _hangs(classes, subject[0], start) and behind in tuple("yYas@"):
        return says(classes, cue, start, end, found)
    if behind not in tuple("DPNwp#zQXfuTLR") or behind == "u" and classes[cue + 2 : cue + 3] not in tuple("DQXzwN"):
        return None
    if behind == "f" and classes[cue + 2] in ":,.!\n":  # what they had asked for
        return None
    whom = WHOM.match(classes, cue + 1, end)
    begin = whom.end() - 1 if whom else cue + 1
    rule = "naming" if whom else rule  # calls them traitors
    return Attribution([(begin, _name_end(classes, subject[0], begin, end))], subject[:2], cue, rule)


def _name_end(classes, subject, begin, end):
    """Where content ends: behind the name itself where the sentence says what somebody calls it."""
    name = CALLED.match(classes, begin, end) if classes[subject - 1 : subject] in ("k", "q") else None
    return name.end() if name else end


def accuses(classes, cue, start, end, found):
    """accused X of Y, blamed X for Y: Y is the content."""
    speaker = _active_subject(classes, cue, start, found)
    if not speaker or classes[cue + 1 : cue + 2] == "#" or _lacks_object(classes, cue, speaker):
        return None
    of = OF.match(classes, cue + 1, end)
    return Attribution([(of.end() - 1, end)] if of else [], speaker, cue, "accusation")


def judges(classes, cue, start, end, found):
    """criticised the minister for lying: what is judged, up to the next comma; a mere object is the outlet's."""
    speaker = _active_subject(classes, cue, start, found)
    if not speaker or classes[cue + 1 : cue + 2] in ("2", "y") or _lacks_object(classes, cue, speaker):
        return None  # farmers opposed to the rules
    if classes[cue + 1 : cue + 2] == "@" and not _object_in_front(classes, cue, speaker):
        return None  # a minister denounced as a traitor
    last = JUDGED.match(classes, cue + 1, end).end()
    as_ = JUDGED_AS.match(classes, cue + 1, last)
    if as_ and classes[as_.end()] in "Gev":  # cited a nurse as saying
        return None
    begin = as_.end() if as_ else cue + 1  # dismissed the rebels as criminals
    content = [(begin, last)] if as_ or CLAUSAL.search(classes, begin, last) else []
    return Attribution(content, speaker, cue, "judgement")


def names(classes, cue, start, end, found):
    """described X as Y, spoke of Y: Y is the content."""
    speaker = _active_subject(classes, cue, start, found)
    if not speaker:
        return None
    behind = classes[cue + 1 : cue + 2]
    as_ = AS.match(classes, cue + 1, end)
    whom = WHOM.match(classes, cue + 1, end)
    reduced = behind in tuple("QXz@") and not _object_in_front(classes, cue, speaker, "qkhpu")
    if reduced and classes[speaker[1] : cue].strip("a") == "" and classes[cue] == "M" and speaker[1] - speaker[0] > 1:
        return None  # a move dubbed “...”
    if behind in ("f", "k"):
        begin = cue + 1 + (behind == "f")
    elif behind in ("@", "2") and _object_in_front(classes, cue, speaker, "qkh" if behind == "@" else "qk"):
        begin = cue + 2 + (classes[cue + 2 : cue + 3] == "@")
    elif as_:
        begin = as_.end()
    elif behind not in tuple("DPNwzQX"):
        return Attribution([], speaker, cue, "verb alone")
    else:
        begin = whom.end() - 1 if whom else cue + 1
    return Attribution([(begin, _name_end(classes, speaker[0], begin, end))], speaker, cue, "naming")


def regards(classes, cue, start, end, found):
    """sees X as Y: Y is the content; without the *as* it reports nothing."""
    speaker = _active_subject(classes, cue, start, found)
    if speaker and classes[cue + 1 : cue + 2] == "@" and _object_in_front(classes, cue, speaker):
        return Attribution([(cue + 2, _name_end(classes, speaker[0], cue + 2, end))], speaker, cue, "naming")
    as_ = JUDGED_AS.match(classes, cue + 1, end)
    if not speaker or not as_ or classes[cue - 1] == "2" or classes[as_.end() + 1 : as_.end() + 2] == "@":
        return None
    if classes[as_.end() : as_.end() + 1] not in AS_WHAT:  # saw them as they left
        return None
    return Attribution([(as_.end(), end)], speaker, cue, "naming")


def shows(classes, cue, start, end, found):
    """The report shows that ...; the poll shows the party leading."""
    speaker = _active_subject(classes, cue, start, found)
    if not speaker:
        return None
    scene = DOCUMENT.search(classes, *speaker) and WITH_SCENE.match(classes, cue + 1, end)
    if classes[cue + 1 : cue + 2] not in ("h", "k") and not scene:
        return None
    return Attribution([(cue + 1, end)], speaker, cue, "verb and content")


def intends(classes, cue, start, end, found):
    """wants to ..., plans to ...: what is wanted is the content."""
    speaker = _active_subject(classes, cue, start, found)
    infinitive = INFINITIVE.match(classes, cue + 1, end)
    if not speaker or not infinitive or classes[speaker[0] : speaker[1]] == "q":
        return None
    if TO_LEARN.match(classes, infinitive.end("to")):  # wanted to know whether
        return None
    return Attribution([(infinitive.start("to"), end)], speaker, cue, "intention")


def _active_subject(classes, cue, start, found):
    """The span of the verb's subject, None where there is none or the verb is passive."""
    subject = subject_of(classes, cue, start, found)
    return subject[:2] if subject and "b" not in subject[2] else None


def _object_in_front(classes, cue, subject, pronouns="qkh"):
    """Whether the verb's object stands in front of its subject: whom she accused of, what he likens to."""
    return classes[subject[0] - 1 : subject[0]] in tuple(pronouns) and not classes[subject[1] : cue].strip("amvn")


def _lacks_object(classes, cue, subject):
    """Whether a verb is a participle of what stands before it: a party long accused of fraud; a bid backed by Okel."""
    in_front = classes[slice(*subject)] == "p" or _object_in_front(classes, cue, subject)
    return classes[cue + 1 : cue + 2] == "f" and not in_front


def reporting_noun(classes, cue, start, end, found):
    """his claim that ..., the ministry's request to ..., a warning from the police that ..., made a claim that ..."""
    owner = OWNER.match(classes[max(start, cue - 20) : cue][::-1])
    by = BY.match(classes, cue + 1, end)
    if owner:
        apostrophe = owner[0].find("'")
        first = cue - owner.end()
        speaker = first, first + 1 if apostrophe < 0 else cue - apostrophe - 1
        at = cue + 1
    elif by:
        speaker, at = by.span("np"), by.end()
    else:
        speaker, at = speaker_so_far(classes, cue, start, found), cue + 1
        talk = classes[cue - 1] == "f" and OF_QUOTED.match(classes, at)  # with talk of “thugs”
        if not speaker or not talk and (classes[speaker[1]] in "f," or not CLAUSE_BEHIND.match(classes, at, end)):
            return None
        speaker = None if BY_SOMEBODY.search(classes, speaker[1], cue) else speaker  # was dogged by claims that
    content = NOUN_CONTENT.match(classes, at, end)
    if not content:
        return None
    told = [other.content[-1][0] for other in found if other.content]
    if not owner and content.start("content") in told:  # said in a statement that
        return None
    if owner and speaker[0] <= start + 1 and classes[at] in "h2":  # Okel's claim that they had fled was never tested
        verbs = [match.start() for match in FINITE_GROUP.finditer(classes, at, end)]
        end = verbs[-1] if len(verbs) > (classes[at] == "h") else end
    return Attribution([(content.start("content"), end)], speaker, cue, "reporting noun")


def passive(classes, cue, start, end):
    """was described by his daughter as ..., were accused by the ministry of ...: the agent is the speaker."""
    auxiliaries = AUXILIARIES.match(reversed_before(classes, cue, start))[0]
    reduced = "b" not in auxiliaries
    if classes[cue] not in "SEOAJMCB" or reduced and not _agent_behind(classes, cue):
        return None
    agent = AGENT.match(classes, cue + 1, end)
    if not agent or not AGENT_HEAD.search(agent["np"]):
        return None
    at = agent.end()
    behind = classes[at : at + 1]
    saying = classes[at : at + 2] in ("@G", "@e") or classes.startswith("@G", cue + 1) or behind == "S"
    if saying:  # was quoted by the (state) agency as saying
        return None
    between = cue + 1, agent.start("np") - 1
    as_ = classes[between[0]] == "@"  # are seen as traitors by the board
    if (reduced and between[1] == between[0] or classes[cue] == "C" and not as_) and behind != LINKS[classes[cue]]:
        return None
    content = [(at + (behind in "@f"), end)] if behind in ("@", "2", "h", LINKS.get(classes[cue])) else []
    if not content and classes[cue] in "OAMCJ" and between[1] > between[0]:  # was called a liar by the minister
        content = [(between[0] + as_, between[1])]
    return Attribution(content, agent.span("np"), cue, BY_AGENT)


# What links such a verb with its content: accused by the army of ..., ordered by it to ..., described by it as ...
LINKS = {"A": "f", "O": "2", "J": "@", "M": "@", "C": "@"}


def _agent_behind(classes, cue):
    """Whether a verb with an object has its agent behind it: rebels, described by the army; branded “...” by it."""
    quoted = classes[cue] == "M" and classes[cue + 1 : cue + 2] in ("Q", "X", "z")
    return classes[cue] in LINKS and classes[cue + 1 + quoted : cue + 2 + quoted] == "y"


def adds(classes, cue, start, end, found):
    """..., adding that ...: whoever has the word goes on; saying that ..., the minister ...: the subject behind."""
    before = classes[cue - 1] if cue > start else ""
    if before in ("b", "'") or cue - start > 1 and before in ("a", "n") and classes[cue - 2] == "b":
        return says(classes, cue, start, end, found)
    if not before:
        return _participle_in_front(classes, cue, end)
    if before == "@":
        return _quoted_as_saying(classes, cue, start, end, found)
    with_ = _with(classes, cue, start)
    loose = not with_ and before not in ",-(Ry" and not (before == "c" and classes[cue] == "G")
    if loose and (classes[cue] in "jogtd" or not LOOSE_CONTENT.match(classes, cue + 1, end)):
        return None
    if loose and not found:
        main = main_subject(classes, start, cue)
        if main and classes[slice(*main)] == "p" and classes[main[1]] in "bw":  # it is worth noting that
            return None
    named = NAME_BEFORE.match(reversed_before(classes, cue, start))
    if with_:
        speaker = with_
    elif named:  # then Lee saying ...; with one candidate, Lee, saying ...
        speaker = cue - named.end(named.lastgroup), cue - named.start(named.lastgroup)
    else:
        speaker = speaker_so_far(classes, cue, start, found)
    begin = _participle_content(classes, cue, end)
    quoted = max(classes.rfind(letter, cue, end) for letter in "QXz") if classes[cue] == "j" else -1
    end = quoted + 1 if quoted > 0 else end  # by blasting the “thuggery” of the crowd
    rule = WITH_SOMEBODY if with_ else "participle"
    return None if begin is None else Attribution([(begin, end)], speaker, cue, rule)


WITH_SOMEBODY = "participle of somebody else"
WITH = re.compile(rf",c?f(?P<np>{NP}(?:f{NP})?)(?:,[^,]{{1,30}},)?a?")
SAYING = re.compile(rf"(?:(?P<np>{CHAIN})|y[^,.!\n]{{1,8}})?$")


def _with(classes, cue, start):
    """The span of whose participle it is: ..., with protesters accusing the council of; None without *with*."""
    comma = cue
    for _ in range(3):
        comma = classes.rfind(",", start, comma)
        with_ = WITH.fullmatch(classes, comma, cue) if comma >= 0 else None
        if comma < 0 or with_:
            return with_.span("np") if with_ else None
    return None


def _quoted_as_saying(classes, cue, start, end, found):
    """quoted a nurse as saying ...; was quoted by the agency as saying: the one quoted, not the one who quotes."""
    places = range(cue - 2, max(start, cue - 30) - 1, -1)
    for verb in sorted((place for place in places if classes[place] in "JV"), key=lambda place: classes[place]):
        between = SAYING.match(classes, verb + 1, cue - 1)
        if not between:
            continue
        speaker = between.span("np") if between["np"] else (subject_before(classes, verb, start) or (None, None))[:2]
        if speaker[0] is None:
            return None
        begin = _participle_content(classes, cue, end)
        if begin is None:
            content = content_before(classes, found, start, (subject_before(classes, verb, start) or speaker)[0])
            return Attribution(content, speaker, cue, "tag behind") if content else None
        return Attribution([(begin, end)], speaker, cue, "participle")
    return None


PARTICIPLE_CONTENT = {**dict.fromkeys("oei", (INFINITIVE, "to")), "t": (OF, 0), "d": (AS, 0)}


def _participle_content(classes, cue, end):
    pattern, group = PARTICIPLE_CONTENT.get(classes[cue], (None, 0))
    match = pattern.match(classes, cue + 1, end) if pattern else None
    if not match:
        hearer = HEARER.match(classes, cue + 1, end) if classes[cue] == "e" else None
        return content_start(classes, hearer.end() if hearer else cue + 1, end)
    return match.start(group) if group else match.end() - (classes[cue] == "t")


FRONT_ENDS = re.compile(",|[QXz](?=[DPpNT])|[QXz]!(?=[DPpNT])")


def _participle_in_front(classes, cue, end):
    edge = FRONT_ENDS.search(classes, cue, end)
    comma = edge.end() - 1 if edge else -1
    ahead = AHEAD.match(classes, comma + 1, end) if edge else None
    to = classes[cue] == "d" and classes[cue + 1] == "2" or classes[cue] == "o" and classes[cue + 1] == "f"
    begin = content_start(classes, cue + 1 + to, comma) if ahead else None
    if begin is None:
        return None
    return Attribution([(begin, comma + (classes[comma] != ","))], ahead.span(), cue, "participle in front")


def according(classes, cue, start, end, found):
    """according to X, in front, in the middle or behind; citing X, behind."""
    to = classes[cue + 1 : cue + 2] == "2"
    ahead = AHEAD.match(classes, cue + 1 + to, end)
    if not ahead:
        return None
    named = NAME_AND_SUBJECT.match(classes, ahead.start(), end)
    ahead = named or ahead  # according to Lee money has been
    if not to and cue == start:  # citing the army, the paper reported
        return None
    if not to and not SOURCE.search(ahead[0]):
        comma = classes.find(",", cue, end)
        return Attribution([(cue + 1, comma if comma > 0 else end)], main_subject(classes, start, cue), cue, "citing")
    front = cue
    while front > start and classes[front - 1] in "axc":
        front -= 1
    content = content_before(classes, found, start, front) if front > start and classes[front - 1] not in ";h" else []
    comma = (APPOSITION.match(classes, ahead.end(), end) or COMMA.match(classes, ahead.end(), end)) if to else None
    if comma and (front == start or classes[front - 1] in ",;("):
        at = comma.end()
        bare = bool(content) and BARE.fullmatch(classes, *content[-1])  # the army, according to Lee, fled
        goes_on = ahead[0] in ("p", "u", "P") or bare or FINITE.search(classes, at, end)
        if front == start or goes_on and classes[at : at + 1] not in ("q", "G", ""):
            content.append((at, end))
    return Attribution(content, ahead.span(), cue, "according to") if content else None


BARE = re.compile("D?[wT]|D?N{1,3}")
NAME_AND_SUBJECT = re.compile("T*N+(?=w+[bvm])")


RULES = {
    **dict.fromkeys("SZIBF", says), "E": tells, **dict.fromkeys("OL", orders), "A": accuses, "J": judges,
    "M": names, "C": regards, "H": shows, "W": intends, "R": reporting_noun, "K": according,
    **dict.fromkeys("Ggieojtd", adds),
}  # fmt: skip


def attribute(classes, cue, start, end, found):
    """The `Attribution` of the cue at a place of the sentence at [start, end), None where it attributes nothing."""
    rule = _rule(classes, cue, start)
    if not rule:
        return None
    new = passive(classes, cue, start, end) if _agent_behind(classes, cue) else None
    return new or rule(classes, cue, start, end, found) or passive(classes, cue, start, end)


THAT_BEHIND = re.compile("a?h")


def _rule(classes, cue, start):
    """The rule for a cue: verbs that are nouns as well are told apart by what stands round them."""
    letter = classes[cue]
    before, after = classes[cue - 1] if cue > start else "", classes[cue + 1 : cue + 2]
    if letter in "RV" and after in ("D", "P", "u") and before not in NOUN_BEFORE and JUDGED_AS.match(classes, cue + 1):
        return regards
    if letter not in "ZLV":
        counted = before == "#" and letter in "SBF" and after in ("w", "N")  # two alleged rebels
        determined = before == "P" or before == "D" and after not in CLAUSE_BEHIND_SOME or counted
        if determined and letter not in "KR":
            return reporting_noun if letter == "e" else None
        return RULES[letter]
    if letter == "V" and before == "N" and CALLS.match(classes, cue + 1):  # minister brands strikers “...”
        return names
    if letter == "V" and THAT_BEHIND.match(classes, cue + 1) and before not in NOUN_BEFORE:
        return says
    if letter == "V" or before in NOUN_BEFORE or before in ACTIVE:
        verb = False
    else:
        tagging = letter == "Z" and after in (".", ",", "\n") and "," in classes[max(start, cue - 8) : cue]
        clause = before in ("w", "N") and CLAUSE_BARE.match(classes, cue + 1)  # guards claim rebels have fled
        verb = (
            before != "w"
            or clause
            or after in FULL_CONTENT
            or tagging
            or letter == "L"
            and CALLS.match(classes, cue + 1)
        )
    return RULES[letter] if verb else reporting_noun
