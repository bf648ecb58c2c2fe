from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.merge.builders import plan
from tests.merge.test_conflicts import told
from viewer.entries.entry import Standing
from viewer.fhir.concept import Coding
from viewer.merge.conflicts_plan import _RESUSCITATION, is_resuscitation
from viewer.source.domain import Domain


@pytest.mark.parametrize(
    "title",
    [
        "Not for attempted CPR",
        "DNACPR decision",
        "ReSPECT form",
        "For resuscitation",
        "Treatment escalation plan",
    ],
)
def test_statements_on_resuscitation_are_known_by_their_words(title):
    assert is_resuscitation(plan(title=title))


@given(st.from_regex(_RESUSCITATION.pattern))
def test_no_text_with_such_words_is_passed_over_by_the_quick_look(words):
    coding = Coding(system="s", code="1", display=words)

    assert is_resuscitation(plan(title=words))
    assert is_resuscitation(replace(plan(title="Note"), codings=(coding,)))


def test_with_respect_to_is_no_form():
    assert not is_resuscitation(plan(title="Plan with respect to diet"))


def test_two_sources_that_do_not_say_the_same_are_both_told_in_full():
    one = plan("gp", title="Not for attempted CPR", status="Active")
    other = plan("trust", title="For attempted CPR", status="Active", detail="reviewed")

    assert told(one, other) == [
        (
            1,
            (
                "Resuscitation and emergency treatment: sources disagree. Acute trust: For attempted CPR, "
                "Active (04-Mar-2019); GP practice: Not for attempted CPR, Active (04-Mar-2019)"
            ),
        )
    ]


def test_the_same_statement_at_both_is_no_conflict_and_an_ended_one_is():
    assert told(plan("gp"), plan("trust")) == []
    assert len(told(plan("gp"), plan("trust", standing=Standing.PAST))) == 1


def test_a_statement_in_another_domain_counts_but_a_letter_about_it_does_not():
    observation = plan("trust", title="For attempted CPR", domain=Domain.RESULTS)
    letter = plan("trust", title="DNACPR letter", domain=Domain.DOCUMENTS)

    assert len(told(plan("gp"), observation)) == 1
    assert told(plan("gp"), letter) == []


def test_a_care_plan_current_here_and_ended_there_is_told():
    one = plan("gp", title="Diabetes care plan", code="1")
    ended = plan("trust", title="Diabetes care plan", code="", standing=Standing.PAST)

    assert told(one, ended) == [
        (
            1,
            (
                "Diabetes care plan: sources disagree. GP practice: current (04-Mar-2019). "
                "But Acute trust: ended (04-Mar-2019)"
            ),
        )
    ]
    assert told(one, plan("trust", title="Diabetes care plan", code="1")) == []


def test_wording_that_differs_only_in_case_space_or_punctuation_is_no_conflict():
    one = plan("gp", detail="Not for CPR; for hospital.")
    other = plan("trust", detail="not for CPR, for hospital")

    assert told(one, other) == []


def test_under_one_code_another_plan_that_ended_is_never_said_of_this_one():
    code = {"code": "734163000"}
    here = plan("gp", title="Asthma care plan", **code)
    ended = plan("trust", title="Diabetes care plan", standing=Standing.PAST, **code)

    assert told(here, ended) == [
        (
            1,
            (
                "Plans: sources may disagree (one code, different words). "
                "GP practice: Asthma care plan, current (04-Mar-2019). "
                "But Acute trust: Diabetes care plan, ended (04-Mar-2019)"
            ),
        )
    ]
    assert told(here, replace(ended, title="Asthma care plan"))[0][1].startswith(
        "Asthma care plan: sources dis"
    )
    assert told(here, plan("gp", "2", title="Diabetes care plan", standing=Standing.PAST, **code)) == []
