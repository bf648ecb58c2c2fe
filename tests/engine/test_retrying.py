"""Which source is read again, and that only the record's own can be."""

import pytest

from tests.engine.test_conversation import settled
from viewer.engine.retrying import answers_anew, retry
from viewer.errors import ViewerError
from viewer.source.state import SourceState


def test_a_linked_source_is_read_again_and_one_without_this_patient_is_searched_again(talk, demo):
    found = talk.open(demo, "9990062781")
    talk.until(settled)
    at = talk.conversation
    lead = next(row.source for row in found.candidates if row.group == 0)
    other = next(row.source for row in found.candidates if row.group != 0)

    retry(at.desk, at.hunt, at.record, "")
    assert not at.record.settled
    assert at.record.waits(other)
    assert not at.record.waits(lead)
    talk.until(settled)
    assert at.record.settled


def test_a_source_that_is_not_in_the_record_is_refused(talk, demo):
    talk.open(demo)
    talk.until(settled)
    at = talk.conversation

    with pytest.raises(ViewerError, match="not in the record"):
        retry(at.desk, at.hunt, at.record, "nobody")


def test_a_source_that_will_answer_otherwise_is_asked_anew_where_it_was_asked_before(talk, demo):
    at = talk.conversation
    assert not answers_anew(at.desk, at.hunt, None, "nobody searches yet")
    found = talk.search(demo)
    source = found.sources[0].id
    assert not answers_anew(at.desk, at.hunt, None, "")
    assert not answers_anew(at.desk, at.hunt, None, "nobody")

    assert answers_anew(at.desk, at.hunt, None, source)
    assert not at.search.found.ended(source)
    assert not answers_anew(at.desk, at.hunt, None, source)  # it is being asked already


def test_one_that_is_still_asked_for_the_patient_of_the_record_is_asked_anew_as_well(talk, demo):
    talk.open(demo, "9990062781")
    talk.until(settled)
    at = talk.conversation
    source = next(key for key in at.record.found.sources if not at.record.is_linked(key))
    retry(at.desk, at.hunt, at.record, source)
    assert at.record.waits(source)
    before = [number for number, key in at.hunt._reading.items() if key == source]

    assert answers_anew(at.desk, at.hunt, at.record, source)
    (after,) = [number for number, key in at.hunt._reading.items() if key == source]
    assert [after] > before
    assert at.record.waits(source)
    talk.until(settled)
    assert at.record.settled


def test_what_cannot_be_asked_anew_is_not_broken_off(talk, demo):
    talk.open(demo)
    talk.until(settled)
    at = talk.conversation
    source = next(key for key in at.record.found.sources if at.record.is_linked(key))
    retry(at.desk, at.hunt, at.record, source)
    at.desk.demo = tuple(one for one in at.desk.demo if one.id != source)

    with pytest.raises(ViewerError, match="not in the list any more"):
        answers_anew(at.desk, at.hunt, at.record, source)
    while not at.record.settled:
        assert talk.hear()
    read = at.record.load.source(source)
    assert read.state is not SourceState.CANCELLED
    assert not read.as_at
