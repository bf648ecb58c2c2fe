"""The whole person on one page."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui import sample_messages as sample
from viewer.engine.messages import ListPanel, PageGiven
from viewer.record.pages.patient import PatientPage
from viewer.record.pages.summary import SummaryConflict, SummaryTop
from viewer.ui.pages.summary_view import SummaryView


@pytest.fixture
def view(qtbot, theme):
    made = SummaryView(theme)
    qtbot.addWidget(made)
    made.resize(1180, 470)
    made.show()
    return made


def top(settled=True, gaps=("Riverside Surgery: Medicines: the answer was cut off.",)):
    conflicts = (
        SummaryConflict(words="Penicillin: refuted here, active there.", tier=1, entry="a1"),
        SummaryConflict(words="Dates of birth differ.", tier=1),
    )
    return PageGiven(page="summary", body=SummaryTop(conflicts=conflicts, gaps=gaps), settled=settled)


def test_disagreements_and_gaps_stand_on_top_with_their_numbers(view):
    view.show_page(top())

    assert view.conflicts_heading.text() == "Sources disagree (2)"
    assert view.gaps_heading.text() == "What is missing, and why (1)"
    assert [view.conflicts.item(n).text() for n in range(2)] == [
        "Penicillin: refuted here, active there.",
        "Dates of birth differ.",
    ]


def test_nothing_is_complete_before_every_source_has_answered(view):
    assert view.conflicts_heading.text().endswith("not known yet")
    view.show_page(top(settled=False, gaps=()))

    assert view.gaps_heading.text() == "What is missing, and why so far (0)"
    assert not view.gaps.isVisible()


def test_enter_on_a_disagreement_opens_its_entry_and_one_about_none_opens_nothing(view):
    opened = []
    view.entry_chosen.connect(opened.append)
    view.show_page(top())
    for row in (0, 1):
        view.conflicts.setCurrentRow(row)
        view.conflicts.itemActivated.emit(view.conflicts.currentItem())

    assert opened == ["a1"]


def test_the_lists_are_those_of_the_first_screen_and_open_their_entries(qtbot, view):
    opened = []
    view.entry_chosen.connect(opened.append)
    view.show_glance(sample.glance())
    allergies = view.lists["allergies"].view
    allergies.setFocus()
    allergies.select_entry("a1")
    QTest.keyClick(allergies, Qt.Key.Key_Return)

    assert opened == ["a1"]
    view.grey()
    assert allergies.delegate.stale


def test_what_was_read_of_the_list_stays_where_nothing_changed(view):
    view.show_page(top())
    view.conflicts.setCurrentRow(1)
    view.show_page(top())
    assert view.conflicts.currentRow() == 1
    view.show_page(PageGiven(page="summary", body=PatientPage(sources=(), fields=()), settled=True))
    assert view.conflicts.count() == 2
    view.clear()
    assert view.conflicts.count() == 0


@pytest.mark.parametrize(("width", "columns"), [(1180, 3), (800, 2), (380, 1)])
def test_there_are_as_many_columns_as_have_room(view, width, columns):
    view.resize(width, 470)
    lists = list(view.lists.values())

    assert (
        len({part.x() for part in lists[:3]}) == columns
        or len({view._grid.getItemPosition(view._grid.indexOf(part))[1] for part in lists}) == columns
    )


def test_every_list_can_be_reached_with_f6(view):
    assert len(view.panes()) == 2 + len(view.lists)


def test_rows_are_measured_for_one_width_since_bars_take_their_room_before(qtbot, view):
    qtbot.waitExposed(view)
    body, shown = view.area.widget().width(), view.lists["results"]
    rows = tuple(sample.row(number) for number in range(30))
    shown.show_panel(ListPanel(key="results", heading="Results", completeness="Complete", rows=rows))
    qtbot.waitUntil(view.area.verticalScrollBar().isVisible)

    assert view.area.widget().width() == body
    assert {width for _, width, _ in shown.view.delegate._laid} == {shown.view.columnWidth(0)}


def test_a_page_that_has_room_shows_no_bar(qtbot, view):
    qtbot.waitExposed(view)
    assert view.area.verticalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOn
    view.resize(1180, 1400)
    qtbot.waitUntil(lambda: not view.area.verticalScrollBar().isVisible())

    assert view.area.verticalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAsNeeded


def test_words_are_found_in_sentences_and_rows_and_each_step_marks_one(view):
    view.show_page(top())
    view.show_glance(sample.glance())
    view.set_words("penicillin")
    assert view.finder.notice.text() == 'Find "penicillin": 1 of 2 on this page, in Sources disagree'
    view.step_find(1)

    assert view.finder.notice.text().endswith("2 of 2 on this page, in Allergies and adverse reactions")
    assert view.lists["allergies"].view.selected_entry() == "a1"
    view.step_find(1)
    assert view.conflicts.currentRow() == 0
    view.set_words("")
    assert view.finder.isHidden()


def test_what_comes_later_is_found_as_well(view):
    view.set_words("latex")
    assert "not on this page" in view.finder.notice.text()
    view.show_glance(sample.glance())

    assert "1 of 1" in view.finder.notice.text()
