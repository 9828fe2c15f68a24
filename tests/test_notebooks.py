"""Notebooks: recorded whole and clean, and failing when what they show changes."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import hand
import nbformat
import pandas as pd
import pytest

from framing.notebook import case, show

NOTEBOOKS = sorted(Path("notebooks").glob("*.ipynb"))
LONGEST_CELL = 12
# Numbers that are no findings: a unit, a place to count from, a notebook's number.
PLAIN_NUMBERS = re.compile(r"\b1,000\b|\b0\b|[Nn]otebooks? \d\d(?: and \d\d)?|`[^`]*`")


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def notebook(request):
    return nbformat.read(request.param, as_version=4)


def code(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def outputs(notebook):
    return [output for cell in code(notebook) for output in cell.outputs]


def data(notebook):
    return [output.data for output in outputs(notebook) if "data" in output]


def test_there_are_notebooks():
    assert [path.name[:2] for path in NOTEBOOKS] == [f"{i:02}" for i in range(len(NOTEBOOKS))] and NOTEBOOKS


def test_the_format_is_valid_and_the_kernel_one_that_everybody_has(notebook):
    nbformat.validate(notebook)
    assert notebook.metadata.kernelspec.name == "python3"


def test_cells_have_fixed_ids_and_were_run_once_in_order(notebook):
    ids = [cell.id for cell in notebook.cells]
    assert len(set(ids)) == len(ids) and all(re.fullmatch(r"\d\d-\d\d", id) for id in ids)
    assert [cell.execution_count for cell in code(notebook)] == list(range(1, len(code(notebook)) + 1))


def test_outputs_are_kept_and_none_is_an_error_or_a_warning(notebook):
    assert sum(bool(cell.outputs) for cell in code(notebook)) > len(code(notebook)) / 2
    for output in outputs(notebook):
        assert output.output_type in ("execute_result", "display_data")


def test_no_path_of_the_machine_is_written_down(notebook):
    text = nbformat.writes(notebook)
    for place in (Path.cwd(), Path.home(), sys.prefix, tempfile.gettempdir()):
        assert f"{place}/" not in text


def test_the_articles_are_set_in_one_place_near_the_top(notebook):
    tagged = [i for i, cell in enumerate(code(notebook)) if "parameters" in cell.metadata.get("tags", [])]
    assert tagged == [1]
    assert 'articles = "../seeds"' in code(notebook)[1].source
    assert sum(cell.source.count("../seeds") for cell in notebook.cells) == 1


def test_it_opens_with_a_question_and_ends_with_what_it_does_not_show(notebook):
    first, last = notebook.cells[0].source, notebook.cells[-1].source
    assert re.match(r"# .*\?\n", first)
    assert "**What it shows:**" in first and "**What it cannot show:**" in first
    assert last.startswith("## What this does not show\n")


def test_cells_are_short_and_each_output_has_a_claim_before_it(notebook):
    for cell in code(notebook):
        assert len(cell.source.splitlines()) <= LONGEST_CELL
        assert not cell.source.rstrip().endswith(";")


def test_numbers_in_the_prose_come_from_cells(notebook):
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            assert not re.findall(r"\d+", PLAIN_NUMBERS.sub("", cell.source)), cell.source


def test_every_figure_has_an_alternative_text_and_its_numbers(notebook):
    pictures = [output for output in data(notebook) if "<img" in output.get("text/html", "")]
    for output in pictures:
        alt = re.search(r'<img [^>]*alt="([^"]*)"', output["text/html"])
        assert alt and len(alt[1]) > 40
        assert output["text/plain"].startswith("figure ")
    plots = [cell for cell in code(notebook) if "framing.plots." in cell.source]
    assert len(pictures) == len(plots)
    assert not any("image/png" in output for output in data(notebook)), "a picture that nbval would not compare"


# A changed codebook or a changed figure must make nbval fail.


def nbval(root, name):
    """The exit status and output of nbval on one notebook of a copied repository."""
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "--rootdir",
        root,
        "-c",
        root / "empty.ini",
    ]
    command += ["--nbval", "--nbval-current-env", "--nbval-sanitize-with", root / "notebooks.cfg"]
    environment = dict(os.environ, PYTHONPATH=str(root), PYTHONDONTWRITEBYTECODE="1")
    done = subprocess.run(
        [*map(str, command), str(root / "notebooks" / name)],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
    )
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def copy(tmp_path):
    """A copy of what the notebooks need, free to be changed."""
    for folder in ("framing", "seeds", "notebooks"):
        shutil.copytree(folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__", ".*"))
    shutil.copytree("tests/gold", tmp_path / "tests" / "gold")
    shutil.copy("tests/notebooks.cfg", tmp_path)
    (tmp_path / "empty.ini").write_text("[pytest]\n")
    return tmp_path


def replace(path, old, new):
    text = path.read_text("utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path.name}"
    path.write_text(text.replace(old, new), "utf-8")


def without_bandits(root):
    """The codebook without its patterns for bandits."""
    path = root / "framing" / "codebooks" / "conflict.csv"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    kept = [line for line in lines if ",bandit" not in line]
    assert len(kept) < len(lines)
    path.write_text("".join(kept), "utf-8")


def with_two_bars_swapped(root):
    """The naming figure with the first two bars of each voice in each other's place."""
    old = 'ax.barh(bars["y"], bars["length"],'
    new = 'ax.barh(bars["y"], bars["length"].iloc[[1, 0, *range(2, len(bars))] if len(bars) > 1 else [0]],'
    replace(root / "framing" / "plots" / "naming.py", old, new)


