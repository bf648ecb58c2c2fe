from PySide6.QtCore import Qt

from tests.ui.pages.results.samples import line_of, page
from viewer.ui.pages.results.grid_model import (
    BEFORE,
    CELLS_ROLE,
    ROW_ROLE,
    GridModel,
    cell_text,
    heading_of,
    newest_words,
    side_lines,
)

ACROSS, DOWN = Qt.Orientation.Horizontal, Qt.Orientation.Vertical


def model(**options):
    made = GridModel()
    made.show_page(page(**options))
    return made


def heads(made):
    return [str(made.headerData(place, ACROSS)).split("\n")[0] for place in range(made.columnCount())]


def test_it_obeys_the_item_model_contract(qtmodeltester):
    made = model(columns="2")
    qtmodeltester.check(made)


def test_the_newest_moment_is_at_the_far_right_or_at_the_left_as_the_reader_wants():
    right, left = model(columns="2"), model(columns="2", newest="left")

    assert heads(right)[0] == "Before"
    assert heads(left) == heads(right)[::-1]
    assert (right.newest(), left.newest()) == (right.columnCount() - 1, 0)


def test_an_empty_page_has_no_newest():
    made = GridModel()
    made.show_page(None)

    assert (made.rowCount(), made.columnCount(), made.newest()) == (0, 0, -1)


def test_every_result_of_the_page_stands_in_the_table():
    made, given = model(columns="2"), page(columns="2")
    shown = {
        cell.entry
        for row in range(made.rowCount())
        for column in range(made.columnCount())
        for cell in made.index(row, column).data(CELLS_ROLE)
    }

    assert shown == {c.entry for g in given.groups for r in g.rows for c in (*r.cells, *r.before)}


def test_what_cannot_be_read_has_a_line_and_says_why():
    made = model()
    line = made.lines[-1]

    assert line.apart is not None
    assert made.index(made.rowCount() - 1, 0).data(Qt.ItemDataRole.AccessibleTextRole) == line.apart.words
    assert made.lines[-2].title == "Cannot be read, so without a place in time"


def test_a_cell_says_itself_to_a_screen_reader():
    made = model()
    row = line_of(made, "Potassium")
    said = [
        made.index(row, column).data(Qt.ItemDataRole.AccessibleTextRole)
        for column in range(made.columnCount())
    ]

    assert any("Potassium: 12.0 mmol/L. Sent as High" in words and "Amended" in words for words in said)
    assert "Potassium: no result here" in said
    assert made.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == made.lines[0].title


def test_the_older_ones_are_counted_aloud():
    made = model(columns="1")
    said = made.index(line_of(made, "Potassium"), 0).data(Qt.ItemDataRole.AccessibleTextRole)

    assert said.endswith("older in all")
    assert made.headerData(0, ACROSS) == BEFORE


def test_headings_say_test_unit_newest_and_range():
    made = model()
    row = line_of(made, "Potassium")
    line = made.headerData(row, DOWN, ROW_ROLE)

    assert made.headerData(row, DOWN).startswith("Potassium, mmol/L\nNewest 3.95 mmol/L")
    assert heading_of(line) == "Potassium, mmol/L"
    assert newest_words(line).endswith("Acute trust")
    assert side_lines(line) == ["range 3.5 to 5.3 mmol/L (GP practice)"]
    assert made.headerData(row, DOWN, Qt.ItemDataRole.ToolTipRole) is None
    assert newest_words(made.lines[0]) == ""


def test_a_column_is_named_aloud_and_has_no_other_data():
    made = model()

    assert "trust" in made.headerData(made.columnCount() - 1, ACROSS, Qt.ItemDataRole.AccessibleTextRole)
    assert made.headerData(0, ACROSS, Qt.ItemDataRole.ToolTipRole) is None
    assert made.data(made.index(-1, -1)) is None
    assert made.data(made.index(0, 0), Qt.ItemDataRole.DecorationRole) is None


def test_a_result_as_text_keeps_interpretation_and_marks():
    made = model()
    row = line_of(made, "Potassium")
    shown = {made.index(row, column).data() for column in range(made.columnCount())}

    assert "12.0 High Amended" in shown
    assert all(cell_text(cell) for column in range(made.columnCount()) for cell in made.cells(row, column))
