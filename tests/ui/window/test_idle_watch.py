"""Warning, then lock; input counts from anew; sleeping counts as idle."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from viewer.ui.window.idle_watch import IdleWatch, awake_and_wall


@pytest.fixture
def clocks():
    return [0.0, 0.0]


@pytest.fixture
def watch(qtbot, qapp, clocks):
    holder = QWidget()
    qtbot.addWidget(holder)
    made = IdleWatch(holder, limit_s=600, warning_s=60, clocks=lambda: (clocks[0], clocks[1]))
    made.holder = holder  # lives as long as the watch
    return made


def test_it_warns_a_minute_before_and_then_expires(qtbot, watch, clocks):
    clocks[0] = 539
    with qtbot.assertNotEmitted(watch.warned):
        watch.look()
    clocks[0] = 545
    with qtbot.waitSignal(watch.warned) as warned:
        watch.look()
    assert warned.args == [55]
    clocks[0] = 600
    with qtbot.waitSignal(watch.expired):
        watch.look()


def test_a_key_takes_the_warning_back(qtbot, watch, clocks):
    clocks[0] = 550
    watch.look()
    with qtbot.waitSignal(watch.used):
        QTest.keyClick(watch.parent(), Qt.Key.Key_A)
    clocks[0] = 1000
    with qtbot.assertNotEmitted(watch.expired):
        watch.look()


def test_a_night_asleep_is_idle_too(qtbot, watch, clocks):
    clocks[1] = 30_000
    with qtbot.waitSignal(watch.expired):
        watch.look()


def test_both_clocks_go(qapp):
    first = awake_and_wall()

    assert awake_and_wall() >= first
