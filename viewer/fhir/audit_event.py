"""One line of the audit trail as FHIR R4 AuditEvents in the shape of IHE BALP (PRIV-16).

One event for each source, since BALP names one client and one server. A profile is claimed only where all
that it asks for is known. The patient is the keyed hash of the trail; a source that the event is sent to
gets its own reference, or none. Source: profiles.ihe.net/ITI/BALP.
"""

import re
from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID, uuid5

from viewer.fhir.audit_codes import DCM, Coding, Kind, Shape, coding, kind_of, outcome_code, subtypes
from viewer.source.audit_line import AuditLine, AuditSource

PATIENT_HASH = "urn:tributary:patient-hash"
_BALP = "https://profiles.ihe.net/ITI/BALP"
_TERMS = "http://terminology.hl7.org/CodeSystem"
_NAMESPACE = UUID("6f0f3a52-5f0d-4c63-9a43-0d3a7cf2b0b1")
_SOURCE = coding(DCM, "110153", "Source Role ID")
_DESTINATION = coding(DCM, "110152", "Destination Role ID")
_MACHINE, _URI = "1", "5"
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", re.ASCII)

Content = dict[str, object]


@dataclass(frozen=True, slots=True)
class About:
    """One event to be: a line, one of its sources or None, and how the patient is named."""

    line: AuditLine
    source: AuditSource | None
    patient: Content | None

    @property
    def kind(self) -> Kind:
        """The codes of the act."""
        return kind_of(self.line.action)

    @property
    def base(self) -> str:
        """Where the source is, "" where that is not known."""
        return self.source.base if self.source else ""


def bundle(lines: Iterable[AuditLine]) -> Content:
    """Return all events of these lines as one Bundle of type collection."""
    events = [event for line in lines for event in events_of(line)]
    entries = [
        {"fullUrl": f"urn:uuid:{uuid5(_NAMESPACE, str(one['id']))}", "resource": one} for one in events
    ]
    return {"resourceType": "Bundle", "type": "collection", **({"entry": entries} if entries else {})}


def events_of(line: AuditLine) -> list[Content]:
    """Return the events of a line: one for each source, one where there is none."""
    hashed: Content = {"identifier": {"system": PATIENT_HASH, "value": line.patient}}
    patient = hashed if line.patient else None
    return [event_of(About(line, source, patient), at) for at, source in enumerate(line.sources or (None,))]


def sent_event(line: AuditLine, source: AuditSource, reference: str = "") -> Content:
    """Return the event for a source: its own reference to its patient, no id, and no hash of ours."""
    found = event_of(About(line, source, {"reference": reference} if reference else None), 0)
    return {name: value for name, value in found.items() if name != "id"}


def event_of(about: About, at: int) -> Content:
    """Return one AuditEvent; ``at`` tells the events of one line apart."""
    line, kind = about.line, about.kind
    profile = _profile(about)
    content: Content = {
        "resourceType": "AuditEvent",
        "id": f"{line.trail or 'trail'}-{line.number}-{at + 1}",
        "meta": {"profile": [profile]} if profile else None,
        "type": kind.type,
        "subtype": subtypes(line.action),
        "action": kind.action,
        **_recorded(line.time),
        "outcome": outcome_code(line.outcome),
        "outcomeDesc": line.what if outcome_code(line.outcome) != "0" else None,
        "purposeOfEvent": _purpose(line.purpose),
        "agent": [*_people(about), _client(about), *_others(about)],
        "source": {
            "site": line.host or None,
            "observer": _program(line),
            "type": [coding(f"{_TERMS}/security-source-type", "1", "User Device")],
        },
        "entity": _entities(about),
    }
    return {name: _full(value) for name, value in content.items() if value}


def _full(value: object) -> object:
    return {name: one for name, one in value.items() if one} if isinstance(value, dict) else value


def _profile(about: About) -> str:
    shape, line = about.kind.shape, about.line
    if shape not in {Shape.QUERY, Shape.READ} or outcome_code(line.outcome) != "0":
        return ""  # the profiles are of successes
    if not (about.base and line.host):
        return ""  # client and server each have an address there
    name = "Query" if shape is Shape.QUERY else "Read"
    return f"{_BALP}/StructureDefinition/IHE.BasicAudit.{'Patient' if about.patient else ''}{name}"


def _recorded(time: str) -> Content:
    if _INSTANT.fullmatch(time):
        return {"recorded": time}
    absent = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"
    return {"_recorded": {"extension": [{"url": absent, "valueCode": "unknown"}]}}


