"""Findings under other choices, by hand on the two small articles."""

import hand
import pandas as pd
import pytest

from framing import choices
from framing.sections import Section


@pytest.fixture
def table():
    return choices.compare(hand.labels(), hand.articles(), "opposition", choices.choices(["protester"]))


def values(table, choice, finding):
    rows = table[(table["choice"] == choice) & table["finding"].str.startswith(finding)]
    return {row["source"]: (row["count"], row["words"]) for row in rows.to_dict("records")}


def test_as_counted_is_what_the_other_notebooks_count(table):
    assert values(table, "as counted", "own words") == {"East": (5, 12), "West": (7, 8)}
    assert values(table, "as counted", "opposition names per 1,000 own") == {"East": (1, 5), "West": (1, 7)}
    assert values(table, "as counted", "opposition names per 1,000 words of others") == {"East": (2, 7), "West": (1, 1)}
    assert values(table, "as counted", "hedges") == {"East": (0, 5), "West": (1, 7)}


def test_without_quotations_neither_their_words_nor_their_labels_count(table):
    assert values(table, "quotations dropped", "own words") == {"East": (5, 8), "West": (7, 7)}
    others = values(table, "quotations dropped", "opposition names per 1,000 words of others")
    assert others == {"East": (1, 3), "West": (0, 0)}


def test_a_name_regrouped_is_no_longer_counted(table):
    assert values(table, "terms regrouped", "opposition names per 1,000 own") == {"East": (1, 5), "West": (0, 7)}


def test_hedges_of_a_group_left_out_are_no_hedges():
    labels = hand.labels()
    labels.loc[labels["layer"] == "hedge", "group"] = "approximator"
    table = choices.compare(labels, hand.articles(), "opposition", choices.choices())
    assert values(table, "as counted", "hedges")["West"] == (1, 7)
    assert values(table, "hedges narrowed", "hedges")["West"] == (0, 7)
    assert values(table, "hedges narrowed", "opposition names per 1,000 own")["West"] == (1, 7), "terms stay"


def test_a_headline_left_out_takes_its_words_and_labels_along():
    _, west = hand.articles()
    end = west.text.index("\n")
    west = hand.article("w", west.text, "West")
    headed = type(west)(
        id="w",
        text=west.text,
        source="West",
        sections=(Section(0, end, "headline"), Section(end + 1, len(west.text), "body")),
    )
    labels = hand.labels()[lambda rows: rows["article"] == "w"]
    labels = labels.assign(section=["headline", *["body"] * (len(labels) - 1)])
    table = choices.compare(labels, [headed], "opposition", choices.choices())
    assert values(table, "headlines left out", "own words") == {"West": (5, 6)}
    assert values(table, "headlines left out", "opposition names per 1,000 own") == {"West": (0, 5)}
    assert headed.sections[0].kind == "headline", "the article itself stays as it is"


def test_a_move_is_measured_from_the_first_choice(table):
    counted = table[table["choice"] == "as counted"]
    assert (counted["moved"].dropna() == 0).all()
    moved = table[(table["choice"] == "quotations dropped") & (table["finding"] == "own words, %")]
    assert moved["moved"].to_list() == pytest.approx([500 / 8 - 500 / 12, 100 - 700 / 8])


def test_the_largest_move_of_each_finding(table):
    largest = choices.largest(table).set_index("finding")
    assert largest.loc["own words, %", ["choice", "source"]].to_list() == ["quotations dropped", "East"]
    assert largest.loc["opposition names per 1,000 own words", ["choice", "source"]].to_list() == [
        "terms regrouped",
        "West",
    ]
    assert "hedges per 1,000 own words" not in largest.index, "no choice moves it"
    assert not len(choices.largest(table[table["choice"] == "as counted"]))


def test_a_finding_holds_in_the_sources_where_both_rates_exist(table):
    held = choices.holding(table).set_index("choice")
    assert held.loc["as counted"].to_list() == [2, 2]
    assert held.loc["quotations dropped"].to_list() == [1, 1], "West has no other voice left"


def test_no_choice_changes_what_it_is_given():
    labels, articles = hand.labels(), hand.articles()
    choices.compare(labels, articles, "opposition", choices.choices(["protester"]))
    pd.testing.assert_frame_equal(labels, hand.labels())
    assert articles == hand.articles()


def test_without_labels_or_articles_the_tables_are_empty_or_zero():
    none = choices.compare(hand.labels().iloc[:0], hand.articles(), "opposition", choices.choices())
    assert (none[none["finding"] != "own words, %"]["count"] == 0).all()
    assert (choices.holding(none)["holds"] == 0).all()
    empty = choices.compare(hand.labels().iloc[:0], [], "opposition", choices.choices())
    assert not len(empty) and not len(choices.largest(empty)) and not len(choices.values(empty))


def test_values_have_a_column_a_choice(table):
    wide = choices.values(table)
    assert list(wide.columns) == ["finding", "source", *choices.choices()]
    assert wide.loc[0, "as counted"] == pytest.approx(500 / 12)
