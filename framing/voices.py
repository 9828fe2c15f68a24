"""Whose words are whose: the quotations and the reported speech of a text, each with its kind and its speaker."""

import re
from dataclasses import dataclass, replace

import numpy as np

from framing.dialogues import find_dialogues
from framing.quotations import pair
from framing.phrases import MAIN
from framing.reporting import CUE, read_sentence, sentences
from framing.sentences import fold_up, is_clause
from framing.speakers import OUTLET, body_name, cast_of, name_speaker, names_institution, person_name
from framing.tokens import fold

LISTED = re.compile("[Qz],?c?[Qz]")
QUOTED = re.compile("[QXz]")
# A quotation behind one of these is the name of a work, a slogan or a word mentioned as a word.
APPOSED = re.compile(r",[DP]?[wT#]{0,3}?(T*N{1,4})(?=[,.;!\n(-])")
WORKS = set(
    "film movie documentary book novel memoir song album anthem poem musical opera series programme "
    "program podcast magazine newspaper journal essay article painting exhibition episode broadcast "
    "titled entitled headlined slogan slogans motto inscription inscriptions nickname nicknamed codenamed hashtag banner placard placards "
    "banners word words term phrase expression acronym".split()
)
COINED = {"called", "named", "known", "dubbed", "so", "termed"}


@dataclass(frozen=True, slots=True)
class Voice:
    """Tokens `first` to `last` (inclusive) in one voice: `group` is direct, partial, scare, title or reported.

    `nested` is true for a quotation inside another one. `rule` says why.
    """

    first: int
    last: int
    group: str
    speaker: str | None
    rule: str
    nested: bool = False


