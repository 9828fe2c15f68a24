"""The report: one page that holds everything, fetches nothing, runs nothing and keeps what articles say as text."""

import base64
import os
import re
from html.parser import HTMLParser
from types import SimpleNamespace
from xml.dom import minidom

import hand
import matplotlib
import pandas as pd
import pytest

matplotlib.use("agg")

import matplotlib.pyplot as plt  # noqa: E402

from framing import __main__ as command_line  # noqa: E402
from framing import paths, plots, report, suite, tables  # noqa: E402
from framing.articles import Articles  # noqa: E402
from framing.exports import export  # noqa: E402
from framing.labels import label  # noqa: E402

NASTY = '</p><script>alert("1")</script><img src=x onerror=alert(2)> “Rebels & <b>bandits</b>” <a href="http://x.y/">'
ALLOWED = set(
    "html head meta title style body main h1 h2 h3 p nav ol ul li a section figure img figcaption details summary div "
    "table thead tbody tr th td span sup b".split()
)


class Tags(HTMLParser):
    """All tags of a page with their attributes, and whether every one that opens closes."""

    def __init__(self, page):
        super().__init__()
        self.found, self.open, self.text = [], [], []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))
        if tag not in ("meta", "img"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text.append(data)


@pytest.fixture
def written(tmp_path):
    """A function: articles and labels -> the report's text, with one figure in it."""

    def write(articles, labels):
        table = tables.rates(labels, articles, by=["source", "name", "voice"])
        ax = plots.naming(table)
        export(ax, "naming", labels, folder=tmp_path)
        plt.close("all")
        path = report.write_report(tmp_path, {"naming": ax.drawn}, articles, labels)
        assert path == (tmp_path / "report.html").as_posix()
        return (tmp_path / "report.html").read_text("utf-8")

    return write


@pytest.fixture
def nasty():
    article = hand.article("a", NASTY, f"East {NASTY}")
    return Articles([article]), label([article])


def test_the_page_holds_figure_caption_table_and_articles(written):
    page = written(hand.articles(), hand.labels())
    told = " ".join(Tags(page).text)
    assert "2 articles of 2 sources; 3 voices, 6 terms and 1 hedge." in told
    assert "East says “rebel” in its own words" in told
    assert "n = 6 mentions" in told and "Bars, one panel a source" in told
    assert "All 5 labels as a list" in told, "the articles, marked up"
    assert not Tags(page).open


def test_every_picture_is_part_of_the_page_and_told_in_words(written, tmp_path):
    page = written(hand.articles(), hand.labels())
    (image,) = [attributes for tag, attributes in Tags(page).found if tag == "img"]
    kind, data = image["src"].split(",")
    assert kind == "data:image/svg+xml;base64"
    assert base64.b64decode(data) == (tmp_path / "naming.svg").read_bytes()
    assert len(image["alt"]) > 40 and int(image["width"]) > 300


def test_markup_in_an_article_stays_text(written, nasty):
    tags = Tags(written(*nasty))
    assert {tag for tag, _ in tags.found} <= ALLOWED
    for tag, attributes in tags.found:
        assert not any(name.startswith("on") for name in attributes)
        assert attributes.get("href", "#").startswith("#"), "every link leads into the page"
        assert tag != "img" or attributes["src"].startswith("data:image/svg+xml;")
    assert "<script>" in " ".join(tags.text) and not tags.open


def test_a_browser_may_load_and_run_nothing(written):
    page = written(hand.articles(), hand.labels())
    policies = [a["content"] for tag, a in Tags(page).found if a.get("http-equiv") == "Content-Security-Policy"]
    assert policies == [report.POLICY] and policies[0].startswith("default-src 'none'; img-src data:;")
    assert page.index("Content-Security-Policy") < page.index("<style>") and "url(" not in page


def test_links_lead_to_parts_that_are_there(written):
    found = Tags(written(hand.articles(), hand.labels())).found
    ids = {attributes["id"] for _, attributes in found if "id" in attributes}
    assert (
        {attributes["href"][1:] for tag, attributes in found if "href" in attributes}
        == ids
        == {"figure-naming", "articles"}
    )


CONTROL = "\x1b[2J\x07\u202e"


def test_no_control_character_reaches_a_figure_or_the_page_of_figures(tmp_path):
    text = (
        f"Rebels leave{CONTROL}\n\nThe so-called rebels{CONTROL} left Velin on Monday, the minister {CONTROL} said. "
        f"“The terrorists and protesters{CONTROL} are gone,” said the mayor {CONTROL} yesterday. Some stayed."
    )
    articles = [hand.article(f"{name}{CONTROL}", text, f"{name}{CONTROL}") for name in ("East", "West")]
    labels = label(articles)
    for name, draw in suite.FIGURES.items():
        ax, counted = draw(labels, articles, "opposition")
        export(ax, name, counted, folder=tmp_path)
        plt.close(ax.figure)
        minidom.parse(str(tmp_path / f"{name}.svg"))
    assert not set(CONTROL) - set("[2J") & set((tmp_path / "README.md").read_text("utf-8"))


def test_what_could_not_be_read_and_what_is_worth_knowing_is_said(written):
    articles = Articles(hand.articles())
    articles.problems.append("x.txt: the file <is> empty.")
    articles.notes.append("“a” and “<b>” have the same words.")
    page = written(articles, hand.labels())
    assert "<li>“a” and “&lt;b&gt;” have the same words.</li>" in page
    assert "<li>x.txt: the file &lt;is&gt; empty.</li>" in page


def test_long_tables_and_many_articles_are_cut_and_said_so(written, monkeypatch):
    monkeypatch.setattr(report, "ROWS", 2)
    monkeypatch.setattr(report, "ARTICLES", 1)
    told = " ".join(Tags(written(hand.articles(), hand.labels())).text)
    assert re.search(r"\d+ rows more in naming.csv", told)
    assert "1 more article in the figures, not shown here." in told


def test_the_same_articles_give_the_same_bytes_and_no_trace_of_the_machine(written, tmp_path):
    page = written(hand.articles(), hand.labels())
    assert written(hand.articles(), hand.labels()) == page
    assert str(tmp_path) not in page and str(os.getcwd()) not in page


def test_a_failed_write_leaves_the_old_report(written, tmp_path, monkeypatch):
    page = written(hand.articles(), hand.labels())

    def breaks(*_):
        raise OSError("no space left")

    monkeypatch.setattr(paths.os, "replace", breaks)
    drawn = SimpleNamespace(title="t", caption="c", alt="a", table=pd.DataFrame({"n": [1]}))
    with pytest.raises(OSError, match="no space left"):
        report.write_report(tmp_path, {"naming": drawn}, hand.articles(), hand.labels())
    assert (tmp_path / "report.html").read_text("utf-8") == page
    assert not list(tmp_path.glob(".*"))


def test_odd_characters_do_not_stop_the_report(written):
    article = hand.article("a", "Rebels \x07 met \x0b rebels.", "East")
    tags = Tags(written([article], label([article])))
    assert "rebels" in " ".join(tags.text) and not tags.open


def test_hand_labels_that_cannot_be_read_are_a_wrong_call(tmp_path, capsys):
    story = tmp_path / "story.txt"
    story.write_text("Rebels met.", "utf-8")
    status = command_line.main(
        ["figures", str(story), "-o", str(tmp_path / "out"), "--gold", str(tmp_path / "no.jsonl")]
    )
    assert status == 2 and capsys.readouterr().err.endswith(
        "no.jsonl: there is no such file or folder; check the path.\n"
    )
    assert not (tmp_path / "out").exists()
