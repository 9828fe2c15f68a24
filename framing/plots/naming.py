"""Who is called what: names by source and voice, and rates with their intervals."""

import numpy as np

from framing import style, wording
from framing.plots.drawn import ROW, Drawn, fitting, nothing, require
from framing.plots.panels import LABELS, in_order, patch
from framing.tables import PER

NAMES = 20  # rows of the naming figure; what is rarer shares one row more
PANEL = 28 * style.MM  # least width of a source's panel
FIRST, BETWEEN = 3.9, 2.6  # rows above the first panel, and from a panel to the next below
HEADS = "own ◂", "▸ others"  # what stands left and right of a source's line
BESIDE = 0.14  # share of a panel kept free beside the longest bar for its number


def naming(table, *, ax=None, names=NAMES):
    """Who is called what: a panel a source, a row a name; own words to the left, other voices to the right.

    `table` comes from `rates(labels, articles, by=["source", "name", "voice"])`.
    A bar is as long as the mentions per 1,000 words of the source; the number
    beside it is the mentions. Names beyond the `names` most frequent share a row.
    """
    require("naming", table, ["source", "voice", "count", "words", "per"])
    table = table if "name" in table else table.assign(name=wording.subject(table))
    words = source_words(table)
    title, caption = wording.naming_title(table), wording.naming_caption(table, words)
    drawn = Drawn(table, title, caption, wording.naming_alt(table))
    if not table["count"].sum():
        return nothing(ax, drawn)
    return two_sided(drawn, words, ax=ax, names=names)


def two_sided(drawn, words, *, ax=None, names=NAMES, heads=HEADS):
    """The panels of `naming` for a table that says for itself what it shows."""
    width = style.axes_width(ax, style.COLUMN if len(words) <= 2 else style.PAGE)
    _, rows = _bars(drawn.table, words, names)
    blocks = int((style.TALLEST / ROW - FIRST + BETWEEN) / (len(rows) + BETWEEN))
    shown = style.short(words.index, style.HEADING, 2)
    table, drawn = fitting(drawn, max(1, blocks) * int((width - LABELS) / PANEL), style.HEADING, 2)
    words = words.rename(index=shown)
    words = words[words.index.isin(table["source"])]
    panels = _Panels(*_bars(table, words, names), words, width, heads)
    with style.sheet(ax, drawn, width, ROW * panels.height) as ax:
        panels.draw(ax)
    return ax


def source_words(table):
    """Words of each source, read off a table of rates by source and voice."""
    if (table["per"] == "source").all():
        return table.groupby("source", sort=False)["words"].first()
    return table.drop_duplicates(["source", "voice"]).groupby("source", sort=False)["words"].sum()


def _bars(table, words, limit):
    """(one row a bar: source, name, voice, count, length; the names from top to bottom).

    Names some source says itself stand above those none does.
    """
    own = table["count"].where(table["voice"] == "own", 0)
    said = table.assign(own=own).groupby("name", sort=False)[["own", "count"]].sum()
    said = said[said["count"] > 0].sort_values("count", ascending=False, kind="stable")
    rest = said.index[limit:] if len(said) > limit + 1 else []
    said = said.drop(rest).assign(others=lambda t: t["own"] == 0)
    said = said.sort_values(["others", "own", "count"], ascending=[True, False, False], kind="stable")
    rare = f"{len(rest)} rarer names"
    bars = table.assign(name=table["name"].where(~table["name"].isin(rest), rare))
    keys = ["source", "name", "voice"]
    bars = bars[bars["count"] > 0].groupby(keys, sort=False)["count"].sum().reset_index()
    bars["length"] = PER * bars["count"] / bars["source"].map(words)
    return bars, [*said.index, *[rare] * (len(rest) > 0)]


