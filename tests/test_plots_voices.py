"""The figures of notebooks 02, 03 and 05, by the numbers read back off their Axes."""

import hand
import matplotlib
import numpy as np
import pandas as pd
import pytest

matplotlib.use("agg")

import matplotlib.pyplot as plt  # noqa: E402

from framing import choices, plots, spoken, style, suite, tables, traces  # noqa: E402
from framing.errors import FramingError  # noqa: E402
from framing.notebook import told  # noqa: E402


@pytest.fixture(autouse=True)
def closed():
    yield
    plt.close("all")


def shares():
    return spoken.shares(hand.labels(), hand.articles())


def speakers():
    return spoken.speakers(hand.labels(), hand.articles())


def marks():
    return spoken.in_marks(tables.rates(hand.labels(), hand.articles(), by=["source", "name", "voice"]))


def mentions():
    return traces.places(hand.labels(), hand.articles(), group="opposition")


def hedging():
    labels = tables.recast(hand.labels(), tables.OTHERS)
    return tables.rates(labels, hand.articles(), by=["source", "group", "voice"], layer="hedge")


def hedge_places():
    return traces.places(hand.labels(), hand.articles(), layer="hedge")


def otherwise():
    return choices.compare(hand.labels(), hand.articles(), "opposition", choices.choices(["protester"]))


FIGURES = {
    "shares": (plots.shares, shares),
    "speakers": (plots.speakers, speakers),
    "marks": (plots.marks, marks),
    "traces": (plots.traces, mentions),
    "hedging": (plots.hedging, hedging),
    "hedge_places": (plots.hedge_places, hedge_places),
    "choices": (plots.choices, otherwise),
}


@pytest.fixture(params=FIGURES)
def figure(request):
    """(the function that draws, the table it draws)."""
    draw, table = FIGURES[request.param]
    return draw, table()


def bars(ax):
    """{(voice's plain name, name of the row): [(left end, length)]}."""
    ticks = ax.get_yticks()
    rows = dict(zip(ticks, (label.get_text() for label in ax.get_yticklabels()), strict=True))
    found = {}
    for container in ax.containers:
        for bar in container:
            row = rows[round(bar.get_y() + bar.get_height() / 2, 6)]
            found.setdefault((container.get_label(), row), []).append((bar.get_x(), bar.get_width()))
    return found


def points(ax):
    """{name of the marks: [(x, y)]} of all marks that have a name."""
    named = [c for c in ax.collections if not c.get_label().startswith("_")]
    return {c.get_label(): sorted(map(tuple, np.asarray(c.get_offsets()).tolist())) for c in named}


def left(ax, name):
    """Where the panel of this name begins."""
    return next(text.get_position()[0] for text in ax.texts if text.get_text() == name)


def texts(ax):
    return [text.get_text() for text in ax.texts]


def close(found):
    return {key: [pytest.approx(pair) for pair in pairs] for key, pairs in found.items()}


def test_a_bar_is_parted_by_the_share_of_each_voice():
    ax = plots.shares(shares())
    assert bars(ax) == close(
        {
            ("own words", "East"): [(0, 500 / 12)],
            ("reported speech", "East"): [(500 / 12, 25)],
            ("direct quotation", "East"): [(800 / 12, 400 / 12)],
            ("own words", "West"): [(0, 87.5)],
            ("scare quotes", "West"): [(87.5, 12.5)],
        }
    )
    assert sorted(texts(ax)) == ["12", "25", "33", "42", "88"]


def test_a_speaker_has_a_bar_as_long_as_the_share_of_the_source():
    ax = plots.speakers(speakers())
    west = left(ax, "West")
    assert west > 100 / 3
    assert bars(ax) == close(
        {
            ("direct quotation", "Gov"): [(0, 100 / 3)],
            ("reported speech", "They"): [(0, 25)],
            ("scare quotes", spoken.NOBODY): [(west, 12.5)],
        }
    )
    assert {"4", "3", "1"} <= set(texts(ax))


def test_speakers_with_few_words_share_a_row_and_those_without_a_name_keep_their_own():
    more = pd.concat([speakers(), speakers()[:2].assign(speaker=["Aid", "Bus"], count=[2, 1], share=[20.0, 10.0])])
    rows = [label.get_text() for label in plots.speakers(more, names=1).get_yticklabels()]
    assert rows == ["Gov", "3 other speakers", spoken.NOBODY]
    assert bars(plots.speakers(more, names=1))[("direct quotation", "3 other speakers")] == [(pytest.approx(35), 20)]


def test_a_plain_name_stands_left_of_the_line_and_a_marked_one_right():
    ax = plots.marks(marks())
    assert {key: [length for _, length in pairs] for key, pairs in bars(ax).items()} == {
        ("own words", "rebel"): [pytest.approx(-1000 / 12)],
        ("scare quotes", "rebel"): [pytest.approx(125)],
    }


