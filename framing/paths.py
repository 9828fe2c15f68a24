"""Paths: why nothing can be read at one, how one is written in a sentence, and how a file is put there whole."""

import errno
import os
import re

SURROGATE = re.compile("[\ud800-\udfff]")
HALF = "half a character (a lone surrogate)"


def shown(name):
    """A path, name or sentence as text that can be printed: what is no text in it, or steers a terminal, as \\x1b."""
    return "".join(character if character.isprintable() else _escaped(character) for character in str(name))


def _escaped(character):
    code = ord(character)
    return f"\\x{code - 0xDC00:02x}" if 0xDC80 <= code <= 0xDCFF else ascii(character)[1:-1]


def reason_against(path):
    """Why there is nothing to read at `path`, as the rest of a sentence; None where it can be tried."""
    try:
        path.stat()
    except ValueError:  # a character that no path can have
        return "there is no such file or folder; check the path"
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            return "this is longer than a path can be; check the path"
        if error.errno == errno.ELOOP:
            return "this link leads round in a circle; correct or delete it"
        if error.errno not in (errno.ENOENT, errno.ENOTDIR, errno.EINVAL):
            return not_read(error)
        if path.is_symlink():
            return "this link leads to no file; correct or delete it"
        return "there is no such file or folder; check the path"
    return None


def not_read(error):
    """An OSError as the rest of a sentence."""
    return f"it cannot be read ({(error.strerror or str(error)).lower()}); check its permissions"


def put(path, save):
    """`save` beside `path`, then put in place, so that a reader finds the old file or the new one; returns `path`.

    An OSError names `path`.
    """
    beside = path.with_name(f".{path.name}.part")
    try:
        save(beside)
        os.replace(beside, path)
    except OSError as error:
        if error.errno:
            error.filename = str(path)
        raise
    finally:
        beside.unlink(missing_ok=True)
    return path


def put_text(path, text):
    """`put` for text, in UTF-8; half a character becomes a question mark."""
    return put(path, lambda beside: beside.write_bytes(text.encode("utf-8", "replace")))
