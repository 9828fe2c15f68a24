"""Findings under other choices: how far each of them moves."""

import numpy as np

from framing import accounts, style
from framing.choices import holding
from framing.plots.drawn import ROW, Drawn, nothing, require
from framing.plots.panels import GAP, Panels, dot

LANE, TALLEST = 1.9 * style.MM, 30 * style.MM  # height of a source's line, at most of all of them in one row
MANY = len(style.SOURCES)  # beyond as many sources a look would stand for two of them: all then look alike
NEEDED = ["choice", "finding", "group", "source", "count", "words", "value", "low", "high"]


def choices(table, *, ax=None, among=(), note=""):
    """How far findings move: a panel a finding, a row a choice, in it a line a source from its value as counted.

    `table` comes from `choices.compare(labels, articles, group, decided)`; its first choice is the one as counted.
    With all sources named in `among`, each keeps its colour whichever of them the table has. `note`, a sentence on the
    choices as that of `studies.taken_out`, ends the caption.
    """
    require("choices", table, NEEDED)
    drawn = Drawn(table, *accounts.choices(table, holding(table), note))
    known = table.dropna(subset="value")
    if not table["count"].sum():
        return nothing(ax, drawn)
    findings, decided = list(dict.fromkeys(known["finding"])), list(dict.fromkeys(known["choice"]))
    looks = style.sources(table["source"], among)
    alike, shown = len(looks) > MANY, style.short(looks)
    lane = min(LANE, TALLEST / len(looks))
    if alike:
        looks = dict.fromkeys(looks, (style.FAINT, "o"))
    width = style.axes_width(ax, style.PAGE)
    high = lane * len(looks) + 2.4 * style.MM
    tall = max(1.01, high / ROW)
    panels = Panels(findings, decided, 1, width, 0 if alike else len(looks), least=34 * style.MM, tall=tall)
    lanes = {source: (i + 0.5) / len(looks) * 0.8 - 0.4 for i, source in enumerate(looks)}
    reach = known.groupby("finding", sort=False)[["value", "high"]].max().max(axis=1).replace(0, 1)
    lines = known.assign(x=known["finding"].map(panels.x), reach=known["finding"].map(reach))
    lines["y"] = lines["finding"].map(panels.y) + lines["choice"].map(panels.row) + lines["source"].map(lanes)
    base = lines[lines["choice"] == decided[0]].set_index(["finding", "source"])["value"]
    lines["base"] = base.reindex(list(zip(lines["finding"], lines["source"], strict=True))).to_numpy()
    for column in ("value", "base", "low", "high"):
        lines[column] = lines["x"] + lines[column] / lines["reach"]
    with style.sheet(ax, drawn, width, high * panels.height) as ax:
        first = (lines["choice"] == decided[0]).to_numpy()
        ax.hlines(lines["y"][first], lines["low"][first], lines["high"][first], color=style.INK, lw=0.5, zorder=1)
        for source, (colour, marker) in looks.items():
            said = lines[lines["source"] == source]
            ax.hlines(said["y"], said["base"], said["value"], color=colour, lw=1.4, zorder=2)
            look = {"fc": colour, "marker": marker, "ec": style.INK, "lw": 0.5, "clip_on": False, "zorder": 2.5}
            ax.scatter(said["value"], said["y"], 5 if alike else 16, label=source, **look)
        panels.draw(ax, [] if alike else [dot(shown[source], *look) for source, look in looks.items()], [])
        for finding in findings:
            _scale(ax, panels, finding, reach[finding])
    return ax


def _scale(ax, panels, finding, reach):
    bottom = panels.y[finding] + len(panels.rows) - 0.5 + 0.1 / panels.tall
    size = 10 ** np.floor(np.log10(reach))
    step = next(part * size for part in (0.2, 0.5, 1, 2, 5, 10) if reach / (part * size) < 5)
    for at in np.arange(0, reach * (1 + GAP / 4), step):
        x = panels.x[finding] + at / reach
        ax.vlines(x, bottom, bottom + 0.15 / panels.tall, color=style.INK, lw=0.5)
        ax.text(x, bottom + 0.25 / panels.tall, f"{at:.4g}", ha="center", va="top", size=6, color=style.FAINT)
