"""Distinctive words, worked out on paper for the articles of tests/hand.py."""

from math import log, sqrt

import hand
import pandas as pd
import pytest

from framing import contrasts


def words(*sources):
    """A table of words: (source, its words in a row)."""
    rows = [(source, source, 0, word, "own") for source, text in sources for word in text.split()]
    return pd.DataFrame(rows, columns=["article", "source", "start", "word", "voice"])


def test_words_are_in_small_letters_without_furniture_each_with_its_voice():
    table = contrasts.word_table(hand.labels(), hand.articles())
    east = table[table["article"] == "e"]
    assert list(east["word"]) == "rebels fled the town terrorists burned it all they that rioters ran".split()
    assert list(east["voice"]) == ["own"] * 4 + ["direct"] * 4 + ["own"] + ["reported"] * 3
    for row in table.itertuples():
        text = next(article.text for article in hand.articles() if article.id == row.article)
        assert text[row.start :].lower().startswith(row.word)


def test_words_of_one_voice():
    own = contrasts.word_table(hand.labels(), hand.articles(), voice="own")
    assert " ".join(own["word"]) == "rebels fled the town they protesters sang the so called met police"


def test_apostrophes_stay_in_a_word_and_a_possessive_goes():
    article = hand.article("a", "Lee’s men didn't say the rebels’ names", "A")
    table = contrasts.word_table(hand.labels().iloc[:0], [article])
    assert list(table["word"]) == ["lee", "men", "didn't", "say", "the", "rebels", "names"]


def test_an_abbreviation_is_one_word():
    article = hand.article("a", "The U.N. and the U.K.’s men met at 9 a.m. in town.So it was 3.5", "A")
    table = contrasts.word_table(hand.labels().iloc[:0], [article])
    assert " ".join(table["word"]) == "the u.n and the u.k men met at 9 a.m in town so it was 3 5"


def test_log_odds_with_a_prior_on_paper():
    """A: a a b; B: b c. The prior of 10 words is 4 a, 4 b, 2 c."""
    table = contrasts.distinctive(words(("A", "a a b"), ("B", "b c")), prior=10).set_index(["source", "word"])
    # a in A: 2 + 4 of 3 + 10 words; in B: 0 + 4 of 2 + 10 words
    difference = log(6 / (13 - 6)) - log(4 / (12 - 4))
    assert table.loc[("A", "a"), "log_odds"] == pytest.approx(difference)
    assert table.loc[("A", "a"), "z"] == pytest.approx(difference / sqrt(1 / 6 + 1 / 4))
    assert table.loc[("A", "b"), "log_odds"] == pytest.approx(log(5 / 8) - log(5 / 7))
    assert table.loc[("B", "b"), "log_odds"] == pytest.approx(log(5 / 7) - log(5 / 8))
    assert list(table.loc[("A", "a"), ["count", "words", "others", "others_words"]]) == [2, 3, 0, 2]


def test_words_come_by_source_and_the_most_distinctive_first():
    table = contrasts.distinctive(words(("B", "x y y y"), ("A", "x x z")))
    assert list(table["source"]) == ["B", "B", "A", "A"]
    assert list(table["word"])[:2] == ["y", "x"]
    assert all(rows["z"].is_monotonic_decreasing for _, rows in table.groupby("source"))


def test_the_prior_keeps_a_word_used_once_from_the_top():
    table = contrasts.distinctive(words(("A", "often " * 8 + "once"), ("B", "other " * 8 + "often")))
    assert list(table[table["source"] == "A"]["word"]) == ["often", "once"]


def test_one_source_has_nothing_to_be_set_apart_from():
    table = contrasts.distinctive(words(("A", "a b")))
    assert not len(table) and "z" in table
    assert not len(contrasts.top(table))
    assert not len(contrasts.sentences(words(("A", "a b")), table, []))


def test_the_top_leaves_out_what_is_rare_and_what_others_have_more_of():
    table = contrasts.distinctive(words(("A", "ash ash bay cod"), ("B", "bay bay bay dam dam we we has has")))
    found = {(row.source, row.word) for row in contrasts.top(table).itertuples()}
    assert found == {("A", "ash"), ("B", "bay"), ("B", "dam")}
    assert len(contrasts.top(table, most=1)) == 2


def test_each_use_of_a_distinctive_word_comes_with_its_sentence():
    labels, articles = hand.labels(), hand.articles()
    every = contrasts.word_table(labels, articles)
    table = contrasts.distinctive(every).query("source == 'West' and word == 'rebels'")
    found = contrasts.sentences(every, table, articles)
    assert list(found["sentence"]) == ["The so-called “rebels” met police."]
    assert list(found["voice"]) == ["scare"]
