"""The look of every figure, in one place: sizes, type, colours and their second cues."""

import re
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from textwrap import wrap

import matplotlib as mpl

from framing.wording import voice_name

MM = 1 / 25.4
COLUMN, PAGE = 89 * MM, 183 * MM  # widths of one and of two journal columns, in inches
DPI = 300
TITLE, SMALL = 8.5, 6  # sizes of type in points, beside the plain 7
TALLEST = 205 * MM  # of a drawing, so that it has room on a page with its title and caption
LETTERS = 20  # of a source's name in a figure
HEADING = 16  # letters on each of the two lines of a source's name above its panel
BOLD = 0.66  # mean width of bold letters, as a share of their size
NO_GLYPH = "▯"  # stands for letters that the font lacks
EDGE = 0.01  # where title and caption begin, as a share of the figure's width
INK, FAINT, RULE = "#222222", "#6b6b6b", "#d9d9d9"

# Okabe and Ito's palette (2008), which stays apart for colour-blind readers.
BLACK, ORANGE, SKY, GREEN = "#000000", "#E69F00", "#56B4E9", "#009E73"
YELLOW, BLUE, VERMILION, PURPLE = "#F0E442", "#0072B2", "#D55E00", "#CC79A7"

# Colour, hatch and marker of each voice: dark and plain for the source's own words, lighter and patterned for all
# others.
VOICES = {
    "own": (BLUE, "", "o"),
    "reported": (ORANGE, "////", "s"),
    "direct": (SKY, "....", "^"),
    "partial": (YELLOW, "xxxx", "D"),
    "scare": (PURPLE, "||||", "v"),
    "title": ("#bbbbbb", "----", "P"),
    "unsure": ("#ffffff", "oooo", "X"),
    "others": (ORANGE, "////", "D"),
}

# Colour and marker of each source, given out in the order of the articles.
SOURCES = (
    (BLUE, "o"), (VERMILION, "s"), (GREEN, "^"), (PURPLE, "D"),
    (ORANGE, "v"), (SKY, "P"), (BLACK, "X"), (YELLOW, "*"),
)  # fmt: skip

# matplotlib's own DejaVu Sans under a name of ours: a machine may have another one, of other outlines, by that name.
FAMILY = "framing DejaVu Sans"
FACES = ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DejaVuSans-Oblique.ttf", "DejaVuSans-BoldOblique.ttf")
RC = {
    "font.family": FAMILY, "font.size": 7, "text.parse_math": False, "text.color": INK,
    "figure.dpi": 96, "figure.facecolor": "white", "figure.constrained_layout.use": True,
    "axes.titlesize": TITLE, "axes.titleweight": "bold", "axes.titlelocation": "left", "axes.titlepad": 8,
    "figure.titlesize": TITLE, "figure.titleweight": "bold", "figure.labelsize": SMALL,
    "axes.labelsize": 6.5, "axes.labelcolor": INK, "axes.edgecolor": INK, "axes.linewidth": 0.6,
    "axes.spines.top": False, "axes.spines.right": False, "axes.axisbelow": True,
    "xtick.labelsize": 7, "ytick.labelsize": 7, "xtick.major.size": 2.5, "ytick.major.size": 2.5,
    "xtick.major.width": 0.6, "ytick.major.width": 0.6, "xtick.color": INK, "ytick.color": INK,
    "hatch.linewidth": 0.5, "patch.linewidth": 0.5, "lines.linewidth": 1, "lines.markersize": 4,
    "legend.frameon": False, "legend.fontsize": 6.5, "legend.handlelength": 1.6,
    "savefig.bbox": None, "savefig.dpi": DPI, "savefig.facecolor": "white",
    "svg.hashsalt": "framing", "svg.fonttype": "path", "pdf.fonttype": 42, "pdf.compression": 6,
}  # fmt: skip


def house():
    """A context in which figures are drawn and saved in the house style."""
    _know_faces()
    return mpl.rc_context(RC)


@cache
def _know_faces():
    """Makes matplotlib's own faces known by FAMILY."""
    from matplotlib import font_manager

    for face in FACES:
        entry = font_manager.ttfFontProperty(font_manager.get_font(f"{mpl.get_data_path()}/fonts/ttf/{face}"))
        font_manager.fontManager.ttflist.append(replace(entry, name=FAMILY))


def voice(name):
    """(colour, hatch, marker, plain name) of a voice; one spare look for voices of your own making."""
    return *VOICES.get(name, ("#999999", "\\\\\\\\", "h")), voice_name(name)


