"""How a file of ours is opened to be read: whatever else stands in its place is refused and hangs nobody."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from stat import S_ISREG
from typing import BinaryIO

_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


@contextmanager
def opened_plain(path: Path) -> Iterator[BinaryIO]:
    """Open a plain file; a pipe is not waited for, a device is not read. Raises OSError."""
    handle = os.open(path, _READ)
    with os.fdopen(handle, "rb") as file:
        if not S_ISREG(os.fstat(handle).st_mode):
            raise OSError(0, "it is not a plain file")
        yield file


def read_whole(path: Path, largest: int) -> bytes:
    """Return a plain file. Raises OSError, also where it is larger than we ever write it."""
    with opened_plain(path) as file:
        body = file.read(largest + 1)
    if len(body) > largest:
        raise OSError(0, "it is larger than this program writes it")
    return body


def read_at_most(path: Path, largest: int) -> bytes | None:
    """Return the same, None where there is no file. Raises OSError."""
    try:
        return read_whole(path, largest)
    except FileNotFoundError:
        return None
