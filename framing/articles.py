"""Articles: what is read from files in any of the forms that `framing.forms` knows.

A text, page or document is one article, its stem the id. A table has one article a row,
with `text` and optionally `id, source, date, headline, credit`, by these or other usual
names. A folder is read file by file, and a `.zip` like a folder. A file `articles.csv`
beside the files adds metadata: its columns are `file` and any of `source, date, headline,
credit`, and its order is the articles' order.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path, PurePosixPath

from framing import forms
from framing.duplicates import duplicates
from framing.errors import Told
from framing.forms import archives, bounds
from framing.forms.fields import FIELDS, unused
from framing.forms.found import NotRead
from framing.forms.text import decoded
from framing.languages import leave_out_foreign
from framing.paths import HALF, SURROGATE, not_read, reason_against, shown
from framing.records import RecordError, read_rows
from framing.sections import Section, find_sections, headline_of

__all__ = ["Article", "Articles", "InputError", "Section", "read_articles"]

METADATA = "articles.csv"
METADATA_FIELDS = ("source", "date", "headline", "credit")
FORMS = (*forms.READERS, ".zip")
# What is said of articles that lack something, with their ids in the place of {}; so many are named.
# Of a text file alone nothing is said: there is nothing to tell it from.
LACKING = {
    "source": "the source of {} is not known, so the id stands for it; the column source of an articles.csv names it.",
    "date": "the date of {} is not known; the column date of an articles.csv gives it.",
    "headline": "the headline of {} is no paragraph of the text, so none of its words is labelled; begin the text with "
    "it, or in a table join both columns, as in --column text=headline+text.",
}
MOST_NAMED = 5
WORD = re.compile(r"\w+")


class InputError(Told):
    """Nothing to work on: the call is wrong, or no article in it could be read.

    `problems` has a sentence for each article that is there and could not be read;
    it is empty where the call itself is wrong.
    """

    def __init__(self, message, problems=()):
        super().__init__(message)
        self.problems = tuple(problems)


@dataclass(frozen=True)
class Article:
    """One article. Offsets, here and everywhere, are code points of `text`, end-exclusive.

    id          unique among the articles read together: the file's stem, or the record's id
    text        exactly as read, line ends untouched
    source      the outlet as the metadata name it, else the id
    date        as the metadata give it, else None
    headline    in one line; "" where the text has none
    sections    `Section`s in order, which cover all of the text that is not blank
    credit      author or agencies as the metadata give them, else None
    notes       what the reader did to the file, as in "decoded as cp1252"
    """

    id: str
    text: str
    source: str
    date: str | None = None
    headline: str = ""
    sections: tuple[Section, ...] = ()
    credit: str | None = None
    notes: tuple[str, ...] = ()

    @classmethod
    def from_text(cls, text, *, id, source=None, date=None, headline=None, credit=None, notes=()):
        """An article from its text. Its sections are found, with the help of `headline` if it is given.

        Raises InputError for text, here or in the metadata, that holds half a character.
        """
        for name, value in (("text", text), *zip(FIELDS[1:], (id, source, date, headline, credit), strict=True)):
            half = SURROGATE.search(value or "")
            if half:
                raise InputError(
                    f"Article.from_text: the {name} of “{shown(id)}” holds {HALF} at offset {half.start()}; put one "
                    "other character in its place, so that every offset stays true."
                )
        sections = find_sections(text, headline)
        return cls(
            id=id,
            text=text,
            source=source or id,
            date=date or None,
            headline=" ".join((headline or headline_of(text, sections)).split()),
            sections=sections,
            credit=credit or None,
            notes=tuple(notes),
        )

    @property
    def words(self):
        """How many words the article has, page furniture left out."""
        return sum(
            len(WORD.findall(self.text, section.start, section.end))
            for section in self.sections
            if section.kind != "furniture"
        )

    def __repr__(self):
        return f"<Article {self.id}: {self.headline or self.text[:60].strip()!r}, {self.words} words>"


class Articles(list):
    """A list of `Article`s, shown as a table.

    problems    one sentence for each article that could not be read: where, why, what to do
    notes       one sentence for everything else that is worth knowing about the files
    """

    def __init__(self, articles=(), problems=(), notes=()):
        super().__init__(articles)
        self.problems = list(problems)
        self.notes = list(notes)

    def _rows(self):
        return [
            (article.id, article.source, article.date or "", f"{article.words:,}", article.headline) for article in self
        ]

    def __repr__(self):
        rows = [("id", "source", "date", "words", "headline"), *self._rows()]
        widths = [max(len(row[i]) for row in rows) for i in range(4)]
        lines = [
            "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[4]]).rstrip()
            for row in rows
        ]
        return "\n".join([*lines, *(f"! {sentence}" for sentence in (*self.problems, *self.notes))])

    def _repr_html_(self):
        head = "".join(
            f'<th style="text-align: left">{name}</th>' for name in ("id", "source", "date", "words", "headline")
        )
        body = "".join(
            "<tr>" + "".join(f'<td style="text-align: left">{escape(cell)}</td>' for cell in row) + "</tr>"
            for row in self._rows()
        )
        table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        return table + self.told()

    def told(self):
        """Problems and notes as HTML; "" where there are none."""
        heads = {"Not read:": self.problems, "Worth knowing:": self.notes}
        items = {head: "".join(f"<li>{escape(sentence)}</li>" for sentence in told) for head, told in heads.items()}
        return "".join(f"<p>{head}</p><ul>{listed}</ul>" for head, listed in items.items() if listed)


def read_articles(*paths, columns=None, any_language=False):
    """The `Articles` in files and folders. What cannot be read is named in `.problems`, the rest is done.

    `columns` says for tables which column holds what, as in `{"text": "Body"}`; "Title+Body"
    joins two. Without it the usual names are looked for. Articles in other languages than
    English are left out and named in `.problems` too, unless `any_language` is true; articles
    that share most of their text are kept and named in `.notes`. Raises InputError when no
    article at all could be read: a path is wrong, a folder holds none, or each of them is broken.
    """
    if not paths or not all(isinstance(path, str | Path) and str(path) for path in paths):
        raise InputError('read_articles: name a file or folder of articles, as in read_articles("my-articles").')
    columns = columns or {}
    for field in columns:
        if field not in FIELDS:
            raise InputError(f"columns: there is no field “{field}”; the fields are {', '.join(FIELDS)}.")
    found, wrong, done, places, unknown = Articles(), [], set(), {}, defaultdict(list)
    metadata = cache(lambda folder: _metadata_beside(folder, found))
    for place in map(Path, paths):
        try:
            files = _files(place, metadata, found)
        except InputError as error:
            wrong.append(str(error))
            continue
        except OSError as error:
            found.problems.append(_sentence(place, error))
            continue
        for file in files:
            if file.resolve() in done:
                continue
            done.add(file.resolve())
            _, given = (metadata(file.parent) or {}).get(file.name, (None, {}))
            for where, article, lacking in _articles(file, given, columns, found):
                first = places.setdefault(article.id, where)
                if first != where:
                    found.problems.append(
                        f"{where}: the id “{article.id}” is taken by {first}; give one of the two another id."
                    )
                    continue
                found.append(article)
                for what in lacking:
                    unknown[what].append(article.id)
    if not any_language:
        leave_out_foreign(found, places)
    found.notes += duplicates(found)
    if not found:
        raise InputError("\n".join(dict.fromkeys([*wrong, *found.problems])), found.problems)
    found.problems[:] = dict.fromkeys([*wrong, *found.problems])
    alone = len(found) == 1 and places[found[0].id].lower().endswith(".txt")
    for what, sentence in LACKING.items():
        if (ids := unknown[what]) and not alone:
            more = f" and {len(ids) - MOST_NAMED} more" if len(ids) > MOST_NAMED else ""
            found.notes.append(sentence.format(", ".join(ids[:MOST_NAMED]) + more))
    return found


def _files(place, metadata, found):
    """The files with articles at a path, those of a folder in the order of articles.csv, then by name.

    `metadata(folder)` are the rows of its articles.csv. Raises InputError where the path holds no articles.
    """
    reason = reason_against(place)
    if reason:
        raise InputError(f"{shown(place)}: {reason}.")
    every = sorted(place.iterdir()) if place.is_dir() else [place]
    files, before = {}, len(found.problems)
    for file in every:
        kind = file.suffix.lower()
        if file.name.startswith(".") or file.stem.lower() == "readme":
            continue
        reason = reason_against(file)
        if reason is None and SURROGATE.search(file.name) and file.is_file():
            reason = "its name is not text in UTF-8; give the file another name"
        if reason and kind in FORMS:
            found.problems.append(f"{shown(file)}: {reason}.")
        if reason or not file.is_file():
            continue
        if file.name == METADATA and metadata(file.parent) is not None:
            continue
        if kind in FORMS:
            files[file.name] = file
        elif kind in forms.SAVE_AS or not place.is_dir():
            found.problems.append(_other_form(file))
    rows = (metadata(place) if place.is_dir() else None) or {}
    for name, (line, _) in rows.items():
        if name not in files:
            found.problems.append(
                f"{shown(place / METADATA)}:{line}: the folder has no file “{name}”; correct or delete the row."
            )
    if not files and len(found.problems) == before:
        raise InputError(_none_in(place))
    return [files[name] for name in rows if name in files] + [files[n] for n in files if n not in rows]


def _other_form(file):
    kind = file.suffix.lower()
    what = shown(kind) or "this kind of file"
    return f"{shown(file)}: {what} is not read; save it as {forms.SAVE_AS.get(kind, FORMS[0])}."


def _none_in(place):
    known = f"{', '.join(FORMS[:-1])} or {FORMS[-1]}"
    if not place.is_dir():
        return f"{shown(place)}: this file goes with articles and is none; name a {known} file, or the folder."
    below = any(child.is_dir() and not child.name.startswith(".") for child in place.iterdir())
    hint = "; name the folders inside it one by one" if below else "; put articles into it, or name another folder"
    return f"{shown(place)}: the folder holds no {known} file{hint}."


def _metadata_beside(folder, found):
    """{file name: (line, fields)} of a folder's articles.csv; None where that holds articles itself."""
    file = folder / METADATA
    try:
        return _metadata(file, file.read_bytes(), found) if file.is_file() else {}
    except OSError as error:
        found.problems.append(_sentence(file, error))
        return {}


