"""Figures of many sources, and of names of all kinds: they fit a page and say what they leave out."""

import itertools
import re
import warnings

import matplotlib.pyplot as plt
import pandas as pd
import pytest

from framing import plots, style

PAGE = 240 * style.MM
ODD = [
    "A", "harbour mail", "Harbour Mail", "The_Under_Score $5 & $6 Review", "港口日报", "हिन्दी", "News 🔥 Now",
    "Two\nlines",
    "The Quarterly Journal of Harbour Affairs, Shipping News and Coastal Weather, International Edition",
]  # fmt: skip


def crossed(names, **columns):
    """One row a source and combination of the other columns; the counts go up with the source, the first has 1."""
    rows = itertools.product(range(len(names)), *columns.values())
    table = pd.DataFrame(rows, columns=["at", *columns])
    count = table["at"] + 1
    table = table.assign(source=[names[i] for i in table["at"]], count=count, words=1000, per="voice", layer="term")
    return table.assign(rate=1.0 * count, low=0.5 * count, high=1.5 * count, share=5.0, group=table.get("group", "x"))


def alike(names):
    pairs = pd.DataFrame(itertools.product(names, names), columns=["name", "other"])
    places = {name: i for i, name in enumerate(names)}
    near = 1 / (1 + (pairs["name"].map(places) - pairs["other"].map(places)).abs())
    return pairs.assign(similarity=near, shared=10, words=100)


def placed(names):
    table = crossed(names, name=["rebel", "crowd", "mob"], voice=["own"])
    return table.assign(article=table["source"], position=0.5)


TABLES = {
    "naming": lambda names: crossed(names, name=["rebel", "crowd", "mob"], voice=["own", "direct"]),
    "rates": lambda names: crossed(names, voice=["own", "others"]),
    "shares": lambda names: crossed(names, voice=["own", "direct"]),
    "speakers": lambda names: crossed(names, speaker=["Orla Venn", "Piet Sand"], voice=["direct"]),
    "marks": lambda names: crossed(names, name=["rebel"], voice=["own", "scare"]),
    "traces": placed,
    "hedging": lambda names: crossed(names, group=["booster", "distancing"], voice=["own", "others"]),
    "hedge_places": lambda names: placed(names).assign(group="booster"),
    "distinctive": lambda names: crossed(names, word=["harbour", "quay"]).assign(others=1, others_words=9000, z=2.0),
    "tree": alike,
    "plane": alike,
}
BY_SOURCE = [name for name in TABLES if name not in ("tree", "plane")]
LONG = "Tidewater", "The Morning", "New Vesper State", "Continental", "Old Harbour"
LAST = "Broadcasting Corporation", "Television", "Telegraph & Argus", "News"
HEADED = "naming marks speakers traces hedging hedge_places distinctive".split()  # names above panels, on two lines


@pytest.fixture(autouse=True)
def closed():
    yield
    plt.close("all")


def draw(name, sources):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        ax = getattr(plots, name)(TABLES[name](sources))
        with style.house():
            ax.figure.canvas.draw()
    return ax


def written(ax):
    return [text.get_text() for text in [*ax.texts, *ax.get_yticklabels()]]


@pytest.mark.parametrize("name", TABLES)
def test_seventy_sources_fit_a_page(name):
    sources = [f"Outlet {i}" for i in range(70)]
    ax = draw(name, sources)
    assert ax.figure.get_figheight() <= PAGE
    assert list(dict.fromkeys(ax.drawn.table["source" if name in BY_SOURCE else "name"])) == sources


@pytest.mark.parametrize("name", BY_SOURCE)
def test_the_highest_counts_are_drawn_in_their_order_and_the_rest_is_counted(name):
    ax = draw(name, [f"Outlet {i}" for i in range(70)])
    shown = [text for text in written(ax) if text.startswith("Outlet")]
    kept = len(shown)
    assert 0 < kept < 70 and shown == [f"Outlet {i}" for i in range(70 - kept, 70)]
    each = len(ax.drawn.table) // 70
    rest = f"{each * sum(range(1, 71 - kept)):,} of {each * sum(range(1, 71)):,}"
    assert f"Drawn: the {kept} sources with the highest counts; {70 - kept} more sources hold {rest}." in (
        ax.drawn.caption
    )


@pytest.mark.parametrize("name", ["tree", "plane"])
def test_the_first_articles_are_drawn_and_the_others_counted(name):
    ax = draw(name, [f"Outlet {i}" for i in range(70)])
    assert sum("Outlet" in text for text in written(ax)) == 50
    assert "Drawn: the first 50 of 70 articles." in ax.drawn.caption


