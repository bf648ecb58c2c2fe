import json

from viewer.demo.outcome import SPINE, outcome


def test_an_outcome_says_its_words_and_the_spine_code():
    said = json.loads(outcome("invalid", "in words", spine=("INVALID_NHS_NUMBER", "Invalid NHS number")))

    assert said["resourceType"] == "OperationOutcome"
    assert said["issue"][0]["diagnostics"] == "in words"
    assert said["issue"][0]["details"]["coding"][0]["system"] == SPINE


def test_without_a_spine_code_there_are_no_details():
    assert "details" not in json.loads(outcome("invalid", "in words", severity="warning"))["issue"][0]
