"""Forty bytes of memory that outlive a crash: what the engine was reading, or telling, when it ended.

The window reads them after the engine has gone, so that a resource is listed as unreadable after the
restart, and the detail of a line not asked for again, instead of ending the engine again. They hold a hash
and an offset, no word of a record.
"""

import mmap
import os
import secrets
import struct
import sys
import tempfile
from collections.abc import Iterable
from hashlib import blake2b
from typing import Self

_FORM = struct.Struct("<32sQ")
_OPTION = "--slate="


def places_from(texts: Iterable[str]) -> frozenset[tuple[str, int]]:
    """Read what slates held: (key, offset). What is neither is left out.

    >>> places_from(["00ff 12", "nonsense"])
    frozenset({('00ff', 12)})
    """
    pairs = (text.rpartition(" ") for text in texts)
    return frozenset((key, int(start)) for key, _, start in pairs if start.isdecimal())


def sign_of(entry: str) -> str:
    """Return what stands on the slate while the detail of a line is told: 32 hex digits.

    >>> len(sign_of("e00004")), sign_of("e00004") == sign_of("e00005")
    (32, False)
    """
    return blake2b(entry.encode("utf-8"), digest_size=16).hexdigest()


def is_of(entry: str, place: str) -> bool:
    """Whether a slate was left while the detail of this line was told.

    >>> is_of("e1", f"{sign_of('e1')} 0"), is_of("e1", ""), is_of("", "")
    (True, False, False)
    """
    return place == f"{sign_of(entry)} 0"


class Slate:
    """Shared by window (reads) and engine (writes); lives in memory only."""

    def __init__(self, shared: mmap.mmap, option: str, fds: tuple[int, ...]) -> None:
        self._shared = shared
        self.option = option
        self.fds = fds

    @classmethod
    def create(cls) -> Self:
        """Make a new one. ``option`` and ``fds`` are for the child's command line and inheritance."""
        if sys.platform == "win32":
            name = f"tributary-{secrets.token_hex(16)}"
            return cls(mmap.mmap(-1, _FORM.size, tagname=name), _OPTION + name, ())
        fd = _memory_file()
        os.ftruncate(fd, _FORM.size)
        return cls(mmap.mmap(fd, _FORM.size), f"{_OPTION}{fd}", (fd,))

    @classmethod
    def opened(cls, arguments: list[str]) -> Self:
        """Open the one that the command line names; a new one, that nobody reads, where it names none."""
        given = [text.removeprefix(_OPTION) for text in arguments if text.startswith(_OPTION)]
        if not given:
            return cls.create()
        if sys.platform == "win32":
            return cls(mmap.mmap(-1, _FORM.size, tagname=given[0]), "", ())
        return cls(mmap.mmap(int(given[0]), _FORM.size), "", ())

    def write(self, key: str, start: int) -> None:
        """Note what is about to be read; ``key`` is 32 hex digits, or "" for nothing."""
        self._shared[: _FORM.size] = _FORM.pack(key.encode("ascii"), start)

    def read(self) -> str:
        """Return ``key start``, or "" where nothing was being read."""
        key, start = _FORM.unpack(self._shared[: _FORM.size])
        text = key.rstrip(b"\0").decode("ascii")
        return f"{text} {start}" if text else ""

    def close(self) -> None:
        """Give the memory back."""
        self._shared.close()
        for fd in self.fds:
            os.close(fd)


def _memory_file() -> int:
    if hasattr(os, "memfd_create"):
        return os.memfd_create("tributary")
    with tempfile.TemporaryFile() as file:  # without a name, and only a hash is ever written
        return os.dup(file.fileno())
