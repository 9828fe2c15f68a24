"""How alike articles are: as a tree beside the numbers, and as a map."""

from dataclasses import replace
from itertools import product
from textwrap import wrap

import numpy as np

from framing import prose, similarity, style
from framing.plots.drawn import Drawn, bare, nothing, require

MM = style.MM
NUMBERED, NAMED = 16, 8  # articles up to which the square of similarities has its numbers, the map its names in it
BOLD = 0.02  # width of a bold letter, as a share of the map's
MOST_ARTICLES = 50  # articles that a tree or a map has room for


def tree(table, *, ax=None):
    """How alike the articles are: a tree that joins the most alike first, beside the numbers it is made from.

    `table` comes from `similarity.similarity(words)`.
    """
    require("tree", table, ["name", "other", "similarity", "shared", "words"])
    drawn = Drawn(
        table, _alike_title(table), _tree_caption(table), _alike_alt("A tree beside a square of numbers", table)
    )
    if table["name"].nunique() < 2:
        return nothing(ax, drawn)
    table, drawn = _first(drawn)
    leaves, joins = similarity.tree(table)
    cosine = similarity.square(table).loc[leaves, leaves].to_numpy()
    n, width = len(leaves), style.axes_width(ax, style.PAGE) / MM
    room = min(1.45 * max(map(len, leaves)) + 3, 0.3 * width)
    stem = 0.36 * (width - room)
    cell, row = (width - room - stem) / n, 6.0 if n <= NUMBERED else 3.6
    heights = [x[1] for _, x in joins]
    near, far = max(heights), min(heights)
    scale = 0.74 * stem / max(near - far, 1e-9)
    with style.sheet(ax, drawn, width * MM, (row * n + 5) * MM) as ax:
        written = set()
        for y, join in joins:
            x = np.where(join == 1, stem, 0.12 * stem + (join - far) * scale)
            ax.plot(x, (y + 0.5) * row, color=style.INK, lw=0.9)
            if n <= NUMBERED and (place := (round(x[1]), f"{join[1]:.2f}")) not in written:
                written.add(place)
                ax.text(x[1] - 0.6, (y[1:3].mean() + 0.46) * row, f"{join[1]:.2f}", ha="right", va="bottom", size=6)
        edges = stem + room + cell * np.arange(n + 1), row * np.arange(n + 1)
        off = np.where(np.eye(n, dtype=bool), np.nan, cosine)
        tint = ax.pcolormesh(*edges, off, cmap="Blues", vmin=0, vmax=2 * np.nanmax(off) or 1, ec="white", lw=0.8)
        tint.set_rasterized(False)
        for i, name in enumerate(leaves):
            ax.text(stem + 1, (i + 0.5) * row, name, va="center")
            if n <= NUMBERED:
                _numbers(ax, cosine[i], i, stem + room + cell * (np.arange(n) + 0.5), (i + 0.5) * row)
        short = [name if cell > 1.3 * len(name) else f"{i + 1}" for i, name in enumerate(leaves)]
        for i, name in enumerate(short):
            if cell < 4 and i % 5 != 4:
                continue
            ax.text(
                stem + room + cell * (i + 0.5), row * n + 2.5, name, ha="center", va="center", size=6, color=style.FAINT
            )
        bare(ax, width, row * n + 5)
    return ax


def _numbers(ax, row, i, x, y):
    for j, value in enumerate(row):
        ax.text(x[j], y, "–" if i == j else f"{value:.2f}", ha="center", va="center", size=6.5)


