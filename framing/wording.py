"""Sentences about tables: what a figure shows, said in words worked out from its numbers.

Tables are those of `tables.rates`; those of `naming_…` are counted by source, name and voice, those of `rates_…` by
source and voice. `…_title`, `…_caption` and `…_alt` return a string, also of a table without a row.
"""

from framing.prose import capped, listed, plural, quoted, sentence, share, sizes
from framing.tables import PER

VOICE_NAMES = {
    "own": "own words",
    "reported": "reported speech",
    "direct": "direct quotation",
    "partial": "partial quotation",
    "scare": "scare quotes",
    "title": "title or slogan",
    "unsure": "unsure",
    "others": "other voices",
}
NOTHING = "Nothing to count in these articles"
ANEW = "middle 95 % of 1,000 rates with each article’s sentences drawn anew"
WHISKERS = f"Whiskers: {ANEW}; none where nothing was counted. They speak of these articles, not of articles unread."


def subject(table):
    """What a table of rates counts, as a plain noun: "opposition name", "hedge", …"""
    layer, group = (_only(table, key) for key in ("layer", "group"))
    noun = {"term": "name", None: "label"}.get(layer, layer)
    if group and group.endswith("s"):
        from textblob.en.inflect import singularize  # "strikers": striker names

        group = singularize(group)
    return f"{group} {noun}" if group else noun if layer != "term" else "contested name"


def voice_name(voice):
    """The plain name of a voice; one of your own making is its own name."""
    return VOICE_NAMES.get(voice, voice)


def _only(table, key):
    """The one value a column has, or None."""
    return table[key].iloc[0] if key in table and table[key].nunique() == 1 else None


def by_frequency(table, key, value="count"):
    """The values of `key` with their summed `value`, the largest first, zeros left out."""
    sums = table.groupby(key, sort=False)[value].sum()
    return sums[sums > 0].sort_values(ascending=False, kind="stable")


def naming_title(table):
    """Which name most sources use themselves, and which none does."""
    what = subject(table)
    said = table[table["count"] > 0]
    sources = table["source"].nunique()
    if not len(said):
        return _none(table)
    own = said[said["voice"] == "own"]
    users = own.groupby("name", sort=False)["source"].nunique().sort_values(ascending=False, kind="stable")
    never = [name for name in by_frequency(said, "name").index if name not in users.index]
    if not len(users):
        told = listed(capped([f"“{name}”" for name in never], "name", most=3))
        return f"No {what} is any source’s own word; others say {told}"
    k, name = users.iloc[0], users.index[0]
    who = own.loc[own["name"] == name, "source"].iloc[0] if k == 1 else sentence(share(k, sources))
    first = f"{who} {'says' if k == 1 else 'say'} “{name}” in {'its' if k == 1 else 'their'} own words"
    if not never:
        return f"{first}; every {what} is some source’s own word"
    are = "is no source’s own word" if len(never) == 1 else "are no source’s own words"
    return f"{first}; {quoted(never[:3])} {are}"


def _none(table):
    sources = table["source"].nunique()
    return f"No {subject(table)} in {plural(sources, 'source')}" if sources else NOTHING


def naming_caption(table, words):
    """n, denominators and how to read the naming figure; `words` is the words of each source."""
    return (
        f"n = {plural(int(table['count'].sum()), 'mention')}. Words counted: {sizes(words)}. "
        f"A bar is as long as the mentions per {PER:,} words of the source, its number is the mentions. "
        "Left of the line stand the source’s own words, right of it reported speech and all words in marks."
    )


def naming_alt(table):
    """The naming figure in words: each source's names with their mentions, own words first."""
    said = table[table["count"] > 0]
    parts = []
    for source in dict.fromkeys(table["source"]):
        rows = said[said["source"] == source]
        own = rows["voice"] == "own"
        parts.append(f"{source} – own words: {_mentions(rows[own])}; other voices: {_mentions(rows[~own])}.")
    shown = capped(parts, "source")
    return f"Bars, one panel a source, one row a name. {naming_title(table)}. {' '.join(shown)}"


def _mentions(rows):
    names = [f"{name} {count}" for name, count in by_frequency(rows, "name").items()]
    return listed(capped(names, "name")) or "none"


def rates_title(table):
    """In how many sources which voice has the highest rate."""
    what, sources = subject(table), table["source"].nunique()
    rated = table[table["count"] > 0]
    if not len(rated):
        return _none(table)
    voices = list(dict.fromkeys(table.dropna(subset="rate")["voice"]))
    if len(voices) == 1:
        top = rated.loc[rated["rate"].idxmax()]
        return f"{top['source']} has the most {what}s: {top['rate']:.1f} per {PER:,} words"
    highest = rated.loc[rated.groupby("source", sort=False)["rate"].idxmax()].assign(n=1)
    wins = by_frequency(highest, "voice", "n")
    more, than = "the most", ""
    if len(voices) == 2:
        more, than = "more", f" than {voice_name(next(voice for voice in voices if voice != wins.index[0]))}"
    where = share(int(wins.iloc[0]), sources)
    return f"{sentence(voice_name(wins.index[0]))} hold {more} {what}s per {PER:,} words{than} in {where}"


def rates_caption(table):
    """n, denominators and what the whiskers are."""
    n, words = plural(int(table["count"].sum()), "label"), plural(int(table["words"].sum()), "word")
    return f"n = {n} in {words}. {WHISKERS}"


def rates_alt(table):
    """The figure of rates in words."""
    rows = [
        f"{row['source']}, {voice_name(row['voice'])}: {row['count']} in {plural(row['words'], 'word')}"
        + (f", {row['rate']:.1f}" if row["words"] else "")
        for row in table.to_dict("records")
    ]
    told = "; ".join(capped(rows, "line", most=40))
    return f"Marks with whiskers, one line a source and voice. {rates_title(table)}. {told}."
