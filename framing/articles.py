"""Articles: what is read from files, each with its text exactly as it stands there.

A `.txt` file is one article, its stem the id. A `.jsonl` or `.csv` file has one article
a record, with `text` and optionally `id, source, date, headline, credit`. A folder is
read file by file. A file `articles.csv` beside the files adds metadata: its columns are
`file` and any of `source, date, headline, credit`, and its order is the articles' order.
"""

import re
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path

from framing.decoding import NotText, decode
from framing.errors import Told
from framing.paths import SURROGATE, not_read, reason_against, shown
from framing.records import RecordError, read_lines, read_rows
from framing.sections import Section, find_sections, headline_of

__all__ = ["Article", "Articles", "InputError", "Section", "read_articles"]

METADATA = "articles.csv"
METADATA_FIELDS = ("source", "date", "headline", "credit")
RECORD_FIELDS = ("text", "id", *METADATA_FIELDS)
FORMS = (".txt", ".jsonl", ".csv")
# Files of these kinds may well be articles, so a folder with one says that it was passed over.
DOCUMENTS = frozenset(".doc .docx .epub .htm .html .json .md .odt .parquet .pdf .rtf .tsv .xls .xlsx .xml .zip".split())
WORD = re.compile(r"\w+")
HALF = "half a character (a lone surrogate)"


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
        for name, value in (("text", text), *zip(RECORD_FIELDS[1:], (id, source, date, headline, credit), strict=True)):
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
        return "\n".join([*lines, *(f"! {problem}" for problem in self.problems)])

    def _repr_html_(self):
        head = "".join(
            f'<th style="text-align: left">{name}</th>' for name in ("id", "source", "date", "words", "headline")
        )
        body = "".join(
            "<tr>" + "".join(f'<td style="text-align: left">{escape(cell)}</td>' for cell in row) + "</tr>"
            for row in self._rows()
        )
        table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        problems = "".join(f"<li>{escape(problem)}</li>" for problem in self.problems)
        return table + (f"<p>Not read:</p><ul>{problems}</ul>" if problems else "")


def read_articles(*paths):
    """The `Articles` in files and folders. What cannot be read is named in `.problems`, the rest is done.

    Raises InputError when no article at all could be read: a path is wrong, a folder
    holds none, or each of them is broken.
    """
    found, wrong, done, places = Articles(), [], set(), {}
    metadata = cache(lambda folder: _metadata(folder, found))
    if not paths or not all(isinstance(path, str | Path) and str(path) for path in paths):
        raise InputError('read_articles: name a file or folder of articles, as in read_articles("my-articles").')
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
            for where, article in _articles(file, given, found):
                first = places.setdefault(article.id, where)
                if first == where:
                    found.append(article)
                else:
                    found.problems.append(
                        f"{where}: the id “{article.id}” is taken by {first}; give one of the two another id."
                    )
    if not found:
        raise InputError("\n".join(dict.fromkeys([*wrong, *found.problems])), found.problems)
    found.problems[:] = dict.fromkeys([*wrong, *found.problems])
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
        elif kind in DOCUMENTS or not place.is_dir():
            kind = shown(kind) or "this kind of file"
            found.problems.append(f"{shown(file)}: {kind} is not read; save it as {FORMS[0]}.")
    rows = (metadata(place) if place.is_dir() else None) or {}
    for name, (line, _) in rows.items():
        if name not in files:
            found.problems.append(
                f"{shown(place / METADATA)}:{line}: the folder has no file “{name}”; correct or delete the row."
            )
    if not files and len(found.problems) == before:
        raise InputError(_none_in(place))
    return [files[name] for name in rows if name in files] + [files[n] for n in files if n not in rows]


def _none_in(place):
    forms = f"{', '.join(FORMS[:-1])} or {FORMS[-1]}"
    if not place.is_dir():
        return f"{shown(place)}: this file goes with articles and is none; name a {forms} file, or the folder."
    below = any(child.is_dir() and not child.name.startswith(".") for child in place.iterdir())
    hint = "; name the folders inside it one by one" if below else "; put articles into it, or name another folder"
    return f"{shown(place)}: the folder holds no {forms} file{hint}."


