"""Whose words: the words of each voice and speaker, and the terms that stand in marks or are held off."""

import numpy as np
import pandas as pd

from framing.tables import VOICES, with_voices, word_spans, words

NOBODY = "nobody named"


def shares(labels, articles):
    """How much of each source every voice takes: the columns layer, source, voice, count, words, share.

    `count` is the words of the voice, `words` those of the source, `share` their
    ratio in per cent (missing without a word). Page furniture is left out.
    """
    table = words(labels, articles).rename(columns={"words": "count"})
    total = table.groupby("source", sort=False)["count"].transform("sum")
    share = (100 * table["count"] / total.where(total > 0)).astype(float)
    table = table.assign(words=total, share=share)
    table.insert(0, "layer", "voice")
    return table


def speakers(labels, articles):
    """Who gets to speak: layer, source, speaker, voice, count, words, share; each source's most words first.

    `count` is the words of that speaker in that voice, each word counted once, in
    the innermost speech it stands in as `label` sees it; `words` is the words of
    the source, `share` their ratio in per cent. Speech nobody is named for has
    the speaker NOBODY; names that differ in capitals alone are one. A source where
    nobody speaks has one row of 0 words.
    """
    labels = named(labels)
    parts = [_spoken(article, spans) for article, spans in with_voices(labels, articles)]
    silent = {article.source for article in articles} - {source for part in parts for source in part["source"]}
    zero = {"speaker": NOBODY, "voice": "reported", "count": 0}
    parts += [pd.DataFrame({"source": [source]} | zero) for source in sorted(silent)]
    empty = pd.DataFrame({"source": "", "speaker": "", "voice": "", "count": 0}, index=[])
    keys = ["source", "speaker", "voice"]
    told = pd.concat([empty, *parts], ignore_index=True).groupby(keys, sort=False)["count"].sum().reset_index()
    total = words(labels, articles, by="source").set_index("source")["words"]
    order = {source: i for i, source in enumerate(total.index)}
    spoken = -told.groupby(["source", "speaker"])["count"].transform("sum")
    told = told.assign(at=told["source"].map(order), spoken=spoken, of=told["voice"].map(_place))
    told = told.sort_values(["at", "spoken", "speaker", "of"])[keys + ["count"]].reset_index(drop=True)
    told = told.assign(words=told["source"].map(total).astype(int))
    told["share"] = (100 * told["count"] / told["words"]).astype(float)
    told.insert(0, "layer", "voice")
    return told


def named(labels):
    """`labels` with one speaker a name: NOBODY where none is, one spelling where only capitals differ."""
    speaker = labels["speaker"].astype(object).where(labels["speaker"].notna(), NOBODY)
    speaker = speaker.where(labels["layer"] == "voice", labels["speaker"])
    first = speaker.groupby(speaker.str.casefold()).transform("first")
    return labels.assign(speaker=first.where(speaker.notna(), speaker))


def _place(voice):
    return VOICES.index(voice) if voice in VOICES else len(VOICES)


def _spoken(article, spans):
    _, _, inside = word_spans(article, spans)
    at, count = np.unique(inside[inside >= 0], return_counts=True)
    rows = spans.iloc[at]
    return pd.DataFrame(
        {
            "source": article.source,
            "speaker": rows["speaker"].to_numpy(object),
            "voice": rows["voice"].to_numpy(object),
            "count": count,
        }
    )


def in_marks(table):
    """Of a table of `rates` by source, name and voice, the names some source sets in scare quotes."""
    scare = table["voice"].eq("scare") & (table["count"] > 0)
    return table[table["name"].isin(table.loc[scare, "name"])].reset_index(drop=True)


def plain_or_marked(table):
    """Names plain against in marks: source, name, plain, in marks, in other voices; rows of nothing left out.

    `table` comes from `rates(labels, articles, by=["source", "name", "voice"])`.
    """
    form = table["voice"].map({"own": "plain", "scare": "in marks"}).fillna("in other voices")
    columns = ["plain", "in marks", "in other voices"]
    counted = table.assign(form=form).pivot_table(
        index=["source", "name"], columns="form", values="count", aggfunc="sum", sort=False, observed=True
    )
    counted = counted.reindex(columns=columns, fill_value=0)
    return counted[counted.sum(axis=1) > 0].reset_index().rename_axis(columns=None)


def held_off(labels):
    """The terms a hedge holds off, one row a mention: source, hedge, group, name, voice, speaker, sentence."""
    held = labels[(labels["layer"] == "term") & labels["hedge"].notna()]
    return held[["source", "hedge", "group", "name", "voice", "speaker", "sentence"]].reset_index(drop=True)
