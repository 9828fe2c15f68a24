"""Words and rates: every number of the suite is a group-by of the label table.

A *word* is a run of word characters outside page furniture. Its voice is that
of the quotation or reported speech it starts in, and `own` everywhere else, so
the words of a voice and the terms said in it are counted by one rule.
"""

import re
from zlib import crc32

import numpy as np
import pandas as pd

from framing.errors import FramingError
from framing.sections import KINDS, WORD

MARKED = ("direct", "partial", "scare", "title", "unsure")  # the voices of words in marks
VOICES = ("own", "reported", *MARKED)
OTHERS = dict.fromkeys(VOICES[1:], "others")  # for `recast`: the source's own words against all else
SECTIONS = tuple(kind for kind in KINDS if kind != "furniture")
PLACES = ("article", "source", "section", "voice")
KEYS = (*PLACES, "layer", "group", "name", "hedge", "speaker", "rule", "text")
PER = 1000
MIDDLE = 0.025, 0.975
RESAMPLES = 1000
SEED = 1
EMPTY_DRAWS = 0.05

_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*\s+|\n\s*")


def words(labels, articles, by=("source", "voice")):
    """Words of the articles, one row for each combination of `by`.

    `by` names some of article, source, section and voice. Returns the columns
    `by` and `words`. A combination without a word is a row of 0; a voice or
    section that no article has is left out.
    """
    by = _check("words", by, PLACES)
    grid = word_grid(labels, articles)
    return _sum_words(_cells(grid, None, by), grid, by)


def rates(labels, articles, by=("source", "voice"), *, layer="term", group=None, per="voice"):
    """How often labels occur, one row for each combination of `by`, zero rows kept.

    labels    the label table of `articles`
    by        what to count by: article, source, section, voice; group, name, hedge, speaker, rule, text
    layer     "term" or "hedge"
    group     one group of the layer; None for all of them
    per       "voice": the rate is per 1,000 words of that voice (if `by` has it);
              "source": per 1,000 words of the source (or article), in whatever voice

    Returns the columns layer, (group), `by`, count, words, rate, low, high, per;
    `words` is the denominator. `low` and `high` hold the middle 95 % of 1,000
    rates got by drawing the sentences of each article anew, with replacement
    (percentile bootstrap; Efron 1979). They say how much a rate leans on single
    sentences of these very articles and nothing about articles not read. They
    are missing where nothing was counted, where all draws are alike (articles
    of one sentence), and where over 5 % of the draws hold no word of the voice.
    """
    by = _check("rates", by, KEYS)
    if per not in ("voice", "source"):
        raise FramingError(f"rates: per={per!r} is not known; it is 'voice' or 'source'")
    grid = word_grid(labels, articles)
    counted = select(labels, layer, group)
    counted = counted[counted["article"].isin(set(grid["article"])) & counted["section"].isin(SECTIONS)]
    counted = counted.assign(sentence=_sentence_numbers(counted, articles))
    table = _cells(grid, counted, by)
    table["count"] = np.bincount(_row_numbers(counted, table, by), minlength=len(table))
    shared = [key for key in by if key in PLACES and (key != "voice" or per == "voice")]
    table = _sum_words(table, grid, shared)
    table["rate"] = _ratio(table["count"], table["words"])
    low, high = _intervals(table, counted, grid, by, shared)
    table = table.assign(low=low, high=high, per=per)
    constant = {"layer": layer} | ({} if group is None else {"group": group})
    for place, (key, value) in enumerate((key, value) for key, value in constant.items() if key not in by):
        table.insert(place, key, value)
    return table


def select(labels, layer, group=None):
    """The labels of one layer, or of one group of it."""
    chosen = labels[labels["layer"] == layer]
    return chosen if group is None else chosen[chosen["group"] == group]


def recast(labels, voices):
    """`labels` in wider voices: `voices` maps some of VOICES to a wider name ({"direct": "quoted", …})."""
    return labels.assign(voice=labels["voice"].replace(voices))


def evidence(labels, table):
    """The labels that a table of `rates` counts: its rows' sentences, in the order of the articles."""
    keys = [key for key in table.columns if key in KEYS]
    counted = table.loc[table["count"] > 0, keys].drop_duplicates()
    if not len(counted):
        return labels.iloc[:0]
    found = labels[labels["section"].isin(SECTIONS)].merge(counted, on=keys, how="inner")
    return found[list(labels.columns)]


