"""From the words of the articles to a codebook: what may be worth a row in it, and why.

Four grounds, the strongest first, each with its counts:

held off      what a distancing cue stands before: "so-called order", "what they call “guests”"
in marks      what stands between quotation marks as less than a clause
same places   nouns that stand where known terms stand. A place is a verb, noun or adjective that stands
              before ("accused the _", articles passed over) or behind ("_ marched"). One that nouns fill n times
              out of N times in all is worth log2(N / n), so that a place open to few nouns counts for more; a
              noun scores the sum over the different places that known terms fill as well. This is the
              numerator of Lin's (1998) similarity, with neighbours in the place of parsed relations. Known are
              the terms of the codebook, and what the first two grounds found.
sets apart    nouns that one source uses more than all others (`framing.contrasts`)

Left out are what the codebook has, stop words, and names of persons and places: words with a capital
wherever their place in the sentence does not ask for one. What a cue holds off is kept with its capital.
Word classes are TextBlob's.
"""

import math
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from functools import lru_cache
from itertools import dropwhile, takewhile

import pandas as pd
from textblob.en.inflect import pluralize, singularize
from textblob.taggers import PatternTagger

from framing.checks import matches
from framing.codebook import NO_LABEL, Codebook, Entry, shipped
from framing.contrasts import distinctive, word_table
from framing.grammar import word_class
from framing.labels import HOLDING, label
from framing.patterns import PatternError, read_pattern, same

COLUMNS = "group name pattern note why occurrences articles sources sentence sentence_2".split()
GROUP = "suggested"
MOST = 25  # suggestions on each ground
LEAST = 2  # occurrences of what nothing holds off
LONGEST = 3  # words of a suggestion
KNOWN = 0.5  # share of the occurrences inside known terms from which on a phrase is in the codebook
SHARED = 2  # places that a noun has in common with known terms
SHOWN = 2  # of them, those named as the reason
# What sets a source apart is said there so often, and so many standard errors more than elsewhere.
OFTEN, APART = 3, 1

# A word may have hyphens and apostrophes in it.
_WORD = re.compile(r"\w+(?:[-‐‑'’]\w+)*")
_POSSESSIVE = re.compile(r"'s?$")
# Between two words of one phrase, or between a cue and what it holds off.
_GAP = re.compile(r"[^\S\n]*\n?[^\S\n]*[“”\"‘’'«»„]*[^\S\n]*")
_INSIDE = re.compile(r"[\w,;] $")  # before a word whose place asks for no capital
# Classes of framing.grammar: words that say nothing by themselves; then also roles and units of time.
_DETERMINERS = frozenset(map(ord, "DP"))
_CLOSED = _DETERMINERS | frozenset(map(ord, "pufy2hqk%cx@sbvmna#"))
_WEAK = _CLOSED | frozenset(map(ord, "TY"))
# The same of words that the grammar has no class for.
_VAGUE = frozenset("anything everything nothing something none thing things way ways lot lots kind kinds".split())


def suggest(articles, codebook=None):
    """What `articles` say that is not in `codebook` yet: a pandas DataFrame, one row a suggestion, best first.

    `codebook` is the shipped one where none is given. The first four columns are those of a codebook, the
    group being "suggested" until somebody decides; `why` gives the grounds; `occurrences`, `articles` and
    `sources` count what the pattern finds; `sentence` and `sentence_2` are two of the places, of two sources
    where there are two. Written as CSV it is a codebook that `load_codebook` reads.
    """
    codebook = shipped("conflict") if codebook is None else codebook
    labels, words = label(articles, codebook), _Words(articles)
    held, marked = _held_off(labels, words), _in_marks(labels, words)
    found = _find({**held, **marked}, words, labels, codebook, articles)
    grounds = [held, marked, _same_places(labels, found, words), _apart(labels, articles, words)]
    reasons = defaultdict(list)
    for ground in grounds:
        for phrase, reason in ground.items():
            reasons[phrase].append(reason)
    found = dict(tuple(_find(reasons, words, labels, codebook, articles).groupby("rule")))
    rows, done = [], set()
    for ground in grounds:
        least = 1 if ground is held else LEAST
        new = [phrase for phrase in ground if phrase not in done and len(found.get(phrase, ())) >= least]
        for phrase in new[:MOST]:
            here = found[phrase]
            counts = len(here), here["article"].nunique(), here["source"].nunique()
            rows.append((GROUP, phrase, words.pattern(phrase), "", "; ".join(reasons[phrase]), *counts, *_two(here)))
        done.update(new)
    return pd.DataFrame(rows, columns=COLUMNS)


