"""How often the labels are wrong: each measure of agreement as a dot with its interval."""

import numpy as np

from framing import prose, style
from framing.plots.drawn import Drawn, nothing, require

LAYERS = {
    "voice": ("Words in marks", style.ORANGE, "D"),
    "term": ("Terms", style.BLUE, "o"),
    "hedge": ("Hedges", style.GREEN, "^"),
}
MEASURES = {
    "found": "hand label found",
    "true": "found label right",
    "kind": "kind of quotation",
    "group": "kind of hedge",
    "voice": "voice",
    "speaker": "speaker",
}
NONE = "There are no hand labels to compare with"


def agreement(table, *, ax=None):
    """Agreement by layer and measure: a dot a share, a whisker its interval, the counts beside it.

    `table` comes from `agreement.summary(agreement.agreement(pairs))`.
    """
    require("agreement", table, ["layer", "measure", "group", "right", "of", "share", "low", "high"])
    drawn = Drawn(table, _title(table), _caption(table), _alt(table))
    if not len(table):
        return nothing(ax, drawn)
    lines = table.assign(y=np.arange(len(table)) + 1.4 * (table["layer"] != table["layer"].shift()).cumsum())
    step = 0.2 if lines["low"].min() < 0.7 else 0.1
    ticks = np.round(np.arange(1, max(lines["low"].min() - step, -step / 2), -step)[::-1], 1)
    left = ticks[0]
    beyond, last = 1 + 0.06 * (1 - left), lines["y"].max()
    with style.sheet(ax, drawn, style.COLUMN, (9 + 3.6 * (last + 0.4)) * style.MM) as ax:
        for layer, rows in lines.groupby("layer", sort=False):
            name, colour, marker = LAYERS.get(layer, (layer, style.FAINT, "s"))
            ax.hlines(rows["y"], rows["low"], rows["high"], color=style.INK, lw=0.9, zorder=2)
            look = {"fc": colour, "ec": style.INK, "lw": 0.6, "marker": marker, "clip_on": False}
            ax.scatter(rows["share"], rows["y"], 22, label=name, zorder=3, **look)
            ax.text(left, rows["y"].min() - 1, name, weight="bold", va="center")
        for row in lines.to_dict("records"):
            ax.text(beyond, row["y"], f"{row['right']:,} of {row['of']:,}", va="center", size=6)
        ax.hlines(lines["y"], left, 1, color=style.RULE, lw=0.4, zorder=0)
        ax.set_yticks(lines["y"], [_line(row) for row in lines.to_dict("records")])
        ax.set(xlim=(left, 1 + 0.42 * (1 - left)), ylim=(last + 0.7, 0.1))
        ax.set_xticks(ticks, [f"{100 * tick:.0f} %" for tick in ticks])
        ax.spines["bottom"].set_bounds(left, 1)
        ax.spines["left"].set_visible(False)
        ax.tick_params(axis="y", length=0)
    return ax


def _line(row):
    if row["group"] == "all":
        return MEASURES.get(row["measure"], row["measure"])
    return f"… where it is {row['group']}"


def _title(table):
    whole = table[table["group"] == "all"].set_index(["layer", "measure"])
    told = [
        f"{whole.loc[('term', measure), 'right']} of {whole.loc[('term', measure), 'of']} terms {what}"
        for measure, what in (("found", "are found"), ("voice", "have the right voice"))
        if ("term", measure) in whole.index
    ]
    if told:
        return prose.listed(told)
    return "Agreement with the labels made by hand" if len(table) else NONE


def _caption(table):
    found = table[(table["measure"] == "found") & (table["group"] == "all")]
    counted = [f"{LAYERS[row.layer][0].lower()} {row.of}" for row in found.itertuples() if row.layer in LAYERS]
    return (
        f"n = {prose.plural(int(found['of'].sum()), 'hand label')}: {prose.listed(counted) or 'none'}; "
        "debatable ones count neither way. Voice, kind and speaker: of the labels found. Whiskers: 95 % Wilson "
        "intervals. They take labels "
        "as independent; those of one article are not, so the whiskers are rather too short."
    )


def _alt(table):
    rows = [
        f"{LAYERS.get(row['layer'], [row['layer']])[0]}, {_line(row).removeprefix('… ')}: {row['right']} of {row['of']}"
        for row in table.to_dict("records")
    ]
    return f"Dots with whiskers, one line a measure. {_title(table)}. {'; '.join(rows)}."
