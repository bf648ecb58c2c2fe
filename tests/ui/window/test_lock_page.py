"""The lock page says who, since when and how to go on; each way stands alone and takes the keyboard."""

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from viewer.engine.pin_messages import LockTerms
from viewer.ui.window.lock_mode import LockMode
from viewer.ui.window.lock_page import LockPage


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
