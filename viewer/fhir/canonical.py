"""When two resources say the same: a hash of the content without identity, metadata and narrative."""

import hashlib
import json

from viewer.fhir.resource import Content, Json, Number

_NOT_CONTENT = frozenset({"id", "meta", "text"})


def canonical_hash(content: Content) -> str:
    """Return the SHA-256 (hex) of a resource's canonical content.

    Left out are the resource's own ``id``, ``meta`` and ``text``. Order of keys does not count, order of
    lists does; numbers count as their text, so 1.0 and 1.00 differ, and "1.0" differs from both.

    >>> canonical_hash({"id": "1", "a": True, "b": 2}) == canonical_hash({"b": 2, "a": True})
    True
    """
    kept = {key: value for key, value in content.items() if key not in _NOT_CONTENT}
    return hashlib.sha256(_written(kept).encode("utf-8", "surrogatepass")).hexdigest()


def _written(value: Json) -> str:
    if isinstance(value, dict):
        members = [f"{json.dumps(key)}:{_written(value[key])}" for key in sorted(value)]
        return "{" + ",".join(members) + "}"
    if isinstance(value, list):
        return "[" + ",".join([_written(item) for item in value]) + "]"
    return str(value) if isinstance(value, Number) else json.dumps(value)
