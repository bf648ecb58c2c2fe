"""The pages at the left, or in one box."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt

from tests.ui.sample_messages import glance, row
from viewer.engine.messages import GridCell
from viewer.ui.lists.pages import PAGES, place_of
from viewer.ui.record.page_bar import PageBar


@pytest.fixture
def bar(qtbot, theme):
    made = PageBar(theme)
    qtbot.addWidget(made)
    made.show()
    return made


def test_turning_in_the_list_or_in_the_box_is_told_once(qtbot, bar):
    told = []
    bar.currentChanged.connect(told.append)
    bar.list.setCurrentRow(place_of("results"))
    bar.box.setCurrentIndex(place_of("patient"))
    bar.setCurrentIndex(place_of("patient"))

    assert told == [place_of("results"), place_of("patient")]
    assert bar.key() == "patient"
    assert (bar.list.currentRow(), bar.box.currentIndex()) == (place_of("patient"),) * 2


def test_where_there_is_no_room_one_box_lists_them_all(bar):
    assert bar.in_use() is bar.list
    bar.be_box(True)

    assert bar.in_use() is bar.box
    assert not bar.list.isVisible()
    assert [bar.box.itemText(place) for place in range(bar.box.count())] == [text for _, text, _ in PAGES]
    assert bar.focusProxy() is bar.box


def test_no_page_is_cut_at_twice_the_size_of_text(bar, theme, big_text):
    theme.refresh()
    bar.setStyleSheet(theme.stylesheet())
    bar.fit()
    metrics = bar.list.fontMetrics()

    assert all(metrics.horizontalAdvance(text) < bar.list.width() for _, text, _ in PAGES)


def test_in_the_box_a_page_that_is_not_complete_says_so_uncut(bar):
    bar.be_box(True)
    metrics = bar.box.fontMetrics()

    assert metrics.horizontalAdvance("Immunisations  8,888 (not complete)") < bar.box.width()
    bar.be_box(False)
    assert metrics.horizontalAdvance("Immunisations  8,888 (not complete)") > bar.list.width()


def test_a_page_that_cannot_be_complete_says_so_by_shape_and_word(bar):
    told = replace(glance(), grid=(GridCell(domain="problems", source="gp", state="failed", words=""),))
    bar.count([row(1, domain="problems")], told)
    item = bar.list.item(place_of("problems"))

    assert item.text() == "Problems  1"
    assert item.toolTip() == "Problems, 1 row, not complete from 1 source"
    assert item.data(Qt.ItemDataRole.AccessibleTextRole) == item.toolTip()
    assert bar.box.itemText(place_of("problems")) == "Problems  1 (not complete)"
    bar.count([row(1, domain="problems")], told)
    bar.forget()
    assert item.text() == "Problems"


def test_how_much_is_new_is_counted_where_it_is_known(bar):
    item = bar.list.item(place_of("news"))
    assert item.text() == "What is new"
    bar.say_news(7)
    assert item.text() == "What is new  7"
    assert item.data(Qt.ItemDataRole.AccessibleTextRole).startswith("What is new, 7 rows")
    assert bar.box.itemText(place_of("news")).startswith("What is new  7")
    bar.say_news(None)
    assert item.text() == "What is new"
    bar.say_news(3)
    bar.forget()
    assert item.text() == "What is new"
