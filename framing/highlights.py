"""Articles marked up with their labels, as HTML that stays whole wherever it is shown.

Only inline styles are used: JupyterLab drops style sheets and ids of notebooks
it does not trust. Colours are tints over whatever background there is, so the
page reads in light and dark; every colour has a second cue (side lines and a
letter for voices, the kind of line for terms), and all labels are listed below.
"""

from collections import Counter
from hashlib import sha256
from html import escape
from itertools import pairwise

from framing.articles import Article
from framing.tables import by_nesting
from framing.wording import voice_name

# Voice -> letter, tint, line. The tints are Okabe and Ito's colours, as in the figures.
VOICE_LOOKS = {
    "reported": ("R", "rgba(230,159,0,0.22)", "#B87F00"),
    "direct": ("D", "rgba(86,180,233,0.28)", "#2E8BC0"),
    "partial": ("P", "rgba(240,228,66,0.38)", "#A89B00"),
    "scare": ("S", "rgba(204,121,167,0.32)", "#B8578F"),
    "title": ("T", "rgba(128,128,128,0.25)", "#808080"),
    "unsure": ("?", "rgba(128,128,128,0.12)", "#808080"),
}
# The line below a term, by group; groups of other codebooks take the spare ones in turn.
TERMS = {
    "opposition": "3px solid #D55E00",
    "event": "3px double #009E73",
    "intervention": "2px dashed #0072B2",
    "repression": "1px solid #B8578F",
    "migration": "3px groove #B87F00",
}
SPARE = ("2px solid #808080", "3px double #808080", "2px dashed #808080", "3px groove #808080")
HEDGE = "2px dotted #808080"
SECTION_LOOKS = {
    "headline": "font-weight:bold;font-size:120%",
    "lead": "",
    "body": "",
    "caption": "font-style:italic",
    "furniture": "opacity:0.6;font-size:85%",
}
LISTED = ("text", "layer", "group", "name", "voice", "speaker", "hedge", "section", "rule")
# Columns stand side by side while each has this width, and below each other on a narrower page.
COLUMNS = "display:flex;flex-wrap:wrap;gap:0 2.5em"
COLUMN = "flex:1 1 22em;min-width:0;max-width:46em"


def highlight(articles, labels):
    """An article, or several side by side, marked up with their rows of the label table, below one legend.

    The voice is the background, a term is underlined after its group, a hedge
    dotted; pausing on a word shows its rule, voice and speaker. By keyboard, each
    term and hedge and the letter of each voice can be reached, with the same text.
    """
    articles = [articles] if isinstance(articles, Article) else list(articles)
    tables = [labels[labels["article"] == article.id] for article in articles]
    rows = [table.astype(object).where(table.notna(), None).to_dict("records") for table in tables]
    lines = _term_lines(sum(rows, []))
    columns, told = [], []
    for article, table, mine in zip(articles, tables, rows, strict=True):
        spans = [mine[i] for i in by_nesting(table)]
        blocks = [_block(article.text, section, spans, lines) for section in article.sections]
        columns.append(f'<div style="{COLUMN}">{"".join([_heading(article), *blocks, _list(mine)])}</div>')
        counts = Counter(table["layer"])
        found = ", ".join(f"{counts[layer]} {layer}s" for layer in ("voice", "term", "hedge"))
        told.append(f"{article.id} marked up: {found}")
    side_by_side = f'<div style="{COLUMNS}">{"".join(columns)}</div>'
    return Page(f'<div style="line-height:1.9">{_legend(sum(rows, []), lines)}{side_by_side}</div>', told)


class Page:
    """Marked-up articles: `html` is one element with inline styles; its repr has counts and a digest."""

    def __init__(self, html, told):
        self.html, self.told = html, told

    def __repr__(self):
        return "; ".join([*self.told, sha256(self.html.encode()).hexdigest()[:12]])

    def _repr_html_(self):
        return self.html


def _heading(article):
    """Source, date and id; and the headline, where the text itself has none."""
    source, *told = dict.fromkeys(filter(None, [article.source, article.date, article.id]))
    told = " · ".join([f"<b>{escape(source)}</b>", *map(escape, told)])
    heading = f'<p style="font-size:90%">{told}</p>'
    if article.headline and all(section.kind != "headline" for section in article.sections):
        heading += f'<p style="{SECTION_LOOKS["headline"]}">{escape(article.headline)}</p>'
    return heading


def _term_lines(rows):
    """The line below the terms of each group that occurs."""
    groups = dict.fromkeys(sorted(row["group"] for row in rows if row["layer"] == "term"))
    spare = [group for group in groups if group not in TERMS]
    return {group: TERMS.get(group) or SPARE[spare.index(group) % len(SPARE)] for group in groups}


