"""The one Patient that a summary is about: the leading source's, without what R4 or discretion forbids."""

from viewer.errors import ResourceError
from viewer.fhir.resource import Content, Json, Place, ResourceKey
from viewer.fhir.strict import read_object
from viewer.merge.person import PatientFacts
from viewer.record.ips.copies import Copies
from viewer.record.ips.shapes import is_element
from viewer.record.ips.to_r4 import as_r4
from viewer.record.model import Record

_ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"
_OTHERS = frozenset({"link", "text"})
_WHERE = frozenset(
    {"address", "telecom", "contact", "generalPractitioner", "managingOrganization", "contained"}
)


def place_of_patient(key: ResourceKey, record: Record, copies: Copies) -> Place | None:
    """Return where a linked Patient is in this load; a survey, which found it first, has other pages."""
    found = copies.found(key.source, key.reference) if key.id else None
    held = (one for one in record.supporting if (one.source, one.reference) == (key.source, key.reference))
    first = next(held, None)
    return found or (Place(page=first.page, start=first.start, end=first.end) if first else None)


def patient_of(
    lead: PatientFacts, place: Place | None, copies: Copies, version: str
) -> tuple[dict[str, Json], list[str]]:
    """Return the Patient in R4, and in words what of it does not stand there.

    IPS wants a name and a date of birth: where there is none, it is said that it is unknown.
    """
    content, unread = _read(place, copies)
    made, _ = as_r4(content, version)
    kept = dict(content if made is None else made)
    leave = _OTHERS | (_WHERE if lead.restricted else frozenset())
    gone = [key for key in kept if key in leave or not _fits(key, kept[key], whole=made is not None)]
    for key in gone:
        del kept[key]
    said = [f"Of the Patient is left out: {', '.join(gone)}"] if gone else []
    return _with_needed(kept), [*unread, *said]


def _read(place: Place | None, copies: Copies) -> tuple[Content, list[str]]:
    empty: Content = {"resourceType": "Patient"}
    if place is None:
        return empty, ["The Patient was not sent again with the record: who it is stands on the screen alone"]
    try:
        return read_object(copies.raw(place)), []
    except ResourceError as error:
        return empty, [f"The Patient cannot be read: {error.what}"]


def _fits(key: str, value: Json, *, whole: bool) -> bool:
    """Whether an element may stay; of a Patient that is not R4 only plain values of the first level do."""
    return whole or (is_element("Patient", key) and not isinstance(value, list)) or key == "name"


def _with_needed(kept: dict[str, Json]) -> dict[str, Json]:
    unknown: Json = {"extension": [{"url": _ABSENT, "valueCode": "unknown"}]}
    if not kept.get("name"):
        kept["name"] = [unknown]
    if "birthDate" not in kept:
        kept.setdefault("_birthDate", unknown)
    return kept
