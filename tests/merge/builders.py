"""Small entries and Patients for tests: a builder names only what the test is about."""

from dataclasses import replace
from datetime import UTC, datetime

from viewer.entries.entry import Entry, Flag, Member, Standing
from viewer.entries.identity import entry_id
from viewer.fhir.concept import Coding
from viewer.fhir.dates import ClinicalDate, parse_date
from viewer.fhir.resource import FhirVersion, Place, Resource, ResourceKey
from viewer.merge.patient import patient_facts
from viewer.merge.person import PatientFacts
from viewer.merge.stated import Words
from viewer.source.domain import Domain, domain_of

NAMES = {"gp": "GP practice", "trust": "Acute trust", "mh": "Community trust", "ooh": "Out of hours"}
WORDS = Words(names=NAMES, zone=UTC)
SNOMED = "http://snomed.info/sct"
NHS = "https://fhir.nhs.uk/Id/nhs-number"
VERIFICATION = "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus"


def day(text: str, kind: str = "effective") -> ClinicalDate:
    return parse_date(text, kind)


def member(source: str = "gp", reference: str = "Observation/1", version: str = "") -> Member:
    type_, _, id_ = reference.partition("/")
    key = ResourceKey(source=source, type=type_, id=id_, version=version)
    return Member(key=key, place=Place(page=1, start=0, end=2))


def entry(source: str = "gp", reference: str = "Observation/1", **given) -> Entry:
    """One entry of one source. ``when`` and ``code`` may be given as text, ``flags`` as a sequence."""
    members = (member(source, reference),)
    when, code = given.pop("when", "2019-03-04"), given.pop("code", "271649006")
    base = Entry(
        id=entry_id(members),
        members=members,
        domain=given.pop("domain", domain_of(members[0].key.type)),
        category=given.pop("category", "Investigation results"),
        title=given.pop("title", "Systolic blood pressure"),
        when=day(when) if isinstance(when, str) else when,
        codings=(Coding(system=SNOMED, code=code),) if code else (),
        flags=frozenset(given.pop("flags", ())),
    )
    return replace(base, **given)


def allergy(source: str = "gp", id: str = "1", **given) -> Entry:
    given = {"title": "Penicillin", "code": "91936005", "standing": Standing.CURRENT, **given}
    return entry(source, f"AllergyIntolerance/{id}", category="Allergies and adverse reactions", **given)


def nka(source: str = "gp", id: str = "nka", **given) -> Entry:
    flags = (Flag.NO_KNOWN_ALLERGY, *given.pop("flags", ()))
    return allergy(source, id, **{"title": "No known allergy", "code": "716186003", "flags": flags, **given})


def medicine(source: str = "gp", id: str = "1", **given) -> Entry:
    given = {"title": "Ramipril 5mg capsules", "code": "318857005", "standing": Standing.CURRENT, **given}
    return entry(source, f"MedicationRequest/{id}", category="Medications", **given)


def problem(source: str = "gp", id: str = "1", **given) -> Entry:
    given = {"title": "Asthma", "code": "195967001", "standing": Standing.CURRENT, **given}
    return entry(source, f"Condition/{id}", category="Problem list", **given)


def plan(source: str = "gp", id: str = "1", **given) -> Entry:
    plans = {"title": "Not for attempted CPR", "code": "450476008", "domain": Domain.PLANS}
    given = {**plans, "standing": Standing.CURRENT, **given}
    return entry(source, f"{given.pop('type', 'CarePlan')}/{id}", category="Plan", **given)


def patient_content(**given) -> dict:
    """A Patient as UK Core has it; ``number`` and ``verified`` shape its NHS number."""
    number, verified = given.pop("number", "9990000018"), given.pop("verified", "number-present-and-verified")
    coding = {"coding": [{"system": "x", "code": verified}]}
    extension = [{"url": VERIFICATION, "valueCodeableConcept": coding}] if verified else []
    content = {
        "resourceType": "Patient",
        "id": "1",
        "identifier": [{"system": NHS, "value": number, "extension": extension}] if number else [],
        "name": [{"use": "official", "family": "Smith", "given": ["Jane"], "prefix": ["Mrs"]}],
        "gender": "female",
        "birthDate": "1950-01-31",
    }
    content.update(given)
    return {name: value for name, value in content.items() if value is not None}


def resource(content: dict, source: str = "gp") -> Resource:
    key = ResourceKey(
        source=source, type=content.get("resourceType", ""), id=content.get("id", ""), version=""
    )
    return Resource(
        key=key, place=Place(page=1, start=0, end=2), version=FhirVersion.R4, content=content, full_url=""
    )


def patient(source: str = "gp", **given) -> PatientFacts:
    return patient_facts(resource(patient_content(**given), source))


NOW = datetime(2026, 11, 22, 3, 2, tzinfo=UTC)
