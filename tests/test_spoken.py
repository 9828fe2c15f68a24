"""Whose words: shares, speakers, names in marks, terms held off; by hand on the two small articles."""

import hand
import pandas as pd
import pytest

from framing import spoken, tables


@pytest.fixture
def labels():
    return hand.labels()


def rows(table, *columns):
    return list(table[list(columns)].itertuples(index=False, name=None))


def test_every_word_is_counted_once_in_its_voice(labels):
    table = spoken.shares(labels, hand.articles())
    assert rows(table[table["count"] > 0], "source", "voice", "count", "words") == [
        ("East", "own", 5, 12),
        ("East", "reported", 3, 12),
        ("East", "direct", 4, 12),
        ("West", "own", 7, 8),
        ("West", "scare", 1, 8),
    ]
    assert table["share"].to_list() == pytest.approx((100 * table["count"] / table["words"]).to_list())
    assert table.groupby("source")["share"].sum().to_list() == pytest.approx([100, 100])


def test_an_article_without_a_word_has_no_share():
    table = spoken.shares(hand.labels().iloc[:0], [hand.article("n", "Share this page", "N", "Share this page")])
    assert not len(table) or table["share"].isna().all()


def test_speakers_come_with_their_words_and_those_without_a_name_too(labels):
    table = spoken.speakers(labels, hand.articles())
    assert rows(table, "source", "speaker", "voice", "count", "words") == [
        ("East", "Gov", "direct", 4, 12),
        ("East", "They", "reported", 3, 12),
        ("West", spoken.NOBODY, "scare", 1, 8),
    ]
    assert table["share"].to_list() == pytest.approx([100 / 3, 25, 12.5])


def test_a_speaker_in_two_spellings_is_one(labels):
    other = labels.assign(speaker=labels["speaker"].replace({"They": "GOV"}))
    table = spoken.speakers(other, hand.articles())
    assert rows(table[table["source"] == "East"], "speaker", "voice", "count") == [
        ("Gov", "reported", 3),
        ("Gov", "direct", 4),
    ]


def test_words_quoted_inside_reported_speech_belong_to_the_quoted():
    article = hand.article("n", "He said that “we ran” there.", "N")
    spans = pd.DataFrame(
        [
            hand.row(article, "that “we ran” there", "voice", "reported", "", "reported", "He"),
            hand.row(article, "we ran", "voice", "partial", "", "partial", "We"),
        ]
    )
    assert rows(spoken.speakers(spans, [article]), "speaker", "count") == [("He", 2), ("We", 2)]


def test_a_source_where_nobody_speaks_keeps_a_row_of_nothing(labels):
    table = spoken.speakers(labels[labels["layer"] != "voice"], hand.articles())
    assert rows(table, "source", "count", "words", "share") == [("East", 0, 12, 0), ("West", 0, 8, 0)]
    assert not len(spoken.speakers(labels.iloc[:0], []))


def test_the_labels_named_lead_back_from_the_speakers(labels):
    table = spoken.speakers(labels, hand.articles())
    counted = tables.evidence(spoken.named(labels), table)
    assert counted["text"].to_list() == ["Terrorists burned it all.", "that rioters ran", "rebels"]
    terms = spoken.named(labels)["layer"] == "term"
    pd.testing.assert_series_equal(spoken.named(labels)["speaker"][terms], labels["speaker"][terms])


def test_names_in_scare_quotes_stand_plain_against_marked(labels):
    names = tables.rates(labels, hand.articles(), by=["source", "name", "voice"])
    marked = spoken.in_marks(names)
    assert set(marked["name"]) == {"rebel"}
    assert rows(spoken.plain_or_marked(marked), "source", "name", "plain", "in marks", "in other voices") == [
        ("East", "rebel", 1, 0, 0),
        ("West", "rebel", 0, 1, 0),
    ]


def test_without_a_scare_quote_there_is_no_such_name(labels):
    plain = labels.assign(voice=labels["voice"].replace("scare", "own"))
    marked = spoken.in_marks(tables.rates(plain, hand.articles(), by=["source", "name", "voice"]))
    assert not len(marked) and not len(spoken.plain_or_marked(marked))


def test_a_term_held_off_comes_with_its_hedge(labels):
    held = rows(spoken.held_off(labels), "source", "hedge", "name", "voice")
    assert held == [("West", "so-called", "rebel", "scare")]
