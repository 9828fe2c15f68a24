"""The label table: its columns, whose words it takes them for, and what it does with little or much."""

import numpy as np
import pandas as pd
import pytest
from gold.raise_floors import gold_articles

from framing import labels as module
from framing import reading
from framing.articles import Article
from framing.codebook import Codebook, Entry
from framing.labels import COLUMNS, label
from framing.sections import Section

TERMS = Codebook(
    Entry("term", group, name, pattern, "", f"terms.csv:{line}")
    for line, (group, name, pattern) in enumerate(
        [("opposition", "rebel", "rebel*"), ("opposition", "terrorist", "terrorist*"), ("event", "riot", "riot*")], 2
    )
)
# For tests that label many times: every call makes its codebooks ready anew.
CUES = Codebook([Entry("hedge", "distancing", "so-called", "so-called", "", "cues.csv:2")])
TEXT = (
    "Army says rebels fled\n\n"
    "The so-called “rebels” left. “The terrorists ran,” said General Ilya Korsak.\n\n"
    "Share: rebels “everywhere”"
)


def article(text=TEXT, id="a", source="Herald", kinds=("headline", "body", "furniture")):
    """An article whose paragraphs are of the kinds given, the last kind for all that follow."""
    sections, start = [], 0
    for n, paragraph in enumerate(text.split("\n\n")):
        sections.append(Section(start, start + len(paragraph), kinds[min(n, len(kinds) - 1)]))
        start += len(paragraph) + 2
    return Article(id=id, text=text, source=source, sections=tuple(sections))


def plain(text, id="a"):
    return article(text, id, kinds=("body",))


def rows(table, *columns):
    picked = table[list(columns)].astype(object)
    return [tuple(row) for row in picked.where(picked.notna(), None).itertuples(index=False)]


def test_table():
    """Every column of every row of a small article."""
    table = label([article()], TERMS)
    columns = "article source start end text layer group name voice speaker hedge section rule sentence"
    assert list(table.columns) == COLUMNS == columns.split()
    assert set(table.article) == {"a"}
    assert set(table.source) == {"Herald"}
    assert rows(table, "start", "end", "text", "layer", "group", "name", "voice", "speaker", "hedge", "section") == [
        (10, 21, "rebels fled", "voice", "reported", "", "reported", "Army", None, "headline"),
        (10, 16, "rebels", "term", "opposition", "rebel", "reported", "Army", None, "headline"),
        (27, 36, "so-called", "hedge", "distancing", "so-called", "own", None, None, "body"),
        (38, 44, "rebels", "term", "opposition", "rebel", "scare", None, "so-called", "body"),
        (38, 44, "rebels", "voice", "scare", "", "scare", None, None, "body"),
        (53, 72, "The terrorists ran,", "voice", "direct", "", "direct", "Korsak", None, "body"),
        (57, 67, "terrorists", "term", "opposition", "terrorist", "direct", "Korsak", None, "body"),
    ]
    assert rows(table[table.layer == "term"], "rule", "sentence") == [
        ("terms.csv:2", "Army says rebels fled"),
        ("terms.csv:2", "The so-called “rebels” left."),
        ("terms.csv:3", "“The terrorists ran,” said General Ilya Korsak."),
    ]
    assert all(rule.startswith("voice: ") for rule in table.rule[table.layer == "voice"])
    assert table.rule[table.layer == "hedge"].str.match(r"hedges\.csv:\d+$").all()


def test_types_of_columns():
    table = label([article()], TERMS)
    assert table.index.equals(pd.RangeIndex(len(table)))
    assert table.start.dtype == table.end.dtype == np.int64
    for column in set(COLUMNS) - {"start", "end"}:
        assert pd.api.types.is_string_dtype(table[column].dropna())


@pytest.mark.parametrize("articles", [[], [plain("")], [plain(" \n\n\t ")], [plain("Nothing here.")]])
def test_nothing_to_label_is_an_empty_table(articles):
    table = label(articles, TERMS)
    assert list(table.columns) == COLUMNS
    assert len(table) == 0


def test_types_of_an_empty_table():
    assert label([], TERMS).dtypes.equals(label([article()], TERMS).dtypes)


def test_blank_articles_between_others():
    texts = ["", "Rebels left.", " \n ", "“Riots,” he said.", ""]
    table = label([plain(text, str(n)) for n, text in enumerate(texts)], TERMS)
    assert rows(table, "article", "text") == [("1", "Rebels"), ("3", "Riots,"), ("3", "Riots")]


def test_an_article_without_sections_is_body():
    bare = Article(id="a", text="Rebels left.", source="a")
    assert rows(label([bare], TERMS), "text", "section") == [("Rebels", "body")]


def test_furniture_is_not_labelled_and_not_read_on_from():
    text = "“Rebels left,” Okel said.\n\nEditor: “Riots say rebels, may write to us.\n\n“We saw riots.”"
    table = label([article(text, kinds=("body", "furniture", "body"))], TERMS)
    assert not table.text.str.contains("us|write|may").any()
    assert set(table.section) == {"body"}
    assert list(table.text[table.layer == "voice"]) == ["Rebels left,", "We saw riots."]


def test_codebooks_are_taken_as_given():
    text = "The alleged rebels wore hats."
    hats = Codebook([Entry("term", "dress", "hat", "hats", "", "mine.csv:2")])
    none = Codebook([])
    assert rows(label([plain(text)], hats), "text", "group", "rule", "hedge") == [
        ("alleged", "attribution", label([plain(text)], hats).rule[0], None),
        ("hats", "dress", "mine.csv:2", None),
    ]
    assert rows(label([plain(text)], TERMS, none), "text", "hedge") == [("rebels", None)]
    assert rows(label([plain(text)], TERMS + hats, none), "text") == [("rebels",), ("hats",)]
    assert len(label([plain(text)], none, none)) == 0


