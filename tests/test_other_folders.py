"""The suite on folders it was not made for: it runs unchanged, and says in words what is missing."""

import re
from pathlib import Path

import matplotlib
import nbformat
import papermill
import pytest
from folders import FOLDERS, one_article

matplotlib.use("agg")

from framing import exports, suite  # noqa: E402
from framing.__main__ import main  # noqa: E402

NOTEBOOKS = sorted(Path("notebooks").glob("*.ipynb"))
# What is said of each folder: of several articles, what they share and what is not known.
OF_TWO = ["“evening” and “morning” have ", "the source of evening and morning ", "the date of evening and morning "]
OF_TWELVE = ["“paper-01”, “paper-02”, ", "the source of paper-01, ", "the date of paper-01, "]
SAID = {"one_article": [], "two_articles": OF_TWO, "twelve_without_marks": OF_TWELVE}


@pytest.mark.parametrize("write", FOLDERS, ids=lambda write: write.__name__)
def test_every_figure_is_drawn_or_says_that_there_is_nothing(write, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(exports, "FORMATS", {"svg": exports.FORMATS["svg"]})
    articles, out = tmp_path / "articles", tmp_path / "out"
    articles.mkdir()
    write(articles)
    drawn = {}
    export = suite.export
    monkeypatch.setattr(
        suite, "export", lambda ax, name, *a, **k: drawn.update({name: ax}) or export(ax, name, *a, **k)
    )
    assert main(["figures", str(articles), "-o", str(out)]) == 0
    told, said = capsys.readouterr().err.splitlines(), SAID[write.__name__]
    assert all(line.startswith(f"framing: {start}") for line, start in zip(told, said, strict=True)), told
    assert set(drawn) == set(suite.FIGURES) and (out / "report.html").exists()
    for name, ax in drawn.items():
        marks = len(ax.patches) + len(ax.lines) + sum(len(c.get_offsets()) for c in ax.collections)
        words = [text.get_text() for text in ax.texts]
        assert marks or "nothing to draw" in words, f"{name} is an empty panel"
        assert not re.search(r"\de-\d", " ".join(words)), f"{name} has a scale of nothing"
        assert not {"nan", "inf", "None"} & set(f"{ax.drawn.title} {ax.drawn.caption} {ax.drawn.alt}".split()), name


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_notebook_runs_on_one_article(path, tmp_path):
    articles = tmp_path / "articles"
    articles.mkdir()
    one_article(articles)
    notebook = nbformat.read(path, as_version=4)
    parameters = {"articles": str(articles)}
    if any("figures =" in cell.source for cell in notebook.cells):
        parameters["figures"] = str(tmp_path / "figures")
    run = papermill.execute_notebook(
        path, tmp_path / path.name, parameters, cwd="notebooks", kernel_name="python3", progress_bar=False
    )
    outputs = [output for cell in run.cells if cell.cell_type == "code" for output in cell.outputs]
    assert {output.output_type for output in outputs} <= {"execute_result", "display_data"}
    for output in outputs:
        assert output.data["text/plain"].strip()
        assert "Empty DataFrame" not in output.data["text/plain"]
