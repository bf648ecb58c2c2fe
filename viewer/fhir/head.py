"""What a resource says it is, read from bytes that may be damaged."""

import hashlib
import json
import re
from dataclasses import dataclass

from viewer.fhir.scan import blank_end, string_end, value_end

_LONGEST = 256  # FHIR says 64; some servers give longer ones, and they tell people apart all the same
_KEPT = 64
_DIGESTED = re.compile("(?s).{64}\u2026[0-9a-f]{32}")
_NAME = re.compile(r"[A-Za-z]{1,64}")
_QUOTE_OR_END = re.compile(rb'["}]')
_ESCAPE = 0x5C
_TOLERANT = json.JSONDecoder(strict=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Type, id and meta.versionId; "" where it is not there or not a string; a long id as by ``id_of``."""

    type: str
    id: str
    version: str


def head_of(raw: bytes) -> Head:
    """Read the head of a resource; of a repeated key the first counts, of damage what stands before it.

    >>> head_of(b'{"resourceType": "Flag", "id": "7", "meta": {"versionId": "2"}, "code": {')
    Head(type='Flag', id='7', version='2')
    """
    found = members_of(raw, {b"resourceType", b"id", b"meta"})
    meta = members_of(found.get(b"meta", b""), {b"versionId"})
    kind = string_of(found.get(b"resourceType", b""))
    return Head(
        type=kind if _NAME.fullmatch(kind) else "",
        id=id_of(string_of(found.get(b"id", b""))),
        version=id_of(string_of(meta.get(b"versionId", b""))),
    )


def id_of(sent: str) -> str:
    """Return an id, whole up to 256 characters; of a longer one the first 64, an ellipsis and its digest.

    Two that differ stay two, however long they are: by an id that was merely cut, one patient's record
    would be another's.

    >>> len(id_of("a" * 256)), len(id_of("a" * 257))
    (256, 97)
    """
    if len(sent) <= _LONGEST and not _DIGESTED.fullmatch(sent):
        return sent
    digest = hashlib.blake2b(sent.encode("utf-8", "surrogatepass"), digest_size=16)
    return f"{sent[:_KEPT]}\u2026{digest.hexdigest()}"


def members_of(raw: bytes, wanted: set[bytes]) -> dict[bytes, bytes]:
    """Return the source of the wanted members of an object, the first of each; reads what is undamaged."""
    found: dict[bytes, bytes] = {}
    at = blank_end(raw, 0)
    if raw[at : at + 1] != b"{":
        return found
    at += 1
    while len(found) < len(wanted):
        at = _next_key(raw, at)
        end = string_end(raw, at) if at >= 0 else -1
        if end < 0:
            break
        key = name_of(raw[at:end])
        at = blank_end(raw, end)
        if raw[at : at + 1] != b":":
            continue
        start = blank_end(raw, at + 1)
        at, _ = value_end(raw, start)
        if key in wanted:
            found.setdefault(key, raw[start:at])
    return found


def _next_key(raw: bytes, at: int) -> int:
    """Where the next key opens; -1 at the end of the object or of the bytes."""
    found = _QUOTE_OR_END.search(raw, at)
    return found.start() if found and found.group() == b'"' else -1


def name_of(token: bytes) -> bytes:
    """Return the key that a source token writes, its escapes read."""
    return string_of(token).encode("utf-8", "surrogatepass") if _ESCAPE in token else token[1:-1]


def string_of(token: bytes) -> str:
    """Return what a string's source token says; "" if it is not a string."""
    if not token.startswith(b'"'):
        return ""
    try:
        value = _TOLERANT.decode(token.decode("utf-8", "replace"))
    except ValueError:
        return ""
    return value if isinstance(value, str) else ""
