"""Documents: `.docx`, `.pdf` and `.rtf`, of which the running text is read.

Who saved a document, and when, is no metadata of the article in it, so none is taken.
"""

import re
from collections import Counter
from io import BytesIO
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from framing.errors import NotRead
from framing.forms import bounds
from framing.forms.found import Found
from framing.forms.text import decoded, whole

LARGEST_PDF = 100 * bounds.MB
MOST_PAGES = 2_000
PARAGRAPHS = ".//w:p[not(ancestor::w:tbl or ancestor::w:txbxContent)]"
RUNS = ".//w:r[not(ancestor::w:del or ancestor::w:moveFrom or ancestor::w:txbxContent)]"
# Words that were deleted while changes were tracked, and words that are hidden, in rich text.
NOT_SHOWN = re.compile(r"\{(?:\\[a-z]+-?\d* ?)*?\\(?:deleted|v)(?![a-z\d])(?:[^{}\\]|\\.)*\}", re.DOTALL)
LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
# Prose has about 0.8; fonts that do not say which letters they show give next to none.
FEWEST_LETTERS = 0.5
SENTENCE_END = re.compile(r"[.!?…:][\"'”’»)\]]*$")
PAGE_NUMBER = re.compile(r"\W*(?:page\s)?\d{1,4}(?:\s?(?:of|/)\s?\d{1,4})?\W*", re.IGNORECASE)
# How far lines lie apart within a paragraph varies by less than this.
WIDER = 1.2
# A line is short when it would have had room for the next word and for a quarter of the width besides.
ROOM = 0.75


def read_docx(data, columns):
    """A Word document, its changes accepted: paragraphs, without tables, notes, boxes, headers and footers."""
    from docx import Document

    document = Document(bounds.office(data, "Word document", ".docx"))
    paragraphs = document.element.body.xpath(PARAGRAPHS)
    text = "\n".join("".join(run.text for run in paragraph.xpath(RUNS)) for paragraph in paragraphs)
    if not text.strip():
        raise NotRead("the document has no paragraph with text; copy the text into a .txt file")
    yield Found(text)


def read_rtf(data, columns):
    """A document in rich text."""
    from striprtf.striprtf import rtf_to_text

    bounds.check_size(len(data), bounds.LARGEST_TEXT)
    source, notes = decoded(data)
    if not source.lstrip().startswith("{\\rtf"):
        raise NotRead("this is no rich text; give its name the ending it should have, such as .txt")
    text = whole(rtf_to_text(NOT_SHOWN.sub("", source), errors="ignore"))
    if not text.strip():
        raise NotRead("the document has no text; copy the text into a .txt file")
    yield Found(text, notes=notes)


class Line(NamedTuple):
    """A printed line: where it begins, upwards and to the right, and the size of its letters."""

    text: str
    x: float
    y: float
    size: float


def read_pdf(data, columns):
    """A PDF: its lines joined to paragraphs, without page numbers and lines that every page repeats."""
    from pypdf import PdfReader

    bounds.check_size(len(data), LARGEST_PDF)
    if b"%PDF" not in data[:1024]:
        raise NotRead("this is no PDF; give its name the ending it should have")
    reader = PdfReader(BytesIO(data))
    if reader.is_encrypted and not _opens(reader):
        raise NotRead("the PDF is protected by a password; save a copy without one")
    if len(reader.pages) > MOST_PAGES:
        raise NotRead(f"the PDF has {len(reader.pages):,} pages and at most {MOST_PAGES:,} are read; split it")
    pages = [_lines(page) for page in reader.pages]
    if not any(pages):
        raise NotRead("the PDF has no text, only pictures of pages; let a text recognition (OCR) program read them")
    text = "\n\n".join(_paragraphs(_without_repeated(pages)))
    if sum(map(str.isalpha, text)) < FEWEST_LETTERS * len(text):
        raise NotRead("the letters of the PDF cannot be told; let a text recognition (OCR) program read its pages")
    yield Found(text)


def _opens(reader):
    """Whether an encrypted PDF is open to every reader and only its use is restricted."""
    from pypdf.errors import PyPdfError

    try:
        return bool(reader.decrypt(""))
    except (PyPdfError, NotImplementedError):
        return False


