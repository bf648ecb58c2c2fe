"""Nothing of a restricted person's summary says where they are."""

import json

from viewer.record.ips.restricted import without_places

CONDITION = {
    "resourceType": "Condition",
    "text": {"status": "generated", "div": "<div>seen in Leeds</div>"},
    "code": {
        "text": "Asthma",
        "coding": [{"system": "http://snomed.info/sct", "code": "195967001", "display": "Asthma"}],
    },
    "subject": {"reference": "Patient/1", "display": "Ann of Leeds"},
    "encounter": {"identifier": {"value": "9"}, "display": "Leeds ward"},
    "recorder": {"display": "Dr Leeds", "reference": "Practitioner/1"},
    "contained": [
        {"resourceType": "Organization", "id": "o", "name": "Leeds Trust"},
        {"resourceType": "Patient", "id": "p", "managingOrganization": {"display": "Leeds"}},
        {"resourceType": "Medication", "id": "m", "code": {"text": "Aspirin"}},
    ],
    "extension": [
        {"url": "x", "valueAddress": {"city": "Leeds"}},
        {"url": "y", "valueContactPoint": {"value": "0113 Leeds"}},
    ],
    "evidence": [{"detail": [{"reference": "Observation/1", "display": "Leeds result"}]}],
    "medicationReference": {"reference": "Medication/1", "display": "Aspirin 75 mg"},
}


def test_no_place_person_or_narrative_stays_at_any_depth():
    assert "Leeds" not in json.dumps(without_places(CONDITION))


def test_what_the_record_is_about_stays():
    kept = without_places(CONDITION)

    assert kept["code"] == CONDITION["code"]
    assert kept["medicationReference"] == CONDITION["medicationReference"]
    assert [item["resourceType"] for item in kept["contained"]] == ["Medication"]
    assert kept["subject"] == {"reference": "Patient/1"}
