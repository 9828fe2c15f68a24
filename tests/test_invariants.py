"""What holds for every text: offsets, order, no overlap, the same labels twice and in any company, linear time."""

import gc
import os
import time
from functools import cache

import pandas as pd
import pytest
from gold.raise_floors import gold_articles
from hypothesis import given, settings
from hypothesis import strategies as st

from framing import forms
from framing.articles import Article
from framing.codebook import Codebook, Entry
from framing.labels import COLUMNS, label
from framing.sections import Section

GROUPS = {
    "voice": {"direct", "partial", "scare", "title", "unsure", "reported"},
    "hedge": {"plausibility", "attribution", "distancing", "approximator", "booster"},
}
VOICES = GROUPS["voice"] | {"own"}
MARKS = "\"'“”„‟‘’‚‛«»‹›「」`´″＂–—―-"


@cache
def books():
    """(terms, hedges), few, for every call of `label` makes them ready anew."""
    terms = ["rebel", "rebels", "terrorist attack", "open fire", "illegal * migrants"]
    hedges = {"so-called": "distancing", "alleged": "attribution", "may": "plausibility", "some": "approximator"}
    return (
        Codebook(Entry("term", "opposition", term, term, "", "terms.csv:2") for term in terms),
        Codebook(Entry("hedge", group, cue, cue, "", "cues.csv:2") for cue, group in hedges.items()),
    )


def body(text, id="a"):
    """An article that is all body, however little its text looks like one."""
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    sections = (Section(start, end, "body"),) if end > start else ()
    return Article(id=id, text=text, source=id, sections=sections)


def check(articles, table):
    """Asserts what holds for every label table of `articles`."""
    articles = list(articles)
    texts = {article.id: article for article in articles}
    assert list(table.columns) == COLUMNS
    place = {article.id: n for n, article in enumerate(articles)}
    order = [(place[row.article], row.start, -row.end) for row in table.itertuples()]
    assert order == sorted(order)
    reach = {}
    for row in table.itertuples():
        article = texts[row.article]
        assert row.text == article.text[row.start : row.end]
        assert row.text.strip() == row.text != ""
        assert row.source == article.source
        assert row.voice in VOICES
        assert row.layer == "term" or row.group in GROUPS[row.layer]
        assert row.rule
        assert pd.isna(row.speaker) or row.speaker and row.voice in {"direct", "partial", "reported", "unsure"}
        assert pd.isna(row.hedge) or row.layer == "term"
        if row.layer == "voice":
            assert (row.voice, row.name) == (row.group, "")
        else:
            assert row.start >= reach.get((row.article, row.layer), 0), "two labels of a layer overlap"
            reach[row.article, row.layer] = row.end
        kinds = {s.kind for s in article.sections if s.start < row.end and row.start < s.end}
        assert "furniture" not in kinds
        assert row.section in kinds
        sentence = row.sentence.strip("…")
        assert sentence in article.text
        assert row.text in row.sentence or row.layer == "voice" or len(row.sentence) < len(row.text)


def rows(table):
    """The rows of a table as comparable tuples, an empty cell as None."""
    return [tuple(None if pd.isna(cell) else cell for cell in row) for row in table.itertuples(index=False, name=None)]


# --- the articles labelled by hand -----------------------------------------------------------------------------


@pytest.fixture(scope="module", params=["seeds", "written"])
def articles(request):
    return list(gold_articles(request.param).values())


@pytest.fixture(scope="module")
def table(articles):
    return label(articles)


def test_articles(articles, table):
    assert len(table) > 300
    assert set(table.layer) == {"term", "voice", "hedge"}
    check(articles, table)


def test_the_same_twice(articles, table):
    pd.testing.assert_frame_equal(label(articles), table)


def test_one_by_one_as_together(articles):
    together = rows(label(articles, *books()))
    assert [row for article in articles for row in rows(label([article], *books()))] == together
    assert sorted(rows(label(articles[::-1], *books())), key=str) == sorted(together, key=str)


