"""How a case comes out of a seed: changes of its tree, then of its bytes; all by one random number generator."""

import copy
import json
from random import Random

from tests.fuzz import odd
from tests.fuzz.trees import Arr, Node, Obj, Token, holders, inside, put, text, tree, value_at

_RARE = 400


def word(rng: Random) -> str:
    """A text such as no source should send."""
    pick = rng.random()
    if pick < 0.25:
        return rng.choice(odd.DATES)
    if pick < 0.4:
        return rng.choice(odd.ADDRESSES)
    if pick < 0.5:
        return rng.choice(odd.TYPES)
    if pick < 0.52:
        return chr(rng.randrange(0x110000)) * rng.choice((1, 3, 40))
    if not rng.randrange(_RARE):
        return rng.choice(("x", " ", "\n", "word ", "\u202e", "&", "<b>")) * rng.choice((20_000, 60_000))
    return rng.choice(odd.WORDS)


def token(rng: Random) -> str:
    """A value as its source text: mostly a text, often a number, sometimes what is no JSON."""
    pick = rng.random()
    if pick < 0.5:
        return json.dumps(word(rng), ensure_ascii=rng.random() < 0.5)
    if pick < 0.75:
        return rng.choice(odd.NUMBERS)
    if pick < 0.9:
        return rng.choice(("null", "true", "false", "{}", "[]", "[null]", "[{}]", '{"a":null}', "[[]]", '""'))
    if pick < 0.95:
        return rng.choice(
            ('"\\ud800"', '"\\udc00x"', '"\\u0000"', '"\\ud83d\\ude00"', '"\\x"', '"', "'a'", "nul", "truth")
        )
    deep = rng.choice((50, 190, 199, 200, 201, 400, 3000))
    opening, closing = rng.choice((("[", "]"), ('{"a":', "}")))
    return opening * deep + "1" + closing * (deep if rng.random() < 0.8 else deep - 1)


def changed(body: bytes, rng: Random, other: bytes = b"") -> bytes:
    """One to six changes of the tree, and now and then of the bytes. ``other``: what may be put in."""
    top = tree(body)
    if top is not None:
        for _ in range(rng.choice((1, 1, 2, 3, 6))):
            top = _change(top, rng, other)
        body = text(top).encode("utf-8", "surrogatepass")
    return torn(body, rng) if top is None or rng.random() < 0.2 else body


def _change(top: Node, rng: Random, other: bytes) -> Node:
    found = holders(top)
    if not found:
        return Token(token(rng))
    holder = rng.choice(found)
    at = rng.randrange(len(inside(holder)))
    rng.choice(_CHANGES)(holder, at, rng)
    if other and rng.random() < 0.05:
        put(holder, min(at, len(inside(holder)) - 1), tree(other) or Token("null")) if inside(
            holder
        ) else None
    return Arr([top]) if rng.random() < 0.01 else top


def _drop(holder: Obj | Arr, at: int, rng: Random) -> None:
    del inside(holder)[at]


def _twice(holder: Obj | Arr, at: int, rng: Random) -> None:
    twin = _copied(inside(holder)[at])
    if twin is None:
        return
    if isinstance(holder, Obj) and rng.random() < 0.5:
        twin[1] = Token(token(rng))
    inside(holder).insert(rng.randrange(len(inside(holder)) + 1), twin)


def _retype(holder: Obj | Arr, at: int, rng: Random) -> None:
    put(holder, at, Token(token(rng)))


def _swap(holder: Obj | Arr, at: int, rng: Random) -> None:
    there = rng.randrange(len(inside(holder)))
    here, that = value_at(holder, at), value_at(holder, there)
    put(holder, at, that)
    put(holder, there, here)


def _nest(holder: Obj | Arr, at: int, rng: Random) -> None:
    value = value_at(holder, at)
    put(holder, at, Arr([value]) if rng.random() < 0.5 else Obj([[rng.choice(odd.KEYS), value]]))


def _unnest(holder: Obj | Arr, at: int, rng: Random) -> None:
    value = value_at(holder, at)
    if not isinstance(value, Token) and inside(value):
        put(holder, at, value_at(value, rng.randrange(len(inside(value)))))


def _rename(holder: Obj | Arr, at: int, rng: Random) -> None:
    if isinstance(holder, Obj):
        key = holder.members[at][0]
        holder.members[at][0] = rng.choice(
            (f"_{key}", key.upper(), key + "s", rng.choice(odd.KEYS), word(rng)[:200])
        )


def _add(holder: Obj | Arr, at: int, rng: Random) -> None:
    value = Token(token(rng))
    inside(holder).insert(at, [rng.choice(odd.KEYS), value] if isinstance(holder, Obj) else value)


def _kind(holder: Obj | Arr, at: int, rng: Random) -> None:
    if isinstance(holder, Obj):
        holder.members[:] = [one for one in holder.members if one[0] != "resourceType"]
        holder.members.insert(0, ["resourceType", Token(json.dumps(rng.choice(odd.TYPES)))])


def _many(holder: Obj | Arr, at: int, rng: Random) -> None:
    one = inside(holder)[at]
    copies = [_copied(one) for _ in range(rng.choice((5, 40)))]
    inside(holder).extend(copy for copy in copies if copy is not None)


def _copied(one: list | Obj | Arr | Token) -> object | None:
    """Copy it; None of what is nested too deeply for it."""
    try:
        return copy.deepcopy(one)
    except RecursionError:
        return None


_CHANGES = (
    _drop,
    _twice,
    _retype,
    _retype,
    _retype,
    _swap,
    _nest,
    _unnest,
    _rename,
    _add,
    _add,
    _kind,
    _many,
)


def torn(body: bytes, rng: Random) -> bytes:
    """Change the bytes: cut, flip, insert, another encoding, marks, repeats."""
    at = rng.randrange(len(body) + 1)
    till = min(len(body), at + rng.choice((1, 2, 20, 300)))
    pick = rng.randrange(12)
    if pick < 4:
        return body[:at]
    if pick == 4:
        return body[:at] + bytes([rng.randrange(256)]) + body[at + 1 :]
    if pick == 5:
        return body[:at] + rng.choice(_INSERTED) + body[at:]
    if pick == 6:
        return body[:at] + body[till:]
    if pick == 7:
        return body[:at] + body[at:till] * rng.choice((2, 30)) + body[till:]
    if pick == 8:
        return _coded(body, rng.choice(("utf-16", "utf-16-be", "utf-32", "cp1252", "utf-7", "utf-8-sig")))
    if pick == 9:
        return body + rng.choice((b"\x00", b"}", b"]", body, b"\n" + body, b"   "))
    return rng.choice((b"\xef\xbb\xbf", b"\xff\xfe", b"\n\n", b"\x00", b")]}',\n", b"[", b"{")) + body


_INSERTED = (
    b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b"\xc0\x80", b'"', b"\\", b"{", b"}", b"[", b"]", b",", b":", b"\r\n", b"\x1b",
    b"//", b"/* */", b"\xe2\x80\xa8", b"\xf4\x90\x80\x80", b"<!--", b"\xef\xbb\xbf", b"&", b"%00", b"null",
)  # fmt: skip


def _coded(body: bytes, codec: str) -> bytes:
    return body.decode("utf-8", "replace").encode(codec, "replace")
