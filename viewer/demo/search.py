"""Decides what a search finds: criteria, which of them are honoured, and what comes with the matches."""

import json
from dataclasses import dataclass

from viewer.demo.moments import DATED, fits, newest_first
from viewer.demo.shelf import PatientIndex, Shelf, Stored
from viewer.demo.sites import Site

Query = tuple[tuple[str, str], ...]
PATIENT_CRITERIA = ("_id", "identifier", "family", "given", "name", "birthdate", "gender")
NEWEST_FIRST = "-date,_id"
_ABOUT = frozenset({"patient", "subject", "patient:identifier", "subject:identifier"})
_CONTROLS = frozenset({"_count", "_total", "_format"})


class NotSearchable(Exception):
    """The search cannot be done; the words are for the OperationOutcome."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A search's result. ``honoured`` is what the self link shows; ``warning`` is sent as outcome."""

    type: str
    honoured: Query
    matches: tuple[Stored, ...]
    includes: tuple[Stored, ...] = ()
    warning: Stored | None = None


def find(site: Site, shelf: Shelf, resource_type: str, query: Query) -> Found:
    """Answer a search by type. Raises NotSearchable."""
    if resource_type == "Patient":
        return _find_patients(shelf, query)
    honoured = tuple(part for part in query if _honours(site, resource_type, part))
    criteria = dict(honoured)
    patients = _patients_of(shelf, criteria)
    if not patients and "_id" not in criteria and not _ABOUT & set(criteria):
        raise NotSearchable("a search here needs a patient")
    matches = _matches(shelf, resource_type, patients, criteria)
    matches = _dated(matches, honoured)
    if "_sort" in criteria:
        matches = _sorted(matches, criteria["_sort"])
    includes = _medications(shelf, matches) if "_include" in criteria else ()
    warning = next(filter(None, (shelf.warning(resource_type, patient) for patient in patients)), None)
    return Found(
        type=resource_type, honoured=honoured, matches=tuple(matches), includes=includes, warning=warning
    )


def _honours(site: Site, resource_type: str, part: tuple[str, str]) -> bool:
    name, value = part
    dated = site.sorts and resource_type in DATED
    if name == "_sort":
        return site.sorts and (value in {"_id", "-_id"} or (dated and value == NEWEST_FIRST))
    if name == "date":
        return dated
    if name == "_include":
        return value == f"{resource_type}:medication"
    return name in _ABOUT or name in _CONTROLS or name == "_id"


def _patients_of(shelf: Shelf, criteria: dict[str, str]) -> list[str]:
    found: list[str] = []
    for name in _ABOUT & set(criteria):
        if name.endswith(":identifier"):
            wanted = criteria[name]
            found += [patient.id for patient in shelf.patients if _identified(patient, wanted)]
        else:
            found.append(criteria[name].rsplit("/", 1)[-1])
    return found


def _matches(shelf: Shelf, resource_type: str, patients: list[str], criteria: dict[str, str]) -> list[Stored]:
    if patients or "_id" not in criteria:
        found = [stored for patient in patients for stored in shelf.of_patient(resource_type, patient)]
    else:
        ids = criteria["_id"].split(",")
        found = [stored for one in ids if (stored := shelf.one(resource_type, one))]
    if "_id" in criteria:
        found = [stored for stored in found if stored.id in criteria["_id"].split(",")]
    numbers = [criteria[name].rpartition("|")[2] for name in criteria if name.endswith(":identifier")]
    # As FHIR defines the modifier: what the record itself says, not what its reference leads to.
    return [stored for stored in found if all(number.encode() in stored.body for number in numbers)]


def _dated(matches: list[Stored], honoured: Query) -> list[Stored]:
    wanted = [value for name, value in honoured if name == "date"]
    try:
        return [stored for stored in matches if all(fits(stored, value) for value in wanted)]
    except ValueError as error:
        raise NotSearchable("a date is not in FHIR form, or has a prefix other than ge and le") from error


def _sorted(matches: list[Stored], order: str) -> list[Stored]:
    if order == NEWEST_FIRST:
        return newest_first(matches)
    return sorted(matches, key=lambda stored: stored.id, reverse=order.startswith("-"))


def _medications(shelf: Shelf, matches: list[Stored]) -> tuple[Stored, ...]:
    found: dict[str, Stored] = {}
    for stored in matches:
        if b'"Medication/' not in stored.body:
            continue
        content = json.loads(stored.body)
        holder = content.get("medicationReference") or content.get("medication", {}).get("reference", {})
        medication = shelf.one("Medication", holder.get("reference", "").removeprefix("Medication/"))
        if medication:
            found[medication.id] = medication
    return tuple(found.values())


def _find_patients(shelf: Shelf, query: Query) -> Found:
    honoured = tuple(part for part in query if part[0] in PATIENT_CRITERIA or part[0] in _CONTROLS)
    criteria = [part for part in honoured if part[0] not in _CONTROLS]
    if not criteria:
        raise NotSearchable("a Patient search needs an identifier, or family name and birth date")
    matches = [
        stored
        for patient in shelf.patients
        if all(_fits(patient, name, value) for name, value in criteria)
        and (stored := shelf.one("Patient", patient.id))
    ]
    return Found(type="Patient", honoured=honoured, matches=tuple(matches))


def _fits(patient: PatientIndex, name: str, value: str) -> bool:
    wanted = value.lower()
    starts = {
        "family": patient.families,
        "given": patient.givens,
        "name": patient.families | patient.givens,
    }
    if name in starts:  # FHIR: a string matches where the value starts so, in any case
        return any(word.startswith(wanted) for word in starts[name])
    if name == "identifier":
        return _identified(patient, value)
    if name == "birthdate":
        return patient.born == value.removeprefix("eq")
    return patient.id in value.split(",") if name == "_id" else True


def _identified(patient: PatientIndex, wanted: str) -> bool:
    system, bar, value = wanted.rpartition("|")
    return any(value == theirs and (not bar or system == of) for of, theirs in patient.identifiers)
