"""The trace of a word: mentions in order, paths of voices, places along an article."""

import hand
import pandas as pd
import pytest

from framing import tables, traces

TEXT = "“Rebels ran.”\nThen rebels that all rebels hid, and rebels fought."


@pytest.fixture
def article():
    return hand.article("a", TEXT + "\nRebels today", "A", furniture="\nRebels today")


@pytest.fixture
def labels(article):
    voices = {"direct": "Rebels", "own": "rebels that", "reported": "rebels hid"}
    rows = [
        hand.row(article, "rebels fought", "term", "opposition", "rebel", "own"),
        *(hand.row(article, words, "term", "opposition", "rebel", voice) for voice, words in voices.items()),
        hand.row(article, "hid", "term", "event", "hiding", "reported"),
        hand.row(article, "Rebels ran.", "voice", "direct", "", "direct"),
    ]
    return pd.DataFrame(rows).sort_values("start", kind="stable").reset_index(drop=True)


def test_a_trace_numbers_the_mentions_of_each_name_in_order(labels):
    traced = traces.trace(labels)
    assert list(traced.columns) == traces.COLUMNS
    found = traced[["name", "place", "voice"]].itertuples(index=False, name=None)
    assert list(found) == [
        ("rebel", 1, "direct"),
        ("rebel", 2, "own"),
        ("rebel", 3, "reported"),
        ("rebel", 4, "own"),
        ("hiding", 1, "reported"),
    ]


def test_a_trace_keeps_the_names_asked_for(labels):
    assert set(traces.trace(labels, ["hiding"])["name"]) == {"hiding"}
    assert not len(traces.trace(labels, []))


def test_articles_stay_apart_and_in_order(labels):
    other = labels.assign(article="b", source="B")
    traced = traces.trace(pd.concat([other, labels]))
    assert list(dict.fromkeys(traced["article"])) == ["b", "a"]
    assert traced["place"].to_list() == [1, 2, 3, 4, 1] * 2


def test_a_path_has_each_turn_and_no_voice_twice_in_a_row(labels):
    paths = traces.paths(traces.trace(labels))
    assert paths[["name", "mentions", "path", "turns"]].to_numpy().tolist() == [
        ["rebel", 4, "direct → own → reported → own", 3],
        ["hiding", 1, "reported", 0],
    ]
    same = traces.paths(traces.trace(labels.assign(voice="own")))
    assert same["path"].to_list() == ["own", "own"] and same["turns"].to_list() == [0, 0]


def test_a_name_is_taken_over_if_others_say_it_first_and_the_source_last(labels):
    paths = traces.paths(traces.trace(labels))
    assert traces.taken(paths)["name"].to_list() == ["rebel"]
    assert not len(traces.taken(traces.paths(traces.trace(labels.assign(voice="own")))))
    assert not len(traces.taken(paths.iloc[:0]))


def test_the_path_of_nothing_is_an_empty_table(labels):
    paths = traces.paths(traces.trace(labels.iloc[:0]))
    assert not len(paths) and "path" in paths


def test_a_place_is_the_share_of_the_words_before_it(labels, article):
    """Eleven words: Rebels ran Then rebels that all rebels hid and rebels fought."""
    placed = traces.places(labels, [article])
    assert list(placed.columns) == traces.PLACED
    assert placed["position"].to_list() == pytest.approx([0, 3 / 11, 6 / 11, 7 / 11, 9 / 11])
    assert placed["count"].to_list() == [1] * 5


def test_places_lead_back_to_their_sentences_even_if_nobody_is_named(labels, article):
    some = labels.assign(speaker=["Poe", *[None] * (len(labels) - 1)])
    other = hand.article("b", "Quiet.", "B")
    for group in ("event", "opposition"):
        placed = traces.places(some, [article, other], group=group)
        counted = tables.evidence(some, placed)
        assert counted["start"].to_list() == placed["start"].dropna().to_list()


def test_places_keep_the_layer_group_and_names_asked_for(labels, article):
    assert set(traces.places(labels, [article], group="event")["name"]) == {"hiding"}
    assert set(traces.places(labels, [article], names=["rebel"])["name"]) == {"rebel"}
    assert not len(traces.places(labels, []))


def test_a_source_without_a_place_keeps_a_row_of_nothing(labels, article):
    other = hand.article("b", "Quiet.", "B")
    placed = traces.places(labels, [other, article], group="event")
    assert placed[["source", "count"]].to_numpy().tolist() == [["B", 0], ["A", 1]]
    assert placed["position"].isna().to_list() == [True, False]
    assert traces.places(labels, [article], layer="hedge")["count"].to_list() == [0]


def test_furniture_has_no_place(labels, article):
    furniture = labels.assign(section="furniture")
    assert traces.places(furniture, [article])["count"].to_list() == [0]
