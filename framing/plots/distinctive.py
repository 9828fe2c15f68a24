"""What sets a source apart: its distinctive words, a panel a source."""

import numpy as np

from framing import prose, style
from framing.plots.drawn import Drawn, bare, fitting, nothing, require

MM = style.MM
PANEL, LINE, HEAD = 44, 3.8, 8  # mm: least width of a source's panel, height of a word's line, of its heading
NONE = "Nothing to compare: there is only one source"


def distinctive(table, *, ax=None, among=()):
    """What sets each source apart: a panel a source, a bar a word, as long as its z; beside it its two counts.

    `table` comes from `contrasts.top(contrasts.distinctive(words))`. With all sources named in `among`, each
    keeps its colour whichever of them the table has.
    """
    require("distinctive", table, ["source", "word", "count", "words", "others", "others_words", "z"])
    drawn = Drawn(table, _distinctive_title(table), _distinctive_caption(table), _distinctive_alt(table))
    if not len(table):
        return nothing(ax, drawn)
    colours = [colour for colour, _ in style.sources(table["source"], among).values()]
    width = style.axes_width(ax, style.COLUMN if len(colours) == 1 else style.PAGE) / MM
    block = HEAD + LINE * table.groupby("source").size().max() + 2
    looks = dict(zip(style.short(table["source"], style.HEADING, 2).values(), colours, strict=True))
    most = int(style.TALLEST / MM / block) * max(1, int(width // PANEL))
    table, drawn = fitting(drawn, most, style.HEADING, 2)
    sources = list(dict.fromkeys(table["source"]))
    across = style.across(len(sources), int(width // PANEL))
    blocks = -(-len(sources) // across)
    lines = table.groupby("source").size().max()
    panel, block = width / across, HEAD + LINE * lines + 2
    longest = table["word"].str.len().max()
    gutter = min(0.5 * panel, 1.3 * longest + 2)
    scale = (panel - gutter - 12) / table["z"].max()
    with style.sheet(ax, drawn, width * MM, block * blocks * MM) as ax:
        for i, source in enumerate(sources):
            left, top = panel * (i % across), block * (i // across)
            rows = table[table["source"] == source]
            y = top + HEAD + LINE * np.arange(len(rows))
            ax.barh(y, rows["z"] * scale, 0.72 * LINE, left + gutter, color=looks[source], ec=style.INK, label=source)
            ax.vlines(left + gutter, y[0] - LINE / 2, y[-1] + LINE / 2, color=style.INK, lw=0.7)
            told = style.fill(source, (panel - gutter) * MM, 7, style.BOLD)
            ax.text(left + gutter, top + HEAD - 0.7 * LINE, told, va="bottom", weight="bold", linespacing=1)
            for at, row in zip(y, rows.to_dict("records"), strict=True):
                ax.text(left + gutter - 1, at, row["word"], ha="right", va="center")
                told = f"{row['count']} : {row['others']}"
                ax.text(left + gutter + row["z"] * scale + 1, at, told, va="center", size=6)
        bare(ax, width, block * blocks)
    return ax


def _distinctive_title(table):
    if not len(table):
        return NONE
    best = table.loc[table["z"].idxmax()]
    return (
        f"“{best['word']}” sets {best['source']} apart most: {prose.plural(best['count'], 'time')} in "
        f"{best['words']:,} words, {prose.plural(best['others'], 'time')} in the others’ {best['others_words']:,}"
    )


def _distinctive_caption(table):
    told = prose.sizes(table.drop_duplicates("source").set_index("source")["words"])
    return (
        f"n = {prose.plural(len(table), 'word')} used more than once, function words left out. Words counted: {told}. "
        "A bar is as long as the log-odds ratio against all other sources with a Dirichlet prior, over its standard "
        "error; beside it the times the source has the word : the times all others have it. It ranks words; it is no "
        "test."
    )


def _distinctive_alt(table):
    parts = []
    for source, rows in table.groupby("source", sort=False):
        words = [
            f"{row.word} {row.count_} to {row.others}" for row in rows.rename(columns={"count": "count_"}).itertuples()
        ]
        parts.append(f"{source}: {prose.listed(words)}.")
    told = " ".join(prose.capped(parts, "source"))
    return f"Bars, one panel a source, one line a word. {_distinctive_title(table)}. {told}"
