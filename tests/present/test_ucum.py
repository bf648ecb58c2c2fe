"""When an amount may be read in another unit (FID-23)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.fhir.quantity import Quantity
from viewer.present.ucum import SYSTEM, comparable, convert, converted_words, ucum_code


@pytest.mark.parametrize(
    ("value", "frm", "to", "shown"),
    [
        ("5.40", "mmol/L", "umol/L", "5400"),
        ("5.40", "umol/L", "mmol/L", "0.00540"),
        ("0.010", "g", "mg", "10"),
        ("100", "mm[Hg]", "kPa", "13.3"),
        ("12.0", "kPa", "mm[Hg]", "90.0"),
        ("70.0", "kg", "[lb_av]", "154"),
        ("180", "cm", "[in_i]", "70.9"),
        ("98.6", "[degF]", "Cel", "37.0"),
        ("100.4", "[degF]", "Cel", "38.0"),
        ("37.0", "Cel", "[degF]", "99"),
        ("300", "K", "Cel", "27"),
        ("37", "Cel", "[degF]", "100"),
        ("212", "[degF]", "Cel", "100"),
        ("0.42", "L/L", "%", "42"),
        ("7.4", "10*9/L", "10*3/uL", "7.4"),
        ("-2.0", "mmol/L", "umol/L", "-2000"),
        ("0.0", "g", "mg", "0"),
        ("4.10", "[IU]/L", "[IU]/L", "4.10"),
    ],
)
def test_a_proven_conversion_claims_no_more_than_was_given(value, frm, to, shown):
    result = convert(Decimal(value), frm, to)
    assert result is not None
    assert format(result, "f") == shown


@pytest.mark.parametrize(
    ("frm", "to"),
    [
        ("mg/dL", "mmol/L"),
        ("[IU]/L", "[IU]/mL"),
        ("[IU]", "mg"),
        ("[IU]/L", "U/L"),
        ("mmol/mol", "%"),
        ("meq/L", "mmol/L"),
        ("mL/min/{1.73_m2}", "mL/min"),
        ("Cel", "mmol/L"),
        ("Cel/min", "[degF]/min"),
        ("tablet", "{tbl}"),
        ("mo", "d"),
        ("", ""),
        ("", "g"),
    ],
)
def test_what_ucum_does_not_prove_is_not_converted_and_on_no_axis(frm, to):
    assert convert(Decimal("1.0"), frm, to) is None
    assert not comparable(frm, to)
    assert not comparable(to, frm)


@pytest.mark.parametrize("value", ["NaN", "Infinity", "1E+99", "1E-99", "1" * 60])
def test_what_is_no_amount_is_not_converted(value):
    assert convert(Decimal(value), "g", "mg") is None


def test_a_unit_of_another_system_is_no_ucum_code():
    sent = Quantity(comparator="", value="5.4", unit="mmol/L", system=SYSTEM, code="mmol/L")
    assert ucum_code(sent) == "mmol/L"
    local = Quantity(comparator="", value="5.4", unit="mmol/L", system="http://snomed.info/sct", code="g")
    assert ucum_code(local) == ""
    assert converted_words(local, "mg") == ""


@pytest.mark.parametrize(
    ("comparator", "value", "words"),
    [
        ("<", "0.50", "<500 umol/L (converted from <0.50 mmol/l)"),
        ("", "5.4", "5400 umol/L (converted from 5.4 mmol/l)"),
        ("", "high", ""),
        ("", "", ""),
        ("", "1e3", ""),
    ],
)
def test_a_converted_amount_says_so_and_keeps_what_was_sent(comparator, value, words):
    sent = Quantity(comparator=comparator, value=value, unit="mmol/l", system=SYSTEM, code="mmol/L")
    assert converted_words(sent, "umol/L") == words


_AMOUNTS = st.decimals(min_value="0.001", max_value="9999", places=3, allow_nan=False)
_UNITS = st.sampled_from(["mmol/L", "umol/L", "mol/mL", "nmol/dL", "mol/m3"])


@given(_AMOUNTS, _UNITS, _UNITS)
def test_there_and_back_is_the_same_amount_within_the_digits_that_were_given(value, one, other):
    there = convert(value, one, other)
    assert there is not None
    assert len(there.as_tuple().digits) <= len(value.as_tuple().digits)
    back = convert(there, other, one)
    assert back == value


@given(st.decimals(min_value=-50, max_value=150, places=1, allow_nan=False))
def test_a_temperature_claims_no_finer_step_than_was_given(value):
    result = convert(value, "[degF]", "Cel")
    assert result is not None
    assert abs((value - 32) * 5 / 9 - result) <= Decimal("0.05")
    assert result.as_tuple().exponent == -1
