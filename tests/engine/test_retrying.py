"""Which source is read again, and that only the record's own can be."""

import pytest

from tests.engine.test_conversation import settled
from viewer.engine.retrying import answers_anew, retry
from viewer.errors import ViewerError


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