def test_line_feeds_do_not_matter_to_what_is_found(articles, table):
    """Windows line ends and blank lines in front move the offsets and nothing else."""
    sections = [[(s.start, s.end, s.kind) for s in article.sections] for article in articles]
    moved = []
    for article, places in zip(articles, sections, strict=True):
        cuts = [3 + n + article.text.count("\n", 0, n) for n in range(len(article.text) + 1)]
        text = "\r\n " + article.text.replace("\n", "\r\n")
        kinds = tuple(Section(cuts[a], cuts[b], kind) for a, b, kind in places)
        moved.append(Article(id=article.id, text=text, source=article.source, sections=kinds))
    again = label(moved)
    check(moved, again)
    columns = ["article", "layer", "group", "name", "voice", "speaker", "hedge", "section"]
    assert rows(again[columns]) == rows(table[columns])


# --- generated texts -------------------------------------------------------------------------------------------

WORDS = (
    "the a rebels Rebels rebel terrorist attack open fire so-called alleged may some said says saying told according "
    "to accused described as adding that who he she they it Okel Anna Verrin President minister the ministry of and "
    "but was claim report In his opinion ordered isn't won’t '90s 3.5 20,000 Mr. U.S. e.g. SMITH: What why not by"
).split()
SIGNS = [*MARKS, *"'' `` ... … . , ? ! : ; ( ) [ ] / _ & % * <b>".split()]
SPACES = [" ", " ", " ", "\n", "\n\n", "\r\n", "\t", "\xa0", "\u2028", "\u200b", "\x0b", "\x00", "\ufeff", "\u3000"]
ODD = ["é", "e\u0301", "ß", "İ", "ﬁ", "Ⅷ", "½", "漢", "ไ", "ש", "\u202e", "😀", "👩‍👩‍👧", "\U0001d49c", "\uffff", "ǅ"]

PROSE = st.lists(st.sampled_from(WORDS + SIGNS) | st.sampled_from(SIGNS + SPACES), max_size=60).map(" ".join)
DENSE = st.lists(st.sampled_from(SIGNS + SPACES + WORDS + ODD), max_size=60).map("".join)
SPEECH = st.lists(
    st.tuples(
        st.sampled_from(MARKS),
        st.lists(st.sampled_from(WORDS), max_size=5).map(" ".join),
        st.sampled_from(["", ",", ".", "?", "!"]),
        st.sampled_from(MARKS),
        st.sampled_from(["", " said Okel.", " he said, ", "\n", "\n\n", " and ", " Verrin told the rebels. "]),
    ).map("".join),
    max_size=12,
).map("".join)
ONLY_MARKS = st.text(MARKS + " \n", max_size=80)
TEXTS = PROSE | DENSE | SPEECH | ONLY_MARKS | st.text(max_size=80)
KINDS = st.sampled_from(["headline", "lead", "body", "caption", "furniture"])
MANY = st.lists(TEXTS, min_size=1, max_size=8)
# HYPOTHESIS_TIMES=36 runs ten thousand examples instead of 280.
TIMES = int(os.environ.get("HYPOTHESIS_TIMES", "1"))


def check_all(articles):
    """The invariants of a list of articles, and that each has the same labels alone."""
    table = label(articles, *books())
    check(articles, table)
    assert [row for article in articles for row in rows(label([article], *books()))] == rows(table)


@settings(max_examples=120 * TIMES)
@given(MANY)
def test_generated_bodies(texts):
    check_all([body(text, id=str(n)) for n, text in enumerate(texts)])


@settings(max_examples=80 * TIMES)
@given(MANY)
def test_generated_articles(texts):
    check_all([Article.from_text(text, id=str(n)) for n, text in enumerate(texts)])


@settings(max_examples=80 * TIMES)
@given(st.lists(st.tuples(SPEECH | PROSE, KINDS), max_size=6))
def test_generated_sections(paragraphs):
    """Furniture anywhere between the paragraphs keeps free of labels."""
    text, sections = "", []
    for words, kind in paragraphs:
        words = " ".join(words.split())
        if words:
            text += "\n\n" if text else ""
            sections.append(Section(len(text), len(text) + len(words), kind))
            text += words
    check_all([Article(id="a", text=text, source="a", sections=tuple(sections))])


