"""Figures told in words: for each of them its title, its caption with n and denominators, its alternative text.

A function takes the table that the figure of its name in `framing.plots` draws, and returns (title, caption,
alternative text). A table without a row is told, too.
"""

import pandas as pd

from framing.prose import capped, listed, plural, quoted, sentence, share, sizes
from framing.spoken import NOBODY
from framing.tables import PER
from framing.wording import ANEW, NOTHING, WHISKERS, by_frequency, rates_title, subject, voice_name

MOST_HEDGES = 0.45  # share of the hedges from which on a third of the articles is said to hold most
PLACE = "A mark’s place is the share of the article’s words before it, from its first word to its last."


def _denominators(table):
    return sizes(table.groupby("source", sort=False)["words"].first())


def shares(table):
    """Who says most, and who least, in its own words."""
    own = table[table["voice"] == "own"].dropna(subset="share").drop_duplicates("source").set_index("source")["share"]
    if not len(own):
        title = NOTHING
    elif len(own) == 1:
        title = f"{own.iloc[0]:.0f} % of {own.index[0]} is in its own words"
    else:
        most, least = own.idxmax(), own.idxmin()
        title = f"{most} says most in its own words ({own[most]:.0f} %), {least} least ({own[least]:.0f} %)"
        if round(own[most]) == round(own[least]):
            title = f"Every source says {own[most]:.0f} % in its own words"
    n = plural(int(table["count"].sum()), "word")
    caption = (
        f"n = {n}: {_denominators(table)}. Each word is counted once, in the voice it stands in; "
        "all that is neither in marks nor reported counts as the source’s own."
    )
    parts = []
    for source, rows in table[table["count"] > 0].groupby("source", sort=False):
        told = [f"{voice_name(row['voice'])} {row['share']:.1f} %" for row in rows.to_dict("records")]
        parts.append(f"{source}: {listed(told)}.")
    return title, caption, f"Bars in parts, one a source. {title}. {' '.join(capped(parts, 'source'))}"


def speakers(table):
    """Who speaks most words in how many sources."""
    sums = table.groupby(["source", "speaker"], sort=False)["count"].sum().reset_index()
    sums = sums[sums["count"] > 0]
    known = sums[sums["speaker"] != NOBODY]
    title = "Nobody is named as a speaker in these articles"
    if len(known):
        first = known.loc[known.groupby("source", sort=False)["count"].idxmax()].assign(n=1)
        wins = by_frequency(first, "speaker", "n")
        where = share(int(wins.iloc[0]), table["source"].nunique())
        title = f"{sentence(wins.index[0])} speaks more words than anybody else in {where}"
        if wins.iloc[0] == 1 < len(wins):
            title = f"No two of {plural(table['source'].nunique(), 'source')} give most words to the same speaker"
    n, speaking = plural(int(table["count"].sum()), "word"), plural(known["speaker"].nunique(), "speaker")
    caption = (
        f"n = {n} of {speaking}. Words of the whole source: {_denominators(table) if len(table) else 'none'}. "
        "A bar is the speaker’s share of them, its number is the words. Speakers bear the name their article gives."
    )
    parts = []
    for source, rows in sums.groupby("source", sort=False):
        told = [f"{name} {count:,}" for name, count in by_frequency(rows, "speaker").items()]
        parts.append(f"{source}: {listed(capped(told, 'speaker'))}.")
    return title, caption, f"Bars, one panel a source, one row a speaker. {title}. {' '.join(capped(parts, 'source'))}"


def marks(table, words):
    """Which names stand in scare quotes, and whether a source says them plainly; `words` is those of each source."""
    said = table[table["count"] > 0]
    names = list(by_frequency(said[said["voice"] == "scare"], "name").index)
    plain = [name for name in names if name in set(said.loc[said["voice"] == "own", "name"])]
    title = "No contested name stands in scare quotes"
    if names:
        told = quoted(names) if len(names) <= 3 else f"{quoted(names[:2])} and {plural(len(names) - 2, 'other name')}"
        also = f"{quoted(plain[:3])} {'is' if len(plain) == 1 else 'are'} some source’s plain word too"
        also = "it is some source’s plain word too" if len(names) == 1 else also
        none = f"no source says {'it' if len(names) == 1 else 'them'} plainly itself"
        title = f"{told} {'stands' if len(names) == 1 else 'stand'} in scare quotes; {also if plain else none}"
    caption = (
        f"n = {plural(int(table['count'].sum()), 'mention')} of names that stand in scare quotes at least once. "
        f"Words counted: {sizes(words)}. A bar is as long as the mentions per {PER:,} words of the source, its number "
        "is the mentions. Left of the line: the source’s own words without marks; right: in marks, or reported."
    )
    parts = []
    for source, rows in said.groupby("source", sort=False):
        told = [f"{row['name']}, {row['voice']}: {row['count']}" for row in rows.to_dict("records")]
        parts.append(f"{source} – {'; '.join(capped(told, 'line'))}.")
    return title, caption, f"Bars, one panel a source, one row a name. {title}. {' '.join(capped(parts, 'source'))}"


