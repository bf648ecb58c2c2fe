"""Stepping through the members and elements of JSON that may be damaged: what comes next, never failing."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from viewer.fhir.head import name_of, string_of
from viewer.fhir.scan import blank_end, string_end, value_end
from viewer.fhir.spans import Damage, Found

_BARE_NAME = re.compile(rb"'?([A-Za-z_]\w{0,63}+)'?[ \t\r\n]{0,64}+:", re.ASCII)
_STRAY = re.compile(rb'[^"{}\[\],]++')
_KINDS = {b'"': "a text", b"[": "a list", b"n": "null", b"t": "true", b"f": "false"}
_ENDS_JUNK = {b"", b",", b"]", b"}", b"{"}
_COLON = 0x3A
_STRAY_TEXT = "text that is not JSON"
_MORE_FOLLOWS = re.compile(rb"[\]}][ \t\r\n]{0,99}+(?:\}[ \t\r\n]{0,99}+){0,9},[ \t\r\n]{0,99}+\{")
_RESOURCE_INSIDE = b'"resourceType"'
_MAY_HOLD_ONE = {b"response", b"issues"}
_UNWELL = "the JSON is damaged here; what stands around it was read"


@dataclass(slots=True)
class Members:
    """What is known of the object being read: source tokens of the members that matter, first of each.

    ``misplaced`` are spans of members that seem to hold a resource where FHIR has none.
    """

    tokens: dict[bytes, bytes] = field(default_factory=dict)
    unknown: bool = False
    misplaced: list[tuple[int, int]] = field(default_factory=list)
    closed: bool = False

    def word(self, name: bytes) -> str:
        return string_of(self.tokens.get(name, b""))


class Cursor:
    """Stands at ``at`` in a body and only moves forward. ``cut``: the bytes ended inside a value."""

    def __init__(self, body: bytes, at: int = 0) -> None:
        self.body = body
        self.at = at
        self.cut = False
        self._lists = 0

    def each(self, path: str, out: Found, read: Callable[[str, Found], None]) -> None:
        """Read every element of the list that stands here; a lone value reads as a list of one."""
        if self.body[self.at : self.at + 1] != b"[":
            read(f"{path}[0]", out)
            return
        self.at += 1
        self._lists += 1
        index = 0
        while (byte := self._next_byte()) and byte != b"]":
            if byte == b"}" and not _MORE_FOLLOWS.match(self.body, self.at):
                break
            if byte in b":}":
                self.at += 1
                out.odd.append((_UNWELL, path))
            else:
                read(f"{path}[{index}]", out)
                index += 1
        self._lists -= 1
        if byte == b"]":
            self.at += 1
        elif byte:
            out.odd.append((_UNWELL, path))

    def _ends_list(self) -> bool:
        """Whether a ``]`` in an object ends the list around it, and is not just the wrong bracket."""
        return self._lists > 1 or (self._lists == 1 and not _MORE_FOLLOWS.match(self.body, self.at))

    def _next_byte(self) -> bytes:
        """Step over white space and commas; b"" at the end of the body."""
        while True:
            self.at = blank_end(self.body, self.at)
            byte = self.body[self.at : self.at + 1]
            if byte != b",":
                self.cut = self.cut or not byte
                return byte
            self.at += 1

    def name(self, path: str, out: Found, members: Members) -> bytes | None:
        """Move to the value of the next member; None where the object ends or has to end."""
        while byte := self._next_byte():
            if byte == b"}":
                self.at += 1
                members.closed = True
                return None
            if byte == b"{" or (byte == b"]" and self._ends_list()):
                out.odd.append((_UNWELL, path))
                return None
            name = self._quoted_name(path, out) if byte == b'"' else self._bare_name(path, out)
            if name is not None:
                return name
            if not self.cut:
                self._stray(path, out)
        return None

    def _quoted_name(self, path: str, out: Found) -> bytes | None:
        end = string_end(self.body, self.at)
        if end < 0:
            self.at, self.cut = len(self.body), True
            return None
        colon = blank_end(self.body, end)
        after = self.body[colon : colon + 1]
        if after not in {b":", b"{", b"["}:
            return None
        name = name_of(self.body[self.at : end])
        if after != b":":
            out.odd.append((_UNWELL, path))  # the colon is missing, and it is clear where
        self.at = blank_end(self.body, colon + (after == b":"))
        return name

    def _bare_name(self, path: str, out: Found) -> bytes | None:
        found = _BARE_NAME.match(self.body, self.at)
        if not found:
            return None
        out.odd.append((_UNWELL, path))
        self.at = blank_end(self.body, found.end())
        return found.group(1)

    def _stray(self, path: str, out: Found) -> None:
        """Step over text that is no member; it is unreadable where nothing around it is a resource."""
        start = self.at
        if self.body[start] in b'"[':
            self.skip()
        else:
            found = _STRAY.match(self.body, start)
            self.at = found.end() if found else start + 1
        last = out.damages[-1] if out.damages else None
        if last and last.reason == _STRAY_TEXT and last.path == path and last.end >= start - 1:
            out.damages[-1] = replace(last, end=self.at)
        else:
            out.damages.append(Damage(start, self.at, path, _STRAY_TEXT))

    def keep(self, name: bytes, members: Members, known: frozenset[bytes]) -> None:
        """Step over a member's value and remember it if it says something about the shell."""
        start = self.at
        self.skip()
        value = self.body[start : self.at]
        if name in known:
            members.tokens.setdefault(name, value)
        elif value[:1] in {b"{", b"["} and not name.startswith(b"_"):
            members.unknown = True
        if value.count(_RESOURCE_INSIDE) > (name in _MAY_HOLD_ONE):
            members.misplaced.append((start, self.at))

    def ended(self) -> bool:
        """Whether the bytes end where a value has to stand."""
        self.cut = self.cut or self.at >= len(self.body)
        return self.at >= len(self.body)

    def skip(self) -> None:
        self.at, whole = value_end(self.body, self.at)
        self.cut = self.cut or (not whole and self.at >= len(self.body))

    def skip_junk(self) -> str:
        """Step over what is no object, up to the next comma or bracket; returns in words what it was."""
        words = _KINDS.get(self.body[self.at : self.at + 1], "something else")
        while True:
            self.skip()
            after = blank_end(self.body, self.at)
            if self.body[after : after + 1] in _ENDS_JUNK:
                return words
            self.at = after + (self.body[after] == _COLON)