def spread(table, row):
    """Counts of a table of `rates`: a row for each "name" (or "group"), a column a source and voice."""
    if not len(table):
        return pd.DataFrame({row: []})
    columns = ["source", "voice"]
    return table.pivot_table(index=row, columns=columns, values="count", aggfunc="sum", sort=False).reset_index()


def word_grid(labels, articles):
    """Words by sentence: the columns article, source, sentence, section, voice, words.

    `sentence` counts the article's sentences from 0; they end at . ! ? … and line ends.
    """
    columns = ["article", "source", "sentence", "section", "voice"]
    parts = [_article_words(article, spans) for article, spans in with_voices(labels, articles)]
    number = np.repeat(np.arange(len(parts)), [len(sentences) for sentences, _, _ in parts])
    sentences, sections, voices = map(np.concatenate, zip(_NO_WORDS, *parts, strict=True))
    every = pd.DataFrame({"number": number, "sentence": sentences, "section": sections, "voice": voices})
    grid = every.groupby(list(every.columns)).size().reset_index(name="words")
    for key, value in (("article", "id"), ("source", "source")):
        names = np.array([getattr(article, value) for article in articles], object)
        grid[key] = names[grid["number"]]
    return grid[[*columns, "words"]]


_NO_WORDS = np.array([], np.int64), np.array([], object), np.array([], object)


def _article_words(article, spans):
    """(sentences, sections, voices) of an article's words."""
    starts, sections, voices = word_voices(article, spans)
    return np.searchsorted(sentence_starts(article.text), starts, "right") - 1, sections, voices


def with_voices(labels, articles):
    """Each article with the rows of its voice layer: a list of (article, spans)."""
    spans = dict(tuple(labels[labels["layer"] == "voice"].groupby("article", sort=False)))
    return [(article, spans.get(article.id, labels.iloc[:0])) for article in articles]


def word_voices(article, spans):
    """The words of one article outside furniture: arrays (starts, sections, voices), one element a word.

    `spans` are the rows of its voice layer; `starts` are code points of the
    text. Where spans nest, the last one of `by_nesting` holds.
    """
    starts, sections, inside = word_spans(article, spans)
    voices = np.full(len(starts), "own", object)
    voices[inside >= 0] = spans["voice"].to_numpy(object)[inside[inside >= 0]]
    return starts, sections, voices


def word_spans(article, spans):
    """As `word_voices`, with the position in `spans` of the span each word stands in; -1 where in none."""
    starts = np.array([match.start() for match in WORD.finditer(article.text)], np.int64)
    sections, inside = np.full(len(starts), "", object), np.full(len(starts), -1)
    kept = np.zeros(len(starts), bool)
    for section in article.sections:
        words = slice(*np.searchsorted(starts, (section.start, section.end)))
        sections[words], kept[words] = section.kind, section.kind in SECTIONS
    begins, ends = spans["start"].to_numpy(), spans["end"].to_numpy()
    for i in by_nesting(spans):
        inside[slice(*np.searchsorted(starts, (begins[i], ends[i])))] = i
    return starts[kept], sections[kept], inside[kept]


def by_nesting(spans):
    """The positions of voice rows in the order in which later ones go before earlier ones.

    As in `label`: a quotation goes before reported speech, the outer quotation
    before the inner one, the inner reported speech before the outer.
    """
    marked = spans["group"] != "reported"
    length = spans["end"] - spans["start"]
    return np.lexsort((length.where(marked, -length), marked))


def sentence_starts(text):
    """Where the sentences of a text begin, as code points; the first is 0."""
    return np.array([0, *(match.end() for match in _SENTENCE_END.finditer(text))])


def sentence_at(text, starts, at):
    """The sentence of `text` that the code point `at` lies in; `starts` are those of `sentence_starts`."""
    number = int(np.searchsorted(starts, at, "right"))
    end = starts[number] if number < len(starts) else len(text)
    return " ".join(text[starts[number - 1] : end].split())


def _sentence_numbers(counted, articles):
    """For each label, the number of the sentence it starts in."""
    begin = {a.id: sentence_starts(a.text) for a in articles if a.id in set(counted["article"])}
    places = zip(counted["article"], counted["start"], strict=True)
    return [int(np.searchsorted(begin[article], start, "right")) - 1 for article, start in places]


def _check(caller, by, known):
    by = [by] if isinstance(by, str) else list(by)
    if not by or len(set(by)) < len(by) or not set(by) <= set(known):
        raise FramingError(
            f"{caller}: by={by!r} cannot be counted by; name one or more, each once, of: {', '.join(known)}"
        )
    return by


