"""Forms: each form that articles come in, what reads it, and what that needs.

A reader is a function of a file's bytes and of `columns`, which says for tables what
stands in which column. It yields a `Found` for each article, a `NotRead` for each one
that cannot be read, and a sentence for what is worth knowing about the file; it raises
NotRead where nothing in the file can be read.
"""

import logging
import warnings
from contextlib import contextmanager
from dataclasses import replace
from importlib import import_module
from importlib.util import find_spec

from framing.errors import NotRead
from framing.forms import bounds
from framing.forms.downloads import split
from framing.forms.found import Found
from framing.forms.text import EMPTY

# Ending -> module, its reader, and the package that this form needs beyond the usual ones,
# by the name it is imported by and the name it is installed by.
READERS = {
    ".txt": ("text", "read_text", None, None),
    ".md": ("text", "read_markdown", None, None),
    ".html": ("pages", "read_page", "trafilatura", "trafilatura"),
    ".htm": ("pages", "read_page", "trafilatura", "trafilatura"),
    ".docx": ("documents", "read_docx", "docx", "python-docx"),
    ".pdf": ("documents", "read_pdf", "pypdf", "pypdf"),
    ".rtf": ("documents", "read_rtf", "striprtf", "striprtf"),
    ".csv": ("sheets", "read_csv", None, None),
    ".tsv": ("sheets", "read_tsv", None, None),
    ".xlsx": ("sheets", "read_xlsx", "openpyxl", "openpyxl defusedxml"),
    ".jsonl": ("sheets", "read_jsonl", None, None),
    ".parquet": ("sheets", "read_parquet", "pyarrow", "pyarrow"),
}
TABLES = [ending for ending, (module, *_) in READERS.items() if module == "sheets"]
# Files of these kinds may well be articles: the ending to save them with.
SAVE_AS = {
    ".doc": ".docx",
    ".eml": ".txt",
    ".epub": ".txt",
    ".json": ".jsonl",
    ".mht": ".html",
    ".mhtml": ".html",
    ".odt": ".docx",
    ".ods": ".xlsx",
    ".xls": ".xlsx",
    ".xml": ".txt",
}


def read(ending, data, columns):
    """Everything that the reader of a form yields for a file's bytes, as a list. Raises NotRead."""
    module, reader, package, install = READERS[ending]
    if package and find_spec(package) is None:
        raise NotRead(f"reading {ending} needs {package}; install it with: python -m pip install {install}")
    if not data:
        raise NotRead(EMPTY)
    reader = getattr(import_module(f"framing.forms.{module}"), reader)
    try:
        with _quiet():
            return [part for item in reader(data, columns) for part in _checked(item)]
    except NotRead:
        raise
    except Exception as error:
        # What a library makes of a broken file can be any error at all.
        if package is None:
            raise
        reason = f"{type(error).__name__}: {error}".rstrip(". :").split("\n")[0][:200]
        raise NotRead(f"it is damaged, or no {ending} file ({reason}); save it anew") from None


def _checked(item):
    """An item of a reader as one or more: a download with many articles is taken apart."""
    if not isinstance(item, Found):
        return [item]
    parts = split(item.text) if item.line is None else []
    parts = [replace(part, notes=item.notes) if isinstance(part, Found) else part for part in parts] or [item]
    return [bounds.checked(part) if isinstance(part, Found) else part for part in parts]


@contextmanager
def _quiet():
    """Without the warnings and log lines of the libraries, which speak to programmers."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(before)
