"""Builders for the tests of entries: a resource names only what the test is about."""

from zoneinfo import ZoneInfo

from viewer.entries.reading import Context
from viewer.entries.register import entry_from
from viewer.fhir.resource import FhirVersion, Number, Place, Resource, ResourceKey

LONDON = ZoneInfo("Europe/London")
SNOMED = "http://snomed.info/sct"
LOINC = "http://loinc.org"
UCUM = "http://unitsofmeasure.org"
PATIENT = {"reference": "Patient/1"}
MEMBER_OF = "http://hl7.org/fhir/StructureDefinition/"


def resource(content, place=0):
    kind = content.get("resourceType")
    key = ResourceKey(
        source="gp",
        type=kind if isinstance(kind, str) else "",
        id=content.get("id") if isinstance(content.get("id"), str) else "",
        version="",
    )
    where = Place(page=0, start=place, end=place + 10, slot=f"entry[{place}].resource")
    return Resource(key=key, place=where, version=FhirVersion.UNKNOWN, content=content)


def context(targets=None, zone=LONDON):
    return Context(resolve=(targets or {}).get, zone=zone)


def read(kind, targets=None, /, **content):
    """One entry from a resource of this type; it is about a patient unless the test says otherwise."""
    about = {} if {"subject", "patient"} & content.keys() else {"subject": PATIENT, "patient": PATIENT}
    return entry_from(resource({"resourceType": kind, "id": "1"} | about | content), context(targets))


def coded(code, display="", system=SNOMED, text=""):
    coding = {"system": system, "code": code} | ({"display": display} if display else {})
    return {"coding": [coding]} | ({"text": text} if text else {})


def worded(text):
    return {"text": text}


def amount(value, unit="", code=""):
    sent = {"value": Number(value)} | ({"unit": unit} if unit else {})
    return sent | ({"system": UCUM, "code": code} if code else {})


def extension(url, **value):
    return {"url": url} | value