def _block(text, section, spans, lines):
    """One section as paragraphs, line by line."""
    look = f"margin:0.5em 0;{SECTION_LOOKS.get(section.kind, '')}"
    inside = [row for row in spans if row["start"] < section.end and row["end"] > section.start]
    out, start = [], section.start
    for line in text[section.start : section.end].splitlines(keepends=True):
        end = start + len(line.rstrip())
        if start < end:
            mark = _tag("furniture") if section.kind == "furniture" else ""
            here = [row for row in inside if row["start"] < end and row["end"] > start]
            out.append(f'<p style="{look}">{_words(text, start, end, here, lines)}{mark}</p>')
        start += len(line)
    return "".join(out)


def _words(text, start, end, spans, lines):
    """The text from `start` to `end`, cut wherever a label begins or ends."""
    edges = {edge for row in spans for edge in (row["start"], row["end"]) if start < edge < end}
    out = []
    for a, b in pairwise(sorted({start, end} | edges)):
        here = [row for row in spans if row["start"] <= a and row["end"] >= b]
        out.append(_piece(escape(text[a:b], quote=False), a, b, here, lines))
    return "".join(out)


def _piece(text, start, end, spans, lines):
    voices = [row for row in spans if row["layer"] == "voice" and row["group"] in VOICE_LOOKS]
    words = [row for row in spans if row["layer"] != "voice"]
    if words:
        line = next((lines[row["group"]] for row in words if row["layer"] == "term"), HEDGE)
        style = f";border-bottom:{line}" + (f";border-top:{HEDGE}" if line != HEDGE and len(words) > 1 else "")
        text = _mark(text, style, words)
    if not voices:
        return text
    letter, tint, _ = VOICE_LOOKS[voices[-1]["group"]]
    style, tag = f"background-color:{tint};padding:2px 0", ""
    for row in voices:
        colour = VOICE_LOOKS[row["group"]][2]
        style += f";border-left:2px solid {colour}" if row["start"] == start else ""
        if row["end"] == end:
            style += f";border-right:2px solid {colour}"
            tag = _tag(_mark(VOICE_LOOKS[row["group"]][0], "", [row])) + tag
    return f'<span style="{style}" title="{_hover(voices[-1:])}">{text}</span>{tag}'


def _mark(text, style, rows):
    """Words that the Tab key reaches, too: of all inline elements JupyterLab keeps `tabindex` on links only."""
    return f'<a tabindex="0" style="color:inherit{style}" title="{_hover(rows)}">{text}</a>'


def _hover(rows):
    return escape("\n".join(_told(row) for row in rows)).replace("\n", "&#10;")


def _told(row):
    what = f"{row['layer']}: {row['group']}" + (f", {row['name']}" if row["name"] else "")
    whose = f"{row['voice']}" + (f" ({row['speaker']})" if row["speaker"] else "")
    held = f" – held off by “{row['hedge']}”" if row["hedge"] else ""
    return f"{what} – {whose}{held} – {row['rule']}"


def _tag(text):
    return f'<sup style="font-size:70%;opacity:0.8;padding:0 2px"><b>{text}</b></sup>'


def _legend(rows, lines):
    counts = Counter((row["layer"], row["group"]) for row in rows)
    voices = [("", "the source’s own words: no background", "")]
    for voice, (letter, tint, colour) in VOICE_LOOKS.items():
        if counts["voice", voice]:
            side = f"2px solid {colour}"
            look = f"background-color:{tint};border-left:{side};border-right:{side};padding:2px 4px"
            voices.append((look, f"{voice_name(voice)} {counts['voice', voice]}", _tag(letter)))
    words = [(f"border-bottom:{line}", f"{escape(group)} {counts['term', group]}", "") for group, line in lines.items()]
    hedges = sum(n for (layer, _), n in counts.items() if layer == "hedge")
    words += [(f"border-bottom:{HEDGE}", f"hedge {hedges}", "")] * (hedges > 0)
    return "".join(
        f'<p style="font-size:85%;margin:0.2em 0">{" &nbsp; ".join(_item(*item) for item in items)}</p>'
        for items in (voices, words)
    )


def _item(style, text, tag):
    return f'<span style="white-space:nowrap"><span style="{style}">{text}</span>{tag}</span>'


def _list(rows):
    """All labels as a table behind a fold, for reading without a pointer."""
    look = ' style="text-align:left;padding:2px 8px"'
    head = "".join(f"<th{look}>{key}</th>" for key in LISTED)
    body = []
    for row in sorted(rows, key=lambda row: (row["start"], -row["end"])):
        cells = (escape(" ".join(str(row[key] or "").split())) for key in LISTED)
        body.append(f"<tr>{''.join(f'<td{look}>{cell}</td>' for cell in cells)}</tr>")
    table = f'<table style="font-size:80%"><thead><tr>{head}</tr></thead><tbody>{"".join(body)}</tbody></table>'
    wide = f'<div style="overflow-x:auto">{table}</div>'
    return f"<details><summary>All {len(rows)} labels as a list</summary>{wide}</details>"
