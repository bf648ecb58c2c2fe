"""An open detail follows its row: read again where it changed, said to be gone where it left."""

import pytest
from msgspec.structs import replace

from tests.ui import sample_messages as sample
from viewer.engine.messages import AskDetail, Rows
from viewer.ui.detail.detail_pane import LEFT, DetailPane
from viewer.ui.record.following import follow_rows

ENTRY = sample.detail().entry


@pytest.fixture
def detail(qtbot, opened, engine):
    """The detail of a row, on screen."""
    opened.record._open_detail(ENTRY)
    engine.say(sample.detail())
    shown = opened.record.body.detail
    qtbot.waitUntil(lambda: shown.plain[0].text() == sample.detail().plain[0])
    return shown


def rows(opened, *upserts, removes=()):
    total = opened.record.body.timeline.model.total - len(removes)
    return Rows(upserts=upserts, removes=removes, total=total, generation=opened.session.generation)


def row(opened, entry=ENTRY):
    return opened.record.body.timeline.model.row_by_id(entry)


def test_a_detail_whose_row_changed_is_asked_for_again_and_keeps_its_place(qtbot, opened, engine, detail):
    detail.table.setFocus()
    detail.table.setCurrentCell(3, 1)
    asked = len(engine.heard(AskDetail))
    engine.say(rows(opened, replace(row(opened), title="Potassium 3.9 mmol/L")))
    qtbot.waitUntil(lambda: len(engine.heard(AskDetail)) > asked)

    assert [one.entry for one in engine.heard(AskDetail)[asked:]] == [ENTRY]
    assert detail.plain[0].text() == sample.detail().plain[0]  # until the new one comes nothing blinks
    engine.say(replace(sample.detail(), plain=("Potassium 3.9 mmol/L",)))
    qtbot.waitUntil(lambda: detail.plain[0].text() == "Potassium 3.9 mmol/L")
    assert detail.table.currentRow() == 3
    assert opened.focusWidget() is detail.table


def test_of_a_line_that_left_the_record_the_detail_holds_nothing(qtbot, opened, engine, detail):
    told = []
    detail.text_copied.connect(told.append)
    asked = len(engine.heard(AskDetail))
    engine.say(rows(opened, removes=(ENTRY,)))
    qtbot.waitUntil(lambda: detail.plain[0].text() == LEFT)

    assert detail.isVisible()
    assert detail.title.text() == detail.raw.toPlainText() == detail.warnings.text() == ""
    assert detail.table.rowCount() == 0
    assert detail.title.accessibleName() == LEFT == "This line has left the record."
    detail.copy_button.click()
    assert told == []
    assert len(engine.heard(AskDetail)) == asked


def test_a_line_that_comes_back_is_asked_for_again(qtbot, opened, engine, detail):
    was = row(opened)
    engine.say(rows(opened, removes=(ENTRY,)))
    qtbot.waitUntil(lambda: detail.plain[0].text() == LEFT)
    asked = len(engine.heard(AskDetail))
    engine.say(rows(opened, was))
    qtbot.waitUntil(lambda: len(engine.heard(AskDetail)) > asked)
    engine.say(sample.detail())

    qtbot.waitUntil(lambda: detail.plain[0].text() == sample.detail().plain[0])


def test_other_rows_and_a_closed_detail_ask_for_nothing(opened, theme, qtbot):
    pane, asked = DetailPane(theme), []
    qtbot.addWidget(pane)
    follow_rows(pane, rows(opened, row(opened)), asked.append)
    pane.await_detail("another", "")
    follow_rows(pane, rows(opened, row(opened), removes=("r009",)), asked.append)

    assert asked == []
    assert pane.plain[0].text() == "Reading the whole record ..."


def test_a_line_that_leaves_takes_the_keyboard_from_nobody(opened, detail):
    detail.raw_button.setChecked(True)
    opened.record.filter.setFocus()
    follow_rows(detail, rows(opened, removes=(ENTRY,)), str)
    assert opened.focusWidget() is opened.record.filter

    detail.copy_button.setFocus()
    follow_rows(detail, rows(opened, removes=(ENTRY,)), str)
    assert opened.focusWidget() is detail.table
