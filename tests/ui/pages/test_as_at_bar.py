"""A moment that is typed is what lists and lanes are asked for; there is always a way back to now."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt

from tests.ui import sample_messages as sample
from tests.ui.answering import answers
from viewer.timeline.search.picks import Picks
from viewer.ui.lists.timeline_view import TimelinePanel
from viewer.ui.pages.as_at_bar import NO_DAY, NO_TIME, NOW_AGAIN, TO_COME, AsAtBar, moment_of

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC).timestamp()


@pytest.fixture
def panel(qtbot, theme):
    made = TimelinePanel(theme)
    answers(made)
    qtbot.addWidget(made)
    made.take(sample.rows())
    return made


@pytest.fixture
def bar(qtbot, theme, panel):
    made = AsAtBar(theme)
    qtbot.addWidget(made)
    made.zone, made.now = LONDON, NOW
    made.pair(panel)
    made.opener.setParent(made)
    made.opener.click()
    return made


def typed(qtbot, bar, day, time):
    bar.day.setText(day)
    bar.time.setText(time)
    qtbot.keyClick(bar.time, Qt.Key.Key_Return)


@pytest.mark.parametrize(
    ("day", "time", "iso"),
    [
        ("22-Nov-2026", "02:10", "2026-11-22T02:10:00+00:00"),
        ("1/7/2026", "2.10", "2026-07-01T02:10:00+01:00"),
        ("2026-07-01", "", "2026-07-01T23:59:00+01:00"),
        ("15/11/2026 21:45", "", "2026-11-15T21:45:00+00:00"),
    ],
)
def test_a_moment_is_one_on_the_clock_of_the_workstation(day, time, iso):
    assert moment_of(day, time, LONDON).isoformat() == iso


def test_lists_and_lanes_are_asked_for_that_moment_and_what_else_is_asked_stays(qtbot, bar, panel):
    panel.set_words("x")
    with qtbot.waitSignal(bar.said) as said:
        typed(qtbot, bar, "22-Nov-2026", "02:10")
    assert panel.filter.picks == Picks(words="x", known_by="2026-11-22T02:10:00+00:00")
    assert "22-Nov-2026 02:10" in said.args[0]
    assert not bar.isHidden()
    with qtbot.waitSignal(bar.said) as said:
        bar.leave.click()
    assert said.args == [NOW_AGAIN]
    assert "everything" not in said.args[0]  # the words still hide rows
    assert panel.filter.picks == Picks(words="x")
    assert bar.isHidden()


def test_a_day_with_its_time_stands_in_the_field_uncut(bar, theme):
    bar.setStyleSheet(theme.stylesheet())
    bar.show()
    words = bar.day.fontMetrics().horizontalAdvance("15-Nov-2026 21:45")
    assert words + 16 <= bar.day.width()


@pytest.mark.parametrize(
    ("moment", "why"),
    [(("soon", "02:10"), NO_DAY), (("22-Nov-2026", "25:10"), NO_TIME), (("23-Nov-2026", ""), TO_COME)],
)
def test_what_is_no_moment_is_said_and_asks_nothing(qtbot, bar, panel, moment, why):
    typed(qtbot, bar, *moment)
    assert bar.wrong.text() == why
    assert panel.filter.picks == Picks()


def test_it_shows_the_moment_in_force_and_goes_with_the_filter(bar, panel):
    bar.hide()
    panel.set_picks(Picks(known_by="2026-07-01T02:10:00+01:00"))
    assert (bar.day.text(), bar.time.text()) == ("01-Jul-2026", "02:10")
    assert not bar.isHidden()
    panel.clear_filter()
    assert bar.isHidden()


def test_escape_leads_back_to_now_other_keys_do_not(qtbot, bar, panel):
    panel.set_picks(Picks(known_by="2026-07-01T02:10:00+01:00"))
    qtbot.keyClick(bar, Qt.Key.Key_F2)
    assert panel.filter.picks.known_by
    qtbot.keyClick(bar, Qt.Key.Key_Escape)
    assert panel.filter.picks == Picks()


def test_another_record_begins_without_a_moment_and_a_bar_without_a_list_asks_nothing(qtbot, bar, theme):
    bar.clear()
    assert bar.day.text() == bar.time.text() == ""
    alone = AsAtBar(theme)
    qtbot.addWidget(alone)
    alone.now = NOW
    typed(qtbot, alone, "21-Nov-2026", "")
    alone.back()
    assert alone.isHidden()