def plane(table, *, ax=None, among=()):
    """How alike the articles are: a map on which alike articles lie close, each linked to the one most like it.

    `table` comes from `similarity.similarity(words)`. With all names in `among`, each keeps its colour whichever of
    them the table has. Many articles stand as numbers, with a key.
    """
    require("plane", table, ["name", "other", "similarity", "shared", "words"])
    drawn = Drawn(table, _plane_title(table), "", _alike_alt("A map of points", table, _plane_title))
    if table["name"].nunique() < 2:
        return nothing(ax, replace(drawn, caption=_plane_caption(table, None)))
    numbered = min(table["name"].nunique(), MOST_ARTICLES) > NAMED
    table, drawn = _first(drawn, *(() if numbered else (style.HEADING, 2)))
    places = similarity.positions(table)
    drawn = replace(drawn, caption=_plane_caption(drawn.table, places) + drawn.caption)
    at = places.set_index("name")[["x", "y"]]
    reach = max(np.ptp(at.to_numpy(), axis=0).max(), 1e-6)
    middle = (at.max() + at.min()).to_numpy() / 2
    told = {name: "\n".join(wrap(name, style.HEADING)) for name in at.index}
    longest = 8 if numbered else max(len(line) for name in told.values() for line in name.split("\n"))
    half = reach * 0.5 / max(0.25, 0.95 - 2 * BOLD * longest)
    looks = dict(zip(at.index, style.sources(drawn.table["name"], among).values(), strict=False))
    box = {"boxstyle": "square,pad=0.1", "fc": "white", "ec": "none"}
    with style.sheet(ax, drawn, style.PAGE if numbered else style.COLUMN, (85 if numbered else 70) * MM) as ax:
        drawn_links, links = set(), []
        for row in similarity.closest(table).itertuples():
            ends = frozenset((row.name, row.other))
            if ends not in drawn_links:
                drawn_links.add(ends)
                x, y = at.loc[[row.name, row.other], "x"], at.loc[[row.name, row.other], "y"]
                ax.plot(x, y, color=style.FAINT, lw=0.7, zorder=1)
                links.append((x.mean(), y.mean(), f"{row.similarity:.2f}"))
        size = 14 if numbered else 34
        for name, (colour, marker) in looks.items():
            ax.scatter(*at.loc[name], size, fc=colour, ec=style.INK, lw=0.6, marker=marker, label=name, zorder=3)
        if numbered:
            ax.set_anchor("W")
            _key(ax, at, 2 * half, looks)
        else:
            texts, taken = _beside(at.rename(index=told), 2 * half)
            for name, x, y, side in texts:
                ax.text(x, y, name, ha=side, va="center", weight="bold", bbox=box, zorder=2)
            for x, y, number in links:
                if _free(place := (x - 0.06 * half, x + 0.06 * half, y - 0.03 * half, y + 0.03 * half), taken):
                    taken.append(place)
                    ax.text(x, y, number, size=6, ha="center", va="center", bbox=box)
        low, high = middle - half * np.array([1, 0.8]), middle + half * np.array([1, 0.8])
        ax.set(xlim=(low[0], high[0]), ylim=(low[1], high[1]), xticks=[], yticks=[], box_aspect=0.8)
        for spine in ax.spines.values():
            spine.set(visible=True, color=style.RULE)
    return ax


