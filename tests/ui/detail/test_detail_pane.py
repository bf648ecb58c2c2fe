"""Plain words first, then everything; raw by R; Escape closes; copies are told."""

import pytest
from msgspec import structs
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.sample_messages import detail
from viewer.engine.messages import DetailLink
from viewer.ui.detail.detail_pane import DetailPane
from viewer.ui.look.row_words import breakable


@pytest.fixture
def pane(qtbot, theme):
    made = DetailPane(theme)
    qtbot.addWidget(made)
    made.resize(500, 600)
    made.show()
    qtbot.waitExposed(made)
    made.await_detail("r002", "Potassium")
    return made


def test_it_says_that_it_waits_and_then_five_plain_lines(pane):
    assert pane.plain[0].text() == "Reading the whole record ..."
    pane.show_detail(detail())

    assert [line.text() for line in pane.plain] == list(detail().plain)
    assert all(line.isVisible() for line in pane.plain)
    assert pane.title.text() == "Potassium 5.9 mmol/L"
    assert pane.table.rowCount() > 12


def test_what_must_be_seen_first_is_a_notice_above_the_plain_lines(pane):
    assert pane.warnings.isHidden()
    pane.show_detail(detail(warnings=("Refuted", "Penicillin: sources disagree. GP practice: active")))

    assert pane.warnings.isVisible()
    assert pane.warnings.text() == "Refuted\nPenicillin: sources disagree. GP practice: active"
    assert pane.warnings.accessibleName() == "Refuted. Penicillin: sources disagree. GP practice: active"
    assert pane.warnings.property("role") == "notice"
    assert pane.warnings.y() < pane.plain[0].y()

    pane.await_detail("r003", "Sodium")
    assert pane.warnings.isHidden()
    assert pane.warnings.text() == ""


def test_no_warning_of_the_last_patient_stays(pane):
    pane.show_detail(detail(warnings=("Refuted",)))
    pane.clear()

    assert pane.warnings.text() == ""
    assert pane.warnings.isHidden()


def test_a_detail_that_nobody_waits_for_is_not_shown(pane):
    pane.show_detail(detail(entry="another"))

    assert pane.table.rowCount() == 0


def test_r_shows_the_raw_bytes_and_again_the_elements(pane):
    pane.show_detail(detail())
    QTest.keyClick(pane.table, Qt.Key.Key_R)
    assert pane.raw.isVisible()
    assert "valueQuantity" in pane.raw.toPlainText()
    pane.show_detail(detail())
    QTest.keyClick(pane.raw, Qt.Key.Key_R)
    assert pane.table.isVisible()
    assert not pane.raw.isVisible()


def test_escape_and_the_button_close(qtbot, pane):
    with qtbot.waitSignal(pane.closed):
        QTest.keyClick(pane.table, Qt.Key.Key_Escape)
    with qtbot.waitSignal(pane.closed):
        pane.close_button.click()
    QTest.keyClick(pane, Qt.Key.Key_F)


def test_a_line_and_the_whole_can_be_copied_exactly(qtbot, pane):
    pane.show_detail(detail())
    texts = []
    pane.text_copied.connect(texts.append)
    place = next(row for row in range(pane.table.rowCount()) if pane.table.item(row, 0).text() == "Value")
    pane.table.selectRow(place)
    QTest.keyClick(pane.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    pane.table.clearSelection()
    pane.table.selectRow(0)
    QTest.keyClick(pane.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    pane.copy_button.click()

    assert texts[:2] == ["Value: 5.9 mmol/L", "Recorded by 2 sources"]
    assert "Final result" in texts[2]


def test_nothing_is_copied_before_anything_came(qtbot, pane):
    with qtbot.assertNotEmitted(pane.text_copied):
        pane.copy_button.click()
    pane.raw_button.click()
    QTest.keyClick(pane.table, Qt.Key.Key_Down)


def test_every_wrapped_line_has_the_height_it_needs(qtbot, pane, theme):
    pane.show_detail(detail())
    place = next(
        row for row in range(pane.table.rowCount()) if pane.table.item(row, 1).text().startswith("Sample")
    )
    wide = pane.table.rowHeight(place)
    pane.resize(360, 600)

    assert pane.table.rowHeight(place) > wide
    theme.refresh()
    assert pane.table.rowCount() > 12


def test_a_long_word_may_break_and_is_not_changed_otherwise():
    assert breakable("short words only") == "short words only"
    assert breakable("x" * 40).replace("\u200b", "") == "x" * 40


def test_clearing_leaves_nothing(pane):
    pane.show_detail(detail())
    pane.clear()

    assert pane.title.text() == ""
    assert pane.table.rowCount() == 0
    assert pane.raw.toPlainText() == ""
    assert not any(line.isVisible() for line in pane.plain)


def with_links(*words):
    links = tuple(DetailLink(towards=False, words=one, looking=one == "looking") for one in words)
    return structs.replace(detail(), links=links)


def at_top(pane):
    table = pane.table
    return table.item(table.rowAt(0), 1).text(), table.rowViewportPosition(table.rowAt(0))


@pytest.mark.parametrize("height", [600, 260])
def test_a_detail_that_is_told_again_keeps_what_is_read_and_chosen_where_it_is(pane, height):
    pane.resize(500, height)
    pane.show_detail(with_links("looking"))
    table, last = pane.table, pane.table.rowCount() - 1
    table.setCurrentCell(last, 1)
    table.scrollToItem(table.item(last, 1))
    chosen, top = table.item(last, 1).text(), at_top(pane)
    pane.show_detail(with_links("first", "second", "third"))

    assert table.currentRow() == table.rowCount() - 1 == last + 2
    assert table.currentItem().text() == chosen
    if height < 600:
        assert at_top(pane) == top
    table.setCurrentCell(0, 0)
    pane.show_detail(with_links("first"))
    assert table.currentRow() == 0
