import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QFont
from PySide6.QtWidgets import QApplication

from tests.record.pages.medicines.samples import board, med, read
from tests.ui.pages.medicines.boards import sample
from viewer.ui.pages.medicines.board_model import BoardModel
from viewer.ui.pages.medicines.board_table import BoardTable
from viewer.ui.pages.medicines.shown import Choices, Reviewed, parts


@pytest.fixture
def table(qtbot, theme, monkeypatch):
    model = BoardModel(Reviewed())
    made = BoardTable(model, theme)
    qtbot.addWidget(made)
    made.resize(900, 500)
    made.show()
    monkeypatch.setattr(made.menu, "popup", lambda _at: None)  # offscreen has no keyboard to grab
    put(made, sample())
    return made


def put(table, page, **choices):
    model = table.model()
    model.put(page, parts(page, Choices(**choices), model.reviewed))
    table.fit()


def stand_on(table, key, column=0):
    table.setCurrentIndex(table.model().index(table.model().place_of(key), column))
    table.setFocus()


def listed(table):
    return [action.text() for action in table.menu.actions()]


def test_every_row_is_as_high_as_its_words(table):
    model = table.model()
    for place in range(model.rowCount()):
        heights = [
            table.delegate.height(model.index(place, column), table.columnWidth(column))
            for column in range(model.columnCount())
        ]
        assert table.rowHeight(place) >= max(heights)
        assert table.rowHeight(place) >= table.rows_head.height_of(place, table.rows_head.width())


def test_columns_share_the_room_and_keep_a_width_that_was_drawn(table):
    assert table.columnWidth(0) == table.columnWidth(1)
    assert table.horizontalScrollBar().maximum() == 0

    table.setColumnWidth(0, 333)
    table.resize(1000, 500)
    assert table.columnWidth(0) == 333


def test_columns_too_many_to_read_scroll_while_the_medicines_stand_still(qtbot, table):
    table.resize(500, 400)

    assert table.horizontalScrollBar().maximum() > 0
    table.horizontalScrollBar().setValue(100)
    assert table.rows_head.isVisible()
    assert table.rows_head.x() <= 1  # the frame


def test_enter_opens_the_course_of_the_cell(qtbot, table):
    stand_on(table, "apixaban", 1)
    cell = table.model().cell(table.currentIndex())

    with qtbot.waitSignal(table.entry_chosen) as chosen:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert chosen.args == [cell.opens[0][0]]


def test_a_cell_with_several_courses_asks_which(qtbot, table):
    put(table, board(med("gp", "1", "Codeine 15mg"), med("gp", "2", "Codeine 30mg")))
    stand_on(table, "codeine")

    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert sorted(listed(table)) == ["Codeine 15mg, request, active", "Codeine 30mg, request, active"]
    with qtbot.waitSignal(table.entry_chosen) as chosen:
        table.menu.actions()[1].trigger()
    assert chosen.args == [table.model().cell(table.currentIndex()).opens[1][0]]


def test_shift_enter_and_the_menu_key_list_what_stands_in_a_cell(qtbot, table):
    stand_on(table, "apixaban")

    qtbot.keyClick(table, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert listed(table) == ["Apixaban 5mg tablets, request, active"]
    table.menu.clear()
    place = table.visualRect(table.currentIndex()).center()
    QApplication.sendEvent(
        table.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, table.mapToGlobal(place))
    )
    assert listed(table) == ["Apixaban 5mg tablets, request, active"]


def test_a_letter_opens_at_one_click_and_a_course_does_not(qtbot, table):
    letter = read("trust", "DocumentReference", "7", status="current", type={"text": "Discharge summary"})
    put(table, board(med("gp", "1"), letter))

    def click(column):
        at = table.visualRect(table.model().index(0, column)).center()
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)

    with qtbot.assertNotEmitted(table.entry_chosen):
        click(0)
    with qtbot.waitSignal(table.entry_chosen) as chosen:
        click(1)
    assert chosen.args == [letter.id]


def test_a_cell_that_holds_nothing_opens_nothing(qtbot, table):
    stand_on(table, "codeine", 1)

    with qtbot.assertNotEmitted(table.entry_chosen):
        qtbot.keyClick(table, Qt.Key.Key_Return)
    table.ask_which(table.currentIndex())
    assert listed(table) == []


@pytest.mark.parametrize(
    ("key", "signal"),
    [(Qt.Key.Key_R, "review_wanted"), (Qt.Key.Key_U, "filter_wanted")],
)
def test_letters_are_the_boards_keys(qtbot, table, key, signal):
    stand_on(table, "apixaban")

    with qtbot.waitSignal(getattr(table, signal)):
        qtbot.keyClick(table, key)
    with qtbot.assertNotEmitted(getattr(table, signal)):
        qtbot.keyClick(table, Qt.Key.Key_X)


def test_control_c_copies_and_arrows_move(qtbot, table):
    stand_on(table, "apixaban")

    with qtbot.waitSignal(table.copy_wanted):
        qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(table, Qt.Key.Key_Right)
    assert table.currentIndex().column() == 1


def test_the_rows_chosen_are_those_selected_without_headings(table):
    table.selectAll()
    assert [row.name for row in table.chosen_rows()] == [
        row.name for row in table.model().lines if not isinstance(row, tuple)
    ]
    table.clearSelection()
    stand_on(table, "bisoprolol")
    assert [row.name for row in table.chosen_rows()] == ["Bisoprolol"]


def test_many_rows_are_measured_little_by_little(qtbot, table):
    put(table, board(*(med("gp", str(n), f"Drug{chr(65 + n // 26)}{chr(65 + n % 26)}x") for n in range(90))))

    qtbot.waitUntil(lambda: not table._rest.isActive())
    assert all(table.rowHeight(place) > 30 for place in range(90))


def test_another_size_of_text_measures_again(qtbot, table, theme):
    before = table.rowHeight(table.model().place_of("apixaban"))
    font = QFont(QApplication.font())
    was = QFont(font)
    font.setPointSizeF(20)
    QApplication.setFont(font)
    try:
        theme.refresh()
        assert table.rowHeight(table.model().place_of("apixaban")) > before
        assert table.sources_head.is_short
        QApplication.sendEvent(table, QEvent(QEvent.Type.FontChange))
        qtbot.waitUntil(lambda: not table._again.isActive())
    finally:
        QApplication.setFont(was)
        theme.refresh()


def test_the_corner_covers_what_is_left_of_the_heads(table):
    assert table.corner.geometry().topLeft() == QPoint(0, 0)
    assert table.corner.width() == table.rows_head.width()
