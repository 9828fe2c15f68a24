"""One text read sentence by sentence: what carries over from each to the next, and whose words its quotations are."""

import re
from bisect import bisect_right
from typing import NamedTuple

import numpy as np

from framing.cues import CUE, QUOTED, VERB_FIRST
from framing.frames import IN_WHOSE_VIEW
from framing.kinds import WORK, is_capitalised, is_small, is_telling, listed_behind, read_kind
from framing.phrases import CHAIN, NP, main_subject
from framing.reporting import OF_A_PHRASE, read_sentence
from framing.sentences import PRESENT
from framing.speakers import (
    OFFICES_APART,
    OUTLET,
    body_name,
    cast_of,
    is_name,
    is_role,
    name_speaker,
    names_institution,
    person_name,
    same_role,
    somebody,
)
from framing.tokens import fold


def _which(pattern):
    """Which classes a pattern for one character matches, an array by their codes."""
    return np.array([bool(re.match(pattern, chr(code))) for code in range(256)])


NAMED_BEHIND = re.compile("[NT]")
SOMEBODY = re.compile("[puNT]")
UNSTOPPED = _which("[Qz]")  # quotations without a full stop; one that is a paragraph of its own is a subheading
# One of these makes a sentence worth reading.
NOTED = _which(f"[QXz]|{CUE.pattern}")
ANY_VERB = re.compile("wp,")
# The name behind a role: the minister, Ann Lee, ...
APPOSED = re.compile(r",[DP]?[wT#]{0,3}?(T*N{1,4})(?=[,.;!\n(-])")
STATEMENT = re.compile(rf"R(?:fw)?f(?P<np>{CHAIN})")
WRITER = re.compile("[csx%]{0,2}p")
NAMED_PERSON = re.compile("T*N+")
HEAD = re.compile("[^fy2c]*")
ENDING_NAME = re.compile("N+$")
ANTECEDENT = re.compile(r",[^fy2,.:;!\nQXzbvmS]+(?:f[^,.:;!\nQXzbvmS]+)?")
ANTECEDENT_NAME = re.compile(r",w{1,3}D?,(?:#,)?(N+)")  # Ann Lee, 24, a nurse, who ...
SMALL_WORDS = 3  # from so many words without a capital a headline is not written in capitals throughout
CLITICS = frozenset("'mn")  # Lee ’s, I ’ve, do n’t
JOINTS = frozenset("-‐‑'’,")  # what joins the parts of one word
LONGEST_SPEECH = 150  # characters of the folded text that one stretch of reported speech can have
MANY_VOICES = 500  # of an article's, among which a headline's words are looked for
NEAR, BEHIND = 11, 8  # tokens in front of a quotation, besides the one at its mark, and behind it that tell its kind
PAST = frozenset(
    "came went left took stood sat ran won lost met fell fled rose drove flew sent gave kept held led paid built "
    "brought broke chose felt got grew hid hit lay laid put saw set shot slept spent struck threw wore began "
    "became".split()
)
WISHES = frozenset(("intention", "judgement"))
OFFICE = re.compile("T+N+")
DATELINE = re.compile(r"(?P<place>N{1,3})(?:,[^-:(]{1,6})?(?:\(N{1,2}\))?[-:]")
BY_WHOM = re.compile("[JSBEM]y")
SCENE = re.compile("[s@]")
MEANWHILE = frozenset(("after", "as"))
NEAR_FRAME = 60  # within so many tokens behind what stands in front stands the subject
SCENE_VERB = 9  # within so many tokens behind these stands the verb of what went on
# Rules that look at words as well.
MENDED = frozenset(
    (IN_WHOSE_VIEW, VERB_FIRST, "frame in front", "accusation", "judgement", "naming", "verb and what is to be done")
)
OBJECT = re.compile(f"{NP}(?:[fc]{NP})*[hq]")
ASSERTED = frozenset(
    "fact idea notion claim claims suggestion allegation allegations confidence hope hopes concern concerns fear fears "
    "doubt doubts regret belief view opinion wish surprise outrage conviction".split()
)
BLAMED_FOR = frozenset(("of", "for", "on", "over", "as"))
CALL_FORMS = frozenset(("call", "calls", "called"))
CALLED_SO = re.compile(r"D?[wT]w(?=[,.;!\n]|$)")  # called the strikers terrorists
NO_TOPIC = frozenset(("condition", "television", "tv", "radio", "behalf", "camera", "stage"))
TOPIC = frozenset(("of", "about", "on", "against", "like"))  # behind these stands what somebody spoke of
PARAGRAPH_BEFORE = "the paragraph before is about the speaker"
BACK = 6  # how many sentences a pronoun may reach back


