"""Bounds: how much is read, so that no file takes all the memory or time there is."""

import zipfile
import zlib
from dataclasses import fields
from io import BytesIO

from framing.errors import NotRead
from framing.paths import HALF, SURROGATE

MB = 1_000_000
# A table of 100,000 articles of the usual length has about as much.
LARGEST_FILE = 500 * MB
# The longest novels stay below three million characters.
LONGEST_ARTICLE = 5 * MB
# Bytes of a file of text: the longest article in the longest characters, or some thousand articles of a download.
LARGEST_TEXT = 4 * LONGEST_ARTICLE
MOST_UNPACKED = 500 * MB
# A document type stands before everything else in XML.
PROLOG = 65_536
# What Word and Excel begin an encrypted document with, and every document before 2007.
OLD_OFFICE = b"\xd0\xcf\x11\xe0"


def check_size(size, most=LARGEST_FILE):
    """Raises NotRead for a file of more bytes than `most`."""
    if size > most:
        raise NotRead(f"the file has {size / MB:,.0f} MB and at most {most / MB:,.0f} MB are read; split it")


def check_unpacked(size):
    """Raises NotRead for contents that unpack to too many bytes."""
    if size > MOST_UNPACKED:
        raise NotRead(
            f"its contents unpack to {size / MB:,.0f} MB and at most {MOST_UNPACKED / MB:,.0f} MB are read; split it"
        )


def office(data, kind, ending):
    """A stream over an Office document that unpacks to a bounded size and whose XML has no document type.

    A member's size is what the directory says; `zipfile` unpacks no more of it than that.
    Entities can only be declared in a document type, and Office writes none; below the prolog
    looked at here, the parsers of python-docx and openpyxl expand none either. `kind` and
    `ending` name the document in a sentence. Raises NotRead.
    """
    if data.startswith(OLD_OFFICE):
        raise NotRead(f"it is protected by a password, or of an old kind; save it as {ending} without a password")
    try:
        archive = zipfile.ZipFile(BytesIO(data))
        members = archive.infolist()
        check_unpacked(sum(member.file_size for member in members))
        for member in members:
            if member.filename.endswith((".xml", ".rels")):
                with archive.open(member) as file:
                    head = file.read(PROLOG).replace(b"\0", b"")
                if b"<!DOCTYPE" in head:
                    raise NotRead("its XML has a document type, which no Office document needs; save it anew")
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError):
        raise NotRead(f"this is no {kind}, or a damaged one; save it anew as {ending}") from None
    return BytesIO(data)


def checked(found):
    """An article as it is, a NotRead in its place where no article can be so."""
    half = next((field.name for field in fields(found) if SURROGATE.search(str(getattr(found, field.name)))), None)
    if len(found.text) > LONGEST_ARTICLE:
        error = NotRead(
            f"this article has {len(found.text):,} characters and at most {LONGEST_ARTICLE:,} are read; "
            "give each article a file or a record of its own"
        )
    elif half:
        error = NotRead(f"the {half} holds {HALF}; correct it")
    elif not found.text.strip():
        error = NotRead("there are no words in it; save the article anew")
    else:
        return found
    error.line = found.line
    return error
