"""What a reader of any form hands on: one article as it was found in a file."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Found:
    """One article in a file. What the file does not say is None, never a guess.

    text        the article's text; offsets of its labels count in this text
    id          as the file gives it, else None
    source      the outlet
    date        as YYYY-MM-DD where the day is certain, else as it stands
    headline    as the file gives it apart from the text, else None
    credit      author or agencies
    line        the line or row it begins in, counted from 1; None where the file is one article
    notes       what the reader did, as in "decoded as cp1252"
    """

    text: str
    id: str | None = None
    source: str | None = None
    date: str | None = None
    headline: str | None = None
    credit: str | None = None
    line: int | None = None
    notes: tuple[str, ...] = ()