class Voices(NamedTuple):
    """Voices in columns, one element a voice: tokens `first` to `last` (inclusive) stand in it.

    `group` is direct, partial, scare, title, unsure or reported, `speaker` a name or None. `rule` says why.
    `nested` is true for a quotation inside another one.
    """

    first: list
    last: list
    group: list
    speaker: list
    rule: list
    nested: list

    def add(self, first, last, group, speaker, rule, nested=False):
        """Adds one voice."""
        self.first.append(first)
        self.last.append(last)
        self.group.append(group)
        self.speaker.append(speaker)
        self.rule.append(rule)
        self.nested.append(nested)


def _holds(tokens, classify, first, behind):
    """For each pair of places whether `classify(word)` is true of a token in [first, behind)."""
    count = np.append(0, np.cumsum(tokens.table(classify), dtype=np.int64))
    return count[np.minimum(behind, len(tokens))] > count[np.maximum(first, 0)]


def _is_joint(word):
    return word in JOINTS


class Reading:
    """The reading of one text; `voices` grows as its sentences are read, article by article."""

    def __init__(self, tokens, paragraphs, articles, furniture, headline, folded):
        """Arrays as for `find_voices`; `folded` is the text's `Folded` form."""
        self.classes = folded.classes
        self.strings = tokens.strings
        self.token = folded.token.data  # so that a single element is an int
        self.words = self._words(tokens, folded.token)
        self.articles, self.paragraphs = articles[folded.token], paragraphs[folded.token]
        self.headline, self.on_page = headline[folded.token], furniture[folded.token]
        self.outermost = folded.outermost
        first, last, before, after = np.array([q[:4] for q in folded.outermost], int).reshape(-1, 4).T
        places = np.searchsorted(folded.token, first)
        self.places, self.paragraph = places.tolist(), self.paragraphs[places].tolist()  # of each quotation
        self.number = {place: n for n, place in enumerate(self.places)}  # of the quotation at a place
        near = _holds(tokens, is_telling, before - NEAR, before + 1) | _holds(tokens, is_telling, after, after + BEHIND)
        self.told = near.tolist()  # whether a word near a quotation can tell its kind
        self.small = _holds(tokens, is_small, first, np.minimum(first + WORK, last + 1)).tolist()
        self.voices = Voices([], [], [], [], [], [])
        self.article = None
        self.headlines = []
        self.first_voice = 0
        self.running = []  # the voices before this one that run on into it

    def _words(self, tokens, token):
        """The token string of each character of the folded text; the parts of one word stay together."""
        words = tokens.table(str, object)[token].tolist()
        places = np.flatnonzero(np.diff(token) == 2) + 1
        joints = tokens.table(_is_joint).astype(bool)[token[places] - 1]
        for place in places[joints].tolist():
            joint = self.strings[self.token[place] - 1]
            if self.classes[place] in CLITICS:
                words[place] = f"{joint}{words[place]}"
            else:
                words[place] = f"{words[place - 1]}{joint}{words[place]}"
                words[place - 1] = ""
        return words

    def read(self, starts, ends):
        """Reads the sentences of the folded text, each [start, end); the headlines of an article come last."""
        if not len(starts):
            return
        letters = np.frombuffer(self.classes.encode("latin-1"), np.uint8)
        noted = NOTED[letters]
        noted[[match.start() for match in ANY_VERB.finditer(self.classes)]] = True
        feed = letters == ord("\n")
        headline = self.headline | UNSTOPPED[letters] & np.append(True, feed[:-1]) & np.append(feed[1:], True)
        self.starts, self.articles_of = starts.tolist(), self.articles[starts].tolist()
        self.paragraphs_of = self.paragraphs[ends - 1].tolist()
        self.bounds = np.searchsorted(self.articles, np.arange(self.articles[-1] + 2)).tolist()  # of the articles
        self.quotations = np.searchsorted(self.places, np.append(starts, len(letters))).tolist()  # first of a sentence
        self.furniture = self.on_page[starts].tolist()
        noted, last, self.colon = (
            np.logical_or.reduceat(flags, starts).tolist() for flags in (noted, feed, letters == ord(":"))
        )
        facts = zip(self.starts, ends.tolist(), self.articles_of, headline[starts].tolist(), noted, last, strict=True)
        for n, (start, end, article, headline, noted, last) in enumerate(facts):
            if self.furniture[n]:  # who wrote the article speaks nowhere in it
                continue
            if not headline and not noted:
                if last:
                    self.announced = None
                continue
            if article != self.article:
                self._enter(article)
            if headline:
                self.headlines.append((n, start, end))
            else:
                self._read(n, start, end, False)
        self._finish()

    def _finish(self):
        """Ends an article: its headlines are read now that its speakers are known."""
        first = len(self.voices.first)
        self.last = self.announced = None
        for n, start, end in self.headlines:
            self._read(n, start, end, True)
        self.headlines = []
        for n in range(first, len(self.voices.first)):
            self._repeat(n)
        self.first_voice = len(self.voices.first)

    def _enter(self, article):
        self._finish()
        self.article = article
        self.announced = self.last = self.listed = None
        self.running = []
        self.cast = cast_of(self.classes, *self.bounds[article : article + 2], self.words)

    def _read(self, n, start, end, headline):
        found = self._attributions(start, end, headline)
        named = None
        for attribution, speaker in found:
            named = speaker or named
            if attribution.speaker is None or not self._is_outlet(attribution.speaker):
                for first, last in attribution.content:
                    self._report(first, last, speaker, attribution.rule)
        before = self.last
        for number in range(self.quotations[n], self.quotations[n + 1]):
            self._quote(number, start, end, found, headline)
        if named and self.last is before:  # whoever was quoted has the word before whoever was only named
            self.last = named, self.paragraphs_of[n]
        self.announced = None
        if self.colon[n] and self.classes[start:end].rstrip(".!\n").endswith(":"):
            self.announced = named or self._announced(start, end)

    def _attributions(self, start, end, headline):
        """[(attribution, name of its speaker or None)] of a sentence."""
        found = []
        for attribution in read_sentence(self.classes, start, end, headline):
            if attribution.rule in MENDED and attribution.content and not self._mend(attribution, end):
                continue
            if attribution.content and attribution.content[-1][0] > attribution.cue:
                self._cut_scene(attribution)
            # What the pronoun of a tag stands for is not in what is said.
            tag = attribution.rule.startswith("tag") and not self._is_writer(start)
            speaker = self._speaker(attribution.speaker, start if tag else None)
            announced = attribution.rule.startswith("headline")
            quoted = announced and self.classes[attribution.content[0][0]] in "QXz" and attribution.cue == start
            if not announced or self._is_known(speaker) or quoted and speaker and is_role(self.cast, speaker):
                found.append((attribution, speaker))
        return [pair for pair in found if not self._is_wish(pair, found)]

    def _is_wish(self, pair, found):
        """Whether this is only what somebody wants or backs, told by another: the minister says they want to leave."""
        wish, speaker = pair
        quoted = wish.rule == "judgement" and wish.content and QUOTED.search(self.classes, *wish.content[-1])
        wanted = wish.rule in WISHES and not quoted
        wanted = wanted or wish.rule == "reporting noun" and self.classes[wish.content[0][0]] == "2"
        return wanted and any(
            other is not wish and other.rule not in WISHES and name != speaker and first <= at and last <= end
            for at, last in wish.content
            for other, name in found
            for first, end in other.content
        )

    def _mend(self, attribution, end):
        """Settles what only the words show and not their classes, in a sentence that ends at `end`; False where nothing
        is attributed after all."""
        if attribution.rule == IN_WHOSE_VIEW:  # for the ministry, ...; not: in the capital, ...
            who = slice(*attribution.speaker)
            whoever = SOMEBODY.search(self.classes[who]) or names_institution(" ".join(self.words[who]))
            return fold(self.words[attribution.cue]) in ("for", "to") and bool(whoever)
        if attribution.rule == "frame in front":  # in a statement from the ministry; not: on state television
            at = attribution.speaker[0] - 1
            return self.classes[at - 1 : at + 1] != "Rf" or fold(self.words[at]) in ("of", "from", "by")
        if attribution.rule == VERB_FIRST:
            self._put_right(attribution, end)
            verb = fold(self.words[attribution.cue])  # said, says, say Lee; not: rebels claim the port, declare a truce
            return verb.endswith(("d", "s")) or verb in ("say", "report", "wrote")
        first, last = attribution.content[-1]
        behind = attribution.cue + 1
        if attribution.rule == "naming":
            topic = fold(self.words[first - 1]) in TOPIC and self.words[first] not in NO_TOPIC
            topic = topic and self.classes[first] != "Y"
            if self.classes[first - 1] == "f" and not topic:  # spoke at the gate, on condition of
                attribution.content = []
        elif attribution.rule == "judgement":
            thing = OBJECT.match(self.classes, first, last)
            said = thing and fold(self.words[thing.end() - 2]) in ASSERTED or QUOTED.search(self.classes, first, last)
            if thing and not said:  # denounced the protests that had begun
                attribution.content = []
        elif attribution.rule == "accusation":
            if fold(self.words[first]) not in BLAMED_FOR:  # people in the town of feeding
                of = next((place for place in range(first, last) if self.words[place] == "of"), first)
                attribution.content[-1] = of, last
        elif behind < first and fold(self.words[behind]) == "for":
            attribution.content[-1] = behind + 1, last  # called for shelters to be opened
        elif fold(self.words[attribution.cue]) in CALL_FORMS and self.classes[attribution.speaker[0] - 1] != "k":
            called = CALLED_SO.match(self.classes, first, last)
            attribution.content[-1] = called.end() - 1 if called else first, last
        return True

    def _put_right(self, attribution, end):
        """Makes of a tag with its verb first, whose speaker holds a verb, what it is: Lee, a nurse, said men ran."""
        start = attribution.content[0][0]
        short = self._without_verb(*attribution.speaker) != attribution.speaker
        main = None if QUOTED.search(self.classes, start, end) else main_subject(self.classes, start, attribution.cue)
        if short and main:
            attribution.content = [(attribution.cue + 1, end)]
            attribution.speaker, attribution.rule = main, "verb and content"

    def _cut_scene(self, attribution):
        """Ends content where the outlet tells what went on meanwhile: called for calm after police fired."""
        first, last = attribution.content[-1]
        quoted = self.classes[first] in "QXz"
        if attribution.rule not in OF_A_PHRASE and attribution.rule != "judgement" and not quoted:
            return
        for scene in SCENE.finditer(self.classes, first + 1, last):
            place = scene.start()
            if fold(self.words[place]) not in MEANWHILE or quoted and place > first + 2:
                continue
            for verb in range(place + 2, min(place + SCENE_VERB, last)):
                letter = self.classes[verb]
                if letter in ",.;:\n":
                    break
                if letter in "bvmSBFIEOAJMCW" or letter == "w" and self._is_past(verb):
                    attribution.content[-1] = first, place
                    return

    def _is_past(self, place):
        word = self.words[place]
        return word.endswith("ed") and "-" not in word or word in PAST

    def _announced(self, start, end):
        """Who is named with the noun in a sentence that ends with a colon: here is the statement from the ministry:"""
        noun = STATEMENT.search(self.classes, start, end)
        return self._speaker(noun.span("np")) if noun else None

    def _is_known(self, speaker):
        """Whether a name before a colon is somebody's: who speaks in the article, a person in it, an institution."""
        said = any(speaker == name for _, name, _ in self.cast.said[:-1])
        cast = self.cast
        return said or speaker in {*cast.names.values(), *cast.spoken, *cast.surnames} or names_institution(speaker)

    def _is_outlet(self, span):
        """Whether the speaker is the writer: I, we, you."""
        return span[1] - span[0] == 1 and fold(self.words[span[0]]) in OUTLET

    def _speaker(self, span, before=None):
        """The name of the speaker in a span of the sentence, None where nobody can be named.

        What a pronoun stands for is looked for in front of it, or of the place `before`.
        """
        if span is None or self._is_outlet(span):
            return None
        start, end = span
        end = start + 1 if self.classes[start] in "pq" else end
        if self.classes[start:end] in ("q", "h"):  # who, which: the noun phrase in front of the comma
            antecedent = ANTECEDENT.match(self.classes[max(0, start - 30) : start][::-1])
            if not antecedent:
                return None
            apposed = ANTECEDENT_NAME.match(self.classes[max(0, start - 40) : start][::-1])
            start, end = (start - apposed.end(), start - apposed.start(1)) if apposed else (
                start - antecedent.end(), start - 1
            )  # fmt: skip
        if self._is_frame(start, end) and self.classes.find(",", end) > 0:  # challenging the law, strikers
            start, end = main_subject(self.classes, self.classes.find(",", end) + 1, end + NEAR_FRAME) or (start, end)
        if self.classes[start - 1 : start + 1] == "wD" and self.words[start - 1].endswith("ing"):  # guarding the bridge
            main = main_subject(self.classes, self.starts[bisect_right(self.starts, start) - 1], start)
            start, end = main or (start, end)
        start, end = self._apposed(*self._without_verb(start, end))
        phrase, words = self.classes[start:end], self.words[start:end]
        place = start if before is None else before
        return name_speaker(self.cast, phrase, words, start, lambda persons: self._subjects(place, persons))

    def _without_verb(self, start, end):
        """A noun phrase up to the participle or past tense behind it (Ann Lee resigned, the miners came)."""
        agent = BY_WHOM.search(self.classes, start + 1, end)
        if agent:  # an official quoted by the agency
            return start, agent.start()
        place = self.classes.find("w", start + 1, end)
        while place > 0:
            past = self._is_past(place) or self.words[place][:-1] in PRESENT and self.words[place].endswith("s")
            last = place == end - 1 or self.classes[place - 1] in "NT" or self.classes[place + 1] in "fy2#D"
            several = self.classes[place - 1] == "w" and self.words[place - 1].endswith("s")  # the troops opened fire
            last = last or several
            if past and last and self.classes[start:place] != "D" and not NAMED_BEHIND.search(self.classes, place, end):
                return start, place
            place = self.classes.find("w", place + 1, end)
        return start, end

    def _apposed(self, start, end):
        """For a role with the name behind it (the minister, Ann Lee, ...) the span of the name."""
        name = APPOSED.match(self.classes, end) if self.classes[end : end + 1] == "," else None
        if not name:
            return start, end
        head = HEAD.match(self.classes, start, end)
        own = ENDING_NAME.search(head[0])
        if own and (len(own[0]) > 1 or self.words[head.end() - 1] in self.cast.names):
            return start, end
        if "f" in self.classes[start:end] and names_institution(self.words[head.end() - 1]):
            return start, end  # the government in the capital, Nereth
        return name.span(1)

    def _subjects(self, place, persons):
        """(place, name, is a person) of what this sentence and those before it begin with, nearest first.

        With `persons` only persons are given, else only what is no person.
        """
        last = bisect_right(self.starts, place) - 1
        for n in range(last, max(-1, last - BACK), -1):
            if self.articles_of[n] != self.article:
                return
            start = self.starts[n]
            end = self.starts[n + 1] if n < last else place
            if n < last and (self.furniture[n] or "." not in self.classes[start:end]):  # or a name that stands alone
                continue
            name = self._person(start, end) if persons else self._body(start, end)
            if name:
                yield start, name, persons
            elif persons and n == last:  # after President Lee appealed ... what he called
                named = list(filter(None, map(self._in_office, OFFICE.finditer(self.classes, start, end))))
                if named:
                    yield start, named[-1], persons

    def _in_office(self, match):
        """The name in a match of OFFICE, None for nobody's office in the article: President Lee, not former Soviet."""
        roles = {fold(word) for word in self.words[match.start() : match.end()]} - OFFICES_APART
        return None if roles.isdisjoint(self.cast.roles) else self._named(*match.span())

    def _main(self, start, end):
        """The noun phrase that a sentence begins with, without what its name did; empty where there is none."""
        dateline = DATELINE.match(self.classes, start, end) if self.classes[start - 1 : start] in ("", "\n") else None
        if dateline and ("(" in dateline[0] or all(map(str.isupper, self.words[start : dateline.end("place")]))):
            start = dateline.end()
        main = main_subject(self.classes, start, end)
        if not main or fold(self.words[main[0]]) in ("there", "here") or self._is_frame(*main):
            return start, start
        return self._apposed(*self._without_verb(*main))

    def _is_frame(self, start, end):
        """Whether a noun phrase is what stands in front of a sentence: angered by this, ..."""
        word, behind = self.words[start], self.classes[start + 1]
        if self.classes[start] == "T":
            return False
        gerund = word.endswith("ing") and behind == "D"  # reading the bill feels
        return gerund or word.endswith(("ed", "ing")) and behind in "yf2" and self.classes[end] == ","

    def _person(self, start, end):
        """The name of the person a sentence is about, or whom the writer meets in it (I asked Ann Lee); or None."""
        if self._is_writer(start):
            met = [self._named(*match.span()) for match in NAMED_PERSON.finditer(self.classes, start, end)]
            return next(filter(None, reversed(met)), None)
        first, behind = self._main(start, end)
        alone = NAMED_PERSON.match(self.classes, first, behind)
        name = self._named(first, behind) or alone and self._named(*alone.span())
        return name or somebody(self.cast, self.classes[first:behind], self.words[first:behind])

    def _body(self, start, end):
        """The name of what a sentence is about, None where that is a person."""
        first, behind = self._main(start, end)
        if self._named(first, behind):
            return None
        return body_name(self.cast, self.classes[first:behind], self.words[first:behind])

    def _named(self, start, end):
        return person_name(self.cast, self.classes[start:end], self.words[start:end])

    def _is_writer(self, start):
        """Whether the sentence that begins at `start` is about the writer: I asked; when we met."""
        writer = WRITER.match(self.classes, start)
        return bool(writer) and fold(self.words[writer.end() - 1]) in OUTLET

    def _report(self, start, end, speaker, rule):
        """Adds reported speech without the punctuation at its ends; a lone quotation is none."""
        classes = self.classes[start:end]
        start += len(classes) - len(classes.lstrip(",:-;"))
        end -= len(classes) - len(classes.rstrip(".,!?\n:;-c"))
        if end > start and not (end - start == 1 and start in self.number):
            end = min(end, start + LONGEST_SPEECH)
            last = self.token[end - 1]
            if end - 1 in self.number:
                last = self.outermost[self.number[end - 1]].last
            self.voices.add(self.token[start], last, "reported", speaker, rule)

    def _quote(self, number, start, end, found, headline):
        """Adds an outermost quotation of the sentence at [start, end)."""
        quotation, place = self.outermost[number], self.places[number]
        paragraph, clause = self.paragraph[number], self.classes[place] != "z"
        speaker, rule = self._attributed(place, start, end, found, clause, paragraph)
        group, why = "title", "in a list of titles"
        if self.listed != place:
            before = behind = ()
            if self.told[number]:
                first = max(self.token[start], quotation.before - NEAR)
                before = [fold(word) for word in self.strings[first : quotation.before + 1]]
                behind = [fold(word) for word in self.strings[quotation.after : quotation.after + BEHIND]]
            words = self.strings[quotation.first : quotation.last + 1]
            group, why = read_kind(
                words, before, behind, self.classes, place, start,
                clause=clause,
                rule=rule or "",
                bare=not rule and (self._alone(place, start, end, ":") or "missing" in quotation.rule),
                like_work=not self.small[number] and is_capitalised(words),
                capitals=headline and self.classes.count("w", start, end) < SMALL_WORDS,
            )  # fmt: skip
        if group == "title":
            self.listed = listed_behind(self.classes, place)
        if group in ("scare", "title", "unsure"):
            speaker = None
        elif speaker:
            self.last = speaker, paragraph
        if speaker:
            for n in self.running:
                self.voices.speaker[n] = speaker
        if speaker or "runs on" not in quotation.rule or group not in ("direct", "partial"):
            self.running = []
        else:
            self.running.append(len(self.voices.first))
        rule = f"{why}; {rule or 'no cue'}; {quotation.rule}"
        self.voices.add(quotation.first, quotation.last, group, speaker, rule)

    def _attributed(self, place, start, end, found, clause, paragraph):
        """(speaker, rule) of a quotation; rule is None without any cue."""
        covering = [
            (self.classes[attribution.cue] == "F", b - a, n)
            for n, (attribution, _) in enumerate(found)
            for a, b in attribution.content
            if a <= place < b
        ]
        if covering:  # the innermost, rather of a verb that is a cue elsewhere
            attribution, speaker = found[min(covering)[2]]
            return speaker, attribution.rule
        alone = self._alone(place, start, end)
        if not alone:
            for attribution, speaker in reversed(found):
                if attribution.cue < place:
                    return speaker, "cue in its sentence"
        if self.announced:
            return self.announced, "announced by a colon"
        if not clause:
            return None, None
        if self.last and (self.last[1] == paragraph or alone and paragraph - self.last[1] <= 1):
            return self.last[0], "goes on"
        if alone:
            for first, name, _ in self._subjects(place, True):
                if self.paragraphs[first] == paragraph - 1:
                    return name, PARAGRAPH_BEFORE
                break
        return None, None

    def _alone(self, place, start, end, behind="\n"):
        """Whether the sentence is the quotation at `place` and nothing else, but for what comes after `behind`."""
        rest = self.classes[place + 1 : end].strip("!.\n-")
        return not self.classes[start:place].strip("-") and (not rest or rest[0] == behind)

    def _repeat(self, n):
        """A headline's quotation nobody is named for by name belongs to who says the same words in the article.

        Where nobody does, it is of the kind these words have there.
        """
        _, _, groups, speakers, rules, _ = self.voices
        group, rule = groups[n], rules[n]
        if group == "reported" or group == "title" and not rule.startswith("capitals"):
            return
        role = None if PARAGRAPH_BEFORE in rule else speakers[n]
        if role and not is_role(self.cast, role):
            return
        words = self._plain_words(n)
        many = range(self.first_voice, min(self.first_voice + MANY_VOICES, len(groups)))
        for other in many:
            name = speakers[other] if groups[other] in ("direct", "partial") else None
            if name and (not role or is_name(self.cast, name)) and words in (said := self._plain_words(other)):
                for m in many if role else ():
                    if speakers[m] and same_role(role, speakers[m]):  # she is the Nereth leader
                        speakers[m] = name
                whole = group == "title" or words == said
                groups[n] = groups[other] if whole else "direct" if group == "direct" else "partial"
                speakers[n], rules[n] = name, f"said in the article; {rule}"
                return
            if group == "unsure" and groups[other] in ("scare", "title") and words in self._plain_words(other):
                groups[n], rules[n] = groups[other], f"as in the article; {rule}"
                return

    def _plain_words(self, n):
        words = map(fold, self.strings[self.voices.first[n] : self.voices.last[n] + 1])
        return f" {' '.join(word for word in words if word[0].isalnum())} "
