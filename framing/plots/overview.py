"""All sources on one page: a line a source, a column a question."""

from framing import prose, style
from framing.plots.drawn import Drawn, bare, nothing, require
from framing.tone import signed
from framing.wording import NOTHING

SOURCES = 11  # lines that fit a page
LINE, ROW, HEAD = 3.1, 17, 9  # mm: height of a line of words, of a source's row, of the headings
WORDS = 4  # lines of words in a row, the last one for what there is no room for
# Left edge of each column, as a share of the width, and its heading.
COLUMNS = {
    "source": (0.0, ""),
    "words": (0.155, "whose words, %"),
    "own": (0.365, "names in own words"),
    "others": (0.525, "names in others’ words"),
    "hedge": (0.69, "hedges a\n1,000 words"),
    "tone": (0.775, "tone"),
    "word": (0.87, "sets it apart"),
}
LOOKS = {"own": (style.BLUE, ""), "reported": (style.ORANGE, "////"), "quoted": (style.SKY, "....")}
TONE = 0.5  # half the width of the strip of tone, in polarity


def overview(table, *, ax=None):
    """All sources on one page; `table` comes from `profiles.profiles(labels, articles)`."""
    require("overview", table, ["source", "what", "name", "voice", "count", "words", "value"])
    drawn = Drawn(table, _title(table), _caption(table), _alt(table))
    if not len(table):
        return nothing(ax, drawn)
    sources = list(dict.fromkeys(table["source"]))[:SOURCES]
    width, height = style.axes_width(ax, style.PAGE) / style.MM, HEAD + ROW * len(sources)
    at = {column: share * width for column, (share, _) in COLUMNS.items()}
    with style.sheet(ax, drawn, width * style.MM, height * style.MM) as ax:
        for column, (_, heading) in COLUMNS.items():
            ax.text(at[column], 0, heading, va="top", size=6, color=style.FAINT)
        most = table.loc[table["what"] == "hedge", "value"].max()
        for i, (source, name) in enumerate(style.short(sources, style.HEADING, 2).items()):
            top = HEAD + ROW * i
            ax.hlines(top - 1.5, 0, width, color=style.RULE, lw=0.5)
            _row(ax, name, table[table["source"] == source], at, top, width, most)
        bare(ax, width, height)
    return ax


def _row(ax, name, rows, at, top, width, most):
    """One source: its name and words, then every column."""
    part = dict(tuple(rows.groupby("what")))
    none = rows.iloc[:0]
    words = part.get("words", none)
    told = style.fill(name, at["words"] * style.MM, 7, style.BOLD)
    ax.text(at["source"], top + 1.2, told, weight="bold", va="top", linespacing=1.1)
    ax.text(at["source"], top + ROW - 3.4, f"{words['count'].sum():,} words", size=6, color=style.FAINT, va="center")
    _shares(ax, words, at["words"], top, 0.20 * width)
    names = part.get("name", none)
    for voice in ("own", "others"):
        _list(ax, names[names["voice"] == voice], at[voice], top)
    for row in part.get("hedge", none).to_dict("records"):
        room = 0.065 * width
        ax.barh(top + 3.5, room * row["value"] / most if most else 0, 3, at["hedge"], color=style.GREEN, ec=style.INK)
        ax.text(at["hedge"], top + 7.8, f"{row['value']:.1f} ({row['count']})", size=6, va="center")
    _tone(ax, part.get("tone", none), at["tone"], top, 0.07 * width)
    _list(ax, part.get("word", none), at["word"], top)


def _cut(name, most):
    return name if len(name) <= most else f"{name[: most - 1]}…"


def _shares(ax, rows, left, top, width):
    begin = left
    for row in rows[rows["count"] > 0].to_dict("records"):
        colour, hatch = LOOKS.get(row["voice"], ("#999999", ""))
        length = row["value"] * width
        ax.barh(top + 3.5, length, 4.5, begin, color=colour, hatch=hatch, ec=style.INK, label=row["voice"])
        told = f"{row['voice'] if length > 1.4 * len(row['voice']) else ''}\n{100 * row['value']:.0f}"
        ax.text(begin, top + 6.6, told, va="top", size=6)
        begin += length


