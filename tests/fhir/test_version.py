"""Versions: claimed, in a media type, or seen; unknown rather than wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.fhir.resource import FhirVersion
from viewer.fhir.version import (
    possible_versions,
    version_from_claim,
    version_from_media_type,
    version_from_shape,
    version_from_shapes,
)

STU3, R4, R4B, R5, UNKNOWN = (
    FhirVersion.STU3,
    FhirVersion.R4,
    FhirVersion.R4B,
    FhirVersion.R5,
    FhirVersion.UNKNOWN,
)


@pytest.mark.parametrize(
    ("claim", "version"),
    [
        ("1.0.2", FhirVersion.DSTU2),
        ("3.0.1", STU3),
        ("3.0.2", STU3),
        (" STU3 ", STU3),
        ("4.0.1", R4),
        ("4.0", R4),
        ("R4", R4),
        ("4.3.0", R4B),
        ("4.1.0", R4B),
        ("5.0.0", R5),
        ("5.0.0-snapshot1", R5),
        ("6.0.0", UNKNOWN),
        ("3.3.0", UNKNOWN),
        ("4", UNKNOWN),
        ("", UNKNOWN),
        ("latest", UNKNOWN),
    ],
)
def test_a_claim_is_one_of_ours_or_unknown(claim, version):
    assert version_from_claim(claim) is version


@pytest.mark.parametrize(
    ("media_type", "version"),
    [
        ("application/fhir+json; fhirVersion=4.0", R4),
        ('application/fhir+json;charset=utf-8;FHIRVERSION="3.0"', STU3),
        ("application/fhir+json; fhirVersion=9.9", UNKNOWN),
        ("application/fhir+json", UNKNOWN),
        ("application/json+fhir", UNKNOWN),
        ("", UNKNOWN),
    ],
)
def test_a_media_type_says_its_version_in_its_parameter(media_type, version):
    assert version_from_media_type(media_type) is version


@pytest.mark.parametrize(
    ("content", "version"),
    [
        ({"resourceType": "ReferralRequest"}, STU3),
        ({"resourceType": "ImagingSelection"}, R5),
        ({"resourceType": "MedicinalProduct"}, R4),
        ({"resourceType": "ServiceRequest"}, UNKNOWN),
        ({"resourceType": "Citation"}, UNKNOWN),
        ({"resourceType": "Condition", "clinicalStatus": "active"}, STU3),
        ({"resourceType": "Condition", "clinicalStatus": {"text": "active"}}, UNKNOWN),
        ({"resourceType": "Condition", "recordedDate": "2019", "asserter": {}}, R4),
        ({"resourceType": "Condition", "recordedDate": "2019", "participant": [{}]}, R5),
        ({"resourceType": "Condition", "assertedDate": "2019", "participant": [{}]}, UNKNOWN),
        ({"resourceType": "Encounter", "reasonCode": [{}]}, R4),
        ({"resourceType": "Encounter", "class": [{}]}, R5),
        ({"resourceType": "Encounter", "class": {}}, UNKNOWN),
        ({"resourceType": "MedicationRequest", "requester": {"agent": {}}}, STU3),
        ({"resourceType": "MedicationRequest", "dosageInstruction": [None, {"doseQuantity": {}}]}, STU3),
        ({"resourceType": "MedicationRequest", "medication": {"concept": {}}}, R5),
        ({"resourceType": "ServiceRequest", "code": {"concept": {"text": "x"}}}, R5),
        ({"resourceType": "ServiceRequest", "code": {"reference": {"reference": "x"}}}, R5),
        ({"resourceType": "ServiceRequest", "code": {"coding": []}}, R4),
        ({"resourceType": "Patient"}, UNKNOWN),
        ({"resourceType": "Patient", "animal": {}}, STU3),
        ({"resourceType": "Patient", "animal": None}, UNKNOWN),
        ({"resourceType": 7}, UNKNOWN),
        ({}, UNKNOWN),
    ],
)
def test_a_shape_is_a_version_only_where_no_other_fits(content, version):
    assert version_from_shape(content) is version


@pytest.mark.parametrize(
    ("profile", "version"),
    [
        ("https://fhir.nhs.uk/STU3/StructureDefinition/CareConnect-GPC-Patient-1", STU3),
        ("https://fhir.hl7.org.uk/STU3/StructureDefinition/CareConnect-Patient-1", STU3),
        ("https://fhir.hl7.org.uk/StructureDefinition/UKCore-Patient", R4),
        ("http://hl7.org/fhir/us/core/StructureDefinition/us-core-patient", UNKNOWN),
    ],
)
def test_a_uk_profile_tells_the_version(profile, version):
    assert version_from_shape({"resourceType": "Patient", "meta": {"profile": [profile]}}) is version
    assert version_from_shape({"resourceType": "Patient", "meta": {"profile": profile}}) is version


def test_resources_of_one_source_tell_more_together_and_a_contradiction_tells_nothing():
    patient = {"resourceType": "Patient"}
    newer = {"resourceType": "Observation", "encounter": {}}
    older = {"resourceType": "Encounter", "period": {}}
    stu3 = {"resourceType": "Sequence"}

    assert version_from_shapes([patient, newer]) is UNKNOWN
    assert version_from_shapes([patient, newer, older]) is R4
    assert version_from_shapes([patient, newer, older, stu3]) is UNKNOWN
    assert version_from_shapes([]) is UNKNOWN
    assert possible_versions(newer) == {R4, R4B, R5}


@given(st.dictionaries(st.sampled_from(["resourceType", "meta", "class", "requester", "subject"]), st.one_of(
    st.none(), st.text(), st.integers(), st.lists(st.none() | st.text()), st.just("Encounter"),
    st.just({"profile": [None, {}]}), st.just([{"agent": 1}]),
)))  # fmt: skip
def test_wrong_types_break_nothing(content):
    assert version_from_shape(content) in FhirVersion
