"""Decides what one demo endpoint holds, and finds it again by type, id and patient.

Reads with the plain ``json`` module on purpose: a server that shared the viewer's readers would share
their mistakes, and the tests that compare the two would prove nothing.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

MISFILED = "urn:tributary:demo:misfiled-under"
"""A tag of this system names the patient whose searches give the resource too, whoever it is about."""
_SUBJECTS = ("subject", "patient", "for", "beneficiary", "securityContext")
NHS_NUMBER = "https://fhir.nhs.uk/Id/nhs-number"


Json = Any  # our own files, which the tests check; reading them strictly would say nothing more


@dataclass(frozen=True, slots=True)
class Stored:
    """One resource as it is sent: ``body`` holds the bytes of the file. ``patient`` is an id or ""."""

    type: str
    id: str
    patient: str
    body: bytes


@dataclass(frozen=True, slots=True)
class PatientIndex:
    """What Patient searches compare; names in lower case."""

    id: str
    identifiers: frozenset[tuple[str, str]]
    families: frozenset[str]
    givens: frozenset[str]
    born: str


class Shelf:
    """Everything one endpoint holds. Filled once, then only read, so any thread may read it."""

    def __init__(self, resources: Iterable[Stored] = ()) -> None:
        self._by_key: dict[tuple[str, str], Stored] = {}
        self._by_patient: dict[tuple[str, str], list[Stored]] = defaultdict(list)
        self._counts: Counter[str] = Counter()
        self.patients: list[PatientIndex] = []
        self._warnings: dict[tuple[str, str], Stored] = {}
        for resource in resources:
            self.add(resource)

    def add(self, resource: Stored) -> None:
        """Put one resource on the shelf; an id that is there already is a mistake in our files."""
        if resource.type == "OperationOutcome":
            # Its id says whose search it comes with: warns-DocumentReference-FS88142.
            _, about, patient = resource.id.split("-", 2)
            self._warnings[about, patient] = resource
            return
        if resource.patient.startswith(NHS_NUMBER):
            resource = replace(resource, patient=self._known_by(resource.patient))
        key = (resource.type, resource.id)
        if key in self._by_key:
            raise ValueError(f"two demo resources are {resource.type}/{resource.id}")
        self._by_key[key] = resource
        self._by_patient[resource.type, resource.patient].append(resource)
        self._counts[resource.patient] += 1
        if resource.type == "Patient":
            self.patients.append(_patient_index(resource))

    def _known_by(self, identifier: str) -> str:
        """Find the patient of a logical reference; the Patient stands first in its file."""
        number = identifier.rpartition("|")[2]
        return next(one.id for one in self.patients if (NHS_NUMBER, number) in one.identifiers)

    def one(self, resource_type: str, resource_id: str) -> Stored | None:
        """Return the resource of this type and id."""
        return self._by_key.get((resource_type, resource_id))

    def of_patient(self, resource_type: str, patient: str) -> list[Stored]:
        """Return every resource of a type that is about a patient, in the order of the files."""
        return self._by_patient.get((resource_type, patient), [])

    def everything_of(self, patient: str) -> list[Stored]:
        """Return every resource of a patient, the Patient included, and those that are about nobody."""
        return [stored for stored in self._by_key.values() if stored.patient in {patient, ""}]

    def warning(self, resource_type: str, patient: str) -> Stored | None:
        """Return the OperationOutcome that a search of this type and patient carries."""
        return self._warnings.get((resource_type, patient))

    def count(self, patient: str) -> int:
        """Count the resources about a patient, the Patient included."""
        return self._counts[patient]

    def types(self) -> list[str]:
        """Return the types held here, in alphabetical order."""
        return sorted({resource_type for resource_type, _ in self._by_key})

    def __len__(self) -> int:
        return len(self._by_key)


def stored_lines(ndjson: bytes) -> list[Stored]:
    """Read an NDJSON file of ours; each line's bytes are kept exactly."""
    return [_stored(line) for line in ndjson.split(b"\n") if line.strip()]


def _stored(line: bytes) -> Stored:
    content = json.loads(line)
    kind, identity = content["resourceType"], content["id"]
    if kind == "Patient":
        return Stored(kind, identity, identity, line)
    return Stored(kind, identity, _patient_of(content), line)


def _patient_of(content: Mapping[str, Json]) -> str:
    for tag in content.get("meta", {}).get("tag", []):
        if tag.get("system") == MISFILED:
            return str(tag["code"])
    for name in _SUBJECTS:
        found = _patient_in(content.get(name))
        if found:
            return found
    for participant in content.get("participant", []):  # an Appointment has no subject before R5
        found = _patient_in(participant.get("actor"))
        if found:
            return found
    return ""


def _patient_in(value: Json) -> str:
    if not isinstance(value, dict):
        return ""
    kind, _, identity = value.get("reference", "").partition("/")
    if kind == "Patient":
        return str(identity)
    identifier = value.get("identifier", {})
    return f"{NHS_NUMBER}|{identifier['value']}" if identifier.get("system") == NHS_NUMBER else ""


def _patient_index(resource: Stored) -> PatientIndex:
    content = json.loads(resource.body)
    names = content.get("name", [])
    return PatientIndex(
        resource.id,
        frozenset((found["system"], found["value"]) for found in content.get("identifier", [])),
        frozenset(name["family"].lower() for name in names if "family" in name),
        frozenset(given.lower() for name in names for given in name.get("given", [])),
        content.get("birthDate", ""),
    )
