"""The figures of notebooks 04 and 06 and the overview, by the numbers read back off their Axes."""

import hand
import matplotlib
import numpy as np
import pandas as pd
import pytest

matplotlib.use("agg")

import matplotlib.pyplot as plt  # noqa: E402

from framing import agreement, contrasts, plots, profiles, similarity, tables, tone  # noqa: E402
from framing.errors import FramingError  # noqa: E402
from framing.plots.distinctive import PANEL  # noqa: E402


@pytest.fixture(autouse=True)
def closed():
    yield
    plt.close("all")


def articles():
    """hand's two articles with words the lexicon knows, and a third."""
    east, west = hand.articles()
    north = hand.article(
        "n", "A good day. A terrible fight, and rebels fled the town.\nRebels sang. They sang.", "North"
    )
    return [east, west, north]


def labels():
    third = articles()[2]
    rows = [
        hand.row(third, "rebels", "term", "opposition", "rebel", "own"),
        hand.row(third, "A terrible fight", "voice", "scare", "", "scare"),
    ]
    return pd.concat([hand.labels(), pd.DataFrame(rows)], ignore_index=True)


def words():
    return contrasts.word_table(labels(), articles())


def apart():
    return contrasts.top(contrasts.distinctive(words()), least=1)


def alike():
    return similarity.similarity(words(), similarity.names(articles()))


def tones():
    return tone.tone(tables.recast(labels(), tables.OTHERS), articles())


def page():
    return profiles.profiles(labels(), articles())


def shares():
    rows = [("term", "found", "all", 9, 10), ("term", "voice", "all", 8, 9), ("term", "voice", "own", 3, 4)]
    rows += [("hedge", "found", "all", 1, 2)]
    table = [(*row, row[3] / row[4], *agreement.wilson(*row[3:])) for row in rows]
    return pd.DataFrame(table, columns=["layer", "measure", "group", "right", "of", "share", "low", "high"])


FIGURES = [
    (plots.distinctive, apart),
    (plots.tree, alike),
    (plots.plane, alike),
    (plots.tone, tones),
    (plots.overview, page),
    (plots.agreement, shares),
]
every = pytest.mark.parametrize("draw, make", FIGURES, ids=lambda f: getattr(f, "__name__", ""))


def texts(ax):
    return [text.get_text() for text in ax.texts]


def points(ax):
    """{label: points} of the marks that have a label."""
    marks = [c for c in ax.collections if hasattr(c, "get_sizes") and len(c.get_sizes())]
    return {c.get_label(): np.asarray(c.get_offsets()) for c in marks if not c.get_label().startswith("_")}


@every
def test_a_figure_draws_where_it_is_told_and_leaves_its_table_alone(draw, make):
    table = make()
    before = table.copy()
    figure, (left, right) = plt.subplots(1, 2, figsize=(14, 5))
    assert draw(table, ax=right) is right
    assert plt.get_fignums() == [figure.number] and figure.axes == [left, right]
    assert not left.has_data() and right.get_title("left")
    pd.testing.assert_frame_equal(table, before)


@every
def test_a_figure_of_its_own_has_the_width_of_a_column_or_a_page(draw, make):
    ax = draw(make())
    assert ax.figure.get_figwidth() * 25.4 == pytest.approx(89) or ax.figure.get_figwidth() * 25.4 == pytest.approx(183)
    for text in (ax.drawn.title, ax.drawn.caption, ax.drawn.alt):
        assert text and "nan" not in text
    assert "n = " in ax.drawn.caption


@every
def test_an_empty_table_is_said_in_words(draw, make):
    ax = draw(make().iloc[:0])
    assert texts(ax) == ["nothing to draw"] and ax.drawn.title


@every
def test_a_table_of_something_else_is_refused(draw, make):
    with pytest.raises(FramingError, match="the table has no"):
        draw(pd.DataFrame({"other thing": [1]}))


@every
def test_no_text_of_the_figure_reaches_over_its_edge(draw, make):
    ax = draw(make())
    ax.figure.draw_without_rendering()
    width, height = ax.figure.bbox.size
    for text in ax.texts:
        box = text.get_window_extent()
        assert box.x0 > -1 and box.y0 > -1 and box.x1 < width + 1 and box.y1 < height + 1, text.get_text()


def test_a_bar_is_as_long_as_the_z_of_its_word():
    table = apart()
    ax = plots.distinctive(table)
    widths = np.array([bar.get_width() for bars in ax.containers for bar in bars])
    assert widths / widths.max() == pytest.approx(table["z"].to_numpy() / table["z"].max())
    assert [bars.get_label() for bars in ax.containers] == ["East", "West", "North"]
    for row in table.to_dict("records"):
        assert row["word"] in texts(ax) and f"{row['count']} : {row['others']}" in texts(ax)


def test_panels_of_many_sources_stand_in_blocks_and_do_not_meet():
    many = contrasts.distinctive(
        pd.DataFrame(
            [(f"s{i}", f"s{i}", 0, f"word{i}", "own") for i in range(9)],
            columns=["article", "source", "start", "word", "voice"],
        )
    )
    ax = plots.distinctive(contrasts.top(many, least=1))
    places = [(bars[0].get_x(), bars[0].get_y()) for bars in ax.containers]
    assert len(set(places)) == 9 and len({y for _, y in places}) == 3
    columns = sorted({x for x, _ in places})
    assert min(np.diff(columns)) >= PANEL


def test_the_title_of_distinctive_words_names_the_one_with_the_highest_z():
    table = apart()
    best = table.loc[table["z"].idxmax()]
    assert plots.distinctive(table).drawn.title.startswith(f"“{best['word']}” sets {best['source']} apart most: ")


