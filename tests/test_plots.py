"""Plots, by the numbers read back off their Axes; the tables are those of tests/hand.py."""

from importlib import import_module

import hand
import matplotlib
import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_rgb

matplotlib.use("agg")

import matplotlib.pyplot as plt  # noqa: E402
from matplotlib import font_manager  # noqa: E402

import framing  # noqa: E402
from framing import agreement, choices, contrasts, plots, prose, style, suite, tables  # noqa: E402
from framing.notebook import picture, told  # noqa: E402


@pytest.fixture(autouse=True)
def closed():
    yield
    plt.close("all")


@pytest.mark.parametrize("weight", ["normal", "bold"])
@pytest.mark.parametrize("slant", ["normal", "italic"])
def test_type_is_not_the_machines(weight, slant):
    with style.house():
        face = font_manager.findfont(font_manager.FontProperties(weight=weight, style=slant))
    assert face.startswith(matplotlib.get_data_path())


@pytest.fixture
def names():
    return tables.rates(hand.labels(), hand.articles(), by=["source", "name", "voice"], group="opposition")


@pytest.fixture
def shares():
    wide = tables.recast(hand.labels(), tables.OTHERS)
    return tables.rates(wide, hand.articles(), group="opposition")


def bars(ax):
    """{(voice's plain name, name of the row): lengths of its bars}, by the tick label a bar stands beside."""
    ticks = ax.yaxis.get_major_locator()()
    rows = dict(zip(ticks, ax.yaxis.get_major_formatter().format_ticks(ticks), strict=True))
    found = {}
    for container in ax.containers:
        for bar in container:
            row = rows[round(bar.get_y() + bar.get_height() / 2, 6)]
            found.setdefault((container.get_label(), row), []).append(bar.get_width())
    return found


def texts(ax):
    return sorted(text.get_text() for text in ax.texts)


def test_a_bar_is_the_mentions_per_thousand_words_of_the_source(names):
    assert {key: pytest.approx(value) for key, value in bars(plots.naming(names)).items()} == {
        ("own words", "rebel"): [-1000 / 12],
        ("own words", "protester"): [-1000 / 8],
        ("scare quotes", "rebel"): [1000 / 8],
        ("direct quotation", "terrorist"): [1000 / 12],
        ("reported speech", "rioter"): [1000 / 12],
    }


def test_the_bars_are_the_same_for_a_table_per_source(names):
    per_source = tables.rates(
        hand.labels(), hand.articles(), by=["source", "name", "voice"], group="opposition", per="source"
    )
    assert bars(plots.naming(per_source)) == bars(plots.naming(names))


def test_own_words_end_and_other_voices_begin_at_the_line_of_their_source(names):
    ax = plots.naming(names)
    lines = sorted({segment[0][0] for lines in ax.collections for segment in lines.get_segments()} - {0})
    starts = {bar.get_x() for container in ax.containers for bar in container}
    assert len(lines) == 2 and starts == set(lines)


def test_panels_stand_side_by_side_within_the_axes(names):
    ax = plots.naming(names)
    spans = {}
    for bar in (bar for container in ax.containers for bar in container):
        ends = sorted((bar.get_x(), bar.get_x() + bar.get_width()))
        spans.setdefault(bar.get_x(), []).extend(ends)
    before, right = ax.get_xlim()
    for ends in (sorted(spans[line]) for line in sorted(spans)):
        assert before < ends[0] and ends[-1] < right
        before = ends[-1]


def test_the_mentions_stand_beside_the_bars(names):
    table = names.assign(count=names["count"].where(names["name"] != "rebel", names["count"] * 3))
    found = texts(plots.naming(table))
    assert found.count("1") == 3 and found.count("3") == 2
    assert {"East", "West"} <= set(found)


def test_names_a_source_says_itself_stand_above_those_none_does(names):
    ax = plots.naming(names)
    ticks = ax.yaxis.get_major_formatter().format_ticks(ax.yaxis.get_major_locator()())
    assert ticks == ["rebel", "protester", "rioter", "terrorist"]
    low, high = ax.get_ylim()
    assert low > high, "the first row is the topmost"


