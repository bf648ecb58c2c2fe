"""What a page says in ways that FHIR does not write: it is understood where it can be, and else said."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import msgspec

from viewer.fhir.resource import Json
from viewer.fhir.typed import obj, text

NO_ADDRESS = "it names a next page without an address"
_NO_LIST = "what it sent as its entries is not a list, so some may be missing"
_NEXT = "next"
_NOTHING = frozenset({b"", b"null"})
_BOM = b"\xef\xbb\xbf"
_entries = msgspec.json.Decoder(list[msgspec.Raw])
_members = msgspec.json.Decoder(dict[str, msgspec.Raw])

Pairs = Iterable[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Odd:
    """What was understood of such a page; ``broken``: what may be missing because of it, "" for nothing."""

    next_links: tuple[str, ...] = ()
    total: int | None = None
    broken: str = ""


class _Loose(msgspec.Struct):
    total: msgspec.Raw = msgspec.Raw(b"null")
    link: msgspec.Raw = msgspec.Raw(b"null")
    entry: msgspec.Raw = msgspec.Raw(b"")


_loose = msgspec.json.Decoder(_Loose)


def odd(body: bytes) -> Odd:
    """Read the shell of a page that is not written as it should be; no Odd is an error.

    >>> odd(b'{"total": "31", "link": {"relation": "next"}}')
    Odd(next_links=(), total=31, broken='it names a next page without an address')
    """
    try:
        read = _loose.decode(body.removeprefix(_BOM))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return Odd()
    listed = map(obj, _listed(_json(read.link)))
    links = [(text(one.get("relation")), text(one.get("url"))) for one in listed]
    broken = nameless(links) or _why_not_whole(bytes(read.entry))
    return Odd(next_links=next_of(links), total=_number(_json(read.total)), broken=broken)


def _json(raw: msgspec.Raw | bytes) -> Json:
    value: Json = msgspec.json.decode(bytes(raw))
    return value


def next_of(links: Pairs) -> tuple[str, ...]:
    """Return the addresses of the next page, each once; a capital letter makes no other relation."""
    return tuple(dict.fromkeys(url for name, url in links if _is_next(name) and url.strip()))


def nameless(links: Pairs) -> str:
    """Say that a next page is named and cannot be asked for; "" where that is not so."""
    named = [url.strip() for name, url in links if _is_next(name)]
    return NO_ADDRESS if named and not any(named) else ""


def hollow(entries: Iterable[tuple[bytes, str]]) -> str:
    """Say how many entries, given as (resource, mode), hold nothing; "" where all hold something."""
    count = sum(raw in _NOTHING and mode != "outcome" for raw, mode in entries)
    return f"{count} of its entries hold{'s' if count == 1 else ''} no record" if count else ""


def _is_next(relation: str) -> bool:
    return relation.strip().casefold() == _NEXT


def _listed(value: Json) -> Sequence[Json]:
    return value if isinstance(value, list) else [value]


def _number(value: Json) -> int | None:
    if isinstance(value, str) and value.strip().isdecimal():
        return int(value) if len(value) <= len(str(2**53)) else None
    whole = isinstance(value, int | float) and not isinstance(value, bool) and value == value // 1
    return int(value) if whole and isinstance(value, int | float) else None


def _why_not_whole(raw: bytes) -> str:
    if raw in _NOTHING:
        return ""
    if raw[:1] != b"[":
        return _NO_LIST
    return hollow(map(_held, _entries.decode(raw)))


def _held(raw: msgspec.Raw) -> tuple[bytes, str]:
    """Return what an entry holds and its mode; what is no object holds itself, and is unreadable."""
    try:
        entry = _members.decode(raw)
    except msgspec.DecodeError:
        return bytes(raw), ""
    mode = text(obj(_json(entry.get("search", b"null"))).get("mode"))
    return bytes(entry.get("resource", b"")), mode
