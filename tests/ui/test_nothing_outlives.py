"""A window that is gone leaves nothing of its patient in memory that anything still holds."""

import gc
import weakref

from tests.ui import sample_messages as sample
from tests.ui.ending import end
from viewer.ui.main_window import MainWindow
from viewer.ui.session.session import Session


def test_a_window_that_is_closed_is_held_by_nothing(qapp, qtbot, link, theme, engine):
    before = set(qapp.allWidgets())
    session = Session(link)
    window = MainWindow(session, theme, "Dr A Example")
    window.show()
    session.start()
    window.open_patient((("gp", "Patient/gp-1", False),))
    with qtbot.waitSignal(session.rows_changed):
        engine.say(sample.banner(), sample.rows(), sample.glance())
    body = window.record.body
    held = [weakref.ref(part) for part in (window, body, body.timeline, body.detail)]

    window.close()
    window.deleteLater()
    end(session)
    del window, session, body
    gc.collect()

    assert [part() for part in held] == [None] * len(held)
    assert set(qapp.allWidgets()) <= before


def test_the_end_of_the_workstations_session_locks(opened, qapp):
    qapp.commitDataRequest.emit(None)

    assert opened.locking.locked


def test_a_page_made_ahead_and_never_shown_goes_with_its_window(qapp, theme):
    from viewer.ui.pages.summary_view import SummaryView

    before = len(qapp.topLevelWidgets())
    page = SummaryView(theme)

    assert len(qapp.topLevelWidgets()) == before + 1
    end(page)
