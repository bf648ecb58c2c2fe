"""The view of the lanes: what Qt asks of any view of items, so that screen readers read it; wheel and keys."""

import pytest
from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication

from tests.ui.pages.lanes import samples

WAY = QAbstractItemView.CursorAction
PLAIN = Qt.KeyboardModifier.NoModifier


def turn(view, at, steps, modifiers=PLAIN):
    event = QWheelEvent(
        QPointF(at), view.viewport().mapToGlobal(QPointF(at)), QPoint(), QPoint(0, 120 * steps),
        Qt.MouseButton.NoButton, modifiers, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view.viewport(), event)


def test_a_screen_reader_finds_every_entry_of_every_lane(page):
    view = QAccessible.queryAccessibleInterface(page.view)
    names = [
        view.child(number).text(QAccessible.Text.Name)
        for number in range(view.childCount())
        if view.child(number)
    ]
    cells = [name for name in names if ": " in name]

    assert view.text(QAccessible.Text.Name) == "Lanes"
    assert len(cells) == page.model.rowCount()
    assert any(name.startswith("Problems: ") and "Asthma" in name for name in cells)


def test_the_wheel_zooms_about_the_pointer_moves_in_time_and_scrolls(page):
    view, at = page.view, QPoint(700, 100)
    before, moment = view.window_in_view, page.view.time_at(700)
    turn(view, at, 2, Qt.KeyboardModifier.ControlModifier)
    assert view.window_in_view.length < before.length
    assert view.time_at(700) == pytest.approx(moment, abs=before.length / 500)

    near = view.window_in_view
    turn(view, at, 1, Qt.KeyboardModifier.ShiftModifier)
    assert view.window_in_view.first < near.first
    view.resize(view.width(), 120)
    turn(view, at, -1)
    assert view.verticalOffset() > 0
    assert view.horizontalOffset() == 0


def test_arrows_go_along_a_lane_and_to_the_nearest_of_the_next(page, qtbot):
    view = page.view
    view.setCurrentIndex(page.model.index(2, 0))  # Eczema, of 2012
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert view.currentIndex().row() == 1
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert view.currentIndex().row() == 2
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert page.model.lane_of(view.currentIndex().row()) == 2
    first = page.model.entry(view.currentIndex().row())
    assert first == samples.ENTRIES[12].id  # of March, nearer to 2012 than those of October
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert page.model.entry(view.currentIndex().row()) == first  # the lane without a code is empty
    qtbot.keyClick(view, Qt.Key.Key_Up)
    assert page.model.lane_of(view.currentIndex().row()) == 1
    assert view.moveCursor(WAY.MovePageUp, PLAIN).row() == view.currentIndex().row()


def test_enter_on_a_crowd_comes_nearer_and_on_one_opens_it(page, qtbot):
    view = page.view
    opened = []
    view.entry_chosen.connect(opened.append)
    view.setCurrentIndex(page.model.index(4, 0))
    for _ in range(12):
        qtbot.keyClick(view, Qt.Key.Key_Return)
        if opened:
            break
    assert opened == [page.model.entry(4)]
    assert view.window_in_view.length < 3 * 86_400
    view.open(page.model.index(-1, 0))
    assert len(opened) == 1


def test_shift_and_an_arrow_move_in_time_without_the_cursor(page, qtbot):
    page.ways.to_stay()
    here = page.view.currentIndex().row()
    for key, sign in ((Qt.Key.Key_Left, -1), (Qt.Key.Key_Right, 1)):
        before = page.view.window_in_view.first
        qtbot.keyClick(page.view, key, Qt.KeyboardModifier.ShiftModifier)
        assert (page.view.window_in_view.first - before) * sign > 0
    assert page.view.currentIndex().row() == here


def test_what_qt_asks_of_a_view_is_answered(page):
    view, model = page.view, page.model
    nothing = model.index(-1, 0)
    assert view.visualRect(nothing) == QRect()
    assert not view.isIndexHidden(model.index(0, 0))
    view.scrollTo(nothing)
    spot = view.visualRect(model.index(1, 0))
    view.setSelection(spot, QItemSelectionModel.SelectionFlag.ClearAndSelect)
    assert view.selectionModel().isSelected(model.index(1, 0)) or view.indexAt(spot.center()).row() != 1
    view.setSelection(QRect(0, 0, 1, 1), QItemSelectionModel.SelectionFlag.ClearAndSelect)
    assert view.visualRegionForSelection(view.selectionModel().selection()).contains(QPoint(5, 5))
    assert view.moveCursor(WAY.MoveDown, PLAIN).isValid()
    QApplication.sendEvent(view.viewport(), QEvent(QEvent.Type.Leave))


def test_twice_the_size_of_text_lays_it_out_anew(page, theme):
    high = page.view.stripes[0].height
    theme.choose("light", 200)
    assert page.view.stripes[0].height >= 2 * high - 8
    page.view.repaint()


def test_a_lane_is_moved_up_and_down_by_keys_and_goes_no_farther_than_the_ends(page, qtbot):
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    before = [one.held.sent.key for one in page.view.stripes]
    page.view.setCurrentIndex(page.model.index(0, 0))
    qtbot.keyClick(page.view, Qt.Key.Key_Down, both)
    assert [one.held.sent.key for one in page.view.stripes] == [before[1], before[0], *before[2:]]
    for _ in range(3):
        qtbot.keyClick(page.view, Qt.Key.Key_Up, both)
    assert [one.held.sent.key for one in page.view.stripes] == before
    assert page.model.lane_of(page.view.currentIndex().row()) == 0