def traces(table, drawn):
    """Whose word the first mention is; `drawn` are the names of the table that are drawn."""
    what, names = subject(table), table["name"].nunique()
    sources = table["source"].nunique()
    first = table[table["count"] > 0].sort_values("position", kind="stable").drop_duplicates("source")
    own = int((first["voice"] == "own").sum())
    title = f"No {what} in {plural(sources, 'source')}" if sources else NOTHING
    if len(first):
        title = f"The first {what} is the source’s own word in {share(own, sources)}"
        title = title if own else f"The first {what} is no source’s own word"
    table = table[table["name"].isin(drawn) & (table["count"] > 0)]
    of = "" if len(drawn) == names else f", the most frequent of {names}"
    caption = f"n = {plural(len(table), 'mention')} of {plural(len(drawn), 'name')}{of}. {PLACE}"
    return title, caption, f"Marks along lines, one panel a source, one row a name. {title}. {_along(table, 'name')}"


def _along(table, key):
    """Every row of places in words: its voices with the per cent of the article they stand at."""
    parts = []
    for (source, name), rows in table.groupby(["source", key], sort=False):
        rows = rows.sort_values("position", kind="stable")
        told = [f"{row['voice']} at {100 * row['position']:.0f} %" for row in rows.to_dict("records")]
        parts.append(f"{source}, {name}: {listed(capped(told, 'mention'))}.")
    return " ".join(capped(parts, "line", most=60))


def hedging(table):
    """Which voice holds more hedges."""
    keys = ["source", "voice"]
    whole = table.groupby(keys, sort=False).agg(count=("count", "sum"), words=("words", "first")).reset_index()
    whole["rate"] = (PER * whole["count"] / whole["words"].where(whole["words"] > 0)).astype(float)
    title = rates_title(whole.assign(layer="hedge"))
    n, words = plural(int(table["count"].sum()), "hedge"), int(whole["words"].sum())
    caption = (
        f"n = {n} in {plural(words, 'word')}: {sizes(whole.groupby('source', sort=False)['words'].sum())}. "
        f"A mark is the hedges per {PER:,} words of that voice, its number is the hedges; "
        f"where there is none, there is no mark. {WHISKERS}"
    )
    parts = [
        f"{row['source']}, {row['group']}, {voice_name(row['voice'])}: {row['count']} in {plural(row['words'], 'word')}"
        for row in table[table["count"] > 0].to_dict("records")
    ]
    return title, caption, f"Marks with whiskers, one panel a source. {title}. {'; '.join(capped(parts, 'line', 60))}."


def hedge_places(table):
    """In which third of the articles most hedges stand."""
    sources = plural(table["source"].nunique(), "source")
    table = table[table["count"] > 0]
    thirds = pd.cut(table["position"], [-1, 1 / 3, 2 / 3, 2], labels=["first", "middle", "last"], right=False)
    counts = thirds.value_counts(sort=False)
    n = len(table)
    title = f"No hedge in {sources}" if sources[0] != "0" else NOTHING
    if n:
        top = counts.idxmax()
        title = f"Hedges stand all along the articles: {listed(counts.to_list())} in the thirds"
        if counts[top] >= MOST_HEDGES * n and (counts == counts[top]).sum() == 1:
            title = f"The {top} third of the articles holds most hedges: {counts[top]} of {n}"
    held = f"First, middle and last third: {listed(counts.to_list())}. " if n else ""
    caption = f"n = {plural(n, 'hedge')} in {sources}. {held}{PLACE}"
    return title, caption, f"Marks along lines, one panel a source, one row a kind. {title}. {_along(table, 'group')}"


def choices(table, holding, note=""):
    """Whether one finding holds under other choices; `holding` is what `choices.holding` returns, `note` a sentence."""
    findings = list(dict.fromkeys(table["finding"]))
    title = NOTHING
    if len(holding) and holding["sources"].max():
        k, n = int(holding["holds"].iloc[0]), int(holding["sources"].iloc[0])
        low, high = int(holding["holds"].iloc[1:].min()), int(holding["holds"].iloc[1:].max())
        other = f"{low}" if low == high else f"{low} to {high}"
        same = low == high == k
        title = f"Others’ words hold more {subject(table.assign(layer='term'))}s than own words in {share(k, n)}, "
        title += "whatever is chosen" if same else f"under other choices in {other}"
    start = table[table["choice"] == table["choice"].iloc[0]] if len(table) else table
    n = listed([f"{rows['count'].sum():,} in {rows['words'].sum():,} ({finding})" for finding, rows in
                start.groupby("finding", sort=False)]) or "none"  # fmt: skip
    caption = (
        f"n, as counted: {n}; all in words. A mark is a source, in the order of the articles from top to bottom; "
        "its line begins where it stands as counted. "
        f"Whiskers in the first row: {ANEW}." + f" {note}".rstrip()
    )
    parts = []
    for finding in findings:
        for choice, rows in table[table["finding"] == finding].groupby("choice", sort=False):
            told = [f"{row['source']} {row['value']:.1f}" for row in rows.dropna(subset="value").to_dict("records")]
            parts.append(f"{finding}, {choice}: {listed(capped(told, 'source'))}.")
    return title, caption, f"Marks, one panel a finding, one row a choice. {title}. {' '.join(parts)}"
