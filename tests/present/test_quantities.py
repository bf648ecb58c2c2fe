"""Amounts: comparator, number and unit as sent."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.fhir.resource import Number
from viewer.present.quantities import (
    quantity_words,
    range_words,
    ratio_range_words,
    ratio_words,
    sampled_words,
    unit_of,
)


def amount(value, unit=None, **more):
    return {"value": Number(value), **({"unit": unit} if unit else {}), **more}


@pytest.mark.parametrize(
    ("quantity", "words"),
    [
        (amount("0.010", "mmol/L"), "0.010 mmol/L"),
        (amount("2.00"), "2.00 no unit given"),
        (amount("1e-7", "g", comparator="<"), "<0.0000001 g (sent as 1e-7)"),
        ({"value": 7, "unit": "%"}, "7 %"),
        (amount("0.5", "mg/L", comparator="<"), "<0.5 mg/L"),
        (amount("500", "mL", comparator="ad"), "ad 500 mL"),
        (amount("5.4", code="mmol/L", system="http://unitsofmeasure.org"), "5.4 mmol/L"),
        (amount("5.4", "millimoles", code="mmol/L"), "5.4 millimoles"),
        (amount("12.345", currency="GBP"), "12.345 GBP"),
        ({"unit": "mg"}, "no number given (mg)"),
        ({"comparator": ">"}, "no number given (>)"),
        ({"comparator": ">", "unit": "mg"}, "no number given (>mg)"),
        ({"value": "7.5", "unit": "g"}, "7.5 g"),
        ({}, ""),
        (None, ""),
        ("7 mg", "7 mg"),
        (7, "7"),
    ],
)
def test_a_quantity_reads_as_sent(quantity, words):
    assert quantity_words(quantity) == words


@given(st.decimals(allow_nan=False, allow_infinity=False), st.sampled_from(["", "<", "<=", ">=", ">", "ad"]))
def test_no_digit_and_no_comparator_is_ever_lost(value, comparator):
    sent = format(Decimal(value), "f")

    words = quantity_words({"value": Number(sent), "comparator": comparator, "unit": "g"})

    assert words.removeprefix(comparator).strip() == f"{sent} g"
    assert words.startswith(comparator)


@pytest.mark.parametrize(
    ("range_", "words"),
    [
        ({"low": amount("2.5", "g/L"), "high": amount("7.50", "g/L")}, "2.5 to 7.50 g/L"),
        ({"low": amount("2", "mg"), "high": amount("3", "g")}, "2 mg to 3 g"),
        ({"low": amount("2"), "high": amount("3")}, "2 to 3 no unit given"),
        ({"low": amount("2.5", "g/L")}, "2.5 g/L or more (no upper limit given)"),
        ({"high": amount("2.5", "g/L")}, "2.5 g/L or less (no lower limit given)"),
        ({}, ""),
    ],
)
def test_a_range_says_which_limit_is_missing(range_, words):
    assert range_words(range_) == words


@pytest.mark.parametrize(
    ("ratio", "words"),
    [
        ({"numerator": amount("1"), "denominator": amount("128")}, "1 : 128"),
        ({"numerator": amount("5", "mg"), "denominator": amount("1", "mL")}, "5 mg : 1 mL"),
        ({"numerator": amount("5", "mg")}, "5 mg : denominator not given"),
        ({"denominator": amount("5", "mg")}, "numerator not given : 5 mg"),
        ({}, ""),
    ],
)
def test_a_ratio_says_which_part_is_missing(ratio, words):
    assert ratio_words(ratio) == words


def test_a_ratio_range_of_r5_reads_with_both_numerators():
    sent = {
        "lowNumerator": amount("1", "mg"),
        "highNumerator": amount("2", "mg"),
        "denominator": amount("1", "mL"),
    }

    assert ratio_range_words(sent) == "1 to 2 mg : 1 mL"
    assert ratio_range_words({"denominator": amount("1", "mL")}) == "numerator not given : 1 mL"
    assert ratio_range_words({"lowNumerator": amount("1", "mg")}).endswith(": denominator not given")
    assert ratio_range_words({}) == ""


def test_sampled_data_is_counted_and_its_marks_are_no_numbers():
    sent = {
        "origin": amount("2048", "mV"),
        "period": 10,
        "factor": Number("1.612"),
        "lowerLimit": Number("-3300"),
        "upperLimit": 3300,
        "dimensions": 1,
        "data": "2041 E 2043 U U L 2050",
    }

    words = sampled_words(sent)

    assert words.startswith(
        "7 sampled points, 1 not measurable (E), 1 below the limit (L), 2 above the limit (U), origin 2048 mV"
    )
    assert "factor 1.612" in words
    assert "lower limit -3300" in words
    assert sampled_words({"data": "1 2"}) == "2 sampled points"
    assert sampled_words(None) == ""


def test_the_unit_is_the_code_only_where_there_is_no_unit():
    assert unit_of({"unit": "tablet", "code": "{tbl}"}) == "tablet"
    assert unit_of({"code": "mg"}) == "mg"
    assert unit_of(None) == ""
