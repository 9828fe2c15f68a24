"""What each part of an article is: headline, lead, body, caption or page furniture.

The rules look at one paragraph at a time, at its shape and its place, and never
at whom or what it is about. Three places count: the *head* of the page (up to
the first sentence of the article), the *tail* (after its last sentence) and all
between. In doubt a paragraph is body: a wrong call for furniture loses data.
"""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import accumulate, groupby, takewhile

from framing import credits, furniture

KINDS = ("headline", "lead", "body", "caption", "furniture")
WORD = re.compile(r"\w+")  # what is counted as a word, wherever words are counted

# Longer first paragraphs are taken for text, not for a headline. A line that
# ends in a full stop is more often a sentence, so less is allowed.
HEADLINE_WORDS = 40
HEADLINE_SENTENCE_WORDS = 20
# Paragraphs of at least this many words are text whatever they end in.
PROSE_WORDS = 25
# Shorter ones count as sentences only from this many words on.
SENTENCE_WORDS = 6
# A paragraph with more characters is text, and its words are not counted.
LONGEST_LINE = 500
# A line that names the site or its department above the headline.
KICKER_WORDS = 3
CAPTION_WORDS = 60
# A page can be hard-wrapped when its longest line has this many characters.
WRAPPED_WIDTHS = 50, 120

LINE = re.compile(r"\S(?:.*\S)?")  # without the white space round it
OTHER_BREAKS = "\r\x85\u2028\u2029"  # between lines, besides the line feed
BLOCK = re.compile(r"\S[^\n]*(?:\n(?![^\S\n]*(?:\n|\Z))[^\n]*)*")
SENTENCE_END = re.compile(r"[.!?…。][\"'”’»›“‘)\]]*$")
INNER_END = re.compile(r"[.!?…][\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*[A-Z0-9])")
ABOUT = re.compile(r"([^\W\d_][\w’'.-]*(?: [^\W\d_][\w’'.-]*){1,3}) (?:is|was|has|covers|reports|writes|teaches)\b")
MARKS = str.maketrans("‘’“”´`", "''\"\"''")


@dataclass(frozen=True, slots=True)
class Section:
    """A run of paragraphs of one kind: `text[start:end]`, offsets in code points, end-exclusive."""

    start: int
    end: int
    kind: str


@dataclass(slots=True)
class _Piece:
    """A paragraph, or the part of one that is of a kind of its own. `kind` is "" until it is known."""

    start: int
    end: int
    text: str
    kind: str = ""
    prose: bool = False


def find_sections(text, headline=None):
    """The sections of `text` as a tuple of `Section`: in order, disjoint, covering all that is not blank.

    With `headline` given, only a paragraph equal to it is a headline; without it the
    first paragraph that is neither furniture nor plainly text is taken for the headline.
    """
    pieces = [piece for start, end in paragraphs(text) for piece in _split(text, start, end)]
    first = _split_stamp(text, pieces[0]) if pieces else []
    pieces[:1] = first
    _mark_everywhere(pieces)
    _mark_comments(pieces)
    _mark_author_box(pieces)
    _mark_links(pieces)
    _mark_captions(pieces)
    _mark_head(pieces, None if len(first) == 2 and not headline else _title(pieces, headline))
    _mark_biography(pieces)
    _mark_tail(pieces)
    _mark_rest(pieces)
    return tuple(
        Section(run[0].start, run[-1].end, kind)
        for kind, group in groupby(pieces, key=lambda piece: piece.kind)
        for run in [list(group)]
    )


def headline_of(text, sections):
    """The headline as one line of text, "" where there is none."""
    for section in sections:
        if section.kind == "headline":
            block = text[section.start : section.end]
            start, end = paragraphs(block)[0]
            return " ".join(block[start:end].split())
    return ""


def paragraphs(text):
    """(start, end) of each paragraph, without the white space round it.

    A paragraph is a line, or on a hard-wrapped page a block between blank lines.
    """
    broken = text
    for other in OTHER_BREAKS:
        broken = broken.replace(other, "\n")
    lines = [match.span() for match in LINE.finditer(broken)]
    if not _is_wrapped(text, lines):
        return lines
    return [(match.start(), match.start() + len(match[0].rstrip())) for match in BLOCK.finditer(text)]