def _metadata(where, data, found):
    """`_metadata_beside`, from the bytes of the articles.csv at `where`."""
    rows = {}
    try:
        columns, records = read_rows(decoded(data)[0])
        if "text" in columns:
            return None
        if "file" not in columns:
            raise RecordError(1, f"there is no column “file” among {', '.join(columns)}; name one so")
        known = ("file", *METADATA_FIELDS)
        found.notes += [f"{shown(where)}: {note}." for note in unused(columns, known, known)]
        for line, fields in records:
            if isinstance(fields, RecordError):
                raise fields
            name = fields.pop("file", "").strip()
            if name in rows or not name:
                reason = f"“{name}” stands in line {rows[name][0]} already" if name else "no file is named"
                found.problems.append(f"{shown(where)}:{line}: {reason}; correct or delete the row.")
                continue
            rows[name] = line, {key: fields.get(key, "").strip() for key in METADATA_FIELDS}
    except NotRead as error:
        found.problems.append(_sentence(where, error))
    return rows


def _articles(file, given, columns, found):
    """Yields (where, article, what it lacks) of one file; what cannot be read is added to `found.problems`.

    `given` are the metadata of the file. They go before what the file says of itself,
    but in a file of many articles each one's own go before them.
    """
    try:
        bounds.check_size(file.stat().st_size)
        data = file.read_bytes()
        if file.suffix.lower() == ".zip":
            for where, content, own in _unpacked(file, data, found):
                yield from _read(where, content, own or given, columns, found)
        else:
            yield from _read(file, data, given, columns, found)
    except (OSError, NotRead) as error:
        found.problems.append(_sentence(file, error))