def _find(phrases, words, labels, codebook, articles):
    """The `checks.matches` of the patterns of `phrases`, each with its phrase as the rule; none of known ones."""
    known = [entry.pattern for entry in codebook.entries]
    known += [entry.name for entry in codebook.entries if entry.group != NO_LABEL]
    taken = {form for pattern in known for form in _forms(pattern)}
    entries = []
    for phrase in phrases:
        forms = _forms(words.pattern(phrase))
        if forms and taken.isdisjoint(forms):
            taken |= forms
            entries.append(Entry("term", GROUP, phrase, words.pattern(phrase), "", phrase))
    table = matches(Codebook(entries), articles)
    table = table[table["winner"].isna()]
    spans = _spans(labels[labels["layer"] != "voice"])
    inside = [_lies_in(spans[id], end) for id, end in zip(table["article"], table["end"], strict=True)]
    share = pd.Series(inside, index=table.index, dtype=float).groupby(table["rule"]).transform("mean")
    return table[share < KNOWN]


def _forms(pattern):
    """What a pattern matches, spelt out; nothing for what is none."""
    try:
        return set(read_pattern(pattern).forms)
    except PatternError:
        return set()


def _spans(*tables):
    """{article: sorted (start, end)} of labels or matches."""
    spans = defaultdict(list)
    for table in tables:
        for id, *span in zip(table["article"], table["start"], table["end"], strict=True):
            spans[id].append(tuple(span))
    for some in spans.values():
        some.sort()
    return spans


def _lies_in(spans, end):
    """Whether the character before `end` lies in one of `spans`."""
    at = bisect_left(spans, (end,)) - 1
    return at >= 0 and spans[at][1] >= end


def _two(here):
    """Two sentences out of a phrase's matches, of two sources if there are two."""
    first = here.iloc[0]
    others = here[here["sentence"] != first["sentence"]]
    others = others.iloc[(others["source"] == first["source"]).argsort(kind="stable")]
    return first["sentence"], *others["sentence"].head(1), *[""] * (not len(others))


def _held_off(labels, words):
    """{phrase: reason} of what a distancing cue stands before, the most frequent first."""
    hedges = labels[labels["layer"] == "hedge"]
    cues = hedges[(hedges["group"] == "distancing") | hedges["name"].isin(HOLDING)]
    held = defaultdict(Counter)
    for id, end, name in zip(cues["article"], cues["end"], cues["name"], strict=True):
        start = _GAP.match(words.texts[id], end).end()
        held[words.phrase(id, start)][name] += 1
    return {
        phrase: f"held off {_times(names.total())} ({', '.join(sorted(names))})" for phrase, names in _ordered(held)
    }


def _in_marks(labels, words):
    """{phrase: reason} of what stands in quotation marks as less than a clause, the most frequent first."""
    kinds = labels[(labels["layer"] == "voice") & labels["group"].isin(["partial", "scare", "title"])]
    marked = defaultdict(Counter)
    for id, start, end, kind in zip(*(kinds[key] for key in ("article", "start", "end", "group")), strict=True):
        phrase = words.phrase(id, start, end)
        if phrase and not words.is_name(phrase.split()[-1]):
            marked[phrase][kind] += 1
    return {
        phrase: f"in quotation marks {_times(kinds.total())}"
        + (f", as scare quotes {_times(kinds['scare'])}" if kinds["scare"] else "")
        for phrase, kinds in _ordered(marked)
    }


