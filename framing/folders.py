"""Folders: which files at a path hold articles, and what the articles.csv beside them says of each.

What is wrong with a file goes to the `problems` of an `Articles`, what is worth knowing to its `notes`.
"""

from functools import cache
from pathlib import Path

from framing import forms
from framing.errors import InputError, NotRead
from framing.forms import archives, bounds
from framing.forms.fields import unused
from framing.forms.text import decoded
from framing.paths import SURROGATE, not_read, reason_against, shown
from framing.prose import listed
from framing.records import RecordError, read_rows

METADATA = "articles.csv"
METADATA_FIELDS = ("source", "date", "headline", "credit")
ENDINGS = (*forms.READERS, ".zip")


def contents(paths, articles, wrong):
    """Yields (where, bytes, metadata) of every file at the paths, once each, and of each file in an archive.

    What is wrong with a path itself goes to `wrong`. The metadata are a row of articles.csv as {field: text}, {} if
    it has none.
    """
    metadata, done = cache(lambda folder: _metadata_beside(folder, articles)), set()
    for place in map(Path, paths):
        try:
            files = _files(place, metadata, articles)
        except InputError as error:
            wrong.append(str(error))
            continue
        except OSError as error:
            articles.problems.append(problem(place, error))
            continue
        for file in files:
            if file.resolve() not in done:
                done.add(file.resolve())
                _, given = (metadata(file.parent) or {}).get(file.name, (None, {}))
                yield from _contents(file, given, articles)


def _files(place, metadata, articles):
    """The files with articles at a path, those of a folder in the order of articles.csv, then by name.

    `metadata(folder)` are the rows of its articles.csv. Raises InputError where the path holds no articles.
    """
    reason = reason_against(place)
    if reason:
        raise InputError(f"{shown(place)}: {reason}.")
    every = sorted(place.iterdir()) if place.is_dir() else [place]
    files, before = {}, len(articles.problems)
    for file in every:
        kind = file.suffix.lower()
        if file.name.startswith(".") or file.stem.lower() == "readme":
            continue
        reason = reason_against(file)
        if reason is None and SURROGATE.search(file.name) and file.is_file():
            reason = "its name is not text in UTF-8; give the file another name"
        if reason and kind in ENDINGS:
            articles.problems.append(f"{shown(file)}: {reason}.")
        if reason or not file.is_file():
            continue
        if file.name == METADATA and metadata(file.parent) is not None:
            continue
        if kind in ENDINGS:
            files[file.name] = file
        elif kind in forms.SAVE_AS or not place.is_dir():
            articles.problems.append(_other_form(file))
    rows = (metadata(place) if place.is_dir() else None) or {}
    files = _in_order(files, rows, place, articles)
    if not files and len(articles.problems) == before:
        raise InputError(_none_in(place))
    return list(files.values())


def _in_order(files, rows, folder, articles):
    """Files by name, in the order of the rows of the folder's articles.csv, then as they come."""
    for name, (line, _) in rows.items():
        if name not in files:
            articles.problems.append(
                f"{shown(folder / METADATA)}:{line}: the folder has no article “{name}”; correct or delete the row."
            )
    return {name: files[name] for name in rows if name in files} | files


def _other_form(file):
    kind = file.suffix.lower()
    what = shown(kind) or "this kind of file"
    return f"{shown(file)}: {what} is not read; save it as {forms.SAVE_AS.get(kind, ENDINGS[0])}."


def _none_in(place):
    known = listed(ENDINGS, "or")
    if not place.is_dir() and not place.is_file():
        reason = "this is a pipe or a device and no file; save what comes out of it as a file, and name that"
        return f"{shown(place)}: {reason}."
    if not place.is_dir():
        return f"{shown(place)}: this file goes with articles and is none; name a {known} file, or the folder."
    below = any(child.is_dir() and not child.name.startswith(".") for child in place.iterdir())
    hint = "; name the folders inside it one by one" if below else "; put articles into it, or name another folder"
    return f"{shown(place)}: the folder holds no {known} file{hint}."


def _metadata_beside(folder, articles):
    """{file name: (line, fields)} of a folder's articles.csv; None where that holds articles itself."""
    file = folder / METADATA
    try:
        return _metadata(file, file.read_bytes(), articles) if file.is_file() else {}
    except OSError as error:
        articles.problems.append(problem(file, error))
        return {}


def _metadata(where, data, articles):
    """`_metadata_beside`, from the bytes of the articles.csv at `where`."""
    rows = {}
    try:
        columns, records = read_rows(decoded(data)[0])
        if "text" in columns:
            return None
        if "file" not in columns:
            raise RecordError(1, f"there is no column “file” among {', '.join(columns)}; name one so")
        known = ("file", *METADATA_FIELDS)
        articles.notes += [f"{shown(where)}: {note}." for note in unused(columns, known, known)]
        for line, fields in records:
            if isinstance(fields, RecordError):
                raise fields
            name = fields.pop("file", "").strip()
            if name in rows or not name:
                reason = f"“{name}” stands in line {rows[name][0]} already" if name else "no file is named"
                articles.problems.append(f"{shown(where)}:{line}: {reason}; correct or delete the row.")
                continue
            rows[name] = line, {key: fields.get(key, "").strip() for key in METADATA_FIELDS}
    except NotRead as error:
        articles.problems.append(problem(where, error))
    return rows


def _contents(file, given, articles):
    """`contents` of one file, whose metadata are `given`."""
    try:
        bounds.check_size(file.stat().st_size)
        data = file.read_bytes()
        if file.suffix.lower() != ".zip":
            yield file, data, given
            return
        for where, content, own in _unpacked(file, data, articles):
            yield where, content, own or given
    except (OSError, NotRead) as error:
        articles.problems.append(problem(file, error))


def _unpacked(file, data, articles):
    """Yields (where, bytes, metadata) of each file in an archive that may be an article, as of a folder of its own."""
    beside, before, empty = {}, len(articles.problems), True
    for name, content in archives.members(data):
        place = file / name
        if isinstance(content, NotRead):
            articles.problems.append(problem(place, content))
        else:
            beside.setdefault(place.parent, {})[place.name] = content
    for folder, inside in beside.items():
        if _goes_with_page(folder, beside):
            continue
        rows = _metadata(folder / METADATA, inside[METADATA], articles) if METADATA in inside else {}
        files = {}
        for name, content in inside.items():
            place = folder / name
            kind = place.suffix.lower()
            if kind in forms.SAVE_AS:
                articles.problems.append(_other_form(place))
            elif kind in forms.READERS and place.stem.lower() != "readme" and (rows is None or name != METADATA):
                files[name] = content
        for name, content in _in_order(files, rows or {}, folder, articles).items():
            empty = False
            yield folder / name, content, (rows or {}).get(name, (None, {}))[1]
    if empty and len(articles.problems) == before:
        known = listed(forms.READERS, "or")
        articles.problems.append(f"{shown(file)}: the archive holds no {known} file; pack articles or leave it out.")


def _goes_with_page(folder, beside):
    """Whether a browser saved what is in a folder with a web page: beside port.html stands port_files."""
    return any(
        f"{part.name.removesuffix('_files')}{ending}" in beside.get(part.parent, ())
        for part in (folder, *folder.parents)
        if part.name.endswith("_files")
        for ending in (".html", ".htm")
    )


def problem(file, error):
    """What is wrong with a file, with the line where there is one, as one sentence."""
    if isinstance(error, OSError):
        return f"{shown(file)}: {not_read(error)}."
    return f"{shown(file)}{f':{error.line}' if error.line else ''}: {error}."
