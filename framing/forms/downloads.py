"""Downloads from news databases: one text with many articles, cut into them.

Four layouts are known, each by marks that an ordinary article does not have together:

    Nexis Uni          "End of Document" below each article, "Body" between its head and its text
    LexisNexis         "3 of 40 DOCUMENTS" (German: "Dokument 3 von 40") above each, "LENGTH: 355 words" in its head
    Factiva            "Document " and 25 letters and digits below each, "512 words" above its date
    Factiva, tagged    the same with the field's tag (HD, BY, PD, SN, LP, TD) at the beginning of each field

They are known from public readers of such files (the R packages LexisNexisTools, tm.plugin.lexisnexis and
tm.plugin.factiva) and from Factiva's own list of field tags. In an article's text its headline comes first, then a
blank line, then its body; what the database put round them is left out.
"""

import re
from datetime import date
from itertools import pairwise

from framing import credits
from framing.errors import NotRead
from framing.forms.found import Found
from framing.patterns import MONTHS as ENGLISH_MONTHS

# A line of a head has at most so many characters; longer ones are text and are not looked at.
LONGEST_LINE = 500
# A headline broken over more lines than these does not occur; what stands further up is something else.
HEADLINE_LINES = 4
# A line of at most so many words above a longer Factiva headline names the section.
SECTION_WORDS = 3
# So many ends of documents do not stand in one article: the file is a download, known layout or not.
CERTAIN_ENDS = 3
# So many lines below its date belong to the head of a Factiva article at most: time, outlet, code, edition, page,
# language and copyright.
FACTIVA_HEAD = 10
# The date of a LexisNexis article stands within so many lines, below copyright and outlet.
LEXIS_HEAD = 20
# So many characters of a headline name an article in a sentence.
LONGEST_NAME = 80

# What every mark of a document has in it; a text without it is not looked at line by line.
MARK = re.compile(r"do[ck]ument", re.IGNORECASE)
LINE_END = re.compile(r"\r\n?|\n")
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
# What follows the text of an article: dates, picture captions, lists of subjects.
TAIL = re.compile(
    r"(?:LOAD-DATE|Load-Date|UPDATE|LANGUAGE|Language|SPRACHE|PUBLICATION-TYPE|Publication-Type|JOURNAL-CODE"
    r"|Journal Code|DOCUMENT-TYPE|GRAPHIC|GRAFIK|CORRECTION-DATE|Correction-Date):.*|Classification|Graphic"
)

FACTIVA_END = re.compile(r"(?:AN\s+)?(?:Document|Dokument)\s+([A-Z0-9]{8}\d{8}[a-z0-9]{9})", re.IGNORECASE)
WORDS = re.compile(r"\d[\d.,]*\s?(?:words|Wörter)")
CODE = re.compile(r"[A-Z0-9]{1,8}")
TIME = re.compile(r"\d{1,2}:\d\d.{0,10}")
LANGUAGE = re.compile(r"English|German|Deutsch|Englisch")
CONTENTS = re.compile(r".*(?:\. ?){4}\d+")
BRAND = re.compile(r"(?:Dow Jones\s*)?Factiva|Dow Jones|Table of Contents", re.IGNORECASE)
HEAD_TAG = re.compile(r"(SE|HD|BY|CR|WC|PD|ET|SN|SC|ED|PG|VOL|LA|CY|CX|CLM|LP|TD)(?:\s+(.*))?")
TEXT_TAG = re.compile(r"(TD)(?:\s+(.*))?")
# Codes stand as "abc : Name"; so a line of text in capitals that begins like a tag is none.
TAIL_TAG = re.compile(r"(CO|IN|NS|RE|IPD|IPC|DE)(?:\s+\S+ : .*)?|(ART|CT|RF|PUB|AN)(?:\s+(?=.*[a-z]).*)?")


