"""What sets the sources apart: words that one of them uses and the others do not.

A *word* here is a run of word characters, apostrophes and the points of U.N. inside it included, in
small letters and without a possessive 's; page furniture is left out.
"""

import re

import numpy as np
import pandas as pd

from framing.grammar import is_function_word
from framing.tables import sentence_at, sentence_starts, with_voices, word_voices

# Words the prior is worth: what Monroe, Colaresi and Quinn (2008) give theirs. More of it pulls rare words harder
# towards "no difference".
PRIOR = 500

_WORD = re.compile(r"[^\W\d_](?:\.[^\W\d_])+\b(?:\.?['’]s\b)?|\w+(?:['’]\w+)*")
_POSSESSIVE = re.compile(r"\.?'s?$")


def word_table(labels, articles, voice=None):
    """The words of `articles`, one row a word: the columns article, source, start, word, voice.

    `voice` keeps the words of one voice only ("own"); None keeps all.
    """
    tables = [_article_words(article, spans) for article, spans in with_voices(labels, articles)]
    columns = {"article": "", "source": "", "start": 0, "word": "", "voice": ""}
    every = pd.concat([pd.DataFrame(columns, index=[]), *tables], ignore_index=True)
    return every if voice is None else every[every["voice"] == voice].reset_index(drop=True)


def _article_words(article, spans):
    starts, _, voices = word_voices(article, spans)
    voice_at = dict(zip(starts.tolist(), voices, strict=True))
    found = [match for match in _WORD.finditer(article.text) if match.start() in voice_at]
    words = [_POSSESSIVE.sub("", match[0].lower().replace("’", "'")) for match in found]
    begin = [match.start() for match in found]
    table = {"article": article.id, "source": article.source, "start": begin, "word": words}
    return pd.DataFrame(table | {"voice": [voice_at[start] for start in begin]})


def distinctive(words, prior=PRIOR):
    """How much more each source uses each word than all other sources together, the most distinctive first.

    `words` is a table of `word_table`. The measure is the log-odds ratio with an
    informative Dirichlet prior (Monroe, Colaresi & Quinn 2008, equations 16 and
    22): the prior is the words of all sources, shrunk to `prior` words, and `z`
    is the log-odds ratio over its standard error. Columns: source, word, count,
    words (of the source), others, others_words, log_odds, z; the words the
    source has, by falling z within a source. Empty with fewer than two sources:
    there is nothing to set apart.
    """
    columns = ["source", "word", "count", "words", "others", "others_words", "log_odds", "z"]
    if words["source"].nunique() < 2:
        return pd.DataFrame({column: [] for column in columns})
    counts = words.groupby(["source", "word"], sort=False).size().rename("count").reset_index()
    total = counts.groupby("word")["count"].sum()
    size = counts.groupby("source", sort=False)["count"].sum()
    table = counts.assign(words=counts["source"].map(size), others=counts["word"].map(total) - counts["count"])
    table["others_words"] = size.sum() - table["words"]
    share = prior * counts["word"].map(total) / size.sum()
    here, there = table["count"] + share, table["others"] + share
    table["log_odds"] = np.log(here / (table["words"] + prior - here)) - np.log(
        there / (table["others_words"] + prior - there)
    )
    table["z"] = table["log_odds"] / np.sqrt(1 / here + 1 / there)
    order = {source: i for i, source in enumerate(size.index)}
    by = table.assign(place=table["source"].map(order)).sort_values(
        ["place", "z", "word"], ascending=[True, False, True], kind="stable"
    )
    return by[columns].reset_index(drop=True)


def top(table, most=8, least=2):
    """The `most` distinctive words of each source that it uses `least` times or more, function words left out.

    Of "has", "we" and "since" a reader learns how a source writes and not what it writes of.
    """
    chosen = table[(table["count"] >= least) & (table["z"] > 0) & ~table["word"].map(is_function_word).astype(bool)]
    return chosen.groupby("source", sort=False).head(most).reset_index(drop=True)


def sentences(words, table, articles):
    """Where the words of a table of `distinctive` stand: article, source, start, word, voice, sentence."""
    wanted = table[["source", "word"]].drop_duplicates()
    found = words.merge(wanted, on=["source", "word"], how="inner")
    texts = {article.id: article.text for article in articles}
    begin = {id: sentence_starts(text) for id, text in texts.items()}
    told = [
        sentence_at(texts[id], begin[id], start) for id, start in zip(found["article"], found["start"], strict=True)
    ]
    return found.assign(sentence=told)
