import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from tests.record.pages.medicines.samples import board, med
from tests.ui.pages.medicines.boards import given, sample
from viewer.record.pages.patient import PatientPage
from viewer.ui.pages.medicines.board_view import MedicinesView


@pytest.fixture
def view(qtbot, theme):
    made = MedicinesView(theme)
    qtbot.addWidget(made)
    made.resize(1000, 600)
    made.show()
    made.show_page(given(sample()))
    return made


def names(view):
    return [line.name for line in view.model.lines if not isinstance(line, tuple)]


def choose(box, key):
    box.setCurrentIndex(box.findData(key))


def test_before_anything_was_read_it_says_so(qtbot, theme):
    view = MedicinesView(theme)
    qtbot.addWidget(view)

    assert view.heading.text() == "Medicines: not read yet"
    assert view.model.rowCount() == 0


def test_the_page_counts_and_says_what_it_leaves_out(view):
    assert "2 current" in view.heading.text()
    assert view.view.itemText(1) == "Past (1)"
    assert "Not in this view: 1 past, 1 given" in view.left_out.text()
    assert view.table.corner.text().startswith("Aligned by code or name as written")
    assert view.panes()[0] is view.table


def test_each_view_shows_its_own_and_an_order_can_be_chosen(view):
    choose(view.view, "past")
    assert names(view) == ["Digoxin"]
    choose(view.view, "all")
    choose(view.sort, "name")
    assert sorted(names(view)) == ["Apixaban", "Bisoprolol", "Codeine 30mg tablets", "Digoxin", "Enoxaparin"]
    assert not view.left_out.isVisible()


def test_changes_since_a_date_are_asked_of_the_engine_and_the_filter_is_said(qtbot, view):
    with qtbot.waitSignal(view.options_changed) as asked:
        choose(view.since, "365")
    assert asked.args == [{"since": "365"}]
    with qtbot.waitSignal(view.options_changed):
        choose(view.since, "day")
    assert view.day.isVisible()
    with qtbot.waitSignal(view.options_changed) as asked:
        view.day.setDate(QDate(2026, 7, 25))
    assert asked.args == [{"since": "2026-07-25"}]

    view.show_page(given(sample(options={"since": "2026-07-25"})))
    assert names(view) == ["Apixaban"]
    assert view.notice.text() == "Filter: changed since 25-Jul-2026. 1 of 3 shown. Clear"
    with qtbot.waitSignal(view.options_changed) as asked:
        view.notice.click()
    assert asked.args == [{}]
    assert len(names(view)) == 3
    assert not view.notice.isVisible()


def test_r_marks_a_medicine_u_shows_what_is_left_and_both_are_undone(qtbot, view):
    view.table.setCurrentIndex(view.model.index(view.model.place_of("bisoprolol"), 0))

    with qtbot.waitSignal(view.said) as said:
        qtbot.keyClick(view.table, Qt.Key.Key_R)
    assert said.args == ["1 of 5 medicines reviewed"]
    qtbot.keyClick(view.table, Qt.Key.Key_U)
    assert "Bisoprolol" not in names(view)
    assert view.notice.text().startswith("Filter: not reviewed. 2 of 3 shown.")
    view.table.setCurrentIndex(view.model.index(view.model.place_of("apixaban"), 0))
    qtbot.keyClick(view.table, Qt.Key.Key_R)
    assert names(view) == ["Codeine 30mg tablets"]
    view.notice.click()
    assert not view.unreviewed.isChecked()


def test_a_row_that_changed_is_no_longer_reviewed(view):
    view.show_page(given(board(med())))
    view.table.setCurrentIndex(view.model.index(0, 0))
    view.review.click()
    assert view.model.row_words(0).endswith("Reviewed")

    view.show_page(given(board(med(dose="Two daily"))))
    assert view.model.row_words(0).endswith("Changed since you reviewed it")


def test_marks_of_review_leave_with_the_record(view):
    view.table.selectAll()
    view.review.click()
    choose(view.since, "7")
    view.unreviewed.setChecked(True)
    view.clear()

    assert view.reviewed.seen == {}
    assert view.choices.since == ""
    assert view.heading.text() == "Medicines: not read yet"
    view.review.click()
    view.copy.click()
    view.unreviewed.setChecked(True)
    assert view.model.rowCount() == 0


def test_the_chosen_rows_are_copied_as_plain_text(qtbot, view):
    view.table.setCurrentIndex(view.model.index(view.model.place_of("bisoprolol"), 0))

    with qtbot.waitSignal(view.copied) as told, qtbot.waitSignal(view.said) as said:
        qtbot.keyClick(view.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    [words] = told.args
    assert words.splitlines() == [
        "Bisoprolol: DOSE One daily. Status: Active. Source: GP practice (order). authored 2020.",
        "Bisoprolol: DOSE One daily. Status: Active. Source: Acute trust (order). authored 2020.",
    ]
    assert said.args == ["1 medicine copied"]
    view.table.selectAll()
    with qtbot.waitSignal(view.said) as told:
        view.copy.click()
    assert told.args == ["3 medicines copied"]


def test_the_keyboard_keeps_its_medicine_when_the_page_is_told_anew(view):
    view.table.setCurrentIndex(view.model.index(view.model.place_of("bisoprolol"), 1))
    view.show_page(given(sample(), settled=False))

    now = view.table.currentIndex()
    assert (view.model.row(now.row()).name, now.column()) == ("Bisoprolol", 1)
    assert "so far" in view.heading.text()


def test_opening_a_cell_asks_for_its_entry(qtbot, view):
    view.table.setCurrentIndex(view.model.index(view.model.place_of("bisoprolol"), 0))

    with qtbot.waitSignal(view.entry_chosen):
        qtbot.keyClick(view.table, Qt.Key.Key_Return)


def test_supply_and_codes_are_shown_on_wish(view):
    place = view.model.place_of("apixaban")
    before = view.table.rowHeight(place)
    view.whole.setChecked(True)

    assert view.table.rowHeight(place) > before


def test_a_record_without_medicines_has_a_board_without_rows(view):
    view.show_page(given(board()))

    assert view.model.rowCount() == 0
    assert view.heading.text() == "Medicines: 0 current"
    assert view.completeness.isVisible()


def test_another_page_is_not_painted_here_and_a_dead_engine_greys_it(view):
    view.show_page(given(PatientPage(sources=(), fields=())))
    assert view.model.rowCount() > 0
    view.grey()
    view.grey()
    assert not view.isEnabled()
    assert view.heading.text() == "Medicines: 1 suspended, 2 current (may be out of date)"
    view.show_page(given(sample()))
    assert view.isEnabled()


def test_at_twice_the_size_of_text_the_lists_are_named_below_the_board(view, theme):
    was = QFont(QApplication.font())
    font = QFont(was)
    font.setPointSizeF(20)
    QApplication.setFont(font)
    try:
        theme.refresh()
        assert "Acute trust: Discharge 25-Jul-2026" in view.lists.text()
        assert view.table.corner.text() == ""
    finally:
        QApplication.setFont(was)
        theme.refresh()


def test_what_is_typed_in_the_windows_filter_filters_the_board_and_clear_gives_it_back(qtbot, view):
    view.set_words("One TWICE")
    assert names(view) == ["Apixaban"]
    assert view.notice.text() == 'Filter: "One TWICE". 1 of 3 shown. Clear'

    with qtbot.waitSignal(view.filter_dropped):
        view.notice.click()
    view.set_words("")
    assert len(names(view)) == 3
