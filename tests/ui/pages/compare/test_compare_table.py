"""Rows on screen are as high as their words."""

import pytest

from viewer.record.pages.compare.body import ComparePage, CompareSection
from viewer.ui.look.whole_rows import fold_of
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


def test_no_half_of_a_row_stands_at_its_foot(qtbot, theme):
    model = CompareModel()
    table = CompareTable(model, theme)
    qtbot.addWidget(table)
    table.resize(600, 205)
    table.show()
    qtbot.waitExposed(table)
    many = tuple(f"Drug {number}" for number in range(40))
    section = CompareSection(key="same", title="Same", entries=many, what=many, when=many, a=many, b=many)
    model.show_page(ComparePage(by="sources", sections=(section,), total=40))
    qtbot.waitUntil(lambda: not fold_of(table).isEmpty())

    fold, shot = fold_of(table), table.viewport().grab().toImage()
    top = fold.y() + 1  # where the words of the row that is cut would begin
    seen = {shot.pixel(x, y) for x in range(60) for y in range(top, top + min(fold.height(), 8) - 1)}
    assert len(seen) == 1
