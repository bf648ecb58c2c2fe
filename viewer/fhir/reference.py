"""References as sent: what they say, whom a resource is about, and what they point to at one source."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Generic, TypeVar

from viewer.fhir.head import id_of
from viewer.fhir.identifier import Identifier, identifier_of
from viewer.fhir.resource import Content, Json, ResourceKey
from viewer.fhir.typed import obj, objects, text

P = TypeVar("P")

_LOCAL = re.compile(r"/?([A-Za-z]+)/([^/?#\s]+)(?:/_history/([^/?#\s]+))?")
_LONG = 20
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


class _Versions(Generic[P]):
    """The versions held of one resource; of equal ones the first stays."""

    def __init__(self) -> None:
        self._by_version: dict[str, P] = {}
        self._newest = ""

    def add(self, version: str, payload: P) -> None:
        self._by_version.setdefault(version, payload)
        if len(self._by_version) == 1 or _recency(version) > _recency(self._newest):
            self._newest = version

    def find(self, version: str | None) -> P | None:
        return self._by_version.get(self._newest if version is None else version)


class ReferenceIndex(Generic[P]):
    """What references of one source point to (FID-13); a target that is not certain is not found.

    ``payload`` is whatever the caller wants back: a place, a title. ``scope`` names the Bundle that a
    resource came in: a fullUrl counts there first, since ``urn:uuid`` may repeat from Bundle to Bundle.
    """

    def __init__(self) -> None:
        # A fullUrl that stands for two resources keeps None: neither is certain.
        self._by_url: dict[tuple[str, str], tuple[tuple[str, str], _Versions[P]] | None] = {}
        self._by_id: dict[tuple[str, str], dict[str, _Versions[P]]] = {}

    def add(self, key: ResourceKey, full_url: str, payload: P, scope: str = "") -> None:
        """Remember one resource. The first of equal type, id and version stays."""
        if full_url:
            for bundle in {scope, ""}:
                self._add_url((bundle, full_url), key, payload)
        if key.id:
            servers = self._by_id.setdefault((key.type, key.id), {})
            servers.setdefault(_base_of(full_url, key), _Versions()).add(key.version, payload)

    def _add_url(self, place: tuple[str, str], key: ResourceKey, payload: P) -> None:
        identity = (key.type, key.id)
        held = self._by_url.setdefault(place, (identity, _Versions()))
        if held is None:
            return
        first = held[1].find(key.version)
        if held[0] != identity or (not key.id and first is not None and first != payload):
            self._by_url[place] = None
        else:
            held[1].add(key.version, payload)

    def find(self, reference: str, base_url: str, scope: str = "") -> P | None:
        """Return what a reference points to, None if it is not here or not certain.

        ``base_url`` is the source's own. Absolute references count under it only, or by exact fullUrl.
        ``#contained`` is the container's business: see ``contained_in``.
        """
        for bundle in (scope, ""):
            if (bundle, reference) in self._by_url:
                held = self._by_url[bundle, reference]
                return held[1].find(None) if held else None
        base = base_url.rstrip("/")
        found = _LOCAL.fullmatch(reference.removeprefix(base + "/") if base else reference)
        return self._local(found, base) if found else None

    def _local(self, found: re.Match[str], base: str) -> P | None:
        servers = self._by_id.get((found.group(1), id_of(found.group(2))), {})
        if base not in servers:
            # The fullUrls may name the server otherwise than we do; two other servers are one too many.
            base = "" if "" in servers or len(servers) != 1 else next(iter(servers))
        return servers[base].find(found.group(3)) if base in servers else None


def _base_of(full_url: str, key: ResourceKey) -> str:
    whole = full_url.split("/_history/", 1)[0]
    tail = f"/{key.type}/{key.id}"
    return whole.removesuffix(tail) if whole.endswith(tail) else ""


def _recency(version: str) -> tuple[int, str]:
    return (int(version) if version.isdecimal() and len(version) < _LONG else -1, version)
