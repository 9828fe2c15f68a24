"""How sure they sound: hedges by kind and voice, and where in the article they stand."""

from framing import accounts, style, wording
from framing.plots.drawn import ROW, Drawn, fitting, nothing, require
from framing.plots.panels import Panels, in_order, mark, most_panels, points
from framing.plots.voices import places
from framing.tables import PER

TALL = 1.7  # height of a row with two voices, in rows with one


def hedging(table, *, ax=None):
    """Hedges per 1,000 words of each voice: a panel a source, a row a kind of hedge.

    `table` comes from `rates(labels, articles, by=["source", "group", "voice"],
    layer="hedge")`; the voices recast to own words and others read best.
    Whiskers are the table's `low` and `high`.
    """
    require("hedging", table, ["source", "group", "voice", "count", "words", "rate", "low", "high"])
    drawn = Drawn(table, *accounts.hedging(table))
    if not table["count"].sum():
        return nothing(ax, drawn)
    width = style.axes_width(ax, style.COLUMN if table["source"].nunique() <= 2 else style.PAGE)
    kinds = table.loc[table["count"] > 0, "group"].nunique()
    table, drawn = fitting(drawn, most_panels(width, TALL * ROW, kinds, TALL), style.HEADING, 2)
    sources, voices = list(dict.fromkeys(table["source"])), in_order(table.loc[table["count"] > 0, "voice"])
    reach = table[["rate", "high"]].max(axis=None)
    rows = list(wording.by_frequency(table, "group").index)
    panels = Panels(sources, rows, reach, width, len(voices), beside=0.14, tall=TALL)
    aside = {voice: 0.85 * ((i + 0.5) / len(voices) - 0.5) for i, voice in enumerate(voices)}
    lines = table[table["count"] > 0]
    lines = lines.assign(x=lines["source"].map(panels.x))
    lines["y"] = lines["source"].map(panels.y) + lines["group"].map(panels.row) + lines["voice"].map(aside)
    with style.sheet(ax, drawn, width, TALL * ROW * panels.height) as ax:
        sure = lines.dropna(subset=["low", "high"])
        ax.hlines(sure["y"], sure["x"] + sure["low"], sure["x"] + sure["high"], color=style.INK, lw=0.7, zorder=1)
        for voice in voices:
            said = lines[lines["voice"] == voice]
            points(ax, said["x"] + said["rate"], said["y"], voice)
        for row in lines.to_dict("records"):
            ax.text(row["x"] + 1.04 * reach, row["y"], row["count"], va="center", size=6)
        panels.draw(ax, [mark(voice) for voice in voices], _ticks(reach))
    return ax


def _ticks(reach):
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 200, PER) if reach / step < 4)
    return [(at, str(at)) for at in range(0, int(reach) + 1, step)]


def hedge_places(table, *, ax=None):
    """Where along the articles hedges stand, and in whose voice: a panel a source, a row a kind of hedge.

    `table` comes from `traces.places(labels, articles, layer="hedge")`.
    """
    require("hedge_places", table, ["source", "article", "group", "voice", "count", "position"])
    return places(Drawn(table, *accounts.hedge_places(table)), "group", ax=ax)