def test_nbval_passes_on_an_unchanged_copy(copy):
    status, output = nbval(copy, "01-who-is-called-what.ipynb")
    assert status == 0, output


@pytest.mark.parametrize("change", [without_bandits, with_two_bars_swapped])
def test_nbval_fails_when_what_is_drawn_changes(copy, change):
    change(copy)
    status, output = nbval(copy, "01-who-is-called-what.ipynb")
    assert status == 1, output
    assert "plots.naming(naming)" in output, "the cell of the figure is among those that fail"


# One number of what is drawn, changed by a hundredth in every figure: the first bar, mark, line or cell there is.
NUDGE = """

def _nudge(axes):
    for ax in axes:
        marks = [c for c in ax.collections if hasattr(c, "get_sizes") and len(c.get_offsets())]
        if ax.containers:
            bar = ax.containers[0][0]
            return bar.set_width(bar.get_width() * 1.01)
        if marks:
            at = marks[0].get_offsets().copy()
            at[0, 0] = at[0, 0] * 1.01 + 0.01
            return marks[0].set_offsets(at)
        for line in ax.lines:
            x, y = line.get_data(orig=True)
            return line.set_data([x[0] * 1.01 + 0.01, *x[1:]], y)
        for image in (*ax.images, *(c for c in ax.collections if c.get_array() is not None)):
            values = image.get_array().copy()
            values.flat[0] = values.flat[0] * 1.01 + 0.01
            return image.set_array(values)
        for lines in ax.collections:
            first, *others = lines.get_segments()
            return lines.set_segments([first * 1.01 + 0.01, *others])
"""


def figure_lines(path):
    """The lines of a notebook that draw a figure of the suite."""
    cells = code(nbformat.read(path, as_version=4))
    return [line for cell in cells for line in cell.source.splitlines() if "framing.plots." in line]


def leave_out_exports(path):
    """Take the cells that only write files out of a notebook: they take longest and draw nothing."""
    notebook = nbformat.read(path, as_version=4)
    notebook.cells = [cell for cell in notebook.cells if not cell.source.startswith("framing.export(")]
    nbformat.write(notebook, path)


@pytest.mark.parametrize("path", [path for path in NOTEBOOKS if figure_lines(path)], ids=lambda path: path.stem)
def test_nbval_fails_at_every_figure_when_one_number_drawn_changes(copy, path):
    style = copy / "framing" / "style.py"
    replace(style, "        ax.drawn = drawn\n", "        ax.drawn = drawn\n        _nudge(ax.figure.axes)\n")
    style.write_text(style.read_text("utf-8") + NUDGE, "utf-8")
    leave_out_exports(copy / path)
    status, output = nbval(copy, path.name)
    assert status == 1, output
    for line in figure_lines(path):
        assert line in output, f"{line} draws another number and passes"


# What cells say in words.


def test_a_table_is_shown_escaped_with_its_numbers_to_the_right():
    table = pd.DataFrame({"source": ["<b>East</b>", None], "count": [1234, 5], "rate": [0.25, float("nan")]})
    said = show(table)
    assert repr(said) == "source | count | rate\n<b>East</b> | 1,234 | 0.2\n | 5 | "
    assert '<td style="text-align:left">&lt;b&gt;East&lt;/b&gt;</td>' in said.html
    assert '<td style="text-align:right">1,234</td>' in said.html


def test_an_empty_table_and_a_missing_case_are_said_in_words():
    assert repr(show(hand.labels().iloc[:0])) == "There is no such row."
    assert repr(case(hand.articles()[0], hand.labels().iloc[:0])) == "There is no such label in this article."


def test_a_case_marks_the_very_words_in_their_sentence():
    article = hand.article("a", "Rebels fled.\nRebels met <i>rebels</i> there.", "A")
    row = hand.row(article, "rebels", "term", "opposition", "rebel", "own")
    said = case(article, pd.DataFrame([row]))
    assert repr(said) == "Rebels met <i>[rebels]</i> there. – term: opposition, rebel · voice: own · rule: term.csv:1"
    assert "&lt;i&gt;<b><u>rebels</u></b>&lt;/i&gt;" in said.html
