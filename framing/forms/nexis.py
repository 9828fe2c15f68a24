"""Downloads from Nexis Uni and LexisNexis, as `framing.forms.downloads` lists their layouts."""

import re
from itertools import pairwise

from framing.errors import NotRead
from framing.forms.lines import (
    COPYRIGHT,
    DATE,
    HEADLINE_LINES,
    LONGEST_LINE,
    TAIL,
    as_article,
    body_between,
    broken_off,
    filled_lines,
    first_line,
    is_line,
    join_lines,
    read_date,
    read_names,
)

# The date of a LexisNexis article stands within so many lines, below copyright and outlet.
LEXIS_HEAD = 20

NEXIS_END = re.compile(r"End of Document", re.IGNORECASE)
NEXIS_BODY = re.compile(r"Body|Text")
NEXIS_COVER = re.compile(
    r"(?:Job Number|Date and Time|User Name|Client/Matter|Search Terms?|Search Type|Narrowed by|Content Type)\b.*"
    r"|Documents? \(\d+\)|.*\bTimeline:.*|.*\bAbout LexisNexis\b.*|\d+\.\s.*",
    re.IGNORECASE,
)
LEXIS_START = re.compile(r"\d+ of \d+ DOCUMENTS?|Dokument \d+ von \d+")
LEXIS_FIELD = re.compile(
    r"(BYLINE|AUTOR|SECTION|RUBRIK|LENGTH|LÄNGE|DATELINE|HIGHLIGHT|HEADLINE|SERIES|TYPE|BODY):\s*(.*)", re.DOTALL
)
LENGTH = re.compile(r"(?:Length|Länge):\s*[\d.,]+\s(?:words|Wörter)", re.IGNORECASE)
BYLINE = re.compile(r"(?:Byline|Author):\s*(.*?)(?:\s+Highlight:.*)?", re.IGNORECASE)
# A field of the head that is none of the above ends a byline of several lines.
FIELD = re.compile(r"[A-Z][A-Za-z -]{2,24}:(?:\s.*)?")


def nexis(lines):
    """Yields (sure, article) for each article of a Nexis Uni download."""
    begin = 0
    for end in [i for i, line in enumerate(lines) if is_line(NEXIS_END, line)]:
        if filled_lines(lines, begin, end):
            yield _nexis_article(lines, begin, end)
        begin = end + 1
    if begin and first_line(NEXIS_BODY, lines, begin, len(lines)) is not None:
        yield False, broken_off(lines, begin, "End of Document")


def _nexis_article(lines, begin, end):
    body = first_line(NEXIS_BODY, lines, begin, end)
    head = filled_lines(lines, begin, end if body is None else body)
    day = next((i for i in reversed(head) if is_line(DATE, lines[i])), None)
    below = (
        day
        if day is not None
        else next((i for i in head if is_line(FIELD, lines[i]) or is_line(COPYRIGHT, lines[i])), end)
    )
    top = [i for i in head if i < below]
    source = top.pop() if len(top) > 1 else None
    title = _below_cover(lines, top)[-HEADLINE_LINES:]
    rest = [i for i in head if i >= below]
    known = any(is_line(LENGTH, lines[i]) or is_line(COPYRIGHT, lines[i]) for i in rest)
    headline = join_lines(lines, title)
    return bool(source and day and body and known), as_article(
        title[0] if title else begin,
        headline,
        body_between(lines, end if body is None else body + 1, end, headline),
        source=lines[source] if source else None,
        date=read_date(lines[day]) if day else None,
        credit=_byline(lines, rest),
    )


def _below_cover(lines, title):
    """The lines of a headline without those of a cover page above it.

    The cover lists the headlines; so a headline of several lines is told from what stands on the cover.
    """
    cover = next((i for i in reversed(title[:-1]) if is_line(NEXIS_COVER, lines[i])), None)
    if cover is None:
        return title
    listed = join_lines(lines, [i for i in title if i <= cover])
    below = [i for i in title if i > cover][-HEADLINE_LINES:]
    return next((below[i:] for i in range(len(below)) if join_lines(lines, below[i:]) in listed), below[-1:])


def _byline(lines, head):
    """The value of the byline among the lines of a head, which may go on below it."""
    names = []
    for i in head:
        if names and (not lines[i - 1] or is_line(FIELD, lines[i]) or is_line(COPYRIGHT, lines[i])):
            break
        if names or is_line(BYLINE, lines[i]):
            names.append(lines[i] if names else BYLINE.fullmatch(lines[i])[1])
    return read_names(" ".join(names))


def lexisnexis(lines):
    """Yields (sure, article) for each article of a LexisNexis download."""
    starts = [i for i, line in enumerate(lines) if is_line(LEXIS_START, line)]
    for begin, end in pairwise([*starts, len(lines)]):
        yield _lexisnexis_article(lines, begin + 1, end)


def _lexisnexis_article(lines, begin, end):
    day = first_line(DATE, lines, begin, min(end, begin + LEXIS_HEAD))
    if day is None:
        reason = f"the article in line {begin} has no date in its head; write it below the name of the outlet"
        return False, NotRead(reason)
    source = next((i for i in reversed(filled_lines(lines, begin, day)) if not is_line(COPYRIGHT, lines[i])), None)
    length = first_line(LENGTH, lines, day, end)
    fields, titles, body = {}, [], end
    for paragraph in _lexis_paragraphs(lines, day, end)[1:]:
        field = LEXIS_FIELD.match(join_lines(lines, paragraph)[:LONGEST_LINE])
        if is_line(TAIL, lines[paragraph[0]]):
            break
        if field and field[1] != "BODY":
            fields[field[1]] = field[2]
        elif field or "HEADLINE" in fields or (titles if length is None else paragraph[0] > length):
            body = paragraph[0]
            break
        else:
            titles.append(paragraph)
    headline = fields.get("HEADLINE") or (join_lines(lines, titles[0]) if titles else None)
    above = [join_lines(lines, paragraph) for paragraph in titles[1:]]
    text = body_between(lines, body, end, headline).removeprefix("BODY:").lstrip()
    return source is not None and length is not None, as_article(
        titles[0][0] if titles else begin,
        headline,
        "\n\n".join([*above, text]) if text else "",
        source=None if source is None else lines[source],
        date=read_date(lines[day]),
        credit=read_names(fields.get("BYLINE") or fields.get("AUTOR")),
    )


def _lexis_paragraphs(lines, begin, end):
    """Runs of lines without a blank one or the name of a field between them, each as the numbers of its lines."""
    runs = []
    for i in filled_lines(lines, begin, end):
        if runs and runs[-1][-1] == i - 1 and not LEXIS_FIELD.match(lines[i][:LONGEST_LINE]):
            runs[-1].append(i)
        else:
            runs.append([i])
    return runs
