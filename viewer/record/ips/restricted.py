"""What a summary of a restricted person leaves out: all that may say where they are, at any depth."""

from viewer.fhir.resource import Json
from viewer.fhir.typed import text

SAYS_WHERE = frozenset({"Location", "Organization", "Practitioner", "PractitionerRole"})
"""Types that never come along by reference."""

_PEOPLE = SAYS_WHERE | {"Patient", "RelatedPerson", "Person", "HealthcareService", "CareTeam"}
_HIDDEN = frozenset(
    [
        "address",
        "telecom",
        "contact",
        "generalPractitioner",
        "careProvider",
        "managingOrganization",
        "serviceProvider",
        "valueAddress",
        "valueContactPoint",
    ]
)
_OF_CARE = frozenset(
    [
        "medicationReference",
        "medication",
        "reasonReference",
        "reason",
        "condition",
        "hasMember",
        "derivedFrom",
        "result",
        "specimen",
        "device",
        "partOf",
        "basedOn",
        "itemReference",
        "concept",
    ]
)
"""Elements whose words name a fact; of every other reference the words may name a person or a place."""


def without_places(value: dict[str, Json], name: str = "") -> dict[str, Json]:
    """Leave out addresses, ways to reach somebody, people, organisations, the source's narrative.

    ``name``: the element that the value stands in. What is left out is said in the summary itself.
    """
    refers = ("reference" in value or "identifier" in value) and not {"code", "system"} & value.keys()
    hidden = _HIDDEN | ({"display"} if refers and name not in _OF_CARE else set())
    return {
        key: _inner(part, key)
        for key, part in value.items()
        if key not in hidden and not _narrative(key, part)
    }


def _narrative(key: str, value: Json) -> bool:
    return key == "text" and isinstance(value, dict) and "div" in value


def _inner(value: Json, name: str) -> Json:
    if isinstance(value, dict):
        return without_places(value, name)
    if not isinstance(value, list):
        return value
    kept = [item for item in value if not (name == "contained" and _is_somebody(item))]
    return [_inner(item, name) for item in kept]


def _is_somebody(item: Json) -> bool:
    return isinstance(item, dict) and text(item.get("resourceType")) in _PEOPLE
