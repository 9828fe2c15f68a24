"""Bytes to text: UTF-8, else what a detector makes of them, and always a note that says so.

Nothing is replaced or dropped and no line end is changed, so an offset into the
text stays good for as long as the file does.
"""

import re

from charset_normalizer import from_bytes

UTF8_MARK = b"\xef\xbb\xbf"
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
UTF32_MARKS = (b"\xff\xfe\0\0", b"\0\0\xfe\xff")
SIGNATURES = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a zip archive or an Office document",
    b"\xd0\xcf\x11\xe0": "an old Office document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b": "a compressed file",
}
CONTROL = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b\x1a"))
# So many bytes are enough to tell an encoding by.
SAMPLE = 65_536
# Western text is ASCII but for its marks and a few letters; with a higher share of other bytes it is not.
MOST_HIGH = 0.2
# cp1252 is the wrong guess where it gives capitals with accents inside words, behind stops or alone.
MISREAD = re.compile(r"[a-z.,!?][À-ÖØ-ÞŠŒŽ]|[À-ÖØ-Þ]{2}|\s[Ð-Õ]\s|ƒ\w|â€|Ã[\x80-\xbf€-™]")
WESTERN = ["mac_roman", "cp1250", "cp1254", "cp437", "cp850"]
BYTE_OF_CP1252 = {
    0xDC00 + byte: bytes([byte]).decode("cp1252", "ignore") or bytes([byte]).decode("latin-1")
    for byte in range(0x80, 0x100)
}


class NotText(ValueError):
    """Bytes that are no text; the message says what they are, as the rest of a sentence."""


def decode(data):
    """(text, note) of a file's bytes; the note is "" for plain UTF-8.

    Raises NotText for binary data and for text in no encoding that could be told.
    """
    if data.startswith(UTF8_MARK):
        text, note = decode(data[len(UTF8_MARK) :])
        return text, note or "byte order mark left out"
    if data.startswith(UTF32_MARKS):
        return _decode(data, "utf-32"), "decoded as UTF-32"
    if data.startswith(UTF16_MARKS):
        return _decode(data, "utf-16"), "decoded as UTF-16"
    _refuse_binary(data)
    if b"\0" in data[:SAMPLE]:
        return _decode(data, _byte_order(data[:SAMPLE])), "decoded as UTF-16"
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError as error:
        return _decode_other(data, error.start)


def _refuse_binary(data):
    for signature, name in SIGNATURES.items():
        if data.startswith(signature):
            raise NotText(f"this is {name}")
    head = data[:SAMPLE]
    if len(head) - len(head.translate(None, CONTROL)) > len(head) / 2:
        raise NotText("this is binary data")


def _decode_other(data, first):
    """Text that is not UTF-8; `first` is the place of the first byte that shows it."""
    begin = max(0, first - 1_000)
    sample = data[begin : begin + SAMPLE]
    loose = data.decode("utf-8", "surrogateescape")
    wrong = len(data) - len(loose.encode("utf-8", "ignore"))
    several = len(data) - len(loose)
    if several > wrong:
        return loose.translate(BYTE_OF_CP1252), f"UTF-8 but for {wrong} bytes, those decoded as cp1252"
    encoding = _detect(sample)
    return _decode(data, encoding), f"decoded as {encoding}"


def _byte_order(sample):
    """UTF-16 without its mark: every other byte of a Western text is 0."""
    second, first = sample[1::2].count(0), sample[::2].count(0)
    if max(first, second) < len(sample) / 4 or min(first, second) > len(sample) / 50:
        raise NotText("this is binary data")
    return "utf-16-le" if second > first else "utf-16-be"


def _detect(sample):
    """The encoding of a sample: cp1252 where that reads well, else what the detector says."""
    western = sum(byte > 0x7F for byte in sample) <= MOST_HIGH * len(sample)
    if western:
        try:
            if not MISREAD.search(sample.decode("cp1252")):
                return "cp1252"
        except UnicodeDecodeError:
            pass
    best = from_bytes(sample, cp_isolation=WESTERN if western else None).best()
    if best is None:
        raise NotText("this is no text in an encoding that could be told")
    return best.encoding


def _decode(data, encoding):
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise NotText(f"this looks like {encoding} but is damaged") from None
