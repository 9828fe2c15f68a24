"""Marked-up sentences: what a codebook finds, written as tags round the words."""

import re
from pathlib import Path

from framing.tokens import tokenize

CASES = Path(__file__).parent / "cases"


def lines(name):
    """The lines of a file of cases that are neither blank nor comments."""
    text = (CASES / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def plain(sentence):
    """The sentence without its tags."""
    return re.sub(r"</?\w+>", "", sentence)


def found(codebook, text):
    """(start, end, entry) of every match."""
    tokens = tokenize(text)
    matches = codebook.find(tokens)
    return [
        (int(tokens.starts[first]), int(tokens.ends[last]), codebook.entries[entry])
        for first, last, entry in zip(matches.first, matches.last, matches.entry, strict=True)
    ]


def marked(codebook, text, tag="group"):
    """`text` with each match between tags that name its entry's group."""
    for start, end, entry in reversed(found(codebook, text)):
        group = getattr(entry, tag)
        text = f"{text[:start]}<{group}>{text[start:end]}</{group}>{text[end:]}"
    return text
