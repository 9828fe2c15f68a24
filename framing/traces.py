"""The trace of a word: the order in which its voices follow through an article."""

import numpy as np
import pandas as pd

from framing.tables import SECTIONS, select, word_voices

COLUMNS = ["source", "article", "group", "name", "place", "voice", "speaker", "start", "sentence"]
PLACED = "layer source article group name voice speaker start text count position".split()
ARROW = " → "


def trace(labels, names=None):
    """Every mention of a term in its order through the article, a DataFrame of one row a mention.

    `labels` is the label table; `names` keeps these terms only. Columns: source, article, group, name, `place`
    (1 for the first mention in the article), voice, speaker, start (code points), sentence. Articles stay in the
    order of the table, names in the order of their first mention.
    """
    terms = labels[labels["layer"] == "term"]
    if names is not None:
        terms = terms[terms["name"].isin(list(names))]
    keys = ["article", "name"]
    place = terms.groupby(keys, sort=False).cumcount() + 1
    order = terms.groupby(keys, sort=False).ngroup()
    articles = terms.groupby("article", sort=False).ngroup()
    traced = terms.assign(place=place, order=order, at=articles).sort_values(["at", "order", "place"], kind="stable")
    return traced[COLUMNS].reset_index(drop=True)


def paths(traced):
    """The path of each term through each article, a DataFrame of one row a source, article and name.

    `traced` is what `trace` returns. Columns: source, article, group, name, mentions, `path` (its voices in order,
    repeated ones once: "direct → reported → own") and `turns` (how often the voice changes).
    """
    rows = []
    for (source, article, group, name), mentions in traced.groupby(COLUMNS[:4], sort=False):
        voices = mentions["voice"]
        steps = voices[voices != voices.shift()]
        rows.append((source, article, group, name, len(voices), ARROW.join(steps), len(steps) - 1))
    return pd.DataFrame(rows, columns=[*COLUMNS[:4], "mentions", "path", "turns"])


def taken(traced):
    """Of what `paths` returns, the names that begin in somebody else's words and end in the source's own."""
    first, last = traced["path"].str.split(ARROW).str[0], traced["path"].str.split(ARROW).str[-1]
    return traced[(first != "own") & (last == "own")]


def places(labels, articles, *, layer="term", group=None, names=None):
    """Where along its article each label of a layer stands: a DataFrame of one row a label.

    `group` and `names` keep these only. Columns: layer, source, article, group,
    name, voice, speaker, start, text, count (1) and `position`: the share of the
    article's words that stand before it, from 0 (the first word) to 1. A source
    without any has one row of count 0 and no position. Page furniture counts
    neither as words nor as labels.
    """
    rows = select(labels, layer, group)
    rows = rows[rows["section"].isin(SECTIONS)]
    if names is not None:
        rows = rows[rows["name"].isin(list(names))]
    none = labels.iloc[:0]
    found = {article.id: word_voices(article, none)[0] for article in articles if article.id in set(rows["article"])}
    rows = rows[rows["article"].isin(found)]
    stand = zip(rows["article"], rows["start"], strict=True)
    position = [float(np.searchsorted(found[id], start) / max(1, len(found[id]))) for id, start in stand]
    rows = rows.assign(count=1, position=np.array(position, float))
    sources = dict.fromkeys(article.source for article in articles)
    bare = [source for source in sources if source not in set(rows["source"])]
    bare = pd.DataFrame({"source": bare, "layer": layer, "group": group, "count": 0, "position": np.nan})
    placed = pd.concat([rows[PLACED], bare]) if len(bare) else rows[PLACED]
    order = {source: i for i, source in enumerate(sources)}
    return placed.sort_values("source", key=lambda column: column.map(order), kind="stable").reset_index(drop=True)