# --- long lines ------------------------------------------------------------------------------------------------

MILLION = {
    "only quotation marks": '"',
    "marks and spaces": '" ',
    "words without a stop": "the rebels in the hills and the rebels in the town ",
    "said said said": "said ",
    "brackets": "(",
    "commas": ",",
}
LONG = MILLION | {
    "quotations": "“a” ",
    "opening marks": "“a ",
    "closing marks": "a” ",
    "single opening marks": "‘a ",
    "possessives": "rebels’ ",
    "nested marks": "“a ‘b ",
    "all marks": "“a ‘b «c „d \"e 'f ``g ",
    "marks in words": 'a"b',
    "line after line": "“a\n",
    "dialogue": "– No, he said.\n",
    "tags": "“We left.” he said. ",
    "tags with commas": "“We left,” he said, ",
    "speakers": "Okel said ",
    "who said": ", who said ",
    "he said that": "he said that ",
    "adding that": ", adding that ",
    "according to": "according to Okel, ",
    "his claim that": "his claim that ",
    "told by": "was told by ",
    "what he calls": "what he calls ",
    "frames": "In his opinion, as Okel said, ",
    "cues": "so-called alleged ",
    "stops": "a. ",
    "transcript": "“SMITH: ",
    "titles": "“A B”, ",
    "nested brackets": "(a [b ",
    "colons": "Okel: ",
    "names": "Anna Okel of ",
    "odd": "e\u0301😀\u200b",
    "blank": " ",
    "line feeds": "\n",
}
STEADY = 0.1  # seconds of computing from which a ratio of two times says something
ENOUGH = 0.5
LEVER, MOST_TIMES = 8, 20  # eight times the text: 8 where time is linear, 64 where it is quadratic


def seconds(work, text):
    """The computing time of `work(text)`, without garbage collection."""
    gc.collect()
    gc.disable()
    try:
        start = time.process_time()
        work(text)
        return time.process_time() - start
    finally:
        gc.enable()


def grow(work, unit, most):
    """Runs `work` on `unit` repeated to twice the length again and again, up to `most` characters or ENOUGH seconds.

    Asserts that LEVER times the text takes at most MOST_TIMES as long, by the best of up to eight measurements each,
    since a busy machine is not a slow rule.
    """
    times, length = {}, 4_000
    while length <= most:
        text = unit * (length // len(unit))
        part = unit * (length // LEVER // len(unit))
        took, before = seconds(work, text), times.get(length // LEVER)
        if before is not None and took > STEADY:
            for _ in range(7):
                if took > MOST_TIMES * before:
                    before = min(before, seconds(work, part))
                    took = min(took, seconds(work, text))
            assert took <= MOST_TIMES * before, f"{length} characters take {took / before:.1f} times an eighth of them"
            if took > ENOUGH and most < 1_000_000:
                return
        times[length] = took
        length *= 2


@pytest.mark.parametrize("name", MILLION)
def test_a_million_characters(name):
    grow(lambda text: label([body(text)], *books()), MILLION[name], 1_024_000)


@pytest.mark.parametrize("name", [name for name in LONG if name not in MILLION])
def test_time_is_linear(name):
    grow(lambda text: label([body(text)], *books()), LONG[name], 128_000)


@pytest.mark.parametrize("unit", ['" ', "said ", "(", "Okel, ", "“a\n", "a. ", "A – ", "Share this ", "\n", " "])
def test_sections_in_linear_time(unit):
    grow(lambda text: Article.from_text(text, id="a"), unit, 128_000)


@pytest.mark.parametrize("unit", [" ", "- ", "* ", "[a", "![a](", "_a", "`a"])
def test_markdown_in_linear_time(unit):
    grow(lambda text: forms.read(".md", f"{text}x".encode(), {}), unit, 512_000)


def test_what_is_quadratic_fails():
    with pytest.raises(AssertionError, match="times an eighth"):
        grow(lambda text: sum(range(len(text) ** 2 // 200)), "a", 128_000)
