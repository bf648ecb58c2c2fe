"""What STU3 calls otherwise: renamed where the meaning is the same, left where something would be lost."""

from copy import deepcopy

import pytest

from viewer.record.ips.from_stu3 import FROM_STU3

A = {"text": "a"}
VISIT = {"reference": "Encounter/1"}


@pytest.mark.parametrize(
    ("kind", "sent", "made"),
    [
        (
            "Condition",
            {"assertedDate": "2019", "context": VISIT, "stage": A},
            {"recordedDate": "2019", "encounter": VISIT, "stage": [A]},
        ),
        ("Condition", {"context": {"reference": "EpisodeOfCare/1"}}, None),
        ("Condition", {"verificationStatus": "unknown"}, None),
        ("AllergyIntolerance", {"_clinicalStatus": {}, "clinicalStatus": "active"}, None),
        (
            "Observation",
            {"comment": "x", "interpretation": A},
            {"note": [{"text": "x"}], "interpretation": [A]},
        ),
        ("Observation", {"comment": "x", "_comment": {}}, None),
        (
            "Observation",
            {"related": [{"type": "has-member", "target": A}, {"type": "has-member", "target": VISIT}]},
            {"hasMember": [A, VISIT]},
        ),
        ("Observation", {"related": [{"target": A}]}, None),
        ("DiagnosticReport", {"performer": [{"actor": A}], "image": [A]}, {"performer": [A], "media": [A]}),
        ("DiagnosticReport", {"performer": [{"actor": A, "role": A}]}, None),
        ("MedicationRequest", {"requester": {"agent": A}}, {"requester": A}),
        ("MedicationRequest", {"requester": {"agent": A, "other": A}}, None),
        ("MedicationRequest", {"requester": {"onBehalfOf": A}}, None),
        (
            "MedicationRequest",
            {"substitution": {"allowed": True}},
            {"substitution": {"allowedBoolean": True}},
        ),
        (
            "MedicationRequest",
            {"dosageInstruction": [{"text": "x", "doseQuantity": A, "rateRatio": A}]},
            {"dosageInstruction": [{"text": "x", "doseAndRate": [{"doseQuantity": A, "rateRatio": A}]}]},
        ),
        ("MedicationRequest", {"dosageInstruction": [{"text": "x"}]}, None),
        ("MedicationStatement", {"taken": "n"}, None),
        ("Immunization", {"notGiven": False, "date": "2019"}, {"occurrenceDateTime": "2019"}),
        ("Immunization", {"notGiven": True}, None),
        ("Immunization", {"explanation": {"reason": [A]}}, {"reasonCode": [A]}),
        ("Immunization", {"explanation": {"reasonNotGiven": [A]}}, None),
        (
            "Immunization",
            {"practitioner": [{"role": A, "actor": A}]},
            {"performer": [{"function": A, "actor": A}]},
        ),
        ("Procedure", {"notDone": False, "context": VISIT}, {"encounter": VISIT}),
        ("Medication", {"ingredient": [{"amount": A}]}, {"ingredient": [{"strength": A}]}),
    ],
)
def test_each_element_is_renamed_or_left(kind, sent, made):
    given = deepcopy(sent)

    FROM_STU3[kind](given)

    assert given == (sent if made is None else made)


def test_that_a_medicine_is_taken_goes_into_fhirs_own_extension_beside_others():
    given = {"taken": "y", "extension": [{"url": "x"}]}

    FROM_STU3["MedicationStatement"](given)

    assert [one["url"].rsplit(".", 1)[-1] for one in given["extension"]] == ["x", "taken"]
    assert given["extension"][1]["valueCode"] == "y"


def test_a_status_gets_the_system_that_r4_binds_it_to():
    given = {"clinicalStatus": "remission", "verificationStatus": "differential"}

    FROM_STU3["Condition"](given)

    assert given["clinicalStatus"]["coding"][0]["system"].endswith("/condition-clinical")
    assert given["verificationStatus"]["coding"][0]["code"] == "differential"


def test_on_whose_behalf_a_medicine_was_requested_stays_beside_who_did():
    given = {
        "requester": {"agent": {"reference": "Practitioner/1"}, "onBehalfOf": {"reference": "Organization/1"}}
    }

    FROM_STU3["MedicationRequest"](given)

    assert given["requester"]["reference"] == "Practitioner/1"
    (extension,) = given["requester"]["extension"]
    assert extension["url"].endswith("extension-MedicationRequest.requester.onBehalfOf")
    assert extension["valueReference"] == {"reference": "Organization/1"}


def test_a_statement_of_taking_that_is_no_code_stays_as_it_was_sent():
    given = {"taken": {"code": "y"}}

    FROM_STU3["MedicationStatement"](given)

    assert given["taken"] == {"code": "y"}
