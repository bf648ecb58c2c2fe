"""What tells one document from another: the bytes themselves, by hash, and how many there are."""

import hashlib

from viewer.entries.traits.trait import Traits, joined, stated
from viewer.fhir.resource import Content
from viewer.fhir.typed import number, obj, objects, text

_SHORTEST_LETTER = 256
"""Bytes. "The document is not available" in words, also within a little mark-up, takes fewer."""


def document_traits(content: Content) -> Traits:
    """Traits of a DocumentReference; its hashes are the stated ones and our own of what came along."""
    files = [obj(item.get("attachment")) for item in objects(content.get("content"))]
    hashes = [found for file in files for found in _hashes(file)]
    master = obj(content.get("masterIdentifier"))
    named = text(master.get("value"))
    return stated(
        {
            "hashes": joined(hashes),
            "master": f"{text(master.get('system'))}|{named}" if named else "",
            "sizes": joined(number(file.get("size")) for file in files if number(file.get("size"))),
            "short": "yes" if any(map(_is_short, files)) else "",
            "files": str(len(files)) if files else "",
        }
    )


def _is_short(file: Content) -> bool:
    """Whether the bytes that came along, or their stated size, are fewer than any letter has."""
    data, size = "".join(text(file.get("data")).split()), number(file.get("size"))
    if data:
        return len(data) * 3 // 4 < _SHORTEST_LETTER
    return size.isdecimal() and int(size) < _SHORTEST_LETTER


def _hashes(file: Content) -> list[str]:
    said, data = text(file.get("hash")), text(file.get("data"))
    own = hashlib.sha256("".join(data.split()).encode("ascii", "replace")).hexdigest() if data else ""
    return [f"{kind}:{value}" for kind, value in (("sha1", said), ("data", own)) if value]
