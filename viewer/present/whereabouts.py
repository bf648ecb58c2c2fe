"""Which elements may say where a restricted person lives, is registered or can be reached (NHS-01)."""

WITHHELD = "Restricted record: where the person lives, is registered or can be reached is not shown"
_PLACES = frozenset(
    {"address", "telecom", "contact", "generalPractitioner", "careProvider", "managingOrganization", "div"}
)  # a narrative about a person is likely to name all of these
_PEOPLE = frozenset({"Patient", "RelatedPerson", "Person"})


def says_where(path: str) -> bool:
    """Whether a path may say where a person is; what another resource carries inside may be one.

    >>> says_where("Patient.address[0].city"), says_where("Patient.gender")
    (True, False)
    """
    kind, *parts = (part.partition("[")[0] for part in path.split("."))
    inside = kind in _PEOPLE or "contained" in parts or "entry" in parts
    return inside and not _PLACES.isdisjoint(parts)
