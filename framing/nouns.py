"""Nouns and phrases of articles: where they stand, how they are written, what stands beside them.

Word classes are TextBlob's. A name is a word with a capital wherever its place in the sentence does not ask for one.
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from functools import lru_cache
from itertools import dropwhile, takewhile

from textblob.en.inflect import pluralize, singularize
from textblob.taggers import PatternTagger

from framing.grammar import is_function_word, word_class
from framing.patterns import same

LONGEST = 3  # words of a phrase
# A word may have hyphens and apostrophes in it.
_WORD = re.compile(r"\w+(?:[-‐‑'’]\w+)*")
_POSSESSIVE = re.compile(r"'s?$")
# Between two words of one phrase, or between a cue and what it holds off.
_GAP = re.compile(r"[^\S\n]*+\n?+[^\S\n]*+[“”\"‘’'«»„]*+[^\S\n]*+")
_INSIDE = re.compile(r"[\w,;] $")  # before a word whose place asks for no capital
# Classes of framing.grammar: determiners; roles and units of time.
_DETERMINERS = frozenset(map(ord, "DP"))
_WEAK = frozenset(map(ord, "TY"))


@lru_cache(maxsize=65_536)
def _bare(word):
    """A word as it is compared, without a possessive 's."""
    return _POSSESSIVE.sub("", same(word)) or word


class Words:
    """The words of articles outside page furniture: where they stand, how they are written, their class as tagged.

    `found` has (start, end, word) of every word of an article by its id.
    """

    def __init__(self, articles):
        self.texts = {article.id: article.text for article in articles}
        self.found, self.starts = {}, {}
        self.small, self.capital, tags = Counter(), Counter(), defaultdict(Counter)
        for article in articles:
            text, found = article.text, []
            for word, tag in PatternTagger().tag(text):
                tags[_bare(word)][tag] += 1
            for section in article.sections:
                if section.kind == "furniture":
                    continue
                for match in _WORD.finditer(text, section.start, section.end):
                    start, end = match.span()
                    word = _bare(match[0])
                    found.append((start, end, word))
                    if section.kind != "headline" and _INSIDE.search(text[max(0, start - 2) : start]):
                        (self.capital if text[start].isupper() else self.small)[word] += 1
            self.found[article.id] = found
            self.starts[article.id] = [start for start, _, _ in found]
        self.seen = {word for found in self.found.values() for _, _, word in found}
        self.tags = {word: min(tagged, key=lambda tag: (-tagged[tag], tag)) for word, tagged in tags.items()}

    def is_noun(self, word):
        """Whether a word stands outside page furniture and is most often tagged as a noun."""
        return word in self.seen and self.tags.get(word, "").startswith("NN")

    def is_name(self, word):
        """Whether a word has a capital wherever its place does not ask for one."""
        if self.small[word] or self.capital[word]:
            return not self.small[word]
        return self.tags.get(word, "").startswith("NNP")

    def stands_alone(self, word):
        """Whether a word can be suggested without marks or a cue: a noun, no name, role, unit of time or stop word."""
        if len(word) < 3 or not self.is_noun(word) or is_function_word(word) or self.is_name(word):
            return False
        return word_class(word) not in _WEAK and word_class(singularize(word)) not in _WEAK

    def nouns(self):
        """(article, start, end, name) of every word that can be suggested by itself."""
        alone = {word: self.name([word]) for word in self.seen if self.stands_alone(word)}
        for id, found in self.found.items():
            yield from ((id, start, end, alone[word]) for start, end, word in found if word in alone)

    def forms(self, word):
        """Singular and plural of a noun, those that the articles have, the singular first."""
        if not self.is_noun(word):
            return [word]
        one = singularize(word)
        one = one if self.is_noun(one) else word
        return [form for form in dict.fromkeys([one, word, pluralize(one)]) if self.is_noun(form)]

    def name(self, words):
        """The words as one phrase, the last in the first of its forms."""
        return " ".join([*words[:-1], self.forms(_bare(words[-1]))[0]])

    def pattern(self, phrase):
        """The pattern of a phrase with every form of its last word; a star where a mark in the word forbids “|”."""
        *words, last = phrase.split()
        forms = self.forms(last)
        every = "|".join(forms) if all(map(str.isalnum, forms)) else last + "*" * (len(forms) > 1)
        return " ".join([*words, every])

    def behind(self, id, end):
        """Where the next word may begin: behind `end`, white space and quotation marks."""
        return _GAP.match(self.texts[id], end).end()

    def phrase(self, id, start, end=None):
        """The phrase at `start`, articles and the like passed over; "" if there is none.

        All that stands before `end`, if it is LONGEST words at most; else the noun phrase it begins with.
        """
        run = []
        for number in range(bisect_left(self.starts[id], start), len(self.starts[id])):
            first, stop, _ = self.found[id][number]
            if (end and stop > end) or (run and not self._joined(id, number)) or len(run) > 2 * LONGEST:
                break
            run.append(same(self.texts[id][first:stop]))
        run = list(dropwhile(is_function_word, run))
        if end is None or len(run) > LONGEST or any(map(is_function_word, run)):
            run = list(takewhile(lambda word: not is_function_word(word), run))[:LONGEST]
            run = run[:1] + list(takewhile(lambda word: not self.tags.get(word, "").startswith("V"), run[1:]))
            nouns = [number for number, word in enumerate(run, 1) if self.is_noun(_bare(word))]
            run = run[: nouns[-1]] if nouns else [word for word in run[:1] if "-" in word]  # tagged as adjectives
        return self.name(run) if run else ""

    def places(self, id, start, end):
        """The places that what stands from `start` to `end` fills: (word before, "_") and ("_", word behind)."""
        first, behind = bisect_left(self.starts[id], start), bisect_left(self.starts[id], end)
        while self._joined(id, first) and word_class(self.found[id][first - 1][2]) in _DETERMINERS:
            first -= 1
        for joined, beside in ((first, first - 1), (behind, behind)):
            if self._joined(id, joined):
                word = self.found[id][beside][2]
                if not is_function_word(word) and not self.is_name(word):
                    yield (word, "_") if beside < joined else ("_", word)

    def _joined(self, id, number):
        """Whether nothing but white space and quotation marks stands between a word and the one before it."""
        found = self.found[id]
        if not 0 < number < len(found):
            return False
        return _GAP.fullmatch(self.texts[id], found[number - 1][1], found[number][0]) is not None
