"""When the window locks, what is hidden then, and that only the right way opens it again."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.ui import sample_messages as sample
from viewer.engine import messages as say
from viewer.engine.pin_messages import CheckPin, EndSession, LockTerms, PinAnswered, SessionEnded
from viewer.ui.window.lock_mode import LockMode
from viewer.ui.window.os_session import OsSession

PIN = LockTerms(pin="set", live=True)
NONE = LockTerms(pin="none")
LIVE = LockTerms(pin="none", live=True)
NAMES = ("attwood", "margaret", "peggy", "999 000 0018", "9990000018", "penicillin")


class Workstation(OsSession):
    """A system whose user locks and unlocks it."""

    tells = True
    asked = 0

    @property
    def tells_unlock(self):
        return self.tells

    def lock_workstation(self):
        self.asked += 1
        return self.tells


def spoken(part):
    """Everything that a screen reader can reach from here, and that is visible."""
    found = QAccessible.queryAccessibleInterface(part)
    texts, waiting = [], [found]
    while waiting:
        one = waiting.pop()
        if one is None or one.state().invisible:
            continue
        texts += [
            one.text(kind)
            for kind in (QAccessible.Text.Name, QAccessible.Text.Value, QAccessible.Text.Description)
        ]
        waiting += [one.child(place) for place in range(one.childCount())]
    return " ".join(texts).casefold()


def seen(window):
    """What can be read of any window that is on screen."""
    shown = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    return " ".join(spoken(one) + one.windowTitle() for one in shown)


def held(window):
    return [name for name in NAMES if name in seen(window)]


def test_a_pin_opens_and_is_sent_once_and_wiped(opened, engine, tell):
    tell(PIN)
    opened.lock()
    page = opened.locking.page
    assert page.mode is LockMode.PIN
    page.pin.setText("4071-ward")
    QTest.keyClick(page.pin, Qt.Key.Key_Return)
    assert [sent.pin for sent in engine.heard(CheckPin)] == ["4071-ward"]
    assert page.pin.text() == ""
    page.pin.undo()
    assert page.pin.text() == ""
    QTest.keyClick(page.pin, Qt.Key.Key_Return)
    assert len(engine.heard(CheckPin)) == 1
    tell(PinAnswered(ok=True, unlocks=True))
    assert not opened.locked


def test_a_wrong_pin_is_said_and_the_last_leaves_the_end_alone(opened, tell):
    tell(PIN)
    opened.lock()
    page = opened.locking.page
    tell(PinAnswered(ok=False, unlocks=True, words="This is not the PIN.", tries_left=1, wait_s=1.0))
    assert page.said.text() == "This is not the PIN."
    assert page.pin.isVisible()
    tell(PinAnswered(ok=False, unlocks=True, words="No more tries", tries_left=0))
    assert not page.pin.isVisible()
    assert not page.button.isVisible()
    assert page.end.isVisible()


def test_an_answer_about_another_pin_opens_nothing(opened, tell):
    tell(PIN)
    opened.lock()
    tell(PinAnswered(ok=True, unlocks=False))
    assert opened.locked


def test_with_live_sources_there_is_never_a_plain_button(opened, tell):
    opened.lock()
    tell(LIVE)
    page = opened.locking.page
    assert page.mode is LockMode.END_ONLY
    assert not page.button.isVisible()
    page.unlocked.emit()
    assert opened.locked


def test_what_was_known_before_the_lock_does_not_open_it(opened, tell):
    tell(NONE)
    opened.lock()
    assert opened.locking.page.mode is LockMode.ASKING
    opened.locking.page.unlocked.emit()
    assert opened.locked


def test_the_user_of_the_workstation_opens_it_by_unlocking_that(opened, tell):
    system = Workstation(opened)
    opened.locking.follow(system)
    system.locked.emit()
    assert opened.locked
    tell(LIVE)
    page = opened.locking.page
    page.os_button.click()
    assert system.asked == 1
    system.unlocked.emit()
    assert not opened.locked


@pytest.mark.parametrize("terms", [PIN, LockTerms(pin="none", live=True, pin_only=True)])
def test_where_a_pin_is_set_or_wanted_the_workstation_opens_nothing(opened, tell, terms):
    system = Workstation(opened)
    opened.locking.follow(system)
    opened.lock()
    tell(terms)
    system.unlocked.emit()
    assert opened.locked


def test_a_workstation_that_cannot_be_locked_from_here_is_said(opened, tell):
    system = Workstation(opened)
    opened.locking.follow(system)
    opened.lock()
    tell(LIVE)
    system.tells = False
    opened.locking.page.os_button.click()
    assert "could not be locked" in opened.locking.page.said.text()
    system.left.emit()


def test_the_end_of_a_session_is_asked_once_and_leaves_nothing(opened, engine, tell):
    tell(PIN)
    opened.session.sources._held["x"] = "secret"
    opened.lock()
    page = opened.locking.page
    page.end.click()
    assert QApplication.focusWidget() is page.sure.no
    page.sure.no.click()
    assert engine.heard(EndSession) == []
    page.end.click()
    page.sure.yes.click()
    assert len(engine.heard(EndSession)) == 1
    handles = len(engine.handles)
    tell(SessionEnded(ok=True, words="Acute: you are signed out here."))
    assert not opened.locked
    assert opened.pages.currentWidget() is opened.search
    assert "you are signed out" in opened.status.message.text()
    assert len(engine.handles) == handles + 1
    assert opened.session.sources._held == {}
    assert opened.session.pins.terms is None
    assert not opened.session.resume()


def test_an_end_that_did_not_forget_all_opens_nothing(opened, tell):
    tell(PIN)
    opened.lock()
    page = opened.locking.page
    page.end.click()
    page.sure.yes.click()
    tell(SessionEnded(ok=False, words="Acute: The keyring is locked"))
    assert opened.locked
    assert "keyring is locked" in page.said.text()
    assert page.end.isEnabled()


def test_a_session_that_has_lasted_its_time_ends_and_says_so(opened, engine, tell):
    tell(LockTerms(pin="set", live=True, session_hours=8))
    watch = opened.locking.watch
    watch._clocks = lambda: (watch._began[0] + 8 * 3600 - 500, watch._began[1])
    watch.look()
    assert "ends in 9 min" in opened.locking.bar.words.text()
    watch._clocks = lambda: (watch._began[0] + 8 * 3600 + 1, watch._began[1])
    watch.look()
    assert opened.locked
    assert [sent.why for sent in engine.heard(EndSession)] == ["ended by its time"]
    tell(LockTerms(pin="set", live=True, session_hours=8))
    tell(PinAnswered(ok=True, unlocks=True))
    assert opened.locked
    tell(SessionEnded(ok=True))
    assert "8 hours" in opened.locking.page.how.text()
    opened.locking.page.button.click()
    assert opened.pages.currentWidget() is opened.search


def test_a_program_that_starts_locked_opens_by_itself_only_without_a_pin(qtbot, window, engine):
    done = []
    window.locking.start_locked()
    window.locking.when_open(lambda: done.append(1))
    assert window.locked
    with qtbot.waitSignal(window.session.pins.terms_changed):
        engine.say(PIN)
    assert window.locked
    assert not done
    with qtbot.waitSignal(window.session.pins.answered):
        engine.say(PinAnswered(ok=True, unlocks=True))
    assert not window.locked
    assert done == [1]
    window.locking.when_open(lambda: done.append(2))
    assert done == [1, 2]


def test_a_program_without_a_pin_is_simply_open(qtbot, window, engine):
    window.locking.start_locked()
    with qtbot.waitSignal(window.session.pins.terms_changed):
        engine.say(LIVE)
    assert not window.locked
    assert engine.heard(say.Audited) == []


def test_a_keyring_that_does_not_answer_opens_nothing(qtbot, window, engine):
    window.locking.start_locked()
    with qtbot.waitSignal(window.session.pins.terms_changed):
        engine.say(LockTerms(pin="unknown", live=True, problem="The keyring is locked. Unlock it."))
    page = window.locking.page
    assert window.locked
    assert "keyring is locked" in page.how.text()
    page.again.click()
    assert page.mode is LockMode.ASKING


def test_an_engine_that_stops_behind_the_lock_is_said(qtbot, opened, engine, tell):
    tell(PIN)
    opened.lock()
    with qtbot.waitSignal(opened.session.stopped):
        engine.handle.crash()
    assert "engine of this program stopped" in opened.locking.page.said.text()
    with qtbot.waitSignal(opened.session.stopped):
        engine.handle.crash()
    assert not opened.session.alive
    opened.locking.page.pin.setText("4071-ward")
    opened.locking.page.button.click()
    assert opened.session.alive
    assert opened.locked


def test_policy_shortens_the_idle_lock_and_never_lengthens_it(opened, tell):
    tell(LockTerms(pin="none", idle_lock_minutes=5))
    assert opened.locking.idle._limit_s == 300
    tell(LockTerms(pin="none", idle_lock_minutes=15))
    assert opened.locking.idle._limit_s == 600


def test_nothing_that_was_typed_can_be_had_back(opened, tell):
    field = opened.record.filter
    QTest.keyClicks(field, "secretive")
    opened.lock()
    for one in opened.findChildren(QLineEdit):
        one.undo()
        assert "secretive" not in one.text()


STEPS = ("lock", "cover", "dialog", "menu", "banner", "plain", "continue", "another", "end", "hint")


@pytest.mark.qt_log_ignore("grabbing the keyboard", "support raise", "propagateSizeHints", extend=True)
@given(st.lists(st.sampled_from(STEPS), min_size=1, max_size=8))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_row_of_events_leaves_a_patient_to_be_read_behind_lock_or_cover(qtbot, opened, engine, steps):
    window, pages = opened, opened.pages
    for step in steps:
        if step == "lock":
            window.lock()
        elif step == "cover":
            window.actions_by_name["cover"].trigger()
        elif step == "dialog":
            window.actions_by_name["help"].trigger()
        elif step == "menu" and window.actions_by_name["help"].isEnabled():
            window.menu.popup(window.pos())
        elif step == "banner":
            window.session.banner_changed.emit(sample.banner())
        elif step == "plain":
            window.session.pins._keep(NONE)
            window.locking.page.button.click()
        elif step == "continue" and window.same.page.go_on.isVisible():
            window.same.page.go_on.click()
        elif step == "another" and window.same.page.another.isVisible():
            window.same.page.another.click()
        elif step == "end":
            window.session.pins.ended.emit(SessionEnded(ok=True)) if window.locked else None
        elif step == "hint":
            window.session.rows_changed.emit(sample.rows())
        shaded = window.locked or pages.stands(window.covering.page)
        if shaded:
            assert held(window) == []
            assert pages.currentWidget() in {window.locking.page, window.covering.page}
        if window.locked:
            assert not any(action.isEnabled() for action in window.actions())
    window.dialogs.close_all()
    pages.unshade()
    window.locking._parts.gate.open()
    window.open_patient((("gp", "Patient/gp-1", False),))
    window.session.banner_changed.emit(sample.banner())


def test_the_same_names_are_found_where_nothing_hides_them(opened):
    assert held(opened)
