"""What is not opened does not stand there as if it were being read."""

import pytest

from tests.ui import sample_messages as sample
from viewer.engine import messages as say

WORDS = "The audit trail cannot be written. Ask your IT support."


def refuse(qtbot, window, engine, generation=None):
    at = window.session.generation if generation is None else generation
    with qtbot.waitSignal(window.session.refused):
        engine.say(
            say.Refused(
                what="The audit trail cannot be written", advice="Ask your IT support.", generation=at
            )
        )


@pytest.fixture
def opening(qtbot, window, engine):
    window.search.form.number.setText("9990000018")
    window.open_patient((("gp", "Patient/gp-1", False),))
    assert window.shows_record
    return window


def test_it_is_said_where_one_searches_and_nothing_seems_to_be_read(qtbot, opening, engine):
    refuse(qtbot, opening, engine)
    assert opening.pages.currentWidget() is opening.search
    assert opening.search.words.text() == WORDS
    assert opening.search.words.isVisible()
    assert opening.status.message.text() == WORDS
    assert opening.search.form.number.text() == "9990000018"
    assert engine.heard(say.CloseRecord)


def test_behind_the_cover_as_well(qtbot, opening, engine):
    opening.covering.toggle()
    refuse(qtbot, opening, engine)
    assert opening.pages.stands(opening.covering.page)
    assert opening.pages.content is opening.search


def test_a_refusal_of_something_else_leaves_the_record(qtbot, opening, engine):
    refuse(qtbot, opening, engine, generation=0)
    assert opening.shows_record
    with qtbot.waitSignal(opening.session.banner_changed):
        engine.say(sample.banner(generation=opening.session.generation))
    refuse(qtbot, opening, engine)
    assert opening.shows_record


def test_a_refused_search_stays_where_it_is(qtbot, window, engine):
    refuse(qtbot, window, engine)
    assert not engine.heard(say.CloseRecord)