def test_the_shipped_codebooks_are_the_default():
    table = label([plain("Some rebels may have left.")])
    assert set(table.layer) == {"term", "hedge"}
    assert set(table.rule.str.partition(":")[0]) == {"conflict.csv", "hedges.csv"}


@pytest.mark.parametrize(
    "text, wanted",
    [
        ("The so-called rebels left.", ["so-called"]),
        ("The alleged rebels left.", ["alleged"]),
        ("The rebels left.", [None]),
        ("The so-called rebels met other rebels.", ["so-called", None]),
        ("It is so-called. Rebels left.", [None]),
        ("The so-called “rebels” left.", ["so-called"]),
        ("Rebels, so-called, left.", [None]),
        ("Rebels may riot.", [None, None]),
    ],
)
def test_hedge_column(text, wanted):
    table = label([plain(text)], TERMS)
    assert [held for (held,) in rows(table[table.layer == "term"], "hedge")] == wanted
    assert table.hedge[table.layer != "term"].isna().all()


@pytest.mark.parametrize(
    "text, wanted",
    [
        # of an inner and an outer quotation the outer one, of two reported stretches the shorter
        ("“They call us ‘rebels’ here,” Okel said.", ("direct", "Okel")),
        ("Okel said the “rebels” had left.", ("partial", "Okel")),
        ("Okel said rebels had left.", ("reported", "Okel")),
        ("Rebels said they had left.", ("own", None)),
        ("The “rebels” wore boots.", ("scare", None)),
    ],
)
def test_voice_of_a_term(text, wanted):
    table = label([plain(text)], TERMS)
    assert rows(table[table.layer == "term"], "voice", "speaker") == [wanted]


MANY = [
    plain(text, str(n))
    for n, text in enumerate(
        [
            "Tomas Okel left. “The rebels ran,” he said.",
            "“And the terrorists?”",
            "He said riots were over.",
            "The rebels",
            "said nothing. “Riots,” it read",
            "“Rebels in the town",
            "left,” said Maro. The so-called",
            "rebels stayed",
        ]
        * 3
    )
]


@pytest.mark.parametrize("size", [1, 50, 120, 400_000])
def test_batches_do_not_show(monkeypatch, size):
    """An article never reads on into the next, whatever is read together."""
    alone = [row for one in MANY for row in rows(label([one], TERMS, CUES), *COLUMNS)]
    monkeypatch.setattr(module, "BATCH", size)
    assert rows(label(MANY, TERMS, CUES), *COLUMNS) == alone


# Pairs of articles in which the labels of one once depended on the other, and why.
LEAKS = {
    (
        "We left.\n\n“Rebels\n\n“They stayed.",
        "“The riots go on,” Okel said.",
    ): "what runs on is kept when an article ends",
    (
        "they left",
        "<According.'",
    ): "whether a sentence goes on behind a closing mark is read from the first token of all",
    (
        "They left.",
        "“bread and light”\n\nOkel asked for “bread and light”.",
    ): "whether a quotation is a subheading is read from the line before it",
    (
        "– They left.",
        "– They left, said Okel.",
    ): "a dash opens speech where a tag shows that it does",
}


@pytest.mark.parametrize("texts", list(LEAKS))
def test_company_does_not_show(texts):
    together = [plain(text, str(n)) for n, text in enumerate(texts)]
    assert rows(label(together, TERMS, CUES), *COLUMNS) == [
        row for one in together for row in rows(label([one], TERMS, CUES), *COLUMNS)
    ]


def test_a_scare_quotation_that_runs_on_has_no_speaker():
    table = label([plain("The “rebels\n\n“left the town,” Okel said.")], TERMS, CUES)
    assert table.speaker[table.voice == "scare"].isna().all()
    assert list(table.speaker.dropna()) == ["Okel"]


def test_no_term_reaches_into_the_next_article():
    book = Codebook([Entry("term", "repression", "open fire", "open fire", "", "mine.csv:2")])
    assert len(label([plain("They open", "1"), plain("fire", "2")], book, CUES)) == 0
    assert len(label([plain("They open fire", "1")], book, CUES)) == 1


def test_a_new_vocabulary_does_not_show(monkeypatch):
    whole = label(MANY, TERMS, CUES)
    monkeypatch.setattr(module, "BATCH", 50)
    monkeypatch.setattr(module, "MOST_TYPES", 3)
    pd.testing.assert_frame_equal(label(MANY, TERMS, CUES), whole)


@pytest.mark.parametrize("passed_over, always", [("is_telling", True), ("is_small", False)])
def test_words_passed_over_tell_no_kind(monkeypatch, passed_over, always):
    articles = [*gold_articles("written").values(), *gold_articles("unseen").values()]
    whole = label(articles)
    monkeypatch.setattr(reading, passed_over, lambda word: always)
    pd.testing.assert_frame_equal(label(articles), whole)


def test_articles_come_in_any_iterable():
    pd.testing.assert_frame_equal(label(iter(MANY), TERMS, CUES), label(MANY, TERMS, CUES))


def test_two_articles_of_one_text_are_two():
    table = label([plain("Rebels left.", "x"), plain("Rebels left.", "y")], TERMS, CUES)
    assert rows(table, "article", "start") == [("x", 0), ("y", 0)]


def test_offsets_count_code_points():
    table = label([plain("😀😀 naïve\r\n\r\n Rebels left.")], TERMS, CUES)
    assert rows(table, "start", "end", "text") == [(13, 19, "Rebels")]
