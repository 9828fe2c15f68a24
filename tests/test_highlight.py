"""The marked-up article: its text whole, all of it escaped, every label found without colour or pointer."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import hand
import pandas as pd
import pytest

import framing
from framing.highlights import TERMS, VOICE_LOOKS, highlight
from framing.tables import VOICES

# What JupyterLab keeps in a notebook it does not trust.
KEPT_TAGS = {
    "a",
    "div",
    "p",
    "span",
    "sup",
    "b",
    "details",
    "summary",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
}
KEPT_STYLES = set(
    "background-color border-left border-right border-top border-bottom color display flex flex-wrap font-size "
    "font-style font-weight gap line-height margin max-width min-width opacity overflow-x padding text-align "
    "white-space".split()
)


class Reader(HTMLParser):
    """Collects tags, styles, hover texts, and the text of the article without letters and list."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.styles, self.hovers, self.attributes = [], set(), [], set()
        self.letters, self.blocks, self.cells, self.open, self.reached = [], [], [], [], []
        self.feed(page.html)
        assert not self.open, f"left open: {self.open}"

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.open.append(tag)
        self.attributes |= {name for name, _ in attributes}
        for name, value in attributes:
            if name == "style":
                self.styles |= {part.split(":")[0] for part in value.split(";") if part}
            if name == "title":
                self.hovers.append(value)
        if "tabindex" in dict(attributes):
            assert (tag, dict(attributes)["tabindex"]) == ("a", "0"), "JupyterLab keeps tabindex on links only"
            self.reached.append(dict(attributes)["title"])
        if tag == "p":
            self.blocks.append("")
        if tag == "td":
            self.cells.append("")

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "sup" in self.open:
            self.letters.append(data)
        elif "td" in self.open:
            self.cells[-1] += data
        elif "p" in self.open:
            self.blocks[-1] += data


@pytest.fixture
def east():
    return hand.articles()[0]


@pytest.fixture
def page(east):
    return Reader(highlight(east, hand.labels()))


def test_the_words_of_the_article_stay_as_they_are(page, east):
    assert "\n".join(page.blocks).endswith(east.text)


def test_the_words_of_every_article_of_the_folder_stay_as_they_are():
    articles = framing.read_articles("seeds")
    labels = framing.label(articles)
    for article in articles:
        shown = " ".join(" ".join(Reader(highlight(article, labels)).blocks).split())
        assert shown.endswith(" ".join(article.text.split()))


def test_voices_have_letters_and_furniture_its_name(page):
    assert page.letters == ["R", "D", "D", "R", "furniture"], "two in the legend, then the text"


def test_the_pointer_is_told_the_rule_the_voice_and_the_speaker(page):
    assert "term: opposition, terrorist – direct (Gov) – term.csv:1" in page.hovers
    assert "voice: direct – direct (Gov) – voice.csv:1" in page.hovers


def test_the_tab_key_reaches_each_label_with_its_text(page):
    assert page.reached == [
        "term: opposition, rebel – own – term.csv:1",
        "term: opposition, terrorist – direct (Gov) – term.csv:1",
        "voice: direct – direct (Gov) – voice.csv:1",
        "term: opposition, rioter – reported (They) – term.csv:1",
        "voice: reported – reported (They) – voice.csv:1",
    ]


def test_several_articles_stand_side_by_side_below_one_legend():
    articles, labels = hand.articles(), hand.labels()
    both = highlight(articles, labels)
    page = Reader(both)
    assert page.letters[:3] == ["R", "D", "S"], "one legend for both"
    assert "opposition 5" in page.blocks[1], "with the labels of both"
    assert [page.blocks.count(article.source + " · " + article.id) for article in articles] == [1, 1]
    for article, hovers in zip(articles, (Reader(highlight(a, labels)).hovers for a in articles), strict=True):
        assert "\n".join(page.blocks).count(article.text) == 1
        assert set(hovers) <= set(page.hovers)
    assert repr(both).startswith("e marked up: 2 voices, 3 terms, 0 hedges; w marked up: 1 voices, 3 terms, 1 hedges; ")


def test_a_headline_that_the_text_does_not_have_stands_above_it():
    article = replace(hand.articles()[0], headline="Rebels & <others>")
    assert Reader(highlight(article, hand.labels())).blocks[3] == "Rebels & <others>"


