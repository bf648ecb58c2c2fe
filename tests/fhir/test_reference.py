"""References: whom a resource is about, and what a reference points to at one source (FID-13)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.fhir.identifier import Identifier
from viewer.fhir.reference import (
    Reference,
    ReferenceIndex,
    contained_in,
    reference_of,
    subject_of,
    subjects_of,
)
from viewer.fhir.resource import ResourceKey

BASE = "https://trust.example/fhir"
P = {"reference": "Patient/1"}


def key(reference, version=""):
    kind, _, number = reference.partition("/")
    return ResourceKey(source="gp", type=kind, id=number, version=version)


def test_a_reference_keeps_what_was_sent():
    read = reference_of(
        {"reference": "Patient/1", "type": "Patient", "identifier": {"value": "x"}, "display": "Ann Example"}
    )

    assert read == Reference(
        reference="Patient/1",
        type="Patient",
        identifier=Identifier(system="", value="x"),
        display="Ann Example",
    )
    assert reference_of({"reference": {"reference": "Medication/2"}}).reference == "Medication/2"
    for value in (None, {}, "Patient/1", {"reference": 7}, {"type": "Patient"}, [P]):
        assert reference_of(value) is None


@pytest.mark.parametrize(
    "content",
    [
        {"resourceType": "Condition", "subject": P},
        {"resourceType": "AllergyIntolerance", "patient": P},
        {"resourceType": "Immunization", "patient": P},
        {"resourceType": "Encounter", "subject": P},
        {"resourceType": "Encounter", "patient": P},
        {"resourceType": "Coverage", "beneficiary": P, "policyHolder": {"reference": "Patient/2"}},
        {"resourceType": "Task", "for": P, "focus": {"reference": "Patient/2"}},
        {"resourceType": "Transport", "for": P},
        {"resourceType": "ResearchSubject", "individual": P},
        {"resourceType": "ResearchSubject", "subject": P},
        {"resourceType": "EnrollmentRequest", "candidate": P},
        {"resourceType": "EnrollmentRequest", "subject": P},
        {"resourceType": "SupplyRequest", "deliverFor": P},
        {"resourceType": "SupplyDelivery", "patient": P},
        {"resourceType": "Account", "subject": [P]},
        {"resourceType": "Account", "subject": P},
        {"resourceType": "Consent", "patient": P},
        {"resourceType": "Consent", "subject": P},
        {"resourceType": "Claim", "patient": P},
        {"resourceType": "RelatedPerson", "patient": P},
        {"resourceType": "BodyStructure", "patient": P},
        {"resourceType": "BodySite", "patient": P},
        {"resourceType": "EpisodeOfCare", "patient": P},
        {"resourceType": "DeviceUseStatement", "subject": P},
        {"resourceType": "DeviceUsage", "patient": P},
        {"resourceType": "Device", "patient": P},
        {"resourceType": "ImmunizationRecommendation", "patient": P},
        {"resourceType": "NutritionOrder", "patient": P},
        {"resourceType": "NutritionOrder", "subject": P},
        {"resourceType": "ImagingStudy", "patient": P},
        {"resourceType": "QuestionnaireResponse", "subject": P, "source": {"reference": "Patient/2"}},
        {"resourceType": "List", "subject": [P]},
        {"resourceType": "Composition", "subject": P, "author": [{"reference": "Patient/2"}]},
        {"resourceType": "Appointment", "subject": P},
        {
            "resourceType": "Appointment",
            "participant": [{"actor": {"reference": "Location/1"}}, {"actor": P}],
        },
        {"resourceType": "AppointmentResponse", "actor": P},
        {"resourceType": "Schedule", "actor": [{"reference": "Location/2"}, P]},
        {"resourceType": "AuditEvent", "entity": [{"what": P}]},
        {"resourceType": "AuditEvent", "entity": [{"reference": P}]},
        {"resourceType": "AuditEvent", "patient": P, "entity": [{"what": {"reference": "Patient/2"}}]},
        {"resourceType": "Provenance", "patient": P},
        {"resourceType": "SomethingNew", "subject": P},
        {"subject": P},
    ],
    ids=lambda content: content.get("resourceType", "no type"),
)
def test_every_type_of_every_version_says_whom_it_is_about(content):
    assert subject_of(content) == Reference(reference="Patient/1")


@pytest.mark.parametrize(
    "content",
    [
        {"resourceType": "Patient", "link": [{"other": P}]},
        {"resourceType": "Group", "member": [{"entity": P}]},
        {"resourceType": "Person", "link": [{"target": P}]},
        {"resourceType": "Provenance", "target": [P]},
        {"resourceType": "Organization"},
        {"resourceType": "Appointment", "participant": [{"actor": {"reference": "Practitioner/1"}}]},
        {"resourceType": "Library", "subjectReference": {"reference": "Group/1"}},
        {"resourceType": "Condition", "subject": "Patient/1"},
        {"resourceType": "Condition", "subject": {}},
        {},
    ],
    ids=lambda content: content.get("resourceType", "nothing"),
)
def test_what_names_nobody_is_about_nobody(content):
    assert subject_of(content) is None


def test_everybody_is_listed_where_there_are_several():
    account = {"resourceType": "Account", "subject": [P, {"reference": "Patient/2"}]}
    clinic = {
        "resourceType": "Appointment",
        "participant": [{"actor": {"reference": "urn:uuid:1"}}, {"actor": P}],
    }
    typed = {"resourceType": "Schedule", "actor": [{"type": "Patient", "display": "Ann Example"}]}

    assert [found.reference for found in subjects_of(account)] == ["Patient/1", "Patient/2"]
    assert [found.reference for found in subjects_of(clinic)] == ["Patient/1"]
    assert [found.reference for found in subjects_of(clinic, {"urn:uuid:1"})] == ["urn:uuid:1", "Patient/1"]
    assert subjects_of(typed)[0].display == "Ann Example"


def test_a_contained_resource_is_found_in_its_container_only_and_only_if_it_is_one():
    content = {"contained": [{"id": "a", "x": 1}, {"id": "b"}, {"id": "b"}, None]}

    assert contained_in(content, "#a") == {"id": "a", "x": 1}
    assert contained_in(content, "#") is content
    for reference in ("#b", "#c", "a", "Medication/a"):
        assert contained_in(content, reference) is None


@pytest.fixture
def index():
    filled = ReferenceIndex()
    filled.add(key("Patient/1", "1"), f"{BASE}/Patient/1", "patient v1")
    filled.add(key("Patient/1", "10"), f"{BASE}/Patient/1", "patient v10")
    filled.add(key("Patient/1", "9"), f"{BASE}/Patient/1", "patient v9")
    filled.add(key("Medication/m"), "urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0", "medicine")
    filled.add(key("Organization/o"), "urn:oid:1.2.3", "organisation")
    filled.add(key("Location/bare"), "", "location")
    filled.add(key("Practitioner/p"), "Practitioner/p", "practitioner")
    return filled


@pytest.mark.parametrize(
    ("reference", "found"),
    [
        ("Patient/1", "patient v10"),
        ("/Patient/1", "patient v10"),
        (f"{BASE}/Patient/1", "patient v10"),
        ("Patient/1/_history/1", "patient v1"),
        (f"{BASE}/Patient/1/_history/9", "patient v9"),
        ("Patient/1/_history/11", None),
        ("Patient/1/_history", None),
        ("Patient/1/_history/", None),
        ("patient/1", None),
        ("Patient/2", None),
        ("Patient/1#p", None),
        ("Patient?identifier=1", None),
        ("https://elsewhere.example/fhir/Patient/1", None),
        ("https://trust.example/fhir2/Patient/1", None),
        ("HTTPS://TRUST.EXAMPLE/fhir/Patient/1", None),
        ("urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0", "medicine"),
        ("urn:uuid:0C3151BD-1CBF-4D64-B04D-CD9187A4C6E0", None),
        ("urn:oid:1.2.3", "organisation"),
        ("Medication/m", "medicine"),
        ("Location/bare", "location"),
        ("Practitioner/p", "practitioner"),
        ("#m", None),
        ("", None),
        ("Patient", None),
        ("Patient/", None),
    ],
)
def test_a_reference_finds_what_it_means_at_its_own_source_or_nothing(index, reference, found):
    assert index.find(reference, BASE) == found
    assert index.find(reference, BASE + "/") == found


def test_files_have_no_base_and_their_absolute_references_resolve_by_full_url_only(index):
    assert index.find(f"{BASE}/Patient/1", "") == "patient v10"
    assert index.find("Patient/1", "") == "patient v10"
    assert index.find("https://elsewhere.example/fhir/Patient/1", "") is None


def test_one_id_at_two_servers_in_one_file_is_not_certain_without_a_base():
    index = ReferenceIndex()
    index.add(key("Patient/1"), "https://a.example/Patient/1", "a")
    index.add(key("Patient/1"), "https://b.example/Patient/1", "b")

    assert index.find("Patient/1", "") is None
    assert index.find("Patient/1", "https://a.example") == "a"
    assert index.find("https://b.example/Patient/1", "") == "b"


def test_one_full_url_for_two_resources_is_not_certain():
    index = ReferenceIndex()
    for name in ("a", "b", "c"):
        index.add(key("Medication/" + name), "urn:uuid:1", name)
    index.add(key("Medication"), "urn:uuid:2", "x")
    index.add(key("Medication"), "urn:uuid:2", "y")
    index.add(key("Medication"), "urn:uuid:3", "z")
    index.add(key("Medication"), "urn:uuid:3", "z")

    assert index.find("urn:uuid:1", BASE) is None
    assert index.find("Medication/b", BASE) == "b"
    assert index.find("urn:uuid:2", BASE) is None
    assert index.find("urn:uuid:3", BASE) == "z"


def test_a_urn_that_repeats_means_the_one_of_its_own_bundle():
    index = ReferenceIndex()
    index.add(key("Medication/a"), "urn:uuid:1", "a", "page 1")
    index.add(key("Medication/b"), "urn:uuid:1", "b", "page 2")

    assert index.find("urn:uuid:1", BASE, "page 1") == "a"
    assert index.find("urn:uuid:1", BASE, "page 2") == "b"
    assert index.find("urn:uuid:1", BASE) is None
    assert index.find("urn:uuid:1", BASE, "page 3") is None


def test_the_first_of_equal_identity_stays_and_versions_compare_as_numbers_where_they_are():
    index = ReferenceIndex()
    for version, payload in (("1", "first"), ("1", "again"), ("W/2", "odd"), ("9" * 30, "huge")):
        index.add(key("Flag/1", version), "", payload)

    assert index.find("Flag/1", "") == "first"
    assert index.find("Flag/1/_history/W/2", "") is None


@given(st.permutations([("1", "a"), ("2", "b"), ("10", "c"), ("", "d")]))
def test_the_order_of_arrival_does_not_decide_which_version_is_meant(order):
    index = ReferenceIndex()
    for version, payload in order:
        index.add(key("Flag/1", version), f"{BASE}/Flag/1", payload)

    assert index.find("Flag/1", BASE) == "c"
    assert index.find(f"{BASE}/Flag/1", BASE) == "c"