def _metadata(folder, found):
    """{file name: (line, fields)} of a folder's articles.csv; None where that holds articles itself."""
    file = folder / METADATA
    rows = {}
    try:
        if not file.is_file():
            return {}
        text, _ = decode(file.read_bytes())
        columns, records = read_rows(text)
        if "text" in columns:
            return None
        if "file" not in columns:
            raise RecordError(1, f"there is no column “file” among {', '.join(columns)}; name one so")
        _note_unused(file, columns, ("file", *METADATA_FIELDS), found)
        for line, fields in records:
            if isinstance(fields, RecordError):
                raise fields
            name = fields.pop("file", "").strip()
            if name in rows or not name:
                reason = f"“{name}” stands in line {rows[name][0]} already" if name else "no file is named"
                found.problems.append(f"{shown(file)}:{line}: {reason}; correct or delete the row.")
                continue
            rows[name] = line, {key: fields.get(key, "").strip() for key in METADATA_FIELDS}
    except (OSError, NotText, RecordError) as error:
        found.problems.append(_sentence(file, error))
    return rows


def _articles(file, given, found):
    """Yields (where, article) of one file; what cannot be read is added to `found.problems`.

    `given` are the metadata of the file, which hold for every record that has none of its own.
    """
    try:
        text, note = decode(file.read_bytes())
        if not text.strip():
            raise NotText("the file is empty")
        notes = (note,) if note else ()
        if note:
            found.notes.append(f"{shown(file)}: {note}.")
        if file.suffix.lower() == ".txt":
            yield shown(file), Article.from_text(text, id=file.stem, notes=notes, **given)
        else:
            yield from _records(file, text, given, notes, found)
    except (OSError, NotText, RecordError) as error:
        found.problems.append(_sentence(file, error))


def _records(file, text, given, notes, found):
    if file.suffix.lower() == ".csv":
        columns, records = read_rows(text)
        if "text" not in columns:
            raise RecordError(1, f"there is no column “text” among {', '.join(columns)}; name one so")
    else:
        columns, records = [], read_lines(text)
    names, read, broken = dict.fromkeys(columns), 0, []
    for line, fields in records:
        if not isinstance(fields, RecordError):
            names |= dict.fromkeys(fields)
            fields = _checked(line, fields)
        if isinstance(fields, RecordError):
            broken.append(_sentence(file, fields))
            continue
        read += 1
        fields = {**given, **{key: value for key, value in fields.items() if value}}
        yield f"{shown(file)}:{line}", Article.from_text(**{"id": f"{file.stem}-{line}", **fields}, notes=notes)
    if len(broken) > 5 and not read:
        broken[3:] = [f"{shown(file)}: {len(broken) - 3} more lines likewise; is this a file of articles at all?"]
    if not read and not broken:
        raise RecordError(1, "there is no row below the first line; add one for each article")
    found.problems += broken
    _note_unused(file, names, RECORD_FIELDS, found)


def _checked(line, fields):
    """The fields of a record that an article has, as text; a RecordError where it has no text."""
    text = fields.get("text")
    if not isinstance(text, str) or not text.strip():
        return RecordError(line, "this record has no “text”; add it or delete the record")
    known = {key: fields[key] for key in RECORD_FIELDS[1:] if fields.get(key) is not None}
    fields = {"text": text, **{key: str(value).strip() for key, value in known.items()}}
    for name, value in fields.items():
        if SURROGATE.search(value):
            return RecordError(line, f"the {name} holds {HALF}; correct it")
    return fields


def _note_unused(file, columns, known, found):
    unused = [column for column in columns if column and column not in known]
    if unused:
        what = f"column{'s' * (len(unused) > 1)} {shown(', '.join(unused))}"
        found.notes.append(f"{shown(file)}: {what} not used; known are {', '.join(known)}.")


def _sentence(file, error):
    """What is wrong with a file, with the line where there is one, as one sentence."""
    file = shown(file)
    if isinstance(error, RecordError):
        return f"{file}:{error.line}: {error}."
    if isinstance(error, OSError):
        return f"{file}: {not_read(error)}."
    return f"{file}: {error}; save the article as text in UTF-8."