def _purpose(code: str) -> list[Content]:
    return [{"coding": [coding(f"{_TERMS}/v3-ActReason", code)]}] if code else []


def _people(about: About) -> list[Content]:
    """Who did it: as the source knows the person, else as this computer does; and for which organisation."""
    line, source = about.line, about.source
    who = source.clinician if source else None
    user: Content = {"identifier": {"system": "urn:tributary:os-user", "value": line.user or "unknown"}}
    person: Content = {
        "type": _concept(coding(f"{_TERMS}/v3-ParticipationType", "IRCP", "information recipient")),
        "role": [{"text": who.role}] if who and who.role else None,
        "who": {"display": who.user} if who and who.user else user,
        "altId": line.user if who and who.user else None,
        "name": who.user if who and who.user else line.user,
        "requestor": True,
        "purposeOfUse": _purpose(line.purpose),
    }
    people = [{name: value for name, value in person.items() if value}]
    if who and who.organisation:
        place = {"system": "https://fhir.nhs.uk/Id/ods-organization-code", "value": who.organisation}
        provider = _concept(coding(f"{_TERMS}/v3-RoleClass", "PROV", "healthcare provider"))
        people.append({"type": provider, "who": {"identifier": place}, "requestor": False})
    return people


def _client(about: About) -> Content:
    roles = {Shape.QUERY: _SOURCE, Shape.READ: _DESTINATION, Shape.LEAVING: _SOURCE}
    role = roles.get(about.kind.shape, coding(DCM, "110150", "Application"))
    return _agent(role, _program(about.line), about.line.host, _MACHINE)


def _others(about: About) -> list[Content]:
    """The source that was asked, or where what left the program went."""
    shape = about.kind.shape
    if shape is Shape.LEAVING:
        media = coding(DCM, "110154", "Destination Media")
        return [_agent(media, {"display": about.kind.media})]
    if about.source is None:
        return []
    roles = {
        Shape.QUERY: _DESTINATION,
        Shape.READ: _SOURCE,
        Shape.SIGNING: coding(f"{_TERMS}/extra-security-role-type", "authserver", "authorization server"),
    }
    role = roles.get(shape, _SOURCE)
    named = {"identifier": {"system": "urn:tributary:source", "value": about.base or about.source.id}}
    return [_agent(role, named, about.base, _URI)]


def _agent(role: Coding, who: Mapping[str, object], address: str = "", kind: str = "") -> Content:
    network = {"network": {"address": address, "type": kind}} if address else {}
    return {"type": _concept(role), "who": who, "requestor": False, **network}


def _concept(role: Coding) -> Content:
    return {"coding": [role]}


def _program(line: AuditLine) -> Content:
    product = line.product or "tributary"
    return {"identifier": {"system": "urn:tributary:product", "value": product}, "display": product}


def _entities(about: About) -> list[Content]:
    line, kind = about.line, about.kind
    found: list[Content] = []
    if about.patient:
        what = {"type": "Patient", **about.patient}
        found.append({"what": what, "type": _entity(1, "Person"), "role": _role(1, "Patient")})
    if kind.shape is Shape.QUERY:
        found.append(_query(about))
    elif kind.shape in {Shape.READ, Shape.LEAVING}:
        record = {"display": line.what or "record"}
        role = _role(4, "Domain Resource")
        found.append({"what": record, "type": _entity(2, "System Object"), "role": role})
    if line.request:
        kind_of_id = coding(f"{_BALP}/CodeSystem/BasicAuditEntityType", "XrequestId")
        found.append({"what": {"identifier": {"value": line.request}}, "type": kind_of_id})
    return found


def _query(about: About) -> Content:
    """Return the search without what was searched for: that would name the patient in the trail."""
    hashed = about.patient is not None and "identifier" in about.patient
    asked = f"Patient?identifier={PATIENT_HASH}|{about.line.patient}" if hashed else "Patient"
    return {
        "type": _entity(2, "System Object"),
        "role": _role(24, "Query"),
        "description": f"{asked} (a search, without what was searched for)",
        "query": b64encode(asked.encode("ascii", "replace")).decode("ascii"),
    }


def _entity(code: int, display: str) -> Coding:
    return coding(f"{_TERMS}/audit-entity-type", str(code), display)


def _role(code: int, display: str) -> Coding:
    return coding(f"{_TERMS}/object-role", str(code), display)
