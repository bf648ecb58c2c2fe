"""Whose turn it is with a file that several processes write: one at a time, and nobody waits for ever."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

_EACH_S = 0.01
_OPEN = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)

if sys.platform == "win32":  # pragma: no cover - Windows alone
    import msvcrt

    _LOCKED_BYTE = 0x7FFFFFFE  # far behind the end: a locked byte cannot be read by anybody else

    def _lock(handle: int) -> None:
        os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def wait_for_turn(handle: int, limit_s: float) -> None:
    """Wait until no other process has the turn; closing the handle gives it back. Raises OSError."""
    end = monotonic() + limit_s
    while True:
        try:
            _lock(handle)
        except OSError as error:
            if monotonic() >= end:
                raise OSError(error.errno, "another window or program keeps the file locked") from None
            sleep(_EACH_S)
        else:
            return


@contextmanager
def turn_beside(path: Path, limit_s: float = 5.0) -> Iterator[None]:
    """Have the turn with a file that is replaced as a whole: by a lock file beside it. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(path.with_name(f".{path.name}.turn"), _OPEN, 0o600)
    try:
        wait_for_turn(handle, limit_s)
        yield
    finally:
        os.close(handle)
