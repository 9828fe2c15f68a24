"""Figures on disk: complete, in print quality, the same bytes each time, nothing half-written."""

import struct
from pathlib import Path

import hand
import matplotlib
import pandas as pd
import pytest

matplotlib.use("agg")

import matplotlib.pyplot as plt  # noqa: E402

import framing  # noqa: E402
from framing import exports, plots, tables  # noqa: E402
from framing.errors import FramingError  # noqa: E402
from framing.exports import export  # noqa: E402
from framing.notebook import picture  # noqa: E402
from framing.suite import FIGURES, figures  # noqa: E402

KINDS = ["svg", "pdf", "png", "csv", "evidence.csv", "md"]


@pytest.fixture(autouse=True)
def closed():
    yield
    plt.close("all")


@pytest.fixture
def table():
    return tables.rates(hand.labels(), hand.articles(), by=["source", "name", "voice"], group="opposition")


def test_a_figure_comes_with_its_table_its_sentences_and_its_caption(table, tmp_path):
    paths = export(plots.naming(table), "naming", hand.labels(), folder=tmp_path / "out")
    assert [Path(path).name for path in paths] == [f"naming.{kind}" for kind in KINDS]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(
        ["README.md", *(f"naming.{kind}" for kind in KINDS)]
    )
    pd.testing.assert_frame_equal(pd.read_csv(paths[3]), table, check_dtype=False, rtol=1e-5)
    counted = pd.read_csv(paths[4])
    assert len(counted) == table["count"].sum()
    assert set(counted["sentence"]) == set(tables.select(hand.labels(), "term", "opposition")["sentence"])


def test_the_caption_has_title_n_alternative_text_and_version(table, tmp_path):
    ax = plots.naming(table)
    caption = Path(export(ax, "naming", folder=tmp_path)[-1]).read_text("utf-8")
    for part in (ax.drawn.title, ax.drawn.caption, ax.drawn.alt, f"framing {framing.__version__}"):
        assert part in caption
    assert f"![{ax.drawn.alt}](naming.png)" in caption


def test_the_same_table_gives_the_same_bytes(table, tmp_path):
    for folder in ("a", "b"):
        export(plots.naming(table), "naming", hand.labels(), folder=tmp_path / folder)
    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes(), path.name


def test_the_bytes_do_not_depend_on_what_was_drawn_before(table, tmp_path):
    ax = plots.naming(table)
    picture(ax.figure)
    export(ax, "naming", folder=tmp_path / "a")
    export(plots.naming(table), "naming", folder=tmp_path / "b")
    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes(), path.name


def test_the_picture_is_as_wide_as_a_column_at_300_dots_an_inch(table, tmp_path):
    data = Path(export(plots.naming(table), "naming", folder=tmp_path)[2]).read_bytes()
    width, _ = struct.unpack(">II", data[16:24])
    assert width == int(89 / 25.4 * 300)
    at = data.index(b"pHYs") + 4
    assert round(struct.unpack(">I", data[at : at + 4])[0] * 0.0254) == 300


def test_fonts_are_embedded_as_outlines_that_can_be_edited(table, tmp_path):
    pdf = Path(export(plots.naming(table), "naming", folder=tmp_path)[1]).read_bytes()
    assert b"/FontFile2" in pdf and b"/Type3" not in pdf


def test_no_day_or_machine_is_written_down(table, tmp_path):
    for path in export(plots.naming(table), "naming", hand.labels(), folder=tmp_path):
        data = Path(path).read_bytes()
        for word in (b"CreationDate", b"<dc:date>", str(tmp_path).encode(), str(Path.cwd()).encode()):
            assert word not in data, f"{word} in {path}"


def test_the_gallery_shows_every_figure_of_the_folder(table, tmp_path):
    export(plots.naming(table), "b", folder=tmp_path)
    export(plots.naming(table), "a", folder=tmp_path)
    gallery = (tmp_path / "README.md").read_text("utf-8")
    assert 0 < gallery.index("(a.png)") < gallery.index("(b.png)")


def test_a_readme_of_somebody_else_stays(table, tmp_path):
    (tmp_path / "README.md").write_bytes(b"le caf\xe9")
    (tmp_path / "notes.md").write_text("mine too")
    export(plots.naming(table), "naming", folder=tmp_path)
    assert (tmp_path / "README.md").read_bytes() == b"le caf\xe9"


def test_a_failed_export_leaves_the_old_figure_and_no_half_of_a_new_one(table, tmp_path, monkeypatch):
    export(plots.naming(table), "naming", folder=tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    ax = plots.naming(table.assign(count=table["count"] * 2))

    def breaks(beside, **options):
        Path(beside).write_bytes(b"half")
        raise OSError("no space left")

    monkeypatch.setattr(ax.figure, "savefig", breaks)
    with pytest.raises(OSError, match="no space left"):
        export(ax, "naming", folder=tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


@pytest.mark.parametrize("name", ["", "../naming", "a/b", ".hidden", "a b"])
def test_a_name_that_is_no_file_name_is_refused(table, tmp_path, name):
    with pytest.raises(FramingError, match="no name for a figure"):
        export(plots.naming(table), name, folder=tmp_path)
    assert not any(tmp_path.iterdir())


def test_an_axes_without_a_table_is_refused(tmp_path):
    with pytest.raises(FramingError, match="not drawn by framing.plots, .*; draw it by one of those"):
        export(plt.figure().add_subplot(), "mine", folder=tmp_path)


def test_the_suite_writes_what_the_notebooks_wrote(tmp_path):
    """`framing figures seeds --gold …` and `make figures` give the same bytes; the former writes a report besides."""
    *written, report = figures(framing.read_articles("seeds"), tmp_path, gold="tests/gold/seeds.gold.jsonl")
    assert Path(report).name == "report.html"
    assert {Path(path).name.split(".")[0] for path in written} == {*FIGURES, "agreement"}
    for path in map(Path, written):
        assert path.read_bytes() == Path("figures", path.name).read_bytes(), path.name
    assert (tmp_path / "README.md").read_bytes() == Path("figures/README.md").read_bytes()


def test_every_figure_can_be_watched_as_it_is_drawn(tmp_path, monkeypatch):
    seen = []
    monkeypatch.setattr(exports, "FORMATS", {"svg": exports.FORMATS["svg"]})
    watch = lambda items: (seen.append(name) or (name, draw) for name, draw in items)  # noqa: E731
    figures(hand.articles(), tmp_path, watch=watch)
    assert seen == list(FIGURES)
    assert not plt.get_fignums(), "all figures are closed again"