def split(text):
    """The articles of a download as a list of `Found`, in its order; [] where `text` is no such download.

    An article without its text, or broken off by the end of the file, is a `NotRead` in the list; its message names
    the article and the line. A download in a layout that is not known is one `NotRead`, lest it pass for one article.
    """
    if not MARK.search(text):
        return []
    lines = [" ".join(line.split()) for line in LINE_END.split(text)]
    for layout in (_nexis, _lexisnexis, _factiva):
        articles = list(layout(lines))
        if any(sure for sure, _ in articles):
            return [article for _, article in articles]
    ends = sum(any(_is(end, line) for end in (NEXIS_END, LEXIS_START, FACTIVA_END)) for line in lines)
    if ends >= CERTAIN_ENDS:
        return [NotRead(f"this is a download of {ends} documents in a layout that is not known; save them one by one")]
    return []


# Each layout yields (sure, article): whether the article has all marks of the layout, and a Found or NotRead.


def _nexis(lines):
    begin = 0
    for end in [i for i, line in enumerate(lines) if _is(NEXIS_END, line)]:
        if _filled(lines, begin, end):
            yield _nexis_article(lines, begin, end)
        begin = end + 1
    if begin and _first(NEXIS_BODY, lines, begin, len(lines)) is not None:
        yield False, _broken_off(lines, begin, "End of Document")


def _nexis_article(lines, begin, end):
    body = _first(NEXIS_BODY, lines, begin, end)
    head = _filled(lines, begin, end if body is None else body)
    day = next((i for i in reversed(head) if _is(DATE, lines[i])), None)
    below = day if day is not None else next((i for i in head if _is(FIELD, lines[i]) or _is(COPYRIGHT, lines[i])), end)
    top = [i for i in head if i < below]
    source = top.pop() if len(top) > 1 else None
    title = _below_cover(lines, top)[-HEADLINE_LINES:]
    rest = [i for i in head if i >= below]
    known = any(_is(LENGTH, lines[i]) or _is(COPYRIGHT, lines[i]) for i in rest)
    headline = _joined(lines, title)
    return bool(source and day and body and known), _article(
        title[0] if title else begin,
        headline,
        _body(lines, end if body is None else body + 1, end, headline),
        source=lines[source] if source else None,
        date=_date(lines[day]) if day else None,
        credit=_byline(lines, rest),
    )


def _below_cover(lines, title):
    """The lines of a headline without those of a cover page above it.

    The cover lists the headlines; so a headline of several lines is told from what stands on the cover.
    """
    cover = next((i for i in reversed(title[:-1]) if _is(NEXIS_COVER, lines[i])), None)
    if cover is None:
        return title
    listed = _joined(lines, [i for i in title if i <= cover])
    below = [i for i in title if i > cover][-HEADLINE_LINES:]
    return next((below[i:] for i in range(len(below)) if _joined(lines, below[i:]) in listed), below[-1:])


def _byline(lines, head):
    """The value of the byline among the lines of a head, which may go on below it."""
    names = []
    for i in head:
        if names and (not lines[i - 1] or _is(FIELD, lines[i]) or _is(COPYRIGHT, lines[i])):
            break
        if names or _is(BYLINE, lines[i]):
            names.append(lines[i] if names else BYLINE.fullmatch(lines[i])[1])
    return _name(" ".join(names))


def _lexisnexis(lines):
    starts = [i for i, line in enumerate(lines) if _is(LEXIS_START, line)]
    for begin, end in pairwise([*starts, len(lines)]):
        yield _lexisnexis_article(lines, begin + 1, end)


