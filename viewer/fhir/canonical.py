"""When two resources say the same: a hash of the content without identity, metadata and narrative."""

import hashlib
import json
from json.encoder import encode_basestring_ascii as quoted
from operator import itemgetter

from viewer.fhir.resource import Content, Json, Number

_KEY = itemgetter(0)
_NOT_CONTENT = frozenset({"id", "meta", "text"})
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
    return hashlib.sha256(_written(kept).encode("utf-8", "surrogatepass")).hexdigest()


def _written(value: Json) -> str:
    """Return a value as JSON with sorted keys. Plain strings come first: most values are such."""
    if type(value) is str:
        return quoted(value)
    if isinstance(value, dict):
        own = _own_reference(value) if "reference" in value else ""
        members = [
            f"{quoted(key)}:{quoted(part) if type(part) is str else _written(part)}"
            for key, part in sorted(value.items(), key=_KEY)
            if key != own
        ]
        return "{" + ",".join(members) + "}"
    if isinstance(value, list):
        return "[" + ",".join([_written(item) for item in value]) + "]"
    return str(value) if isinstance(value, Number) else json.dumps(value)


def _own_reference(value: dict[str, Json]) -> str:
    """Return "reference" where that element is a mere id of this source's, else ""."""
    reference = value.get("reference")
    if not isinstance(reference, str):
        return ""
    kind = reference.split("/_history/")[0].split("/")[-2:][0]
    named = "display" in value or "identifier" in value
    return "reference" if kind in _SAME_PERSON or (kind in _NAMED and named) else ""
