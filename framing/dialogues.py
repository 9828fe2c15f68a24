"""Speech introduced by a dash at the beginning of a paragraph, as much of Europe prints it."""

import re

import numpy as np

from framing.grammar import word_class
from framing.quotations import DASH, Quotation, mark

# The tag that ends or interrupts such speech, over the word classes of the paragraph.
WHO = r"(?:p|D|[DP]?[wNT#']{1,6})(?:f[DPu]?a?[wNT#']{0,4})?(?:,[^,.-]{1,30})?"
TAG = re.compile(rf"(?P<edge>,|(?<=[.!?])|-)(?:{WHO}[amv]{{0,2}}[SBFEO]|[SBFEOw]{WHO})(?P<rest>[^.-]*)(?P<end>[.-]|$)")


def _begins(word):
    return word[0].isupper() or word[0].isdigit() or word[0] in "¿¡…"


def find_dialogues(tokens, paragraphs, articles, furniture):
    """The stretches of speech behind a dash, a list of `Quotation` in order.

    A paragraph counts when it opens with a dash and a capital and a tag such as
    "she said" stands in it, or when another paragraph of its article is one.
    """
    dashes = (tokens.table(mark) == DASH) & ~furniture
    opening = np.flatnonzero(dashes & np.append(True, paragraphs[1:] != paragraphs[:-1])) if len(dashes) else []
    begins = tokens.table(_begins).astype(bool)
    classes = tokens.table(word_class)
    found, tagged = [], set()
    for dash in map(int, opening):
        end = int(np.searchsorted(paragraphs, paragraphs[dash] + 1))
        if dash + 1 >= end or not begins[dash + 1]:
            continue
        text = classes[dash + 1 : end].tobytes().decode("latin-1")
        stretches, tag = _stretches(text)
        article = int(articles[dash])
        if tag:
            tagged.add(article)
        for a, b in stretches:
            found.append((article, Quotation(dash + 1 + a, dash + b, dash + a, dash + 1 + b, "dialogue dash")))
    return [quotation for article, quotation in found if article in tagged]


def _stretches(text):
    """([(start, end) of each stretch of speech], whether there is a tag) in the classes of one paragraph."""
    tag = TAG.search(text)
    if not tag:
        return [(0, len(text))], False
    stretches = [(0, tag.start())]
    behind = tag.end()
    resumed = tag["end"] == "-" or text[behind : behind + 1] == "-"
    if resumed:
        behind += re.match(r"[-.,]*", text[behind:]).end()
        if behind < len(text):
            stretches.append((behind, len(text)))
    return [(a, b) for a, b in stretches if b > a], True
