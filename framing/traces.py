"""The trace of a word: the order in which its voices follow through an article."""

import pandas as pd

COLUMNS = ["source", "article", "group", "name", "place", "voice", "speaker", "start", "sentence"]
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
