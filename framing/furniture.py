"""Page furniture told by its wording: forms, buttons, links and notices of a news page.

The wording stands in `furniture.toml`. Each function answers one question about one
paragraph, wherever it stands.
"""

import re
import tomllib
from functools import cache
from importlib.resources import files

# No furniture line has more characters; a longer paragraph is left alone unread.
LONGEST = 300
DECORATION = " \t\xa0\u200b»›→▶►•·|*_=#[](){}<>:-–—…"
STOPS = ".!?"


@cache
def _tables():
    return tomllib.loads(files("framing").joinpath("furniture.toml").read_text(encoding="utf-8"))


@cache
def _pattern(table, key=None):
    """One regular expression for the phrases under a heading of furniture.toml, or under all of a table."""
    found = _tables()[table]
    phrases = found[key] if key else [phrase for group in found.values() for phrase in group]
    return re.compile("|".join(phrases), re.IGNORECASE)


@cache
def words(name):
    """A word list of furniture.toml, as a frozen set of lower-case words."""
    return frozenset(_tables()["words"][name].split())


def is_anywhere(line):
    """Whether a paragraph is furniture wherever it stands: forms, sharing, subscribing, links, notices."""
    if len(line) > LONGEST:
        return False
    plain = _plain(line)
    if not plain:
        return len(line) < 80
    return bool(_pattern("anywhere").fullmatch(plain)) or _is_sharing(plain)


def is_comment_heading(line):
    """Whether a line stands above readers' comments."""
    return len(line) <= LONGEST and bool(_pattern("headings", "comments").fullmatch(_plain(line)))


def is_comment_mark(line):
    """Whether a line is one of those that stand only among readers' comments or in their form."""
    return len(line) <= LONGEST and bool(_pattern("marks", "comments").fullmatch(_plain(line)))


def is_author_heading(line):
    """Whether a line stands above the box on the author."""
    return len(line) <= 60 and bool(_pattern("headings", "author").fullmatch(_plain(line)))


def is_link_heading(line):
    """Whether a line stands above titles of other articles."""
    return len(line) <= 60 and bool(_pattern("headings", "links").fullmatch(_plain(line)))


def _plain(line):
    """A line without what decorates its ends, white space as single spaces."""
    return " ".join(line.strip(DECORATION).rstrip(STOPS + DECORATION).split())


def _is_sharing(line):
    if len(line) > 120:
        return False
    found = [word for word in re.findall(r"[a-z-]+", line.lower()) if word != "-"]
    names = words("sharing_names")
    return 0 < len(found) <= 15 and not names.isdisjoint(found) and (names | words("sharing")).issuperset(found)