def test_a_mention_stands_at_its_place_in_the_row_of_its_name():
    """East has twelve words, West eight; rebel comes first with two mentions, the others in the table's order."""
    ax = plots.traces(mentions())
    rows = [label.get_text() for label in ax.get_yticklabels()]
    west = left(ax, "West")
    assert rows[0] == "rebel" and west > 1
    assert points(ax) == close(
        {
            "own words": sorted([(0, 0), (west, rows.index("protester"))]),
            "direct quotation": [(4 / 12, rows.index("terrorist"))],
            "reported speech": [(10 / 12, rows.index("rioter"))],
            "scare quotes": [(west + 5 / 8, 0)],
        }
    )


def test_only_the_most_frequent_names_are_traced_and_the_caption_says_so():
    ax = plots.traces(mentions(), names=1)
    assert [label.get_text() for label in ax.get_yticklabels()] == ["rebel"]
    assert ax.drawn.caption.startswith("n = 2 mentions of 1 name, the most frequent of 4.")
    assert ax.drawn.title == plots.traces(mentions()).drawn.title


def test_a_hedge_stands_at_its_rate_with_its_count_and_whisker():
    table = hedging()
    table["low"], table["high"] = table["rate"] / 2, table["rate"] * 2
    table.loc[table["count"] == 0, ["low", "high"]] = np.nan
    ax = plots.hedging(table)
    ((x, y),) = points(ax)["own words"]
    assert x == pytest.approx(left(ax, "West") + 1000 / 7) and y == 0
    whiskers = [s for c in ax.collections if hasattr(c, "get_segments") for s in c.get_segments() if s[0][1] == y]
    assert [(s[0][0], s[1][0]) for s in whiskers] == [pytest.approx((x - 500 / 7, x + 1000 / 7))]
    assert "1" in texts(ax)


def test_hedges_stand_at_their_places_in_the_row_of_their_kind():
    ax = plots.hedge_places(hedge_places())
    assert points(ax) == close({"own words": [(left(ax, "West") + 3 / 8, 0)]})


def test_a_finding_stands_at_its_value_and_its_line_begins_where_it_stands_as_counted():
    table = otherwise()
    ax = plots.choices(table)
    own = sorted(points(ax)["East"])[: len(choices.choices())]
    longest = table.loc[table["finding"] == "own words, %", "value"].max()
    rows = table[(table["finding"] == "own words, %") & (table["source"] == "East")]
    assert [x for x, _ in sorted(own, key=lambda at: at[1])] == pytest.approx((rows["value"] / longest).to_list())
    dropped = sorted(own, key=lambda at: at[1])[1]
    lines = [s for c in ax.collections if hasattr(c, "get_segments") for s in c.get_segments() if len(s)]
    moved = next(s for s in lines if s[0][1] == dropped[1] and s[1][0] == dropped[0] != s[0][0])
    assert moved[0][0] == pytest.approx(500 / 12 / longest)


def test_a_source_without_a_mention_keeps_its_empty_panel():
    labels = hand.labels()[lambda rows: rows["source"] == "West"]
    for draw, table in (
        (plots.traces, traces.places(labels, hand.articles(), group="opposition")),
        (plots.hedge_places, traces.places(labels, hand.articles(), layer="hedge")),
        (plots.speakers, spoken.speakers(labels, hand.articles())),
    ):
        assert {"East", "West"} <= set(texts(draw(table)))
    title = plots.traces(traces.places(labels, hand.articles(), group="opposition")).drawn.title
    assert title == "The first opposition name is the source’s own word in 1 of 2 sources"


# What all of them have in common.


def test_a_figure_draws_where_it_is_told_and_leaves_its_table_alone(figure):
    draw, table = figure
    before = table.copy()
    page, (other, ax) = plt.subplots(1, 2, figsize=(8, 4))
    assert draw(table, ax=ax) is ax
    assert plt.get_fignums() == [page.number] and page.axes == [other, ax]
    assert not other.has_data() and ax.get_title("left")
    pd.testing.assert_frame_equal(table, before)


def test_a_figure_of_its_own_has_the_width_of_a_column_or_a_page(figure):
    draw, table = figure
    width = draw(table).figure.get_figwidth() * 25.4
    assert width == pytest.approx(183 if draw is plots.choices else 89)


def test_nothing_to_draw_is_said_in_words(figure):
    draw, table = figure
    ax = draw(table.iloc[:0])
    assert texts(ax) == ["nothing to draw"]
    assert ax.drawn.title and ax.drawn.alt


def test_what_a_figure_tells_changes_with_its_numbers(figure):
    draw, table = figure
    column = {"position", "value", "share", "rate", "count"} & set(table)
    first = told(draw(table).figure)
    for name in column - ({"count", "rate"} if "position" in column else set()):
        grown = table.assign(**{name: table[name] * (2 if name == "count" else 0.9)})
        if draw in (plots.marks,) and name == "rate":
            continue
        assert told(draw(grown).figure) != first, name


