"""Two small articles labelled by hand, so that every number in the tests can be worked out on paper."""

import pandas as pd

from framing.articles import Article
from framing.sections import Section

COLUMNS = "article source start end text layer group name voice speaker hedge section rule sentence".split()

# Words: own 5 (Rebels fled the town They), direct 4, reported 3 (that rioters ran).
EAST = "Rebels fled the town.\n“Terrorists burned it all.”\nThey that rioters ran.\nShare this page"
# Words: own 8, scare 1 (rebels).
WEST = "Protesters sang.\nThe so-called “rebels” met police."


def article(id, text, source, furniture=""):
    """An Article of body text, with `furniture` at its end set apart."""
    end = len(text) - len(furniture)
    sections = [Section(0, end, "body")] + ([Section(end, len(text), "furniture")] if furniture else [])
    return Article(id=id, text=text, source=source, sections=tuple(sections))


def row(article, words, layer, group, name, voice, speaker=None, hedge=None):
    """One label: the first place of `words` in the article."""
    start = article.text.index(words)
    sentence = next(line for line in article.text.split("\n") if words in line)
    end, section, rule = start + len(words), "body", f"{layer}.csv:1"
    what = (
        article.id,
        article.source,
        start,
        end,
        words,
        layer,
        group,
        name,
        voice,
        speaker,
        hedge,
        section,
        rule,
    )
    return dict(zip(COLUMNS, (*what, sentence), strict=True))


def articles():
    return [article("e", EAST, "East", furniture="Share this page"), article("w", WEST, "West")]


def labels():
    east, west = articles()
    rows = [
        row(east, "Rebels", "term", "opposition", "rebel", "own"),
        row(east, "Terrorists burned it all.", "voice", "direct", "", "direct", "Gov"),
        row(east, "Terrorists", "term", "opposition", "terrorist", "direct", "Gov"),
        row(east, "that rioters ran", "voice", "reported", "", "reported", "They"),
        row(east, "rioters", "term", "opposition", "rioter", "reported", "They"),
        row(west, "Protesters", "term", "opposition", "protester", "own"),
        row(west, "so-called", "hedge", "distancing", "so-called", "own"),
        row(west, "rebels", "voice", "scare", "", "scare"),
        row(west, "rebels", "term", "opposition", "rebel", "scare", None, "so-called"),
        row(west, "police", "term", "repression", "police", "own"),
    ]
    return pd.DataFrame(rows, columns=COLUMNS)
