"""Amounts inside a dosage."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.fhir.resource import Number
from viewer.present.dose_amounts import (
    dose_amount,
    dose_number,
    dose_range,
    dose_ratio,
    dose_words,
    full_unit,
    limit_words,
    rate_words,
)


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ("0.50", "0.5"),
        (".5", "0.5"),
        ("500", "500"),
        ("1500", "1,500"),
        ("1234567.80", "1,234,567.8"),
        ("2.00", "2"),
        ("0", "0"),
        ("-1", "-1"),
        ("1e3", "1,000"),
        ("5e-5", "0.00005"),
        ("1e999", "1e999"),
        ("", ""),
        (".", "."),
    ],
)
def test_a_composed_number_has_a_leading_zero_no_trailing_zero_and_commas(sent, words):
    assert dose_number(sent) == words


@given(st.decimals(min_value=0, max_value=10**9, places=4))
def test_a_composed_number_is_the_same_number(value):
    assert float(dose_number(format(value, "f")).replace(",", "")) == float(value)


@pytest.mark.parametrize(
    ("unit", "words"),
    [
        ("mg", "milligram"),
        ("ug", "microgram"),
        ("mcg", "microgram"),
        ("ng", "nanogram"),
        ("[iU]", "international unit"),
        ("mg/h", "milligram/hour"),
        ("tablet", "tablet"),
    ],
)
def test_units_are_never_abbreviated_by_us(unit, words):
    assert full_unit(unit) == words


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"value": 500, "unit": "mg"}, "500 milligram"),
        ({"value": 2, "unit": "5ml spoonful"}, "2 x 5ml spoonful"),
        ({"value": 1}, "1 no unit given"),
        ({"value": 5, "code": "mg"}, "5 milligram"),
        ({"comparator": "<=", "value": 5, "unit": "mg"}, "up to 5 milligram"),
        ({"comparator": "ad", "value": 5, "unit": "mL"}, "to make up 5 millilitre"),
        ({"comparator": "~", "value": 5, "unit": "mg"}, "~ 5 milligram"),
        ({"unit": "mg"}, "no number given (mg)"),
        (None, ""),
    ],
)
def test_an_amount_reads_in_full(sent, words):
    assert dose_amount(sent) == words


def test_a_range_with_only_a_lower_limit_is_no_dose():
    words = dose_range({"low": {"value": 500, "unit": "mg"}})

    assert words.startswith("WARNING: no upper dose limit was sent")
    assert "500 milligram" in words
    assert dose_range({"high": {"value": 500, "unit": "mg"}}) == "up to 500 milligram"
    assert dose_range({"low": {"value": 1}, "high": {"value": 2}}) == "1 to 2 no unit given"
    assert (
        dose_range({"low": {"value": 1, "unit": "g"}, "high": {"value": 1500, "unit": "mg"}})
        == "1 gram to 1,500 milligram"
    )
    assert dose_range({}) == ""


def test_a_ratio_reads_per_and_says_what_is_missing():
    four, day = {"value": 4, "unit": "g"}, {"value": 1, "unit": "d"}

    assert dose_ratio({"numerator": four, "denominator": day}) == "4 gram per 1 day"
    assert dose_ratio({"numerator": four}) == "4 gram per an amount that was not sent"
    assert dose_ratio({"denominator": day}) == "an amount that was not sent per 1 day"
    assert dose_ratio(None) == ""


def test_dose_and_rate_of_every_kind():
    assert dose_words({"doseQuantity": {"value": 1, "unit": "g"}}) == "1 gram"
    assert dose_words({"doseRange": {"low": {"value": 1}, "high": {"value": 2}}}) == "1 to 2 no unit given"
    assert dose_words({"dose": {"value": 1, "unit": "g"}}) == "1 gram"
    assert dose_words({}) == rate_words({}) == ""
    assert rate_words({"rateQuantity": {"value": 2, "unit": "mL/h"}}) == "at a rate of 2 millilitre/hour"
    assert rate_words(
        {"rateRatio": {"numerator": {"value": 1, "unit": "L"}, "denominator": {"value": 8, "unit": "h"}}}
    ) == ("at a rate of 1 litre per 8 hour")


def test_every_maximum_dose_is_told():
    daily = {"numerator": {"value": 4, "unit": "g"}, "denominator": {"value": 1, "unit": "d"}}
    sent = {
        "maxDosePerPeriod": [daily, daily],
        "maxDosePerAdministration": {"value": 1, "unit": "g"},
        "maxDosePerLifetime": {"value": Number("400.0"), "unit": "mg"},
    }

    assert limit_words(sent) == [
        "maximum 4 gram per 1 day",
        "maximum 4 gram per 1 day",
        "maximum 1 gram per single dose",
        "maximum 400 milligram per lifetime",
    ]
    assert limit_words({"maxDosePerPeriod": daily}) == ["maximum 4 gram per 1 day"]


def test_a_number_of_a_million_digits_is_grouped_in_one_go():
    """Looked through from every digit anew it takes the better part of an hour, with the window waiting."""
    said = dose_number("1" * 1_000_000)

    assert said.startswith("1,111,")
    assert len(said) == 1_333_333
