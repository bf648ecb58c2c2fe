"""References as sent: what they say, whom a resource is about, and what they point to at one source."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Generic, TypeVar

from viewer.fhir.identifier import Identifier, identifier_of
from viewer.fhir.resource import Content, Json, ResourceKey
from viewer.fhir.typed import obj, objects, text

P = TypeVar("P")

_LOCAL = re.compile(r"/?([A-Za-z]+)/([^/?#\s]+)(?:/_history/([^/?#\s]+))?")
_SUBJECT_ELEMENTS = ("subject", "patient", "beneficiary", "for", "individual", "candidate", "deliverFor")
"""Where the types of STU3 to R5 say whom they are about: Condition.subject, Immunization.patient,
Coverage.beneficiary, Task.for, ResearchSubject.individual, EnrollmentRequest.candidate,
SupplyRequest.deliverFor. No type uses one of these names for anything else."""

_TAKING_PART = {
    "Appointment": (("participant", "actor"),),
    "AppointmentResponse": (("", "actor"),),
    "Schedule": (("", "actor"),),
    "AuditEvent": (("entity", "what"), ("entity", "reference")),
}
"""Types that name a patient only among others; a reference counts if it is seen to be a Patient."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A Reference as sent; "" and None where a part is missing."""

    reference: str
    type: str = ""
    identifier: Identifier | None = None
    display: str = ""


def reference_of(value: Json) -> Reference | None:
    """Read a Reference or the reference of a CodeableReference; None if it says nothing."""
    content = obj(value)
    if isinstance(content.get("reference"), dict):
        content = obj(content.get("reference"))
    read = Reference(
        reference=text(content.get("reference")),
        type=text(content.get("type")),
        identifier=identifier_of(content.get("identifier")),
        display=text(content.get("display")),
    )
    return read if read.reference or read.identifier or read.display else None


def subject_of(content: Content) -> Reference | None:
    """Return whom a resource is about, the first where it names several; None where it names nobody.

    A Patient, a Group or a Person is not about anybody else, and a Provenance is about its target.
    """
    found = subjects_of(content)
    return found[0] if found else None


def subjects_of(content: Content, patients: Collection[str] = ()) -> tuple[Reference, ...]:
    """Return everybody a resource is about.

    ``patients`` are reference texts known to be Patients (their fullUrls), for types such as Appointment
    that list the patient among other participants.
    """
    for name in _SUBJECT_ELEMENTS:
        found = _references(content, name)
        if found:
            return found
    taking_part: list[Reference] = []
    for outer, name in _TAKING_PART.get(text(content.get("resourceType")), ()):
        for holder in objects(content.get(outer)) if outer else [content]:
            taking_part += (r for r in _references(holder, name) if _is_patient(r, patients))
    return tuple(taking_part)


def _references(content: Content, name: str) -> tuple[Reference, ...]:
    read = (reference_of(dict(value)) for value in objects(content.get(name)))
    return tuple(reference for reference in read if reference)


def _is_patient(reference: Reference, patients: Collection[str]) -> bool:
    if reference.type == "Patient" or reference.reference in patients:
        return True
    return reference.reference.startswith("Patient/") or "/Patient/" in reference.reference


def contained_in(content: Content, reference: str) -> Content | None:
    """Return what ``#id`` points to inside this container (FID-15); ``#`` alone is the container itself."""
    if not reference.startswith("#"):
        return None
    if reference == "#":
        return content
    found = [item for item in objects(content.get("contained")) if text(item.get("id")) == reference[1:]]
    return found[0] if len(found) == 1 else None  # two of one id: showing either might be wrong


class ReferenceIndex(Generic[P]):
    """What references of one source point to (FID-13); a target that is not certain is not found.

    ``payload`` is whatever the caller wants back: a place, a title. ``scope`` names the Bundle that a
    resource came in: a fullUrl counts there first, since ``urn:uuid`` may repeat from Bundle to Bundle.
    """

    def __init__(self) -> None:
        self._by_url: dict[tuple[str, str], dict[ResourceKey, P | None]] = {}
        self._by_id: dict[tuple[str, str], dict[tuple[str, str], P]] = {}

    def add(self, key: ResourceKey, full_url: str, payload: P, scope: str = "") -> None:
        """Remember one resource. The first of equal type, id and version stays."""
        base = ""
        if full_url:
            for bundle in {scope, ""}:
                self._add_url((bundle, full_url), key, payload)
            base = _base_of(full_url, key)
        if key.id:
            self._by_id.setdefault((key.type, key.id), {}).setdefault((base, key.version), payload)

    def _add_url(self, place: tuple[str, str], key: ResourceKey, payload: P) -> None:
        held = self._by_url.setdefault(place, {})
        if key not in held:
            held[key] = payload
        elif not key.id and held[key] != payload:
            held[key] = None  # two resources without identity under one fullUrl

    def find(self, reference: str, base_url: str, scope: str = "") -> P | None:
        """Return what a reference points to, None if it is not here or not certain.

        ``base_url`` is the source's own. Absolute references count under it only, or by exact fullUrl.
        ``#contained`` is the container's business: see ``contained_in``.
        """
        if not reference or reference.startswith("#"):
            return None
        for bundle in (scope, ""):
            if (bundle, reference) in self._by_url:
                return _certain(self._by_url[bundle, reference])
        base = base_url.rstrip("/")
        inside = reference.removeprefix(base + "/") if base else reference
        found = _LOCAL.fullmatch(inside)
        return self._local(found.group(1, 2), found.group(3), base) if found else None

    def _local(self, place: tuple[str, ...], version: str | None, base: str) -> P | None:
        held = self._by_id.get((place[0], place[1]), {})
        here = [key for key in held if key[0] in {"", base}] or list(held)
        if len({key[0] for key in here} - {""}) > 1:
            return None  # two servers' resources of one id in one file
        if version is not None:
            here = [key for key in here if key[1] == version]
        return held[max(here, key=_recency)] if here else None


def _base_of(full_url: str, key: ResourceKey) -> str:
    tail = f"/{key.type}/{key.id}"
    whole = full_url.split("/_history/", 1)[0]
    return whole.removesuffix(tail) if key.id and whole.endswith(tail) else ""


def _recency(key: tuple[str, str]) -> tuple[int, str]:
    version = key[1]
    return (int(version) if version.isdecimal() and len(version) < 20 else -1, version)  # noqa: PLR2004


def _certain(held: dict[ResourceKey, P | None]) -> P | None:
    identities = {(key.type, key.id) for key in held}
    if len(identities) > 1:
        return None
    return held[max(held, key=lambda key: _recency(("", key.version)))]
