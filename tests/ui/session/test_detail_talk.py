"""A detail over which the engine ended is not asked for again; any other that never came is."""

import pytest

from tests.ui import sample_messages as sample
from viewer.engine.messages import AskDetail, Refused
from viewer.engine.slate import sign_of
from viewer.ui.session.detail_talk import NO_ENGINE, STOPPED_OVER

ENTRY = sample.detail().entry


@pytest.fixture
def withheld(session):
    told = []
    session.details.withheld.connect(lambda entry, why: told.append((entry, why)))
    return told


@pytest.fixture
def asked(session):
    """A record is on screen, and the detail of one of its lines was asked for."""
    session.start()
    session.open_patient((("gp", "Patient/gp-1", False),))
    session.ask_detail(ENTRY)


def end(qtbot, session, engine, over=""):
    engine.heard()  # what this engine was told is kept
    engine.handle.slate = f"{sign_of(over)} 0" if over else ""
    with qtbot.waitSignal(session.stopped):
        engine.handle.crash()


def settle(qtbot, session, engine):
    with qtbot.waitSignal(session.glance_changed):
        engine.say(sample.glance())


def entries(engine):
    return [message.entry for message in engine.heard(AskDetail)]


def test_over_which_the_engine_ended_is_said_at_once_and_asked_of_no_engine_again(
    qtbot, session, engine, asked, withheld
):
    end(qtbot, session, engine, over=ENTRY)
    assert withheld == [(ENTRY, STOPPED_OVER)]
    settle(qtbot, session, engine)
    session.ask_detail(ENTRY)  # as an open detail does when its row is told anew, or the person does

    assert entries(engine) == [ENTRY]
    assert withheld == [(ENTRY, STOPPED_OVER)] * 2


def test_another_line_that_waited_behind_it_is_asked_for_again(qtbot, session, engine, asked, withheld):
    session.ask_detail("r003")
    end(qtbot, session, engine, over=ENTRY)
    settle(qtbot, session, engine)

    assert entries(engine) == [ENTRY, "r003", "r003"]
    assert withheld == []


def test_who_opens_the_patient_again_may_try_it_once_more(qtbot, session, engine, asked, withheld):
    end(qtbot, session, engine, over=ENTRY)
    session.open_patient((("gp", "Patient/gp-1", False),))
    session.ask_detail(ENTRY)

    assert entries(engine) == [ENTRY, ENTRY]
    assert len(withheld) == 1


def test_where_no_engine_runs_any_more_it_is_said_that_nothing_comes(qtbot, session, engine, asked, withheld):
    end(qtbot, session, engine)
    assert withheld == []
    end(qtbot, session, engine)
    assert withheld == [(ENTRY, NO_ENGINE)]
    session.ask_detail("r003")

    assert withheld[1:] == [("r003", NO_ENGINE)]


def test_an_engine_that_ends_when_nothing_was_asked_withholds_nothing(qtbot, session, engine, withheld):
    session.start()
    end(qtbot, session, engine)
    end(qtbot, session, engine)

    assert withheld == []


def test_the_open_detail_says_it_under_its_title_and_holds_nothing_old(qtbot, opened, engine):
    opened.record._open_detail(ENTRY)
    pane = opened.record.body.detail
    title = pane.title.text()
    engine.handle.slate = f"{sign_of(ENTRY)} 0"
    engine.handle.crash()
    qtbot.waitUntil(lambda: pane.plain[0].text() == STOPPED_OVER)
    assert pane.title.text() == title != ""
    assert pane.plain[0].isVisible()
    assert pane.table.rowCount() == 0

    engine.say(
        sample.rows(generation=opened.session.generation)
    )  # the restarted engine's rows, this one among them
    with qtbot.waitSignal(opened.session.glance_changed):
        engine.say(sample.glance(generation=opened.session.generation))
    assert pane.plain[0].text() == STOPPED_OVER
    assert not [one for one in engine.handle.heard() if isinstance(one, AskDetail)]

    pane.show_withheld("another", "words about another line")
    assert pane.plain[0].text() == STOPPED_OVER


def test_what_the_engine_refuses_is_said_where_the_detail_would_stand(
    qtbot, session, engine, asked, withheld
):
    with qtbot.waitSignal(session.refused):
        engine.say(Refused(what="This line has left the record", advice="Press F5.", entry=ENTRY))
    assert withheld == [(ENTRY, "This line has left the record. Press F5.")]
    with qtbot.waitSignal(session.refused):
        engine.say(Refused(what="Something else cannot be done"))
    with qtbot.waitSignal(session.refused):
        engine.say(Refused(what="Another line", entry="r009"))
    assert [entry for entry, _ in withheld] == [ENTRY, "r009"]
    end(qtbot, session, engine)
    settle(qtbot, session, engine)

    assert entries(engine).count(ENTRY) == 1