def test_the_square_beside_the_tree_has_every_similarity_in_the_order_of_the_leaves():
    table = alike()
    ax = plots.tree(table)
    leaves, joins = similarity.tree(table)
    (mesh,) = [c for c in ax.collections if c.get_array() is not None]
    expected = similarity.square(table).loc[leaves, leaves].to_numpy()
    drawn = np.ma.filled(mesh.get_array(), np.nan).reshape(3, 3)
    off = ~np.eye(3, dtype=bool)
    assert drawn[off] == pytest.approx(expected[off]) and np.isnan(np.diag(drawn)).all()
    at = {text.get_text(): text.get_position() for text in ax.texts if text.get_text() in leaves}
    assert sorted(leaves, key=lambda leaf: at[leaf][1]) == leaves


def test_joins_of_the_tree_stand_further_right_the_more_alike():
    table = alike()
    lines = plots.tree(table).lines
    heights = [x[1] for _, x in similarity.tree(table)[1]]
    assert len(lines) == 2
    assert [np.argsort(heights).tolist()] == [np.argsort([line.get_xdata()[1] for line in lines]).tolist()]


def test_points_of_the_map_stand_where_the_table_has_them_and_link_to_the_closest():
    table = alike()
    ax = plots.plane(table)
    places = similarity.positions(table).set_index("name")
    found = points(ax)
    assert set(found) == {"East", "West", "North"}
    for name, at in found.items():
        assert at[0] == pytest.approx(places.loc[name, ["x", "y"]].astype(float).to_numpy())
    links = {frozenset((row.name, row.other)) for row in similarity.closest(table).itertuples(index=False)}
    assert len(ax.lines) == len(links)
    x, y = ax.get_xlim(), ax.get_ylim()
    assert np.ptp(x) * ax.get_box_aspect() == pytest.approx(np.ptp(y)), "a map has one scale"


def test_tone_is_drawn_at_its_mean_with_its_interval_and_its_sentences():
    table = tones()
    ax = plots.tone(table)
    means = tone.tone_by(table).dropna(subset="polarity")
    drawn = np.concatenate([at[:, 0] for at in points(ax).values()])
    assert sorted(drawn) == pytest.approx(sorted(means["polarity"]))
    for row in means.itertuples():
        assert f"{row.heard} of {row.words:,} · {row.subjectivity:.2f}" in texts(ax)
    strokes = [c for c in ax.collections if hasattr(c, "get_sizes") and c.get_label().startswith("_")]
    assert sorted(np.concatenate([c.get_offsets()[:, 0] for c in strokes if len(c.get_sizes())])) == pytest.approx(
        sorted(table["polarity"].dropna())
    )


def test_the_shares_of_the_overview_fill_one_bar_a_source():
    table = page()
    ax = plots.overview(table)
    words = table[(table["what"] == "words") & (table["count"] > 0)]
    lengths = [
        bar.get_width() for bars in ax.containers for bar in bars if bars.get_label() in ("own", "reported", "quoted")
    ]
    assert np.array(lengths) / sum(lengths) * 3 == pytest.approx(words["value"].to_numpy())
    assert words.groupby("source")["value"].sum().to_numpy() == pytest.approx(np.ones(3))


def test_the_overview_has_names_hedges_and_tone():
    table = page()
    told = texts(plots.overview(table))
    assert "rebel 1" in told and "protester 1" in told and "terrorist 1" in told
    assert "125.0 (1)" in told, "one hedge in the eight words of West"
    tone_at = points(plots.overview(table))
    assert set(tone_at) <= {"own", "others"} and "own +0.70" in told and "others −1.00" in told


def test_the_profile_counts_what_the_other_tables_count():
    table = page()
    words = tables.words(labels(), articles())
    assert table[table["what"] == "words"]["count"].sum() == words["words"].sum()
    names = tables.rates(labels(), articles(), by=["source", "name"], group="opposition", per="source")
    assert table[table["what"] == "name"]["count"].sum() == names["count"].sum()
    assert len(profiles.counted(labels())) == names["count"].sum() + 1
    assert list(dict.fromkeys(table["source"])) == ["East", "West", "North"]


def test_agreement_is_drawn_at_its_share_with_wilsons_interval():
    table = shares()
    ax = plots.agreement(table)
    drawn = points(ax)
    assert drawn["Terms"][:, 0] == pytest.approx([9 / 10, 8 / 9, 3 / 4]) and drawn["Hedges"][:, 0] == pytest.approx(
        [0.5]
    )
    whiskers = [
        (segment[0][0], segment[1][0])
        for c in ax.collections
        if not len(getattr(c, "get_sizes", list)())
        for segment in c.get_segments()
    ]
    for row in table.itertuples():
        assert any(whisker == pytest.approx((row.low, row.high)) for whisker in whiskers)
        assert f"{row.right} of {row.of}" in texts(ax)
    assert ax.drawn.title == "9 of 10 terms are found and 8 of 9 terms have the right voice"


def test_titles_say_so_where_all_are_alike():
    same = [hand.article(id, "Rebels met police.", id.upper()) for id in "abc"]
    table = similarity.similarity(contrasts.word_table(hand.labels().iloc[:0], same), similarity.names(same))
    for draw in (plots.tree, plots.plane):
        assert draw(table).drawn.title == "All 3 articles are alike to the same degree: 1.00"
    overview = plots.overview(profiles.profiles(hand.labels().iloc[:0], same))
    assert overview.drawn.title == "100 % own words in all 3 sources"
