"""Tables with one article a row: `.csv`, `.tsv`, `.jsonl`, `.xlsx` and `.parquet`.

The text of a row is kept exactly as it stands, a list of paragraphs with blank lines between them, and offsets count
in it. A headline in a column of its own is metadata; with `columns={"text": "headline+body"}` it is part of the text.
"""

from itertools import chain, count

from framing.errors import NotRead
from framing.forms import bounds, fields
from framing.forms.found import Found
from framing.forms.text import decoded
from framing.records import SHEET_CELL, RecordError, read_lines, read_rows, table

# Nobody's table is so wide; a single stray cell can make a sheet wider.
MOST_COLUMNS = 200
ROWS_AT_ONCE = 50
# A table with these columns holds labels, by rule or by hand, and no articles.
OF_LABELS = {"article", "start", "end", "layer", "group"}


def read_csv(data, columns):
    """A `.csv` file with any usual separator."""
    text, notes = decoded(data)
    yield from _articles(*read_rows(text), columns, notes)


def read_tsv(data, columns):
    """A `.tsv` file, which is separated by tabs; where its marks open no cells, they stand for themselves."""
    text, notes = decoded(data)
    names, records = read_rows(text, "\t")
    marks = not any(isinstance(fields, RecordError) for _, fields in records)
    if not marks:
        plain, records = read_rows(text, "\t", marks=False)
        marks = plain != names or not all(isinstance(fields, dict) and [*fields] == names for _, fields in records)
    yield from _articles(*read_rows(text, "\t", marks), columns, notes)


def read_jsonl(data, columns):
    """A `.jsonl` file: one JSON object a line, each with keys of its own."""
    text, notes = decoded(data)
    records = list(read_lines(text))
    names = dict.fromkeys(name for _, fields in records if isinstance(fields, dict) for name in fields)
    yield from _articles(names or ["text"], records, columns, notes)


def read_xlsx(data, columns):
    """An Excel workbook: the first of its sheets that is not empty."""
    from openpyxl import load_workbook

    book = load_workbook(bounds.office(data, "Excel workbook", ".xlsx"), read_only=True, data_only=True)
    sheets = ((sheet.title, _rows(sheet)) for sheet in book.worksheets)
    title, first, rows = next(((title, row, rows) for title, rows in sheets for row in rows), (None, None, None))
    if first is None:
        raise NotRead("the workbook is empty; write the names of the columns into its first row")
    yield from _articles(*table(chain([first], rows)), columns)
    if len(book.worksheets) > 1:
        yield f"only the sheet “{title}” is read"


def _rows(sheet):
    """(number, cells) of each row of a sheet that is not blank."""
    sheet.reset_dimensions()
    for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True), start=1):
        if any(row):
            last = max(i for i, cell in enumerate(row, start=1) if cell is not None)
            cells = [cell if isinstance(cell, str) else fields.value(cell) for cell in row[:last]]
            if any(cell.strip() for cell in cells):
                yield number, cells


def read_parquet(data, columns):
    """A Parquet file; only the columns that are used are unpacked."""
    from pyarrow import BufferReader
    from pyarrow.parquet import ParquetFile

    file = ParquetFile(BufferReader(data))
    names = [name for name in file.schema_arrow.names if not name.startswith("__index_level_")]
    yield from _articles(names, _unpacked(file, names, columns), columns)


def _unpacked(file, names, columns):
    """(number, fields) of each row of a Parquet file."""
    used = [name for some in _chosen(names, columns)[0].values() for name in some]
    size, numbers = 0, count(1)
    for batch in file.iter_batches(ROWS_AT_ONCE, columns=used):
        size += batch.nbytes
        bounds.check_unpacked(size)
        for row in batch.to_pylist():
            yield next(numbers), row


def _chosen(names, columns):
    """`fields.choose`; raises RecordError where it leaves no text."""
    try:
        chosen, notes = fields.choose(names, columns)
    except LookupError as error:
        reason = f"there is no column “{error.args[0]}” among {', '.join(names)}; correct --column"
        raise RecordError(1, reason) from None
    if "text" not in chosen:
        reason = f"there is no column “text” among {', '.join(names)}; name one so, or say --column text=NAME"
        raise RecordError(1, reason)
    return chosen, notes


def _articles(names, records, columns, notes=()):
    """Yields the `Found`s in a table of (line, fields or RecordError), then notes on the table."""
    if set(names) >= OF_LABELS:
        yield "left out, as this is a table of labels and no articles; keep it in another folder"
        return
    chosen, said = _chosen(names, columns)
    read = full = 0
    for line, record in records:
        read += 1
        try:
            if isinstance(record, RecordError):
                raise record
            found = _article(line, record, chosen, notes)
        except RecordError as error:
            yield error
            continue
        full += len(found.text) == SHEET_CELL
        yield found
    if not read:
        raise RecordError(1, "there is no row below the first line; add one for each article")
    yield from said
    yield from fields.unused(names, [name for some in chosen.values() for name in some])
    if full:
        yield f"{full} of the texts end at {SHEET_CELL:,} characters, where a spreadsheet cuts a cell"


def _article(line, record, chosen, notes):
    cells = [record.get(name) for name in chosen["text"]]
    texts = [text for cell in cells for text in (cell if isinstance(cell, list) else [cell])]
    texts = [text for text in texts if isinstance(text, str) and text.strip()]
    if not texts:
        reason = f"this record has no “{' or '.join(chosen['text'])}”; add it or delete the record"
        raise RecordError(line, reason)
    given = {field: fields.value(record.get(name)) for field, (name, *_) in chosen.items() if field != "text"}
    given = {field: said for field, said in given.items() if said}
    return Found("\n\n".join(texts), **given, line=line, notes=notes)
