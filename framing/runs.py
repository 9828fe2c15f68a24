"""Runs: the figures of a folder put there together, so that an interrupted run leaves what was there.

A run keeps its files in a folder of its own inside the one they are for, and the next run made from the same goes on
with them. One run at a time writes into a folder. Files are moved one by one: an interrupt waits until all are, but
after a crash in that moment old and new files stand side by side until the next run.
"""

import os
import shutil
import signal
import threading
from contextlib import contextmanager
from dataclasses import astuple
from hashlib import sha256
from pathlib import Path

import matplotlib as mpl

from framing.errors import FramingError
from framing.exports import exported, write_gallery
from framing.paths import put_text, shown

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None

PACKAGE = Path(__file__).parent
UNFINISHED = ".framing-unfinished"


@contextmanager
def alone(folder):
    """Hold `folder`, made if it is missing, for one run; raises FramingError while another run holds it.

    The lock is the system's own, which ends with the run, however that ends. Where the system or the disk has no
    such locks, nothing is held.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if fcntl is None:
        yield
        return
    held = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            sentence = "another run is writing figures into this folder; wait until it has ended, or name another"
            raise FramingError(f"{shown(folder)}: {sentence} folder.") from None
        except OSError:  # no locks on this disk
            pass
        yield
    finally:
        os.close(held)


def digest(articles, labels, *rest):
    """What stands for all that figures are made from, the package's files among it.

    Of `rest`, a path stands for the bytes of its file.
    """
    whole = sha256(mpl.__version__.encode())
    for path in sorted(PACKAGE.rglob("*.*")):
        if path.is_file() and path.suffix != ".pyc":
            whole.update(path.read_bytes())
    whole.update(repr([*map(astuple, articles), getattr(articles, "problems", [])]).encode("utf-8", "replace"))
    whole.update(labels.to_json(orient="values").encode())
    for part in rest:
        whole.update(part.read_bytes() if isinstance(part, Path) else repr(part).encode())
    return whole.hexdigest()


def begin(folder, made_from):
    """The folder of an unfinished run made from the same, or a new one, which takes the place of any other."""
    unfinished = folder / UNFINISHED
    note = unfinished / "made-from"
    if not note.is_file() or note.read_text("utf-8") != made_from:
        if unfinished.is_dir():
            shutil.rmtree(unfinished)
        unfinished.mkdir(parents=True)
        put_text(note, made_from)
    return unfinished


@contextmanager
def _uninterrupted():
    """Let Ctrl-C, or a request to end, wait for the end of the block."""
    came, before = [], {}
    if threading.current_thread() is threading.main_thread():  # no other thread is interrupted
        for number in (signal.SIGINT, signal.SIGTERM):
            before[number] = signal.signal(number, lambda number, _: came.append(number))
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    for number in came[:1]:
        signal.raise_signal(number)


@_uninterrupted()
def finish(unfinished, folder, names, others, report):
    """Put the figures called `names`, then the report, into `folder`; remove `others` of it; returns the paths written.

    Of the others only what an export has written is removed. An interrupt waits until all of this is done.
    """
    paths = [path.replace(folder / path.name) for name in names for path in exported(name, unfinished)]
    for path in [path for name in others for path in exported(name, folder)]:
        path.unlink()
    paths.append((unfinished / report).replace(folder / report))
    write_gallery(folder)
    shutil.rmtree(unfinished)
    return [path.as_posix() for path in paths]