def _is_wrapped(text, lines):
    """Whether lines break because they were full: the next word would not have fitted."""
    if len(lines) < 4:
        return False
    width = max(end - start for start, end in lines)
    if not WRAPPED_WIDTHS[0] <= width <= WRAPPED_WIDTHS[1]:
        return False
    broken = full = 0
    for (start, end), (after, after_end) in zip(lines, lines[1:], strict=False):
        if text.count("\n", end, after) == 1 and not text[end:after].strip():
            broken += 1
            word = text[after:after_end].split(None, 1)[0]
            full += end - start + 1 + len(word) > width - 8
    return broken >= 3 and full >= 0.8 * broken


def _split(text, start, end):
    """A paragraph as pieces: the credit at its end, if it has one, apart from what it credits."""
    body = text[start:end]
    cut = credits.credit_start(body)
    if cut is None or credits.is_head_line(body):
        return [_Piece(start, end, body, prose=_is_prose(body))]
    credit = _Piece(start + cut, end, body[cut:], "furniture")
    rest = body[:cut].rstrip()
    if not rest:
        return [credit]
    long = len(rest) > LONGEST_LINE or len(rest.split()) > CAPTION_WORDS
    return [_Piece(start, start + len(rest), rest, "" if long else "caption", _is_prose(rest)), credit]


def _split_stamp(text, piece):
    """The first piece without a date stamp run together with the text that follows it."""
    cut = credits.stamp_end(piece.text)
    if not cut:
        return [piece]
    start = piece.start + cut
    stamp = piece.text[:cut].rstrip()
    rest = text[start : piece.end]
    return [
        _Piece(piece.start, piece.start + len(stamp), stamp, "furniture"),
        _Piece(start, piece.end, rest, piece.kind, _is_prose(rest)),
    ]


def _is_prose(paragraph):
    """Whether a paragraph reads as running text: a sentence with its end, or many words."""
    if len(paragraph) > LONGEST_LINE:
        return True
    count = len(paragraph.split())
    if count >= PROSE_WORDS:
        return True
    return count >= SENTENCE_WORDS and bool(SENTENCE_END.search(paragraph))


def _is_same(line, other):
    """Whether two lines differ at most in case, marks and white space."""
    return abs(len(line) - len(other)) < 10 and _folded(line) == _folded(other)


def _folded(line):
    return " ".join(line.translate(MARKS).casefold().split()).strip(" .\"'")


def _mark_everywhere(pieces):
    for piece in pieces:
        if not piece.kind and furniture.is_anywhere(piece.text):
            piece.kind = "furniture"


def _prose_before(pieces):
    """For each piece, how many paragraphs of the article's prose stand before it."""
    return [0, *accumulate(piece.prose and not piece.kind for piece in pieces)]


def _mark_comments(pieces):
    """Readers' comments below the article: from their heading to the end."""
    before = _prose_before(pieces)
    for i, piece in enumerate(pieces):
        if (
            before[i] >= 2
            and furniture.is_comment_heading(piece.text)
            and any(furniture.is_comment_mark(later.text) for later in pieces[i + 1 : i + 6])
        ):
            for later in pieces[i:]:
                later.kind = "furniture"
            return


def _mark_author_box(pieces):
    """The box on the author: the heading with what follows at the end of a page, else the line below."""
    before = _prose_before(pieces)
    for i, piece in enumerate(pieces):
        if not furniture.is_author_heading(piece.text):
            continue
        piece.kind = "furniture"
        rest = pieces[i + 1 :] if len(pieces) - i <= 12 else []
        box = [p for p in rest if not p.kind]
        if before[i] < 2 or not box or len(box) > 6 or sum(p.prose for p in box) > 2:
            box = [p for p in pieces[i + 1 : i + 2] if not p.prose]
        for later in box:
            later.kind = "furniture"


def _mark_biography(pieces):
    """The last paragraph where it is about whoever the byline names: Jane Roe is a staff writer at the magazine."""
    last = next((piece for piece in reversed(pieces) if piece.kind != "furniture"), None)
    about = ABOUT.match(last.text) if last else None
    if about and any(piece.kind == "furniture" and about[1] in piece.text for piece in pieces):
        last.kind = "furniture"


def _mark_links(pieces):
    """Titles of other articles, listed to the end of the page under a heading such as "Related"."""
    before = _prose_before(pieces)
    begin = None
    for i in range(len(pieces) - 1, -1, -1):
        piece = pieces[i]
        if before[i] and furniture.is_link_heading(piece.text):
            begin = i
        elif not piece.kind and not _is_title(piece.text):
            break
    for piece in pieces[begin:] if begin is not None else []:
        piece.kind = "furniture"


