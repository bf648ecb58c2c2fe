"""A session ends after its hours, used or not, with a warning each minute at its end; a night asleep counts."""

import pytest
from PySide6.QtCore import QObject

from viewer.ui.window.session_watch import SessionWatch


@pytest.fixture
def clocks():
    return [0.0, 0.0]


@pytest.fixture
def watch(qapp, clocks):
    parent = QObject()
    made = SessionWatch(parent, limit_s=8 * 3600, clocks=lambda: tuple(clocks))
    made.keeps = parent
    made.told = []
    made.warned.connect(made.told.append)
    made.ended.connect(lambda: made.told.append("end"))
    return made


def test_it_warns_each_minute_at_the_end_and_ends_once(watch, clocks):
    for left in (3600, 601, 600, 595, 540, 60, 30, 0, -100):
        clocks[0] = 8 * 3600 - left
        watch.look()
    assert watch.told == [600, 540, 60, "end"]


def test_sleep_counts(watch, clocks):
    clocks[1] = 9 * 3600
    watch.look()
    assert watch.told == ["end"]


def test_policy_may_only_shorten_it_and_another_session_counts_anew(watch, clocks):
    watch.limit(4 * 3600)
    watch.limit(12 * 3600)
    clocks[0] = 4 * 3600
    watch.look()
    assert watch.told == ["end"]
    watch.restart()
    watch.look()
    assert watch.told == ["end"]
