"""Fields: which column of a table, or which line above a text, says what about an article."""

import re
from datetime import date, datetime

from framing.paths import shown

# The usual names, the surest first, in small letters and without spaces and marks between them.
NAMES = {
    "text": "text fulltext articletext bodytext maintext articlebody body content story article",
    "id": "id docid documentid articleid uid",
    "source": "source outlet publication newspaper publisher sourcename medianame publicationname sitename medium",
    "date": "date published pubdate publicationdate publisheddate datepublished publishdate publishedat publishedon",
    "headline": "headline title heading",
    "credit": "credit byline author authors",
}
NAMES = {field: tuple(names.split()) for field, names in NAMES.items()}
FIELDS = tuple(NAMES)
ISO_DAY = re.compile(r"(\d{4}-\d\d-\d\d)[T ]\d\d:\d\d\S*")


def choose(columns, given):
    """({field: its columns}, notes): where each field stands among `columns`.

    `given` is {field: column}, or several columns joined by "+", whose cells are joined
    to one text. A field that is not given is looked for under its usual names, and the
    notes say what was taken. Raises LookupError, with the column, for a given one that is missing.
    """
    places = {}
    for column in columns:
        places.setdefault(_plain(column), column)
    chosen, guessed = {}, []
    for field, names in NAMES.items():
        if field in given:
            named = [given[field]] if _plain(given[field]) in places else given[field].split("+")
            for name in named:
                if _plain(name) not in places:
                    raise LookupError(name.strip())
            chosen[field] = [places[_plain(name)] for name in named]
            continue
        candidates = [places[name] for name in names if name in places]
        if candidates:
            chosen[field] = candidates[:1]
        if candidates and candidates[0].lower() != field:
            rather = f" and not from “{'”, “'.join(candidates[1:])}”" if len(candidates) > 1 else ""
            guessed.append(f"the {field} is taken from the column “{candidates[0]}”{rather}")
    said = "; say otherwise with --column, as in --column text=NAME"
    return chosen, [", ".join(guessed) + said] if guessed else []


def unused(columns, used, known=FIELDS):
    """A note on the columns that were not used, in a list; an empty list where there are none."""
    rest = [column for column in columns if column and column not in used]
    if not rest:
        return []
    return [f"column{'s' * (len(rest) > 1)} {shown(', '.join(rest))} not used; known are {', '.join(known)}"]


def value(cell):
    """A cell of any type as text: "" for an empty one, a day as YYYY-MM-DD, a list joined by commas, an object's name.

    Of lists in lists nothing is kept: in YAML a few lines can make billions of them.
    """
    if cell is None or cell != cell:
        return ""
    if isinstance(cell, datetime | date):
        return cell.strftime("%Y-%m-%d")
    if isinstance(cell, float):
        return format(cell, ".15g")
    if isinstance(cell, dict):
        name = cell.get("name")
        return value(name) if isinstance(name, str) else ""
    if isinstance(cell, list | tuple):
        return ", ".join(filter(None, (value(part) for part in cell if not isinstance(part, list | tuple))))
    cell = str(cell).strip()
    day = ISO_DAY.fullmatch(cell)
    return day[1] if day else cell


def _plain(name):
    return re.sub(r"[\W_]+", "", name.casefold())
