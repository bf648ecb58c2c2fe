"""What a resource is called."""

import json

import pytest

from viewer.fhir.tokens import leaves
from viewer.present.titles import title_of


@pytest.mark.parametrize(
    ("kind", "content", "title"),
    [
        ("Observation", {"code": {"text": "Sodium", "coding": [{"display": "x"}]}}, "Observation: Sodium"),
        ("Observation", {"code": {"coding": [{"display": "Sodium"}]}}, "Observation: Sodium"),
        ("MedicationRequest", {"medicationReference": {"display": "Aspirin"}}, "Medication request: Aspirin"),
        ("Patient", {"name": [{"family": "Smith", "given": ["Jane"]}]}, "Patient: Jane Smith"),
        ("Patient", {"name": [{"text": "Jane S", "family": "Smith"}]}, "Patient: Jane S"),
        ("Organization", {"name": "The Practice"}, "Organization: The Practice"),
        ("Encounter", {"type": [{"text": "Visit"}]}, "Encounter: Visit"),
        ("Flag", {"code": {"text": ""}}, "Flag"),
        ("", {"code": {"text": "x"}}, "Record of an unknown kind: x"),
    ],
)
def test_a_title_names_the_kind_and_what_it_is_about(kind, content, title):
    assert title_of(kind, list(leaves(json.dumps(content).encode()))) == title