def sources(names, among=()):
    """{source: (colour, marker)} by position, first among all sources, so that a source looks the same throughout.

    From the ninth on a colour comes back with another marker.
    """
    looks = {}
    for i, name in enumerate(dict.fromkeys([*among, *names])):
        looks[name] = SOURCES[i % len(SOURCES)][0], SOURCES[(i + i // len(SOURCES)) % len(SOURCES)][1]
    return {name: looks[name] for name in dict.fromkeys(names)}


def short(names, letters=LETTERS, lines=1):
    """{name: as a figure shows it}: long ones cut in the middle, what the font lacks as NO_GLYPH.

    A name has `letters` on one line, or on each of two `lines` that it is to be wrapped into.
    Names that differ stay different: the second of two that would look alike gets a number.
    """
    shown, taken = {}, {}
    for name in dict.fromkeys(names):
        text, first = " ".join(printable(str(name)).split()) or NO_GLYPH, ""
        if lines > 1 and len(text) > letters >= len(first := wrap(text, letters, break_long_words=False)[0]):
            text = text[len(first) :].lstrip()
        if len(text) > letters:
            text = f"{text[: (letters - 1) // 2].rstrip()}…{text[-(letters // 2) :].lstrip()}"
        text = f"{first} {text}".strip() if len(first) <= letters else text
        taken[text] = taken.get(text, 0) + 1
        shown[name] = text if taken[text] == 1 else f"{text} ({taken[text]})"
    return shown


def printable(text):
    """`text` with each run of letters that the font lacks as one NO_GLYPH."""
    return re.sub(f"{NO_GLYPH}[{NO_GLYPH} ]*{NO_GLYPH}", NO_GLYPH, "".join(map(_printable, text)))


@cache
def _printable(letter):
    from matplotlib.font_manager import FontProperties, findfont, get_font

    _know_faces()
    faces = (FontProperties(family=RC["font.family"], weight=weight) for weight in ("normal", "bold"))
    has = letter.isspace() or all(get_font(findfont(face)).get_char_index(ord(letter)) for face in faces)
    return letter if has else NO_GLYPH


@contextmanager
def sheet(ax, drawn, width, height):
    """The Axes to draw on, in the house style; on leaving, title and caption are set and `ax.drawn` is kept.

    Without an `ax` it is the one Axes of a new figure, `width` inches wide and as
    high as `height` inches and the lines of title and caption take.
    """
    with house():
        alone = ax is None
        width = width if alone else axes_width(ax)
        title, caption = printable(drawn.title), printable(drawn.caption)
        lacking = f" {NO_GLYPH}: letters that the font lacks." if NO_GLYPH in title + caption else ""
        title, caption = fill(title, width, TITLE, 0.62), fill(caption + lacking, width, SMALL, 0.55)
        if alone:
            ax = _figure(width, height + (_lines(title) * TITLE * 1.25 + _lines(caption) * SMALL * 1.35 + 12) / 72)
        yield ax
        _letters(ax)
        if alone:
            ax.figure.suptitle(title, x=EDGE, ha="left", linespacing=1.25)
            ax.figure.supxlabel(caption, x=EDGE, ha="left", color=FAINT, linespacing=1.35)
            _settle(ax.figure)
        else:
            ax.set_title(title)
            ax.set_xlabel("\n".join(filter(None, [ax.get_xlabel(), caption])), loc="left")
        ax.drawn = drawn


def _letters(ax):
    """Have NO_GLYPH stand in every text of an Axes for what the font lacks: control characters would break an SVG."""
    from matplotlib.text import Text

    for axis in (ax.xaxis, ax.yaxis):
        labels = [label.get_text() for label in axis.get_ticklabels()]
        if labels != list(map(printable, labels)):
            axis.set_ticks(axis.get_ticklocs(), map(printable, labels))
    for text in ax.findobj(Text):
        text.set_text(printable(text.get_text()))


def _figure(width, height):
    import matplotlib.pyplot as plt

    return plt.figure(figsize=(width, height), layout="constrained").add_subplot()


def _settle(figure):
    """Lay the figure out once, for print: a layout done anew at each drawing depends on the drawings before it."""
    shown = figure.get_dpi()
    figure.set_dpi(DPI)
    figure.draw_without_rendering()
    figure.set_layout_engine("none")
    figure.set_dpi(shown)


def axes_width(ax, otherwise=None):
    """The width in inches that an Axes has on its figure; without an Axes, `otherwise`."""
    if ax is None:
        return otherwise
    return ax.figure.get_figure(root=True).get_figwidth() * ax.get_position(original=True).width


def fill(text, width, size, wide):
    """`text` in lines that fit `width` inches; letters of `size` points are `wide` times as wide."""
    return "\n".join(wrap(text.replace(" %", "\N{NO-BREAK SPACE}%"), max(HEADING, int(width * 72 / (size * wide)))))


def _lines(text):
    return text.count("\n") + 1


def across(panels, most):
    """How many of so many panels stand side by side where `most` have room: as many in each line as in the next."""
    return -(-panels // -(-panels // max(1, most)))


def columns(width, entries):
    """How many entries of a legend stand side by side in `width` inches."""
    return max(1, min(entries, int(width / (27 * MM))))
