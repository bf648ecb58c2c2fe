"""The page of what is new on screen: since when, by what, each source, each line opens its entry by keyboard."""

import pytest
from PySide6.QtCore import Qt

from viewer.engine.messages import PageGiven
from viewer.record.pages.news.body import NewsGroup, NewsPage, NewsRow
from viewer.record.pages.news.page import CHOICES, DATE, READING
from viewer.record.pages.patient import PatientPage
from viewer.ui.pages.news.news_view import NewsView


@pytest.fixture
def view(qtbot, theme):
    made = NewsView(theme)
    qtbot.addWidget(made)
    made.resize(1000, 500)
    made.show()
    made.asked = []
    made.options_changed.connect(made.asked.append)
    return made


ROWS = (
    NewsRow(change="New", title="Penicillin", when="04-Mar-2019", note="active", entry="e1"),
    NewsRow(change="Gone", title="Observation: its words are not kept", note="last seen 21-Nov-2026 22:00"),
)


def page(**given):
    groups = (
        NewsGroup(
            source="Riverside Surgery", said="1 new, 1 gone", rows=ROWS, limits=("It was not read whole.",)
        ),
        NewsGroup(source="Out of hours", said="nothing new", rows=()),
    )
    said = {
        "since": "looked",
        "heading": "Since you last looked, 21-Nov-2026 22:00",
        "rule": "Compared.",
        "groups": groups,
    }
    return NewsPage(**{**said, **given})


def give(view, body=None, *, settled=True):
    view.show_page(PageGiven(page="news", body=body or page(), settled=settled))


def texts(view, row):
    return [item.text() for column in range(4) if (item := view.table.item(row, column)) and item.text()]


def test_each_source_stands_above_what_came_from_it(view):
    give(view)

    assert view.heading.text() == "Since you last looked, 21-Nov-2026 22:00"
    assert view.rule.text() == "Compared."
    assert texts(view, 0) == ["Riverside Surgery: 1 new, 1 gone. It was not read whole."]
    assert texts(view, 1) == ["New", "Penicillin", "04-Mar-2019", "active"]
    assert texts(view, 3) == ["Out of hours: nothing new."]
    assert (
        view.table.item(1, 1).data(Qt.ItemDataRole.AccessibleTextRole)
        == "Riverside Surgery, What: Penicillin"
    )
    assert view.panes() == [view.table, view.since]


def test_enter_and_a_double_click_open_the_entry_and_what_is_gone_says_so(qtbot, view):
    give(view)
    view.table.setFocus()
    qtbot.waitUntil(view.table.hasFocus)
    view.table.setCurrentCell(1, 1)
    with qtbot.waitSignal(view.entry_chosen, timeout=1000) as chosen:
        qtbot.keyClick(view.table, Qt.Key.Key_Return)
    assert chosen.args == ["e1"]
    with qtbot.waitSignal(view.entry_chosen, timeout=1000):
        view.table.cellDoubleClicked.emit(1, 0)
    view.table.setCurrentCell(2, 1)
    with qtbot.waitSignal(view.said, timeout=1000) as said:
        qtbot.keyClick(view.table, Qt.Key.Key_Enter)
    assert "gone" in said.args[0]
    qtbot.keyClick(view.table, Qt.Key.Key_Down)
    assert view.table.currentRow() == 3


def test_since_when_is_chosen_and_a_date_is_typed(qtbot, view):
    give(view)
    assert view.date.isHidden()
    view.since.setCurrentIndex(view.since.findData(DATE))
    view.since.activated.emit(view.since.currentIndex())
    assert view.asked == [{"since": DATE}]
    give(view, page(since=DATE, problem="Type a date, such as 21-Nov-2026.", groups=()))
    assert not view.date.isHidden()
    assert view.problem.text().startswith("Type a date")
    view.date.setText("31-Feb-2026")
    with qtbot.waitSignal(view.said, timeout=1000):
        qtbot.keyClick(view.date, Qt.Key.Key_Return)
    assert len(view.asked) == 1
    view.date.setText("20-Nov-2026")
    qtbot.keyClick(view.date, Qt.Key.Key_Return)
    assert view.asked[-1] == {"since": DATE, "date": "2026-11-20"}
    give(view, page(since=READING))
    assert view.since.currentData() == READING
    assert view.date.isHidden()
    assert [view.since.itemText(n) for n in range(view.since.count())] == [words for _, words in CHOICES]


def test_what_is_selected_stays_as_the_page_is_told_anew(view):
    give(view)
    view.table.setCurrentCell(1, 1)
    other = NewsRow(change="New", title="Asthma", entry="e0")
    give(view, page(groups=(NewsGroup(source="Riverside Surgery", said="2 new", rows=(other, *ROWS)),)))

    assert view.table.currentRow() == 2
    give(view, PatientPage(sources=(), fields=()))
    assert view.table.rowCount() == 4


def test_so_far_and_what_is_not_shown_are_said(view):
    give(view, page(more=3), settled=False)

    assert view.heading.text().endswith("(so far)")
    assert view.problem.text() == "3 more are not shown: choose a later date."
    view.clear()
    assert view.heading.text() == "What is new: not read yet"
    assert view.table.rowCount() == 0


def test_words_are_found_line_by_line(view):
    give(view)
    view.set_words("penicillin")
    assert view.table.currentRow() == 1
    view.set_words("surgery")
    view.step_find(1)
    assert view.table.currentRow() == 0
