"""Web pages saved as `.html`: the article without what stands round it. No link in a page is followed."""

import json
import re
from html import unescape

from framing.errors import NotRead
from framing.forms import bounds
from framing.forms.found import Found
from framing.forms.text import decoded, headed

# A page that is saved as one file carries its pictures inside.
LARGEST_SAVED = 100 * bounds.MB
LARGEST_PAGE = 10 * bounds.MB
PICTURE = re.compile(r"data:[\w/+.-]*[;,][^\"'()\s<>]{100,}")
# Pages with more tags are lists of articles or worse, and would take minutes.
MOST_TAGS = 100_000
# A tag that holds more than any needs, and what stands between its attributes: their number costs time squared.
LONG_TAG = re.compile(r"<[a-z][^<>]{20000,}", re.IGNORECASE)
BETWEEN = re.compile(r"[\s/=]+")
# Headings that stand over an article; those below them stand over its parts.
TOP = ("h1", "h2")
# Other articles that a page shows within the one it is about.
TEASERS = "//article//article[contains(@class, 'related') or contains(@class, 'teaser') or contains(@class, 'promo')]"
MARKS = ((re.compile(r"<q(?:\s[^<>]{0,500})?>", re.IGNORECASE), "“"), (re.compile(r"</q\s*>", re.IGNORECASE), "”"))
# What browsers write into a page that they save.
SAVED_FROM = re.compile(r"<!-- saved from url=\(\d+\)(https?://\S{3,2000}) -->")
# The text of an article in the data that a page carries beside it (schema.org).
ARTICLE_BODY = re.compile(r'"articleBody"\s*:\s*("(?:[^"\\]++|\\.)*+")', re.DOTALL)
CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)


def read_page(data, columns):
    """A saved page: text, headline, source, date and credit as trafilatura finds them in it."""
    from trafilatura import bare_extraction

    bounds.check_size(len(data), LARGEST_SAVED)
    text, notes = _decoded(data)
    page = PICTURE.sub("", text)
    bounds.check_size(len(page), LARGEST_PAGE)
    long_tags = LONG_TAG.findall(page)
    if page.count("<") > MOST_TAGS or sum(len(BETWEEN.findall(tag)) for tag in long_tags) > MOST_TAGS:
        raise NotRead(
            f"the page has more than {MOST_TAGS:,} tags or as many attributes; copy its text into a .txt file"
        )
    for tag, mark in MARKS:
        page = tag.sub(mark, page)
    address = SAVED_FROM.search(page[:2000])
    found = bare_extraction(
        page,
        url=address and address[1],
        include_comments=False,
        include_tables=False,
        prune_xpath=TEASERS,
        with_metadata=True,
        date_extraction_params={"original_date": True, "extensive_search": False},
    )
    if found is None or not (found.text or "").strip():
        raise NotRead("no article was found on this page; copy its text into a .txt file")
    yield headed(
        Found(
            "\n\n".join(_paragraphs(found.text, page)),
            source=found.sitename or found.hostname or None,
            date=found.date if found.date and found.date not in found.text else None,  # else of what it tells
            headline=_heading(found) or None,
            credit=found.author or None,
            notes=notes,
        )
    )


def _paragraphs(text, page):
    """The paragraphs of a text; those of the page's data where it is from there, as trafilatura makes them one."""
    for body in ARTICLE_BODY.findall(page) if "\n" not in text else ():
        try:
            own = unescape(json.loads(body, strict=False))
        except ValueError:
            continue
        if own.split() == text.split():
            text = "\n".join(" ".join(line.split()) for line in own.splitlines() if line.strip())
    return text.split("\n")


def _heading(found):
    """The heading over the text; where that is the heading of a part, or there is none, the title of the page."""
    first = next(iter(found.body), None) if found.body is not None else None
    heading = first is not None and first.tag == "head" and (first.get("rend") in TOP or not found.title)
    return "".join(first.itertext()) if heading else found.title


def _decoded(data):
    """(text, notes), by the encoding that the page names where it is not UTF-8."""
    named = CHARSET.search(data[:4096])
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return data.decode(named[1].decode("ascii")), ()
        except (TypeError, LookupError, UnicodeDecodeError):
            pass
    return decoded(data)
