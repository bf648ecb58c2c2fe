"""Equal facts have equal traits, and what differs in meaning differs in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.entries.builders import amount, coded, worded
from viewer.entries.traits.trait import concept_set, number, quantity_traits, stated, value_traits


@pytest.mark.parametrize(
    ("one", "other"), [("5.0", "5"), ("0.10", "0.1"), ("1e2", "100"), ("-0", "0.0"), (" 7 ", "7")]
)
def test_equal_numbers_are_equal_however_they_are_written(one, other):
    assert number(one) == number(other)


@pytest.mark.parametrize("sent", ["about 5", "NaN", "Infinity", "1e999999", "", "5,1"])
def test_what_is_no_number_stays_what_it_is(sent):
    assert number(sent) == sent.casefold()


@given(
    st.decimals(allow_nan=False, allow_infinity=False, places=3),
    st.decimals(allow_nan=False, allow_infinity=False, places=3),
)
def test_numbers_are_equal_only_if_their_values_are(one, other):
    assert (number(str(one)) == number(str(other))) == (one == other)


def test_codes_are_a_set_and_words_count_only_where_there_are_none():
    assert concept_set({"coding": [*coded("1")["coding"], *coded("2")["coding"]]}) == concept_set(
        {"coding": [*coded("2")["coding"], *coded("1")["coding"]], "text": "x"}
    )
    assert concept_set(worded("Left  ARM")) == "words|left arm"
    assert concept_set({"coding": [{"display": "Left arm"}]}) == "words|left arm"
    assert concept_set(None) == ""


def test_a_quantity_keeps_comparator_and_unit_apart():
    assert quantity_traits(amount("5", "mg", "mg") | {"comparator": "<"}) == {
        "comparator": "<",
        "number": "5",
        "unit": "mg",
        "unit code": "mg",
        "unit other": "",
    }
    assert quantity_traits({"value": "5", "code": "258684004", "system": "http://snomed.info/sct"})[
        "unit other"
    ]
    assert quantity_traits(None) == {}
    assert quantity_traits({"unit": "mg"})["number"] == ""


@pytest.mark.parametrize(
    ("content", "traits"),
    [
        ({}, set()),
        ({"valueBoolean": False}, {"value"}),
        ({"valueInteger": 0}, {"value"}),
        ({"valueString": "No growth"}, {"words"}),
        ({"valueCodeableConcept": coded("1")}, {"coded value"}),
    ],
)
def test_every_kind_of_value_has_a_trait(content, traits):
    assert {name for name, value in value_traits(content).items() if value} == traits


def test_false_and_zero_are_values():
    assert value_traits({"valueBoolean": False}) != value_traits({"valueBoolean": True})
    assert value_traits({"valueInteger": 0}) != value_traits({"valueInteger": 1})


def test_what_is_not_stated_has_no_place():
    assert stated({"b": "2", "a": "", "c": "3"}) == (("b", "2"), ("c", "3"))
