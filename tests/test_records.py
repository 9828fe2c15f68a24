"""What is written as a table: nothing in it is a formula, and it reads back as it was."""

import csv
import re

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing import exports, plots, records, spoken, tables
from framing.articles import Article
from framing.errors import FramingError
from framing.gold import read_labels
from framing.labels import label

FORMULAS = ["=1+1", "+1", "-1+1|x", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "－1", "=HYPERLINK(“http://x.y”)"]
PLAIN = ["", "'", "'tis", "''", "a=b", " =1", "1-2", "“-”", "–1", "'a=1"]
STARTS = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
NUMBER = re.compile(r"-?\d+(\.\d+)?(e[-+]\d+)?")


@pytest.mark.parametrize("cell", FORMULAS)
def test_a_cell_like_a_formula_gets_an_apostrophe(cell):
    assert records.inert(cell) == f"'{cell}" and records.restored(f"'{cell}") == cell


@pytest.mark.parametrize("cell", [*PLAIN, None, -1, 2.5])
def test_any_other_cell_stays_as_it_is(cell):
    assert records.inert(cell) is cell


@given(st.text(st.sampled_from("'=-a\t1"), max_size=4) | st.text(max_size=3))
def test_every_cell_reads_back(cell):
    assert records.restored(records.inert(cell)) == cell


def cells(path):
    with open(path, encoding="utf-8", newline="") as file:
        return [cell for row in csv.reader(file) for cell in row]


def nasty(formula):
    text = f"{formula} rebels fled.\n\n“{formula} terrorists,” said {formula}.\n\n{formula} Rebels\tsang."
    return Article.from_text(text, id=f"{formula}a", source=formula, headline=formula)


@pytest.mark.parametrize("formula", FORMULAS[:4])
def test_no_table_of_a_figure_holds_a_formula(tmp_path, monkeypatch, formula):
    monkeypatch.setattr(exports, "FORMATS", {})
    articles = [nasty(formula)]
    labels = label(articles)
    written = exports.export(
        plots.speakers(spoken.speakers(labels, articles)), "speakers", spoken.named(labels), folder=tmp_path
    )
    names = plots.naming(tables.rates(labels, articles, by=["source", "name", "voice"]))
    for path in (*written, *exports.export(names, "naming", labels, folder=tmp_path)):
        if path.endswith(".csv"):
            found = cells(path)
            assert any(formula in cell for cell in found)
            assert not [cell for cell in found if STARTS.match(cell) and not NUMBER.fullmatch(cell)]


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_label_table_reads_back_with_its_own_words(tmp_path, formula):
    labels = label([nasty(formula)])
    records.write_csv(labels, tmp_path / "labels.csv")
    found = read_labels(tmp_path / "labels.csv")
    for name in ("article", "text", "sentence"):
        assert found[name].tolist() == labels[name].tolist()


def test_a_sheet_holds_text_as_text(tmp_path):
    odd = [*FORMULAS, *PLAIN[1:], "a\x07b\x00", "x" * 40_000, "12", None]
    records.write_xlsx(pd.DataFrame({"=head": odd, "n": range(len(odd))}), tmp_path / "t.xlsx")
    rows = list(openpyxl.load_workbook(tmp_path / "t.xlsx").active.iter_rows())
    assert {cell.data_type for row in rows for cell in row if isinstance(cell.value, str)} == {"s"}
    assert not [cell for row in rows for cell in row if cell.data_type == "f"]
    found = [row[0].value for row in rows[1:]]
    assert found[-4:] == ["a\ufffdb\ufffd", "x" * 32_766 + "…", "12", None]
    assert [row[1].value for row in rows[1:]] == list(range(len(odd)))


def test_more_rows_than_a_sheet_holds_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(records, "SHEET_ROWS", 3)
    with pytest.raises(FramingError, match="3 rows are more than a sheet holds; write .csv instead"):
        records.write_xlsx(pd.DataFrame({"a": ["x"] * 3}), tmp_path / "t.xlsx")
    records.write_xlsx(pd.DataFrame({"a": ["x"] * 2}), tmp_path / "t.xlsx")