class _Reading:
    """One text being read sentence by sentence, with what carries over from one sentence to the next."""

    def __init__(self, tokens, paragraphs, articles, headline, folded):
        self.tokens, self.paragraphs, self.articles, self.headline = tokens, paragraphs, articles, headline
        self.folded = folded
        self.by_place = {int(folded.place[q.first]): (q, clause) for q, clause in folded.outermost}
        self.voices, self.begun, self.later, self.listed = [], 0, [], None
        self.article = -1
        self.cast = None

    def words(self, start, end):
        return [self.tokens.word(t) for t in self.folded.token[start:end].tolist()]

    def enter(self, place):
        """Begins a new article where the sentence at `place` stands in one."""
        article = self.articles[self.folded.token[place]]
        if article == self.article:
            return
        self.leave()
        self.article = article
        first = np.searchsorted(self.articles, article)
        behind = np.searchsorted(self.articles, article + 1)
        end = int(self.folded.place[behind]) if behind < len(self.articles) else len(self.folded.classes)
        self.cast = cast_of(self.folded.classes, int(self.folded.place[first]), end, self.words)
        self.last = self.announced = None
        self.later = []

    def leave(self):
        """Ends the article: its headlines are read now that its speakers are known."""
        start = len(self.voices)
        for lo, hi in self.later:
            self.read(lo, hi, later=True)
        self.later = []
        for n in range(start, len(self.voices)):
            self.voices[n] = self._repeated(self.voices[n])
        self.begun = len(self.voices)

    def _repeated(self, voice):
        """A headline's quotation nobody is named for is the speaker's who says the same words in the article."""
        if voice.speaker or voice.group == "reported":
            return voice
        words = self._folded_words(voice)
        for other in self.voices[self.begun :]:
            if other.speaker and other.group in ("direct", "partial") and words in self._folded_words(other):
                group = "partial" if voice.group == "scare" else voice.group
                return replace(voice, group=group, speaker=other.speaker, rule=f"said in the article; {voice.rule}")
        return voice

    def _folded_words(self, voice):
        words = (fold(self.tokens.word(i)) for i in range(voice.first, voice.last + 1))
        return " " + " ".join(word for word in words if word[0].isalnum()) + " "

    def speaker(self, span):
        """The name of the speaker in the span of a sentence, and None where nobody can be named."""
        if span is None:
            return None
        classes = self.folded.classes
        if classes[span[0] : span[1]] == "q":  # who, which: the noun phrase in front
            front = re.compile(r"[^fy2,.:;!\nQXzbvmS]+(?:f[^,.:;!\nQXzbvmS]+)?").match(classes[max(0, span[0] - 30) : span[0]].rstrip(",")[::-1])
            if front and "," in classes[max(0, span[0] - 1) : span[0]]:
                span = span[0] - 1 - front.end(), span[0] - 1
            else:
                return None
        span = self._apposed(*span)
        return name_speaker(self.cast, classes[slice(*span)], self.words(*span), span[0], lambda persons: self._subjects(span[0], persons))

    def _apposed(self, start, end):
        """For a role with the name behind it (the minister, Ann Lee,) the span of the name."""
        classes = self.folded.classes
        name = APPOSED.match(classes, end)
        head = re.match("[^fy2c]*", classes[start:end])[0]
        own = re.search("N+$", head)
        if name and not (own and (len(own[0]) > 1 or self.words(start + own.start(), end)[0] in self.cast.names)):
            return name.span(1)
        return start, end

    def _subjects(self, place, persons):
        """(place, name, is a person) of what this sentence and up to five before `place` begin with, nearest first."""
        classes = self.folded.classes
        stop = place + 1
        for _ in range(6):
            start = max(classes.rfind(mark, 0, max(stop - 1, 0)) for mark in ".\n!") + 1
            main = MAIN.match(classes, start, place)
            if main and self.articles[self.folded.token[start]] == self.article:
                span = self._apposed(*main.span("np"))
                phrase, words = classes[slice(*span)], self.words(*span)
                name = person_name(self.cast, phrase, words)
                if persons and name:
                    yield start, name, True
                elif not persons and not name and (body := body_name(phrase, words)):
                    yield start, body, False
            stop = start
            if start <= 0:
                return

    def _is_outlet(self, span):
        """Whether the speaker is the writer: I, we, you."""
        return span[1] - span[0] == 1 and fold(self.words(*span)[0]) in OUTLET

    def read(self, lo, hi, later=False):
        """Reads the sentence at [lo, hi) of the folded text."""
        classes = self.folded.classes
        quotes = [m.start() for m in QUOTED.finditer(classes, lo, hi)]
        if not quotes and not CUE.search(classes, lo, hi):
            if "\n" in classes[lo:hi]:
                self.announced = None
            return
        self.enter(lo)
        if self._headline(lo) and not later:
            self.later.append((lo, hi))
            return
        known = {name for _, name, _ in self.cast.said} | set(self.cast.names.values())
        found = [(a, self.speaker(a.speaker)) for a in read_sentence(classes, lo, hi, later)]
        found = [(a, s) for a, s in found if not a.rule.startswith("headline") or s in known or names_institution(s)]
        for attribution, speaker in found:
            if attribution.speaker is not None and self._is_outlet(attribution.speaker):
                continue
            for start, end in attribution.content:
                self._report(start, end, speaker, attribution.rule)
        for place in quotes:
            self._quote(place, lo, hi, found)
        named = [speaker for _, speaker in found if speaker]
        body = classes[lo:hi].rstrip(".!\n")
        self.announced = named[-1] if named and body.endswith(":") else None
        if named:
            self.last = named[-1], self.paragraphs[self.folded.token[hi - 1]]

    def _headline(self, place):
        return bool(self.headline[self.folded.token[place]])

    def _report(self, start, end, speaker, rule):
        classes = self.folded.classes
        while start < end and classes[start] in ",:-;":
            start += 1
        while end > start and classes[end - 1] in ".,!?\n:;-c":
            end -= 1
        if end - start < 1 or (end - start == 1 and classes[start] in "QXz"):
            return
        first, last = int(self.folded.token[start]), int(self.folded.token[end - 1])
        if end - 1 in self.by_place:
            last = self.by_place[end - 1][0].last
        self.voices.append(Voice(first, last, "reported", speaker, rule))

    def _quote(self, place, lo, hi, found):
        quotation, clause = self.by_place[place]
        classes = self.folded.classes
        covering = [(b - a, n) for n, (att, _) in enumerate(found) for a, b in att.content if a <= place < b]
        speaker = rule = None
        if covering:
            attribution, speaker = found[min(covering)[1]]
            rule = attribution.rule
        alone = not classes[lo:place].strip("-") and not classes[place + 1 : hi].strip("!.\n-")
        paragraph = self.paragraphs[self.folded.token[place]]
        if not covering and found and not alone:
            near = [x for x in found if x[0].cue < place]
            if near:
                speaker, rule = near[-1][1], "cue in its sentence"
        if rule is None and clause and self.last and self.announced is None:
            name, where = self.last
            if where == paragraph or (alone and paragraph - where <= 1):
                speaker, rule = name, "goes on"
        if rule is None and alone and clause and not self.announced:
            nearest = next(self._subjects(place, True), None)
            if nearest and self.paragraphs[self.folded.token[nearest[0]]] == paragraph - 1:
                speaker, rule = nearest[1], "the person the paragraph before is about"
        if rule is None and self.announced:
            speaker, rule = self.announced, "announced by a colon"
        group, why = self._kind(quotation, clause, place, lo, rule or "", bool(covering) and rule != "judgement")
        if group in ("scare", "title"):
            speaker = None
        if group == "title" and LISTED.match(classes, place):
            self.listed = int(self.folded.token[LISTED.match(classes, place).end() - 1])
        self.voices.append(Voice(quotation.first, quotation.last, group, speaker, f"{why}; {rule or 'no cue'}; {quotation.rule}"))
        if group in ("direct", "partial") and speaker:
            self.last = speaker, paragraph

    def _completes(self, quotation, place, lo):
        """Whether a quoted clause is a part of the outlet's own clause and does not stand by itself."""
        classes = self.folded.classes
        before = classes[max(lo, place - 2) : place]
        if before[-1:] in tuple("wNfyDPTR'2#as@"):
            return True
        small = self.tokens.word(quotation.first)[0].islower()
        if small and before[-1:] == "," and before[:1] in tuple("wNTD#Y"):
            return True
        closed = self.tokens.word(quotation.last) in {",", ".", "!", "?", "…"}
        return not closed and classes[place + 1 : place + 2] in tuple("fyw2")

    def _words_before(self, quotation):
        """The folded words of the sentence's last dozen tokens before a quotation."""
        start = quotation.before
        while start >= 0 and quotation.before - start < 12 and self.paragraphs[start] == self.paragraphs[quotation.first]:
            if self.tokens.word(start) in ".!?":
                break
            start -= 1
        return [fold(self.tokens.word(i)) for i in range(start + 1, quotation.before + 1)]

    def _kind(self, quotation, clause, place, lo, rule, covered):
        """(group, reason) of an outermost quotation."""
        tokens, classes = self.tokens, self.folded.classes
        before = self._words_before(quotation)
        if before[-1:] in (["called"], ["styled"]) and before[-2:-1] == ["-"] and not covered:
            return "scare", f"behind '{before[-3]}-{before[-1]}'"
        named = next((w for w in reversed([w for w in before if w[0].isalnum()][-2:]) if w in WORKS), None)
        if named and not (clause and rule):
            return "title", f"behind '{named}'"
        last = next((w for w in reversed(before) if w[0].isalnum()), "")
        if last == "as" and "known" in before or last == "called" and set(before) & {"be", "been", "was", "is"}:
            return "title", f"behind '{last}'"
        if last in ("reads", "reading", "says", "saying", "is", "read", "sign") and set(before) & (WORKS | {"sign"}):
            return "title", f"behind '{last}'"
        if self.listed == quotation.first:
            return "title", "in a list of them"
        lone = classes[place - 1 : place] in ("", "\n") and classes[place + 1 : place + 2] in ("\n", "!")
        if lone and _is_title(tokens, quotation):
            return "title", "capitals, a line of its own"
        if not self._headline(place) and _is_title(tokens, quotation) and not (clause and (classes[place] == "X" or rule.startswith("tag"))):
            return "title", "capitals"
        attributed = bool(rule)
        said = rule.startswith("tag") and not classes[lo:place].strip("-")
        if clause or said and classes[place + 1 : place + 2] != "w":
            if self._completes(quotation, place, lo):
                return "partial", "completes the outlet's clause"
            return "direct", "a clause"
        if attributed:
            return "partial", "less than a clause"
        return "scare", "nobody in the sentence said it"


