"""What a notebook shows: figures told in numbers, sentences worked out from tables, single cases.

`%load_ext framing.notebook` in the first cell. A figure then leaves two
outputs: the picture with its alternative text, and as plain text every number
drawn, which is what a notebook test compares (a picture would differ with every
font and version). `say`, `show` and `case` return a `Said`, which a cell displays;
`show` takes any DataFrame, `case` an article and rows of its label table.
"""

from base64 import b64encode
from html import escape
from io import BytesIO
from itertools import groupby

import numpy as np
import pandas as pd
from matplotlib.collections import LineCollection, PathCollection, QuadMesh
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator

from framing import style

PICTURE_DPI, SCREEN_DPI = 192, 120  # pixels an inch of the figure has in the picture, and on the page


def load_ipython_extension(ipython):
    """Show figures inline, each as a picture with alternative text and as `told`; show sentences whole."""
    pd.set_option("display.max_colwidth", None, "display.max_columns", None, "display.precision", 1)
    ipython.run_line_magic("matplotlib", "inline")
    formatters = ipython.display_formatter.formatters
    for kind in ("image/png", "image/jpeg", "image/svg+xml", "application/pdf"):
        formatters[kind].pop(Figure, None)
    formatters["text/html"].for_type(Figure, picture)
    formatters["text/plain"].for_type(Figure, lambda figure, printer, cycle: printer.text(told(figure)))


class Said:
    """A paragraph for the reader: `html` in the notebook, `text` for tests."""

    def __init__(self, text, html=None):
        self.text, self.html = text, html or f"<p>{escape(text)}</p>"

    def __repr__(self):
        return self.text

    def _repr_html_(self):
        return self.html


def say(*sentences):
    """The sentences as a paragraph: prose whose numbers come from the cell that calls this."""
    return Said(" ".join(sentences))


def show(table, digits=1):
    """A table for reading: words to the left, numbers to the right, nothing where there is nothing.

    `digits` stand behind the point of numbers that are not whole.
    """
    if not len(table):
        return say("There is no such row.")
    aligned = ["right" if pd.api.types.is_numeric_dtype(dtype) else "left" for dtype in table.dtypes]
    columns = [column if isinstance(column, tuple) else (column,) for column in table.columns]
    *upper, lowest = [[str(name) for name in names] for names in zip(*columns, strict=True)]
    rows = [[_cell(value, digits) for value in row] for row in table.itertuples(index=False, name=None)]
    head = "".join(_wide_row(names) for names in upper) + _row("th", lowest, aligned)
    body = "".join(_row("td", row, aligned) for row in rows)
    text = "\n".join(" | ".join(row) for row in [*upper, lowest, *rows])
    return Said(text, f"<table><thead>{head}</thead><tbody>{body}</tbody></table>")


def _wide_row(names):
    """Headings that each stand over all neighbouring columns of the same name."""
    spans = ((name, len(list(same))) for name, same in groupby(names))
    cells = (f'<th colspan="{n}" style="text-align:right">{escape(name)}</th>' for name, n in spans)
    return f"<tr>{''.join(cells)}</tr>"


def _cell(value, digits):
    if pd.isna(value):
        return ""
    if isinstance(value, float):
        return f"{value:,.{digits}f}"
    return f"{value:,}" if isinstance(value, int) else str(value)


def _row(tag, cells, aligned):
    cells = (
        f'<{tag} style="text-align:{side}">{escape(cell)}</{tag}>' for cell, side in zip(cells, aligned, strict=True)
    )
    return f"<tr>{''.join(cells)}</tr>"


def case(article, rows):
    """The first of some rows of an article's label table as a case: its words in their sentence, and why."""
    if not len(rows):
        return say("There is no such label in this article.")
    row = rows.iloc[0]
    start, end, sentence = row["start"], row["end"], row["sentence"]
    at = article.text.find(sentence, max(0, end - len(sentence)), start + len(sentence))
    before, words, after = "", article.text[start:end], ""
    if 0 <= at <= start:
        before, after = article.text[at:start], article.text[end : at + len(sentence)]
    whose = f"voice: {row['voice']}" + (f", {row['speaker']}" if pd.notna(row["speaker"]) else "")
    what = [] if row["layer"] == "voice" else [f"{row['layer']}: {row['group']}, {row['name']}"]
    why = " · ".join([*what, whose, f"rule: {row['rule'].removeprefix('voice: ')}"])
    quoted = f"{escape(before)}<b><u>{escape(words)}</u></b>{escape(after)}"
    return Said(f"{before}[{words}]{after} – {why}", f"<blockquote>{quoted}</blockquote><p>{escape(why)}</p>")


