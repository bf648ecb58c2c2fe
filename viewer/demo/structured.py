"""Decides what ``$gpc.getstructuredrecord`` answers: the checks, the areas asked for, the Bundle."""

import json
import re

from viewer.demo.outcome import outcome
from viewer.demo.shelf import NHS_NUMBER, Shelf, Stored

OPERATION = "$gpc.getstructuredrecord"
_PROFILE = "https://fhir.nhs.uk/STU3/StructureDefinition/GPConnect-StructuredRecord-Bundle-1"
_REFERENCE = re.compile(rb'"reference":"([A-Z][A-Za-z]+)/([A-Za-z0-9.-]{1,64})"')
_AREAS = {
    "includeAllergies": ("AllergyIntolerance", "886921000000105", "1103671000000101"),
    "includeMedication": ("MedicationStatement", "MedicationRequest", "933361000000108"),
    "includeProblems": ("Condition", "717711000000103"),
    "includeConsultations": ("Encounter", "1149501000000101"),
    "includeImmunisations": ("Immunization", "1102181000000102"),
    "includeUncategorisedData": ("Observation", "826501000000100"),
    "includeInvestigations": ("DiagnosticReport", "Specimen", "Observation", "887191000000108"),
    "includeReferrals": ("ReferralRequest", "792931000000107"),
    "includeDiaryEntries": ("ProcedureRequest", "714311000000108"),
}
"""Each area's resource types, and the SNOMED CT codes of its Lists."""


def structured_record(shelf: Shelf, body: bytes) -> tuple[int, bytes]:
    """Answer the operation: (HTTP status, body). An area is given only if its include* parameter asks."""
    try:
        parameters = _parameters(body)
        number = _number(parameters)
        areas = _areas(parameters)
    except Refused as refusal:
        return 400, refusal.body
    patient = next((one.id for one in shelf.patients if (NHS_NUMBER, number) in one.identifiers), None)
    if patient is None:
        return 404, outcome(
            "not-found",
            "No patient details found for given NHS number",
            spine=("PATIENT_NOT_FOUND", "Patient not found"),
        )
    chosen = [stored for stored in shelf.everything_of(patient) if stored.patient and _asked(stored, areas)]
    entries = [b'{"resource":' + stored.body + b"}" for stored in _with_references(shelf, chosen)]
    entries += [b'{"resource":' + _not_implemented(name) + b"}" for name in areas if name not in _AREAS]
    head = f'{{"resourceType":"Bundle","meta":{{"profile":["{_PROFILE}"]}},"type":"collection","entry":['
    return 200, head.encode() + b",\n".join(entries) + b"]}"


class Refused(Exception):
    """The Parameters are wrong; ``body`` is the OperationOutcome."""

    def __init__(self, code: str, words: str) -> None:
        super().__init__(words)
        display = code.replace("_", " ").capitalize()
        self.body = outcome("invalid", words, spine=(code, display))


def _parameters(body: bytes) -> list[dict[str, object]]:
    try:
        content = json.loads(body)
    except ValueError as error:
        raise Refused("INVALID_REQUEST_MESSAGE", "the body is not JSON") from error
    parts = content.get("parameter") if isinstance(content, dict) else None
    if not isinstance(parts, list) or content.get("resourceType") != "Parameters":
        raise Refused("INVALID_RESOURCE", "the body is not a Parameters resource")
    return [part for part in parts if isinstance(part, dict)]


def _number(parameters: list[dict[str, object]]) -> str:
    values = [part.get("valueIdentifier") for part in parameters if part.get("name") == "patientNHSNumber"]
    if len(values) != 1 or not isinstance(values[0], dict):
        raise Refused("INVALID_PARAMETER", "patientNHSNumber is needed once, as valueIdentifier")
    identifier = values[0]
    if identifier.get("system") != NHS_NUMBER:
        raise Refused("INVALID_IDENTIFIER_SYSTEM", "the identifier's system is not the NHS number's")
    number = str(identifier.get("value", ""))
    if not good_number(number):
        raise Refused("INVALID_NHS_NUMBER", "the NHS number is not valid")
    return number


def good_number(number: str) -> bool:
    """Check ten digits and the last of them, as the NHS Data Dictionary says (weights 10 to 2, mod 11).

    >>> good_number("9990000018"), good_number("9990000019")
    (True, False)
    """
    if not re.fullmatch("[0-9]{10}", number):
        return False
    total = sum(weight * int(digit) for weight, digit in zip(range(10, 1, -1), number, strict=False))
    return (11 - total % 11) % 11 == int(number[9])


def _areas(parameters: list[dict[str, object]]) -> list[str]:
    names = [str(part.get("name", "")) for part in parameters if part.get("name") != "patientNHSNumber"]
    for part in parameters:
        if part.get("name") == "includeAllergies" and "includeResolvedAllergies" not in json.dumps(part):
            raise Refused("INVALID_PARAMETER", "includeAllergies needs its part includeResolvedAllergies")
    return names


def _asked(stored: Stored, areas: list[str]) -> bool:
    if stored.type == "Patient":
        return True
    wanted = [mark for name in areas for mark in _AREAS.get(name, ())]
    if stored.type != "List":
        return stored.type in wanted
    code = json.loads(stored.body).get("code", {}).get("coding", [{}])[0].get("code", "")
    # Consultations, topics and headings are Lists of their own; they come with the consultations.
    known = {mark for marks in _AREAS.values() for mark in marks}
    return code in wanted or (code not in known and "includeConsultations" in areas)


def _with_references(shelf: Shelf, chosen: list[Stored]) -> list[Stored]:
    """Add what the chosen ones refer to and what is about nobody: practitioners, organisations, drugs."""
    found = {(stored.type, stored.id): stored for stored in chosen}
    ahead = list(chosen)
    while ahead:
        for kind, identity in _REFERENCE.findall(ahead.pop().body):
            stored = shelf.one(kind.decode(), identity.decode())
            if stored and not stored.patient and (stored.type, stored.id) not in found:
                found[stored.type, stored.id] = stored
                ahead.append(stored)
    return list(found.values())


def _not_implemented(name: str) -> bytes:
    return outcome(
        "not-supported",
        f"{name[:40]} is not supplied by this practice",
        severity="warning",
        spine=("NOT_IMPLEMENTED", "Not implemented"),
    )
