"""Counts the resources of a file and lists every leaf of each, knowing nothing of ``viewer``.

It is the second opinion of the tests: own code, standard library only, strict. What it may not read it
does not guess: ``walk`` says so in ``Walk.broken``, and the expectation then stands in a table by hand.

How it counts (received, in occurrences):

- a bare resource, each ``Bundle.entry`` with a ``resource``, each ``resource`` of a Parameters however
  deep in its parts, and each line of NDJSON that is not blank is one slot;
- a Bundle or Parameters in a slot is unpacked and not counted, but a ``document`` Bundle is counted once
  and unpacked too;
- contained resources are part of their container;
- a bare list is no FHIR; each thing in it is looked at as if it stood alone;
- where an object has to stand and something else does (``"resource": null``, an entry that is a number),
  or a resource stands bare in the place of an entry, or the file is empty, XML, a web page, text: one
  damaged span.

>>> walked = walk(b'{"resourceType": "Bundle", "entry": [{"resource": {"resourceType": "Flag", "id": "1"}}]}')
>>> walked.received, [(slot.path, slot.type) for slot in walked.slots]
(1, [('entry[0].resource', 'Flag')])
>>> [(leaf.path, leaf.raw) for leaf in leaves(walked.slots[0].node)]
[('resourceType', '"Flag"'), ('id', '"1"')]
"""

import json
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

_BLANK = re.compile(r"[ \t\n\r]*")
_STRING = re.compile(r'"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"')
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_WORD = re.compile(r"true|false|null")
_DEEP = 1_000_000  # frames of Python functions live on the heap since 3.11, so depth is only a limit of ours


class NotJsonError(Exception):
    """The text is not JSON by RFC 8259; ``offset`` is the character where that shows."""

    def __init__(self, what: str, offset: int) -> None:
        self.offset = offset
        super().__init__(f"{what} at character {offset}")


@dataclass(slots=True)
class Node:
    """A JSON value with its place. ``kind`` is object, array, string, number, true, false or null.

    ``members`` of an object keep repeated keys and their order; ``items`` are those of an array.
    """

    kind: str
    start: int
    raw: str = ""
    members: list[tuple[str, "Node"]] = field(default_factory=list)
    items: list["Node"] = field(default_factory=list)

    def all(self, key: str) -> list["Node"]:
        """Every value that stands under a key; more than one where the key is repeated."""
        return [node for name, node in self.members if name == key]

    def string(self, key: str) -> str:
        """The first value of a key where it is a string, else the empty string."""
        found = self.all(key)
        return json.loads(found[0].raw) if found and found[0].kind == "string" else ""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One string, number, true, false, null, ``{}`` or ``[]``: where it stands and its source token."""

    path: str
    raw: str


@dataclass(frozen=True, slots=True)
class Slot:
    """One occurrence of a resource."""

    path: str
    type: str
    id: str
    node: Node


@dataclass(frozen=True, slots=True)
class Walk:
    """What a file holds. ``damages`` are paths; ``broken`` says why the count may not be relied on."""

    slots: tuple[Slot, ...]
    damages: tuple[str, ...]
    broken: str = ""

    @property
    def received(self) -> int:
        return len(self.slots) + len(self.damages)


def walk(body: bytes, name: str = "") -> Walk:
    """Count what stands in a file's bytes; ``name`` decides only whether it is read line by line."""
    if body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return Walk((), ("",), "")
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return Walk((), ("",), "not UTF-8")
    if name.endswith((".ndjson", ".jsonl")):
        return _lines(text)
    if not text.strip(" \t\r\n"):
        return Walk((), ("",), "")
    try:
        top = scan(text)
    except NotJsonError as error:
        return Walk((), ("",), str(error))
    if top.kind == "array" and top.items:
        return _joined([_place(item, f"[{number}]") for number, item in enumerate(top.items)])
    return _place(top, "")


def _lines(text: str) -> Walk:
    walks = []
    for number, line in enumerate(text.split("\n")):
        if not line.strip(" \t\r"):
            continue
        try:
            walks.append(_place(scan(line), f"line[{number}]"))
        except NotJsonError as error:
            walks.append(Walk((), (f"line[{number}]",), f"line {number + 1}: {error}"))
    return _joined(walks) if walks else Walk((), ("",), "")


def _joined(walks: list[Walk]) -> Walk:
    slots = tuple(slot for one in walks for slot in one.slots)
    damages = tuple(damage for one in walks for damage in one.damages)
    return Walk(slots, damages, "; ".join(one.broken for one in walks if one.broken))


