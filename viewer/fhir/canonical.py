"""When two resources say the same: a hash of the content without identity, metadata and narrative."""

import hashlib
import json

import msgspec

from viewer.fhir.resource import Content, Json, Number

_NOT_CONTENT = frozenset({"id", "meta", "text"})
_NOTHING: frozenset[str] = frozenset()
_SAME_PERSON = ("Patient", "Encounter")
_NAMED = ("Practitioner", "PractitionerRole", "Organization", "Location", "HealthcareService", "CareTeam")


def canonical_hash(content: Content) -> str:
    """Return the SHA-256 (hex) of a resource's canonical content.

    Left out are the resource's own ``id``, ``meta`` and ``text``. Order of keys does not count, order of
    lists does; numbers count as their text, so 1.0 and 1.00 differ, and "1.0" differs from both.
    The id within a reference to the patient or the encounter is the source's own and does not count; nor
    does that of somebody who is named beside it by display or identifier, which then do. Any other
    reference (a Medication, a Specimen) counts whole: it may be another one.

    >>> canonical_hash({"id": "1", "a": True, "b": 2}) == canonical_hash({"b": 2, "a": True})
    True
    """
    kept = {key: value for key, value in content.items() if key not in _NOT_CONTENT}
    return hashlib.sha256(_written(_without_own_ids(kept))).hexdigest()


def narrative_hash(content: Content) -> str:
    """Return a hash (16 hex digits) of a resource's own narrative, "" where it has none.

    >>> narrative_hash({"text": {"div": "<div/>"}}) == narrative_hash({"id": "1", "text": {"div": "<div/>"}})
    True
    """
    told = content.get("text")
    words = told.get("div") if isinstance(told, dict) else None
    if not isinstance(words, str):
        return ""
    return hashlib.blake2b(words.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _without_own_ids(value: dict[str, Json]) -> dict[str, Json]:
    """Leave out what refers by a mere id of this source's; an object without any is returned as it is."""
    changed = {
        key: _without_own_ids(part) if isinstance(part, dict) else [_member(item) for item in part]
        for key, part in value.items()
        if isinstance(part, (dict, list))
    }
    own = {"reference"} if _is_own_id(value) else _NOTHING
    if not changed and not own:
        return value
    return {key: changed.get(key, part) for key, part in value.items() if key not in own}


def _member(value: Json) -> Json:
    if isinstance(value, dict):
        return _without_own_ids(value)
    return [_member(item) for item in value] if isinstance(value, list) else value


def _written(content: Json) -> bytes:
    """Return JSON with sorted keys; a ``Number`` as its text, which is why it is never taken for a string."""
    try:
        return _ENCODER.encode(content)
    except UnicodeEncodeError:  # a lone surrogate: JSON can hold one, UTF-8 cannot
        return _spelled(content).encode("ascii")


def _spelled(value: Json) -> str:
    if isinstance(value, dict):
        return "{" + ",".join([f"{json.dumps(key)}:{_spelled(value[key])}" for key in sorted(value)]) + "}"
    if isinstance(value, list):
        return "[" + ",".join([_spelled(item) for item in value]) + "]"
    return str(value) if isinstance(value, Number) else json.dumps(value)


def _number(value: str) -> msgspec.Raw:
    """Write a ``Number``, the only type here that the encoder does not know, as its own text."""
    return msgspec.Raw(value.encode("ascii"))


_ENCODER = msgspec.json.Encoder(enc_hook=_number, order="sorted")


def _is_own_id(value: dict[str, Json]) -> bool:
    """Whether its element "reference" is a mere id of this source's."""
    reference = value.get("reference")
    if not isinstance(reference, str):
        return False
    kind = reference.split("/_history/")[0].split("/")[-2:][0]
    named = "display" in value or "identifier" in value
    return kind in _SAME_PERSON or (kind in _NAMED and named)
