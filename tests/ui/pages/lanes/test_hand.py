"""Keys and wheel: each does to the stretch in view what it says, and others are left to the list."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from viewer.ui.pages.lanes.hand import bring_on_screen, changed_by_key, changed_by_wheel
from viewer.ui.pages.lanes.time_window import TimeWindow

DAY = 86_400.0
HERE = TimeWindow(400 * DAY, 600 * DAY, 0.0, 1000 * DAY)
CTRL, SHIFT, PLAIN = (
    Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier,
)  # fmt: skip


def pressed(key, modifiers=PLAIN):
    return changed_by_key(QKeyEvent(QEvent.Type.KeyPress, key, modifiers), HERE)


def turned(modifiers, delta):
    event = QWheelEvent(
        QPointF(), QPointF(), QPoint(), delta, Qt.MouseButton.NoButton, modifiers, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    return changed_by_wheel(event, HERE, 450 * DAY)


def test_each_key_does_what_it_says():
    assert pressed(Qt.Key.Key_Plus).length < HERE.length
    assert pressed(Qt.Key.Key_Minus).length > HERE.length
    assert pressed(Qt.Key.Key_0) == HERE.whole
    assert pressed(Qt.Key.Key_PageUp).first < HERE.first < pressed(Qt.Key.Key_PageDown).first
    assert pressed(Qt.Key.Key_Left, SHIFT).first < HERE.first < pressed(Qt.Key.Key_Right, SHIFT).first


@pytest.mark.parametrize("key", [Qt.Key.Key_Left, Qt.Key.Key_Return, Qt.Key.Key_A])
def test_any_other_key_is_left_to_the_list(key):
    assert pressed(key) is None


def test_the_wheel_zooms_with_ctrl_and_moves_with_shift_whichever_axis_it_turns():
    assert turned(CTRL, QPoint(0, 120)).length < HERE.length < turned(CTRL, QPoint(0, -120)).length
    assert turned(SHIFT, QPoint(120, 0)).first < HERE.first < turned(SHIFT, QPoint(0, -120)).first
    assert turned(PLAIN, QPoint(0, 120)) is None


def test_a_part_of_a_page_that_scrolls_is_brought_on_screen_whole(qtbot):
    area, page, part = QScrollArea(), QWidget(), QWidget()
    qtbot.addWidget(area)
    column = QVBoxLayout(page)
    column.addSpacing(300)
    column.addWidget(part)
    part.setFixedHeight(200)
    area.setWidget(page)
    area.resize(300, 240)
    area.show()
    bring_on_screen(part)
    top = part.mapTo(area.viewport(), QPoint()).y()
    assert 0 <= top <= area.viewport().height() - part.height()
    bring_on_screen(QWidget(page))  # above: scrolled back
    assert area.verticalScrollBar().value() == 0
    alone = QWidget()
    qtbot.addWidget(alone)
    bring_on_screen(alone)


def test_plus_and_minus_keep_the_point_they_zoom_about_where_it_is():
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_Minus):
        event = QKeyEvent(QEvent.Type.KeyPress, key, PLAIN)
        near = changed_by_key(event, HERE, 450 * DAY)
        assert (450 * DAY - near.first) / near.length == pytest.approx(0.25)
