"""Lines of a detail that lead to another entry."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from viewer.ui.detail.detail_model import DetailRow
from viewer.ui.detail.detail_table import DetailTable


@pytest.fixture
def table(qtbot, theme):
    made = DetailTable()
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    rows = (
        DetailRow("", "Refers to (1)"),
        DetailRow("Open (Enter)", "Dr Rahman", "p1"),
        DetailRow("Test", "Potassium"),
    )
    made.fill(rows, theme)
    return made


def test_enter_on_a_link_opens_it_and_on_another_line_nothing(qtbot, table):
    wanted = []
    table.entry_wanted.connect(wanted.append)
    for row in (0, 1, 2):
        table.setCurrentCell(row, 0)
        QTest.keyClick(table, Qt.Key.Key_Return)

    assert wanted == ["p1"]


def test_a_link_is_underlined_and_says_how_it_is_opened(table):
    assert table.item(1, 1).font().underline()
    assert table.item(1, 1).toolTip() == "Enter opens it"
    assert not table.item(2, 1).font().underline()


def test_the_abbreviations_of_a_label_are_told_and_those_of_a_source_left_alone(table, theme):
    table.fill((DetailRow("NHS number", "GP to review"),), theme)

    assert table.item(0, 0).toolTip() == "NHS: National Health Service"
    assert table.item(0, 1).toolTip() == ""
