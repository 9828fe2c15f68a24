"""Lines that say who, when and where on a news page: dates, bylines, tags, picture credits, captions.

Each function answers one question about one paragraph, by its shape: which words
are capitalised, which belong to a calendar or to a trade. No outlet, agency or
person is known by name, except the picture libraries.
"""

import re
from functools import cache

from framing.furniture import LONGEST, words

# A picture credit is looked for in so many characters at the end of a paragraph.
LONGEST_CREDIT = 160

DATE_WORD = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]+)*|\d+")
NAME_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
CRUMBS = re.compile(r"\s*[>»›/]\s*")
TAG_BREAK = re.compile(r"\s*[,|·•;/]\s*|\s+#|^#")

BYLINE = re.compile(
    r"\(?(?:(?:written|words|story|text|reported|reporting|posted|published|article|compiled|edited|translated"
    r"|photographs?|photos?|pictures?|filmed|produced|additional reporting)(?: and \w+)? )?by:? (?P<names>.+)"
    r"|(?:posted|published|updated|written|created):? on (?P<dated>.+ by .+)",
    re.IGNORECASE,
)
CLOSING = re.compile(
    r"\W*(?:(?:additional|with)\s)?(?:reporting|writing|editing|edited|written|compiled|reported|translated"
    r"|research|graphics?|production)(?:\sand\s\w+)?\sby:?\s(?P<names>.+)"
    r"|\W*(?:with|from|includes|including|based\son)\s(?:(?:additional|extra|some)\s)?"
    r"(?:information|inputs?|files?|material|reporting|contributions?|reports?|agenc(?:y|ies)|wires?)"
    r"(?:\s(?:from|by|of)\s(?P<givers>.+)|\W*)",
    re.IGNORECASE,
)
CONTRIBUTED = re.compile(
    r".{3,200}\scontributed\s(?:reporting\s)?(?:to|from)\s.{0,60}\b(?:report|article|story)", re.IGNORECASE
)
SOURCE_LINE = re.compile(r"\W*(?:sources?|via|credits?|text|agencies)\s?[:/–—-]\s?(?P<names>.+)", re.IGNORECASE)

PICTURE_LIBRARY = r"getty(?:\simages)?|shutterstock|alamy(?:\sstock\sphoto)?|istock|unsplash|wikimedia"
PICTURE_WORD = (
    r"(?:(?:file|stock|handout|archive)\s)?(?:photos?|photographs?|pictures?|pics?|images?|illustrations?"
    r"|graphics?|screengrab|screenshot|video)"
)
SENTENCE_BREAK = r"(?: ^ | (?<=[.!?…”\"’')\]])\s+ )"
PICTURE_CREDIT = re.compile(
    rf"""
    (?: {SENTENCE_BREAK} | \s*[(\[|–—]\s* )
      (?: {PICTURE_WORD} \s? (?:credits?\s?)? (?:by\b|:|courtesy\sof\b|courtesy\b|via\b|©|/)
        | credits?\s?: | image\ssource, )
      \s? (?P<named>[^!?:]+?) [\])]?\.?$
  | [\s(\[|–—,-]* © \s? (?P<owned>[^.!?]+?) \)?\.?$
  | \s* \| \s* (?P<barred>[^|.!?]+)$
  | \s* \[ (?P<bracketed>[^\[\]]+) \]$
  | \s* \( (?P<round>[^()]*\w\s?/\s?\w[^()]*) \)$
  | (?: {SENTENCE_BREAK} | (?<=\d\d\d\d)\s+ ) (?P<slashed>[^|.!?()\[\]]*\w\s?/\s?\w[^|.!?()\[\]]*)$
  | \s* \( (?P<library>[^()]*\b(?:{PICTURE_LIBRARY})[^()]*) \)\.?$
  | {SENTENCE_BREAK} (?P<libraries>[^.!?()]*\b(?:{PICTURE_LIBRARY}))$
    """,
    re.VERBOSE | re.IGNORECASE,
)
CAPTION = re.compile(
    r"file\s?(?:photo|picture|image)?\s?[-–—:]\s.*|(?:image|photo)?\s?caption\s?[,:].*|pictured(?:\s\w+)?\s?[:,].*"
    r"|.*\b(?:file|handout|archive|undated) (?:photo|photograph|picture|image)\b.*"
    r"|in this (?:\w+ ){0,4}(?:photo|photograph|picture|image|frame|screen ?grab|screenshot|video)\b.*"
    r"|.*\((?:(?:far|second|third|top|bottom|pictured|from|front|back|upper|lower)[ -])?"
    r"(?:left|right|cent(?:er|re)|above|below|pictured)\).*",
    re.IGNORECASE | re.DOTALL,
)
CAPTION_LABEL = re.compile(r"([^\W\d_a-zß-ÿ]{3,}(?: [^\W\d_a-zß-ÿ]+){0,2}): ?(\S.*)")
SPEAKING = re.compile(r"\b(?:i|you|we|me|my|our|your|us|i['’]m|we['’]re)\b|\?\W*$", re.IGNORECASE)


