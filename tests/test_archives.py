"""Zip archives: what is read, what is refused and in which words, and that nothing gets out of bounds."""

import io
import stat
import struct
import tracemalloc
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.errors import NotRead
from framing.forms import archives
from framing.forms.archives import members

TEXT = b"Rebels leave Velin\n\nThe rebels left the town on Monday, residents said.\n"


def zipped(*files, method=zipfile.ZIP_DEFLATED):
    """A zip of (name or ZipInfo, bytes)."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in files:
            archive.writestr(name, content, method)
    return buffer.getvalue()


def entry(name, mode=stat.S_IFREG | 0o644):
    info = zipfile.ZipInfo(name)
    info.create_system, info.external_attr = 3, mode << 16
    return info


def patched(data, offset, form, value):
    """The archive with a field changed both in the list of files (at `offset`) and before the file itself."""
    data = bytearray(data)
    for mark, shift in ((b"PK\x01\x02", 0), (b"PK\x03\x04", -2)):
        struct.pack_into(form, data, data.index(mark) + offset + shift, value)
    return bytes(data)


FLAGS, METHOD, CHECKSUM, PACKED, SIZE = 8, 10, 16, 20, 24


def read(data):
    return [(name, str(content) if isinstance(content, NotRead) else content) for name, content in members(data)]


def refusal(data):
    [(name, content)] = members(data)
    assert isinstance(content, NotRead)
    return str(content)


def test_files_come_sorted_by_name_and_what_systems_add_is_passed_over():
    data = zipped(
        ("texts/", b""),
        ("texts/b.txt", TEXT),
        ("a.txt", b"one"),
        ("__MACOSX/texts/._b.txt", b"\0"),
        ("__MACOSX/b.txt", b"\0"),
        ("texts/.DS_Store", b"\0"),
        ("._a.txt", b"\0"),
        ("texts/empty.txt", b""),
        (entry("texts/folder", stat.S_IFDIR | 0o755), b""),
        method=zipfile.ZIP_STORED,
    )
    assert read(data)[:2] == [("a.txt", b"one"), ("texts/b.txt", TEXT)]
    assert [name for name, _ in members(data)] == ["a.txt", "texts/b.txt", "texts/empty.txt"]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("../a.txt", "leads out of"),
        ("texts/../../a.txt", "leads out of"),
        ("..\\a.txt", "leads out of"),
        ("/etc/a.txt", "leads out of"),
        ("\\\\server\\a.txt", "leads out of"),
        ("C:\\a.txt", "leads out of"),
        (entry("a.txt", stat.S_IFLNK | 0o777), "is a link"),
        (entry("a.txt", stat.S_IFIFO | 0o644), "is a device"),
        ("more.ZIP", "archive in the archive"),
    ],
)
def test_a_member_is_refused_and_the_others_are_read(name, reason):
    found = read(zipped((name, TEXT), ("b.txt", TEXT)))
    assert sum(content == TEXT for _, content in found) == 1
    assert sum(reason in content for _, content in found if isinstance(content, str)) == 1
    assert len(found) == 2


@pytest.mark.parametrize(
    ("offset", "form", "value", "reason"),
    [
        (FLAGS, "<H", 0x1, "encrypted"),
        (METHOD, "<H", 99, "method that is not read"),
        (METHOD, "<H", zipfile.ZIP_STORED, "damaged"),
        (CHECKSUM, "<I", 1, "damaged"),
        (PACKED, "<I", 9, "damaged"),
        (SIZE, "<I", 20, "damaged"),
        (SIZE, "<I", archives.SMALL - 1, "another size"),
        (SIZE, "<I", archives.LARGEST_MEMBER + 1, "larger than 100 MB"),
        (SIZE, "<I", archives.LARGEST_MEMBER, "200 times its size"),
    ],
)
def test_a_header_that_is_broken_or_lies_is_refused(offset, form, value, reason):
    assert reason in refusal(patched(zipped(("a.txt", TEXT)), offset, form, value))


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_methods_that_unpack_without_bound_are_refused(method):
    assert "method that is not read" in refusal(zipped(("a.txt", TEXT), method=method))


@pytest.fixture(scope="module")
def bomb():
    """A zip of one gigabyte of zeros, packed a megabyte at a time."""
    packer, checksum = zlib.compressobj(9, wbits=-15), 0
    megabyte = packer.compress(bytes(2**20)) + packer.flush(zlib.Z_FULL_FLUSH)
    for _ in range(1024):
        checksum = zlib.crc32(bytes(2**20), checksum)
    data = zipped(("a.txt", megabyte * 1024 + packer.flush()), method=zipfile.ZIP_STORED)
    for offset, form, value in ((METHOD, "<H", 8), (CHECKSUM, "<I", checksum), (SIZE, "<I", 2**30)):
        data = patched(data, offset, form, value)
    with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open("a.txt") as file:
        assert sum(len(piece) for piece in iter(lambda: file.read(2**24), b"")) == 2**30
    return data


# What the header of the bomb says of its size.
@pytest.mark.parametrize("size", [2**30, archives.LARGEST_MEMBER, 1000, 0])
def test_a_bomb_is_refused_in_bounded_memory(bomb, size):
    data = patched(bomb, SIZE, "<I", size)
    tracemalloc.start()
    try:
        assert refusal(data)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    said = size if size <= archives.LARGEST_MEMBER else 0
    assert peak < 3 * said + 4 * len(bomb)


def test_the_files_together_are_bounded(monkeypatch):
    monkeypatch.setattr(archives, "LARGEST_TOTAL", 2 * len(TEXT))
    found = read(zipped(*((f"{name}.txt", TEXT) for name in "dcba")))
    assert [content == TEXT for _, content in found] == [True, True, False, False]
    assert "split the archive" in found[2][1]


def test_the_number_of_files_is_bounded(monkeypatch):
    monkeypatch.setattr(archives, "MOST_MEMBERS", 3)
    assert len(read(zipped(*((f"{i}.txt", TEXT) for i in range(3))))) == 3
    with pytest.raises(NotRead, match="files; split it"):
        read(zipped(*((f"{i}.txt", TEXT) for i in range(4))))
    monkeypatch.setattr(zipfile, "ZipFile", None)  # so many are refused before the list of files is read
    with pytest.raises(NotRead, match="files; split it"):
        read(archives.ENTRY * 31)


@pytest.mark.parametrize("keep", [0, 4, 100, -1, -30])
def test_a_zip_without_its_end_is_refused_as_a_whole(keep):
    data = zipped(("a.txt", TEXT), ("b.txt", TEXT))
    with pytest.raises(NotRead, match="its end is missing"):
        read(data[:keep])


def test_what_is_no_zip_is_refused_as_a_whole():
    with pytest.raises(NotRead, match="no zip archive"):
        read(TEXT)


def test_names_are_shown_as_meant_and_safely():
    utf8_unmarked = zipped(("Caf\N{LATIN SMALL LETTER E WITH ACUTE}.txt", TEXT))
    utf8_unmarked = patched(utf8_unmarked, FLAGS, "<H", 0)
    assert read(utf8_unmarked) == [("Café.txt", TEXT)]
    cp437 = patched(zipped(("Caf\N{LATIN SMALL LETTER E WITH ACUTE}.txt", TEXT)), FLAGS, "<H", 0)
    cp437 = cp437.replace("é".encode(), b"\x82x")
    assert read(cp437) == [("Caféx.txt", TEXT)]
    assert read(zipped(("a\x1b[2J\n\u202etxt.exe", TEXT))) == [("a\\x1b[2J\\n\\u202etxt.exe", TEXT)]


@given(st.data())
def test_a_damaged_zip_never_raises_anything_else(data):
    content = bytearray(zipped(("a.txt", TEXT * 20), ("b/c.txt", TEXT)))
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        for name, member in members(bytes(content)):
            assert name.isprintable() and isinstance(member, bytes | NotRead)
    except NotRead:
        pass
