"""Whose words these are: shares of each source, who gets to speak, words in marks, the trace of a word."""

from textwrap import fill

from framing import accounts, style, wording
from framing.plots.drawn import ROW, Drawn, fitting, nothing, require
from framing.plots.naming import source_words, two_sided
from framing.plots.panels import LABELS, Panels, in_order, mark, most_panels, patch, points
from framing.spoken import NOBODY

SPEAKERS = 8  # rows of the speakers' figure; who says less shares one row more
TRACED = 8  # names whose trace is drawn
NARROW = 6  # per cent: a narrower part of a bar has no number in it
WRAPPED = 1.3  # height of rows where a speaker's name takes two lines
HEADS = "plain ◂", "▸ not"


def shares(table, *, ax=None):
    """How much of each source every voice takes: a bar a source, in per cent of its words.

    `table` comes from `spoken.shares(labels, articles)`.
    """
    require("shares", table, ["source", "voice", "count", "words", "share"])
    drawn = Drawn(table, *accounts.shares(table))
    if not table["count"].sum():
        return nothing(ax, drawn)
    table, drawn = fitting(drawn, int((style.TALLEST - 40 * style.MM) / (1.25 * ROW)))
    found = table[table["count"] > 0]
    voices, sources = in_order(found["voice"]), list(dict.fromkeys(table["source"]))
    width = style.axes_width(ax, style.COLUMN)
    columns = style.columns(width - LABELS, len(voices))
    head = 0.8 * -(-len(voices) // columns)
    ends = found.assign(order=found["voice"].map(voices.index)).sort_values("order", kind="stable")
    ends = ends.assign(end=ends.groupby("source", sort=False)["share"].cumsum())
    with style.sheet(ax, drawn, width, 8 * style.MM + 1.25 * ROW * (len(sources) + head)) as ax:
        for voice in voices:
            rows = ends[ends["voice"] == voice]
            y = rows["source"].map(sources.index)
            colour, hatch, _, name = style.voice(voice)
            left = rows["end"] - rows["share"]
            ax.barh(y, rows["share"], 0.7, left=left, color=colour, hatch=hatch, ec=style.INK, label=name)
            for row, at in zip(rows.to_dict("records"), y, strict=True):
                if row["share"] >= NARROW:
                    _number(ax, row["end"] - row["share"] / 2, at, f"{row['share']:.0f}")
        ax.set_yticks(range(len(sources)), sources)
        ax.set(xlim=(0, 100), ylim=(len(sources) - 0.5, -0.5 - head), xlabel="per cent of the source’s words")
        ax.legend(handles=[patch(v) for v in voices], loc="upper left", ncols=columns, borderaxespad=0, borderpad=0)
        ax.spines["left"].set_visible(False)
        ax.tick_params(axis="y", length=0)
    return ax


def _number(ax, x, y, text):
    box = {"boxstyle": "round,pad=0.15", "fc": "white", "ec": "none"}
    ax.text(x, y, text, ha="center", va="center", size=6, bbox=box)


def speakers(table, *, ax=None, names=SPEAKERS):
    """Who gets to speak, and for how many words: a panel a source, a row a speaker.

    `table` comes from `spoken.speakers(labels, articles)`. A bar is as long as the
    speaker's share of the source's words, the number beside it is the words.
    Speakers beyond the `names` with most words share a row.
    """
    require("speakers", table, ["source", "speaker", "voice", "count", "words", "share"])
    drawn = Drawn(table, *accounts.speakers(table))
    if not table["count"].sum():
        return nothing(ax, drawn)
    _, rows = _rows_of_speakers(table, names)
    high = WRAPPED * ROW if any("\n" in fill(row, 30) for row in rows) else ROW
    width = style.axes_width(ax, style.COLUMN if table["source"].nunique() <= 2 else style.PAGE)
    table, drawn = fitting(drawn, most_panels(width, high, len(rows)), style.HEADING, 2)
    bars, rows = _rows_of_speakers(table, names)
    sources, voices = list(dict.fromkeys(table["source"])), in_order(bars["voice"])
    reach = bars.groupby(["source", "speaker"])["share"].sum().max()
    panels = Panels(sources, rows, reach, width, len(voices), beside=0.2)
    bars["x"] = bars.groupby(["source", "speaker"], sort=False)["share"].cumsum() - bars["share"]
    bars["x"] += bars["source"].map(panels.x)
    bars["y"] = bars["source"].map(panels.y) + bars["speaker"].map(panels.row)
    with style.sheet(ax, drawn, width, high * panels.height) as ax:
        for voice in voices:
            said = bars[bars["voice"] == voice]
            colour, hatch, _, name = style.voice(voice)
            look = {"color": colour, "hatch": hatch, "ec": style.INK, "label": name}
            ax.barh(said["y"], said["share"], 0.7, left=said["x"], **look)
        for _, said in bars.groupby(["source", "speaker"], sort=False):
            last = said.iloc[-1]
            at = last["x"] + last["share"] + 0.02 * reach
            ax.text(at, last["y"], f"{said['count'].sum():,}", va="center", size=6)
        panels.rows = [fill(row, 30) for row in rows]
        panels.draw(ax, [patch(voice) for voice in voices], _percent(reach))
    return ax


def _percent(reach):
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100) if reach / step < 4)
    ticks = [*range(0, int(reach) + 1, step)]
    return [(at, f"{at} %" if at == ticks[-1] else str(at)) for at in ticks]