@cache
def _date_anchor():
    """What makes numbers and words a date: a day with its month, a weekday first, a clock, "3 days ago"."""
    month = "|".join(sorted(words("months")))
    weekday = "|".join(sorted(words("weekdays")))
    return re.compile(
        r"\b\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\b|\b\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}\b|\b\d+ (?:\w+ )?ago\b"
        rf"|\b(?:{month})\b\.? ?\d|\d(?:st|nd|rd|th)?,?\.? (?:of )?(?:{month})\b"
        rf"|^(?:published |posted |updated |on )*(?:{weekday})\b"
        r"|\b(?:published|posted|updated|date)\b.*\d|^\d{1,2}(?::\d\d)? ?[ap]\.?m\b|^\d{1,2}:\d\d\b",
        re.IGNORECASE,
    )


@cache
def _stamp():
    """A date with a clock or without, announced by a word such as "Published" or in the form 2001-02-03."""
    month = "|".join(sorted(words("months")))
    weekday = "|".join(sorted(words("weekdays")))
    day = r"\d{1,2}(?:st|nd|rd|th)?"
    written = rf"(?:(?:{weekday})\.?,? )?(?:(?:{month})\.? {day}|{day} (?:{month})\.?),? \d{{4}}"
    clock = r"(?:[T ]\d{1,2}:\d\d(?::\d\d)?(?: ?[ap]\.?m\.?)?(?: ?(?:Z|UTC|GMT|[+-]\d\d:?\d\d))?)?"
    return re.compile(
        r"\s*(?:(?:last )?(?:date|dated|published|posted|updated|modified)(?: on)?:? "
        rf"(?:\d{{4}}-\d\d-\d\d|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{4}}|{written})|\d{{4}}-\d\d-\d\d)"
        rf"{clock}[ ,|:–—-]+(?=[\"'“‘«]?[A-Z\d])",
        re.IGNORECASE,
    )


def is_head_line(line):
    """Whether a line beside the headline is furniture: date, byline, place in the site, somebody's job."""
    return len(line) <= LONGEST and (is_date(line) or is_byline(line) or is_crumbs(line) or is_job(line))


def is_tail_line(line):
    """Whether a line below the article's last sentence is furniture: tags, a source, a name."""
    if len(line) > LONGEST:
        return False
    return is_closing_credit(line) or is_tags(line) or _is_source(line) or is_name(line, most=3)


def is_date(line):
    """Whether a line holds a date or a time and nothing else."""
    if len(line) > 120 or (line.endswith((".", "!", "?")) and not line.lower().endswith("m.")):
        return False
    known = words("months") | words("weekdays") | words("around_dates")
    found = [word.lower().strip(".") for word in DATE_WORD.findall(line)]
    return all(word.isdigit() or word in known for word in found) and bool(_date_anchor().search(line))


def stamp_end(paragraph):
    """Length of a date stamp run together with the text behind it, 0 where there is none."""
    match = _stamp().match(paragraph[:LONGEST])
    rest = paragraph[match.end() :] if match else ""
    return match.end() if len(rest.split(None, 6)) > 6 and not rest[0].islower() else 0


def is_byline(line):
    """Whether a line says by whom, and perhaps when, an article was written, and nothing else."""
    match = BYLINE.fullmatch(line.strip(" |•·–—-"))
    return bool(match) and len(line.split()) <= 25 and _is_credit(match["names"] or match["dated"])


