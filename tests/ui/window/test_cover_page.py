"""The cover says what it is, and a key takes it away."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from viewer.ui.window.cover_page import CoverPage


def test_escape_and_the_button_take_it_away_other_keys_do_not(qtbot):
    page = CoverPage()
    qtbot.addWidget(page)
    page.show()
    with qtbot.waitSignal(page.opened):
        QTest.keyClick(page, Qt.Key.Key_Escape)
    with qtbot.waitSignal(page.opened):
        page.button.click()
    with qtbot.assertNotEmitted(page.opened):
        QTest.keyClick(page, Qt.Key.Key_A)
