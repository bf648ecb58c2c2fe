"""The state of a domain is the worst that applies; silence is never read as none."""

import pytest

from tests.load.answers import allergy, answer, asked, ended, loaded, source_ended
from viewer.load.grid import DomainGrid
from viewer.source.answer import Outcome
from viewer.source.domain import Domain
from viewer.source.gap import Gap, GapKind
from viewer.source.state import SourceState

NONE_KNOWN = allergy(
    "n",
    code={"coding": [{"system": "http://snomed.info/sct", "code": "716186003"}]},
    verificationStatus={"coding": [{"code": "confirmed"}]},
)


def row(*events, domain=Domain.ALLERGIES):
    return next(row for row in loaded(*events).domains() if row.domain is domain)


def state(*events):
    return row(*events).state.value


def gap(kind, domain=None):
    return Gap(source="gp", kind=kind, domain=domain, what="what", why="why")


def test_nothing_asked_is_not_asked():
    assert state() == "not-asked"


def test_asked_and_not_yet_answered_is_not_settled():
    waiting = row(asked(Domain.ALLERGIES))

    assert (waiting.state.value, waiting.settled) == ("not-asked", False)


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        (Outcome.COMPLETE, "empty"),
        (Outcome.FAILED, "failed"),
        (Outcome.DENIED, "withheld"),
        (Outcome.TRUNCATED, "truncated"),
        (Outcome.CANCELLED, "truncated"),
        (Outcome.NOT_SUPPORTED, "not-supported"),
    ],
)
def test_the_outcome_of_a_search_without_data_is_the_state(outcome, expected):
    found = row(asked(Domain.ALLERGIES), ended(outcome))

    assert (found.state.value, found.settled) == (expected, True)


def test_data_and_a_failed_page_is_failed_and_keeps_its_count():
    found = row(asked(Domain.ALLERGIES), answer(allergy()), ended(Outcome.FAILED))

    assert (found.state.value, found.count) == ("failed", 1)


def test_a_source_that_only_asserts_none_says_so():
    assert state(asked(Domain.ALLERGIES), answer(NONE_KNOWN), ended()) == "asserted-none"


def test_an_assertion_of_none_beside_an_allergy_is_data():
    assert state(asked(Domain.ALLERGIES), answer(NONE_KNOWN, allergy()), ended()) == "data"


def test_a_failed_source_fails_every_domain_that_was_not_answered():
    events = (
        asked(Domain.ALLERGIES, search="a"),
        ended(search="a"),
        source_ended(SourceState.FAILED, gaps=[gap(GapKind.FAILED)]),
    )

    assert row(*events).state.value == "empty"
    assert row(*events, domain=Domain.PROBLEMS).state.value == "failed"


def test_gaps_of_a_search_are_spread_over_its_domains():
    events = (asked(Domain.ALLERGIES, Domain.PLANS), ended(gaps=[gap(GapKind.WITHHELD)]))

    assert row(*events).state.value == "withheld"
    assert row(*events, domain=Domain.PLANS).state.value == "withheld"
    assert row(*events, domain=Domain.RESULTS).state.value == "not-asked"


def test_a_notice_changes_no_state():
    assert state(asked(Domain.ALLERGIES), answer(allergy()), ended(gaps=[gap(GapKind.NOTICE)])) == "data"


def test_a_search_that_was_never_announced_still_counts():
    grid = DomainGrid("gp")

    grid.end(ended(gaps=[gap(GapKind.FAILED)]))

    assert grid.gaps == [gap(GapKind.FAILED)]
    assert grid.domains_of("unheard") == frozenset()


def test_what_was_expected_is_said_only_where_every_search_of_the_domain_says_it():
    one = (asked(Domain.RESULTS, search="a"), ended(search="a", expected=3))
    two = (asked(Domain.RESULTS, search="b"), ended(search="b"))
    shared = (asked(Domain.RESULTS, Domain.PLANS, search="c"), ended(search="c", expected=9))

    assert row(*one, domain=Domain.RESULTS).expected == 3
    assert row(*one, *two, domain=Domain.RESULTS).expected is None
    assert row(*shared, domain=Domain.RESULTS).expected is None


def test_what_a_source_does_not_offer_is_one_gap_for_each_domain():
    events = (
        asked(Domain.PLANS, search="Flag"),
        ended(Outcome.NOT_SUPPORTED, search="Flag", gaps=[gap(GapKind.NOT_SUPPORTED)]),
        asked(Domain.PLANS, search="Goal"),
        ended(Outcome.NOT_SUPPORTED, search="Goal"),
    )
    found = row(*events, domain=Domain.PLANS)

    assert [one.what for one in found.gaps] == [
        "Care plans and warnings: not offered by this source: Flag, Goal"
    ]
    assert loaded(*events).sources()[0].gaps == found.gaps


def test_the_patient_is_counted_under_demographics():
    patient = {"resourceType": "Patient", "id": "1"}

    assert row(answer(patient), domain=Domain.DEMOGRAPHICS).count == 1


def test_what_a_service_never_holds_is_neither_asked_nor_missing():
    grid = DomainGrid("pds", frozenset({Domain.DEMOGRAPHICS}))
    grid.note(Gap(source="pds", kind=GapKind.FAILED, domain=None, what="x", why="y"))
    states = {row.domain: row.state.value for row in grid.rows(SourceState.FAILED)}

    assert states.pop(Domain.DEMOGRAPHICS) == "failed"
    assert set(states.values()) == {"not-held"}


def test_what_a_service_should_not_hold_and_sends_all_the_same_counts():
    grid = DomainGrid("pds", frozenset({Domain.DEMOGRAPHICS}))
    grid.note(Gap(source="pds", kind=GapKind.FAILED, domain=Domain.ALLERGIES, what="x", why="y"))
    states = {row.domain: row.state.value for row in grid.rows(SourceState.FAILED)}

    assert states[Domain.ALLERGIES] == "failed"


def test_what_is_said_on_every_page_of_a_search_is_noted_once():
    outcome = {
        "resourceType": "OperationOutcome",
        "issue": [{"severity": "warning", "code": "processing", "diagnostics": "one archive is not there"}],
    }

    gaps = row(
        asked(Domain.ALLERGIES), answer(outcome), answer(allergy(), outcome, place="page 2"), ended()
    ).gaps

    assert [(gap.kind, "one archive is not there" in gap.why) for gap in gaps] == [(GapKind.NOTICE, True)]


def test_the_same_words_of_another_domain_are_noted_too():
    grid = DomainGrid("gp")
    for domain in (Domain.ALLERGIES, Domain.PLANS, Domain.PLANS):
        grid.note_once(gap(GapKind.NOTICE), {domain})

    assert [one.domain for one in grid.gaps] == [Domain.ALLERGIES, Domain.PLANS]


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        (SourceState.FAILED, "failed"),
        (SourceState.DENIED, "withheld"),
        (SourceState.CANCELLED, "truncated"),
        (SourceState.COMPLETE, "not-asked"),
        (SourceState.NOT_LINKED, "not-asked"),
    ],
)
def test_what_was_never_asked_for_ends_as_its_source_did(end, expected):
    events = (asked(Domain.DOCUMENTS), ended(), source_ended(end))

    assert row(*events).state.value == expected
    assert row(*events, domain=Domain.DOCUMENTS).state.value == "empty"
