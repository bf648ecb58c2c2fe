"""A press of the mouse on selected words begins anew instead of carrying them away."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from viewer.ui.detail.raw_view import RawView
from viewer.ui.documents.paper import Paper
from viewer.ui.documents.plain import PlainWords
from viewer.ui.look.labels import label, selectable
from viewer.ui.look.no_drag import read_only_text

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def in_label(_theme):
    made = selectable(label("Warfarin 5 mg once daily"), "Medicine")
    made.setSelection(0, 20)
    return made, made, made.selectedText


def in_text(made, setting):
    setting("Warfarin 5 mg once daily")
    made.selectAll()
    return made, made.viewport(), lambda: made.textCursor().selectedText()


MADE = {
    "label": in_label,
    "plain": lambda theme: in_text(made := PlainWords(theme), made.setPlainText),
    "paper": lambda theme: in_text(made := Paper(theme), made.show_html),
    "raw": lambda _theme: in_raw(RawView()),
}


def in_raw(made):
    _, pressed, selected = in_text(made.text, made.text.setPlainText)
    return made, pressed, selected


@pytest.mark.parametrize("what", MADE)
def test_a_press_on_selected_words_ends_the_selection(qtbot, theme, what):
    part, pressed, selected = MADE[what](theme)
    qtbot.addWidget(part)
    part.resize(500, 200)
    part.show()
    qtbot.waitExposed(part)
    assert selected()
    at = QPoint(40, pressed.height() // 2 if what == "label" else 28)
    QTest.mousePress(pressed, LEFT, NONE, at)

    assert selected() == ""
    QTest.mouseRelease(pressed, LEFT, NONE, at)


def test_with_shift_a_selection_grows(qtbot):
    part, pressed, selected = in_label(None)
    qtbot.addWidget(part)
    part.show()
    qtbot.waitExposed(part)
    QTest.mousePress(pressed, LEFT, Qt.KeyboardModifier.ShiftModifier, QPoint(part.width() - 2, 5))

    assert selected().startswith("Warfarin")
    QTest.mouseRelease(pressed, LEFT, NONE, QPoint(part.width() - 2, 5))


def test_a_press_where_nothing_is_selected_is_qt_s_own(qtbot):
    part, pressed, selected = in_label(None)
    qtbot.addWidget(part)
    part.setSelection(0, 0)
    part.show()
    qtbot.waitExposed(part)
    QTest.mousePress(pressed, LEFT, NONE, QPoint(4, 5))

    assert selected() == ""
    QTest.mouseRelease(pressed, LEFT, NONE, QPoint(4, 5))


def test_a_text_that_is_read_has_no_menu_of_its_own_and_is_not_dragged_out(qtbot):
    text = read_only_text("What it is")
    qtbot.addWidget(text)
    text.setPlainText("words that stay")
    text.show()
    text.selectAll()
    QTest.mousePress(text.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(12, 8))

    assert not text.textCursor().hasSelection()
    assert text.isReadOnly()
    assert text.contextMenuPolicy() is Qt.ContextMenuPolicy.NoContextMenu
    assert text.accessibleName() == "What it is"
