"""The fast path: a well-formed flat Bundle is found with msgspec, and only where nothing is doubtful."""

import re
from collections import Counter
from collections.abc import Iterable

import msgspec

from viewer.fhir.cursor import Members
from viewer.fhir.spans import Found, Slot
from viewer.fhir.unpack import BUNDLE_PARTS, ENTRY_PARTS, Unpacker, entry_notes, entry_words, shell_of

_Raws = dict[str, msgspec.Raw]
_TOP = msgspec.json.Decoder(_Raws)
_ENTRIES = msgspec.json.Decoder(list[_Raws])
_TYPE_FIRST = re.compile(rb'\{[ \t\r\n]*+"resourceType"[ \t\r\n]*+:[ \t\r\n]*+"([A-Za-z]{1,64})"')
_LEADS_TO_RESOURCE = re.compile(rb'"resource"[ \t\r\n]*+:[ \t\r\n]*+\Z')
_REACH = 256
_UNPACKED = {b"Bundle", b"Parameters"}


def flat_bundle(body: bytes, at: int) -> Found | None:
    """Find the resources of the Bundle that starts at ``at``; None if the span scanner has to.

    None: it is no Bundle, msgspec rejects it, or its shell repeats a key, escapes anything or has a part
    that FHIR does not know (msgspec silently keeps the last of two equal keys).
    """
    if b'"Bundle"' not in body:
        return None
    try:
        top = _TOP.decode(memoryview(body)[at:])
        entries = _ENTRIES.decode(top.get("entry", b"[]"))
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    if bytes(top.get("resourceType", b"")) != b'"Bundle"':
        return None
    spans = _spans(body, at, entries)
    if spans is None or not _is_plain(_outside(body, at, spans), [top], entries):
        return None
    return _read(body, at, (top, entries), spans)


def _spans(body: bytes, at: int, entries: list[_Raws]) -> list[tuple[int, int]] | None:
    """Where each resource stands; None where its bytes might stand twice."""
    spans = []
    for entry in entries:
        if "resource" in entry:
            raw = bytes(entry["resource"])
            start = body.find(raw, at)
            if not _LEADS_TO_RESOURCE.search(body, max(at, start - _REACH), start):
                return None
            at = start + len(raw)
            spans.append((start, at))
    return spans


def _outside(body: bytes, at: int, spans: list[tuple[int, int]]) -> bytes:
    pieces = []
    for start, end in spans:
        pieces.append(body[at:start])
        at = end
    pieces.append(body[at:])
    return b"".join(pieces)


def _is_plain(shell: bytes, top: list[_Raws], entries: list[_Raws]) -> bool:
    """Whether every key of the shell stands exactly where it was read, once."""
    if b"\\" in shell or not _known(top, BUNDLE_PARTS) or not _known(entries, ENTRY_PARTS):
        return False
    expected = Counter(key for part in (*top, *entries) for key in part)
    return all(shell.count(f'"{key}"'.encode()) == count for key, count in expected.items())


def _known(parts: Iterable[_Raws], known: frozenset[bytes]) -> bool:
    return all(key.encode("utf-8", "surrogatepass") in known for part in parts for key in part)


def _read(body: bytes, at: int, bundle: tuple[_Raws, list[_Raws]], spans: list[tuple[int, int]]) -> Found:
    top, entries = bundle
    out = Found()
    places = iter(spans)
    for index, entry in enumerate(entries):
        path, members = f"entry[{index}]", _members(entry)
        if "resource" in entry:
            _place(body, next(places), (f"{path}.resource", *entry_words(members)), out)
        out.odd += entry_notes(path, members, held="resource" in entry)
    shell = shell_of(_members(top))
    out.shells.insert(0, shell)
    if shell.bundle_type == "document":
        out.slots.insert(0, Slot(at, len(body.rstrip(b" \t\r\n")), ""))
    return out


def _place(body: bytes, span: tuple[int, int], words: tuple[str, str, str], out: Found) -> None:
    found = _TYPE_FIRST.match(body, *span)
    if found and found.group(1) not in _UNPACKED:
        out.slots.append(Slot(*span, *words))
        return
    inside = Found()
    Unpacker(body, span[0]).resource(words[0], inside, 1)
    inside.slots = [Slot(*_span(s), *words) if s.path == words[0] else s for s in inside.slots]
    out.take(inside)


def _span(slot: Slot) -> tuple[int, int]:
    return slot.start, slot.end


def _members(raws: _Raws) -> Members:
    small = {key: bytes(raw) for key, raw in raws.items() if key not in {"resource", "entry"}}
    return Members(tokens={key.encode(): raw for key, raw in small.items()}, closed=True)
