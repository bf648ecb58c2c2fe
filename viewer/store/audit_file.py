"""Where the lines of the audit trail are on the disk: added by one process at a time, in files of some MB.

``audit.jsonl`` is the first file, ``audit-2.jsonl`` the next one. They are counted, not dated: a clock that
was set back changes no order. The first line of a file is bound to the last line of the file before it.
"""

import errno
import os
import re
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import FileIO
from pathlib import Path

from viewer.store.audit_chain import event_of, lines_in, number_of
from viewer.store.file_turn import wait_for_turn
from viewer.store.plain_file import read_whole

LARGEST = 4 * 1024 * 1024
LONGEST_WAIT_S = 5.0
_LARGEST_READ = 256 * 1024 * 1024  # what a former version wrote into one file, and far more
_PIECE = 64 * 1024
# Not through a link: whoever can put one there must not choose the file that we add to.
_OPEN = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
_OPEN |= getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)

Written = Callable[[int, bytes], bytes]
"""Gives the bytes of a line by its number and the bytes of the last line (b"" for the first one)."""


def segments(first: Path) -> dict[int, Path]:
    """Return the files of a trail by their number, in order; ``first`` is where number 1 is."""
    name = re.compile(re.escape(first.stem) + r"-([2-9]|[1-9][0-9]{1,8})" + re.escape(first.suffix))
    found = {1: first} if os.path.lexists(first) else {}
    with suppress(FileNotFoundError):
        for file in first.parent.iterdir():
            if matched := name.fullmatch(file.name):
                found[int(matched[1])] = file
    return dict(sorted(found.items()))


def content_of(file: Path) -> bytes:
    """Return the bytes of one file of a trail. Raises OSError, also for what is no plain file."""
    return read_whole(file, _LARGEST_READ)


def add(first: Path, written: Written) -> bytes:
    """Add one line and see it on the disk; return its bytes. Raises OSError: then nothing was added."""
    first.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _opened(first.with_suffix(".lock")) as lock:
        wait_for_turn(lock.fileno(), LONGEST_WAIT_S)
        parts = segments(first)
        newest = max(parts, default=1)
        with _opened(parts.get(newest, first)) as file:
            last = _last_line(file)
            full = file.seek(0, os.SEEK_END) >= LARGEST
            if not full and (last or newest == 1):
                return _added(file, last, _after(first, last), written)
        # Full; or begun and never written to, and then the last line stands in a file before it.
        number, last = (newest + 1, last) if last else (newest, _last_of(parts, newest))
        with _opened(first.with_name(f"{first.stem}-{number}{first.suffix}")) as file:
            end = last.removesuffix(b"\n")
            return _added(file, b"", _after(first, last), lambda at, _: written(at, end))


def _added(file: FileIO, last: bytes, number: int, written: Written) -> bytes:
    line = written(number, last.removesuffix(b"\n"))
    lead = b"" if not last or last.endswith(b"\n") else b"\n"  # a line cut by a power failure stays as it is
    size = file.seek(0, os.SEEK_END)
    try:
        rest = memoryview(lead + line + b"\n")
        while rest:
            rest = rest[file.write(rest) :]
        os.fsync(file.fileno())
    except OSError:
        with suppress(OSError):
            file.truncate(size)  # half a line of an act that does not happen
        raise
    return line


def _after(first: Path, last: bytes) -> int:
    """Return the number of the line after this one; counted where the line does not say its own."""
    if not last:
        return 1
    number = number_of(event_of(last))
    return (counted(first) if number is None else number) + 1


def counted(first: Path) -> int:
    """Return the number of the last line by counting; the first line there may say that some came before."""
    lines = [line for file in segments(first).values() for line in lines_in(content_of(file))]
    start = number_of(event_of(lines[0])) if lines else 1
    return (start or 1) + len(lines) - 1


def _last_of(parts: dict[int, Path], before: int) -> bytes:
    for number in sorted((one for one in parts if one < before), reverse=True):
        with _opened(parts[number]) as file:
            if last := _last_line(file):
                return last
    return b""


def _last_line(file: FileIO) -> bytes:
    """Return the last line with its end, however long it is; without an end where it was cut."""
    size = at = file.seek(0, os.SEEK_END)
    tail = b""
    while at and b"\n" not in tail[:-1]:
        at = max(0, at - _PIECE)
        file.seek(at)
        tail = file.read(size - at)
    return tail[tail.rfind(b"\n", 0, max(0, len(tail) - 1)) + 1 :]


@contextmanager
def _opened(path: Path) -> Iterator[FileIO]:
    """Open a file of the trail; a new one is its owner's only. Raises OSError for what is no file."""
    with FileIO(os.open(path, _OPEN, 0o600), "r+") as file:
        about = os.fstat(file.fileno())
        if not stat.S_ISREG(about.st_mode):
            raise OSError(errno.EINVAL, "what is in its place is no file")
        if sys.platform != "win32" and about.st_mode & 0o077 and about.st_uid == os.geteuid():
            os.fchmod(file.fileno(), 0o600)  # made by a former version, or copied there
        yield file  # closing the file ends the lock
