"""What changes the meaning of a record of a type without a reader of its own: said in its row (SAFE-04)."""

from collections.abc import Iterator

from viewer.entries.phrases import labelled, line
from viewer.fhir.resource import Content, Json
from viewer.fhir.typed import text
from viewer.present.concepts import reference_words
from viewer.present.fact_words import fact_words
from viewer.present.key_elements import KEY_ELEMENTS
from viewer.present.labels import element_name

_DO_NOT = "doNotPerform"
_IN_A_PART = "a part of it says DO NOT PERFORM"


def modifying_words(content: Content) -> str:
    """Each modifying element but the status, with its label; a negation inside a part is said as one.

    >>> modifying_words({"resourceType": "InventoryReport", "status": "active", "countType": "difference"})
    'count type difference'
    """
    kind = text(content.get("resourceType"))
    said = [
        labelled(element_name(name).lower(), fact_words(f"{kind}.{name}", content.get(name), reference_words))
        for name in KEY_ELEMENTS.get(kind, ())
        if name != "status" and _is_plain(content.get(name))
    ]
    return line(*said, _IN_A_PART if any(_negations(content)) else "")


def _is_plain(value: Json) -> bool:
    """A code, a date or a concept; a group of elements is shown whole below the row."""
    return isinstance(value, str | bool) or (
        isinstance(value, dict) and bool({"coding", "text"} & value.keys())
    )


def _negations(content: Content) -> Iterator[bool]:
    stack = [value for value in content.values() if isinstance(value, dict | list)]
    while stack:
        node = stack.pop()
        if isinstance(node, dict):
            yield node.get(_DO_NOT) is True
        inside = node.values() if isinstance(node, dict) else node
        stack += [value for value in inside if isinstance(value, dict | list)]
