"""Codebook files: their rows, and what is wrong with them, by file and line.

A codebook file has the columns `group,name,pattern,note`, with commas or semicolons between them;
`note` may be left out, columns behind them are passed over, and a line `sep=;` may stand before them.
Lines that are blank or start with `#` are passed over. `framing.dictionaries` describes the
dictionaries of other programs, which are read as well.
"""

import csv
import io
from pathlib import Path

from framing.decoding import NotText
from framing.dictionaries import READERS, read_dictionary
from framing.errors import FramingError
from framing.paths import not_read, reason_against, shown
from framing.records import SEPARATOR_LINE, RecordError, restored

COLUMNS = ("group", "name", "pattern", "note")


class CodebookError(FramingError):
    """A codebook that cannot be used; the message names file and line and says what to do."""


def content(path):
    """The bytes of a codebook's file. Raises CodebookError."""
    path = Path(path)
    reason = "this is a folder; name the file in it" if path.is_dir() else reason_against(path)
    if reason:
        raise CodebookError(f"{shown(path)}: {reason}.")
    try:
        return path.read_bytes()
    except OSError as error:
        raise CodebookError(f"{shown(path)}: {not_read(error)}.") from None


def rows(data, path):
    """(rows, notes) of the bytes of a codebook or dictionary, told by the suffix of its path. Raises CodebookError.

    rows    (line, [group, name, pattern, note]) of each row below the header
    notes   a sentence on whatever was not taken over
    """
    ending = Path(path).suffix.lower()
    if ending not in READERS:
        return _rows(_text(data, path), path), []
    try:
        found, notes = read_dictionary(data, Path(path).stem, ending)
    except RecordError as error:
        raise CodebookError(f"{path}:{error.line}: {error}.") from None
    except NotText as error:
        raise CodebookError(f"{path}: {error}; save the dictionary as text in UTF-8.") from None
    if not found:
        raise CodebookError(f"{path}: no pattern could be taken over{''.join(f'; {note}' for note in notes)}.")
    return found, [f"{path}: {note}." for note in notes]


def _text(data, path):
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise CodebookError(f"{path}: this is not text in UTF-8; save the table as “CSV UTF-8” and use that.")
    return text


def _rows(text, path):
    """(line, [group, name, pattern, note]) of every row below the header."""
    named = SEPARATOR_LINE.match(text)
    lines = (
        "\n" if line.startswith("#") or (named and not number) else line
        for number, line in enumerate(io.StringIO(text, newline=""))
    )
    used = (line for line in text.splitlines() if line.strip(' ,;"') and not line.lstrip('"').startswith("#"))
    header = next(used, "")
    reader = csv.reader(lines, delimiter=named[1] if named else ";" if ";" in header else ",", strict=True)
    titles = None
    while True:
        line = reader.line_num + 1
        try:
            cells = [" ".join(restored(cell).split()) for cell in next(reader)]
        except StopIteration:
            break
        except csv.Error as error:
            reason = "a quotation mark in this row has no partner; add the partner or delete it"
            if "field limit" in str(error):
                most = f"{csv.field_size_limit():,}"
                reason = f"a cell has more than {most} characters, or its quotation mark no partner; correct the row"
            raise CodebookError(f"{path}:{line}: {reason}.") from None
        if not any(cells) or cells[0].startswith("#"):
            continue
        while len(cells) > len(COLUMNS) - 1 and not cells[-1]:
            cells.pop()
        if titles is None:
            titles = _check_header(cells, path, line)
        else:
            yield line, _check_width(cells, titles, path, line)
    if titles is None:
        raise CodebookError(f"{path}: the file is empty; its first line must be {','.join(COLUMNS)}.")


def _check_header(cells, path, line):
    """How many columns there are, and whether the fourth is the note."""
    names = tuple(cell.lower() for cell in cells)
    if names[:3] != COLUMNS[:3]:
        raise CodebookError(
            f"{path}:{line}: the columns are called “{','.join(cells)}”; they must be {','.join(COLUMNS)}."
        )
    return len(names), names[3:4] == COLUMNS[3:]


def _check_width(cells, titles, path, line):
    """Group, name, pattern and note of a row."""
    most, with_note = titles
    if len(cells) < len(COLUMNS) - 1:
        raise CodebookError(
            f"{path}:{line}: this row has too few columns; it needs {', '.join(COLUMNS[:2])} and "
            f"{COLUMNS[2]}, with the separator of the first line between them."
        )
    if len(cells) > max(most, len(COLUMNS)):
        raise CodebookError(
            f"{path}:{line}: this row has {len(cells)} columns and may have {max(most, len(COLUMNS))}; put double "
            "quotation marks around a cell that contains the separator."
        )
    note = cells[3] if len(cells) > 3 and (with_note or most == 3) else ""
    return [*cells[:3], note]
