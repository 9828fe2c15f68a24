"""Panels of one Axes: a panel a source, side by side with the same rows, in as many blocks as the width asks for."""

from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from framing import style

LEAST, LABELS = 27 * style.MM, 22 * style.MM  # least width of a panel; room for the names of rows
GAP = 0.16  # between panels, as a share of a panel
HEAD = 1.7  # rows above a panel for its name


def most_panels(width, high, rows, tall=1.0):
    """How many panels of so many rows, each `high` inches, a page has room for."""
    blocks = int((style.TALLEST / high - HEAD / tall) / (rows + (HEAD + 1) / tall))
    return max(1, blocks) * max(1, int((width - LABELS) / LEAST))


class Panels:
    """Where panels stand. Inside a panel x runs from 0 to `reach`, in the table's own unit; a row is 1 high.

    `x` and `y` hold the place of each panel's first row by its name; `legend` is the entries of the legend,
    `tall` the height of a row beside one line of text, `beside` the share of a panel kept free for numbers.
    """

    def __init__(self, names, rows, reach, width, legend=0, *, least=LEAST, beside=0.0, tall=1.0):
        names, self.rows, self.reach, self.tall = list(names), list(rows), reach, tall
        self.step = reach * (1 + GAP + beside)
        self.across = style.across(len(names), int((width - LABELS) / least))
        self.room = (width - LABELS) / self.across
        self.x = {name: self.step * (i % self.across) for i, name in enumerate(names)}
        self.y = {name: (len(self.rows) + (HEAD + 1) / tall) * (i // self.across) for i, name in enumerate(names)}
        self.columns = style.columns(width - LABELS, max(1, legend))
        self.head = (HEAD + (-(-legend // self.columns) + 0.5 if legend else 0)) / tall
        self.head += 0.5 * (1 - 1 / tall)
        self.width = self.step * self.across - reach * GAP
        self.height = self.head + max(self.y.values()) + len(self.rows) + 0.1 / tall

    def row(self, name):
        """The place of a row below the top of its panel."""
        return self.rows.index(name) + 0.0

    def draw(self, ax, handles, ticks):
        """Names of panels and rows, a faint line a row, the legend; `ticks` are (place, name) in each panel.

        Rows taller than a line of text hold several marks: the faint lines then stand between rows.
        """
        bottom, lines = len(self.rows) - 0.5 + 0.1 / self.tall, range(len(self.rows))
        if self.tall > 1:
            lines = [i + 0.5 for i in lines[:-1]]
        for name, x in self.x.items():
            top = self.y[name]
            told = style.fill(name, self.room, 7, style.BOLD)
            ax.text(x, top - 0.5 - 0.25 / self.tall, told, va="bottom", weight="bold", linespacing=1)
            ax.hlines([top + i for i in lines], x, x + self.reach, color=style.RULE, lw=0.4, zorder=0)
            ax.vlines(x, top - 0.5, top + bottom, color=style.INK, lw=0.7, zorder=1)
            for at, said in ticks:
                ax.vlines(x + at, top + bottom, top + bottom + 0.15 / self.tall, color=style.INK, lw=0.5)
                side = "left" if at == 0 else "right" if at == self.reach else "center"
                ax.text(x + at, top + bottom + 0.25 / self.tall, said, ha=side, va="top", size=6, color=style.FAINT)
        tops = sorted(set(self.y.values()))
        ax.set_yticks([top + i for top in tops for i in range(len(self.rows))], self.rows * len(tops))
        ax.set(xticks=[], xlim=(-0.01 * self.reach, self.width), ylim=(self.height - self.head, -self.head))
        ax.tick_params(length=0)
        ax.spines[:].set_visible(False)
        if handles:
            close = {"borderaxespad": 0, "borderpad": 0, "columnspacing": 1.4}
            ax.legend(handles=handles, loc="upper left", ncols=self.columns, handletextpad=0.5, **close)


def in_order(voices):
    """Voices in the order of the house, those of your own making last."""
    voices = list(dict.fromkeys(voices))
    return [voice for voice in style.VOICES if voice in voices] + [v for v in voices if v not in style.VOICES]


def patch(voice):
    """The legend's entry of a voice drawn as a bar."""
    colour, hatch, _, name = style.voice(voice)
    return Patch(fc=colour, hatch=hatch, ec=style.INK, label=name)


def mark(voice):
    """The legend's entry of a voice drawn as a mark."""
    colour, _, marker, name = style.voice(voice)
    return dot(name, colour, marker)


def dot(name, colour, marker):
    """The legend's entry of anything drawn as a mark."""
    return Line2D([], [], marker=marker, mfc=colour, mec=style.INK, mew=0.6, ms=4.5, ls="", label=name)


def points(ax, x, y, voice, size=18):
    """A mark of a voice at each place."""
    colour, _, marker, name = style.voice(voice)
    look = {"fc": colour, "marker": marker, "ec": style.INK, "lw": 0.5, "clip_on": False, "zorder": 2.5}
    ax.scatter(x, y, size, label=name, **look)
