"""Languages: which texts are told to be in another one, and what becomes of their articles."""

import subprocess
import sys
from pathlib import Path

import pytest

from framing.articles import InputError, read_articles
from framing.languages import FORCE, other_language

CASES = (Path(__file__).parent / "cases" / "languages.txt").read_text("utf-8").splitlines()
CASES = [case.split(": ", 1) for case in CASES if case and not case.startswith("#")]
GERMAN, FRENCH = CASES[0][1], CASES[1][1]
GOLD = sorted((Path(__file__).parent / "gold").glob("*/*.txt"))


@pytest.mark.parametrize(("told", "text"), CASES)
def test_a_text_is_told_to_be_in(told, text):
    name, sure = other_language(text)
    shown = "English" if name is None else name if sure else f"perhaps {name}" if name else "unsure"
    assert shown == told


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_no_paragraph_of_an_english_article_is_told_to_be_in_another_language(path):
    assert not any(other_language(line)[1] for line in path.read_text("utf-8").splitlines())


def test_an_article_in_another_language_is_named_and_left_out(tmp_path):
    (tmp_path / "a.txt").write_text("Fire at the port\n\nTwo were hurt.\n", "utf-8")
    (tmp_path / "b.txt").write_text(GERMAN, "utf-8")
    articles = read_articles(tmp_path)
    assert [article.id for article in articles] == ["a"]
    assert articles.problems == [
        f"{tmp_path / 'b.txt'}: this article is in German, and rules and codebooks are English; {FORCE}."
    ]
    forced = read_articles(tmp_path, any_language=True)
    assert [article.id for article in forced] == ["a", "b"] and forced.problems == []


def test_a_short_text_stays_with_a_note(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("Zwei Verletzte bei Brand im Hafen", "utf-8")
    articles = read_articles(path)
    assert len(articles) == 1
    assert articles.notes == [f"{path}: its language cannot be told for sure (perhaps German); it is read as English."]


def test_a_folder_in_other_languages_is_one_sentence(tmp_path):
    for name, text in (("a", GERMAN), ("b", FRENCH), ("c", GERMAN + " Danach.")):
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    with pytest.raises(InputError) as caught:
        read_articles(tmp_path)
    assert str(caught.value) == (
        f"All 3 articles are in German (2), French (1), and rules and codebooks are English; {FORCE}."
    )
    assert len(read_articles(tmp_path, any_language=True)) == 3


def test_the_furniture_of_a_page_does_not_decide(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(
        GERMAN + "\n\nSubscribe to our newsletter\n\nShare this article\n\nRead more of the news" * 9, "utf-8"
    )
    with pytest.raises(InputError, match="German"):
        read_articles(path)


def test_english_articles_do_not_load_the_library(seeds):
    code = f"import sys, framing; framing.read_articles({str(seeds)!r}); print('py3langid' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
