"""Stand-ins: the same for the same value, another for another, of the same shape, and never the value."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.fhir.nhs_number import is_test_number, nhs_number
from viewer.fhir.pseudonyms import Pseudonyms


def test_a_word_and_a_patient_stand_for_the_same_all_through():
    names = Pseudonyms(b"k")

    assert [names.word("Text", text) for text in ("a", "b", "a")] == ["Text 1", "Text 2", "Text 1"]
    assert [names.patient(text) for text in ("1", "2", "1")] == ["patient-1", "patient-2", "patient-1"]


def test_an_nhs_number_becomes_a_valid_one_of_the_test_range():
    stands = Pseudonyms(b"k").identifier("943 476 5919")

    assert nhs_number(stands) == stands != "9434765919"
    assert is_test_number(stands)


def test_an_identifier_keeps_its_shape_and_is_replaced_wherever_it_stands():
    names = Pseudonyms(b"k")
    stands = names.identifier("RS-10 42x")

    assert [mark.isdigit() for mark in stands] == [mark.isdigit() for mark in "RS-10 42x"]
    assert names.scrub("a/RS-10 42x/b") == f"a/{stands}/b"
    assert Pseudonyms(b"k").identifier("RS-10 42x") == stands != Pseudonyms(b"other").identifier("RS-10 42x")


def test_short_values_stay_where_they_only_happen_to_stand():
    names = Pseudonyms(b"k")
    names.identifier("12")
    names.name("Family", "Ng")

    assert names.scrub("12 long English words") == "12 long English words"


@given(st.lists(st.text("0123456789", min_size=1, max_size=2), unique=True))
def test_different_identifiers_never_become_one(values):
    names = Pseudonyms(b"k")

    assert len({names.identifier(value) for value in values}) == len(values)


@pytest.mark.parametrize("text", ["2024-05-02T10:00:00+01:00", "2024-05-02", "2024-05", "2024"])
def test_a_date_moves_and_keeps_its_precision(text):
    moved = Pseudonyms(b"k").moment(text)

    assert len(moved) == len(text)
    assert moved[10:] == text[10:]
    assert moved <= text


@pytest.mark.parametrize("text", ["soon", "2024-02-31", "0001-01-01", ""])
def test_what_is_no_date_stays(text):
    assert Pseudonyms(b"k").moment(text) == text


@given(st.dates(), st.dates())
def test_the_distance_between_two_dates_stays(first, second):
    names = Pseudonyms(b"k")
    moved = [type(first).fromisoformat(names.moment(one.isoformat())) for one in (first, second)]

    if first.year > 3 and second.year > 3:
        assert moved[1] - moved[0] == second - first
        assert moved[0].weekday() == first.weekday()


def test_an_nhs_number_that_is_a_patients_id_is_the_same_number_as_anywhere_else():
    names = Pseudonyms(b"key")

    assert names.patient("9990018421") == names.identifier("999 001 8421")
    assert names.patient("9990018422") == "patient-1"