def _unpacked(file, data, found):
    """Yields (where, bytes, metadata) of each file in an archive that may be an article.

    An articles.csv in the archive holds for the files beside it.
    """
    beside = {}
    for name, content in archives.members(data):
        place, parts = file / name, PurePosixPath(name).parts
        if isinstance(content, NotRead):
            found.problems.append(_sentence(place, content))
        elif not any(part.startswith((".", "__MACOSX")) or part.endswith("_files") for part in parts):
            beside.setdefault(place.parent, {})[place] = content
    for folder, files in beside.items():
        content = files.get(folder / METADATA)
        rows = _metadata(folder / METADATA, content, found) if content is not None else {}
        for place, content in files.items():
            kind = place.suffix.lower()
            if kind in forms.SAVE_AS:
                found.problems.append(_other_form(place))
            elif kind in forms.READERS and place.stem.lower() != "readme" and (rows is None or place.name != METADATA):
                yield place, content, (rows or {}).get(place.name, (None, {}))[1]


def _read(where, data, given, columns, found):
    """Yields (where, article, what it lacks) of the bytes of one file."""
    read, broken, notes = 0, [], {}
    try:
        for item in forms.read(where.suffix.lower(), data, columns):
            if isinstance(item, str):
                notes[item] = None
            elif isinstance(item, NotRead):
                broken.append(_sentence(where, item))
            else:
                read += 1
                notes |= dict.fromkeys(item.notes)
                yield _article(where, item, given)
    except NotRead as error:
        broken.append(_sentence(where, error))
    if len(broken) > MOST_NAMED and not read:
        broken[3:] = [f"{shown(where)}: {len(broken) - 3} more lines likewise; is this a file of articles at all?"]
    found.problems += broken
    found.notes += [f"{shown(where)}: {note}." for note in notes]


def _article(where, item, given):
    """(where, article, what it lacks) of what a reader found; what articles.csv has a row for lacks no metadata."""
    own = {name: value for name in FIELDS if (value := getattr(item, name))}
    named = {name: value for name, value in given.items() if value}
    fields = own | named if item.line is None else named | own
    id, place = where.stem, shown(where)
    if item.line is not None:
        id, place = f"{id}-{item.line}", f"{place}:{item.line}"
    article = Article.from_text(**{"id": id, **fields}, notes=item.notes)
    lacking = [] if given else [name for name in ("source", "date") if name not in fields]
    if "headline" in fields and not any(section.kind == "headline" for section in article.sections):
        lacking.append("headline")
    return place, article, lacking


def _sentence(file, error):
    """What is wrong with a file, with the line where there is one, as one sentence."""
    if isinstance(error, OSError):
        return f"{shown(file)}: {not_read(error)}."
    return f"{shown(file)}{f':{error.line}' if error.line else ''}: {error}."