def _key(ax, at, width, looks):
    """A number beside each point that has room for it, and beside the map all numbers with their marks and names."""
    high = -(-len(at) // 2)
    texts, _ = _beside(at.set_axis([str(i + 1) for i in range(len(at))]), width, crowded=False)
    for number, x, y, side in texts:
        ax.text(x, y, number, ha=side, va="center", size=6, zorder=4)
    for i, (name, (colour, marker)) in enumerate(looks.items()):
        across, down = divmod(i, high)
        x, y = 1.04 + 0.35 * across, 1 - (down + 0.5) / max(high, 20)
        look = {"fc": colour, "marker": marker, "ec": style.INK, "lw": 0.5, "clip_on": False}
        ax.scatter(x - 0.015, y, 10, transform=ax.transAxes, **look)
        ax.text(x + 0.005, y, f"{i + 1} {name}", transform=ax.transAxes, va="center", size=6)


def _first(drawn, *letters):
    """(the rows to draw, `drawn`): the first articles, by the names a figure shows; the caption counts the others."""
    names = list(dict.fromkeys(drawn.table["name"]))
    if len(names) > MOST_ARTICLES:
        said = f" Drawn: the first {MOST_ARTICLES} of {len(names)} articles."
        drawn = replace(drawn, caption=drawn.caption + said)
    shown = style.short(names[:MOST_ARTICLES], *letters)
    rows = drawn.table.assign(name=drawn.table["name"].map(shown), other=drawn.table["other"].map(shown))
    return rows.dropna(subset=["name", "other"]), drawn


def _beside(at, width, crowded=True):
    """The labels as (name, x, y, side), and the room they and the points take as (left, right, bottom, top).

    A label stands outward of its point, or as near to that place as it covers neither a point nor another label;
    one that finds no such place stands outward if they may be `crowded`, and else is left out.
    """
    middle, near, line = (at["x"].max() + at["x"].min()) / 2, 0.02 * width, 0.036 * width
    texts, taken = [], [(x - near, x + near, y - near, y + near) for x, y in at.to_numpy()]
    for name, (x, y) in at.iterrows():
        lines, out = name.split("\n"), 1 if x >= middle else -1
        wide, high = BOLD * width * max(map(len, lines)), line * len(lines)
        rooms = {}
        for up, sign in product((0, 0.5, -0.5, 1, -1, 1.5, -1.5, 2, -2), (out, -out)):
            begin, middle_y = x + 1.2 * sign * near, y + up * line
            left = begin if sign > 0 else begin - wide
            rooms[begin, middle_y, "left" if sign > 0 else "right"] = (
                left, left + wide, middle_y - high / 2, middle_y + high / 2,
            )  # fmt: skip
        place = next((place for place, room in rooms.items() if _free(room, taken)), next(iter(rooms)))
        if not crowded and not _free(rooms[place], taken):
            continue
        taken.append(rooms[place])
        texts.append((name, *place))
    return texts, taken


def _free(room, taken):
    """Whether a rectangle meets none of others."""
    left, right, bottom, top = room
    return not any(left < to and begin < right and bottom < up and low < top for begin, to, low, up in taken)


def _alike_title(table):
    best = similarity.closest(table).sort_values("similarity", ascending=False, kind="stable")
    if not len(best):
        return "Nothing to compare: there is only one article"
    top, mean = best.iloc[0], table.loc[table["name"] != table["other"], "similarity"].mean()
    if table["name"].nunique() == 2:
        return f"{top['name']} and {top['other']}: similarity {top['similarity']:.2f}"
    if _even(table):
        return f"All {table['name'].nunique()} articles are alike to the same degree: {mean:.2f}"
    return (
        f"{top['name']} and {top['other']} are most alike: {top['similarity']:.2f}, {mean:.2f} on average of all pairs"
    )


def _even(table):
    """Whether all pairs are alike to the same degree, as far as two digits show."""
    return np.ptp(table.loc[table["name"] != table["other"], "similarity"]) < 0.005


def _plane_title(table):
    if table["name"].nunique() < 3 or _even(table):
        return _alike_title(table)
    means = table[table["name"] != table["other"]].groupby("name", sort=False)["similarity"].mean()
    return f"{means.idxmin()} stands farthest from the rest, {means.idxmax()} nearest to all"


def _alike_n(table):
    sizes = [f"{row.name} {row.words:,}" for row in table.drop_duplicates("name").itertuples(index=False)]
    told = prose.listed(prose.capped(sizes, "article")) or "none"
    return f"n = {prose.plural(table['name'].nunique(), 'article')}; different words in each: {told}. "


def _tree_caption(table):
    return _alike_n(table) + (
        "Numbers: cosine of the TF‑IDF vectors, 0 no word in common, 1 the same words. "
        "Tree: average linkage; a join stands at the mean similarity of what it joins, higher to the right."
    )


def _plane_caption(table, places):
    cosine = ", with their cosine where there is room" if places is None or len(places) <= NAMED else ""
    kept = "" if places is None else f" The two axes keep {100 * places['kept'].iloc[0]:.0f} % of the spread."
    return _alike_n(table) + (
        f"Classical scaling of the TF‑IDF vectors; a line leads from each article to the one most like it{cosine}."
        f"{kept} Directions mean nothing."
    )


def _alike_alt(what, table, title=_alike_title):
    pairs = [f"{row.name} and {row.other} {row.similarity:.2f}" for row in similarity.closest(table).itertuples()]
    return f"{what}. {title(table)}. The one most like each: {'; '.join(prose.capped(pairs, 'pair', 20))}."
