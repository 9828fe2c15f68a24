"""Records: the lines of a `.jsonl` file and the rows of a `.csv` file as plain fields, with their line."""

import csv
import json
import re

from framing.errors import FramingError, NotRead

SEPARATORS = ",;\t|"
# What a spreadsheet writes before the header to say which separator it uses.
SEPARATOR_LINE = re.compile(r'"?sep=([^\w\s"]|\t)"?[,;\t|]*(?=[\r\n]|$)', re.IGNORECASE)
# What a spreadsheet takes for a formula at the beginning of a cell (OWASP, "CSV injection"), or for one set apart.
FORMULA = re.compile("'*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
# The most rows of a sheet, its header among them, and the most characters of a cell (Excel's limits).
SHEET_ROWS, SHEET_CELL = 1_048_576, 32_767
# What no cell of a sheet can hold: XML 1.0 has no such characters.
NO_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# The longest name of a column, in characters.
LONGEST_NAME = 1_000
# The longest cell that is read, in characters, of which the csv module takes eight bytes each; no article is so long.
LONGEST_CELL = 20_000_000
# A line as the csv module takes it: with its end, and the end of no other.
LINE = re.compile(r"[^\r\n]*+(?:\r\n?|\n)|[^\r\n]++")


class RecordError(NotRead):
    """A file or record that cannot be used: `line`, and the reason as the rest of a sentence."""

    def __init__(self, line, reason):
        super().__init__(reason)
        self.line = line


def read_lines(text):
    """Yields (line, fields) for each line that is a JSON object, (line, RecordError) for each other one."""
    if text.lstrip()[:1] == "[":
        raise RecordError(1, "this is one JSON array; write one record a line, without brackets round them")
    for line, content in enumerate(text.split("\n"), start=1):
        if content.strip():
            yield line, _parsed(line, content)


def _parsed(line, content):
    try:
        fields = json.loads(content)
    except json.JSONDecodeError as error:
        return RecordError(
            line, f"this line is not JSON ({error.msg} at character {error.colno}); correct or delete it"
        )
    except (RecursionError, ValueError):
        return RecordError(line, "this line nests too deep or holds too large a number; correct or delete it")
    if not isinstance(fields, dict):
        return RecordError(line, 'this line is no JSON object; write one record a line, as {"text": …}')
    return {str(name).strip().lower(): value for name, value in fields.items()}


def read_rows(text, separator=None, marks=True):
    """`table` of a CSV file, in which quotation marks open and close cells unless `marks` is false.

    The separator is the one that a first line like "sep=;" names, else the one given,
    else the one of `SEPARATORS` that the first line uses most.
    """
    named = SEPARATOR_LINE.match(text)
    if named:
        separator = named[1]
    first = (LINE.match(text) or [""])[0]
    reader = _reader(text, separator or max(SEPARATORS, key=first.count), marks)
    if named:
        next(reader)
    return table(reader)


def table(rows):
    """(columns, records): the column names in the first of `rows`, the others as (line, fields or RecordError).

    `rows` are (line, cells), the cells as text, none of them blank throughout. Raises
    RecordError where the first is no header.
    """
    line, header = next(rows, (1, []))
    if isinstance(header, RecordError):
        raise header
    columns = [cell.strip().lower() for cell in header]
    if not any(columns):
        raise RecordError(line, "there are no names of columns; write them into the first line")
    if max(map(len, columns)) > LONGEST_NAME:
        raise RecordError(line, "this is text and no line with the names of columns; write them into the first line")
    for i, column in enumerate(columns):
        if column and column in columns[:i]:
            raise RecordError(line, f"the first line has the column {column} twice; rename one of the two")
    return columns, ((line, _fields(line, columns, cells)) for line, cells in rows)


def _reader(text, separator, marks):
    """Yields (line, cells) for each row that is not blank, the line being that of its first cell."""
    quoting = csv.QUOTE_MINIMAL if marks else csv.QUOTE_NONE
    lines = (line[0] for line in LINE.finditer(text))
    rows = csv.reader(lines, delimiter=separator, quoting=quoting, strict=True)
    while True:
        line = rows.line_num + 1
        try:
            cells = _next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            if "field limit" in str(error):
                reason = f"a cell has more than {LONGEST_CELL:,} characters, or its quotation mark no partner"
                yield line, RecordError(line, f"{reason}; correct this row, as no row below it is read")
                return
            reason = "a quotation mark opens a cell and none closes it" if "end of data" in str(error) else str(error)
            cells = RecordError(line, f"{reason}; write marks inside a quoted cell twice")
        if isinstance(cells, RecordError) or any(cell.strip() for cell in cells):
            yield line, cells


def _next(rows):
    """The next row with cells of up to LONGEST_CELL; the limit of the csv module is as before between two rows."""
    before = csv.field_size_limit(LONGEST_CELL)
    try:
        return next(rows)
    finally:
        csv.field_size_limit(before)


def _fields(line, columns, cells):
    if isinstance(cells, RecordError):
        return cells
    if any(cell.strip() for cell in cells[len(columns) :]):
        return RecordError(
            line,
            f"the row has {len(cells)} cells and the first line {len(columns)}; "
            "put quotation marks round a cell that contains the separator",
        )
    return {column: cell for column, cell in zip(columns, cells, strict=False) if column}


def inert(cell):
    """A cell that no spreadsheet takes for a formula: text that looks like one gets an apostrophe before it."""
    return f"'{cell}" if isinstance(cell, str) and FORMULA.match(cell) else cell


def restored(cell):
    """The cell that `inert` was given."""
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell) else cell


def write_csv(table, path, **options):
    """Write a pandas table as CSV; a cell with any line end in it is quoted, and every cell is made `inert`.

    `options` go to `DataFrame.to_csv`.
    """
    texts = {name: table[name].map(inert, na_action="ignore") for name in table if table[name].dtype.kind == "O"}
    table = table.assign(**texts).rename(columns=inert)
    with open(path, "w", encoding="utf-8", newline="") as file:
        table.to_csv(_Rows(file), index=False, lineterminator="\r\n", **options)


class _Rows:
    """Takes CSV rows that end in CR LF, which makes the csv module quote both, and ends them in LF."""

    def __init__(self, file):
        self.file = file

    def write(self, row):
        self.file.write(row.removesuffix("\r\n") + "\n")


def write_xlsx(table, path):
    """Write a pandas table as a sheet in which all text is text and no cell a formula. Needs openpyxl.

    A character that no sheet can hold becomes U+FFFD; a text longer than a cell may be is cut, with “…” at its end.
    """
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    if len(table) >= SHEET_ROWS:
        raise FramingError(f"{len(table):,} rows are more than a sheet holds; write .csv instead.")
    book = Workbook(write_only=True)
    sheet = book.create_sheet("labels")
    for row in (list(table), *table.itertuples(index=False, name=None)):
        sheet.append([_sheet_cell(WriteOnlyCell(sheet), value) for value in row])
    book.save(path)


def _sheet_cell(cell, value):
    if not isinstance(value, str):
        cell.value = value if value == value else None  # NaN is what a blank cell stands for
        return cell
    text = NO_XML.sub("\ufffd", value)
    cell.value = text if len(text) <= SHEET_CELL else text[: SHEET_CELL - 1] + "…"
    cell.data_type = "s"
    return cell
