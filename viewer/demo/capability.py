"""Decides what each demo endpoint says of itself in ``/metadata``."""

import json

from viewer.demo.moments import DATED
from viewer.demo.search import PATIENT_CRITERIA
from viewer.demo.shelf import Shelf
from viewer.demo.sites import Site
from viewer.demo.structured import OPERATION

_SHARED = frozenset({"Organization", "Practitioner", "PractitionerRole", "Location", "Medication", "Binary"})
_PATIENT_ONLY = frozenset(
    {
        "AllergyIntolerance",
        "Consent",
        "DetectedIssue",
        "Device",
        "EpisodeOfCare",
        "FamilyMemberHistory",
        "Immunization",
        "ImmunizationRecommendation",
        "RelatedPerson",
        "VisionPrescription",
        "NutritionOrder",
    }
)
"""Types whose patient element is called ``patient``, so that they know no search parameter ``subject``."""

_BESIDE_OPERATION = frozenset({"Patient", "DocumentReference"})
"""What GP Connect searches for beside the operation: the person, and documents (Access Document)."""

_OPERATION_URL = (
    "https://fhir.nhs.uk/STU3/OperationDefinition/GPConnect-GetStructuredRecord-Operation-1/_history/1.0"
)


def capability(site: Site, shelf: Shelf, base: str, security: str) -> bytes:
    """Return the CapabilityStatement. ``security`` is "" or how to sign in ("Basic", ...)."""
    held = sorted({*shelf.types(), *site.also, "Patient"})
    rest: dict[str, object] = {"mode": "server"}
    if security:
        rest["security"] = {"service": [{"text": security}]}
    rest["resource"] = [_resource(site, name) for name in held]
    if site.operation:
        definition = {"reference": _OPERATION_URL}
        rest["operation"] = [{"name": OPERATION.removeprefix("$"), "definition": definition}]
    statement = {
        "resourceType": "CapabilityStatement",
        "status": "active",
        "date": "2026-11-01",
        "publisher": "Tributary demo: fictional patients only",
        "kind": "instance",
        "software": {"name": f"Tributary demo: {site.name}", "version": "1"},
        "implementation": {"description": site.name, "url": base},
        "fhirVersion": site.fhir_version,
        "format": ["application/fhir+json"],
        "rest": [rest],
    }
    if site.fhir_version.startswith("3."):
        statement["acceptUnknown"] = "both"  # required in STU3, gone in R4
    return json.dumps(statement).encode()


def _resource(site: Site, name: str) -> dict[str, object]:
    interactions = [{"code": "read"}]
    found: dict[str, object] = {"type": name, "interaction": interactions}
    if name in _SHARED or (site.operation and name not in _BESIDE_OPERATION):
        return found
    interactions.append({"code": "search-type"})
    dated = ("date",) if site.sorts and name in DATED else ()
    criteria = PATIENT_CRITERIA if name == "Patient" else ("_id", *dated, *_about(name))
    found["searchParam"] = [{"name": one, "type": _kind(one)} for one in criteria]
    if name == "MedicationRequest":
        found["searchInclude"] = ["MedicationRequest:medication"]
    return found


def _about(name: str) -> tuple[str, ...]:
    if name == "AdverseEvent":
        return ("subject",)  # it has no search parameter "patient" before R5
    return ("patient",) if name in _PATIENT_ONLY else ("patient", "subject")


def _kind(criterion: str) -> str:
    kinds = {"_id": "token", "identifier": "token", "gender": "token", "birthdate": "date", "date": "date"}
    return kinds.get(criterion, "reference" if criterion in {"patient", "subject"} else "string")
