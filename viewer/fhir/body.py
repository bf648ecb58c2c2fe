"""What a body as received holds: which bytes are which resource, and what of it cannot be read."""

import re
from dataclasses import replace

import msgspec

from viewer.fhir.flat import flat_bundle
from viewer.fhir.scan import blank_end, value_end
from viewer.fhir.spans import Damage, Found, Shell, Slot, Split
from viewer.fhir.unpack import Unpacker

__all__ = ["Damage", "Shell", "Slot", "Split", "split"]

_ANYTHING = msgspec.json.Decoder(dict[str, msgspec.Raw])
_BOM = b"\xef\xbb\xbf"
_WIDE = (
    b"\xff\xfe",
    b"\xfe\xff",
    b"{\x00",
    b"\x00{",
    b"[\x00",
    b"\x00[",
    b"<\x00",
    b"\x00<",
    b"\x00\x00\xfe",
)
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_LINE_NAMES = (".ndjson", ".jsonl")
_FEW_LINES = 2
_LOOK = 4096


def split(body: bytes, media_type: str = "", path: str = "") -> Split:
    """Find every resource in a body without decoding it; nothing is dropped, whatever the bytes are.

    Args:
        body: exact bytes after transfer decoding.
        media_type: as sent; only NDJSON is decided by it.
        path: a name that ends in ``.ndjson`` decides it as well.

    Time is linear in the size. Nothing is raised: what cannot be read is a ``Damage``. Bundles and
    Parameters are unpacked wherever they stand.

    >>> split(b'{"resourceType":"Flag"}').slots
    (Slot(start=0, end=23, path='', full_url='', mode=''),)
    """
    out = Found()
    at = len(_BOM) if body.startswith(_BOM) else 0
    if at:
        out.odd.append(("the text starts with a byte order mark, which FHIR does not allow", ""))
    at = blank_end(body, at)
    if _is_lines(body, at, f"{media_type} {path}".lower()):
        _read_lines(body, at, out)
        return out.split()
    reason = _why_not_json(body, at)
    if reason:
        out.damages.append(Damage(0, len(body), "", reason))
    else:
        flat = flat_bundle(body, at)
        out.take(flat) if flat else _read_values(body, at, out)
    return out.split()


def _why_not_json(body: bytes, at: int) -> str:
    """Say in words what a body is instead of JSON; "" where it starts as JSON does."""
    start = body[at : at + _LOOK]
    if not start:
        return "the file is empty"
    if start.startswith(_WIDE):
        return "it is UTF-16 text; FHIR is UTF-8"
    if start.startswith(b"<"):
        return _why_not_xml(start)
    return "" if start[:1] in b"{[" else "it is not JSON"


def _why_not_xml(start: bytes) -> str:
    if _HTML.search(start):
        return "an HTML page, not FHIR"
    if b"http://hl7.org/fhir" in start:
        return "XML is not read yet: ask the source for JSON"
    return "XML that is not FHIR"


def _is_lines(body: bytes, at: int, said: str) -> bool:
    """Whether each line is a resource of its own: by name, or because whole objects stand on lines."""
    start = body[at : at + _LOOK]
    if not start or start.startswith(_WIDE):
        return False
    named = "ndjson" in said or said.endswith(_LINE_NAMES)
    if start[:1] != b"{":
        return named or (start[:1] not in b"[<" and _has_whole_lines(body))
    line_end = body.find(b"\n", at)
    if line_end < 0:
        return named
    if _is_one_value(body[at:line_end]):
        after = blank_end(body, line_end)
        return named or body[after : after + 1] == b"{"
    return named and not _is_json(body[at:])  # one value over many lines is JSON under a wrong name


def _is_one_value(text: bytes) -> bool:
    end, whole = value_end(text, 0)
    return whole and blank_end(text, end) == len(text)


def _is_json(text: bytes) -> bool:
    try:
        _ANYTHING.decode(text)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return False
    return True


def _has_whole_lines(body: bytes) -> bool:
    lines = (line.strip() for line in body.splitlines())
    return sum(line.startswith(b'{"') and line.endswith(b"}") for line in lines) >= _FEW_LINES


def _read_lines(body: bytes, at: int, out: Found) -> None:
    number = 0
    while at < len(body):
        end = body.find(b"\n", at)
        end = len(body) if end < 0 else end
        start = blank_end(body, at)
        if start < end:
            _read_line(body[start:end], start, f"line[{number}]", out)
        at = end + 1
        number += 1


def _read_line(line: bytes, offset: int, path: str, out: Found) -> None:
    found = Found()
    if line[:1] != b"{":
        found.damages.append(
            Damage(0, len(line), path, _why_not_json(line, 0) or "the line is not an object")
        )
    else:
        _read_values(line, 0, found, path)
    out.slots += (Slot(s.start + offset, s.end + offset, s.path, s.full_url, s.mode) for s in found.slots)
    out.damages += (Damage(d.start + offset, d.end + offset, d.path, d.reason) for d in found.damages)
    out.shells += found.shells
    out.odd += found.odd


def _read_values(body: bytes, at: int, out: Found, path: str = "") -> None:
    """Read what should be one value; whatever follows it is read as well, or is unreadable."""
    reader = Unpacker(body, at)
    number = 0
    while reader.at < len(body):
        here, start, found = path if not number else f"{path}text[{number}]", reader.at, Found()
        if body[start] == ord("{"):
            reader.resource(here, found)
        elif body[start] == ord("[") and not number:
            reader.array(here, found)
        else:
            found.damages.append(Damage(start, len(body), here, "text after the end of the JSON"))
            reader.at = len(body)
        _join(body, start, out, found)
        reader.at = blank_end(body, reader.at)
        number += 1
    reader.finish(out)


def _join(body: bytes, start: int, out: Found, found: Found) -> None:
    """Add what was found; unreadable text that only goes on from unreadable text is one damage with it."""
    last = out.damages[-1] if out.damages else None
    goes_on = last is not None and blank_end(body, last.end) == start
    if last and goes_on and len(found.damages) == 1 and not (found.slots or found.shells):
        out.damages[-1] = replace(last, end=found.damages[0].end)
    else:
        out.take(found)
