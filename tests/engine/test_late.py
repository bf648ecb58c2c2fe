"""An answer for a patient who has left the screen is dropped, and the log says so without a word of it."""

from tests.load.answers import answer, observation, patient
from viewer.engine.late import LATE, note_late
from viewer.engine.messages import CloseRecord
from viewer.engine.readers import Heard
from viewer.source.answer import SourceEnded
from viewer.source.state import SourceState


def test_a_dropped_answer_is_one_line_and_the_end_of_a_reading_is_none(capsys):
    note_late(answer(patient(), observation()))
    note_late(SourceEnded(source="gp", state=SourceState.COMPLETE))

    assert capsys.readouterr().err == LATE


def test_what_comes_after_the_patient_has_left_is_never_shown_and_is_in_the_log(talk, demo, capsys):
    talk.open(demo)
    reading = next(iter(talk.conversation.record._readings))
    talk.send(CloseRecord(generation=3))
    told = len(talk.said)
    talk.conversation.hear(Heard(reading, answer(patient(), observation())))
    talk.tell()

    assert len(talk.said) == told
    assert capsys.readouterr().err == LATE