def test_rarer_names_share_a_row_that_counts_them(names):
    found = bars(plots.naming(names, names=2))
    assert ("direct quotation", "2 rarer names") in found and ("reported speech", "2 rarer names") in found
    assert sum(len(lengths) for lengths in found.values()) == 5
    assert not any("rarer" in row for _, row in bars(plots.naming(names, names=3))), "one name alone keeps its row"


def test_many_sources_stand_in_several_blocks():
    articles = [hand.article(f"a{i}", "Rebels fled the town.", f"Source {i}") for i in range(9)]
    rows = [hand.row(article, "Rebels", "term", "opposition", "rebel", "own") for article in articles]
    ax = plots.naming(tables.rates(pd.DataFrame(rows), articles, by=["source", "name", "voice"]))
    places = [(bar.get_x(), bar.get_y()) for container in ax.containers for bar in container]
    assert len(places) == len(set(places)) == 9
    assert len({y for _, y in places}) == 2
    assert bars(ax) == {("own words", "rebel"): [pytest.approx(-250)] * 9}


SHARES = [(0, 1, "no"), (1, 1, "the one"), (2, 2, "both"), (0, 3, "no"), (1, 3, "1 of 3"), (3, 3, "all 3")]


@pytest.mark.parametrize(("k", "n", "told"), SHARES)
def test_a_share_of_the_sources_is_told_in_words(k, n, told):
    assert prose.share(k, n) == f"{told} source{'s' * (n > 1 and k > 0)}"


def test_a_rate_stands_where_the_table_has_it_and_its_whisker_from_low_to_high(shares):
    ax = plots.rates(shares)
    lines = shares.assign(y=[0.6, 1.6, 3.2, 4.2])
    points = np.concatenate([c.get_offsets() for c in ax.collections if hasattr(c, "get_sizes") and len(c.get_sizes())])
    assert sorted(map(tuple, points)) == sorted(zip(lines["rate"], lines["y"], strict=True))
    whiskers = [
        segment for c in ax.collections if not len(getattr(c, "get_sizes", list)()) for segment in c.get_segments()
    ]
    sure = lines.dropna(subset="low")
    assert len(sure) and sorted((s[0][0], s[1][0], s[0][1]) for s in whiskers) == sorted(
        zip(sure["low"], sure["high"], sure["y"], strict=True)
    )
    assert {"1 in 5", "2 in 7", "1 in 7", "1 in 1"} <= set(texts(ax))


def test_a_rate_of_nothing_is_hollow(shares):
    table = shares.assign(count=shares["count"].where(shares["voice"] != "own", 0))
    ax = plots.rates(table.assign(rate=1000 * table["count"] / table["words"]))
    faces = {tuple(face) for c in ax.collections if hasattr(c, "get_offsets") for face in c.get_facecolor()}
    assert (1, 1, 1, 1) in faces


@pytest.mark.parametrize("draw", [plots.naming, plots.rates])
def test_a_plot_draws_where_it_is_told_and_leaves_its_table_alone(draw, names, shares):
    table = names if draw is plots.naming else shares
    before = table.copy()
    figure, (left, right) = plt.subplots(1, 2, figsize=(8, 4))
    assert draw(table, ax=right) is right
    assert plt.get_fignums() == [figure.number] and figure.axes == [left, right]
    assert not left.has_data() and right.get_title("left")
    pd.testing.assert_frame_equal(table, before)


@pytest.mark.parametrize("draw", [plots.naming, plots.rates])
def test_a_plot_of_its_own_has_the_width_of_a_page_or_a_column(draw, names, shares):
    ax = draw(names if draw is plots.naming else shares)
    assert ax.figure.get_figwidth() * 25.4 == pytest.approx(89)


@pytest.mark.parametrize("draw", [plots.naming, plots.rates])
def test_nothing_counted_is_said_in_words(draw, names, shares):
    table = names if draw is plots.naming else shares
    ax = draw(table.assign(count=0, rate=0.0, low=np.nan, high=np.nan))
    assert texts(ax) == ["nothing to draw"]
    assert ax.drawn.title == "No opposition name in 2 sources"
    ax = draw(table.iloc[:0])
    assert texts(ax) == ["nothing to draw"]
    assert ax.drawn.title == "Nothing to count in these articles"