def test_all_labels_stand_in_the_list_too(page):
    assert [page.cells[i] for i in range(0, len(page.cells), 9)] == [
        "Rebels", "Terrorists burned it all.", "Terrorists", "that rioters ran", "rioters",
    ]  # fmt: skip


def test_a_term_held_off_says_by_what():
    west = hand.articles()[1]
    hovers = Reader(highlight(west, hand.labels())).hovers
    assert "term: opposition, rebel – scare – held off by “so-called” – term.csv:1" in hovers


def test_labels_of_other_articles_are_left_out(page):
    assert not any("protester" in hover for hover in page.hovers)


def test_only_what_an_untrusted_notebook_keeps_is_used():
    articles = framing.read_articles("seeds")
    labels = framing.label(articles)
    for article in articles:
        page = Reader(highlight(article, labels))
        assert set(page.tags) <= KEPT_TAGS
        assert page.styles <= KEPT_STYLES
        assert page.attributes <= {"style", "tabindex", "title"}


def test_nothing_of_the_article_or_its_labels_becomes_markup():
    evil = "<script>alert(1)</script> & <b onclick='x'>\"bold\"</b> rebels"
    article = hand.article("e", evil, "<i>East</i>")
    row = hand.row(article, "rebels", "term", '<u x="y">', "<img src=x>", "own", '"><script>', "<hr>")
    page = highlight(article, pd.DataFrame([row]))
    read = Reader(page)
    assert set(read.tags) <= KEPT_TAGS and read.attributes <= {"style", "tabindex", "title"}
    assert read.blocks[-1] == evil
    assert 'term: <u x="y">, <img src=x> – own ("><script>) – held off by “<hr>” – term.csv:1' in read.hovers
    assert "<script" not in page.html and "<img" not in page.html


def test_nested_quotations_each_have_their_sides_and_letter():
    article = hand.article("n", "He said “we saw ‘rebels’ run” there.", "N")
    rows = [
        hand.row(article, "we saw ‘rebels’ run", "voice", "direct", "", "direct"),
        hand.row(article, "rebels", "voice", "scare", "", "scare"),
    ]
    page = highlight(article, pd.DataFrame(rows))
    assert Reader(page).letters == ["D", "S", "S", "D"]
    colour = VOICE_LOOKS["scare"][2]
    assert page.html.count(f"border-left:2px solid {colour}") == 2, "once in the legend, once in the text"
    assert Reader(page).blocks[-1] == article.text


def test_overlapping_labels_lose_no_word():
    article = hand.article("o", "the so-called terrorist attacks on them", "O")
    rows = [
        hand.row(article, "so-called terrorist", "hedge", "distancing", "so-called", "own"),
        hand.row(article, "terrorist attacks", "term", "event", "terrorist attack", "own"),
    ]
    assert Reader(highlight(article, pd.DataFrame(rows))).blocks[-1] == article.text


def test_every_voice_and_group_looks_unlike_the_others_without_colour():
    assert set(VOICE_LOOKS) == set(VOICES) - {"own"}
    assert len({letter for letter, *_ in VOICE_LOOKS.values()}) == len(VOICE_LOOKS)
    assert len({re.sub(r" #\w+", "", line) for line in TERMS.values()}) == len(TERMS)


def test_groups_of_other_codebooks_get_a_line():
    article = hand.article("o", "floods and fires", "O")
    rows = [hand.row(article, word, "term", word, word, "own") for word in ("floods", "fires")]
    html = highlight(article, pd.DataFrame(rows)).html
    assert len(set(re.findall(r'border-bottom:([^"]*)" title', html))) == 2


def test_the_repr_tells_counts_and_changes_with_the_page(east):
    labels = hand.labels()
    first = repr(highlight(east, labels))
    assert first.startswith("e marked up: 2 voices, 3 terms, 0 hedges; ")
    assert first == repr(highlight(east, labels))
    assert first != repr(highlight(east, labels.assign(rule="other")))


def test_an_article_without_labels_is_shown_plain(east):
    read = Reader(highlight(east, hand.labels().iloc[:0]))
    assert "\n".join(read.blocks).endswith(east.text) and not read.hovers
