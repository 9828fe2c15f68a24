import pytest

from framing import checks
from framing.articles import Article
from framing.codebook import Codebook, Entry
from framing.labels import label

ROWS = [
    ("dispute", "strike", "strike*"),
    ("people", "strikebreaker", "strikebreaker*"),
    ("none", "", "strike {of} lightning"),
    ("none", "", "{lightning} strike"),
    ("people", "docker", "dockers"),
    ("people", "docker", "dock*"),
    ("people", "port docker", "port dockers"),
    ("event", "lull", "lull"),
]
BOOK = Codebook(Entry("term", *row, "", f"mine.csv:{line}") for line, row in enumerate(ROWS, 2))
ONE = """A headline

Strikebreakers came. A lightning strike hit.

Port dockers began a strike; dockers strike.

Read more: strike"""
TWO = "A headline\n\nA strike."
ARTICLES = [Article.from_text(ONE, id="one", source="East"), Article.from_text(TWO, id="two", source="West")]


@pytest.fixture(scope="module")
def table():
    return checks.matches(BOOK, ARTICLES)


def test_what_is_counted_is_what_label_counts(table):
    counted = table[table["winner"].isna()].sort_values(["article", "start"])
    labels = label(ARTICLES, BOOK, Codebook([]))
    terms = labels[labels["layer"] == "term"]
    keys = ["article", "source", "start", "end", "text", "group", "name", "rule"]
    assert counted[keys].to_numpy().tolist() == terms[keys].to_numpy().tolist()
    texts = {article.id: article.text for article in ARTICLES}
    assert all(texts[row.article][row.start : row.end] == row.text for row in table.itertuples())


def test_what_gave_way_and_to_what(table):
    lost = table[table["winner"].notna()]
    assert sorted(zip(lost["text"], lost["rule"], lost["winner"], strict=True)) == [
        ("Strikebreakers", "mine.csv:2", "mine.csv:3"),
        ("dockers", "mine.csv:6", "mine.csv:8"),
        ("dockers", "mine.csv:7", "mine.csv:6"),
        ("dockers", "mine.csv:7", "mine.csv:8"),
        ("strike", "mine.csv:2", "mine.csv:5"),
    ]


def test_patterns_with_their_counts(table):
    every = checks.patterns(BOOK, table)
    assert every[["rule", "matches", "articles", "sources", "lost"]].to_numpy().tolist() == [
        ["mine.csv:2", 3, 2, 2, 2],
        ["mine.csv:3", 1, 1, 1, 0],
        ["mine.csv:6", 1, 1, 1, 1],
        ["mine.csv:8", 1, 1, 1, 0],
        ["mine.csv:7", 0, 0, 0, 2],
        ["mine.csv:9", 0, 0, 0, 0],
    ]


def test_contests_leave_out_patterns_of_one_name(table):
    told = checks.contests(table)
    assert sorted(told[["rule", "winner", "times", "text"]].to_numpy().tolist()) == [
        ["mine.csv:2", "mine.csv:3", 1, "Strikebreakers"],
        ["mine.csv:2", "mine.csv:5", 1, "strike"],
        ["mine.csv:6", "mine.csv:8", 1, "dockers"],
        ["mine.csv:7", "mine.csv:8", 1, "dockers"],
    ]


def test_report():
    assert checks.report(BOOK, ARTICLES).splitlines() == REPORT.strip().splitlines()


REPORT = """
6 patterns in 2 articles: 4 match 6 times, 2 match nothing.

Match most
  line        group    name           pattern         matches  articles
  mine.csv:2  dispute  strike         strike*               3         2
  mine.csv:3  people   strikebreaker  strikebreaker*        1         1
  mine.csv:6  people   docker         dockers               1         1
  mine.csv:8  people   port docker    port dockers          1         1

Match nothing
  line        group   name    pattern
  mine.csv:7  people  docker  dock*    lost 2 to others
  mine.csv:9  event   lull    lull

Want the same words (the longest match wins, then the first)
  won         pattern               lost        pattern  times  article  for instance
  mine.csv:3  strikebreaker*        mine.csv:2  strike*      1  one      Strikebreakers came.
  mine.csv:5  (sets a sense apart)  mine.csv:2  strike*      1  one      A lightning strike hit.
  mine.csv:8  port dockers          mine.csv:6  dockers      1  one      Port dockers began a strike; dockers strik…
  mine.csv:8  port dockers          mine.csv:7  dock*        1  one      Port dockers began a strike; dockers strik…
"""


def test_a_report_without_a_match_or_with_many_patterns():
    words = [f"word{chr(97 + n)}" for n in range(25)]
    book = Codebook(Entry("term", "event", word, word, "", f"mine.csv:{n}") for n, word in enumerate(words, 2))
    first, none, more = checks.report(book, ARTICLES).split("\n\n")
    assert first == "25 patterns in 2 articles: 0 match 0 times, 25 match nothing."
    assert [line.split()[0] for line in none.splitlines()[2:]] == [f"mine.csv:{n}" for n in range(2, 22)] + ["…"]
    assert none.endswith("… and 5 more") and more == "Every pattern with its counts: -o FILE.csv"
    said = checks.report(book, [Article.from_text("A headline\n\n" + " ".join(words), id="a")])
    assert "… and 5 more" in said and "-o FILE.csv" in said and "Match nothing" not in said and "same words" not in said