def _place(node: Node, path: str) -> Walk:
    """What stands where a resource has to stand."""
    if node.kind != "object":
        return Walk((), (path,))
    kind = node.string("resourceType")
    slot = Slot(path, kind, node.string("id"), node)
    if kind == "Parameters":
        return _joined(_held(node, "parameter", path))
    if kind == "Bundle":
        inside = _held(node, "entry", path)
        own = [Walk((slot,), ())] if node.string("type") == "document" else []
        return _joined(own + inside)
    return Walk((slot,), ())


def _held(node: Node, name: str, path: str) -> list[Walk]:
    """What the entries of a Bundle, the parameters of a Parameters or the parts of a parameter hold."""
    walks = []
    before = f"{path}." if path else ""
    for value in node.all(name):
        many = value.kind == "array"
        for number, item in enumerate(value.items if many else [value]):
            here = f"{before}{name}[{number}]"
            if item.kind != "object" or (item.all("resourceType") and not item.all("resource")):
                walks.append(Walk((), (here,)))
                continue
            walks.extend(_place(held, f"{here}.resource") for held in item.all("resource"))
            if name != "entry":
                walks.extend(_held(item, "part", here))
    return walks


def leaves(node: Node, path: str = "") -> Iterator[Leaf]:
    """Every leaf in the order of the text; a repeated key gives its path again."""
    stack = [(path, node)]
    while stack:
        here, value = stack.pop()
        before = f"{here}." if here else ""
        inside = [(f"{before}{name}", one) for name, one in value.members]
        inside += [(f"{here}[{number}]", one) for number, one in enumerate(value.items)]
        if inside:
            stack.extend(reversed(inside))
        else:
            yield Leaf(here, value.raw)


def scan(text: str) -> Node:
    """Read one JSON value, strictly; raises NotJsonError."""
    with _deep_enough():
        node, at = _value(text, _skip(text, 0))
    end = _skip(text, at)
    if end != len(text):
        raise NotJsonError("something after the end", end)
    return node


@contextmanager
def _deep_enough() -> Iterator[None]:
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(_DEEP)
    try:
        yield
    finally:
        sys.setrecursionlimit(before)


def _skip(text: str, at: int) -> int:
    found = _BLANK.match(text, at)
    return found.end() if found else at


def _value(text: str, at: int) -> tuple[Node, int]:
    first = text[at : at + 1]
    if first == "{":
        return _object(text, at)
    if first == "[":
        return _array(text, at)
    if first == '"':
        return _token(_STRING, "string", text, at)
    if first in {"t", "f", "n"}:
        node, end = _token(_WORD, "", text, at)
        node.kind = node.raw
        return node, end
    return _token(_NUMBER, "number", text, at)


def _token(form: re.Pattern[str], kind: str, text: str, at: int) -> tuple[Node, int]:
    found = form.match(text, at)
    if not found:
        raise NotJsonError("no JSON value" if at < len(text) else "the text ends too early", at)
    return Node(kind, at, found.group()), found.end()


def _object(text: str, at: int) -> tuple[Node, int]:
    node = Node("object", at)
    at = _skip(text, at + 1)
    if text[at : at + 1] == "}":
        return _closed(node, text, at)
    while True:
        key, at = _token(_STRING, "string", text, at)
        at = _skip(text, at)
        if text[at : at + 1] != ":":
            raise NotJsonError("a colon is missing", at)
        value, at = _value(text, _skip(text, at + 1))
        node.members.append((json.loads(key.raw), value))
        at = _skip(text, at)
        if text[at : at + 1] == "}":
            return _closed(node, text, at)
        if text[at : at + 1] != ",":
            raise NotJsonError("a comma is missing", at)
        at = _skip(text, at + 1)


def _array(text: str, at: int) -> tuple[Node, int]:
    node = Node("array", at)
    at = _skip(text, at + 1)
    if text[at : at + 1] == "]":
        return _closed(node, text, at)
    while True:
        value, at = _value(text, at)
        node.items.append(value)
        at = _skip(text, at)
        if text[at : at + 1] == "]":
            return _closed(node, text, at)
        if text[at : at + 1] != ",":
            raise NotJsonError("a comma is missing", at)
        at = _skip(text, at + 1)


def _closed(node: Node, text: str, at: int) -> tuple[Node, int]:
    """An empty object or array is a leaf, so it keeps its source; a full one is told by what it holds."""
    if not node.members and not node.items:
        node.raw = text[node.start : at + 1]
    return node, at + 1
