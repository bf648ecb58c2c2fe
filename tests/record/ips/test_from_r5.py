"""What R5 calls otherwise: renamed where the meaning is the same, left where something would be lost."""

from copy import deepcopy

import pytest

from viewer.record.ips.from_r5 import FROM_R5

A = {"text": "a"}


@pytest.mark.parametrize(
    ("kind", "sent", "made"),
    [
        ("MedicationRequest", {"medication": {"concept": A}}, {"medicationCodeableConcept": A}),
        ("MedicationRequest", {"medication": {"reference": A}}, {"medicationReference": A}),
        ("MedicationRequest", {"medication": {"concept": A, "reference": A}}, None),
        (
            "MedicationRequest",
            {"reason": [{"concept": A}, {"reference": A}], "reported": True, "performer": [A]},
            {"reasonCode": [A], "reasonReference": [A], "reportedBoolean": True, "performer": A},
        ),
        ("MedicationRequest", {"reason": [{"concept": A, "reference": A}], "performer": [A, A]}, None),
        (
            "MedicationRequest",
            {"dosageInstruction": [{"asNeeded": True}, {"asNeeded": True, "asNeededFor": [A]}]},
            {"dosageInstruction": [{"asNeededBoolean": True}, {"asNeededCodeableConcept": A}]},
        ),
        ("MedicationRequest", {"dosageInstruction": [{"asNeededFor": [A, A]}, {}]}, None),
        (
            "AllergyIntolerance",
            {"reaction": [{"manifestation": [{"concept": A}]}]},
            {"reaction": [{"manifestation": [A]}]},
        ),
        ("AllergyIntolerance", {"reaction": [{"manifestation": [{"reference": A}]}]}, None),
        (
            "Procedure",
            {"occurrenceDateTime": "2019", "category": [A]},
            {"performedDateTime": "2019", "category": A},
        ),
        ("MedicationStatement", {"encounter": A}, {"context": A}),
        ("MedicationAdministration", {"occurencePeriod": A}, {"effectivePeriod": A}),
    ],
)
def test_each_element_is_renamed_or_left(kind, sent, made):
    given = deepcopy(sent)

    FROM_R5[kind](given)

    assert given == (sent if made is None else made)
