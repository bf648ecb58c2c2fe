"""The order of proposals: symmetric, monotone, and nothing that is missing counts."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.merge.builders import day, patient
from viewer.merge.persons import candidates, links
from viewer.merge.proposals import _LEVELS, Level, alike, score

ADDRESS = [{"line": ["12 Mill Lane"], "city": "Ambleford", "postalCode": "ZZ1 4AP"}]
WHOLE = patient(
    address=ADDRESS,
    generalPractitioner=[{"display": "The Surgery", "identifier": {"value": "A81001"}}],
)
FIELDS = {
    "nhs_number": ("", "9990000018", "9990000081", "9990061114"),
    "family": ("", "Smith", "Smyth", "Okonkwo"),
    "given": ((), ("Jane",), ("Jayne",), ("Bartholomew",)),
    "born": (None, day("1950-01-31"), day("1950-01-30"), day("1950-01"), day("1950"), day("1988-07-02")),
    "gender": ("", "female", "male", "unknown"),
    "postcode": ("", "ZZ1 4AP", "zz14ap", "ZZ1 9XX", "ZY8 2BB"),
    "address": ("", "12 Mill Lane, Ambleford", "Mill Lane 12, Ambleford", "4 High Street, Eastdale"),
    "practice_code": ("", "A81001", "a81001", "B82002"),
    "identifiers": ((), (("urn:x", "7"),), (("urn:x", "8"),)),
    "restricted": (False, True),
}


def built(said):
    return replace(WHOLE, **said)


people = st.fixed_dictionaries({name: st.sampled_from(values) for name, values in FIELDS.items()})


@given(people, people)
def test_it_does_not_matter_who_is_compared_with_whom(one, other):
    assert score(built(one), built(other)) == score(built(other), built(one))


@given(people, people, st.sampled_from(sorted(set(FIELDS) - {"restricted"})), st.data())
def test_another_agreeing_field_never_lowers_it_and_a_missing_one_adds_nothing(one, other, field, data):
    said = data.draw(st.sampled_from(FIELDS[field][1:]))
    missing = {field: FIELDS[field][0]}
    without = score(built({**one, **missing}), built({**other, **missing}))

    assert score(built({**one, field: said}), built({**other, field: said})) >= without
    assert score(built({**one, field: said}), built({**other, **missing})) == without


@pytest.mark.parametrize("field", sorted(_LEVELS))
def test_chances_add_up_and_the_better_a_field_agrees_the_more_it_weighs(field):
    chances = _LEVELS[field]
    weights = [chances.weight(level) for level in Level]

    assert sum(chances.m) == pytest.approx(1)
    assert sum(chances.u) == pytest.approx(1)
    assert weights[Level.EQUAL] > 0 > weights[Level.DIFFERENT]
    assert weights[Level.EQUAL] > weights[Level.CLOSE]


def test_a_misspelt_name_and_a_mistyped_day_come_before_another_person():
    misspelt = replace(WHOLE, family="Smyth", nhs_number="")
    mistyped = replace(WHOLE, born=day("1950-01-13"), nhs_number="")
    twin = replace(WHOLE, given=("Bartholomew",), gender="male", nhs_number="")
    stranger = replace(WHOLE, family="Okonkwo", born=day("1988-07-02"), nhs_number="")

    assert score(WHOLE, misspelt) > score(WHOLE, twin) > score(WHOLE, stranger)
    assert score(WHOLE, mistyped) > score(WHOLE, stranger)


def test_names_are_close_by_spelling_alone_and_never_equal_by_it():
    assert alike("SMITH ", "smith") is Level.EQUAL
    assert alike("Dickson", "Dixon") is alike("Dixon", "Dickson") is Level.DIFFERENT
    assert alike("Catherine", "Catharine") is Level.CLOSE
    assert alike("Isla", "Freya") is Level.DIFFERENT


@given(people)
def test_however_high_it_is_nobody_is_linked_by_it(said):
    chosen = replace(WHOLE, nhs_verified=False)
    other = replace(built(said), nhs_verified=False)

    assert not links(chosen, other)
    assert candidates(chosen, [other])[0].linked_by == ""


def test_a_restricted_person_s_place_takes_no_part():
    elsewhere = replace(
        WHOLE, restricted=True, address="4 High Street", postcode="ZY8 2BB", practice_code="B1"
    )

    assert score(WHOLE, elsewhere) == score(WHOLE, replace(WHOLE, restricted=True))
