"""JSON as a tree that keeps repeated keys and exact tokens, so that a change can be any damage there is."""

import json
from dataclasses import dataclass, field


@dataclass(slots=True)
class Obj:
    """An object: its members in order, keys as they are."""

    members: list = field(default_factory=list)


@dataclass(slots=True)
class Arr:
    """An array."""

    items: list = field(default_factory=list)


@dataclass(slots=True)
class Token:
    """Anything else, as its source text."""

    raw: str


Node = Obj | Arr | Token


def tree(body: bytes) -> Node | None:
    """Read JSON; None where it is none, then only its bytes can be changed."""
    try:
        return _tree(json.loads(body, object_pairs_hook=_Pairs, parse_float=Token, parse_int=Token))
    except (ValueError, RecursionError):
        return None


class _Pairs(list):
    """An object's members, told apart from an array."""


def _tree(value: object) -> Node:
    if isinstance(value, _Pairs):
        return Obj([[key, _tree(one)] for key, one in value])
    if isinstance(value, list):
        return Arr([_tree(one) for one in value])
    return value if isinstance(value, Token) else Token(json.dumps(value, ensure_ascii=False))


def text(node: Node) -> str:
    """Write a tree."""
    out: list[str] = []
    _write(node, out)
    return "".join(out)


def _write(node: Node, out: list[str]) -> None:
    if isinstance(node, Token):
        out.append(node.raw)
        return
    many = node.members if isinstance(node, Obj) else node.items
    out.append("{" if isinstance(node, Obj) else "[")
    for number, one in enumerate(many):
        out.append("," if number else "")
        if isinstance(node, Obj):
            out.append(json.dumps(one[0], ensure_ascii=False) + ":")
        _write(one[1] if isinstance(node, Obj) else one, out)
    out.append("}" if isinstance(node, Obj) else "]")


def holders(node: Node) -> list[Obj | Arr]:
    """Every object and array with something in it."""
    found, waiting = [], [node]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Token):
            continue
        inside = [value for _, value in one.members] if isinstance(one, Obj) else list(one.items)
        if inside:
            found.append(one)
        waiting += inside
    return found


def value_at(holder: Obj | Arr, at: int) -> Node:
    """The value at a place of a holder."""
    return holder.members[at][1] if isinstance(holder, Obj) else holder.items[at]


def put(holder: Obj | Arr, at: int, value: Node) -> None:
    """Replace the value at a place."""
    if isinstance(holder, Obj):
        holder.members[at][1] = value
    else:
        holder.items[at] = value


def inside(holder: Obj | Arr) -> list:
    """What a holder holds: members of an object, items of an array."""
    return holder.members if isinstance(holder, Obj) else holder.items
