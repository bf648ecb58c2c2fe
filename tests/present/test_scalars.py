"""Plain values as sent."""

from viewer.fhir.resource import Number
from viewer.present.scalars import scalar


def test_a_decimal_keeps_its_digits_and_other_things_are_nothing():
    assert scalar(Number("0.010")) == "0.010"
    assert scalar(0) == "0"
    assert scalar(False) == "false"
    assert scalar(None) == scalar([1]) == ""
