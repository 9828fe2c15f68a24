"""Zip archives: the files in one, read in memory and within bounds; nothing is ever written to disk.

What a header says of a size is never trusted: a file that it says to be too large is refused, and of any other no
more is unpacked than it says.
"""

import re
import stat
import struct
import zipfile
import zlib
from io import BytesIO

from framing.errors import NotRead
from framing.forms import bounds
from framing.paths import shown

# Bytes. The largest file read out of an archive: a PDF or a spreadsheet with thousands of articles stays below it.
LARGEST_MEMBER = 100 * bounds.MB
# Bytes, of all files in an archive together: about 100,000 articles as text.
LARGEST_TOTAL = bounds.MOST_UNPACKED
# Files in an archive; a year of a paper's articles one by one stays below it.
MOST_MEMBERS = 10_000
# Bytes unpacked for each one packed. Text comes to 3 to 10 and a sparse table to about 50; deflate can do 1,032.
HIGHEST_RATIO = 200
# Bytes. Below this a file may have any ratio: it does no harm.
SMALL = bounds.MB

# The head of each entry in the list of files. A zip within a zip may hold some too, hence the margin.
ENTRY = b"PK\x01\x02"
METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
ENCRYPTED = 0x1
NAMED_IN_UTF8 = 0x800
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    OverflowError,
    RuntimeError,  # NotImplementedError is one
    ValueError,  # a name that is no UTF-8, a place before the beginning
)


def members(data):
    """Yields (name, bytes) for each regular file in a zip, (name, NotRead) for each that is refused, sorted by name.

    Folders and what a system adds for itself (`__MACOSX`, names with a dot in front, and all below them) are passed
    over. Raises NotRead where the archive as a whole cannot be read.
    """
    if data.count(ENTRY) > 10 * MOST_MEMBERS:
        raise NotRead(TOO_MANY)
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except DAMAGED:
        reason = "this is no zip archive, or a damaged one, or its end is missing; download or pack it again"
        raise NotRead(reason) from None
    with archive:
        entries = archive.infolist()
        if len(entries) > MOST_MEMBERS:
            raise NotRead(TOO_MANY)
        total = 0
        for path, entry in sorted(((_path(entry), entry) for entry in entries), key=lambda pair: pair[0]):
            if _is_passed_over(path, entry):
                continue
            reason = _reason_against(path, entry)
            if not reason and total + entry.file_size > LARGEST_TOTAL:
                reason = f"with it the archive unpacks to more than {_megabytes(LARGEST_TOTAL)}; split the archive"
            content = NotRead(reason) if reason else _content(archive, entry)
            total += 0 if isinstance(content, NotRead) else len(content)
            yield shown(path), content


TOO_MANY = f"the archive holds more than {MOST_MEMBERS:,} files; split it"


def _path(entry):
    """A member's path with "/" between its parts; UTF-8 that is not marked as such is read as UTF-8."""
    name = entry.filename
    if not entry.flag_bits & NAMED_IN_UTF8:
        try:
            name = name.encode("cp437").decode("utf-8")
        except UnicodeError:
            pass
    return name.replace("\\", "/")


def _is_passed_over(path, entry):
    folder = path.endswith("/") or stat.S_ISDIR(entry.external_attr >> 16)
    parts = set(path.split("/")) - {".", ".."}
    return folder or any(part.startswith(".") or part == "__MACOSX" for part in parts)


def _reason_against(path, entry):
    """Why a member is refused before it is opened, None where it is not."""
    mode = entry.external_attr >> 16
    if path.startswith("/") or re.match(r"[A-Za-z]:", path) or ".." in path.split("/"):
        return "its path leads out of the archive; pack the archive again from inside one folder"
    if stat.S_ISLNK(mode):
        return "it is a link and no file; put the file itself into the archive"
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        return "it is a device and no file; pack the archive again without it"
    if entry.flag_bits & ENCRYPTED:
        return "it is encrypted; unpack it with its password and add the file itself"
    if path.lower().endswith(".zip"):
        return "it is an archive in the archive; unpack it and add its files"
    if entry.compress_type not in METHODS:
        return "it is packed by a method that is not read; pack the archive again as an ordinary zip"
    if entry.file_size > LARGEST_MEMBER:
        return f"it is larger than {_megabytes(LARGEST_MEMBER)}; split it"
    if entry.file_size > max(SMALL, HIGHEST_RATIO * entry.compress_size):
        return f"it unpacks to more than {HIGHEST_RATIO} times its size, as no text does; unpack it and look at it"
    return None


def _content(archive, entry):
    """A member's bytes, or NotRead. No more is unpacked than the header says, which is within the bounds here."""
    try:
        with archive.open(entry) as file:
            content = file.read(entry.file_size + 1)
    except DAMAGED:
        return NotRead("it is damaged in the archive; pack or download the archive again")
    if len(content) != entry.file_size:
        return NotRead("it has another size than the archive says; pack or download the archive again")
    return content


def _megabytes(size):
    return f"{size // bounds.MB:,} MB"
