"""Text files: plain text as it stands, Markdown without its markup."""

import re
from dataclasses import replace

import yaml

from framing.decoding import NotText, decode
from framing.errors import NotRead
from framing.forms import bounds, fields
from framing.forms.found import Found
from framing.sections import find_sections

WEB_PAGE = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,500}?-->\s*){0,3}<(?:!doctype html|html)\b", re.I | re.S)
EMPTY = "the file is empty; save the article as text in UTF-8"
RICH_TEXT = "{\\rtf"

FRONT_MATTER = re.compile(r"\s*---[ \t]*\r?\n(.{0,20000}?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
# Where a link leads, with at most one pair of brackets inside.
TARGET = r"(?:\([^()\n]{0,1000}(?:\([^()\n]{0,200}\)[^()\n]{0,500})?\)|\[[^\[\]\n]{0,300}\])"
# What is taken out of Markdown, in this order, and what stands in its place.
MARKUP = [
    (re.compile(pattern, re.MULTILINE), instead)
    for pattern, instead in (
        (r"^ {0,3}(?:=+[ \t]*|(?:[-*_][ \t]*){3,})$", ""),  # the line below a heading, or between parts
        (r"^(?: {0,3}(?:>[ \t]?|#{1,6}[ \t]+|[*+-][ \t]+))+", ""),  # quoted blocks, headings, lists
        (r"^ {0,3}\[[^\]\n]{1,300}\]:[ \t]+\S+.*$", ""),  # where a link leads
        (rf"!\[[^\[\]\n]{{0,300}}\]{TARGET}", ""),  # pictures
        (rf"(?<!\\)\[([^\[\]\n]{{1,300}})\]{TARGET}", r"\1"),  # links
        (r"(?<![\w*\\])(\*{1,3})(?=[^\s*])([^*\n]{1,300})(?<=\S)\1(?![\w*])", r"\2"),  # emphasis, the inner first
        (r"(?<![\w*\\])(\*{1,3})(?=[^\s*])([^*\n]{1,300})(?<=\S)\1(?![\w*])", r"\2"),
        (r"(?<![\w\\])(_{1,3})(?=[^\s_])([^_\n]{1,300})(?<=\S)\1(?!\w)", r"\2"),
        (r"(?<!\\)`([^`\n]{1,300})`", r"\1"),
        (r"\\([!-/:-@\[-`{-~])", r"\1"),  # marks that are none
        (r"(?:(?<![ \t])[ \t]+|\\)$", ""),  # a forced line break
    )
]


def read_text(data, columns):
    """A `.txt` file: its text exactly as it stands."""
    bounds.check_size(len(data), bounds.LARGEST_TEXT)
    text, notes = decoded(data)
    if WEB_PAGE.match(text[:2000]):
        raise NotRead("this is a web page; give its name the ending .html")
    if text.startswith(RICH_TEXT):
        raise NotRead("this is rich text; give its name the ending .rtf")
    yield Found(text, notes=notes)


def read_markdown(data, columns):
    """A `.md` file: its text without markup, line by line; a front matter in YAML gives the metadata."""
    bounds.check_size(len(data), bounds.LARGEST_TEXT)
    text, notes = decoded(data)
    front = FRONT_MATTER.match(text[:20_100])
    known = {}
    if front:
        text = text[front.end() :]
        known, note = _front_matter(front[1])
        notes += note
    if len(text) <= bounds.LONGEST_ARTICLE:  # longer ones are refused
        for markup, instead in MARKUP:
            text = markup.sub(instead, text)
    yield headed(Found(text, notes=notes, **known))


def decoded(data):
    """(text, notes) of a file's bytes. Raises NotRead where they are no text or all blank."""
    try:
        text, note = decode(data)
    except NotText as error:
        raise NotRead(f"{error}; save the article as text in UTF-8") from None
    if not text.strip():
        raise NotRead(EMPTY)
    return text, (note,) if note else ()


def whole(text):
    """Text with each pair of half characters as the one it stands for, and a replacement character for a lone one."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def headed(found):
    """The article with its headline as the first line of its text, where none of its paragraphs is the headline."""
    if not found.headline or any(section.kind == "headline" for section in find_sections(found.text, found.headline)):
        return found
    return replace(found, text=f"{found.headline}\n\n{found.text.lstrip()}")


def _front_matter(block):
    """({field: value}, notes) of a front matter."""
    try:
        entries = yaml.load(block, Loader=yaml.BaseLoader)  # every value as it stands
    except (yaml.YAMLError, RecursionError):
        entries = None
    if not isinstance(entries, dict):
        return {}, ("the lines above the text are no YAML and were left out",)
    entries = {str(name): entry for name, entry in entries.items() if entry not in ("null", "~")}
    chosen, _ = fields.choose(entries, {})
    return {field: fields.value(entries[names[0]]) or None for field, names in chosen.items() if field != "text"}, ()