def _lexisnexis_article(lines, begin, end):
    day = _first(DATE, lines, begin, min(end, begin + LEXIS_HEAD))
    if day is None:
        reason = f"the article in line {begin} has no date in its head; write it below the name of the outlet"
        return False, NotRead(reason)
    source = next((i for i in reversed(_filled(lines, begin, day)) if not _is(COPYRIGHT, lines[i])), None)
    length = _first(LENGTH, lines, day, end)
    fields, titles, body = {}, [], end
    for paragraph in _lexis_paragraphs(lines, day, end)[1:]:
        field = LEXIS_FIELD.match(_joined(lines, paragraph)[:LONGEST_LINE])
        if _is(TAIL, lines[paragraph[0]]):
            break
        if field and field[1] != "BODY":
            fields[field[1]] = field[2]
        elif field or "HEADLINE" in fields or (titles if length is None else paragraph[0] > length):
            body = paragraph[0]
            break
        else:
            titles.append(paragraph)
    headline = fields.get("HEADLINE") or (_joined(lines, titles[0]) if titles else None)
    above = [_joined(lines, paragraph) for paragraph in titles[1:]]
    text = _body(lines, body, end, headline).removeprefix("BODY:").lstrip()
    return source is not None and length is not None, _article(
        titles[0][0] if titles else begin,
        headline,
        "\n\n".join([*above, text]) if text else "",
        source=None if source is None else lines[source],
        date=_date(lines[day]),
        credit=_name(fields.get("BYLINE") or fields.get("AUTOR")),
    )


def _lexis_paragraphs(lines, begin, end):
    """Runs of lines without a blank one or the name of a field between them, each as the numbers of its lines."""
    runs = []
    for i in _filled(lines, begin, end):
        if runs and runs[-1][-1] == i - 1 and not LEXIS_FIELD.match(lines[i][:LONGEST_LINE]):
            runs[-1].append(i)
        else:
            runs.append([i])
    return runs


def _factiva(lines):
    begin = 0
    for end in [i for i, line in enumerate(lines) if _is(FACTIVA_END, line)]:
        id = FACTIVA_END.fullmatch(lines[end])[1]
        yield _tagged_article(lines, begin, end, id) or _factiva_article(lines, begin, end, id)
        begin = end + 1
    if begin and _counted(lines, begin, len(lines)):
        yield False, _broken_off(lines, begin, "Document")


def _counted(lines, begin, end):
    """The line of "512 words" in a Factiva article and that of the date below it; None where there are none."""
    filled = _filled(lines, begin, end)
    pairs = zip(filled, filled[1:], strict=False)
    return next((pair for pair in pairs if _is(WORDS, lines[pair[0]]) and _is(DATE, lines[pair[1]])), None)


def _factiva_article(lines, begin, end, id):
    count, day = _counted(lines, begin, end) or (None, None)
    if count is None:
        reason = f"the article that ends in line {end + 1} has no number of words above its date; download it again"
        return False, NotRead(reason)
    title = [i for i in _filled(lines, begin, count) if not _is(BRAND, lines[i])]
    contents = next((i for i in reversed(title) if _is(CONTENTS, lines[i])), begin - 1)
    title = [i for i in title if i > contents][-HEADLINE_LINES:]
    credit = None
    if len(title) > 1 and (credits.is_byline(lines[title[-1]]) or credits.is_name(lines[title[-1]])):
        credit = _name(lines[title.pop()])
    if len(title) > 1 and len(lines[title[0]].split()) <= SECTION_WORDS < len(lines[title[1]].split()) - 1:
        title = title[1:]
    head = [i for i in _filled(lines, day + 1, end)[:FACTIVA_HEAD] if not _is(TIME, lines[i])]
    marks = (COPYRIGHT, LANGUAGE, CODE)
    last = next((i for mark in marks for i in head if _is(mark, lines[i])), day)
    headline = _joined(lines, title)
    return True, _article(
        title[0] if title else count,
        headline,
        _body(lines, last + 1, end, headline),
        id=id,
        source=lines[head[0]] if head and head[0] < last else None,
        date=_date(lines[day]),
        credit=credit,
    )