def test_the_title_says_what_the_numbers_say(names):
    assert plots.naming(names).drawn.title == (
        "East says “rebel” in its own words; “rioter” and “terrorist” are no source’s own words"
    )
    others = names.assign(count=names["count"].where(names["voice"] != "own", 0))
    assert plots.naming(others).drawn.title == (
        "No opposition name is any source’s own word; others say “rioter”, “terrorist” and “rebel”"
    )
    own = names[names["voice"] == "own"]
    assert plots.naming(own).drawn.title == (
        "East says “rebel” in its own words; every opposition name is some source’s own word"
    )


def test_the_caption_has_n_and_the_denominators(names, shares):
    assert plots.naming(names).drawn.caption.startswith("n = 5 mentions. Words counted: East 12 and West 8.")
    assert plots.rates(shares).drawn.caption.startswith("n = 5 labels in 20 words.")


def test_the_alternative_text_has_every_number(names):
    alt = plots.naming(names).drawn.alt
    assert "East – own words: rebel 1; other voices: rioter 1 and terrorist 1." in alt
    assert "West – own words: protester 1; other voices: rebel 1." in alt


@pytest.mark.parametrize("name", [*suite.FIGURES, "rates", "agreement"])
def test_a_table_without_the_columns_is_refused_with_the_call_that_makes_one(name):
    draw = getattr(plots, "rates" if name == "naming_rates" else name)
    names = "agreement choices contrasts profiles similarity spoken tone traces".split()
    modules = {name: import_module(f"framing.{name}") for name in names} | {"framing": framing}
    labels, articles = hand.labels(), hand.articles()
    given = {"labels": labels, "articles": articles, "group": "opposition", "decided": choices.choices(["rebel"])}
    given |= {"words": contrasts.word_table(labels, articles), "pairs": agreement.compare(labels, labels)}
    with pytest.raises(framing.errors.FramingError, match=r": the table has no .+; make it by ") as refused:
        draw(labels.drop(columns=["source", "layer"]))
    call = str(refused.value).partition("; make it by ")[2]
    assert draw(eval(call, modules, given)).drawn.alt


def test_every_voice_has_a_second_cue_and_own_words_are_the_darkest():
    known = [style.voice(voice) for voice in tables.VOICES]
    assert len({hatch for _, hatch, _, _ in known}) == len({marker for _, _, marker, _ in known}) == len(known)
    grey = {voice: np.dot(to_rgb(style.voice(voice)[0]), (0.299, 0.587, 0.114)) for voice in style.VOICES}
    assert all(grey["own"] + 0.15 < grey[voice] for voice in grey if voice != "own")


def test_dollar_signs_in_a_name_are_no_formula(names):
    ax = plots.naming(names.assign(name=names["name"].replace("rebel", "$5 $rebel")))
    ax.figure.draw_without_rendering()
    label = next(label for label in ax.get_yticklabels() if label.get_text() == "$5 $rebel")
    assert not label.get_parse_math()


def test_what_a_figure_tells_changes_with_a_bar_and_not_with_the_look(names):
    first = told(plots.naming(names).figure)
    with matplotlib.rc_context({"font.size": 12, "savefig.dpi": 50}):
        assert told(plots.naming(names).figure) == first
    ax = plots.naming(names)
    bar = ax.containers[0][0]
    bar.set_width(bar.get_width() * 1.001)
    assert told(ax.figure) != first


def test_what_a_figure_tells_changes_with_a_point_a_whisker_and_a_word(shares):
    first = told(plots.rates(shares).figure)
    for column in ("rate", "low", "count"):
        assert told(plots.rates(shares.assign(**{column: shares[column] + 1})).figure) != first, column


def test_a_figure_is_shown_with_its_alternative_text(names):
    html = picture(plots.naming(names.assign(source=names["source"].replace("East", '<b>"East"'))).figure)
    assert 'src="data:image/png;base64,' in html
    assert "&lt;b&gt;&quot;East&quot; – own words: rebel 1" in html and "<b>" not in html
