"""A real list on a real (offscreen) screen: rows come and go, what is held does not move."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtTest import QTest

from tests.ui.sample_messages import row
from viewer.ui.lists.entry_view import EntryView
from viewer.ui.lists.timeline_model import TimelineModel


@pytest.fixture
def model():
    made = TimelineModel()
    made.upsert([row(2 * number) for number in range(100)])
    return made


@pytest.fixture
def view(qtbot, theme, model):
    made = EntryView(model, theme, "Timeline")
    qtbot.addWidget(made)
    made.resize(500, 400)
    made.show()
    qtbot.waitExposed(made)
    made.settle()
    return made


def top_of(view, entry):
    return view.rowViewportPosition(view.model().position(entry))


def first(view):
    return view.model().row_at(view.first_visible()).id


def arrive(view, rows):
    anchor = view.anchor()
    view.model().upsert(rows)
    view.hold(anchor)


def test_the_first_visible_row_stays_to_the_pixel_when_newer_rows_arrive(view):
    view.verticalScrollBar().setValue(777)
    entry = first(view)
    top = top_of(view, entry)
    arrive(
        view,
        [row(number, title="A long title that takes more than one line " * 3) for number in range(300, 400)],
    )

    assert first(view) == entry
    assert top_of(view, entry) == top


def test_at_the_very_top_too_the_first_row_stays(view):
    entry = first(view)
    arrive(view, [row(number) for number in range(300, 350)])

    assert first(view) == entry
    assert top_of(view, entry) == 0


def test_the_selected_row_stays_to_the_pixel_when_rows_arrive_above_it(view):
    view.verticalScrollBar().setValue(500)
    chosen = view.model().row_at(view.first_visible() + 4)
    view.select_entry(chosen.id)
    top = top_of(view, chosen.id)
    arrive(view, [row(number) for number in range(1, 200, 2)])

    assert top_of(view, chosen.id) == top
    assert view.model().row_at(view.selected()).id == chosen.id


def test_the_row_under_the_pointer_stays(qtbot, view):
    view.verticalScrollBar().setValue(500)
    spot = QPoint(100, 200)
    QCursor.setPos(view.viewport().mapToGlobal(spot))
    QTest.mouseMove(view.viewport(), spot)
    qtbot.waitUntil(lambda: view.under_pointer() >= 0)
    entry = view.model().row_at(view.under_pointer()).id
    top = top_of(view, entry)
    arrive(view, [row(number) for number in range(1, 200, 2)])

    assert view.model().row_at(view.under_pointer()).id == entry
    assert top_of(view, entry) == top


def test_removing_rows_above_moves_nothing(view):
    view.verticalScrollBar().setValue(900)
    entry = first(view)
    top = top_of(view, entry)
    anchor = view.anchor()
    view.model().remove([view.model().row_at(place).id for place in range(5)])
    view.hold(anchor)

    assert (first(view), top_of(view, entry)) == (entry, top)


def test_every_row_on_screen_is_as_high_as_its_words_need(view):
    view.verticalScrollBar().setValue(1000)
    width = view.columnWidth(0)
    for place in range(view.first_visible(), view.last_visible() + 1):
        assert view.rowHeight(place) == view.delegate.height(view.model().index(place, 0), width)


def test_enter_space_and_a_click_choose_a_row(qtbot, view):
    view.select_entry("e00198")
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
        with qtbot.waitSignal(view.entry_chosen) as chosen, qtbot.waitSignal(view.touched):
            QTest.keyClick(view, key)
        assert chosen.args == ["e00198"]
    with qtbot.waitSignal(view.entry_chosen) as chosen:
        QTest.mouseClick(
            view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(50, view.rowViewportPosition(2) + 5)
        )

    assert chosen.args == ["e00194"]


def test_down_moves_the_selection(view):
    view.select_entry("e00198")
    QTest.keyClick(view, Qt.Key.Key_Down)

    assert view.model().row_at(view.selected()).id == "e00196"


def test_nothing_is_chosen_in_an_empty_list(qtbot, theme):
    view = EntryView(TimelineModel(), theme, "Empty")
    qtbot.addWidget(view)
    with qtbot.assertNotEmitted(view.entry_chosen):
        QTest.keyClick(view, Qt.Key.Key_Return)
    view.settle()

    assert view.anchor() is None
    assert (view.selected(), view.below()) == (-1, 0)


def test_rows_out_of_sight_are_counted(view):
    assert view.below() == 100 - 1 - view.last_visible() or view.below() == 100 - view.last_visible()
    view.scrollToBottom()
    view.settle()
    view.scrollToBottom()

    assert view.below() == 0


def test_a_new_width_or_size_of_text_measures_again(qtbot, view, theme, big_text):
    view.verticalScrollBar().setValue(600)
    entry = first(view)
    view.resize(300, 400)
    theme.refresh()

    assert first(view) == entry
    test_every_row_on_screen_is_as_high_as_its_words_need(view)


def test_the_wheel_and_leaving_are_told(qtbot, view):
    from PySide6.QtCore import QEvent, QPointF
    from PySide6.QtGui import QWheelEvent
    from PySide6.QtWidgets import QApplication

    wheel = QWheelEvent(QPointF(50, 50), QPointF(50, 50), QPoint(0, -40), QPoint(0, -40), Qt.MouseButton.NoButton,
                        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False)  # fmt: skip
    with qtbot.waitSignal(view.touched):
        QApplication.sendEvent(view.viewport(), wheel)
    with qtbot.waitSignal(view.left):
        QApplication.sendEvent(view, QEvent(QEvent.Type.Leave))


def test_a_row_that_is_cut_at_an_end_is_folded_away_whole(view):
    view.verticalScrollBar().setValue(5)
    above, below = view.folds()
    last = view.last_visible()

    assert above.top() == 0
    assert above.bottom() + 1 == view.rowViewportPosition(1)
    assert below.top() == view.rowViewportPosition(last)
    assert below.bottom() + 1 == view.viewport().height()
    view.scrollToTop()
    assert view.folds()[0].isEmpty()


def test_a_row_that_is_higher_than_the_list_is_shown_in_part(qtbot, view):
    view.resize(500, 24)
    qtbot.waitUntil(lambda: view.viewport().height() < 30)

    assert all(fold.isEmpty() for fold in view.folds())


def test_an_empty_list_has_no_folds(view, model):
    model.set_rows(())

    assert all(fold.isEmpty() for fold in view.folds())


def test_a_row_is_copied_with_date_value_unit_comparator_and_source_on_the_audited_way(view, model):
    model.upsert(
        [replace(row(500), when="04-Mar-2019", title="Potassium", detail="<0.010 mmol/L", sources="GP")]
    )
    view.settle()
    heard = []
    view.copied.connect(heard.append)
    QGuiApplication.clipboard().setText("before")

    view.select_entry(row(500).id)
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    assert len(heard) == 1
    for words in ("04-Mar-2019", "Potassium", "<0.010 mmol/L", "GP"):
        assert words in heard[0]
    assert QGuiApplication.clipboard().text() == "before"


def test_without_a_chosen_row_nothing_is_copied(qtbot, theme):
    empty = EntryView(TimelineModel(), theme, "Timeline")
    qtbot.addWidget(empty)
    heard = []
    empty.copied.connect(heard.append)

    QTest.keyClick(empty, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    assert heard == []
