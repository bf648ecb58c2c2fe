"""A report names the entry by its ids, whom to tell, and the patient only where that is wanted (GOV-06)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.record.report_words import Copy, contact_words, owner_of, report_text

NUMBER = "9990018421"
COPY = Copy(
    source_name="Mill Surgery",
    reference="AllergyIntolerance/7",
    version="3",
    retrieved="12:00:01, AllergyIntolerance, page 1",
    base="https://mill.example.org/fhir",
)


@pytest.mark.parametrize(
    ("content", "owner"),
    [
        ({"performer": [{"display": "Dr Jones"}, {"reference": "Organization/4"}]}, "Organization/4"),
        ({"recorder": {"reference": "Practitioner/3", "display": "Dr Jones"}}, "Dr Jones"),
        ({"recorder": {"type": "Practitioner", "display": "Dr Jones"}}, "Dr Jones"),
        (
            {
                "author": [
                    {"actor": {"reference": "https://x/fhir/PractitionerRole/2/_history/1", "display": "N"}}
                ]
            },
            "N",
        ),
        ({"custodian": {"reference": "urn:uuid:1", "display": "Mill Surgery"}}, "Mill Surgery"),
        ({"managingOrganization": {"reference": "#org"}}, "#org"),
        (
            {"performer": [{"actor": {"reference": "Organization/9", "display": "Acute Trust"}}]},
            "Acute Trust",
        ),
        ({"custodian": {"type": "Organization", "display": "The\nLab"}}, "The Lab"),
        ({"source": "https://x", "performer": [7, {"display": 7}, {"display": " "}]}, ""),
        ({}, ""),
        ("text", ""),
        (None, ""),
    ],
)
def test_whoever_keeps_it_is_named_in_the_records_own_words(content, owner):
    assert owner_of(content) == owner


@pytest.mark.parametrize("key", ["asserter", "author", "informant", "source", "performer", "custodian"])
@pytest.mark.parametrize(
    "who",
    [
        {"reference": "Patient/9990018421", "display": "Daniel Holroyd"},
        {"reference": "Patient/1"},
        {"reference": "https://x/fhir/Patient/9990018421/_history/2", "display": "Daniel Holroyd"},
        {"reference": "RelatedPerson/4", "display": "Ann Holroyd"},
        {"reference": "urn:uuid:1", "type": "Patient", "display": "Daniel Holroyd"},
        {"reference": "Practitioner/1", "type": "Patient", "display": "Daniel Holroyd"},
        {"type": "http://hl7.org/fhir/StructureDefinition/RelatedPerson", "display": "Ann Holroyd"},
        {"actor": {"reference": "Patient/1", "display": "Daniel Holroyd"}},
        {"reference": "Organization/9990018421", "display": "Daniel Holroyd"},
        {"reference": "https://x/fhir/Organization?id=9990018421"},
    ],
)
def test_no_patient_and_no_relative_is_whoever_keeps_it(key, who):
    assert owner_of({key: who, "recorder": [who]}) == ""
    assert owner_of({key: [who], "requester": {"reference": "Practitioner/3", "display": "Dr J"}}) == "Dr J"


@pytest.mark.parametrize(
    "who", [{"display": "Daniel Holroyd"}, {"reference": "#p", "display": "Daniel Holroyd"}]
)
@pytest.mark.parametrize("key", ["asserter", "author", "informant", "source", "performer", "requester"])
def test_a_name_of_which_it_is_not_said_whose_it_is_may_be_the_patients(key, who):
    assert owner_of({key: who}) == ""


def test_the_text_names_ids_version_and_time_and_nobody():
    text = report_text(COPY, "Acute Trust")

    assert text.startswith("To: Acute Trust\n")
    assert "Record: AllergyIntolerance/7" in text
    assert "Version: 3" in text
    assert "Retrieved: 12:00:01" in text
    assert "https://mill.example.org/fhir" in text
    assert "NHS number" not in text


def test_without_an_owner_the_source_is_told_and_a_missing_version_is_said():
    text = report_text(Copy(source_name="File", reference="Condition", version="", retrieved="now"), "")

    assert text.startswith("To: File\n")
    assert "Version: not stated by the source" in text
    assert "Source as shown: File\n" in text


def test_the_number_stands_there_only_where_it_is_wanted():
    assert "NHS number: 999 001 8421" in report_text(COPY, "", NUMBER)


@given(st.sampled_from(["9990018421", "9990061114", "9990062781"]))
def test_an_id_that_is_an_nhs_number_is_left_out_unless_it_is_wanted(number):
    patient = Copy(source_name="PDS", reference=f"Patient/{number}", version="1", retrieved="now")

    assert number not in report_text(patient, "")
    assert number in report_text(patient, "", number)


def test_how_to_reach_them_is_said_as_set_up_and_as_the_source_says():
    assert contact_words("tel 0123", ["Mill", "a@b.c"]) == (
        "Set up for this source: tel 0123. As the source says of itself: Mill, a@b.c"
    )
    assert contact_words("", ["Mill"]) == "As the source says of itself: Mill"
    assert contact_words("", []).startswith("No contact is set up")
