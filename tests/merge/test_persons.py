from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.merge.builders import patient
from viewer.fhir.nhs_number import nhs_number
from viewer.merge.comparing import WITHHELD
from viewer.merge.persons import BY_HAND, BY_RULE, CHOSEN, TWINS, candidates, group_persons, links, person_of
from viewer.source.trace import Trace, TraceStatus


def named(family="Smith", given=("Jane",)):
    return [{"family": family, "given": list(given)}]


def test_the_same_verified_number_and_birth_date_is_one_person():
    chosen, other = patient("gp"), patient("trust")

    (candidate,) = candidates(chosen, [other])

    assert candidate.linked_by == BY_RULE
    assert candidate.warning == ""
    assert group_persons([chosen, other]) == ((chosen, other),)


@pytest.mark.parametrize(
    "change",
    [
        {"verified": ""},
        {"verified": "02"},
        {"number": "9990000026"},
        {"number": ""},
        {"number": "9990000019"},
        {"birthDate": "1950-01-30"},
        {"birthDate": "1950-01"},
        {"birthDate": None},
        {"name": named("Jones")},
        {"name": named("Smith", ["Joan"])},
        {"link": [{"type": "replaced-by", "other": {"reference": "Patient/2"}}]},
    ],
)
def test_each_condition_of_the_rule_is_needed(change):
    chosen, other = patient("gp"), patient("trust", **change)

    assert candidates(chosen, [other])[0].linked_by == ""
    assert candidates(other, [chosen])[0].linked_by == ""
    assert group_persons([chosen, other]) == ((chosen,), (other,))


def test_a_birth_date_of_equal_but_partial_precision_links_nobody():
    assert not links(patient("gp", birthDate="1950"), patient("trust", birthDate="1950"))


NUMBER = "9990000018"


def traced(**more):
    plain = {"status": TraceStatus.VALID, "born": "1950-01-31", "family": "SMITH", "given": "Jane"}
    return {NUMBER: Trace(nhs_number=NUMBER, when=datetime(2026, 11, 22, tzinfo=UTC), **{**plain, **more})}


def test_a_number_traced_in_this_session_needs_no_status():
    one, other = patient("gp"), patient("trust", verified="")

    assert not links(one, other)
    assert links(one, other, traced=traced())
    assert candidates(one, [other], traced())[0].linked_by == BY_RULE
    assert len(group_persons([one, other], traced())) == 1


@pytest.mark.parametrize(
    "found",
    [
        {"born": "1950-01-13"},
        {"born": ""},
        {"family": "Jones"},
        {"given": "Joan"},
    ],
)
def test_a_trace_with_another_birth_date_or_name_verifies_nobody(found):
    one, other = patient("gp", verified=""), patient("trust", verified="")

    assert links(one, other, traced())
    assert not links(one, other, traced(**found))
    assert links(patient("gp"), patient("trust"), traced(**found))


def test_a_trace_without_a_name_conflicts_with_none():
    assert links(patient("gp"), patient("trust", verified=""), traced(family="", given=""))


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (TraceStatus.SUPERSEDED, "replaced by another"),
        (TraceStatus.INVALID, "not valid"),
        (TraceStatus.NOT_FOUND, "does not know"),
    ],
)
def test_a_number_that_pds_does_not_let_stand_links_nobody_whatever_a_source_says(status, words):
    one, other = patient("gp"), patient("trust")
    known = traced(status=status)

    assert not links(one, other, known)
    assert len(group_persons([one, other], known)) == 2
    assert words in candidates(one, [other], known)[0].warning
    assert words not in candidates(one, [other])[0].warning


def test_an_address_is_withheld_where_pds_alone_says_restricted():
    home = [{"line": ["1 High St"], "postalCode": "LS1 4AP"}]
    one, other = patient("gp", address=home), patient("trust", address=home)
    (found,) = candidates(one, [other], traced(restricted=True))

    assert WITHHELD in {field.theirs for field in found.compared}
    assert "1 High St" not in str(found.compared)


def test_a_name_that_is_not_stated_conflicts_with_nothing():
    assert links(patient("gp"), patient("trust", name=None))


