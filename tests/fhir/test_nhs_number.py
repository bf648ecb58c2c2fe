"""NHS numbers: ten digits, check digit, and the range that is never issued."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.fhir.nhs_number import is_test_number, nhs_number


@pytest.mark.parametrize(
    "text", ["9990000018", "999 000 0018", "999-000-0018", " 999\u00a0000\u20130018 ", "999000 0018\n"]
)
def test_separators_make_no_difference(text):
    assert nhs_number(text) == "9990000018"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "999000001",
        "99900000180",
        "9990000019",
        "999000001X",
        "１２３４５６７８９０",
        "0000000000",
        "1111111111",
        "9999999999",
        "999.000.0018",
        "9990000000" + "0",
    ],
)
def test_what_is_no_nhs_number_is_none(text):
    assert nhs_number(text) is None


def test_a_check_sum_of_ten_has_no_check_digit():
    without = [
        stem
        for stem in (f"{number:09d}" for number in range(999000000, 999000100))
        if not any(nhs_number(stem + str(digit)) for digit in range(10))
    ]

    assert 0 < len(without) < 20


@given(st.integers(0, 10**9 - 1), st.integers(0, 8), st.integers(1, 9))
def test_no_single_wrong_digit_passes(number, place, shift):
    stem = f"{number:09d}"
    whole = next((stem + str(d) for d in range(10) if nhs_number(stem + str(d))), None)
    if whole is None:
        return
    wrong = whole[:place] + str((int(whole[place]) + shift) % 10) + whole[place + 1 :]

    assert nhs_number(wrong) is None


def test_the_range_that_is_never_issued_is_known():
    assert is_test_number("9990000018")
    assert not is_test_number("9000000009")
    assert not is_test_number("999")
