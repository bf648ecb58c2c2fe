"""Which rows hold what is sought, and what can be picked."""

import numpy as np
import pytest

from tests.engine.files import written
from tests.engine.window import settled
from tests.load.answers import observation, patient
from viewer.engine.messages import OpenFiles, Retry
from viewer.engine.seek_messages import AskChoices, AskWhere, AskWhyNot, Choices, Seek, Sought, Where
from viewer.timeline.search.picks import Picks


@pytest.fixture
def opened(talk, tmp_path):
    path = written(tmp_path, "a.json", patient(), observation("7"), observation("8"))
    talk.send(OpenFiles(generation=1, paths=(path,)))
    talk.until(settled)
    talk.tell()
    return talk


def seek(talk, words, number=1):
    talk.send(Seek(generation=1, number=number, picks=Picks(words=words)))
    return talk.said[-1]


def found(talk, sought):
    bits = np.unpackbits(np.frombuffer(sought.hits, np.uint8)).astype(bool)
    rows = talk.conversation.record.told.rows.values()
    return sorted(row.title for row in rows if row.number < len(bits) and bits[row.number])


def test_rows_that_hold_all_words_are_found_and_counted(opened):
    sought = seek(opened, "POTASS")

    assert found(opened, sought) == ["Potassium", "Potassium"]
    assert sought.shown == 2
    assert sought.generation == 1
    assert found(opened, seek(opened, "potassium nowhere", 2)) == []
    assert opened.said[-1].number == 2
    assert seek(opened, "", 3).shown == 3


def test_the_question_that_stands_is_answered_again_when_rows_leave(opened):
    before = seek(opened, "potassium", 4)
    record = opened.conversation.record
    assert list(record.seeking.again()) == []
    (origin,) = record.origins
    record.load.remove(origin.id)
    opened.tell()

    after = [said for said in opened.said if isinstance(said, Sought)][-1]
    assert (before.shown, after.shown, after.number, after.generation) == (2, 0, 4, 1)


def test_nothing_is_said_again_where_nothing_was_asked(opened):
    opened.send(Retry(generation=1))
    opened.until(settled)

    assert not [said for said in opened.said if isinstance(said, Sought)]


def test_what_can_be_picked_is_counted(opened):
    opened.send(AskChoices(generation=1))
    choices = opened.said[-1]

    assert isinstance(choices, Choices)
    said = {(one.kind, one.label, one.count) for one in choices.choices}
    assert ("domains", "Results and observations", 2) in said
    assert any(kind == "sources" and count == 2 for kind, _, count in said)


def test_the_other_questions_are_taken(opened):
    opened.send(AskWhere(generation=1, number=1, entries=()))
    assert opened.said[-1] == Where(generation=1, number=1, found=())
    opened.send(AskWhyNot(generation=1, number=1, picks=Picks()))
