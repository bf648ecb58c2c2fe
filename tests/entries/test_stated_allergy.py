import pytest

from tests.entries.builders import coded, read, worded
from viewer.entries.entry import Flag
from viewer.entries.naming import named
from viewer.entries.stated_allergy import stated_allergy
from viewer.source.domain import Domain


def states(title):
    return stated_allergy(named({"code": worded(title)}, "code", "")).domain is Domain.ALLERGIES


@pytest.mark.parametrize(
    "title",
    [
        "Penicillin allergy",
        "H/O: drug allergy",
        "Allergic reaction to bee venom",
        "Adverse reaction to statin",
        "Anaphylaxis",
    ],
)
def test_an_allergy_filed_anywhere_is_among_the_allergies(title):
    assert states(title)


@pytest.mark.parametrize(
    "title",
    [
        "Allergic rhinitis",
        "Family history of allergy",
        "No known allergies",
        "Allergy test",
        "Allergy clinic referral",
        "Asthma",
    ],
)
def test_a_problem_a_test_or_a_family_history_stays_where_it_was_filed(title):
    assert not states(title)


def test_a_coded_statement_of_none_known_is_heard_in_a_condition_and_never_stands_as_a_problem():
    entry = read("Condition", clinicalStatus="active", code=coded("716186003", "No known allergy"))

    assert Flag.NO_KNOWN_ALLERGY in entry.flags
    assert (entry.domain, entry.standing) == (Domain.ALLERGIES, "none")


@pytest.mark.parametrize("content", [{"clinicalStatus": "resolved"}, {"verificationStatus": "refuted"}])
def test_a_withdrawn_statement_in_a_condition_states_nothing(content):
    entry = read("Condition", code=coded("716186003", "No known allergy"), **content)

    assert Flag.NO_KNOWN_ALLERGY not in entry.flags
    assert entry.standing in {"none", "past"}


def test_an_ended_flag_of_none_known_is_past():
    entry = read("Flag", status="inactive", code=coded("716186003"))

    assert Flag.NO_KNOWN_ALLERGY not in entry.flags
    assert entry.standing == "past"
