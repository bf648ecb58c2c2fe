"""Sought words are marked in the lines of a detail, and nothing else of a cell changes."""

import pytest

from viewer.timeline.folding import wanted_words
from viewer.ui.detail.detail_model import DetailRow
from viewer.ui.detail.detail_table import DetailTable

ROWS = (
    DetailRow("", "Key facts"), DetailRow("Note", "Raised potassium\nof the " + "patient " * 30),
    DetailRow("Value", "5.9 mmol/L"), DetailRow("Refers to", "Potassium", entry="e1"),
)  # fmt: skip


@pytest.fixture
def table(qtbot, theme):
    made = DetailTable()
    made.setStyleSheet(theme.stylesheet())
    qtbot.addWidget(made)
    made.resize(500, 300)
    made.fill(ROWS, theme)
    made.show()
    qtbot.waitExposed(made)
    return made


def cells(table):
    return [
        table.viewport().grab(table.visualItemRect(table.item(row, 1))).toImage() for row in range(len(ROWS))
    ]


def test_only_cells_that_hold_the_words_look_otherwise(table):
    before = cells(table)
    table.mark(wanted_words("potassium"))
    after = cells(table)
    assert [one != other for one, other in zip(before, after, strict=True)] == [False, True, False, True]
    heights = [table.rowHeight(row) for row in range(len(ROWS))]
    table.mark(())
    assert cells(table) == before
    assert [table.rowHeight(row) for row in range(len(ROWS))] == heights


def test_a_chosen_cell_is_marked_too(table):
    table.mark(wanted_words("potassium"))
    before = cells(table)
    table.setCurrentCell(1, 1)
    assert cells(table)[1] != before[1]