def test_a_table_of_another_kind_is_refused(figure):
    draw, table = figure
    with pytest.raises(FramingError, match="the table has no source"):
        draw(table.drop(columns="source"))


def test_the_titles_say_what_the_numbers_say():
    assert plots.shares(shares()).drawn.title == "West says most in its own words (88 %), East least (42 %)"
    alike = shares().assign(share=70.0)
    assert plots.shares(alike).drawn.title == "Every source says 70 % in its own words"
    assert plots.speakers(speakers()).drawn.title == "Gov speaks more words than anybody else in 1 of 2 sources"
    assert plots.marks(marks()).drawn.title == "“rebel” stands in scare quotes; it is some source’s plain word too"
    assert plots.traces(mentions()).drawn.title == "The first opposition name is the source’s own word in both sources"
    assert plots.hedging(hedging()).drawn.title == (
        "Own words hold more hedges per 1,000 words than other voices in 1 of 2 sources"
    )
    assert plots.hedge_places(hedge_places()).drawn.title == (
        "The middle third of the articles holds most hedges: 1 of 1"
    )
    assert plots.choices(otherwise()).drawn.title == (
        "Others’ words hold more opposition names than own words in both sources, under other choices in 1 to 2"
    )


def test_the_titles_of_what_no_source_does():
    apart = speakers().assign(speaker=lambda table: table["source"].str.upper())
    assert plots.speakers(apart).drawn.title == "No two of 2 sources give most words to the same speaker"
    others = mentions().assign(voice="direct")
    assert plots.traces(others).drawn.title == "The first opposition name is no source’s own word"


def test_a_group_in_the_plural_is_read_as_one_of_them():
    assert plots.traces(mentions().assign(group="strikers")).drawn.title.startswith("The first striker name is")
    table = otherwise().assign(group="strikers")
    assert plots.choices(table).drawn.title.startswith("Others’ words hold more striker names than")


def test_the_captions_have_n_and_the_denominators():
    assert plots.shares(shares()).drawn.caption.startswith("n = 20 words: East 12 and West 8.")
    assert plots.speakers(speakers()).drawn.caption.startswith(
        "n = 8 words of 2 speakers. Words of the whole source: East 12 and West 8."
    )
    assert plots.marks(marks()).drawn.caption.startswith("n = 2 mentions of names that stand in scare quotes")
    assert plots.hedging(hedging()).drawn.caption.startswith("n = 1 hedge in 20 words: East 12 and West 8.")
    assert plots.choices(otherwise()).drawn.caption.startswith("n, as counted: 12 in 20 (own words, %), 2 in 12 (")


def test_the_figure_of_choices_says_which_names_one_of_them_takes_out():
    ax, _ = suite.otherwise(hand.labels(), hand.articles(), "opposition")
    assert ax.drawn.caption.endswith(" drawn anew. Taken out by “terms regrouped”: “protester”.")
    assert plots.choices(otherwise()).drawn.caption.endswith(" drawn anew.")


def test_one_source_and_twelve_sources_are_drawn_too(figure):
    draw, table = figure
    one = table[table["source"] == "West"]
    assert draw(one).has_data()
    many = pd.concat([table.assign(source=table["source"] + f" {i}") for i in range(6)], ignore_index=True)
    if "article" in many:
        many["article"] = many["source"]
    ax = draw(many)
    sources = [name for name in texts(ax) if name.startswith(("East ", "West "))]
    legend = [text.get_text() for text in ax.get_legend().get_texts()] if ax.get_legend() else []
    ticks = [label.get_text() for label in ax.get_yticklabels()]
    marks = [collection.get_label() for collection in ax.collections]
    assert set(many["source"]) <= {*sources, *legend, *ticks, *marks}


def test_more_sources_than_looks_look_alike_in_their_order():
    table = pd.concat([otherwise().assign(source=lambda t, i=i: t["source"] + f" {i}") for i in range(5)])
    ax = plots.choices(table.reset_index(drop=True))
    named = [c for c in ax.collections if c.get_label() in set(table["source"])]
    assert len({tuple(c.get_facecolor()[0]) for c in named}) == 1 and ax.get_legend() is None
    tops = [min(y for _, y in np.asarray(c.get_offsets())) for c in named]
    assert len(tops) == 10 and tops == sorted(tops)


def test_sources_keep_their_look_in_every_panel():
    ax = plots.choices(otherwise())
    faces = {c.get_label(): tuple(c.get_facecolor()[0]) for c in ax.collections if c.get_label() in ("East", "West")}
    assert faces == {
        name: pytest.approx(matplotlib.colors.to_rgba(colour))
        for name, (colour, _) in style.sources(["East", "West"]).items()
    }
