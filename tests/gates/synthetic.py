"""A resource of any type that holds one modifying element with one value, and nothing else of meaning."""

from tests.definitions.tables import Modifier

_OBJECTS = {"substitution"}
_WHOM = {"subject": {"reference": "Patient/1"}, "patient": {"reference": "Patient/1"}}


def values(one: Modifier) -> list[object]:
    """Every value that a modifier may have: its codes, or both booleans; one object where it is a group."""
    if "boolean" in one.types:
        return [True, False]
    if one.types == "BackboneElement":
        return [{}]
    codes = one.codes or ["some-code"]
    return [{"coding": [{"system": "http://x", "code": code}]} for code in codes] if _coded(one) else codes


def _coded(one: Modifier) -> bool:
    return one.types == "CodeableConcept"


def code_of(value: object) -> str:
    """The code of a value, "" where it has none."""
    if isinstance(value, dict):
        return value["coding"][0]["code"] if "coding" in value else ""
    return value if isinstance(value, str) else ""


def holding(one: Modifier, value: object) -> dict:
    """The resource, about patient 1."""
    kind, *path = one.path.split(".")
    path[-1] = path[-1].replace("[x]", "Boolean")
    inner: object = value
    for name in reversed(path[1:]):
        inner = {name: inner}
    first = inner if len(path) == 1 or path[0] in _OBJECTS else [inner]
    return {"resourceType": kind, "id": "1", **_WHOM, path[0]: first}
