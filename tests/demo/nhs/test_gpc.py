"""The simulated practice: about whom it answers, and what an older system leaves out."""

import json

import pytest

from viewer.demo.nhs.gpc import INTERACTION, NEWER, NO_CONSENT, NOT_FOUND, OLD_SYSTEM

PATH = "Patient/$gpc.getstructuredrecord"


def body(number, *areas):
    who = {"system": "https://fhir.nhs.uk/Id/nhs-number", "value": number}
    parameters = [{"name": "patientNHSNumber", "valueIdentifier": who}, *({"name": one} for one in areas)]
    return json.dumps({"resourceType": "Parameters", "parameter": parameters}).encode()


def ask(gpc, sent):
    return gpc(PATH, method="POST", body=sent, headers=gpc.headers(INTERACTION))


def test_the_record_holds_what_was_asked_for_with_its_warnings(gpc):
    status, bundle = ask(gpc, body("9990018421", "includeMedication"))

    assert status == 200
    kinds = {entry["resource"]["resourceType"] for entry in bundle["entry"]}
    assert {"Patient", "MedicationStatement", "List"} <= kinds
    assert "confidential-items" in json.dumps(bundle)


@pytest.mark.parametrize("number", sorted(NOT_FOUND))
def test_who_is_not_held_sensitive_or_dead_is_not_found_in_the_same_words(gpc, code, number):
    status, said = ask(gpc, body(number))

    assert (status, code(said)) == (404, "PATIENT_NOT_FOUND")


def test_without_consent_nothing_is_given(gpc, code):
    status, said = ask(gpc, body(NO_CONSENT))

    assert (status, code(said)) == (403, "NO_PATIENT_CONSENT")


def test_an_older_system_names_each_parameter_that_it_does_not_know(gpc):
    status, bundle = ask(gpc, body(OLD_SYSTEM, "includeProblems", *NEWER))

    outcomes = [
        entry["resource"]
        for entry in bundle["entry"]
        if entry["resource"]["resourceType"] == "OperationOutcome"
    ]
    assert status == 200
    assert [one["issue"][0]["diagnostics"].split()[0] for one in outcomes] == list(NEWER)
    assert {one["issue"][0]["severity"] for one in outcomes} == {"warning"}


@pytest.mark.parametrize(
    ("sent", "status", "expected"),
    [
        (body("9990018422"), 400, "INVALID_NHS_NUMBER"),
        (body("9990018421", "includeAllergies"), 422, "INVALID_PARAMETER"),
        (b"[]", 422, "INVALID_RESOURCE"),
        (b"{}", 422, "INVALID_RESOURCE"),
        (body(OLD_SYSTEM, "includeAllergies"), 422, "INVALID_PARAMETER"),
    ],
)
def test_wrong_parameters_have_the_status_of_the_practice(gpc, code, sent, status, expected):
    got, said = ask(gpc, sent)

    assert (got, code(said)) == (status, expected)


def test_another_interaction_is_refused(gpc, code):
    got, said = gpc("metadata", headers=gpc.headers(""))

    assert (got, code(said)) == (400, "BAD_REQUEST")
    assert gpc.answers.label(type("R", (), {"path": "Patient/1"})()) == ("Patient", 1)
