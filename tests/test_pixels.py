"""The look of every figure of the suite, without its text: a second net below the numbers that nbval compares.

The pictures in tests/pixels are what the figures look like on the five articles. Where a figure is meant to change,
write them anew and look at what changed:

    RENEW_PIXELS=1 .venv/bin/python -m pytest tests/test_pixels.py
"""

import os
from functools import partial
from io import BytesIO
from pathlib import Path

import matplotlib
import numpy as np
import pytest
from PIL import Image

matplotlib.use("agg")

import matplotlib.pyplot as plt  # noqa: E402
from matplotlib.text import Text  # noqa: E402

import framing  # noqa: E402
from framing import style, suite  # noqa: E402

PIXELS = Path(__file__).parent / "pixels"
RENEW = "RENEW_PIXELS"
DPI = 60
# Root mean square of the differences, of 255: matplotlib 3.9 to 3.11 differ by up to 1.3, one moved mark makes more.
TOLERANCE = 2
FIGURES = suite.FIGURES | {"agreement": partial(suite.agreed, gold="tests/gold/seeds.gold.jsonl")}


@pytest.fixture(scope="module")
def draw(seeds):
    """A function: the name of a figure -> its Axes, all from one labelling of the five articles."""
    articles = framing.read_articles(seeds)
    labels = framing.label(articles)
    return lambda name: FIGURES[name](labels, articles, "opposition")[0]


def textless(ax):
    """What a figure shows without text and legend, its Axes where its grid has them: no font or layout moves it."""
    ax.set_position(ax.get_subplotspec().get_position(ax.figure))
    if ax.get_legend():
        ax.get_legend().set_visible(False)
    with pytest.MonkeyPatch.context() as patched, style.house():
        patched.setattr(Text, "draw", lambda *_, **__: None)
        picture = BytesIO()
        ax.figure.savefig(picture, format="png", dpi=DPI)
    plt.close(ax.figure)
    return Image.open(picture).convert("RGB")


def difference(one, other):
    """Root mean square difference of two pictures; infinite where their sizes differ."""
    if one.size != other.size:
        return np.inf
    return np.sqrt(np.mean((np.asarray(one, float) - np.asarray(other, float)) ** 2))


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_looks_as_before(draw, name, tmp_path):
    path, picture = PIXELS / f"{name}.png", textless(draw(name))
    if os.environ.get(RENEW):
        picture.save(path, optimize=True)
    assert path.exists(), f"{path} is missing; write it with {RENEW}=1 python -m pytest tests/test_pixels.py"
    rms = difference(picture, Image.open(path).convert("RGB"))
    drawn = tmp_path / path.name
    if rms > TOLERANCE:
        picture.save(drawn)
    assert rms <= TOLERANCE, (
        f"{drawn} looks unlike {path} (RMS {rms:.1f}, at most {TOLERANCE}). Compare the two; if the change is meant, "
        f"write the pictures anew with {RENEW}=1 python -m pytest tests/test_pixels.py, and commit them."
    )


def test_there_is_no_picture_of_a_figure_that_is_gone():
    assert {path.stem for path in PIXELS.iterdir()} == set(FIGURES)


def test_another_font_passes(draw, monkeypatch):
    before = textless(draw("naming"))
    monkeypatch.setitem(style.RC, "font.family", "DejaVu Serif")
    monkeypatch.setitem(style.RC, "ytick.labelsize", 9)
    assert difference(textless(draw("naming")), before) < TOLERANCE / 2


def test_another_bar_or_mark_does_not_pass(draw):
    for name, change in (("naming", longer_bar), ("hedging", moved_mark), ("tree", moved_line)):
        before = textless(draw(name))
        ax = draw(name)
        change(ax, 0.05 * np.ptp(ax.get_xlim()))
        assert difference(textless(ax), before) > TOLERANCE, name


def longer_bar(ax, by):
    bar = ax.containers[0][0]
    bar.set_width(bar.get_width() + by)


def moved_mark(ax, by):
    marks = next(c for c in ax.collections if len(c.get_offsets()))
    marks.set_offsets(marks.get_offsets() + [[by, 0], *[[0, 0]] * (len(marks.get_offsets()) - 1)])


def moved_line(ax, by):
    ax.lines[0].set_xdata(ax.lines[0].get_xdata() + by)
