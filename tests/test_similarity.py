"""Similarity of articles, worked out on paper for words that are easy to weigh."""

from math import log, sqrt

import hand
import numpy as np
import pandas as pd
import pytest

from framing import similarity


def words(**articles):
    rows = [(id, id, 0, word, "own") for id, text in articles.items() for word in text.split()]
    return pd.DataFrame(rows, columns=["article", "source", "start", "word", "voice"])


def test_the_cosine_on_paper():
    """a: x y y; b: x z. idf of x 1, of y and z 1 + ln(3/2); y stands twice: weight (1 + ln 2) · idf."""
    rare = 1 + log(3 / 2)
    expected = 1 / (sqrt(1 + ((1 + log(2)) * rare) ** 2) * sqrt(1 + rare**2))
    table = similarity.similarity(words(a="x y y", b="x z")).set_index(["name", "other"])
    assert table.loc[("a", "b"), "similarity"] == pytest.approx(expected, abs=1e-6)
    assert list(table.loc[("a", "b"), ["shared", "words"]]) == [1, 2]
    assert list(table["similarity"])[::3] == [1, 1]


def test_the_same_words_are_alike_and_others_are_not():
    cosine = similarity.square(similarity.similarity(words(a="x y", b="y x", c="z")))
    assert cosine.loc["a", "b"] == pytest.approx(1) and cosine.loc["a", "c"] == 0
    assert list(cosine.index) == list(cosine.columns) == ["a", "b", "c"]


def test_the_closest_of_each_article():
    table = similarity.closest(similarity.similarity(words(a="x y", b="x y z", c="z w")))
    assert list(table["name"]) == ["a", "b", "c"]
    assert list(table["other"]) == ["b", "a", "b"]


def test_the_tree_joins_the_most_alike_first_at_their_similarity():
    table = similarity.similarity(words(a="x y", b="p q z", c="x y z"))
    cosine = similarity.square(table)
    leaves, joins = similarity.tree(table)
    assert sorted(leaves) == ["a", "b", "c"] and abs(leaves.index("a") - leaves.index("c")) == 1
    heights = [x[1] for _, x in joins]
    assert heights[0] == pytest.approx(cosine.loc["a", "c"])
    assert heights[1] == pytest.approx((cosine.loc["a", "b"] + cosine.loc["c", "b"]) / 2)


def test_the_map_of_three_articles_keeps_every_distance():
    table = similarity.similarity(words(a="x y", b="p q z", c="x y z"))
    cosine = similarity.square(table).to_numpy()
    places = similarity.positions(table)
    at = places[["x", "y"]].to_numpy()
    distances = np.linalg.norm(at[:, None] - at[None, :], axis=2)
    assert distances == pytest.approx(np.sqrt(2 - 2 * cosine), abs=1e-5)
    assert (places["kept"] == 1).all()


def test_the_map_says_how_little_it_keeps_of_many_articles():
    unlike = words(**{letter: letter for letter in "abcdef"})
    assert similarity.positions(similarity.similarity(unlike))["kept"][0] == pytest.approx(2 / 5)


def test_two_articles_and_one_have_their_places():
    assert (similarity.positions(similarity.similarity(words(a="x", b="y")))["y"] == 0).all()
    assert similarity.positions(similarity.similarity(words(a="x")))[["x", "y", "kept"]].values.tolist() == [[0, 0, 1]]


def test_no_article_at_all():
    table = similarity.similarity(words())
    assert not len(table) and not len(similarity.closest(table))


def test_an_article_goes_by_its_source_where_that_tells_it_apart():
    articles = [hand.article(id, "Text.", source) for id, source in (("a", "East"), ("b", "West"), ("c", "West"))]
    assert similarity.names(articles) == {"a": "East", "b": "West (b)", "c": "West (c)"}
