"""The lock page says who, since when and how to go on; each way stands alone and takes the keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from viewer.engine.pin_messages import LockTerms
from viewer.ui.window.lock_mode import LockMode
from viewer.ui.window.lock_page import LOCKED, LockPage


@pytest.fixture
def page(qtbot):
    made = LockPage()
    qtbot.addWidget(made)
    made.resize(1366, 690)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.begin("Locked at 03:12 on 22 Nov. User ward")
    return made


def words(page):
    return " ".join(part.text() for part in page.findChildren(QLabel) if part.isVisible())


def test_the_plain_button_says_why_it_asks_for_nothing(qtbot, page):
    page.show_mode(LockMode.PLAIN)
    assert "asks for no password" in words(page)
    assert "lock of the workstation" in words(page)
    with qtbot.waitSignal(page.unlocked):
        page.button.click()


@pytest.mark.parametrize(
    ("mode", "part"),
    [
        (LockMode.PIN, "pin"), (LockMode.PLAIN, "button"), (LockMode.WORKSTATION, "os_button"),
        (LockMode.UNKNOWN, "again"), (LockMode.END_ONLY, "end"), (LockMode.ASKING, "end"),
    ],
)  # fmt: skip
def test_the_keyboard_is_on_what_opens_it(qtbot, page, mode, part):
    page.show_mode(mode, LockTerms(pin="unknown", problem="The keyring is locked."))
    qtbot.waitUntil(lambda: QApplication.focusWidget() is getattr(page, part))
    assert page.end.isVisible()
    assert "03:12" in words(page)
    assert "User ward" in words(page)


def test_a_pin_is_hidden_may_be_pasted_and_nothing_predicts_it(page):
    assert page.pin.echoMode() == QLineEdit.EchoMode.Password
    assert not page.pin.isReadOnly()
    assert page.pin.inputMethodHints()


def test_an_end_under_way_leaves_nothing_to_press(page):
    page.show_mode(LockMode.PIN)
    page.show_ending()
    assert not page.pin.isVisible()
    assert not page.end.isEnabled()
    assert "Ending the session" in words(page)


def test_no_key_gives_an_empty_pin(qtbot, page):
    page.show_mode(LockMode.PIN)
    with qtbot.assertNotEmitted(page.pin_given), qtbot.assertNotEmitted(page.unlocked):
        page.button.click()


def test_the_next_try_is_said_once_the_wait_is_over(qtbot, page):
    page.begin("")
    page.show_mode(LockMode.PIN)
    page.say("Not looked at: wait 1 s, then type it again. 2 tries left.")
    page.wait(0.01)
    qtbot.waitUntil(lambda: page.said.text() == "You can try again now.")
    page.wait(60)
    page.begin("")
    assert not page._waited.isActive()
    page.wait(0)
    assert not page._waited.isActive()


def test_who_forgot_the_pin_is_told_what_helps_where_it_does(page):
    page.begin("")
    page.show_mode(LockMode.PIN, LockTerms(pin="set"))
    assert "End the session below" in page.how.text()
    page.show_mode(LockMode.PIN, LockTerms(pin="set", personal=True))
    assert "End the session" not in page.how.text()
    page.show_mode(LockMode.END_ONLY, LockTerms(pin="set", tries_left=0))
    assert page.how.text().startswith("No try is left")
    page.show_mode(LockMode.END_ONLY, LockTerms(pin="none", pin_only=True))
    assert page.how.text().startswith("Nothing can unlock")


def test_escape_keeps_it_locked_and_ends_nothing(qtbot, page):
    ended = []
    page.end_wanted.connect(lambda: ended.append("end"))
    page.begin("")
    page.show_mode(LockMode.PIN)
    page.end.click()
    qtbot.keyClick(page.sure.no, Qt.Key.Key_Escape)
    assert page.sure.isHidden()
    assert not page.end.isHidden()
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert not ended


def test_while_it_ends_nothing_is_offered_and_where_it_could_not_everything_is_again(page):
    page.begin("")
    page.show_ending()
    assert page.title.text() == "Ending your session"
    assert page.end.isHidden()
    page.show_mode(LockMode.PIN)
    assert page.title.text() == LOCKED
    assert not page.end.isHidden()