def _ratio(count, words):
    return (PER * count / words.where(words > 0)).astype(float)


def _cells(grid, counted, by):
    """Every combination of `by`: articles or sources × sections × voices × what the labels hold besides."""
    parts = [grid[[key for key in ("article", "source") if key in by]].drop_duplicates()]
    for key, order in (("section", SECTIONS), ("voice", VOICES)):
        if key in by:
            occurring = list(dict.fromkeys(grid[key]))
            values = [value for value in order if value in occurring]
            values += [value for value in occurring if value not in order]
            parts.append(pd.DataFrame({key: values}, dtype=object))
    own = [key for key in by if key not in PLACES]
    if own:
        sizes = counted.groupby(own, dropna=False).size().reset_index(name="count")
        parts.append(sizes.sort_values(["count", *own], ascending=[False] + [True] * len(own))[own])
    parts = [part for part in parts if len(part.columns)]
    cells = parts[0]
    for part in parts[1:]:
        cells = cells.merge(part, how="cross")
    return cells[by].reset_index(drop=True)


def _sum_words(cells, grid, by):
    """`cells` with the column `words`: the words of its combination of `by`, all of them if `by` is empty."""
    if not by:
        return cells.assign(words=int(grid["words"].sum()))
    sums = cells.merge(grid.groupby(by)["words"].sum().reset_index(), on=by, how="left")
    return sums.assign(words=sums["words"].fillna(0).astype(int))


def _intervals(table, counted, grid, by, shared):
    """(low, high) of each row's rate, from its own articles' sentences drawn anew."""
    low, high = np.full((2, len(table)), np.nan)
    used = np.flatnonzero(table["count"])
    if not len(used):
        return low, high
    bases = table[shared].drop_duplicates()
    cell = _row_numbers(counted, table.iloc[used], by)
    base = _row_numbers(grid, bases, shared)
    hits, words_drawn = np.zeros((RESAMPLES, len(used))), np.zeros((RESAMPLES, max(1, len(bases))))
    cells_of = dict(tuple(counted.assign(cell=cell).groupby("article", sort=False)))
    for article, rows in grid.assign(base=base).groupby("article", sort=False):
        sentences, at = np.unique(rows["sentence"], return_inverse=True)
        draws = _draws(article, len(sentences))
        _add(words_drawn, draws, at, rows["base"], rows["words"])
        if article in cells_of:
            found = cells_of[article]
            _add(hits, draws, np.searchsorted(sentences, found["sentence"]), found["cell"], 1)
    low[used], high[used] = _middle(hits, words_drawn[:, _row_numbers(table.iloc[used], bases, shared)])
    return low, high


def _row_numbers(rows, table, keys):
    """For each of `rows`, the position in `table` of the row with the same `keys`; 0 without keys."""
    if not keys or not len(rows):
        return np.zeros(len(rows), int)
    numbered = table[keys].assign(number=range(len(table)))
    return rows[keys].merge(numbered, on=keys, how="left")["number"].to_numpy(int)


def _draws(article, sentences):
    """How often each sentence is drawn in each resample of an article: (RESAMPLES, sentences)."""
    seed = SEED, crc32(article.encode("utf-8", "surrogatepass"))
    drawn = np.random.default_rng(seed).integers(0, sentences, (RESAMPLES, sentences))
    drawn += sentences * np.arange(RESAMPLES)[:, None]
    return np.bincount(drawn.ravel(), minlength=RESAMPLES * sentences).reshape(RESAMPLES, sentences).astype(float)


def _add(totals, draws, sentences, columns, amounts):
    """Add to `totals` (resamples, columns) what stands in the sentences drawn."""
    columns, at = np.unique(columns, return_inverse=True)
    tally = np.zeros((draws.shape[1], len(columns)))
    np.add.at(tally, (sentences, at), amounts)
    totals[:, columns] += draws @ tally


def _middle(hits, words_drawn):
    """The bounds of the middle 95 % of the drawn rates, one pair a column."""
    bounds = np.full((2, hits.shape[1]), np.nan)
    for i in range(hits.shape[1]):
        whole = words_drawn[:, i] > 0
        drawn = PER * hits[whole, i] / words_drawn[whole, i]
        if 1 - whole.mean() <= EMPTY_DRAWS and drawn.min() < drawn.max():
            bounds[:, i] = np.quantile(drawn, MIDDLE)
    return bounds
