"""How alike articles are in their words, and two pictures of it: a tree and a map."""

import numpy as np
import pandas as pd


def names(articles):
    """{article id: a short name}: its source, with its id where a source has several articles."""
    count = pd.Series([article.source for article in articles], dtype=object).value_counts()
    return {a.id: a.source if count[a.source] == 1 or a.source == a.id else f"{a.source} ({a.id})" for a in articles}


def similarity(words, named=None):
    """The cosine of every two articles' TF-IDF vectors, one row an ordered pair.

    words   a table of `contrasts.word_table`
    named   {article id: name to show}, as from `names`

    Columns: name, other, similarity (0 no word in common, 1 the same words in
    the same shares), shared (words both have), words (that the first has). The
    weight of a word is (1 + log count) · (1 + log((1 + n) / (1 + articles with
    it))), the vector brought to length one, by scikit-learn.
    """
    named = named or {}
    texts = words.groupby("article", sort=False)["word"].agg(list)
    ids = [named.get(id, id) for id in texts.index]
    if not len(ids):
        return pd.DataFrame({column: [] for column in ("name", "other", "similarity", "shared", "words")})
    from sklearn.feature_extraction.text import TfidfVectorizer

    weights = TfidfVectorizer(analyzer=list, sublinear_tf=True).fit_transform(texts)
    cosine = np.clip((weights @ weights.T).toarray(), 0, 1).round(6)
    np.fill_diagonal(cosine, 1)
    has = (weights > 0).astype(int)
    shared = (has @ has.T).toarray()
    first, second = np.divmod(np.arange(len(ids) ** 2), len(ids))
    return pd.DataFrame(
        {
            "name": [ids[i] for i in first],
            "other": [ids[i] for i in second],
            "similarity": cosine.ravel(),
            "shared": shared.ravel(),
            "words": shared.diagonal()[first],
        }
    )


def square(table):
    """A table of `similarity` as a square: a row and a column an article."""
    order = list(dict.fromkeys(table["name"]))
    return table.pivot(index="name", columns="other", values="similarity").loc[order, order]


def closest(table):
    """For each article the one most like it: the columns name, other, similarity, shared."""
    pairs = table[table["name"] != table["other"]]
    best = pairs.sort_values("similarity", ascending=False, kind="stable").drop_duplicates("name")
    return best.sort_index()[["name", "other", "similarity", "shared"]].reset_index(drop=True)


def tree(table):
    """(leaves from top to bottom, joins): the articles joined pair by pair, the most alike first.

    A join is (y, x) of the three lines that make it: two arrays of four numbers,
    `x` the similarity at which it is made, `y` rows of leaves. Average linkage
    (UPGMA, Sokal & Michener 1958) of 1 − similarity, by scipy.
    """
    from scipy.cluster.hierarchy import dendrogram, linkage
    from scipy.spatial.distance import squareform

    cosine = square(table)
    joined = linkage(squareform(1 - cosine.to_numpy(), checks=False), "average")
    drawn = dendrogram(joined, no_plot=True)
    rows = [(np.array(y) - 5) / 10 for y in drawn["icoord"]]
    return [cosine.index[i] for i in drawn["leaves"]], [
        (y, 1 - np.array(x)) for y, x in zip(rows, drawn["dcoord"], strict=True)
    ]


def positions(table):
    """A place for each article on a plane: the columns name, x, y, and the share of the distances it keeps.

    Classical scaling (Torgerson 1952) of the distances √(2 − 2 · similarity),
    which are those between the ends of the TF-IDF vectors. `kept` is the share of
    the spread that the two axes hold: at 1 the map is exact.
    """
    cosine = square(table)
    n = len(cosine)
    middle = np.eye(n) - 1 / n
    values, vectors = np.linalg.eigh(middle @ cosine.to_numpy() @ middle)
    values, vectors = np.clip(values[::-1], 0, None), vectors[:, ::-1]
    places = np.zeros((n, 2))
    for axis in range(min(2, n - 1)):
        line = vectors[:, axis] * np.sqrt(values[axis])
        places[:, axis] = line * (np.sign(line[np.abs(line).argmax()]) or 1)
    kept = values[: min(2, n - 1)].sum() / values.sum() if values.sum() else 1.0
    x, y = (places.round(6) + 0.0).T
    return pd.DataFrame({"name": cosine.index, "x": x, "y": y, "kept": round(float(kept), 6)})
