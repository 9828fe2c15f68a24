"""Tone by word list: what is heard, in whose voice, and what is not."""

import hand
import pandas as pd
import pytest

from framing import tone

TEXT = (
    "A good day.\nThe mayor said “It is a terrible, terrible plan” and slept happy.\nRebels met.\nShare this good page"
)


def labels(article):
    quoted = hand.row(article, "It is a terrible, terrible plan", "voice", "direct", "", "direct", "The mayor")
    terms = [hand.row(article, "Rebels", "term", "opposition", "rebel", "own")]
    return pd.DataFrame([quoted, *terms], columns=hand.COLUMNS)


@pytest.fixture
def article():
    return hand.article("a", TEXT, "East", furniture="Share this good page")


@pytest.fixture
def table(article):
    return tone.tone(labels(article), [article])


def test_a_sentence_is_cut_where_the_voice_changes(table, article):
    assert list(zip(table["sentence"], table["voice"], strict=True)) == [
        (0, "own"), (1, "own"), (1, "direct"), (1, "own"), (2, "own"),
    ]  # fmt: skip
    assert [text.split()[0] for text in table["text"]] == ["A", "The", "It", "and", "Rebels"]
    assert list(table["words"]) == [3, 3, 6, 3, 2] and "Share" not in " ".join(table["text"])
    assert all(article.text.startswith(row.text.split()[0], row.start) for row in table.itertuples())


def test_the_words_that_made_it_stand_beside_it(table):
    assert list(table["made_by"]) == ["good +0.70", "", "terrible −1.00; terrible −1.00", "happy +0.80", ""]
    assert list(table["polarity"].fillna(9)) == pytest.approx([0.7, 9, -1, 0.8, 9])
    assert list(table["heard"]) == [1, 0, 2, 1, 0]


def test_nothing_heard_is_no_tone_of_nought(table):
    assert table["polarity"].isna().sum() == 2 == table["subjectivity"].isna().sum()


def test_the_mean_of_a_voice_is_over_the_words_heard(table):
    means = tone.tone_by(table).set_index("voice")
    assert list(means.index) == ["own", "direct"]
    assert means.loc["own", "polarity"] == pytest.approx(0.75)
    assert list(means.loc["own", ["sentences", "words", "heard"]]) == [3, 11, 2]
    assert means.loc["direct", "polarity"] == -1
    assert list(means.loc["own", ["low", "high"]]) == pytest.approx([0.7, 0.8])
    assert pd.isna(means.loc["direct", "low"]), "one sentence cannot be drawn differently"


def test_sources_and_voices_keep_their_order():
    first = hand.article("b", TEXT, "West", furniture="Share this good page")
    second = hand.article("a", TEXT, "East", furniture="Share this good page")
    means = tone.tone_by(tone.tone(pd.concat([labels(first), labels(second)]), [first, second]))
    assert list(means["source"] + " " + means["voice"]) == ["West own", "West direct", "East own", "East direct"]
    assert list(tone.tone_by(tone.tone(labels(first), [first]), by=["voice"])["voice"]) == ["own", "direct"]


def test_the_same_draws_each_time(table):
    pd.testing.assert_frame_equal(tone.tone_by(table), tone.tone_by(table))


def test_the_ends_of_the_scale(table):
    assert list(tone.ends(table, most=1)["polarity"]) == pytest.approx([-1, 0.8])
    assert list(tone.ends(table)["polarity"]) == pytest.approx([-1, 0.7, 0.8]), "no sentence twice"


def test_a_short_negation_is_not_heard_and_a_contested_name_has_no_value():
    """If this fails, the lexicon has learnt it, and notebook 04 says something untrue."""
    told = tone.values(["It was good.", "It wasn’t good.", "Terrorists and bandits."])
    assert told["polarity"][0] == told["polarity"][1] == pytest.approx(0.7)
    assert pd.isna(told["polarity"][2]) and told["made_by"][2] == ""


def test_terms_without_a_value_are_counted():
    article = hand.article("a", "Violent rebels met rebels.", "A")
    rows = [
        hand.row(article, "Violent rebels", "term", "opposition", "violent rebel", "own"),
        hand.row(article, "rebels", "term", "opposition", "rebel", "own"),
        hand.row(article, "met", "term", "event", "meeting", "own"),
        hand.row(article, "rebels", "term", "opposition", "rebel", "own"),
    ]
    silent = tone.unheard(pd.DataFrame(rows))
    assert silent.to_dict("list") == {"group": ["opposition", "event"], "name": ["rebel", "meeting"], "count": [2, 1]}


def test_no_article_and_no_term():
    none = tone.tone(hand.labels().iloc[:0], [])
    assert not len(none) and not len(tone.tone_by(none)) and not len(tone.ends(none))
    assert not len(tone.unheard(hand.labels().iloc[:0]))
    assert not len(tone.unheard(pd.DataFrame({key: [] for key in hand.COLUMNS})))


@pytest.mark.parametrize("value, text", [(0.5, "+0.50"), (-0.25, "−0.25"), (-0.001, "0.00"), (0, "0.00")])
def test_numbers_with_their_sign(value, text):
    assert tone.signed(value) == text