def _rows_of_speakers(table, limit):
    """(one row a bar: source, speaker, voice, count, share; the speakers from top to bottom)."""
    said = wording.by_frequency(table, "speaker")
    unnamed = [NOBODY] * (NOBODY in said)
    said = said.drop(unnamed)
    rest = said.index[limit:] if len(said) > limit + 1 else []
    rare = f"{len(rest)} other speakers"
    bars = table.assign(speaker=table["speaker"].where(~table["speaker"].isin(rest), rare))
    bars["order"] = bars["voice"].map({voice: i for i, voice in enumerate(in_order(bars["voice"]))})
    keys = ["source", "speaker", "voice", "order"]
    bars = bars[bars["count"] > 0].groupby(keys, sort=False)[["count", "share"]].sum().reset_index()
    bars = bars.sort_values("order", kind="stable").reset_index(drop=True)
    return bars, [*(name for name in said.index if name not in set(rest)), *[rare] * (len(rest) > 0), *unnamed]


def marks(table, *, ax=None):
    """Names that some source sets in scare quotes: plain in its own words to the left, all else to the right.

    `table` comes from `spoken.in_marks(rates(labels, articles, by=["source", "name", "voice"]))`.
    """
    require("marks", table, ["source", "name", "voice", "count", "words", "per"])
    words = source_words(table)
    drawn = Drawn(table, *accounts.marks(table, words))
    if not table["count"].sum():
        return nothing(ax, drawn)
    return two_sided(drawn, words, ax=ax, heads=HEADS)


def traces(table, *, ax=None, names=TRACED):
    """The trace of a word: where along each article which voice says it; a panel a source, a row a name.

    `table` comes from `traces.places(labels, articles, group=...)`. The `names`
    most frequent are drawn.
    """
    require("traces", table, ["source", "article", "name", "voice", "count", "position"])
    rows = wording.by_frequency(table, "name").index[:names]
    kept = table["name"].isin(rows) | (table["count"] == 0)
    drawn = Drawn(table[kept], *accounts.traces(table, rows))
    return places(drawn, "name", ax=ax)


def places(drawn, row, *, ax=None):
    """Marks at places along the articles: a panel a source, a row each value of the column `row`."""
    if not drawn.table["count"].sum():
        return nothing(ax, drawn)
    width = style.axes_width(ax, style.COLUMN if drawn.table["source"].nunique() <= 2 else style.PAGE)
    most = most_panels(width, ROW, drawn.table.loc[drawn.table["count"] > 0, row].nunique())
    every, drawn = fitting(drawn, most, style.HEADING, 2)
    table = every[every["count"] > 0]
    sources, voices = list(dict.fromkeys(every["source"])), in_order(table["voice"])
    rows = list(wording.by_frequency(table, row).index)
    panels = Panels(sources, rows, 1, width, len(voices))
    with style.sheet(ax, drawn, width, ROW * panels.height) as ax:
        for voice in voices:
            said = table[table["voice"] == voice]
            x = said["source"].map(panels.x) + said["position"]
            points(ax, x, said["source"].map(panels.y) + said[row].map(panels.row), voice)
        panels.draw(ax, [mark(voice) for voice in voices], [(0, "start"), (1, "end")])
    return ax
