"""Which act of the audit trail is which kind of AuditEvent, in codes of DICOM, FHIR and ISO 21089.

Source: FHIR R4 AuditEvent; DICOM PS3.16 (audit event id and type codes); IHE BALP.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

DCM = "http://dicom.nema.org/resources/ontology/DCM"
_TERMS = "http://terminology.hl7.org/CodeSystem"
_REST = "http://hl7.org/fhir/restful-interaction"
_LIFECYCLE = f"{_TERMS}/iso-21089-lifecycle"
OWN = "urn:tributary:audit-action"

Coding = Mapping[str, str]


def coding(system: str, code: str, display: str = "") -> Coding:
    """Return a Coding as FHIR writes it."""
    return {"system": system, "code": code, **({"display": display} if display else {})}


class Shape(Enum):
    """Who takes part in which role: BALP says it for queries and reads, DICOM for what leaves."""

    QUERY = auto()
    READ = auto()
    LEAVING = auto()
    SIGNING = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of event. ``action`` is FHIR's letter; ``media`` where what leaves goes to."""

    type: Coding
    subtype: Coding | None = None
    action: str = "E"
    shape: Shape = Shape.OTHER
    media: str = ""


_REST_TYPE = coding(f"{_TERMS}/audit-event-type", "rest", "Restful Operation")
_READ = coding(_REST, "read", "read")
_SEARCH = coding(_REST, "search-type", "search-type")
_EXPORT = coding(DCM, "110106", "Export")
_USER = coding(DCM, "110114", "User Authentication")
_LOGIN = coding(DCM, "110122", "Login")
_LOGOUT = coding(DCM, "110123", "Logout")
_ALERT = coding(DCM, "110113", "Security Alert")
_RECORD = coding(DCM, "110110", "Patient Record")
_DISCLOSED = coding(_LIFECYCLE, "disclose", "Disclose Record Lifecycle Event")
_ACTIVITY = Kind(coding(DCM, "110100", "Application Activity"))

_KINDS = {
    "search": Kind(_REST_TYPE, _SEARCH, shape=Shape.QUERY),
    "open": Kind(_REST_TYPE, _READ, "R", Shape.READ),
    "view": Kind(_REST_TYPE, _READ, "R", Shape.READ),
    "shown": Kind(_RECORD, coding(_LIFECYCLE, "access", "Access/View Record Lifecycle Event"), "R"),
    "denied": Kind(_REST_TYPE, _READ, "R", Shape.READ),
    "print": Kind(_EXPORT, _DISCLOSED, "R", Shape.LEAVING, "Paper"),
    "export": Kind(_EXPORT, _DISCLOSED, "R", Shape.LEAVING, "File"),
    "copy": Kind(_EXPORT, _DISCLOSED, "R", Shape.LEAVING, "Clipboard"),
    "sign-in": Kind(_USER, _LOGIN, shape=Shape.SIGNING),
    "sign-out": Kind(_USER, _LOGOUT, shape=Shape.SIGNING),
    "session-end": Kind(_USER, _LOGOUT, shape=Shape.SIGNING),
    "lock": Kind(_USER),
    "unlock": Kind(_USER),
    "pin-try": Kind(_USER),
    "link": Kind(_RECORD, coding(_LIFECYCLE, "link", "Link Record Lifecycle Event")),
    "regroup": Kind(_RECORD),
    "permission": Kind(_ALERT),
    "break-glass": Kind(_ALERT, coding(DCM, "110127", "Emergency Override Started")),
    "refusal": Kind(_ALERT, coding(DCM, "110132", "Use of Restricted Function")),
    "cache-wipe": Kind(coding(_LIFECYCLE, "destroy", "Destroy/Delete Record Lifecycle Event"), action="D"),
}
_OUTCOMES = {"denied": "8", "refused": "8", "failed": "4"}


def kind_of(action: str) -> Kind:
    """Return the kind of an act; a word that is not known is an activity of the program."""
    return _KINDS.get(action, _ACTIVITY)


def subtypes(action: str) -> list[Coding]:
    """Return the codes of an act, the last one our own word."""
    own = coding(OWN, action)
    known = kind_of(action).subtype
    return [known, own] if known else [own]


def outcome_code(outcome: str) -> str:
    """Return FHIR's code of how an act ended; lines of the first version say nothing and are successes."""
    return _OUTCOMES.get(outcome, "0")