def _tagged_article(lines, begin, end, id):
    """As `_factiva_article`, of an article in tagged fields; None where it has none."""
    block, fields, tag, inline = lines[begin:end], {}, None, False
    for i in _filled(block, 0, len(block)):
        in_text = "LP" in fields or "TD" in fields
        if in_text and _is(TAIL_TAG, block[i]):
            break
        awaited = tag and not in_text and not any(block[i] for i in fields[tag])
        match = None if awaited else _is(TEXT_TAG if in_text else HEAD_TAG, block[i])
        if match and match[1] not in fields and (not in_text or inline or not match[2]):
            tag, block[i] = match[1], match[2] or ""
            fields[tag] = []
            inline = inline or tag == "LP" and bool(block[i])
        if tag:
            fields[tag].append(i)
    if "HD" not in fields or not ("LP" in fields or "TD" in fields):
        return None
    value = {tag: _joined(block, rows) for tag, rows in fields.items()}
    body = [_rows(block, [i for i in fields.get(tag, ()) if block[i]]) for tag in ("LP", "TD")]
    return bool(value.get("PD") and value.get("SN")), _article(
        begin + fields["HD"][0],
        value["HD"],
        "\n\n".join(filter(None, body)),
        id=id,
        source=value.get("SN"),
        date=_date(value["PD"]) if value.get("PD") else None,
        credit=_name(value.get("BY") or value.get("CR")),
    )


def _article(line, headline, body, **known):
    if not body:
        named = f"“{headline[:LONGEST_NAME]}”" if headline else "without a headline"
        return NotRead(f"the article {named} in line {line + 1} has no text; download it again or do without it")
    return Found(f"{headline}\n\n{body}" if headline else body, headline=headline or None, line=line + 1, **known)


def _broken_off(lines, begin, end):
    line = _filled(lines, begin, len(lines))[0]
    named = lines[line][:LONGEST_NAME]
    return NotRead(f"the article “{named}” in line {line + 1} breaks off before “{end}”; download the file again")


def _body(lines, begin, end, headline):
    """The text in lines `begin` to `end` without what the database put above, below and between its pages."""
    end = next((i for i in range(begin, end) if _is(TAIL, lines[i])), end)
    filled = [i for i in _filled(lines, begin, end) if lines[i] != headline or not _is(PAGE, lines[i - 1])]
    while filled and _is(COPYRIGHT, lines[filled[-1]]):
        filled.pop()
    return _rows(lines, [i for i in filled if i > filled[0] or not _is(COPYRIGHT, lines[i])])


def _rows(lines, filled):
    """The lines of these numbers as text; blank lines between them are one."""
    pieces = []
    for before, i in zip([None, *filled], filled, strict=False):
        if before is not None:
            pieces.append("\n" if all(lines[before + 1 : i]) else "\n\n")
        pieces.append(lines[i])
    return "".join(pieces)


def _is(pattern, line):
    return pattern.fullmatch(line) if len(line) <= LONGEST_LINE else None


def _first(pattern, lines, begin, end):
    return next((i for i in range(begin, end) if _is(pattern, lines[i])), None)


def _filled(lines, begin, end):
    """The numbers of the lines that are not blank and not the head of a page."""
    return [i for i in range(begin, end) if lines[i] and not _is(PAGE, lines[i])]


def _joined(lines, numbers):
    """Lines as one; a line that stands there twice, as the head of a PDF's page does, once."""
    return " ".join(" ".join(dict.fromkeys(lines[i] for i in numbers)).split())


def _name(byline):
    """Names without the "By" before them; None where there are none."""
    return re.sub(r"(?i)^by:?\s+", "", " ".join(byline.split())) or None if byline else None


def _date(line):
    """The day as YYYY-MM-DD; the line as it stands where it names no day there is."""
    found = _is(DATE, line)
    try:
        day = int(found["day"] or found["second"])
        return date(int(found["year"]), MONTHS[(found["month"] or found["first"]).lower()], day).isoformat()
    except (TypeError, ValueError):
        return line
