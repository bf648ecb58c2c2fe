"""A kept copy is marked "as at" in every place that says how complete a record is, on screen and on paper."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from tests.load.answers import (
    LONDON,
    allergy,
    answer,
    asked,
    ended,
    observation,
    origin,
    patient,
    source_ended,
)
from viewer.load.flow import Load
from viewer.load.scope import Scope
from viewer.record.allergies import NONE_KNOWN, allergy_label_of
from viewer.record.as_at import failure_words, kept_sentence, newest_first, read_words
from viewer.record.as_json import record_as_json
from viewer.record.as_patient_copy import patient_copy
from viewer.record.completeness import completeness_words, grid, short_completeness
from viewer.record.sentence import sources_sentence
from viewer.record.sheet import sheet_of
from viewer.record.sources import dated_names
from viewer.source.answer import Outcome, Recalled, RecallEnded
from viewer.source.domain import Domain
from viewer.source.gap import Gap, GapKind
from viewer.source.state import SourceState

THEN = datetime(2026, 11, 21, 23, 50, tzinfo=UTC)
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
AS_AT = "kept copy as at 21-Nov-2026 23:50"
NO_ALLERGY = {"coding": [{"system": "http://snomed.info/sct", "code": "716186003"}]}


def recalled(load, key="gp", name="GP practice", when=THEN, held=None):
    load.add(origin(key, name), Scope(subjects=frozenset({"Patient/1"})))
    load.feed(Recalled(source=key, as_at=when))
    load.feed(asked(*Domain, source=key))
    load.feed(answer(*(held or (patient(), observation())), source=key))
    load.feed(ended(source=key))
    load.feed(RecallEnded(source=key, end=source_ended(source=key)))


def one(*, held=None):
    load = Load(LONDON)
    recalled(load, held=held)
    return load


def fail(load, state=SourceState.FAILED, outcome=Outcome.FAILED):
    gap = Gap(source="gp", kind=GapKind.FAILED, domain=None, what="Nothing", why="no answer", when=NOW)
    load.feed(asked(*Domain))
    load.feed(ended(outcome))
    load.feed(source_ended(state, gaps=[gap]))
    return load


def test_while_it_is_read_again_the_sentence_begins_with_the_copy_and_nothing_is_complete():
    words = sources_sentence(one().record(), LONDON)

    assert words == f"K{AS_AT[1:]}, being read again: GP practice. 0 of 1 complete."


def test_copies_of_several_moments_are_told_together_from_the_oldest_to_the_newest():
    load = one()
    recalled(load, "ooh", "Out of hours", THEN + timedelta(hours=2))
    recalled(load, "trust", "Acute trust", THEN)

    words = kept_sentence(load.record(), LONDON)

    assert "as at 21-Nov-2026 23:50 to 22-Nov-2026 01:50, being read again" in words
    assert words.endswith("GP practice, Out of hours, Acute trust.")


def test_after_a_failure_the_mark_stays_with_the_reason():
    record = fail(one()).record()

    assert sources_sentence(record, LONDON) == (
        f"0 of 1 complete. GP practice: {AS_AT}; reading it again failed 12:00: no answer."
    )
    assert kept_sentence(record, LONDON) == ""


def test_a_copy_that_could_not_be_read_again_is_told_before_any_other_trouble():
    load = fail(one())
    load.add(origin("trust", "Acute trust"), Scope(subjects=frozenset({"Patient/1"})))
    load.feed(asked(*Domain, source="trust"))
    load.feed(source_ended(SourceState.FAILED, source="trust"))

    words = sources_sentence(load.record(), LONDON)

    assert words.index("GP practice: kept copy") < words.index("Acute trust failed")


def test_a_stop_or_a_refusal_is_called_so():
    record = one().record()
    stopped = replace(record, sources=(replace(record.sources[0], state=SourceState.CANCELLED),))
    refused = replace(record, sources=(replace(record.sources[0], state=SourceState.DENIED, gaps=()),))

    assert "reading it again was stopped" in sources_sentence(stopped, LONDON)
    assert f"{AS_AT}; reading it again was refused 03:02." in sources_sentence(refused, LONDON)


def test_each_cell_of_the_grid_says_that_it_is_a_copy_and_of_when():
    for load in (one(), fail(one())):
        cells = {cell.domain: cell for cell in grid(load.record(), LONDON)}
        assert all("kept copy" in cells[d].words for d in (Domain.RESULTS, Domain.ALLERGIES))
        assert all(AS_AT in cells[d].reason for d in (Domain.RESULTS, Domain.ALLERGIES))


def test_the_words_under_a_list_say_it_long_and_short():
    record = one().record()

    words = completeness_words(record, {Domain.RESULTS}, LONDON)
    assert f"GP practice ({AS_AT}): 1 so far." in words
    assert short_completeness(record, {Domain.RESULTS}) == "So far: 0 of 1 in full; kept copy: GP practice"

    failed = fail(one()).record()
    assert AS_AT in completeness_words(failed, {Domain.RESULTS}, LONDON)
    assert short_completeness(failed, {Domain.RESULTS}) == "0 of 1 in full; kept copy: GP practice"


def test_no_copy_ever_says_that_there_is_no_known_allergy():
    none = allergy(code=NO_ALLERGY, clinicalStatus={"coding": [{"code": "active"}]})
    answered = Load(LONDON)
    answered.add(origin(), Scope(subjects=frozenset({"Patient/1"})))
    for event in (asked(*Domain), answer(patient(), none), ended(), source_ended()):
        answered.feed(event)
    assert allergy_label_of(answered.record())[0] == NONE_KNOWN

    held = (patient(), none)
    for load in (one(held=held), fail(one(held=held))):
        label, words = allergy_label_of(load.record())
        assert label != NONE_KNOWN
        assert "GP practice" in words


def test_on_paper_every_line_and_the_list_of_sources_say_it():
    record = fail(one()).record()

    assert dated_names(record, LONDON) == {"gp": f"GP practice, {AS_AT}"}
    sheet = sheet_of(record, LONDON, NOW)
    assert AS_AT in sheet.sentence
    assert AS_AT in sheet.sources[0]
    assert all(AS_AT in line.sources for _, lines in sheet.days for line in lines)


def test_the_copy_for_the_patient_says_it_in_plain_words():
    said = [words for part in patient_copy(one().record(), LONDON, NOW).parts for words in part.gaps]
    assert any(words.startswith("GP practice: this is what it held on 21") for words in said)
    assert all("may have changed since" in words for words in said if "GP practice" in words)


def test_the_headless_format_names_the_moment_and_only_of_a_copy():
    load = one()
    assert record_as_json(load.record())["sources"][0]["kept_copy_as_at"] == THEN.isoformat()

    for event in (asked(*Domain), answer(patient(), observation()), ended(), source_ended()):
        load.feed(event)
    assert "kept_copy_as_at" not in record_as_json(load.record())["sources"][0]
    assert read_words(load.record().sources[0], LONDON) == " at 03:02"


def read_before(*, held=None):
    """A record that was read once in this session, and could not be read again."""
    load = Load(LONDON)
    load.add(origin("gp", "GP practice"), Scope(subjects=frozenset({"Patient/1"})))
    load.feed(asked(*Domain))
    load.feed(answer(*(held or (patient(), observation()))))
    load.feed(ended())
    load.feed(source_ended())
    load.begin_again("gp")
    return load


EARLIER = "as at 22-Nov-2026 03:02"


def test_what_was_read_before_in_this_session_is_marked_without_being_called_a_copy():
    record = fail(read_before()).record()

    assert read_words(record.sources[0], LONDON) == f", {EARLIER}"
    assert f"GP practice: {EARLIER}; reading it again failed 12:00: no answer." in sources_sentence(
        record, LONDON
    )
    said = [one.words for one in grid(record, LONDON)]
    assert any(one.endswith(", read earlier") for one in said)
    assert f"GP practice ({EARLIER}): " in completeness_words(record, [Domain.RESULTS], LONDON)
    assert dated_names(record, LONDON) == {"gp": f"GP practice, {EARLIER}"}
    assert record_as_json(record)["sources"][0]["as_at"] == "2026-11-22T03:02:00+00:00"
    every = f"{said}{sources_sentence(record, LONDON)}{short_completeness(record, [Domain.RESULTS])}"
    assert "kept copy" not in every.casefold()


def test_while_it_is_read_again_both_kinds_are_named_each_in_its_words():
    load = fail(read_before())
    load.begin_again("gp")
    recalled(load, "trust", "Acute trust")
    load.feed(asked(*Domain))
    load.feed(asked(*Domain, source="trust"))

    said = kept_sentence(load.record(), LONDON)

    assert "Kept copy as at 21-Nov-2026 23:50, being read again: Acute trust." in said
    assert "As at 22-Nov-2026 03:02, being read again: GP practice." in said


def test_what_was_read_earlier_never_says_that_there_is_no_known_allergy():
    record = fail(read_before(held=(patient(), allergy(code=NO_ALLERGY)))).record()

    assert allergy_label_of(record)[0] != NONE_KNOWN
    assert short_completeness(record, [Domain.ALLERGIES])


def test_why_reading_again_failed_stands_before_older_warnings():
    old, new, undated = (
        Gap(source="gp", kind=GapKind.FAILED, domain=None, what="", why=why, when=when)
        for why, when in (("old", THEN), ("status 500", NOW), ("undated", None))
    )

    assert newest_first((undated, old, new)) == (new, old, undated)
    load = Load(LONDON)
    recalled(load)
    record = load.record()
    (row,) = record.sources
    failed = replace(row, state=SourceState.FAILED, earlier=True, gaps=(old, new))
    said = sources_sentence(replace(record, sources=(failed,)), LONDON)
    assert said.endswith(": status 500; old.")
    assert failure_words(failed, LONDON) == "at 12:00: status 500"
    unsaid = Gap(source="gp", kind=GapKind.FAILED, domain=None, what="", why="", when=NOW)
    assert failure_words(replace(failed, gaps=(unsaid, undated)), LONDON) == "at 12:00"
    assert failure_words(replace(failed, gaps=(undated,)), LONDON) == ""
