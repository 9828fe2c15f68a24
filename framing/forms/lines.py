"""What the layouts of downloads share: dates, copyright lines, heads of pages, and a text as numbered lines."""

import re
from datetime import date

from framing.errors import NotRead
from framing.forms.found import Found
from framing.patterns import MONTHS as ENGLISH_MONTHS

# A line of a head has at most so many characters; longer ones are text and are not looked at.
LONGEST_LINE = 500
# A headline broken over more lines than these does not occur; what stands further up is something else.
HEADLINE_LINES = 4
# So many characters of a headline name an article in a sentence.
LONGEST_NAME = 80

GERMAN_MONTHS = "januar februar märz april mai juni juli august september oktober november dezember".split()
MONTHS = {name: number for names in (ENGLISH_MONTHS, GERMAN_MONTHS) for number, name in enumerate(names, start=1)}
DAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag|Mittwoch)"
MONTH = "|".join(MONTHS)
# A date and what may follow it in its line: weekday, time, edition.
DATE = re.compile(
    rf"(?:{DAY},?\s+)?(?:(?P<day>\d{{1,2}})\.?\s+(?P<month>{MONTH})"
    rf"|(?P<first>{MONTH})(?:\s+(?P<second>\d{{1,2}}),?)?),?\s+(?P<year>(?:19|20)\d\d)"
    rf"(?:,?\s+{DAY})?(?:,?\s+\d{{1,2}}:\d\d.{{0,20}})?(?:\s.{{0,40}}\bEdition\b.{{0,30}})?",
    re.IGNORECASE,
)
COPYRIGHT = re.compile(
    r"\W*(?:\(c\)|©|copyright\b).{0,40}\b(?:19|20)\d\d\b.*|\W*copyright\b[^.]{0,60}"
    r"|(?:.*\b)?(?:all )?rights reserved\W*",
    re.IGNORECASE,
)
# "Page 2 of 9" on each page of a PDF; Factiva's goes on with its own name.
PAGE = re.compile(r"Page\s?\d+\s?of\s?\d+(?:\s?(?:©|\(c\)).{0,60})?", re.IGNORECASE)
# What follows the text of an article: dates, picture captions, lists of subjects.
TAIL = re.compile(
    r"(?:LOAD-DATE|Load-Date|UPDATE|LANGUAGE|Language|SPRACHE|PUBLICATION-TYPE|Publication-Type|JOURNAL-CODE"
    r"|Journal Code|DOCUMENT-TYPE|GRAPHIC|GRAFIK|CORRECTION-DATE|Correction-Date):.*|Classification|Graphic"
)


def as_article(line, headline, body, **known):
    """The `Found` of an article that begins in this line; a NotRead that names it where it has no text."""
    if not body:
        named = f"“{headline[:LONGEST_NAME]}”" if headline else "without a headline"
        return NotRead(f"the article {named} in line {line + 1} has no text; download it again or do without it")
    return Found(f"{headline}\n\n{body}" if headline else body, headline=headline or None, line=line + 1, **known)


def broken_off(lines, begin, end):
    """The NotRead of an article that the end of the file breaks off before its last line, `end`."""
    line = filled_lines(lines, begin, len(lines))[0]
    named = lines[line][:LONGEST_NAME]
    return NotRead(f"the article “{named}” in line {line + 1} breaks off before “{end}”; download the file again")


def body_between(lines, begin, end, headline):
    """The text in lines `begin` to `end` without what the database put above, below and between its pages."""
    end = next((i for i in range(begin, end) if is_line(TAIL, lines[i])), end)
    filled = [i for i in filled_lines(lines, begin, end) if lines[i] != headline or not is_line(PAGE, lines[i - 1])]
    while filled and is_line(COPYRIGHT, lines[filled[-1]]):
        filled.pop()
    return as_text(lines, [i for i in filled if i > filled[0] or not is_line(COPYRIGHT, lines[i])])


def as_text(lines, filled):
    """The lines of these numbers as text; blank lines between them are one."""
    pieces = []
    for before, i in zip([None, *filled], filled, strict=False):
        if before is not None:
            pieces.append("\n" if all(lines[before + 1 : i]) else "\n\n")
        pieces.append(lines[i])
    return "".join(pieces)


def is_line(pattern, line):
    """The match of a pattern with a whole line, None for a line too long to be one of a head."""
    return pattern.fullmatch(line) if len(line) <= LONGEST_LINE else None


def first_line(pattern, lines, begin, end):
    """The number of the first line that a pattern matches, or None."""
    return next((i for i in range(begin, end) if is_line(pattern, lines[i])), None)


def filled_lines(lines, begin, end):
    """The numbers of the lines that are not blank and not the head of a page."""
    return [i for i in range(begin, end) if lines[i] and not is_line(PAGE, lines[i])]


def join_lines(lines, numbers):
    """Lines as one; a line that stands there twice, as the head of a PDF's page does, once."""
    return " ".join(" ".join(dict.fromkeys(lines[i] for i in numbers)).split())


def read_names(byline):
    """Names without the "By" before them; None where there are none."""
    return re.sub(r"(?i)^by:?\s+", "", " ".join(byline.split())) or None if byline else None


def read_date(line):
    """The day as YYYY-MM-DD; the line as it stands where it names no day there is."""
    found = is_line(DATE, line)
    try:
        day = int(found["day"] or found["second"])
        return date(int(found["year"]), MONTHS[(found["month"] or found["first"]).lower()], day).isoformat()
    except (TypeError, ValueError):
        return line
