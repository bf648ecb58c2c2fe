"""A document is opened from the detail of its row by keyboard alone, beside the list or over it, and closed again."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from tests.ui import sample_messages as sample
from tests.ui.sample_messages import detail
from viewer.engine.document_messages import (
    CloseDocument,
    DocumentGiven,
    DocumentOffer,
    OpenDocument,
    WantWords,
)
from viewer.engine.messages import Audited, CloseRecord, Refused
from viewer.ui.lists.pages import PAGES

OFFER = DocumentOffer(part=0, source_name="GP", title="", words="PDF · 1 KB · content included")
OWN = DocumentOffer(part=1, source_name="GP", title="The source's own text", words="", narrative=True)


@pytest.fixture
def record(qtbot, opened, engine):
    """The window with a row's detail open that offers a document."""
    opened.record.body.timeline.view.select_entry("r002")
    opened.record.body.timeline.view.setFocus()
    qtbot.keyClick(opened.record.body.timeline.view, Qt.Key.Key_Return)
    engine.say(detail(documents=(OFFER, OWN)))
    qtbot.waitUntil(opened.record.body.detail.documents.isVisible)
    return opened.record


def given(**changes):
    whole = {
        "generation": 1,
        "ticket": 1,
        "entry": "r002",
        "part": 0,
        "title": "Letter",
        "facts": (),
        "kind": "text",
        "text": "aspirin",
    }
    return DocumentGiven(**{**whole, **changes})


def opened_document(qtbot, record, engine, **changes):
    qtbot.keyClick(record.focusWidget(), Qt.Key.Key_Space)
    engine.say(given(**changes))
    qtbot.waitUntil(lambda: record.document.plain.toPlainText() == "aspirin")


def test_the_second_enter_opens_the_letter_and_escape_goes_back_step_by_step(qtbot, record, engine):
    button = record.body.detail.documents.buttons[0]
    assert button.hasFocus()

    opened_document(qtbot, record, engine)
    assert [(one.entry, one.part) for one in engine.heard(OpenDocument)] == [("r002", 0)]
    assert record.document.plain.hasFocus()
    assert not record.body.detail.isVisible()
    assert record.body.timeline.isVisible()

    qtbot.keyClick(record.document.plain, Qt.Key.Key_Escape)
    assert len(engine.heard(CloseDocument)) == 1
    assert button.hasFocus()
    qtbot.keyClick(button, Qt.Key.Key_Escape)
    assert record.body.timeline.view.hasFocus()
    assert record.body.timeline.view.selected_entry() == "r002"


def test_in_a_narrow_window_it_stands_over_the_list(qtbot, record, engine, opened):
    opened.resize(700, 698)
    opened_document(qtbot, record, engine)

    assert record.document.isVisible()
    assert not record.body.timeline.isVisible()


def test_at_twice_the_size_of_text_what_has_the_keyboard_is_on_screen(qtbot, record, engine, opened, theme):
    theme.choose("light", 200)
    opened_document(qtbot, record, engine)
    seen, field = record.body.viewport().height(), record.document.tools.finder.field

    qtbot.waitUntil(lambda: record.document.plain.visibleRegion().boundingRect().height() > 0.8 * seen)
    qtbot.keyClick(record.document.plain, Qt.Key.Key_F3)
    qtbot.waitUntil(lambda: not field.visibleRegion().isEmpty())


def test_another_patient_takes_it_off_the_screen(qtbot, record, engine, opened):
    opened_document(qtbot, record, engine)
    opened.new_search()

    assert record.document.plain.toPlainText() == ""
    assert record.document.isHidden()
    assert engine.heard(CloseRecord)


def test_a_refusal_stands_where_the_document_would(qtbot, record, engine):
    qtbot.keyClick(record.focusWidget(), Qt.Key.Key_Space)
    engine.say(Refused(what="This document has left the record", advice="Press F5.", generation=1))

    qtbot.waitUntil(lambda: record.document.why.text().startswith("This document has left the record"))


def test_what_is_copied_is_audited(qtbot, record, engine):
    opened_document(qtbot, record, engine)
    record.document.plain.selectAll()
    qtbot.keyClick(record.document.plain, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    assert QGuiApplication.clipboard().text() == "aspirin"
    assert [(one.action, one.detail) for one in engine.heard(Audited)] == [("copy", "document")]


def test_ctrl_f_means_the_document_while_it_is_read(qtbot, record, engine):
    opened_document(qtbot, record, engine)
    qtbot.keyClick(record.document.plain, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)

    assert record.document.tools.finder.field.hasFocus()


def test_f6_comes_to_the_document(record, engine, qtbot):
    opened_document(qtbot, record, engine)

    assert record.document.plain in record.panes()


def test_choosing_another_row_closes_it(qtbot, record, engine):
    opened_document(qtbot, record, engine)
    record.body.timeline.view.entry_chosen.emit("r003")

    assert record.document.isHidden()
    assert record.body.detail.isVisible()


def test_words_of_pages_are_asked_for_once(qtbot, record, engine):
    qtbot.keyClick(record.focusWidget(), Qt.Key.Key_Space)
    engine.say(given(kind="pdf", text="", pages=((595.0, 842.0),)))
    qtbot.waitUntil(record.document.tools.as_text.isVisible)
    record.document.tools.as_text.click()

    assert len(engine.heard(WantWords)) == 1


def test_a_letter_that_the_medicines_board_names_opens_beside_the_board(qtbot, opened, engine):
    record = opened.record
    record.tabs.setCurrentIndex([key for key, _, _ in PAGES].index("medicines"))
    letter = next(row for row in sample.rows().upserts if row.domain == "documents")
    record.body.stack.entry_chosen.emit(letter.id)

    assert [(one.entry, one.part) for one in engine.heard(OpenDocument)] == [(letter.id, 0)]
    assert record.document.isVisible()
    assert record.body.stack.isVisible()


def test_the_grid_of_sources_does_not_stand_beside_a_letter(qtbot, record, engine):
    opened_document(qtbot, record, engine)
    record.show_grid()

    assert record.body.grid.isVisible()
    assert record.document.isHidden()
    assert engine.heard(CloseDocument)
