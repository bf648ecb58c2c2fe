"""A kept copy is shown first, stays until the answer is whole, and what its source has withdrawn is said."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.load.answers import (
    LONDON,
    allergy,
    answer,
    asked,
    ended,
    loaded,
    observation,
    patient,
    source_ended,
    whole,
)
from viewer.source.answer import Outcome, Recalled, RecallEnded
from viewer.source.domain import Domain
from viewer.source.gap import Gap, GapKind
from viewer.source.state import DomainState, SourceState

THEN = datetime(2026, 11, 21, 23, 50, tzinfo=UTC)
AS_AT = "21-Nov-2026 23:50"
DOWN = Gap(source="gp", kind=GapKind.FAILED, domain=None, what="Nothing answered", why="down")
HELD = (patient(), observation("7"), observation("8"), allergy())


def kept(*resources, outcome=Outcome.COMPLETE):
    """A load that has been told a kept copy; its source has not been read anew so far."""
    return loaded(
        Recalled(source="gp", as_at=THEN),
        asked(*Domain),
        answer(*(resources or HELD)),
        ended(outcome),
        RecallEnded(source="gp", end=source_ended()),
    )


def read_anew(load, *resources, outcome=Outcome.COMPLETE, state=SourceState.COMPLETE, gaps=(), gone=False):
    load.feed(asked(*Domain))
    load.feed(answer(*resources))
    load.feed(replace(ended(outcome), gone=gone))
    load.feed(source_ended(state, gaps=gaps))
    return load.record()


def references(record):
    return sorted(member.key.reference for entry in record.entries for member in entry.members)


def test_a_copy_is_there_at_once_marked_and_settled_in_nothing():
    record = kept().record()

    assert references(record) == ["AllergyIntolerance/3", "Observation/7", "Observation/8"]
    (row,) = record.sources
    assert (row.state, row.as_at) == (SourceState.LOADING, THEN.isoformat())
    assert row.counts.received == 4
    assert {(one.as_at, one.settled) for one in record.domains} == {(THEN.isoformat(), False)}


def test_while_it_is_told_it_is_marked_already():
    load = loaded(Recalled(source="gp", as_at=THEN), asked(*Domain), answer(*HELD), ended())

    assert load.record().sources[0].as_at
    assert all(one.as_at for one in load.record().domains)


def test_the_answer_takes_its_place_and_the_mark_goes():
    load = kept()
    record = read_anew(load, *HELD, observation("9"))

    assert "Observation/9" in references(record)
    assert len(record.entries) == 4
    assert (record.sources[0].as_at, record.sources[0].state) == ("", SourceState.COMPLETE)
    assert not any(one.as_at for one in record.domains)
    assert all(one.settled for one in record.domains)
    assert record.notices == ()


def test_what_the_source_does_not_send_any_more_goes_and_is_said():
    record = read_anew(kept(), patient(), observation("7"))

    assert references(record) == ["Observation/7"]
    (said,) = record.notices
    assert f"2 records deleted at source since {AS_AT}, or not given any more" in said
    assert "Allergies and adverse reactions 1, Results and observations 1" in said
    assert said.startswith("GP practice: ")
    assert record.sources[0].gaps[-1].kind is GapKind.NOTICE
    assert record.sources[0].state is SourceState.COMPLETE


def test_one_that_went_is_told_in_the_singular_and_what_explains_others_is_not_counted():
    organisation = {"resourceType": "Organization", "id": "o", "name": "Practice"}
    record = read_anew(kept(*HELD, organisation), *HELD[:-1])

    assert "1 record deleted" in record.notices[0]


def test_a_patient_who_is_gone_takes_the_copy_along_whatever_else_failed():
    load = kept()
    record = read_anew(
        load, outcome=Outcome.FAILED, state=SourceState.FAILED, gaps=[replace(DOWN, what="404")], gone=True
    )

    assert record.entries == ()
    assert f"3 records deleted at source since {AS_AT}: " in record.notices[0]
    assert "patient is not there any more" in record.notices[0]
    assert record.sources[0].state is SourceState.FAILED


def test_reading_a_record_again_says_the_same_of_what_stood_there():
    load = whole(*HELD)
    load.begin_again("gp")

    record = read_anew(load, *HELD[:-1])

    assert "1 record deleted at source since 22-Nov-2026 03:02" in record.notices[0]


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        (Outcome.FAILED, SourceState.FAILED),
        (Outcome.TRUNCATED, SourceState.PARTIAL),
        (Outcome.CANCELLED, SourceState.CANCELLED),
        (Outcome.DENIED, SourceState.DENIED),
        (Outcome.DENIED, SourceState.PARTIAL),
        (Outcome.FAILED, SourceState.PARTIAL),
    ],
)
@pytest.mark.parametrize("gaps", [(), (DOWN,)])
def test_an_answer_that_is_not_whole_leaves_the_copy_with_its_mark_and_the_failure(outcome, state, gaps):
    record = read_anew(kept(), observation("7"), outcome=outcome, state=state, gaps=gaps)

    assert len(record.entries) == 3
    (row,) = record.sources
    assert (row.as_at, row.state) == (THEN.isoformat(), SourceState.PARTIAL)
    assert all(one.as_at and one.settled for one in record.domains)
    assert any(gap.what.startswith("Reading again failed; what stands is older") for gap in row.gaps)
    assert record.notices == ()


def test_what_came_new_in_an_answer_that_is_not_whole_is_not_shown_and_that_is_said():
    record = read_anew(
        kept(), *HELD, observation("9"), allergy("4"), outcome=Outcome.TRUNCATED, state=SourceState.PARTIAL
    )
    assert len(record.entries) == 3
    said = record.sources[0].gaps[-1]
    assert said.what == "2 records came that the kept copy does not have, and are not shown"
    assert said.kind.makes_partial

    one = read_anew(kept(), *HELD, allergy("4"), outcome=Outcome.FAILED, state=SourceState.PARTIAL)
    assert "1 record came that the kept copy does not have, and is not shown" in one.sources[0].gaps[-1].what


def test_what_was_refused_then_as_well_does_not_keep_the_answer_out():
    load = kept(outcome=Outcome.DENIED)
    record = read_anew(load, *HELD, observation("9"), outcome=Outcome.DENIED, state=SourceState.PARTIAL)

    assert "Observation/9" in references(record)
    assert record.sources[0].as_at == ""


def test_a_search_that_never_ended_is_no_whole_answer():
    load = kept()
    load.feed(asked(*Domain))
    load.feed(asked(Domain.PLANS, search="CarePlan"))
    load.feed(answer(*HELD, observation("9")))
    load.feed(ended())
    load.feed(source_ended(SourceState.PARTIAL))

    assert load.record().sources[0].as_at


def test_a_copy_of_an_empty_answer_is_no_claim_that_there_is_none():
    load = kept(patient())
    allergies = next(one for one in load.record().domains if one.domain is Domain.ALLERGIES)

    assert (allergies.state, allergies.settled) == (DomainState.EMPTY, False)
    assert allergies.as_at


def test_the_moment_is_told_by_the_clock_of_the_workstation():
    load = kept()
    assert load.zone is LONDON
    assert AS_AT in read_anew(load, patient()).notices[0]
