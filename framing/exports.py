"""Figures written to a folder, each with the numbers and the sentences behind it."""

import re
from functools import partial
from pathlib import Path

from framing import style
from framing.errors import FramingError
from framing.paths import put, put_text
from framing.records import write_csv
from framing.tables import evidence

NAME = re.compile(r"[\w-]+")
FORMATS = {
    "svg": {"metadata": {"Date": None}},
    "pdf": {"metadata": {"CreationDate": None, "ModDate": None}},
    "png": {"dpi": style.DPI},
}
# Control characters, and those that turn the direction of the letters after them.
STEERING = re.compile("[\0-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
LINK = re.compile(r"\[([\w.-]+)\]\(\1\)")
GALLERY = "<!-- written by framing: the figures of this folder -->\n"


def export(ax, name, labels=None, *, folder="figures"):
    """Write the figure of an Axes and all that stands behind it into `folder`; returns the paths written.

    name.svg, name.pdf (fonts embedded), name.png (300 dpi), name.csv (the table
    drawn), name.md (title, caption, alternative text) and, where `labels` are
    given, name.evidence.csv: the labels counted, each in its sentence (any
    other table of what was counted is written as it stands). The folder's
    README.md shows all its figures. The same table gives the same bytes. Raises
    FramingError for a name that is no plain file name, and for an Axes that no
    function of `framing.plots` drew.
    """
    if not NAME.fullmatch(name) or name.casefold() == "readme":
        raise FramingError(f"export: {name!r} is no name for a figure; use letters, digits, - and _")
    drawn = getattr(ax, "drawn", None)
    if drawn is None:
        what = "this Axes was not drawn by framing.plots, so no table stands behind it"
        raise FramingError(f"export: {what}; draw it by one of those, or save it by ax.figure.savefig")
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    figure = ax.figure.get_figure(root=True)
    with style.house():
        for kind, options in FORMATS.items():
            save = partial(figure.savefig, format=kind, **options)
            paths.append(put(folder / f"{name}.{kind}", save))
    paths.append(_write_csv(folder / f"{name}.csv", drawn.table))
    if labels is not None:
        paths.append(_write_csv(folder / f"{name}.evidence.csv", _counted(labels, drawn.table)))
    paths.append(put_text(folder / f"{name}.md", _caption(drawn, name, [path.name for path in paths])))
    write_gallery(folder)
    return [path.as_posix() for path in paths]


def exported(name, folder):
    """The files of a figure that `export` has written into `folder`; none where it has not come to the end.

    The caption is written last and names the others.
    """
    caption = folder / f"{name}.md"
    last = caption.read_text("utf-8", "replace").rstrip().rpartition("\n")[2] if caption.is_file() else ""
    files = [folder / link for link in LINK.findall(last) if link.startswith(f"{name}.")]
    whole = {f"{name}.{kind}" for kind in FORMATS} <= {file.name for file in files if file.is_file()}
    return [*files, caption] if whole else []


def _counted(labels, table):
    """The labels a table counts; a table that is no label table was made to stand behind this figure."""
    return evidence(labels, table) if "rule" in labels else labels


def _write_csv(path, table):
    return put(path, lambda beside: write_csv(table, beside, float_format="%.6g"))


def _caption(drawn, name, files):
    from framing import __version__

    links = " · ".join(f"[{file}]({file})" for file in files)
    return (
        f"## {_plain(drawn.title)}\n\n![{_plain(drawn.alt)}]({name}.png)\n\n"
        f"{_plain(drawn.caption)} framing {__version__}.\n\nIn words: {_plain(drawn.alt)}\n\n{links}\n"
    )


def _plain(text):
    """Text as Markdown that shows just this text, on one line: no link, no picture, no markup of its own."""
    text = STEERING.sub("\ufffd", " ".join(text.split()))
    return re.sub(r"([\[\]\\<>*_`])", r"\\\1", text)


def write_gallery(folder):
    """README.md: all captions of the folder. A README.md somebody else wrote stays as it is."""
    path = folder / "README.md"
    if path.exists() and not path.read_text("utf-8", "replace").startswith(GALLERY):
        return
    captions = [c.read_text("utf-8", "replace") for c in sorted(folder.glob("*.md")) if c.with_suffix(".png").exists()]
    put_text(path, f"{GALLERY}\n# Figures\n\n" + "\n".join(captions))