def _list(ax, rows, left, top):
    told = [f"{_cut(row['name'], 18)} {row['count']}" for row in rows.to_dict("records")] or ["–"]
    if len(told) > WORDS:
        told = [*told[: WORDS - 1], f"+ {len(told) - WORDS + 1} more"]
    for i, text in enumerate(told):
        ax.text(left, top + 1.9 + LINE * i, text, va="center", size=6.5)


def _tone(ax, rows, left, top, width):
    middle = left + width / 2
    ax.hlines(top + 3.5, left, left + width, color=style.FAINT, lw=0.6)
    ax.vlines(middle, top + 2, top + 5, color=style.FAINT, lw=0.6)
    for i, row in enumerate(rows[rows["count"] > 0].to_dict("records")):
        colour, _, marker, _ = style.voice(row["voice"])
        place = middle + width / 2 * max(-1, min(1, row["value"] / TONE))
        ax.scatter(
            [place], [top + 3.5], 16, color=colour, ec=style.INK, lw=0.5, marker=marker, zorder=3, label=row["voice"]
        )
        ax.text(left, top + 7.8 + LINE * i, f"{row['voice']} {signed(row['value'])}", size=6, va="center")


def _title(table):
    own = table[(table["what"] == "words") & (table["voice"] == "own")].dropna(subset="value")
    if not len(own):
        return NOTHING
    if len(own) == 1:
        return f"{own['source'].iloc[0]}: {100 * own['value'].iloc[0]:.0f} % of it is its own words"
    low, high = own.loc[own["value"].idxmin()], own.loc[own["value"].idxmax()]
    if f"{low['value']:.2f}" == f"{high['value']:.2f}":
        return f"{100 * low['value']:.0f} % own words in all {prose.plural(len(own), 'source')}"
    return (
        f"From {100 * low['value']:.0f} % own words ({low['source']}) to {100 * high['value']:.0f} % "
        f"({high['source']}): {prose.plural(len(own), 'source')} side by side"
    )


def _caption(table):
    sources = table["source"].nunique()
    beyond = f" The first {SOURCES} of {sources} sources are drawn." if sources > SOURCES else ""
    words = table.loc[table["what"] == "words", "count"].sum()
    named = table.loc[table["what"] == "name", "count"].sum()
    hedges = table.loc[table["what"] == "hedge", "count"].sum()
    return (
        f"n = {prose.plural(int(words), 'word')}, {prose.plural(int(named), 'mention')} of a name, "
        f"{prose.plural(int(hedges), 'hedge')}. Beside a name its mentions, beside a distinctive word its uses, "
        f"in brackets the hedges. Tone: mean polarity by word list, the strip "
        f"from {signed(-TONE, 1)} to {signed(TONE, 1)}, "
        f"its middle 0.{beyond}"
    )


def _alt(table):
    parts = []
    for source, rows in table.groupby("source", sort=False):
        shares = [
            f"{row.voice} {100 * row.value:.0f} %"
            for row in rows[rows["what"] == "words"].itertuples()
            if row.value > 0
        ]
        hedge = [f"{v:.1f} hedges per 1,000 words" for v in rows.loc[rows["what"] == "hedge", "value"].dropna()]
        own, others = _names(rows, "own"), _names(rows, "others")
        parts.append(f"{source}: {prose.listed([*shares, *hedge])}; own words name {own}, other voices {others}.")
    return f"A page with one line a source. {_title(table)}. {' '.join(prose.capped(parts, 'source'))}"


def _names(rows, voice):
    named = rows[(rows["what"] == "name") & (rows["voice"] == voice)]
    told = [f"{name} {count}" for name, count in zip(named["name"], named["count"], strict=True)]
    return prose.listed(prose.capped(told, "name", 3)) or "none"
