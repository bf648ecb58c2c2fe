"""Decides who is registered in the simulated PDS: the demo's patients and a few more, none of whom exists."""

import json
from collections.abc import Iterable, Mapping

from viewer.demo.shelf import NHS_NUMBER, Json, Shelf

ODS = "https://fhir.nhs.uk/Id/ods-organization-code"
PRACTICE = "Y99001"
REPLACED = {"9990061114": "9990062781"}
"""Numbers that were replaced, and by which."""
INVALIDATED = frozenset({"9990061122"})
BARE = "9990077010"
"""Somebody of whom PDS holds hardly anything."""
CROWD_FAMILY, CROWD_BORN, CROWD = "Fenwick-Test", "1980-01-01", 60
"""So many people of one name and birth date that a search finds too many."""
_CONFIDENTIALITY = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality"
_UK = "https://fhir.hl7.org.uk/"
_PLACES = ("address", "telecom", "contact", "generalPractitioner")
_SINCE = {"start": "2016-04-01"}


def registered(gp: Shelf) -> dict[str, Json]:
    """Return each person as PDS would send them, by NHS number."""
    people = [_from_practice(json.loads(one.body)) for one in _patients(gp)]
    people += [_crowd(number) for number in range(CROWD)]
    people.append(_base(BARE))
    return {person["id"]: person for person in people}


def _patients(gp: Shelf) -> Iterable[Json]:
    found = (gp.one("Patient", one.id) for one in gp.patients)
    return [one for one in found if one is not None]


def _base(number: str, *, restricted: bool = False) -> Json:
    status = {"system": f"{_UK}CodeSystem/UKCore-NHSNumberVerificationStatus", "code": "01"}
    verified = {
        "url": f"{_UK}StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus",
        "valueCodeableConcept": {"coding": [{**status, "display": "Number present and verified"}]},
    }
    label = {"code": "R", "display": "restricted"} if restricted else {"code": "U", "display": "unrestricted"}
    return {
        "resourceType": "Patient",
        "id": number,
        "meta": {"versionId": "2", "security": [{"system": _CONFIDENTIALITY, **label}]},
        "identifier": [{"system": NHS_NUMBER, "value": number, "extension": [verified]}],
    }


def _from_practice(patient: Json) -> Json:
    """Write a patient of the demo's practice as PDS would: its own names of things, and no more."""
    number = next(one["value"] for one in patient["identifier"] if one["system"] == NHS_NUMBER)
    labels = patient["meta"].get("security", [])
    person = _base(number, restricted=any(one["code"] in {"R", "V"} for one in labels))
    person["name"] = [_name(one, "usual") for one in patient["name"][:1]]
    for element in ("gender", "birthDate", "multipleBirthInteger", "deceasedDateTime"):
        if element in patient:
            person[element] = patient[element]
    if "deceasedDateTime" in patient:
        person["extension"] = [_death_notice()]
    person["address"] = [_home(one) for one in patient.get("address", [])]
    person["telecom"] = [{**one, "id": "T1", "period": _SINCE} for one in patient.get("telecom", [])]
    practice = {"system": ODS, "value": PRACTICE, "period": _SINCE}
    person["generalPractitioner"] = [{"id": "G1", "type": "Organization", "identifier": practice}]
    return without_places(person) if is_restricted(person) else {k: v for k, v in person.items() if v}


def _name(name: Mapping[str, Json], use: str) -> Json:
    kept = {part: name[part] for part in ("family", "given", "prefix") if part in name}
    return {"id": "N1", "use": use, "period": _SINCE, **kept}


def _home(address: Mapping[str, Json]) -> Json:
    lines = [*address["line"], address["city"]]
    return {"id": "A1", "use": "home", "period": _SINCE, "line": lines, "postalCode": address["postalCode"]}


def _death_notice() -> Json:
    formal = {"system": f"{_UK}CodeSystem/UKCore-DeathNotificationStatus", "code": "2"}
    notice = {"url": "deathNotificationStatus", "valueCodeableConcept": {"coding": [formal]}}
    return {
        "url": f"{_UK}StructureDefinition/Extension-UKCore-DeathNotificationStatus",
        "extension": [notice],
    }


def _crowd(number: int) -> Json:
    person = _base(_checked(f"9990500{number:02}"))
    person["name"] = [{"id": "N1", "use": "usual", "family": CROWD_FAMILY, "given": [f"Person{number:02}"]}]
    return {**person, "gender": "unknown", "birthDate": CROWD_BORN}


def _checked(nine: str) -> str:
    """Add the check digit; where there is none, the number after next has one."""
    total = sum(weight * int(digit) for weight, digit in zip(range(10, 1, -1), nine, strict=True))
    check = (11 - total % 11) % 11
    return f"{nine}{check}" if check < 10 else _checked(f"{int(nine) + 100}")  # noqa: PLR2004


def is_restricted(person: Mapping[str, Json]) -> bool:
    """Whether the record is marked restricted."""
    return any(one["code"] in {"R", "V"} for one in person["meta"]["security"])


def without_places(person: Mapping[str, Json]) -> Json:
    """Leave out what says where somebody is."""
    return {name: value for name, value in person.items() if name not in _PLACES}
