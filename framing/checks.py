"""Does a codebook fit these articles? What its patterns match, and where two of them want the same words."""

import pandas as pd

from framing.codebook import NO_LABEL
from framing.labels import grounds
from framing.prose import plural
from framing.tables import sentence_at, sentence_starts

COLUMNS = "article source start end text rule group name pattern winner sentence".split()
MOST = 20  # rows of a part of the report that could be long
SHORT = 30  # characters of a sentence that the report shows on either side of the words
LONG = 60  # characters of a pattern, name or article that it shows


def matches(codebook, articles):
    """Every match of `codebook` in `articles`, one row each, also those that `label` drops for another.

    `winner` is the rule that the words went to, missing where the match was counted; the rule of a row of
    the group `none` is one too. Overlaps are decided in framing/codebook.py. Furniture is left out.
    """
    rows = []
    for batch, ground, breaks in grounds(articles):
        tokens = ground.tokens
        lost, won = codebook.contests(tokens, breaks, ground.evidence)
        found = codebook.find(tokens, breaks, ground.evidence)
        winners = [None] * len(found) + [codebook.entries[n].rule for n in won.entry]
        starts = {}
        for match, winner in zip([*_each(found), *_each(lost)], winners, strict=True):
            first, last, entry = match
            if ground.furniture[first]:
                continue
            number, entry = ground.article[first], codebook.entries[entry]
            article, base = batch[number], ground.bases[number]
            start, end = int(tokens.starts[first] - base), int(tokens.ends[last] - base)
            if number not in starts:
                starts[number] = sentence_starts(article.text)
            sentence = sentence_at(article.text, starts[number], start)
            words = article.text[start:end]
            place = article.id, article.source, start, end, words, entry.rule, entry.group, entry.name, entry.pattern
            rows.append((*place, winner, sentence))
    return pd.DataFrame(rows, columns=COLUMNS)


def _each(found):
    return zip(found.first.tolist(), found.last.tolist(), found.entry.tolist(), strict=True)


def patterns(codebook, table):
    """How often each pattern of `codebook` was counted in a table of `matches`, the most frequent first.

    Columns: rule, group, name, pattern, matches, articles, sources, lost (to other patterns). Rows of the
    group `none` are left out: they are there to match what is not counted.
    """
    entries = [(e.rule, e.group, e.name, e.pattern) for e in codebook.entries if e.group != NO_LABEL]
    every = pd.DataFrame(entries, columns=["rule", "group", "name", "pattern"])
    counted = table[table["winner"].isna()].groupby("rule")
    for column, counts in (
        ("matches", counted.size()),
        ("articles", counted["article"].nunique()),
        ("sources", counted["source"].nunique()),
        ("lost", table[table["winner"].notna()].groupby("rule").size()),
    ):
        every[column] = every["rule"].map(counts).fillna(0).astype(int)
    return every.sort_values("matches", ascending=False, kind="stable").reset_index(drop=True)


def contests(table):
    """Which pattern took words from which, the most frequent first.

    Columns: rule, pattern, winner, times; article, text and sentence of the first time. Patterns of one name
    are left out, as it makes no difference which of them wins.
    """
    names = table.drop_duplicates("rule").set_index("rule")
    names = names["group"] + "\0" + names["name"]
    lost = table[table["winner"].notna()]
    lost = lost[lost["rule"].map(names) != lost["winner"].map(names)]
    first = {column: (column, "first") for column in ("pattern", "article", "text", "sentence")}
    told = lost.groupby(["rule", "winner"], sort=False).agg(times=("text", "size"), **first).reset_index()
    told = told.sort_values("times", ascending=False, kind="stable")
    return told[["rule", "pattern", "winner", "times", "article", "text", "sentence"]].reset_index(drop=True)


def report(codebook, articles):
    """What `framing check` prints: the patterns that match most, those that match nothing, and the contests."""
    table = matches(codebook, articles)
    every, fights = patterns(codebook, table), contests(table)
    found, none = every[every["matches"] > 0], every[every["matches"] == 0]
    text_of = dict(zip(every["rule"], every["pattern"], strict=True))
    parts = [
        f"{plural(len(every), 'pattern')} in {plural(len(articles), 'article')}: {len(found):,} match "
        f"{plural(every['matches'].sum(), 'time')}, {len(none):,} match nothing."
    ]
    if len(found):
        head = ["line", "group", "name", "pattern", "matches", "articles"]
        rows = found[["rule", *head[1:]]].head(MOST).to_numpy().tolist()
        parts.append(_part("Match most", head, rows, len(found)))
    if len(none):
        rows = [
            [*row, f"lost {lost:,} to others" if lost else ""]
            for *row, lost in none[["rule", "group", "name", "pattern", "lost"]].head(MOST).to_numpy().tolist()
        ]
        parts.append(_part("Match nothing", ["line", "group", "name", "pattern", ""], rows, len(none)))
    if len(fights):
        rows = [
            [won, text_of.get(won, "(sets a sense apart)"), rule, pattern, times, article, _round(sentence, text)]
            for rule, pattern, won, times, article, text, sentence in fights.head(MOST).to_numpy().tolist()
        ]
        head = ["won", "pattern", "lost", "pattern", "times", "article", "for instance"]
        parts.append(_part("Want the same words (the longest match wins, then the first)", head, rows, len(fights)))
    if max(len(found), len(none)) > MOST:
        parts.append("Every pattern with its counts: -o FILE.csv")
    return "\n\n".join(parts)


def _round(sentence, words):
    """The words with a little of their sentence on both sides."""
    at = max(0, sentence.find(" ".join(words.split())))
    left, right = max(0, at - SHORT), at + len(words) + SHORT
    return "…" * (left > 0) + sentence[left:right] + "…" * (right < len(sentence))


def _cut(cell):
    return cell if len(cell) <= LONG else cell[: LONG - 1] + "…"


def _part(title, head, rows, every):
    """A table in aligned columns, numbers to the right; says how many rows are not shown."""
    cells = [[*(_cut(str(cell)) for cell in cells), str(last)] for *cells, last in [head, *rows]]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    right = [isinstance(cell, int) for cell in rows[0]]
    lines = [
        "  ".join(
            cell.rjust(width) if number else cell.ljust(width)
            for cell, width, number in zip(row, widths, right, strict=True)
        ).rstrip()
        for row in cells
    ]
    more = [f"… and {every - len(rows):,} more"] if every > len(rows) else []
    return "\n".join([title, *(f"  {line}" for line in [*lines, *more])])
