"""The shapes of R4 that a summary may carry."""

import pytest

from viewer.record.ips.shapes import SHAPES, is_element, why_not_r4

WHOLE = {"resourceType": "Immunization", "status": "completed", "text": {}}

REST = {"vaccineCode": {"text": "a"}, "patient": {"reference": "x"}}


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({}, "vaccineCode is missing"),
        ({"vaccineCode": {"text": "a"}}, "patient is missing"),
        ({"vaccineCode": {"text": "a"}, "patient": {"reference": "x"}}, "occurrence is missing"),
        ({"notGiven": False}, "no element notGiven"),
        (
            {**REST, "occurrenceDateTime": "2024", "occurrenceString": "then"},
            "occurrence stands there more than once",
        ),
        ({**REST, "occurrenceString": "then", "note": {"text": "a"}}, "note is a list"),
        ({"status": ["completed"]}, "status is one value"),
        ({"resourceType": "Encounter"}, "Encounter is no type"),
    ],
)
def test_each_way_not_to_be_r4_has_its_words(change, why):
    assert why in why_not_r4({**WHOLE, **change})


def test_a_status_that_r4_does_not_have_is_said_without_the_value():
    whole = {**WHOLE, "vaccineCode": {"text": "a"}, "patient": {"reference": "x"}, "occurrenceString": "then"}

    assert why_not_r4(whole) == ""
    assert why_not_r4({**whole, "status": "odd"}) == "its status is no code of R4"


def test_the_extensions_of_a_primitive_go_with_it_and_a_choice_takes_known_types_only():
    assert is_element("Patient", "_birthDate")
    assert is_element("Patient", "deceasedDateTime")
    assert not is_element("Patient", "deceasedWhenever")


def test_every_type_has_what_every_resource_has():
    assert all({"id", "meta", "extension"} <= {one.name for one in elements} for elements in SHAPES.values())
