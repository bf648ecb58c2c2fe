"""A copy out of a label is told to whoever audits copies."""

import pytest
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from viewer.ui.look.labels import label, selectable


class Page(QWidget):
    """A part that hands copies on."""

    text_copied = Signal(str)


def shown(qtbot, page):
    inner = QWidget(page)
    QVBoxLayout(page).addWidget(inner)
    made = selectable(label("HIV clinic letter"), "Title")
    QVBoxLayout(inner).addWidget(made)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitExposed(page)
    made.setFocus()
    made.setSelection(0, 3)
    return made


def test_what_is_selected_is_told_and_does_not_reach_the_clipboard_by_itself(qtbot):
    page, heard = Page(), []
    page.text_copied.connect(heard.append)
    made = shown(qtbot, page)
    QGuiApplication.clipboard().setText("before")
    QTest.keyClick(made, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    made.setSelection(0, 0)
    QTest.keyClick(made, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    assert heard == ["HIV"]
    assert QGuiApplication.clipboard().text() == "before"
    assert made.contextMenuPolicy() == Qt.ContextMenuPolicy.NoContextMenu


@pytest.mark.parametrize("key", [Qt.Key.Key_A, Qt.Key.Key_Right])
def test_every_other_key_is_qts(qtbot, key):
    page, heard = Page(), []
    page.text_copied.connect(heard.append)
    QTest.keyClick(shown(qtbot, page), key)

    assert heard == []


def test_where_nobody_takes_copies_qt_copies_as_ever(qtbot):
    page = QWidget()
    made = shown(qtbot, page)
    QTest.keyClick(made, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    assert QGuiApplication.clipboard().text() == "HIV"