def is_job(line):
    """Whether a line gives a name's occupation: "Jane Roe, Africa correspondent"."""
    found = NAME_WORD.findall(line)
    if not 1 <= len(found) <= 10 or line.endswith((".", "!", "?", ":")):
        return False
    return any(word.lower() in words("posts") for word in found) and _is_credit(line)


def is_crumbs(line):
    """Whether a line shows the way through the site to this page ("Home > World > Asia")."""
    steps = CRUMBS.split(line.strip(" >»›/"))
    if len(steps) == 1:
        found = line.lower().replace("&", "and").split()
        return 0 < len(found) <= 3 and words("departments").issuperset(found)
    return len(line) <= 120 and all(0 < len(step.split()) <= 3 for step in steps) and _is_names(line)


def is_site_line(line):
    """Whether a short line above a headline names a site or one of its departments."""
    found = re.findall(r"[\w.]+", line.lower())
    return bool(found) and (
        found[-1] in words("site") or "." in found[-1][:-1] or words("departments").issuperset(found)
    )


def is_name(line, most=5):
    """Whether a line is up to `most` capitalised words and nothing else."""
    return 0 < len(line.split()) <= most and not re.search(r"[\d.!?:;\"“”«»]$", line) and _is_names(line)


def is_tags(line):
    """Whether a line is a list of tags: short capitalised items with separators between them."""
    if line.endswith((".", "!", "?", ":")):
        return False
    tags = [tag for tag in TAG_BREAK.split(line.strip()) if tag]
    if line.lstrip().startswith("#"):
        return all(len(tag.split()) <= 3 for tag in tags)
    return len(tags) > 1 and all(len(tag.split()) <= 4 and _is_names(tag) for tag in tags)


def is_closing_credit(line):
    """Whether a paragraph at the end says who else worked on the article or what it is drawn from."""
    if len(line) > LONGEST or len(line.split()) > 45:
        return False
    plain = line.strip().strip("()[]*_").rstrip(".")
    match = CLOSING.fullmatch(plain)
    if match:
        names = match["names"] or match["givers"]
        return names is None or _is_credit(names)
    return bool(CONTRIBUTED.fullmatch(plain))


def credit_start(paragraph):
    """Where the picture credit at the end of a paragraph begins, None where there is none."""
    begin = max(0, len(paragraph) - LONGEST_CREDIT)
    tail = paragraph[begin:].lower()
    if not any(hint in tail for hint in words("credit_hints")):
        return None
    match = PICTURE_CREDIT.search(paragraph, begin)
    if not match:
        return None
    names = next(group for group in match.groups() if group is not None)
    if len(names.split()) > 12 or not _is_credit(names.replace("/", " ")):
        return None
    return match.end() - len(match[0].lstrip())


def is_caption(paragraph):
    """Whether a short paragraph says of itself that it stands under a picture."""
    return bool(CAPTION.fullmatch(paragraph))


def caption_label(paragraph):
    """The word in capitals that opens a caption ("RALLY: Crowds in the square."), "" where there is none."""
    match = CAPTION_LABEL.fullmatch(paragraph) if len(paragraph) <= LONGEST else None
    if not match or SPEAKING.search(match[2]) or not words("not_caption_labels").isdisjoint(match[1].lower().split()):
        return ""
    return match[1]


def _is_source(line):
    match = SOURCE_LINE.fullmatch(line.rstrip("."))
    return bool(match) and len(line.split()) <= 10 and _is_names(match["names"])


def _is_names(text):
    """Whether all words are capitalised, but for the small words inside names."""
    found = NAME_WORD.findall(text)
    return any(word[0].isupper() for word in found) and all(
        word[0].isupper() or word.lower() in words("particles") for word in found
    )


def _is_credit(text):
    """Whether all words are capitalised, or of the kind that stand in credits beside names."""
    found = [word.rstrip(".") for word in NAME_WORD.findall(text)]
    jobs = words("jobs") | words("posts")
    known = jobs | words("particles") | words("months") | words("weekdays") | words("around_dates")
    return any(word[0].isupper() or word.lower() in jobs for word in found) and all(
        word[0].isupper() or word.lower() in known for word in found
    )
