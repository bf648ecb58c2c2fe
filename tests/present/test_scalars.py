"""Plain values as sent."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.fhir.resource import Number
from viewer.present.scalars import plain_digits, scalar, sent_as


def test_a_decimal_keeps_its_digits_and_other_things_are_nothing():
    assert scalar(Number("0.010")) == "0.010"
    assert scalar(0) == "0"
    assert scalar(False) == "false"
    assert scalar(None) == scalar([1]) == ""


@pytest.mark.parametrize(
    ("sent", "plain"),
    [
        ("1e-7", "0.0000001"),
        ("-1.50E-2", "-0.0150"),
        ("1.50E2", "150"),
        ("1.505E2", "150.5"),
        ("2e3", "2000"),
        ("0e0", "0"),
        ("0.010", "0.010"),
        ("1e400", "1e400"),
        ("1e1000", "1e1000"),
        ("about 1e5", "about 1e5"),
    ],
)
def test_an_exponent_is_written_out_and_what_was_sent_is_said(sent, plain):
    assert plain_digits(sent) == plain
    assert sent_as(sent) == ("" if sent == plain else f" (sent as {sent})")
    assert scalar(Number(sent)) == plain + sent_as(sent)
    assert scalar("1e5") == "1e5"


@given(st.integers(-(10**9), 10**9), st.integers(-30, 30))
def test_written_out_it_is_the_same_number(digits, exponent):
    sent = f"{digits}e{exponent}"

    assert Decimal(plain_digits(sent)) == Decimal(sent)
    assert "e" not in plain_digits(sent)