def _ordered(counted):
    """(phrase, counts) by falling total, then by name; without the empty phrase."""
    return sorted(((p, c) for p, c in counted.items() if p), key=lambda item: (-item[1].total(), item[0]))


def _same_places(labels, found, words):
    """{noun: reason} of nouns that stand where known terms stand, the highest score first."""
    terms = labels[labels["layer"] == "term"]
    known = defaultdict(dict)
    for table, name in ((terms, "name"), (found, "rule")):
        for id, start, end, term in zip(*(table[key] for key in ("article", "start", "end", name)), strict=True):
            for place in words.places(id, start, end):
                known[place].setdefault(term)
    inside, filled, own = _spans(terms, found), Counter(), defaultdict(set)
    for id, start, end, noun in words.nouns():
        places = list(words.places(id, start, end))
        filled.update(places)
        if not _lies_in(inside[id], end):
            own[noun].update(place for place in places if place in known)
    worth = {place: math.log2(filled.total() / times) for place, times in filled.items()}
    shared = {
        noun: sorted(places, key=lambda place: (-worth[place], place))
        for noun, places in own.items()
        if len(places) >= SHARED
    }
    best = sorted(shared, key=lambda noun: (-sum(worth[place] for place in shared[noun]), noun))
    told = {place: f"“{' '.join(place)}” (as {next(iter(terms))})" for place, terms in known.items()}
    return {
        noun: f"stands where known terms stand: {', '.join(told[p] for p in shared[noun][:SHOWN])}" for noun in best
    }


def _apart(labels, articles, words):
    """{noun: reason} of nouns that set one source apart from all others, the most distinctive first."""
    table = distinctive(word_table(labels, articles))
    table = table[(table["count"] >= OFTEN) & (table["z"] >= APART)].sort_values("z", ascending=False, kind="stable")
    apart = defaultdict(list)
    for row in table.to_dict("records"):
        if words.stands_alone(row["word"]):
            apart[words.name([row["word"]])].append(
                f"sets {row['source']} apart: {row['count']:,} of its {row['words']:,} words, "
                f"{row['others']:,} of {row['others_words']:,} elsewhere"
            )
    return {noun: "; ".join(reasons) for noun, reasons in apart.items()}


def _times(number):
    return {1: "once", 2: "twice"}.get(number, f"{number:,} times")


@lru_cache(maxsize=65_536)
def _bare(word):
    """A word as it is compared, without a possessive 's."""
    return _POSSESSIVE.sub("", same(word)) or word


@lru_cache(maxsize=65_536)
def _is_closed(word):
    return word_class(word) in _CLOSED or word in _VAGUE


class _Words:
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
        return word in self.seen and self.tags.get(word, "").startswith("NN")

    def is_name(self, word):
        """Whether a word has a capital wherever its place does not ask for one."""
        if self.small[word] or self.capital[word]:
            return not self.small[word]
        return self.tags.get(word, "").startswith("NNP")

    def stands_alone(self, word):
        """Whether a word can be suggested without marks or a cue: a noun, no name, role, unit of time or stop word."""
        if len(word) < 3 or not self.is_noun(word) or _is_closed(word) or self.is_name(word):
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
        run = list(dropwhile(_is_closed, run))
        if end is None or len(run) > LONGEST or any(map(_is_closed, run)):
            run = list(takewhile(lambda word: not _is_closed(word), run))[:LONGEST]
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
                if not _is_closed(word) and not self.is_name(word):
                    yield (word, "_") if beside < joined else ("_", word)

    def _joined(self, id, number):
        """Whether nothing but white space and quotation marks stands between a word and the one before it."""
        found = self.found[id]
        if not 0 < number < len(found):
            return False
        return _GAP.fullmatch(self.texts[id], found[number - 1][1], found[number][0]) is not None