def test_two_that_conflict_are_not_linked_through_a_third():
    smith, none, jones = patient("gp"), patient("mh", name=None), patient("trust", name=named("Jones"))

    assert [candidate.linked_by for candidate in candidates(none, [smith, jones])] == ["", ""]
    assert group_persons([smith, none, jones]) == ((smith,), (none,), (jones,))


def test_twins_are_never_linked_and_a_warning_says_why():
    twin = patient("trust", name=named("Smith", ["Joan"]))

    (candidate,) = candidates(patient("gp"), [twin])

    assert candidate.linked_by == ""
    assert candidate.warning == TWINS
    assert candidates(patient("gp", name=None), [twin])[0].warning == ""


def test_warnings_name_everything_that_speaks_against_a_candidate():
    other = patient(
        "trust",
        number="9990000026",
        link=[{"type": "replaced-by", "other": {"reference": "Patient/2"}}],
        meta={"security": [{"code": "V"}]},
        active=False,
    )

    assert candidates(patient("gp"), [other])[0].warning == (
        "Another NHS number. Replaced at its source by Patient/2. Restricted record. "
        "Marked as not active at its source"
    )


def test_a_person_is_the_chosen_patient_and_those_linked_with_their_differences():
    chosen, other = patient("gp"), patient("trust", gender="male")

    person = person_of(chosen, [(other, BY_HAND)])

    assert [(link.patient, link.linked_by) for link in person.links] == [(chosen, CHOSEN), (other, BY_HAND)]
    assert len(person.links[1].differences) == 1


numbers = [f"999000{n:04}" for n in range(10000) if nhs_number(f"999000{n:04}")][:3]
some_patient = st.builds(
    patient,
    source=st.sampled_from(["gp", "trust", "mh"]),
    number=st.sampled_from([*numbers, "", "9990000019"]),
    verified=st.sampled_from(["01", "01", "number-present-and-verified", "02", ""]),
    birthDate=st.sampled_from(["1950-01-31", "1950-01-31", "1950-01-30", "1950", None]),
    name=st.sampled_from([named(), named(), named("SMITH"), named("Jones"), named(given=["Joan"]), None]),
)


@given(st.lists(some_patient, max_size=6))
def test_nobody_is_linked_without_every_condition(patients):
    for group in group_persons(patients):
        for one in group:
            for other in group:
                if one is not other:
                    assert nhs_number(one.nhs_number)
                    assert one.nhs_number == other.nhs_number
                    assert one.nhs_verified
                    assert other.nhs_verified
                    assert one.born.text == other.born.text
                    assert len(one.born.text) == 10
                    assert len({one.family.casefold(), other.family.casefold()} - {""}) <= 1
                    assert len({one.given, other.given} - {()}) <= 1


@given(st.lists(some_patient, max_size=6), st.randoms(use_true_random=False))
def test_who_is_one_person_does_not_depend_on_who_came_first(patients, random):
    patients = [replace(one, key=replace(one.key, id=str(number))) for number, one in enumerate(patients)]
    shuffled = list(patients)
    random.shuffle(shuffled)

    def as_sets(groups):
        return {frozenset(one.key.id for one in group) for group in groups}

    assert as_sets(group_persons(shuffled)) == as_sets(group_persons(patients))
    assert sorted(one.key.id for group in group_persons(patients) for one in group) == sorted(
        one.key.id for one in patients
    )


@given(st.lists(some_patient, min_size=1, max_size=6))
def test_what_the_rule_links_to_the_chosen_one_is_what_it_groups_or_less(patients):
    chosen, *others = patients
    linked = [one.patient for one in candidates(chosen, others) if one.linked_by]

    assert all(links(one, other) for one in linked for other in [chosen, *linked] if one is not other)


def test_a_restriction_at_one_source_withholds_the_places_of_every_candidate_of_that_number():
    places = [{"address": [{"city": city}]} for city in ("Leeds", "York")]
    chosen, other = patient("gp", **places[0]), patient("trust", **places[1])
    restricted = patient("mh", meta={"security": [{"code": "R"}]})
    stranger = patient(
        "ooh", number="9990042101", address=[{"city": "Hull"}], meta={"security": [{"code": "R"}]}
    )

    def address(everyone):
        return next(
            field.theirs for field in candidates(chosen, everyone)[0].compared if field.label == "Address"
        )

    assert address([other]) == "York"
    assert address([other, restricted]) == WITHHELD
    assert address([other, stranger]) == "York"