def _is_title(tokens, quotation):
    """Whether a quotation is written like the name of a work: two words and more, all the long ones capitalised."""
    words = [tokens.word(i) for i in range(quotation.first, min(quotation.last + 1, quotation.first + 12))]
    words = [w for w in words if w[0].isalnum() and w not in ("s", "t")]
    if all(w.isupper() for w in words):
        return False
    capital = [w for w in words if w[0].isupper() or w[0].isdigit()]
    small = [w for w in words if not (w[0].isupper() or w[0].isdigit())]
    return len(capital) >= 2 and words[0] in capital and all(len(w) < 5 for w in small) and words[-1] in capital


def find_voices(tokens, paragraphs, articles, furniture, headline):
    """The voices of a text, a list of `Voice` in order, and which tokens end its sentences (a bool array).

    All four arrays hold one element a token: the numbers of its paragraph and of its article (both rising),
    whether it is page furniture and whether it stands in a headline.
    """
    quotations = pair(tokens, paragraphs, furniture)
    dialogues = find_dialogues(tokens, paragraphs, furniture)
    if dialogues:
        quotations = sorted(quotations + dialogues, key=lambda q: (q.first, -q.last))
    folded, ends = fold_up(tokens, paragraphs, quotations)
    reading = _Reading(tokens, paragraphs, articles, headline, folded)
    for lo, hi in sentences(folded.classes):
        reading.read(lo, hi)
        tag = folded.classes.find("!", lo, hi)
        if 0 <= tag < hi - 1 and folded.classes[tag + 1] not in ".\n":
            ends[folded.token[tag]] = False
    reading.leave()
    voices = reading.voices + list(_nested(tokens, quotations, folded))
    voices.sort(key=lambda v: (v.first, -v.last))
    return voices, ends


def _nested(tokens, quotations, folded):
    """The quotations inside quotations."""
    outer = {q for q, _ in folded.outermost}
    for quotation in quotations:
        if quotation in outer:
            continue
        clause = is_clause(tokens, quotation)
        title = _is_title(tokens, quotation)
        group = "title" if title else "direct" if clause else "scare"
        yield Voice(quotation.first, quotation.last, group, None, f"inside a quotation; {quotation.rule}", True)