@pytest.mark.parametrize("name", TABLES)
def test_names_of_all_kinds(name):
    ax = draw(name, ODD)
    shown = set(style.short(ODD, *((style.HEADING, 2) if name in HEADED else (style.LETTERS,))).values())
    key = "^[0-9]+ " if name == "plane" else "^$"
    found = {re.sub(key, "", " ".join(text.split())) for text in written(ax)}
    assert shown <= found


@pytest.mark.parametrize("name", TABLES)
def test_few_sources_leave_the_caption_as_it_is(name):
    assert "Drawn:" not in draw(name, ["One", "Two", "Three"]).drawn.caption


@pytest.mark.parametrize("n", [2, 6, 20])
@pytest.mark.parametrize("name", HEADED)
def test_names_above_panels_keep_clear_of_each_other_and_of_the_edge(name, n):
    ax = draw(name, [f"{first} {second}" for first, second in itertools.product(LONG[: -(-n // 4)], LAST)][:n])
    bold = [text for text in ax.texts if text.get_weight() == "bold"]
    assert len(bold) >= min(n, 6)
    boxes = [text.get_window_extent() for text in bold]
    assert not [pair for pair in itertools.combinations(boxes, 2) if pair[0].overlaps(pair[1])]
    assert max(box.x1 for box in boxes) <= ax.figure.bbox.x1 and min(box.x0 for box in boxes) >= 0


def test_panels_stand_in_rows_of_one_length():
    assert [style.across(n, 5) for n in (1, 4, 5, 6, 8, 11, 20)] == [1, 4, 5, 3, 4, 4, 5]


def test_names_on_the_map_cover_neither_points_nor_each_other():
    near = alike(["One Harbour Mail", "Two Harbour Mail", "Three", "Four", "Five"])
    twins = near["name"].str.contains("Mail") & near["other"].str.contains("Mail")
    near["similarity"] = 0.2
    near.loc[twins, "similarity"] = 0.999
    near.loc[near["name"] == near["other"], "similarity"] = 1.0
    ax = plots.plane(near)
    with style.house():
        ax.figure.canvas.draw()
    boxes = [text.get_window_extent() for text in ax.texts if text.get_weight() == "bold"]
    points = [ax.transData.transform(part.get_offsets()[0]) for part in ax.collections]
    assert len(boxes) == len(points) == 5
    assert not [pair for pair in itertools.combinations(boxes, 2) if pair[0].overlaps(pair[1])]
    assert not [point for point in points for box in boxes if box.contains(*point)]


def test_what_the_font_lacks_is_said_in_the_caption():
    ax = draw("plane", ["报", "One", "Two"])
    assert "▯: letters that the font lacks." in " ".join(ax.figure.get_supxlabel().split())
    assert "报" not in ax.figure.get_supxlabel() and "报" in ax.drawn.caption


def test_names_on_two_lines():
    names = ["A", "harbour mail", "Old Harbour Evening Standpoint", "Harbourcoastalweatherreport Mail"]
    assert list(style.short(names, 16, 2).values()) == [*names[:2], "Old Harbour Evening…andpoint", "Harbour…ort Mail"]


def test_a_number_keeps_its_per_cent_sign():
    assert (
        "(75\N{NO-BREAK SPACE}%)" in style.fill("West says most in its own words (75 %)", 1, 8.5, 0.62).split("\n")[-1]
    )


def test_names_as_a_figure_shows_them():
    assert list(style.short(ODD, 20).values()) == [
        "A", "harbour mail", "Harbour Mail", "The_Under…$6 Review", "▯", "▯ (2)", "News ▯ Now", "Two lines",
        "The Quart…al Edition",
    ]  # fmt: skip


def test_a_source_keeps_its_look_when_another_leaves_or_joins():
    every = [f"Outlet {i}" for i in range(12)]
    looks = style.sources(every)
    assert len(set(looks.values())) == 12
    assert style.sources(every[5:9], every) == {name: looks[name] for name in every[5:9]}
    assert style.sources([*every, "New"]) == {**looks, "New": style.sources(["New"], every)["New"]}


@pytest.mark.parametrize("name", ["distinctive", "plane"])
def test_figures_give_out_colours_among_all(name):
    every = [f"Outlet {i}" for i in range(5)]

    def colours(sources, **among):
        ax = getattr(plots, name)(TABLES[name](sources), **among)
        if name == "plane":
            return {c.get_label(): tuple(c.get_facecolor()[0]) for c in ax.collections if c.get_label() in every}
        return {bars.get_label(): bars.patches[0].get_facecolor() for bars in ax.containers}

    whole = colours(every)
    assert colours(every[2:], among=every) == {source: whole[source] for source in every[2:]}
    assert colours(every[2:]) != {source: whole[source] for source in every[2:]}
