"""Label tables read from files: hand-made labels above all, and what `framing label -o` wrote."""

import math
import re
from pathlib import Path

import pandas as pd

from framing.decoding import NotText, decode
from framing.errors import FramingError
from framing.paths import HALF, SURROGATE, not_read, reason_against, shown
from framing.prose import listed
from framing.records import RecordError, read_lines, read_rows, restored

ENDINGS = (".jsonl", ".json", ".csv", ".parquet")
NEEDED = ("article", "start", "end", "text", "layer", "group")
WHOLE = ("start", "end")
# The group may be blank: hand labels of the page's furniture have none.
FILLED = ("article", *WHOLE, "text", "layer")
LAYERS = ("term", "voice", "hedge", "furniture")
TEXTS = ("article", "text", "layer", "group", "name", "voice", "speaker", "sentence")
NUMBER = re.compile(r"(\d{1,15})(?:\.0*)?")


class GoldError(FramingError):
    """Hand labels that cannot be used; the message says which file, what is wrong and what to do."""


def read_labels(path):
    """A label table from a `.jsonl`, `.csv` or `.parquet` file, as a DataFrame.

    `start` and `end` are whole numbers, `article` is text. Raises GoldError, one sentence
    with the file, and the line where there is one.
    """
    path = Path(path)
    form = path.suffix.lower()
    if form not in ENDINGS:
        raise GoldError(f"{shown(path)}: labels are read from .jsonl, .csv and .parquet files; save them as one.")
    reason = reason_against(path)
    if reason:
        raise GoldError(f"{shown(path)}: {reason}.")
    try:
        columns, rows = _parquet(path) if form == ".parquet" else _text(path, form)
        _check_columns(columns)
        checked = [_checked(line, fields) for line, fields in rows]
    except OSError as error:
        raise GoldError(f"{shown(path)}: {not_read(error)}.") from None
    except NotText as error:
        raise GoldError(f"{shown(path)}: {error}; save it anew as UTF-8.") from None
    except RecordError as error:
        raise GoldError(f"{shown(path)}{f':{error.line}' if error.line else ''}: {error}.") from None
    if not checked:
        raise GoldError(f"{shown(path)}: there is no label in it.")
    return pd.DataFrame(checked, columns=columns)


def _text(path, form):
    """(columns, rows) of a text file, a row being (line, fields)."""
    text, _ = decode(path.read_bytes())
    if not text.strip():
        raise RecordError(None, "the file is empty; there is no label in it")
    columns, rows = read_rows(text) if form == ".csv" else ([], read_lines(text))
    rows = list(rows)
    if form == ".csv":
        rows = [(line, _said(fields)) for line, fields in rows]
    for _, fields in rows:
        if isinstance(fields, RecordError):
            raise fields
    names = dict.fromkeys([*columns, *(name for _, fields in rows for name in fields)])
    return [name for name in names if name], rows


def _said(fields):
    """The cells of a row as `write_csv` was given them; a blank one says nothing, as a key that is left out."""
    if isinstance(fields, RecordError):
        return fields
    return {name: restored(cell) for name, cell in fields.items() if cell}


def _parquet(path):
    """(columns, rows) of a Parquet file, the line of a row being None."""
    try:
        table = pd.read_parquet(path)
    except OSError:
        raise
    except ImportError:
        reason = "reading .parquet needs pyarrow; install it with: python -m pip install pyarrow"
        raise RecordError(None, reason) from None
    except Exception:  # whatever pyarrow makes of bytes that are no Parquet
        raise RecordError(None, "this is no Parquet file; write it anew with framing label") from None
    table = table.astype(object).where(table.notna(), None)
    return [str(name) for name in table.columns], [(None, fields) for fields in table.to_dict("records")]


def _check_columns(columns):
    missing = [name for name in NEEDED if name not in columns]
    if missing:
        raise RecordError(None, f"the column {missing[0]} is missing; labels need {', '.join(NEEDED)}")


def _checked(line, fields):
    """One label with its values as they must be. Raises RecordError."""
    fields = {name: None if isinstance(value, float) and math.isnan(value) else value for name, value in fields.items()}
    for name in FILLED:
        if fields.get(name) is None:
            raise RecordError(line, f"the {name} of this label is missing; fill it in or delete the label")
    for name in WHOLE:
        number = NUMBER.fullmatch(str(fields[name]))
        if not number:
            raise RecordError(line, f"the {name} of this label is {_short(fields[name])}; it must be a whole number")
        fields[name] = int(number[1])
    if fields["end"] <= fields["start"]:
        reason = f"the end of this label, {fields['end']}, is not behind its start, {fields['start']}; correct one"
        raise RecordError(line, reason)
    fields["article"] = str(fields["article"])
    for name in TEXTS:
        if not isinstance(fields.get(name), str | None):
            raise RecordError(line, f"the {name} of this label is {_short(fields[name])}; it must be text")
        if SURROGATE.search(fields.get(name) or ""):
            raise RecordError(line, f"the {name} of this label holds {HALF}; correct it")
    if fields["layer"] not in LAYERS:
        reason = f"the layer of this label is {_short(fields['layer'])}; it must be {listed(LAYERS, 'or')}"
        raise RecordError(line, reason)
    if "speaker_any" in fields:
        fields["speaker_any"] = _names(line, fields["speaker_any"])
    if "optional" in fields:
        fields["optional"] = str(fields["optional"]).lower() in ("true", "1", "1.0")
    return fields


def _names(line, names):
    """A list of names, or None for none."""
    names = names.tolist() if hasattr(names, "tolist") else names
    if names is not None and not (isinstance(names, list) and all(isinstance(name, str) for name in names)):
        raise RecordError(line, "speaker_any must be a list of names, which only .jsonl and .parquet can hold")
    return names


def _short(value):
    text = str(value)
    return f"“{text[:40]}…”" if len(text) > 40 else f"“{text}”"