def _is_title(line):
    """Whether a line could be the title of another article."""
    return len(line) <= LONGEST_LINE and len(line.split()) < PROSE_WORDS and not line.endswith((".", "”", '"', ":"))


def _mark_captions(pieces):
    labels = [credits.caption_label(piece.text) for piece in pieces]
    used = Counter(labels)
    for piece, label in zip(pieces, labels, strict=True):
        if piece.kind or len(piece.text) > LONGEST_LINE or len(piece.text.split()) > CAPTION_WORDS:
            continue
        labelled = label and used[label] == 1 and not credits.is_head_line(piece.text)
        if labelled or credits.is_caption(piece.text):
            piece.kind = "caption"


def _mark_head(pieces, title):
    """The headline at index `title`, and the lines round it that are no part of the article."""
    if title is not None:
        pieces[title].kind = "headline"
        for piece in pieces[title + 1 :]:
            if not piece.kind and _is_same(piece.text, pieces[title].text):
                piece.kind = "furniture"
    begin = 0 if title is None else title + 1
    body = next((i for i in range(begin, len(pieces)) if pieces[i].prose and not pieces[i].kind), None)
    if body is None:
        return
    head = [i for i in range(body) if not pieces[i].kind]
    below = list(takewhile(lambda i: not pieces[i].prose, range(body + 1, len(pieces))))
    if any(credits.is_byline(pieces[i].text) for i in below):  # a standfirst stands above the byline
        for i in below:
            if not pieces[i].kind and credits.is_head_line(pieces[i].text):
                pieces[i].kind = "furniture"
    for i in head:
        if credits.is_head_line(pieces[i].text) or (title is not None and i < title):
            pieces[i].kind = "furniture"
    for i in head:
        near = pieces[max(i - 1, 0) : i] + pieces[i + 1 : i + 2]
        beside = any(p.kind == "furniture" and credits.is_head_line(p.text) for p in near)
        if not pieces[i].kind and beside and credits.is_name(pieces[i].text):
            pieces[i].kind = "furniture"
    decks = [i for i in head if not pieces[i].kind and not pieces[i].text.endswith(":")]
    if title is not None and len(decks) <= 2:
        for i in decks:
            pieces[i].kind = "headline"


def _title(pieces, headline):
    """Index of the headline's piece, or None."""
    if headline:
        return next((i for i, p in enumerate(pieces[:12]) if _is_same(p.text, headline)), None)
    top = list(enumerate(pieces[:12]))
    free = [i for i, p in top if p.kind != "furniture" and not credits.is_head_line(p.text)]
    candidates = [i for i in free if not pieces[i].kind or (i == free[0] and not credits.is_caption(pieces[i].text))]
    if not candidates or not _can_be_headline(pieces[candidates[0]].text):
        return None
    first, *others = candidates
    for second in others[:2]:
        if pieces[second].prose or not _can_be_headline(pieces[second].text):
            break
        repeated = any(_is_same(p.text, pieces[second].text) for p in pieces[second + 1 : 12])
        kicker = len(pieces[first].text.split()) <= KICKER_WORDS
        if kicker and (repeated or credits.is_site_line(pieces[first].text)):
            return second
    return first


def _can_be_headline(line):
    if len(line) > LONGEST_LINE:
        return False
    count = len(line.split())
    sentence = line.endswith(".") and not line.endswith("..")
    inner = len(INNER_END.findall(line))
    if count > (HEADLINE_SENTENCE_WORDS if sentence else HEADLINE_WORDS):
        return False
    return inner == 0 or (inner <= 2 and count <= HEADLINE_SENTENCE_WORDS)


def _mark_tail(pieces):
    """Tags, dates, credits and names below the last sentence of the article."""
    first = next((i for i, p in enumerate(pieces) if p.prose and not p.kind), len(pieces))
    for i in range(len(pieces) - 1, first, -1):
        piece = pieces[i]
        if piece.kind:
            continue
        if credits.is_closing_credit(piece.text):
            piece.kind = "furniture"
        elif piece.prose:
            return
        elif credits.is_head_line(piece.text) or credits.is_tail_line(piece.text):
            piece.kind = "furniture"


def _mark_rest(pieces):
    unknown = [piece for piece in pieces if not piece.kind]
    for piece in unknown:
        piece.kind = "body"
    if unknown:
        unknown[0].kind = "lead"
