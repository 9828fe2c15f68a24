"""Duplicates: which articles are pointed out as sharing their text, and in which words."""

import random

import pytest

from framing import duplicates as room
from framing.articles import Article, read_articles
from framing.duplicates import duplicates

WORDS = [f"{first}{last}" for first in "bdfgklmnprst" for last in ("ar", "elo", "ine", "oss", "ulta", "iv")]


def story(seed, words=300):
    """A text of its own of so many words, a sentence every twelve."""
    chosen = random.Random(seed).choices(WORDS, k=words)
    return " ".join(word + "." * (i % 12 == 11) for i, word in enumerate(chosen))


def cut(text, words):
    return " ".join(text.split()[:words])


def articles(*texts, sources=None):
    sources = sources or [f"Outlet {i}" for i in range(len(texts))]
    return [
        Article.from_text(text, id=f"{'abcdefghijklmnop'[i]}", source=source)
        for i, (text, source) in enumerate(zip(texts, sources, strict=True))
    ]


KEPT = "are counted as they stand; leave all but one out, or keep them on purpose."
PAIRS = {
    "the same": (story(1), story(1), f"“a” and “b” have the same words: wire copy? Both {KEPT}"),
    "the same but for marks and capitals": (
        story(1), story(1).upper().replace(".", " –"), f"“a” and “b” have the same words: wire copy? Both {KEPT}"
    ),
    "cut": (
        story(1), cut(story(1), 120),
        f"“a” and “b” have 100 % of their five-word runs in common (of the shorter one’s): wire copy? Both {KEPT}",
    ),
    # 104 words are 100 runs, of which those of the first 84 words, 80, stand in the other text too.
    "four fifths": (
        story(1), cut(story(1), 84) + " " + story(2, 20),
        f"“a” and “b” have 80 % of their five-word runs in common (of the shorter one’s): wire copy? Both {KEPT}",
    ),
    "less than half": (story(1), cut(story(1), 50) + " " + story(2, 60), None),
    "apart": (story(1), story(2), None),
    "short and the same": (
        "Storm hits coast", "Storm hits coast", f"“a” and “b” have the same words: wire copy? Both {KEPT}"
    ),
    "short and cut": (story(1, 20), cut(story(1, 20), 12), None),
}  # fmt: skip


@pytest.mark.parametrize(("first", "second", "told"), PAIRS.values(), ids=PAIRS)
def test_two_articles(first, second, told):
    assert duplicates(articles(first, second)) == ([told] if told else [])


def test_one_source_is_asked_whether_it_was_saved_twice():
    assert "saved twice?" in duplicates(articles(story(1), story(1), sources=["Outlet", "Outlet"]))[0]


def test_a_group_is_one_sentence_and_names_five():
    wire = story(1)
    texts = [cut(wire, 200 + 10 * i) + " " + story(10 + i, 40) for i in range(9)]
    (told,) = duplicates(articles(story(2), *texts, story(3)))
    assert told.startswith("“b”, “c”, “d”, “e”, “f” and 4 more articles have 8")
    assert "of their five-word runs in common" in told and "All 9 are counted" in told


def test_groups_stand_in_the_order_of_the_articles():
    told = duplicates(articles(story(1), story(2), story(2), story(1)))
    assert [sentence[:11] for sentence in told] == ["“a” and “d”", "“b” and “c”"]


def test_a_sentence_that_all_carry_makes_no_duplicates():
    appeal = " The ministry repeated its appeal for calm in a short statement sent to all newsrooms at noon."
    assert duplicates(articles(*(story(i, 200) + appeal for i in range(12)))) == []


def test_furniture_does_not_count():
    page = "\n\nShare this article\n\nRead more\n\nSubscribe to our newsletter\n\n"
    assert duplicates(articles(story(1, 30) + page, story(2, 30) + page)) == []
    assert "the same words" in duplicates(articles(story(1) + page, story(1)))[0]


def test_nothing_and_one_article():
    assert duplicates([]) == duplicates(articles(story(1))) == duplicates(articles("—", "—")) == []


def test_reading_points_duplicates_out_and_keeps_them(tmp_path):
    (tmp_path / "a.txt").write_text("The talks failed on Monday, and the port stayed shut.", "utf-8")
    (tmp_path / "b.txt").write_text("The talks failed on Monday, and the port stayed shut.\n", "utf-8")
    found = read_articles(tmp_path)
    assert [article.id for article in found] == ["a", "b"] and found.problems == []
    assert found.notes[0] == f"“a” and “b” have the same words: wire copy? Both {KEPT}"
    assert f"<p>Worth knowing:</p><ul><li>{found.notes[0]}</li>" in found._repr_html_()


def test_the_work_grows_with_the_length_of_the_texts(monkeypatch):
    compared = []
    monkeypatch.setattr(room, "_shared", lambda *pair: compared.append(pair) or 0.0)
    room.duplicates(articles(*[story(1, 60)] * 16))
    assert len(compared) <= 2 * 16


def test_many_copies_hang_together():
    chain = [(i, i + 1, 0.5 + i / 10_000) for i in reversed(range(5_000))]
    (group,) = room._groups([*chain, (4_000, 2, 1.0)])
    assert group[0] == list(range(5_001)) and (min(group[1]), max(group[1])) == (0.5, 1.0)
