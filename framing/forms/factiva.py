"""Downloads from Factiva, plain and tagged, as `framing.forms.downloads` lists their layouts."""

import re

from framing import credits
from framing.errors import NotRead
from framing.forms.lines import (
    COPYRIGHT,
    DATE,
    HEADLINE_LINES,
    as_article,
    as_text,
    body_between,
    broken_off,
    filled_lines,
    is_line,
    join_lines,
    read_date,
    read_names,
)

# A line of at most so many words above a longer headline names the section.
SECTION_WORDS = 3
# So many lines below its date belong to the head of an article at most: time, outlet, code, edition, page,
# language and copyright.
HEAD_LINES = 10

END = re.compile(r"(?:AN\s+)?(?:Document|Dokument)\s+([A-Z0-9]{8}\d{8}[a-z0-9]{9})", re.IGNORECASE)
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


def factiva(lines):
    """Yields (sure, article) for each article of a Factiva download."""
    begin = 0
    for end in [i for i, line in enumerate(lines) if is_line(END, line)]:
        id = END.fullmatch(lines[end])[1]
        yield _tagged_article(lines, begin, end, id) or _plain_article(lines, begin, end, id)
        begin = end + 1
    if begin and _counted(lines, begin, len(lines)):
        yield False, broken_off(lines, begin, "Document")


def _counted(lines, begin, end):
    """The line of "512 words" in a Factiva article and that of the date below it; None where there are none."""
    filled = filled_lines(lines, begin, end)
    pairs = zip(filled, filled[1:], strict=False)
    return next((pair for pair in pairs if is_line(WORDS, lines[pair[0]]) and is_line(DATE, lines[pair[1]])), None)


def _plain_article(lines, begin, end, id):
    count, day = _counted(lines, begin, end) or (None, None)
    if count is None:
        reason = f"the article that ends in line {end + 1} has no number of words above its date; download it again"
        return False, NotRead(reason)
    title = [i for i in filled_lines(lines, begin, count) if not is_line(BRAND, lines[i])]
    contents = next((i for i in reversed(title) if is_line(CONTENTS, lines[i])), begin - 1)
    title = [i for i in title if i > contents][-HEADLINE_LINES:]
    credit = None
    if len(title) > 1 and (credits.is_byline(lines[title[-1]]) or credits.is_name(lines[title[-1]])):
        credit = read_names(lines[title.pop()])
    if len(title) > 1 and len(lines[title[0]].split()) <= SECTION_WORDS < len(lines[title[1]].split()) - 1:
        title = title[1:]
    head = [i for i in filled_lines(lines, day + 1, end)[:HEAD_LINES] if not is_line(TIME, lines[i])]
    marks = (COPYRIGHT, LANGUAGE, CODE)
    last = next((i for mark in marks for i in head if is_line(mark, lines[i])), day)
    headline = join_lines(lines, title)
    return True, as_article(
        title[0] if title else count,
        headline,
        body_between(lines, last + 1, end, headline),
        id=id,
        source=lines[head[0]] if head and head[0] < last else None,
        date=read_date(lines[day]),
        credit=credit,
    )


def _tagged_article(lines, begin, end, id):
    """As `_plain_article`, of an article in tagged fields; None where it has none."""
    block, fields, tag, inline = lines[begin:end], {}, None, False
    for i in filled_lines(block, 0, len(block)):
        in_text = "LP" in fields or "TD" in fields
        if in_text and is_line(TAIL_TAG, block[i]):
            break
        awaited = tag and not in_text and not any(block[i] for i in fields[tag])
        match = None if awaited else is_line(TEXT_TAG if in_text else HEAD_TAG, block[i])
        if match and match[1] not in fields and (not in_text or inline or not match[2]):
            tag, block[i] = match[1], match[2] or ""
            fields[tag] = []
            inline = inline or tag == "LP" and bool(block[i])
        if tag:
            fields[tag].append(i)
    if "HD" not in fields or not ("LP" in fields or "TD" in fields):
        return None
    value = {tag: join_lines(block, rows) for tag, rows in fields.items()}
    body = [as_text(block, [i for i in fields.get(tag, ()) if block[i]]) for tag in ("LP", "TD")]
    return bool(value.get("PD") and value.get("SN")), as_article(
        begin + fields["HD"][0],
        value["HD"],
        "\n\n".join(filter(None, body)),
        id=id,
        source=value.get("SN"),
        date=read_date(value["PD"]) if value.get("PD") else None,
        credit=read_names(value.get("BY") or value.get("CR")),
    )
