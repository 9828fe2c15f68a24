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
from bisect import bisect_left
from collections import Counter, defaultdict

import pandas as pd

from framing.checks import matches
from framing.codebook import NO_LABEL, Codebook, Entry, shipped
from framing.contrasts import distinctive, word_table
from framing.labels import HOLDING, label
from framing.nouns import Words
from framing.patterns import PatternError, read_pattern

COLUMNS = "group name pattern note why occurrences articles sources sentence sentence_2".split()
GROUP = "suggested"
MOST = 25  # suggestions on each ground
LEAST = 2  # occurrences of what nothing holds off
KNOWN = 0.5  # share of the occurrences inside known terms from which on a phrase is in the codebook
SHARED = 2  # places that a noun has in common with known terms
SHOWN = 2  # of them, those named as the reason
# What sets a source apart is said there so often, and so many standard errors more than elsewhere.
OFTEN, APART = 3, 1


def suggest(articles, codebook=None):
    """What `articles` say that is not in `codebook` yet: a pandas DataFrame, one row a suggestion, best first.

    `codebook` is the shipped one where none is given. The first four columns are those of a codebook, the
    group being "suggested" until somebody decides; `why` gives the grounds; `occurrences`, `articles` and
    `sources` count what the pattern finds; `sentence` and `sentence_2` are two of the places, of two sources
    where there are two. Written as CSV it is a codebook that `load_codebook` reads.
    """
    codebook = shipped("conflict") if codebook is None else codebook
    labels, words = label(articles, codebook), Words(articles)
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
        held[words.phrase(id, words.behind(id, end))][name] += 1
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
