"""Would it look different if we had decided otherwise? Findings counted anew under other choices.

A choice takes (labels, articles) and returns both as they would be under it.
"""

from dataclasses import replace

import pandas as pd

from framing.tables import MARKED, OTHERS, PER, rates, recast, words
from framing.wording import subject

COUNTED = "as counted"
DROPPED = "dropped"  # the voice of words that a choice leaves out
PLAIN = ("protester", "demonstrator", "activist", "opposition figure")  # names that some would not call contested
COLUMNS = "choice finding group source count words value low high moved".split()


def as_counted(labels, articles):
    """Everything as in the other notebooks."""
    return labels, articles


def without_quotations(labels, articles):
    """Words in marks are left out, as terms, as hedges and as words; reported speech stays."""
    return recast(labels, dict.fromkeys(MARKED, DROPPED)), articles


def without_headlines(labels, articles):
    """Headlines are left out, as terms, as hedges and as words."""
    bare = [replace(article, sections=tuple(map(_no_headline, article.sections))) for article in articles]
    return labels[labels["section"] != "headline"], bare


def _no_headline(section):
    return replace(section, kind="furniture") if section.kind == "headline" else section


def without_hedges(*groups):
    """A choice: hedges of these groups are no hedges."""

    def narrow(labels, articles):
        return labels[~((labels["layer"] == "hedge") & labels["group"].isin(groups))], articles

    return narrow


def regrouped(names, group):
    """A choice: terms of these names belong to `group`."""

    def regroup(labels, articles):
        moved = (labels["layer"] == "term") & labels["name"].isin(list(names))
        return labels.assign(group=labels["group"].mask(moved, group)), articles

    return regroup


def choices(names=()):
    """The suite's choices by name; `names` are the names whose terms one of them takes out of their group."""
    return {
        COUNTED: as_counted,
        "quotations dropped": without_quotations,
        "terms regrouped": regrouped(names, "plain"),
        "hedges narrowed": without_hedges("approximator"),
        "headlines left out": without_headlines,
    }


def compare(labels, articles, group, decided):
    """Every finding under every choice: a DataFrame with COLUMNS, one row a choice, finding and source.

    `group` is the group of terms, `decided` the choices by name, the first of them
    what `moved` is measured from. `value` is a share in per cent or a rate per
    1,000 words, `count` and `words` what it is made of; low and high as in `rates`.
    """
    parts = [_findings(*change(labels, articles), group).assign(choice=name) for name, change in decided.items()]
    table = pd.concat(parts, ignore_index=True)
    keys = ["finding", "source"]
    base = table[table["choice"] == next(iter(decided))].set_index(keys)["value"]
    table["moved"] = table["value"] - base.reindex(pd.MultiIndex.from_frame(table[keys])).to_numpy()
    return table.assign(group=group)[COLUMNS]


def _findings(labels, articles, group):
    kept = words(labels, articles).query("voice != @DROPPED")
    total = kept.groupby("source", sort=False)["words"].sum()
    own = kept[kept["voice"] == "own"].rename(columns={"words": "count"})
    own = own.assign(words=own["source"].map(total).astype(int), finding="own words, %")
    own["value"] = (100 * own["count"] / own["words"].where(own["words"] > 0)).astype(float)
    wide = recast(labels, OTHERS)
    by = ["source", "voice"]
    named, hedged = rates(wide, articles, by, group=group), rates(wide, articles, by, layer="hedge")
    parts = [own] + [
        table[table["voice"] == voice].rename(columns={"rate": "value"}).assign(finding=finding)
        for table, voice, finding in (
            (named, "own", f"{subject(named)}s per {PER:,} own words"),
            (named, "others", f"{subject(named)}s per {PER:,} words of others"),
            (hedged, "own", f"hedges per {PER:,} own words"),
        )
    ]
    return pd.concat(parts, ignore_index=True)[["finding", "source", "count", "words", "value"]].assign(
        low=pd.concat([part.get("low", pd.Series(float("nan"), part.index)) for part in parts], ignore_index=True),
        high=pd.concat([part.get("high", pd.Series(float("nan"), part.index)) for part in parts], ignore_index=True),
    )


def holding(table):
    """In how many sources others say the group's names more often than the source itself, by choice.

    `table` is what `compare` returns. Columns: choice, holds, sources (those where
    both rates exist).
    """
    named = table[table["finding"].str.contains(" names per ", regex=False)]
    side = named["finding"].str.endswith("own words").map({True: "own", False: "others"})
    wide = named.assign(side=side).pivot_table(index=["choice", "source"], columns="side", values="value", sort=False)
    wide = wide.reindex(columns=["own", "others"]).dropna()
    holds = (wide["others"] > wide["own"]).groupby("choice", sort=False).agg(["sum", "size"])
    holds = holds.reindex(dict.fromkeys(table["choice"]), fill_value=0).reset_index()
    return holds.set_axis(["choice", "holds", "sources"], axis=1)


def largest(table):
    """The largest move of each finding: choice, finding, source, value, moved; findings that never move left out."""
    moved = table.dropna(subset="moved")
    moved = moved[moved["moved"].abs() > 1e-9]
    if not len(moved):
        return moved[["finding", "choice", "source", "value", "moved"]]
    at = moved.groupby("finding", sort=False)["moved"].apply(lambda moves: moves.abs().idxmax())
    return moved.loc[at, ["finding", "choice", "source", "value", "moved"]].reset_index(drop=True)


def values(table):
    """Every value, a row a finding and source, a column a choice."""
    keys = ["finding", "source"]
    decided = list(dict.fromkeys(table["choice"]))
    wide = table.pivot_table(index=keys, columns="choice", values="value", sort=False, dropna=False)
    return wide.reindex(columns=decided).dropna(how="all").reset_index().rename_axis(columns=None)
