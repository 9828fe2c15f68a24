"""Tables, by numbers worked out by hand on the two small articles of tests/hand.py."""

import hand
import numpy as np
import pandas as pd
import pytest

import framing
from framing import tables
from framing.errors import FramingError


@pytest.fixture
def articles():
    return hand.articles()


@pytest.fixture
def labels():
    return hand.labels()


def cell(table, column, **where):
    rows = table
    for key, value in where.items():
        rows = rows[rows[key] == value]
    assert len(rows) == 1, f"{len(rows)} rows for {where}"
    return rows[column].iloc[0]


def test_words_are_counted_by_the_voice_they_stand_in(labels, articles):
    table = tables.words(labels, articles)
    assert {(row.source, row.voice): row.words for row in table.itertuples()} == {
        ("East", "own"): 5, ("East", "reported"): 3, ("East", "direct"): 4, ("East", "scare"): 0,
        ("West", "own"): 7, ("West", "reported"): 0, ("West", "direct"): 0, ("West", "scare"): 1,
    }  # fmt: skip


def test_furniture_is_no_word_of_the_source(labels, articles):
    assert cell(tables.words(labels, articles, by=["source"]), "words", source="East") == 12


def test_a_rate_is_per_thousand_words_of_its_voice(labels, articles):
    table = tables.rates(labels, articles, group="opposition")
    assert cell(table, "rate", source="East", voice="own") == pytest.approx(1000 / 5)
    assert cell(table, "rate", source="East", voice="direct") == pytest.approx(1000 / 4)
    assert cell(table, "rate", source="West", voice="scare") == pytest.approx(1000)


def test_or_per_thousand_words_of_the_source(labels, articles):
    table = tables.rates(labels, articles, group="opposition", per="source")
    assert cell(table, "words", source="East", voice="direct") == 12
    assert cell(table, "rate", source="East", voice="direct") == pytest.approx(1000 / 12)


def test_rows_of_zero_are_kept_and_a_rate_over_no_words_is_missing(labels, articles):
    table = tables.rates(labels, articles, by=["source", "name", "voice"], group="opposition")
    assert len(table) == 2 * 4 * 4
    assert cell(table, "count", source="West", name="terrorist", voice="own") == 0
    assert cell(table, "rate", source="West", name="terrorist", voice="own") == 0
    assert np.isnan(cell(table, "rate", source="West", name="terrorist", voice="direct"))


def test_sources_keep_the_order_of_the_articles_and_voices_theirs(labels, articles):
    table = tables.rates(labels, articles[::-1], group="opposition")
    assert list(dict.fromkeys(table["source"])) == ["West", "East"]
    assert list(dict.fromkeys(table["voice"])) == ["own", "reported", "direct", "scare"]


def test_names_come_by_frequency(labels, articles):
    table = tables.rates(labels, articles, by=["name"], group="opposition")
    assert list(table["name"]) == ["rebel", "protester", "rioter", "terrorist"]
    assert list(table["count"]) == [2, 1, 1, 1]


def test_groups_and_layers_are_counted_apart(labels, articles):
    assert cell(tables.rates(labels, articles, by=["group"]), "count", group="repression") == 1
    hedges = tables.rates(labels, articles, by=["source"], layer="hedge")
    assert list(hedges["count"]) == [0, 1]


def test_the_interval_holds_the_rate_and_is_the_same_on_every_run(labels, articles):
    first = tables.rates(labels, articles, by=["source"], group="opposition")
    low, rate, high = (cell(first, column, source="West") for column in ("low", "rate", "high"))
    assert low < rate <= high
    pd.testing.assert_frame_equal(first, tables.rates(labels, articles, by=["source"], group="opposition"))


def test_the_interval_of_an_article_hangs_neither_on_the_run_nor_on_the_other_articles():
    articles = framing.read_articles("seeds")
    labels = framing.label(articles)
    together = tables.rates(labels, articles, by=["article", "group"]).set_index("article")
    for article in articles[::-1]:
        alone = tables.rates(labels, [article], by=["article", "group"]).set_index(["group"])
        mine = together.loc[article.id].set_index("group").loc[alone.index]
        pd.testing.assert_frame_equal(mine[["low", "high"]], alone[["low", "high"]])


def test_the_interval_is_the_one_of_sentences_drawn_anew():
    """Two sentences of 1 word, one of them a term: of a draw's two sentences 0, 1 or 2 hold it."""
    article = hand.article("a", "Rebels.\nFled.", "A")
    labels = pd.DataFrame([hand.row(article, "Rebels", "term", "opposition", "rebel", "own")])
    table = tables.rates(labels, [article], by=["source"])
    assert tuple(table[["rate", "low", "high"]].iloc[0]) == (500, 0, 1000)


def test_there_is_no_interval_where_the_draws_say_nothing(labels, articles):
    table = tables.rates(labels, articles, group="opposition")
    assert np.isnan(cell(table, "low", source="West", voice="scare")), "the one scare word is in no draw too often"
    assert np.isnan(cell(table, "high", source="West", voice="reported")), "nothing was counted"
    alike = tables.rates(labels, articles, by=["source"], group="opposition")
    assert np.isnan(cell(alike, "low", source="East")), "every sentence of the East is one term in four words"
    one = hand.article("a", "Rebels fled", "A")
    rows = pd.DataFrame([hand.row(one, "Rebels", "term", "opposition", "rebel", "own")])
    assert tables.rates(rows, [one], by=["source"])["low"].isna().all(), "one sentence"


