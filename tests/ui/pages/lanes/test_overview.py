"""The whole life in one strip: drawn on, clicked, moved and zoomed by keys."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

from viewer.ui.pages.lanes.overview import Overview
from viewer.ui.pages.lanes.time_window import TimeWindow

DAY = 86_400.0
WHOLE = TimeWindow(0.0, 1000 * DAY, 0.0, 1000 * DAY)


@pytest.fixture
def strip(qtbot, theme):
    made = Overview(theme)
    qtbot.addWidget(made)
    made.resize(600, 30)
    made.show_window(WHOLE, 100)
    made.show_moments(np.array([0.0, 5 * DAY, 500 * DAY, float("inf")]))
    made.show()
    return made


def test_a_stretch_that_is_drawn_is_wanted_and_a_click_goes_there(strip, qtbot):
    wanted = []
    strip.window_wanted.connect(wanted.append)
    for begin, end in ((150, 200), (400, 350), (300, 300)):
        qtbot.mousePress(strip, Qt.MouseButton.LeftButton, pos=QPoint(begin, 10))
        qtbot.mouseRelease(strip, Qt.MouseButton.LeftButton, pos=QPoint(end, 10))
    drawn, back, clicked = wanted

    assert drawn.first < 110 * DAY < 190 * DAY < drawn.last
    assert back.first < 510 * DAY < 590 * DAY < back.last
    assert clicked.length == pytest.approx(WHOLE.length)
    qtbot.mouseRelease(strip, Qt.MouseButton.LeftButton, pos=QPoint(300, 10))
    assert len(wanted) == 3


def test_keys_move_and_zoom_what_is_in_view(strip, qtbot):
    near = WHOLE.over(400 * DAY, 500 * DAY)
    strip.show_window(near, 100)
    wanted = []
    strip.window_wanted.connect(wanted.append)
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_A):
        qtbot.keyClick(strip, key)
    left, right, closer, farther = wanted

    assert left.first < near.first < right.first
    assert closer.length < near.length < farther.length


def test_it_is_painted_also_with_nothing(strip):
    strip.grab()
    strip.show_moments(np.empty(0))
    strip.grab()