def _lines(page):
    """The `Line`s of a page in the order they are written."""
    lines, pieces = [], []

    def end():
        text = " ".join("".join(text for text, *_ in pieces).translate(LIGATURES).split())
        if text:
            lines.append(Line(text, *next(place for piece, *place in pieces if piece.strip())))
        pieces.clear()

    def visit(text, matrix, place, font, size):
        text = whole(text)
        x = place[4] * matrix[0] + place[5] * matrix[2] + matrix[4]
        y = place[4] * matrix[1] + place[5] * matrix[3] + matrix[5]
        size = abs(size * place[3] * matrix[3]) or 1.0
        for i, part in enumerate(text.split("\n")):
            if i:
                end()
            pieces.append((part, x, y, size))

    page.extract_text(visitor_text=visit)
    end()
    return lines


def _without_repeated(pages):
    """The pages without page numbers, and without lines at their edges that other pages have too, but for numbers."""
    edges = [_edge(lines) for lines in pages]
    repeated = Counter(name for lines in edges for name in {_folded(line) for line in lines})
    most = max(2, len([lines for lines in pages if lines]) / 2)
    return [
        [
            line
            for line in lines
            if line not in edge or not (repeated[_folded(line)] >= most or PAGE_NUMBER.fullmatch(line.text))
        ]
        for lines, edge in zip(pages, edges, strict=True)
    ]


def _edge(lines):
    """The lines at the two uppermost and the two lowest places of a page."""
    heights = sorted({round(line.y) for line in lines})
    return {line for line in lines if round(line.y) in (*heights[:2], *heights[-2:])}


def _folded(line):
    return re.sub(r"\d+", "0", line.text)


def _paragraphs(pages):
    """The lines of all pages, joined where a paragraph runs on."""
    every = [line for lines in pages for line in lines]
    widths = {}
    for size in {round(line.size) for line in every}:
        same = sorted(len(line.text) for line in every if round(line.size) == size)
        widths[size] = same[int(0.9 * (len(same) - 1))]
    steps = [(a.y - b.y) / a.size for a, b in pairwise(every) if a.y > b.y and round(a.size) == round(b.size)]
    leading = median(steps) if steps else 0
    left = Counter(round(line.x) for line in every)
    words = {word for line in every for word in re.findall(r"[\w’'-]+", line.text.lower())}
    paragraphs = []
    for before, line in pairwise([None, *every]):
        if before is None or _begins(before, line, widths, leading, left):
            paragraphs.append(line.text)
        else:
            paragraphs[-1] = _joined(paragraphs[-1], line.text, words)
    return paragraphs


def _begins(before, line, widths, leading, left):
    """Whether a paragraph begins with a line, by its letters, its distance, its indent and the room above."""
    if abs(line.size - before.size) > 0.15 * before.size:
        return True
    room = len(before.text) + 1 + len(line.text.split(None, 1)[0])
    if room < ROOM * widths[round(before.size)]:
        return True
    down = before.y - line.y
    if down <= 0 or down > 8 * line.size:  # at the top of the next page or column
        return bool(SENTENCE_END.search(before.text))
    indent = line.x - before.x
    return down > WIDER * leading * line.size or (0.5 * line.size < indent < 6 * line.size)


def _joined(text, line, words):
    """Two lines as one, with or without the hyphen at the end of the first."""
    if text.endswith("\u00ad"):
        return text[:-1] + line
    if not re.search(r"\w-$", text) or not line[:1].islower():
        return f"{text} {line}"
    first, second = re.search(r"[\w’'-]*$", text)[0].lower(), re.match(r"[\w’']*", line)[0].lower()
    whole, parted = first[:-1] + second, first + second
    return (
        text if whole not in words and (parted in words or _is_compound(whole, parted, second)) else text[:-1]
    ) + line


def _is_compound(whole, parted, second):
    """Whether a hyphen belongs to its word: the word is known with it, or its second part is and the whole is not."""
    from textblob.en import lexicon

    return parted in lexicon or (whole not in lexicon and second in lexicon)