def test_there_is_no_interval_for_a_voice_that_many_draws_miss():
    """Two of four sentences are quoted: 1 draw in 16 holds neither, more than the 5 % allowed."""
    article = hand.article("a", "“Rebels ran.”\n“We stayed.”\nSo be it.\nAnd so on.", "A")
    rows = [
        hand.row(article, "Rebels ran.", "voice", "direct", "", "direct"),
        hand.row(article, "We stayed.", "voice", "direct", "", "direct"),
        hand.row(article, "Rebels", "term", "opposition", "rebel", "direct"),
    ]
    table = tables.rates(pd.DataFrame(rows), [article])
    assert cell(table, "rate", voice="direct") == 250
    assert np.isnan(cell(table, "low", voice="direct"))
    assert not np.isnan(tables.rates(pd.DataFrame(rows), [article], by=["source"])["low"].iloc[0])


def test_nested_spans_give_a_word_one_voice(articles):
    article = hand.article("n", "He said that “we saw ‘rebels’ run” there.", "N")
    spans = pd.DataFrame([
        hand.row(article, "that “we saw ‘rebels’ run” there", "voice", "reported", "", "reported"),
        hand.row(article, "we saw ‘rebels’ run", "voice", "direct", "", "direct"),
        hand.row(article, "rebels", "voice", "scare", "", "scare"),
    ])  # fmt: skip
    starts, sections, voices = tables.word_voices(article, spans)
    assert list(voices) == ["own", "own", "reported", "direct", "direct", "direct", "direct", "reported"]
    assert set(sections) == {"body"}
    assert article.text[starts[5] :].startswith("rebels")


def test_wider_voices_add_up(labels, articles):
    wide = tables.recast(labels, tables.OTHERS)
    table = tables.rates(wide, articles, group="opposition")
    assert list(dict.fromkeys(table["voice"])) == ["own", "others"]
    assert cell(table, "count", source="East", voice="others") == 2
    assert cell(table, "words", source="East", voice="others") == 7
    assert "direct" in set(labels["voice"]), "the labels themselves are left alone"


def test_evidence_is_exactly_what_was_counted(labels, articles):
    table = tables.rates(labels, articles, by=["source", "name", "voice"], group="opposition")
    found = tables.evidence(labels, table)
    assert len(found) == table["count"].sum() == 5
    assert list(found.columns) == hand.COLUMNS
    some = tables.evidence(labels, table[table["name"] == "rebel"])
    assert list(some["sentence"]) == ["Rebels fled the town.", "The so-called “rebels” met police."]


def test_tables_without_labels_still_have_their_rows(labels, articles):
    none = labels.iloc[:0]
    table = tables.rates(none, articles, by=["source", "voice"])
    assert list(table["voice"]) == ["own", "own"] and list(table["count"]) == [0, 0]
    assert list(table["words"]) == [12, 8]
    assert tables.rates(none, articles, by=["name"]).empty
    untyped = pd.DataFrame({column: [] for column in labels.columns})
    pd.testing.assert_frame_equal(tables.rates(untyped, articles, by=["source", "voice"]), table)
    assert tables.evidence(untyped, table).empty
    assert tables.rates(none, [], by=["source", "voice"]).empty


def test_counts_are_spread_over_sources_and_voices(labels, articles):
    table = tables.rates(labels, articles, by=["source", "name", "voice"], group="opposition")
    wide = tables.spread(table, "name").set_index("name")
    assert list(wide.index) == ["rebel", "protester", "rioter", "terrorist"]
    assert list(wide.columns[:2]) == [("East", "own"), ("East", "reported")]
    assert wide.loc["rebel", ("West", "scare")] == 1 and wide.to_numpy().sum() == 5
    assert tables.spread(table.iloc[:0], "name").empty


def test_the_labels_are_left_as_they_were(labels, articles):
    before = labels.copy()
    tables.rates(labels, articles, by=["source", "name", "voice"])
    tables.evidence(labels, tables.rates(labels, articles))
    pd.testing.assert_frame_equal(labels, before)


@pytest.mark.parametrize("by", [[], ["outlet"], ["source", "source"], "names"])
def test_a_wrong_by_is_refused_with_what_can_be_named(labels, articles, by):
    with pytest.raises(FramingError, match="source, section, voice"):
        tables.rates(labels, articles, by=by)


def test_a_wrong_per_is_refused(labels, articles):
    with pytest.raises(FramingError, match="'voice' or 'source'"):
        tables.rates(labels, articles, per="article")


def test_terms_and_words_are_given_their_voice_by_one_rule():
    articles = framing.read_articles("seeds")
    labels = framing.label(articles)
    for article in articles:
        mine = labels[labels["article"] == article.id]
        starts, _, voices = tables.word_voices(article, mine[mine["layer"] == "voice"])
        said = dict(zip(starts.tolist(), voices, strict=True))
        words = mine[mine["layer"] != "voice"]
        assert len(words)
        for row in words.itertuples():
            assert said[row.start] == row.voice, row


def test_all_words_of_an_article_have_a_voice():
    articles = framing.read_articles("seeds")
    table = tables.words(framing.label(articles), articles, by=["article"])
    assert dict(zip(table["article"], table["words"], strict=True)) == {a.id: a.words for a in articles}
