"""The lock page."""

from PySide6.QtWidgets import QLabel

from viewer.ui.window.lock_page import LockPage


def test_it_says_honestly_what_unlocking_is(qtbot):
    page = LockPage()
    qtbot.addWidget(page)
    words = " ".join(part.text() for part in page.findChildren(QLabel))

    assert "asks for no password" in words
    assert "lock of the workstation" in words
    with qtbot.waitSignal(page.unlocked):
        page.button.click()
