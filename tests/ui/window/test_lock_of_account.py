"""On an account that is one person's own, the end of a session opens nothing: its PIN or its unlocking does."""

import pytest
from PySide6.QtCore import QObject

from viewer.engine.pin_messages import AskLock, CheckPin, EndSession, LockTerms, PinAnswered, SessionEnded
from viewer.store.pins import PREFIX
from viewer.ui.window.lock_mode import LockMode
from viewer.ui.window.os_session import OsSession
from viewer.ui.window.pin_dialog import PinDialog

PIN = LockTerms(pin="set", live=True, personal=True)
NONE = LockTerms(pin="none", live=True, personal=True)
SPENT = LockTerms(pin="set", live=True, personal=True, tries_left=0)
STAYS = SessionEnded(ok=True, words="Acute: you are signed out here.", stays_locked=True)


class Workstation(OsSession):
    """A system that reports who unlocks it."""

    @property
    def tells_unlock(self):
        return True


def end(window):
    page = window.locking.page
    page.end.click()
    page.sure.yes.click()


def test_the_end_of_a_session_is_no_way_past_the_pin(opened, engine, tell):
    tell(PIN)
    opened.session.sources._held.update({"x": "secret", f"{PREFIX}y": "hash"})
    opened.lock()
    page = opened.locking.page
    page.end.click()
    assert "PIN stays" in page.sure.words.text()
    page.sure.yes.click()
    handles = len(engine.handles)
    tell(STAYS)

    assert opened.locked
    assert page.mode is LockMode.ASKING
    assert "you are signed out" in page.said.text()
    assert len(engine.handles) == handles + 1
    assert opened.session.sources._held == {f"{PREFIX}y": "hash"}
    assert not opened.session.resume()
    tell(PIN)
    assert page.mode is LockMode.PIN
    assert page.end.text() == "End the session"
    page.pin.setText("4071-ward")
    page.button.click()
    assert engine.heard(CheckPin)
    tell(PinAnswered(ok=True, unlocks=True))
    assert not opened.locked


def test_a_session_that_has_lasted_its_time_asks_for_the_pin_too(opened, engine, tell):
    tell(LockTerms(pin="set", live=True, personal=True, session_hours=8))
    opened.locking.watch.ended.emit()
    assert [sent.why for sent in engine.heard(EndSession)] == ["ended by its time"]
    tell(STAYS)

    page = opened.locking.page
    assert "may last 8 hours" in page.said.text()
    page.unlocked.emit()
    assert opened.locked
    tell(PIN)
    assert page.mode is LockMode.PIN
    tell(PinAnswered(ok=True, unlocks=True))
    assert not opened.locked


def test_without_a_pin_only_the_workstation_opens_after_the_end(opened, tell):
    system = Workstation(opened)
    opened.locking.follow(system)
    tell(NONE)
    opened.lock()
    tell(NONE)
    end(opened)
    tell(STAYS)
    tell(NONE)

    assert opened.locking.page.mode is LockMode.WORKSTATION
    system.unlocked.emit()
    assert not opened.locked


def test_where_nothing_tells_who_is_there_the_page_says_how_to_go_on(opened, tell):
    tell(NONE)
    opened.lock()
    tell(NONE)
    end(opened)
    tell(STAYS)
    tell(NONE)

    page = opened.locking.page
    assert page.mode is LockMode.ACCOUNT
    assert "sign in as yourself" in page.how.text()
    assert not page.button.isVisible()


def test_who_forgot_the_pin_unlocks_the_workstation_and_loses_it(opened, engine, tell):
    system = Workstation(opened)
    opened.locking.follow(system)
    tell(PIN)
    opened.lock()
    tell(PIN)
    tell(PinAnswered(ok=False, unlocks=True, words="No more tries", tries_left=0))
    page = opened.locking.page
    assert page.mode is LockMode.FORGOTTEN
    assert page.os_button.isVisible()
    assert not page.pin.isVisible()
    system.unlocked.emit()
    assert opened.locked  # the engine has not answered yet
    assert [(sent.proven, sent.why) for sent in engine.heard(EndSession)] == [
        (True, "PIN forgotten, workstation unlocked")
    ]
    tell(SessionEnded(ok=True))
    assert not opened.locked


@pytest.mark.parametrize("pin_only", [True, False])
def test_where_that_does_not_count_or_is_not_told_it_support_is_named(opened, engine, tell, pin_only):
    system = Workstation(opened) if pin_only else OsSession(opened)
    opened.locking.follow(system)
    opened.lock()
    tell(LockTerms(pin="set", live=True, personal=True, tries_left=0, pin_only=pin_only))

    page = opened.locking.page
    assert page.mode is LockMode.NO_TRY
    assert "IT support" in page.how.text()
    system.unlocked.emit()
    assert engine.heard(EndSession) == []
    assert opened.locked


def test_the_dialog_says_who_helps_when_the_pin_is_forgotten(opened, qtbot, tell, theme):
    for terms, words in ((PIN, "your IT support does"), (LockTerms(pin="none"), "you sign in again")):
        tell(terms)
        dialog = PinDialog(opened.session.pins, theme, lambda _words: None)
        qtbot.addWidget(dialog)
        said = " ".join(one.text() for one in dialog.findChildren(QObject) if hasattr(one, "text"))
        assert words in said


def test_the_window_asks_again_after_the_end(opened, engine, tell):
    tell(PIN)
    opened.lock()
    tell(PIN)
    end(opened)
    before = len(engine.heard(AskLock))
    tell(STAYS)
    assert opened.session.pins.terms is None
    assert len(engine.heard(AskLock)) >= before
