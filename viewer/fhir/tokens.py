"""Every leaf of a resource with its exact source token, so that nothing sent can go unseen."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from viewer.fhir.scan import MAX_DEPTH

_BLANK = re.compile(rb"[ \t\r\n]*+")
_EMPTY = re.compile(rb"\{[ \t\r\n]*+\}|\[[ \t\r\n]*+\]")
_SCALAR = re.compile(rb"-?\d[\d.eE+\-]*+|true|false|null|-?Infinity|NaN")
_STRING = re.compile(rb'[^"\\]*+(?:\\.[^"\\]*+){0,1000}', re.DOTALL)
_NUMBER = re.compile(rb"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+\-]?\d+)?")
_KEY_SHOWN = 64


@dataclass(frozen=True, slots=True)
class Leaf:
    """One leaf: ``path`` with every index, ``raw`` as sent.

    ``kind`` is string, number, true, false, null, ``{}``, ``[]``, or damage: what cannot be read as JSON.
    """

    path: str
    raw: str
    kind: str


class _Damaged(Exception):
    """Reading stops here; ``at`` is the first byte that was not understood."""

    def __init__(self, at: int) -> None:
        self.at = at
        super().__init__(at)


def leaves(raw: bytes) -> Iterator[Leaf]:
    """Yield every leaf in document order, repeated keys included.

    >>> [(leaf.path, leaf.raw) for leaf in leaves(b'{"a": [1.0, null], "a": {}}')]
    [('a[0]', '1.0'), ('a[1]', 'null'), ('a', '{}')]
    """
    reader = _Reader(raw)
    try:
        yield from reader.read()
    except _Damaged as damaged:
        yield Leaf(reader.path(), _shown(raw[damaged.at :]), "damage")


class _Reader:
    """Walks the text once; ``_open`` holds, per open bracket, the index reached or the key being read."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        self._open: list[int | str] = []
        self._keys: dict[bytes, str] = {}

    def path(self) -> str:
        """Where reading stands: ``name[0].given[1]``."""
        parts = [f".{step}" if isinstance(step, str) else f"[{step}]" for step in self._open]
        return "".join(parts).removeprefix(".")

    def read(self) -> Iterator[Leaf]:
        at = self._blank(0)
        while True:
            at, leaf = self._value(at)
            if leaf is None:
                continue
            yield leaf
            at = self._after(at)
            if at < 0:
                return

    def _value(self, at: int) -> tuple[int, Leaf | None]:
        """Read the value at ``at``: a leaf, or None after opening a bracket."""
        byte = self._raw[at : at + 1]
        if byte == b'"':
            end = self._string_end(at)
            return end, self._leaf(at, end, "string")
        if byte in {b"{", b"["}:
            empty = _EMPTY.match(self._raw, at)
            if empty:
                return empty.end(), self._leaf(at, empty.end(), "{}" if byte == b"{" else "[]")
            return self._opened(at, byte), None
        scalar = _SCALAR.match(self._raw, at)
        if not scalar:
            raise _Damaged(at)
        return scalar.end(), self._leaf(at, scalar.end(), _kind(scalar.group()))

    def _opened(self, at: int, byte: bytes) -> int:
        if len(self._open) >= MAX_DEPTH:
            raise _Damaged(at)
        inside = self._blank(at + 1)
        if byte == b"[":
            self._open.append(0)
            return inside
        self._open.append("")
        return self._key(inside)

    def _after(self, at: int) -> int:
        """Step over what follows a value: to the next value, or -1 at the end of the text."""
        while True:
            at = self._blank(at)
            byte = self._raw[at : at + 1]
            if not self._open:
                if byte:
                    raise _Damaged(at)
                return -1
            step = self._open[-1]
            if byte == b",":
                return self._next(self._blank(at + 1), step)
            if byte != (b"]" if isinstance(step, int) else b"}"):
                raise _Damaged(at)
            self._open.pop()
            at += 1

    def _next(self, at: int, step: int | str) -> int:
        if isinstance(step, str):
            return self._key(at)
        self._open[-1] = step + 1
        return at

    def _key(self, at: int) -> int:
        if self._raw[at : at + 1] != b'"':
            raise _Damaged(at)
        end = self._string_end(at)
        colon = self._blank(end)
        if self._raw[colon : colon + 1] != b":":
            raise _Damaged(at)
        token = self._raw[at:end]
        if token not in self._keys:
            self._keys[token] = _name(token)
        self._open[-1] = self._keys[token]
        return self._blank(colon + 1)

    def _string_end(self, at: int) -> int:
        here = at + 1
        while True:
            found = _STRING.match(self._raw, here)
            here = found.end() if found else here
            if self._raw[here : here + 1] == b'"':
                return here + 1
            if here + 1 >= len(self._raw):
                raise _Damaged(at)

    def _blank(self, at: int) -> int:
        found = _BLANK.match(self._raw, at)
        return found.end() if found else at

    def _leaf(self, start: int, end: int, kind: str) -> Leaf:
        return Leaf(self.path(), _shown(self._raw[start:end]), kind)


def _kind(token: bytes) -> str:
    if token in {b"true", b"false", b"null"}:
        return token.decode()
    return "number" if _NUMBER.fullmatch(token) else "damage"


def _name(token: bytes) -> str:
    """Return the key as FHIR would write it; a very long or unprintable one stays in its source form."""
    shown = _shown(token[1:-1])
    try:
        name = json.loads(token) if b"\\" in token else shown
        name.encode()
    except ValueError:
        name = shown
    return name if len(name) <= _KEY_SHOWN else name[:_KEY_SHOWN] + "…"


def _shown(token: bytes) -> str:
    return token.decode("utf-8", "backslashreplace")