def picture(figure):
    """A figure as HTML: the picture, a quarter larger than in print, with its alternative text."""
    with style.house():
        png = BytesIO()
        figure.savefig(png, format="png", dpi=PICTURE_DPI)
    alt = " ".join(ax.drawn.alt for ax in figure.axes if hasattr(ax, "drawn"))
    width = round(figure.get_figwidth() * SCREEN_DPI)
    source = f"data:image/png;base64,{b64encode(png.getvalue()).decode()}"
    look = f'width="{width}" style="max-width:100%"'
    return f'<figure style="margin:0"><img {look} alt="{escape(alt)}" src="{source}"></figure>'


def told(figure):
    """What a figure draws, as lines of text: titles, labels, and the numbers of every mark to 4 digits.

    Font, resolution and matplotlib's version leave it as it is.
    """
    width, height = figure.get_size_inches() / style.MM
    lines = [f"figure {width:.0f} × {height:.0f} mm"]
    lines += _texts("title", figure.get_suptitle()) + _texts("caption", figure.get_supxlabel())
    for i, ax in enumerate(figure.axes, 1):
        lines += [f"axes {i}", *(f"  {line}" for line in _axes(ax))]
    return "\n".join(lines)


def _axes(ax):
    if not ax.get_visible():
        return
    yield from _texts("title", ax.get_title("left") or ax.get_title())
    yield from _texts("xlabel", ax.get_xlabel())
    yield from _texts("ylabel", ax.get_ylabel())
    yield f"limits {_numbers([*ax.get_xlim(), *ax.get_ylim()])}"
    for name, axis in (("x", ax.xaxis), ("y", ax.yaxis)):
        if isinstance(axis.get_major_locator(), FixedLocator):
            at = axis.get_majorticklocs()
            labels = zip(at, axis.get_major_formatter().format_ticks(at), strict=True)
            yield f"{name} ticks " + "; ".join(f"{_number(place)} {label}" for place, label in labels)
    for container in ax.containers:
        yield from _bars(container)
    inside = {id(patch) for container in ax.containers for patch in container}
    for patch in ax.patches:
        if id(patch) not in inside:
            yield f"shape {_look(patch)} {_numbers(patch.get_path().interpolated(1).vertices.ravel())}"
    for line in ax.lines:
        yield f"line {line.get_color()} {line.get_marker()} {_numbers(np.ravel(line.get_xydata()))}"
    for collection in ax.collections:
        yield from _collection(collection)
    for image in ax.images:
        yield f"image {_numbers(np.ravel(image.get_array().filled(np.nan)))}"
    yield from sorted(f"text {_flat(text.get_text())}" for text in ax.texts if text.get_text())
    if ax.get_legend():
        yield "legend " + "; ".join(_flat(text.get_text()) for text in ax.get_legend().get_texts())


def _bars(container):
    patches = list(container)
    yield " ".join(["bars", container.get_label(), *map(_look, patches[:1])])
    for bar in patches:
        middle = bar.get_y() + bar.get_height() / 2
        yield f"  {_numbers([bar.get_x(), middle, bar.get_width(), bar.get_height()])}"


def _collection(collection):
    look = " ".join(to_hex(colour) for colour in collection.get_facecolor()[:1])
    if isinstance(collection, QuadMesh):
        yield f"heat map {_numbers(np.ravel(np.ma.filled(collection.get_array(), np.nan)))}"
    elif isinstance(collection, PathCollection):
        at = np.ravel(np.ma.filled(collection.get_offsets(), np.nan))
        yield f"points {_label(collection)} {look} {_numbers(at)}"
    elif isinstance(collection, LineCollection):
        yield f"lines {_numbers(at for segment in collection.get_segments() for at in np.ravel(segment))}"
    else:
        for path in collection.get_paths():
            yield f"area {look} {_numbers(path.vertices.ravel())}"


def _label(artist):
    label = str(artist.get_label())
    return "" if label.startswith("_") else label


def _look(patch):
    return f"{to_hex(patch.get_facecolor())} {patch.get_hatch() or ''}".strip()


def _texts(what, text):
    return [f"{what}: {_flat(text)}"] if text else []


def _flat(text):
    return " ".join(text.split())


def _number(value):
    return f"{value + 0.0:.4g}"


def _numbers(values):
    return " ".join(_number(value) for value in values)
