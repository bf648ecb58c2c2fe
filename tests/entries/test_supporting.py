import pytest

from viewer.entries.supporting import SUPPORTING, supporting_title, supports

NAME = [{"family": "Able", "given": ["Ann"]}]


@pytest.mark.parametrize(
    ("content", "title"),
    [
        ({"resourceType": "Practitioner", "name": NAME}, "Ann Able"),
        (
            {"resourceType": "RelatedPerson", "name": NAME, "relationship": [{"text": "daughter"}]},
            "Ann Able · daughter",
        ),
        ({"resourceType": "Organization", "name": "Able Surgery"}, "Able Surgery"),
        ({"resourceType": "Medication", "code": {"text": "Aspirin"}}, "Aspirin"),
        ({"resourceType": "Device", "deviceName": [{"name": "Pacemaker"}]}, "Pacemaker"),
        ({"resourceType": "Device", "name": [{"value": "Pump"}]}, "Pump"),
        ({"resourceType": "Device", "deviceName": ["x"]}, "x"),
        ({"resourceType": "Binary", "contentType": "application/pdf"}, "application/pdf"),
        ({"resourceType": "Provenance"}, "Provenance"),
        (
            {
                "resourceType": "PractitionerRole",
                "practitioner": {"display": "Dr Able"},
                "code": [{"text": "GP"}],
            },
            "Dr Able · GP",
        ),
        ({"resourceType": "PractitionerRole"}, "Practitioner role"),
        ({"resourceType": "Location", "name": 7, "description": "Ward 3"}, "Ward 3"),
        ({}, "Record without a type"),
    ],
)
def test_a_supporting_record_is_called_what_it_calls_itself(content, title):
    assert supporting_title(content) == title


def test_who_where_and_with_what_are_supporting():
    assert {"Patient", "Practitioner", "Medication", "Specimen", "Device", "ValueSet"} <= SUPPORTING
    assert not {"Observation", "List", "Bundle", "Claim"} & SUPPORTING


def test_a_person_is_called_by_the_name_that_leads_now():
    maiden = {"use": "maiden", "family": "Fairhurst", "given": ["Catherine"]}
    now = {"use": "usual", "family": "Dunne", "given": ["Catherine"]}

    assert supporting_title({"resourceType": "Patient", "name": [maiden, now]}) == "Catherine Dunne"
    assert supporting_title({"resourceType": "Patient", "name": [maiden]}) == "Catherine Fairhurst"


def test_a_device_that_names_its_patient_is_a_line_of_the_record():
    assert not supports("Device", {"patient": {"reference": "Patient/1"}})
    assert supports("Device", {"patient": {"display": "Jane"}})
    assert supports("Device", {})
    assert supports("Specimen", {"patient": {"reference": "Patient/1"}})
    assert not supports("Observation", {})
