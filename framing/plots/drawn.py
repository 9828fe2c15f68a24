"""What every figure shares: what stands behind an Axes, the empty figure, the check of its table."""

from dataclasses import dataclass, replace

import pandas as pd

from framing import prose, style
from framing.errors import FramingError

ROW = 4.2 * style.MM  # height of a row of names
# The call that makes the table of each figure, with the names the notebooks use.
MADE_BY = {
    "naming": 'framing.rates(labels, articles, by=["source", "name", "voice"])',
    "rates": 'framing.rates(labels, articles, by=["source", "voice"])',
    "shares": "spoken.shares(labels, articles)",
    "speakers": "spoken.speakers(labels, articles)",
    "marks": 'spoken.in_marks(framing.rates(labels, articles, by=["source", "name", "voice"]))',
    "traces": "traces.places(labels, articles, group=group)",
    "hedging": 'framing.rates(labels, articles, by=["source", "group", "voice"], layer="hedge")',
    "hedge_places": 'traces.places(labels, articles, layer="hedge")',
    "overview": "profiles.profiles(labels, articles)",
    "distinctive": "contrasts.top(contrasts.distinctive(words))",
    "tree": "similarity.similarity(words)",
    "plane": "similarity.similarity(words)",
    "tone": "tone.tone(labels, articles)",
    "choices": "choices.compare(labels, articles, group, decided)",
    "agreement": "agreement.summary(agreement.agreement(pairs))",
}


@dataclass(frozen=True)
class Drawn:
    """What stands behind an Axes: its table, title, caption with n and denominators, and alternative text."""

    table: pd.DataFrame
    title: str
    caption: str
    alt: str


def fitting(drawn, most, letters=style.LETTERS, lines=1, *, value="count"):
    """(the table's rows to draw, `drawn`): the `most` sources of the highest `value`s, by the names a figure shows.

    Their order is the table's. The caption then says how many there are besides, and what they hold.
    """
    table = drawn.table
    counts = table.groupby("source", sort=False)[value].sum()
    kept = counts.sort_values(ascending=False, kind="stable").index[: max(1, most)]
    if len(kept) < len(counts):
        table = table[table["source"].isin(kept)]
        rest = f"{counts.drop(kept).sum():,} of {counts.sum():,}"
        others = prose.plural(len(counts) - len(kept), "more source")
        hold = "holds" if len(counts) - len(kept) == 1 else "hold"
        said = f" Drawn: the {prose.plural(len(kept), 'source')} with the highest counts; {others} {hold} {rest}."
        drawn = replace(drawn, caption=drawn.caption + said)
    return table.assign(source=table["source"].map(style.short(counts.index, letters, lines))), drawn


def nothing(ax, drawn):
    """An Axes that says in words that there is nothing to draw."""
    with style.sheet(ax, drawn, style.COLUMN, 20 * style.MM) as ax:
        ax.text(0.5, 0.5, "nothing to draw", ha="center", transform=ax.transAxes, color=style.FAINT)
        ax.set(xticks=[], yticks=[])
        ax.spines[:].set_visible(False)
    return ax


def require(caller, table, columns):
    """Refuse a table without these columns, with the call that makes one."""
    missing = [column for column in columns if column not in table]
    if missing:
        raise FramingError(f"{caller}: the table has no {prose.listed(missing)}; make it by {MADE_BY[caller]}")


def bare(ax, width, height):
    """An Axes that is a sheet of paper: its units are millimetres from the upper left corner."""
    ax.set(xticks=[], yticks=[], xlim=(0, width), ylim=(height, 0))
    ax.spines[:].set_visible(False)
