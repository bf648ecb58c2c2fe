"""A resource as JSON text again: a decimal as the very digits that were sent."""

import json

from viewer.fhir.resource import Content, Json, Number


def json_text(value: Json | Content) -> str:
    """Return JSON; order of keys as it stands, ``Number`` as its source text.

    >>> json_text({"value": Number("0.010"), "unit": "µg"})
    '{"value":0.010,"unit":"µg"}'
    """
    if isinstance(value, dict):
        return "{" + ",".join([f"{_quoted(key)}:{json_text(part)}" for key, part in value.items()]) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(json_text, value)) + "]"
    if isinstance(value, Number):
        return str(value)
    return _quoted(value) if isinstance(value, str) else json.dumps(value)


def _quoted(text: str) -> str:
    """A lone surrogate, which JSON can hold and UTF-8 cannot, is written as its escape."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(text)
    return json.dumps(text, ensure_ascii=False)
