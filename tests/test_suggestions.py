from functools import cache

import pandas as pd
import pytest

from framing import load_codebook, read_articles, suggest
from framing.articles import Article
from framing.codebook import Codebook, Entry, shipped
from framing.records import write_csv
from framing.suggestions import COLUMNS, GROUP

# event -> the words its articles were written round, with the beginning of what must be said of each
EVENTS = {
    "port-strike": {
        "modernisation": "held off 3 times (so-called, what they call); in quotation marks 3 times",
        "back-to-work order": "held off 3 times (so-called)",
        "replacement worker": "held off once (what they call)",
        "wrecker": "in quotation marks 4 times",
        "strikebreakers": "in quotation marks 3 times",
        "ghosts": "in quotation marks once",
        "docker": "stands where known terms stand: “",
    },
    "dam-decision": {
        "consultation": "held off 5 times (so-called)",
        "river keepers": "held off 4 times (self-styled, so-called)",
        "lifeline": "in quotation marks 4 times; sets Marovan State Television apart",
        "white elephant": "in quotation marks 4 times",
        "eco-zealots": "in quotation marks twice",
        "land grab": "in quotation marks twice",
        "resettlement": "in quotation marks twice",
        "villagers": "stands where known terms stand: “",
    },
}
NAMES = {
    "port-strike": "velsund kvale solvang norvia tuesday anders marit republic falk".split(),
    "dam-decision": "karun hydrovan tessa sand marova venn oster tuesday upper".split(),
}
STOP = "the and of said not they who would year minister president thing something".split()


@cache
def event(name):
    articles = read_articles(f"tests/events/{name}")
    return articles, suggest(articles)


@pytest.fixture(autouse=True)
def _in_the_project(root, monkeypatch):
    monkeypatch.chdir(root)


def article(*paragraphs, id="a", source=None):
    return Article.from_text("\n\n".join(["A headline", *paragraphs]), id=id, source=source)


@pytest.mark.parametrize("name", EVENTS)
def test_the_contested_words_of_an_event_are_suggested(name):
    why = dict(zip(event(name)[1]["name"], event(name)[1]["why"], strict=True))
    assert {word: why.get(word, "")[: len(said)] for word, said in EVENTS[name].items()} == EVENTS[name]


@pytest.mark.parametrize("name", EVENTS)
def test_no_names_no_stop_words_and_no_long_list(name):
    said = {word for phrase in event(name)[1]["name"] for word in phrase.split()}
    assert not said & {*NAMES[name], *STOP}
    assert len(event(name)[1]) < 30


@pytest.mark.parametrize("name", EVENTS)
def test_nothing_is_in_the_codebook_already(name):
    assert not set(event(name)[1]["name"]) & {"blockade", "walkout", "agitator", "eviction", "fanatic", "strike"}


@pytest.mark.parametrize("name", EVENTS)
def test_counts_and_sentences_are_those_of_the_pattern(name):
    articles, table = event(name)
    for row in table.to_dict("records"):
        last = row["pattern"].split()[-1].strip("*").split("|")
        phrases = [" ".join([*row["pattern"].split()[:-1], word]) for word in last]
        assert any(phrase in row["sentence"].lower() for phrase in phrases), row
        assert row["sentence"] != row["sentence_2"]
        assert row["occurrences"] >= row["articles"] >= row["sources"] >= 1
        assert (row["occurrences"] > 1) == bool(row["sentence_2"]), row
    twice = table[table["sources"] > 1]
    source = {s: a.source for a in articles for s in [*twice["sentence"], *twice["sentence_2"]] if _holds(a.text, s)}
    assert all(source[a] != source[b] for a, b in zip(twice["sentence"], twice["sentence_2"], strict=True))


def _holds(text, sentence):
    return sentence in " ".join(text.split())


@pytest.mark.parametrize("name", EVENTS)
def test_the_file_is_a_codebook_as_it_stands_alone_and_beside_the_shipped_one(name, tmp_path):
    articles, table = event(name)
    path = tmp_path / "suggested.csv"
    write_csv(table, path)
    book = load_codebook(path)
    assert [(e.group, e.name, e.pattern) for e in book.entries] == [
        (GROUP, *row) for row in table[["name", "pattern"]].to_numpy().tolist()
    ]
    again = suggest(articles, shipped("conflict") + book)
    assert not set(again["name"]) & set(table["name"])


def test_the_order_does_not_depend_on_chance():
    articles, table = event("dam-decision")
    pd.testing.assert_frame_equal(table, suggest(articles))


@pytest.mark.parametrize(
    "text, pattern",
    [
        ("The so-called envoys left. One envoy stayed.", "envoy|envoys"),
        ("The so-called vice-president left; two vice-presidents stayed.", "vice-president*"),
        ("They fear the so-called sub-committees of the town.", "sub-committees"),
        ("It was a so-called People’s Court. The Court sat.", "people's court"),
        ("What he called a “peaceful measure” failed.", "peaceful measure"),
        ("The so-called news was new. New it was.", "news"),
        ("The alleged poacher vanished on Monday.", "poacher"),
    ],
)
def test_what_is_held_off_as_a_pattern(text, pattern):
    assert pattern in set(suggest([article(text)])["pattern"])


@pytest.mark.parametrize(
    "text",
    [
        "He spoke. She listened. They left.",
        "“Come in,” he said. “Sit down.”",
        "The paper, “Morning Courier”, printed it. The Morning Courier is old.",
        "The so-called terrorists fled. The terrorists hid.",
        "The so-called marchers fled. The marchers hid.",
        "",
    ],
)
def test_nothing_to_suggest(text):
    table = suggest([article(text)])
    assert list(table.columns) == COLUMNS and not len(table)


def test_a_noun_in_the_places_of_known_terms_and_none_elsewhere():
    one = article(
        "Soldiers arrested the bandits in the square. Later the bandits marched home.",
        "Soldiers arrested the weavers in the square. Then the weavers marched home.",
        "The bakers slept. The bakers ate.",
    )
    book = Codebook([Entry("term", "opposition", "bandit", "bandit|bandits", "", "mine.csv:2")])
    table = suggest([one], book)
    assert table["name"].tolist() == ["weavers"]
    assert table["why"].tolist() == [
        "stands where known terms stand: “_ marched” (as bandit), “arrested _” (as bandit)"
    ]


def test_page_furniture_suggests_nothing():
    text = "A headline\n\nThe so-called envoys left.\n\nRead more: so-called couriers"
    one = Article.from_text(text, id="a")
    assert one.sections[-1].kind == "furniture"
    assert suggest([one])["name"].tolist() == ["envoys"]


def test_a_wide_gap_is_looked_at_once():
    """Ten times the blanks take some ten times as long, not a thousand times: the test would not come to its end."""
    text = "Quay\n\nThe rebels left." + 20 * f" The so-called{' ' * 20_000}, order{' ' * 20_000}; held."
    assert len(suggest([Article.from_text(text, id="a")])) < 3


def test_cells_that_look_like_formulas_are_neutralised(tmp_path):
    one = article("- so-called envoys left the hall.", "=HYPERLINK so-called envoys", id="=1")
    path = tmp_path / "suggested.csv"
    write_csv(suggest([one]), path)
    assert ",'-" in path.read_text() or ",'=" in path.read_text()
    assert [e.pattern for e in load_codebook(path).entries] == ["envoys"]
