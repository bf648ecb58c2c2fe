"""Days are chosen by a stretch of time or typed; what is no day is said and filters nothing."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from viewer.ui.filters.date_picks import DatePicks
from viewer.ui.filters.date_spans import BETWEEN, STAY


@pytest.fixture
def dates(qtbot, theme):
    made = DatePicks(lambda: date(2026, 11, 23))
    qtbot.addWidget(made)
    made.show()
    return made


def choose(dates, key):
    dates.spans.setCurrentIndex(dates.spans.findData(key))
    dates.spans.activated.emit(dates.spans.currentIndex())


def test_a_stretch_of_time_is_asked_at_once_and_shown_by_its_name(dates, qtbot):
    with qtbot.waitSignal(dates.changed) as asked:
        choose(dates, "30d")
    assert asked.args == ["2026-10-24", ""]
    dates.show_days(*asked.args)
    assert dates.span == "30d"
    assert dates.since.isHidden()
    dates.show_days("", "")
    assert (dates.spans.currentText(), dates.span) == ("Any date", "")


def test_days_are_typed_and_shown_as_days(dates, qtbot):
    choose(dates, BETWEEN)
    assert dates.since.isVisible()
    QTest.keyClicks(dates.since, "1/11/2026")
    with qtbot.waitSignal(dates.changed) as asked:
        QTest.keyClick(dates.since, Qt.Key.Key_Return)
    assert asked.args == ["2026-11-01", ""]
    dates.show_days("2026-11-01", "2026-11-20")
    assert (dates.since.text(), dates.until.text()) == ("01-Nov-2026", "20-Nov-2026")
    assert dates.span == ""


@pytest.mark.parametrize(("since", "until", "wrong"), [
    ("31/02/2026", "", "Not a day"), ("2026-11-20", "2026-11-01", "after the last one"), ("yesterday", "", "Not a day"),
])  # fmt: skip
def test_what_is_no_day_is_said_and_filters_nothing(dates, since, until, wrong):
    asked = []
    dates.changed.connect(lambda *days: asked.append(days))
    choose(dates, BETWEEN)
    dates.since.setText(since)
    dates.until.setText(until)
    dates.until.editingFinished.emit()

    assert wrong in dates.wrong.text()
    assert dates.wrong.isVisible()
    assert asked == []
    dates.since.setText("01-Nov-2026")
    dates.until.setText("")
    dates.until.editingFinished.emit()
    assert dates.wrong.isHidden()
    assert asked == [("2026-11-01", "")]


def test_the_present_admission_is_offered_where_there_is_one(dates, qtbot):
    row = dates.spans.findData(STAY)
    dates.know_stay("")
    assert dates.spans.view().isRowHidden(row)
    dates.know_stay("2026-11-14")
    assert not dates.spans.view().isRowHidden(row)
    with qtbot.waitSignal(dates.changed) as asked:
        choose(dates, STAY)
    assert asked.args == ["2026-11-14", ""]