class _Panels:
    """Where the panels of the naming figure stand, in units of the bars' length and of rows."""

    def __init__(self, bars, rows, words, width, heads=HEADS):
        self.heads = heads
        side = bars["voice"].eq("own").rename("side")
        reach = bars.groupby(["source", "name", side])["length"].sum().groupby("side").max()
        left, right = reach.get(True, 0), reach.get(False, 0)
        across = style.across(len(words), int((width - LABELS) / PANEL))
        panel = (left + right) / (1 - 2 * BESIDE)
        self.pad, self.width, self.room = 0.015 * panel, across * panel, (width - LABELS) / across
        self.rows, self.voices = rows, in_order(bars["voice"])
        self.columns = style.columns(width, len(self.voices))
        self.head = 2.9 + -(-len(self.voices) // self.columns)
        self.x = {source: left + panel * (i % across + BESIDE) for i, source in enumerate(words.index)}
        self.y = {source: (len(rows) + BETWEEN) * (i // across) for i, source in enumerate(words.index)}
        self.height = self.head + max(self.y.values()) + len(rows) - 0.4
        row = {name: i for i, name in enumerate(rows)}
        bars = bars.assign(y=bars["source"].map(self.y) + bars["name"].map(row), side=side)
        bars["length"] = bars["length"].where(~side, -bars["length"])
        ends = bars.groupby(["source", "name", "side"], sort=False)["length"].cumsum()
        self.bars = bars.assign(start=bars["source"].map(self.x) + (ends - bars["length"]))

    def draw(self, ax):
        """Bars, numbers, zero lines and the names of sources, rows and voices."""
        handles = [self._voice(ax, voice, self.bars[self.bars["voice"] == voice]) for voice in self.voices]
        for (_, _, own), bars in self.bars.groupby(["source", "name", "side"], sort=False):
            last, sign = bars.iloc[-1], -1 if own else 1
            at = last["start"] + last["length"] + sign * self.pad
            ax.text(at, last["y"], bars["count"].sum(), ha="right" if own else "left", va="center", size=6)
        for source, x in self.x.items():
            self._source(ax, source, x, self.y[source])
        tops = sorted(set(self.y.values()))
        ax.set_yticks([top + i for top in tops for i in range(len(self.rows))], self.rows * len(tops))
        ax.hlines(ax.get_yticks(), 0, self.width, color=style.RULE, lw=0.4, zorder=0)
        ax.set(xticks=[], xlim=(0, self.width), ylim=(self.height - self.head, -self.head))
        ax.tick_params(length=0)
        ax.spines[:].set_visible(False)
        close = {"borderaxespad": 0, "borderpad": 0, "columnspacing": 1.4}
        ax.legend(handles=handles, loc="upper left", ncols=self.columns, **close)

    def _voice(self, ax, voice, bars):
        colour, hatch, _, name = style.voice(voice)
        look = {"color": colour, "hatch": hatch, "ec": style.INK, "label": name}
        ax.barh(bars["y"], bars["length"], height=0.74, left=bars["start"], **look)
        return patch(voice)

    def _source(self, ax, source, x, top):
        ax.vlines(x, top - 0.6, top + len(self.rows) - 0.4, color=style.INK, lw=0.7)
        told = style.fill(source, self.room, 7, style.BOLD)
        ax.text(x, top - 1.6, told, ha="center", va="bottom", weight="bold", linespacing=1)
        small = {"va": "center", "size": 6, "color": style.FAINT}
        ax.text(x - self.pad, top - 1, self.heads[0], ha="right", **small)
        ax.text(x + self.pad, top - 1, self.heads[1], ha="left", **small)


def rates(table, *, ax=None):
    """Rates with their intervals: a line a source and voice, in the order of the table.

    `table` comes from `rates(labels, articles, by=["source", "voice"])`. The
    mark is the rate per 1,000 words, hollow where nothing was counted.
    """
    require("rates", table, ["source", "voice", "count", "words", "rate", "low", "high"])
    drawn = Drawn(table, wording.rates_title(table), wording.rates_caption(table), wording.rates_alt(table))
    if not table["count"].sum():
        return nothing(ax, drawn)
    voices = table["voice"].nunique()
    table, drawn = fitting(drawn, int((style.TALLEST - 20 * style.MM) / (0.8 * ROW * (0.6 + voices))))
    lines = table.assign(y=np.arange(len(table)) + 0.6 * (table["source"] != table["source"].shift()).cumsum())
    last, edge = lines["y"].max(), lines[["rate", "high"]].max(axis=None)
    columns = style.columns(style.axes_width(ax, style.COLUMN), voices)
    head = 0.5 - (-voices // columns)
    with style.sheet(ax, drawn, style.COLUMN, 12 * style.MM + 0.8 * ROW * (last + head)) as ax:
        for voice, rows in lines.groupby("voice", sort=False):
            _draw_rates(ax, rows, *style.voice(voice))
        ax.text(1.06 * edge, -0.35, "labels in words", va="center", size=6, color=style.FAINT)
        for row in lines.to_dict("records"):
            ax.text(1.06 * edge, row["y"], f"{row['count']} in {row['words']:,}", va="center", size=6)
        middle = lines.groupby("source", sort=False)["y"].mean()
        ax.set_yticks(middle, middle.index)
        ax.set(xlim=(0, 1.35 * edge), ylim=(last + 0.7, -head))
        ax.set_xticks([tick for tick in ax.get_xticks() if tick <= edge])
        ax.spines["bottom"].set_bounds(0, edge)
        ax.set_xlabel(f"{wording.subject(table)}s per {PER:,} words of that voice")
        ax.legend(loc="upper left", ncols=columns, borderaxespad=0, borderpad=0, handletextpad=0.2)
    return ax


def _draw_rates(ax, rows, colour, _, marker, name):
    sure = rows.dropna(subset=["low", "high"])
    ax.hlines(sure["y"], sure["low"], sure["high"], color=style.INK, lw=0.8, zorder=1)
    look = {"marker": marker, "ec": style.INK, "lw": 0.6, "clip_on": False, "zorder": 2.5}
    found = rows["count"] > 0
    ax.scatter(rows["rate"][~found], rows["y"][~found], 20, fc="white", **look)
    ax.scatter(rows["rate"][found], rows["y"][found], 20, fc=colour, label=name, **look)
