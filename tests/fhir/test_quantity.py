"""Quantities as sent."""

from viewer.fhir.quantity import Quantity, quantity_of
from viewer.fhir.resource import Number


def test_a_quantity_keeps_its_text_comparator_and_unit():
    read = quantity_of(
        {
            "value": Number("0.010"),
            "comparator": "<",
            "unit": "mmol/L",
            "system": "http://unitsofmeasure.org",
            "code": "mmol/L",
        }
    )

    assert read == Quantity(
        comparator="<", value="0.010", unit="mmol/L", system="http://unitsofmeasure.org", code="mmol/L"
    )


def test_parts_that_are_missing_or_of_a_wrong_type_are_empty():
    assert quantity_of({"value": 5, "unit": 7}) == Quantity(
        comparator="", value="5", unit="", system="", code=""
    )
    assert quantity_of({"code": "mg"}).code == "mg"


def test_a_value_sent_as_text_is_shown_as_sent_and_money_has_its_currency():
    assert quantity_of({"value": "5.40", "unit": "mmol/L"}).value == "5.40"
    assert quantity_of({"value": Number("9.50"), "currency": "GBP"}).unit == "GBP"


def test_what_holds_no_amount_is_no_quantity():
    for value in (None, {}, {"comparator": "<"}, "5 mg", 5, [{"value": 5}], {"value": True}):
        assert quantity_of(value) is None
