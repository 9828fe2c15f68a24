"""Each source on a line: how much of it is its own words, whom it names how, hedges, tone, words of its own."""

import pandas as pd

from framing import contrasts, tables
from framing.tone import tone, tone_by

COLUMNS = ["source", "what", "name", "voice", "count", "words", "value"]
WIDE = {"direct": "quoted", "partial": "quoted", "scare": "quoted", "title": "quoted", "unsure": "quoted"}


def profiles(labels, articles, group="opposition"):
    """What the overview shows, one row a number: the columns source, what, name, voice, count, words, value.

    what      count               words                       value
    words     words in the voice  words of the source         their share; voice: own, reported, quoted
    name      mentions            words of the source         per 1,000 words; voice: own, others
    hedge     hedges              words of the source         per 1,000 words
    tone      words heard         words in the voice          mean polarity; voice: own, others
    word      times used          words of the source         z of `contrasts.distinctive`

    `name` holds the names of `group` and the distinctive words.
    """
    wide = tables.recast(labels, tables.OTHERS)
    parts = [_words(tables.recast(labels, WIDE), articles)]
    names = tables.rates(wide, articles, by=["source", "name", "voice"], group=group, per="source")
    names = names[names["count"] > 0].sort_values("count", ascending=False, kind="stable")
    parts.append(names.assign(what="name", value=names["rate"]))
    hedges = tables.rates(labels, articles, by=["source"], layer="hedge")
    parts.append(hedges.assign(what="hedge", value=hedges["rate"]))
    means = tone_by(tone(wide, articles))
    parts.append(means.assign(what="tone", count=means["heard"], value=means["polarity"]))
    words = contrasts.top(contrasts.distinctive(contrasts.word_table(labels, articles)), most=4)
    parts.append(words.rename(columns={"word": "name"}).assign(what="word", value=words["z"]))
    every = pd.concat([part.reindex(columns=COLUMNS) for part in parts], ignore_index=True)
    place = {article.source: i for i, article in reversed(list(enumerate(articles)))}
    order = every.assign(place=every["source"].map(place)).sort_values("place", kind="stable")
    return order[COLUMNS].astype({"count": int, "words": int}).reset_index(drop=True)


def counted(labels, group="opposition"):
    """The names of `group` and the hedges that `profiles` counts, each in its sentence."""
    named = (labels["layer"] == "term") & (labels["group"] == group)
    rows = labels[(named | (labels["layer"] == "hedge")) & labels["section"].isin(tables.SECTIONS)]
    return rows.drop(columns="rule")


def _words(labels, articles):
    voices = tables.words(labels, articles)
    whole = voices.groupby("source")["words"].transform("sum")
    return voices.assign(
        what="words", count=voices["words"], words=whole, value=voices["words"] / whole.where(whole > 0)
    )
