"""Rows on screen are as high as their words."""

import pytest

from viewer.record.pages.compare.body import ComparePage, CompareSection
from viewer.ui.pages.compare.compare_model import CompareModel
from viewer.ui.pages.compare.compare_table import CompareTable

LONG = "Trimethoprim 200mg tablets, one to be taken twice a day for seven days, " * 3


@pytest.mark.parametrize("width", [420, 1200])
def test_no_word_of_a_row_on_screen_is_cut(qtbot, theme, width):
    model = CompareModel()
    table = CompareTable(model, theme)
    qtbot.addWidget(table)
    table.resize(width, 400)
    table.show()
    qtbot.waitExposed(table)
    section = CompareSection(
        key="same", title="Same", entries=("e",), what=(LONG,), when=("2024",), a=("1",), b=(LONG,)
    )
    model.show_page(ComparePage(by="sources", sections=(section,), total=1))
    qtbot.waitUntil(lambda: table.rowHeight(1) > theme.px(26))
    assert table.rowHeight(1) >= table.sizeHintForRow(1)
    assert table.columnSpan(0, 0) == 4
