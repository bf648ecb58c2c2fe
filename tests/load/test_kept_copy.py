"""A kept copy is shown first, stays until the answer is whole, and what its source has withdrawn is said."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.load.answers import (
    LONDON,
    NHS,
    allergy,
    answer,
    asked,
    ended,
    loaded,
    observation,
    origin,
    patient,
    source_ended,
    whole,
)
from viewer.load.scope import Scope
from viewer.source.answer import Outcome, Recalled, RecallEnded
from viewer.source.domain import Domain, domain_of
from viewer.source.gap import Gap, GapKind
from viewer.source.state import DomainState, SourceState

THEN = datetime(2026, 11, 21, 23, 50, tzinfo=UTC)
AS_AT = "21-Nov-2026 23:50"
DOWN = Gap(source="gp", kind=GapKind.FAILED, domain=None, what="Nothing answered", why="down")
REFUSED = replace(DOWN, kind=GapKind.DENIED, what="It refuses access", why="status 403")
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


def test_a_source_that_refuses_now_takes_its_copy_along_and_nothing_is_called_deleted():
    record = read_anew(kept(), outcome=Outcome.DENIED, state=SourceState.DENIED, gaps=[REFUSED])

    assert record.entries == record.supporting == ()
    assert (record.sources[0].state, record.sources[0].as_at) == (SourceState.DENIED, "")
    (said,) = record.notices
    assert f"3 records refused now that stood here on {AS_AT}: Allergies and adverse reactions 1" in said
    assert "it does not say that they were deleted" in said
    assert "deleted at source" not in said
    assert not any(row.state in {DomainState.EMPTY, DomainState.ASSERTED_NONE} for row in record.domains)


def refusing(load, *, others):
    """Read the load anew: allergies are refused, Observation/7 comes, and the other search ends like this."""
    load.feed(asked(Domain.ALLERGIES, search="AllergyIntolerance"))
    load.feed(asked(*set(Domain) - {Domain.ALLERGIES}))
    load.feed(answer(patient(), observation("7")))
    load.feed(ended(Outcome.DENIED, search="AllergyIntolerance", gaps=[REFUSED]))
    load.feed(ended(others))
    load.feed(source_ended(SourceState.PARTIAL))
    return load.record()


def test_a_search_that_is_refused_now_takes_what_the_copy_has_of_it_and_the_rest_is_judged_by_itself():
    record = refusing(kept(), others=Outcome.COMPLETE)

    assert references(record) == ["Observation/7"]
    refused, deleted = record.notices
    assert f"1 record refused now that stood here on {AS_AT}: Allergies and adverse reactions 1" in refused
    assert f"1 record deleted at source since {AS_AT}, or not given any more: Results" in deleted


def test_of_what_was_not_read_beside_a_refusal_nothing_is_called_refused_or_deleted():
    record = refusing(kept(), others=Outcome.FAILED)

    assert references(record) == ["Observation/7"]
    refused, unread = record.notices
    assert "1 record refused now" in refused
    assert f"1 record not read now that stood here on {AS_AT}: Results" in unread
    assert "deleted" not in unread


OUTCOME = {
    "resourceType": "OperationOutcome",
    "issue": [{"severity": "warning", "code": "incomplete", "diagnostics": "results may be missing"}],
}


@pytest.mark.parametrize(
    ("lacking", "unread"),
    [(OUTCOME, {"Allergies", "Results"}), (allergy("77", subject="Patient/2"), {"Allergies"})],
)
def test_what_belongs_to_a_domain_that_was_not_answered_in_full_is_not_called_deleted(lacking, unread):
    record = read_anew(kept(), patient(), observation("7"), lacking)

    rows = {row.domain.label.split()[0]: row.state for row in record.domains}
    assert {name for name in ("Allergies", "Results") if rows[name] is DomainState.TRUNCATED} == unread
    said = next(one for one in record.notices if "not read now that stood here" in one)
    assert {name for name in ("Allergies", "Results") if name in said} == unread
    assert "no kept copy stands in for what it lacks" in said
    deleted = [one for one in record.notices if "deleted at source" in one]
    assert all("Allergies" not in one for one in deleted)
    assert len(deleted) == 2 - len(unread)


def test_one_without_an_id_that_is_not_sent_again_is_said_as_well():
    loose = {key: value for key, value in allergy("").items() if key != "id"}
    record = read_anew(kept(*HELD, loose), *HELD)

    assert "1 record deleted at source since" in record.notices[0]
    assert "Allergies" in record.notices[0]
    assert read_anew(kept(*HELD, loose), *HELD, loose).notices == ()


def two_patients(*searches):
    """A copy of two linked Patients of one source, read anew: one after the other, each ending like this."""
    load = loaded(
        Recalled(source="gp", as_at=THEN),
        asked(*Domain),
        answer(*HELD),
        ended(),
        RecallEnded(source="gp", end=source_ended()),
        subjects=("Patient/1", "Patient/2"),
    )
    for name, gone in searches:
        load.feed(asked(Domain.DEMOGRAPHICS, search=name))
        load.feed(replace(ended(Outcome.FAILED, search=name), gone=gone))
    load.feed(source_ended(SourceState.FAILED, gaps=[DOWN]))
    return load.record()


@pytest.mark.parametrize(
    "searches",
    [
        (("Patient", True), ("Patient (2)", False)),
        (("Patient", False), ("Patient (2)", True)),
        (("Patient", True),),
    ],
)
def test_of_two_patients_of_whom_one_is_gone_nothing_is_called_deleted(searches):
    record = two_patients(*searches)

    assert len(record.entries) == 3
    assert record.notices == ()
    assert record.sources[0].as_at


def test_two_patients_are_gone_where_the_source_says_so_of_both():
    record = two_patients(("Patient", True), ("Patient (2)", True))

    assert record.entries == ()
    assert "patient is not there any more" in record.notices[0]


def test_one_person_under_two_ids_is_gone_only_where_both_are():
    load = kept()
    for name, gone in (("Patient", True), ("Patient (2)", False)):
        load.feed(asked(Domain.DEMOGRAPHICS, search=name))
        load.feed(replace(ended(Outcome.FAILED, search=name), gone=gone))
    load.feed(source_ended(SourceState.FAILED, gaps=[DOWN]))

    assert len(load.record().entries) == 3


def test_a_retry_that_fails_again_does_not_say_the_same_again():
    load = kept()
    said = []
    for minute in range(3):
        gap = replace(DOWN, when=THEN.replace(minute=minute))
        said.append(
            read_anew(load, outcome=Outcome.FAILED, state=SourceState.FAILED, gaps=[gap]).sources[0].gaps
        )
        load.begin_again("gp")

    assert len(said[0]) == 1
    assert said[1:] == [said[0]] * 2


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


OLD, NEW = "9990018421", "9990000018"


def about(number, id, **reference):
    """An observation that names its subject by number, and perhaps by a reference as well."""
    subject = {**reference, "identifier": {"system": NHS, "value": number}}
    return observation(id, subject=None) | {"subject": subject}


@pytest.mark.parametrize("outcome", [Outcome.COMPLETE, Outcome.TRUNCATED])
@pytest.mark.parametrize("then", [OLD, NEW])
def test_what_a_copy_says_of_who_is_who_lets_no_other_patients_record_in(then, outcome):
    state = SourceState.COMPLETE if outcome is Outcome.COMPLETE else SourceState.PARTIAL
    said = (patient("1", NEW), about(OLD, "9", reference="Patient/1"), about(OLD, "10"))
    with_copy, without = (
        read_anew(load, *said, outcome=outcome, state=state) for load in (kept(patient("1", then)), loaded())
    )

    assert references(with_copy) == references(without) == []
    assert with_copy.quarantined == without.quarantined
    assert [one.reference for one in without.quarantined] == ["Observation/9", "Observation/10"]


def test_a_source_that_leaves_while_its_copy_is_told_leaves_nothing_of_who_is_who():
    load = loaded(Recalled(source="gp", as_at=THEN), asked(*Domain), answer(patient("1", OLD)))
    load.remove("gp")
    load.add(origin(), Scope(subjects=frozenset({"Patient/1"})))
    record = read_anew(load, patient("1", NEW), about(OLD, "10"))

    assert [one.reference for one in record.quarantined] == ["Observation/10"]


def test_the_moment_is_told_by_the_clock_of_the_workstation():
    load = kept()
    assert load.zone is LONDON
    assert AS_AT in read_anew(load, patient()).notices[0]


# ---- read again in one session --------------------------------------------------------------------


def session_load(*searches):
    """A load that was read once: each search (name, outcome, resources); no copy is on this computer."""
    load = loaded()
    return read(load, *searches)


def read(load, *searches, state=SourceState.COMPLETE, gaps=()):
    """Feed one reading of the source: each search (name, outcome, resources)."""
    for name, outcome, resources in searches:
        domains = {domain_of(name)} if name != "Patient" else {Domain.DEMOGRAPHICS}
        load.feed(asked(*domains, search=name))
        if resources:
            load.feed(answer(*resources, search=name))
        load.feed(ended(outcome, search=name))
    load.feed(source_ended(state, gaps=gaps))
    return load


GOOD = Outcome.COMPLETE
FIRST = (("Observation", GOOD, (patient(), observation("7"))), ("AllergyIntolerance", GOOD, (allergy(),)))


def again(*searches, first=FIRST, state=SourceState.PARTIAL, gaps=()):
    load = session_load(*first)
    load.begin_again("gp")
    return read(load, *searches, state=state, gaps=gaps).record()


def test_a_search_that_fails_on_reading_again_keeps_what_it_gave_however_much_the_others_bring():
    many = tuple(observation(str(number)) for number in range(7, 20))
    record = again(("Observation", GOOD, (patient(), *many)), ("AllergyIntolerance", Outcome.FAILED, ()))

    assert "AllergyIntolerance/3" in references(record)
    assert len(references(record)) == 14
    row = record.sources[0]
    assert (row.as_at, row.earlier) == ("2026-11-22T03:02:00+00:00", True)
    assert all(one.earlier and one.as_at == row.as_at for one in record.domains)
    assert "12 records came new or changed, and are shown beside what was read earlier" in {
        gap.what for gap in row.gaps
    }
    assert record.notices == ()


@pytest.mark.parametrize("outcome", [Outcome.TRUNCATED, Outcome.CANCELLED, Outcome.DENIED])
def test_a_search_that_comes_worse_on_reading_again_keeps_what_it_gave(outcome):
    record = again(("Observation", GOOD, (patient(), observation("7"))), ("AllergyIntolerance", outcome, ()))

    assert references(record) == ["AllergyIntolerance/3", "Observation/7"]
    assert record.sources[0].earlier


def test_a_search_that_is_not_asked_again_keeps_what_it_gave_where_the_answer_is_not_whole():
    other = ("Condition", Outcome.FAILED, ())
    many = tuple(observation(str(number)) for number in range(7, 20))
    record = again(("Observation", GOOD, (patient(), *many)), other)

    assert "AllergyIntolerance/3" in references(record)


def test_a_source_that_refuses_everything_on_reading_again_keeps_what_was_read_in_this_session():
    record = again(state=SourceState.DENIED, gaps=[REFUSED])

    assert references(record) == ["AllergyIntolerance/3", "Observation/7"]
    assert record.sources[0].as_at


def test_a_source_that_always_lacks_something_takes_its_whole_answer_as_it_comes():
    refused = ("Condition", Outcome.DENIED, ())
    record = again(
        ("Observation", GOOD, (patient(),)),
        ("AllergyIntolerance", GOOD, (allergy(),)),
        refused,
        first=(*FIRST, refused),
    )

    assert references(record) == ["AllergyIntolerance/3"]
    assert record.sources[0].as_at == ""
    assert "1 record deleted at source since 22-Nov-2026 03:02" in record.notices[0]


@pytest.mark.parametrize("before", [GOOD, Outcome.NOT_SUPPORTED])
def test_a_search_that_had_held_nothing_and_is_refused_now_lets_the_answer_take_its_place(before):
    record = again(
        ("Observation", GOOD, (patient(), observation("7"))),
        ("AllergyIntolerance", GOOD, ()),
        ("CarePlan", Outcome.DENIED, ()),
        first=(*FIRST, ("CarePlan", before, ())),
    )

    assert references(record) == ["Observation/7"]
    assert (record.sources[0].as_at, record.sources[0].earlier) == ("", False)
    assert "1 record deleted at source since" in record.notices[0]


def test_a_refused_search_of_which_all_comes_by_another_one_loses_nothing():
    both = ("Patient", GOOD, (patient(), observation("7"), allergy()))
    record = again(both, ("Observation", GOOD, ()), ("AllergyIntolerance", Outcome.DENIED, ()))

    assert references(record) == ["AllergyIntolerance/3", "Observation/7"]
    assert record.sources[0].as_at == ""


def test_of_what_was_kept_as_at_and_is_cut_short_again_no_copy_is_spoken_of():
    cut = Outcome.TRUNCATED
    load = session_load(("Observation", cut, (patient(), observation("7"))))
    load.begin_again("gp")
    read(load, state=SourceState.FAILED, gaps=[DOWN])
    assert load.record().sources[0].earlier
    load.begin_again("gp")
    record = read(load, ("Observation", cut, (patient(), observation("8"), observation("9")))).record()

    (said,) = record.notices
    assert "The answer was not whole, neither before nor now" in said
    assert "copy" not in said


def test_what_was_cut_short_before_gives_way_to_an_answer_that_is_cut_short_later():
    cut = (("Observation", Outcome.TRUNCATED, (patient(), observation("7"))),)
    record = again(
        ("Observation", Outcome.TRUNCATED, (patient(), observation("8"), observation("9"))), first=cut
    )

    assert references(record) == ["Observation/8", "Observation/9"]
    (said,) = record.notices
    assert "1 record not read now that stood here on 22-Nov-2026 03:02" in said
    assert "The answer was not whole, neither before nor now" in said


def test_what_was_kept_as_at_gives_way_to_the_next_whole_answer_and_the_mark_goes():
    load = session_load(*FIRST)
    load.begin_again("gp")
    read(load, state=SourceState.FAILED, gaps=[DOWN])
    assert load.record().sources[0].earlier
    load.begin_again("gp")
    during = load.record().sources[0]
    record = read(load, *FIRST).record()

    assert (during.state, during.as_at) == (SourceState.LOADING, "2026-11-22T03:02:00+00:00")
    assert (record.sources[0].as_at, record.sources[0].earlier) == ("", False)


def test_while_a_source_is_read_again_it_is_as_old_as_what_stands():
    load = session_load(*FIRST)
    load.begin_again("gp")
    load.feed(asked(*Domain))

    row = load.record().sources[0]

    assert (row.state, row.retrieved) == (SourceState.LOADING, "2026-11-22T03:02:00+00:00")
