"""Each kind of document is shown in its own way, with keys for everything, and nothing stays of the last one."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from tests.made_letters.paper import png_of
from viewer.engine.document_messages import DocumentComing, DocumentSaved, SheetGiven, SheetWords
from viewer.ui.documents.document_view import DocumentView

A4 = (595.0, 842.0)
PNG = png_of(20, 20, lambda _x, _y: 0)


@pytest.mark.parametrize(
    ("changes", "shown"),
    [
        ({"kind": "text", "text": "Hello"}, "plain"),
        ({"kind": "html", "html": "<p>Hello</p>"}, "paper"),
        ({"kind": "image", "image": PNG}, "picture"),
        ({"kind": "pdf", "pages": (A4,)}, "sheets"),
        ({"kind": "image", "image": b"\x89PNG\r\n\x1a\n"}, "_reason"),
        ({"kind": "pointer", "words": "Pointer only", "advice": "Ask."}, "_reason"),
        ({"kind": "refused", "words": "This is a program"}, "_reason"),
    ],
)
def test_each_kind_has_its_view(view, given, changes, shown):
    view.show_document(given(**changes))

    assert view.body.currentWidget() is getattr(view, shown)
    assert view.tools.finder.isVisible() is (shown in {"plain", "paper", "sheets"})
    assert view.accessibleName() == "Document: Letter"


def test_why_nothing_is_shown_stands_in_words_with_what_to_do(view, given):
    view.show_document(given(kind="pointer", words="Pointer only", advice="Ask."))

    assert view.why.text() == view.why.accessibleName() == "Pointer only. Ask."
    assert view.tools.save.isHidden()


def test_pictures_that_a_letter_cannot_show_are_said_and_not_of_the_next_letter(qtbot, view, given):
    view.show_document(given(kind="html", html='<p>a<img src="data:image/png;base64,QUJD"></p>'))
    qtbot.waitUntil(view.told.isVisible)
    assert view.told.text() == (
        "1 picture in it is not shown: This picture is damaged and cannot be shown whole."
    )

    view.paper.left_out_changed.emit()  # comes late
    view.clear()
    view.show_document(given(kind="html", html="<p>b</p>"))
    view.grab()
    QApplication.processEvents()
    assert view.told.text() == ""


def test_nobody_is_told_to_save_a_picture_that_may_not_be_saved(view, given):
    view.show_document(given(kind="image", image=b"\x89PNG\r\n\x1a\n"))
    assert "Save it" not in view.why.text()

    view.show_document(given(kind="image", image=b"\x89PNG\r\n\x1a\n", file_name="document.png"))
    assert "Save it" in view.why.text()


def test_it_is_never_blank_while_it_comes(view):
    view.await_document("Letter")
    assert view.why.text() == "Opening the document ..."

    view.show_coming(
        DocumentComing(ticket=1, title="Letter", facts=(("Source", "Trust"),), marks=(), words="Fetching it")
    )
    assert view.why.text() == "Fetching it"
    assert view.head.facts.text() == "Source: Trust"


def test_a_pdf_is_read_as_text_and_as_pages_again(qtbot, view, given):
    view.show_document(given(kind="pdf", pages=(A4, A4)))
    with qtbot.waitSignal(view.words_wanted):
        view.tools.as_text.click()
    view.show_words(SheetWords(ticket=1, texts=("aspirin", "")))

    assert "Page 1 of 2\n\naspirin" in view.plain.toPlainText()
    assert "no words: it may be a picture" in view.plain.toPlainText()
    view.tools.as_text.click()
    assert view.body.currentWidget() is view.sheets
    with qtbot.assertNotEmitted(view.words_wanted):
        view.tools.as_text.click()  # they are here already


def test_its_keys(qtbot, view, given):
    view.show_document(given(kind="pdf", pages=(A4,), file_name="document.pdf"))
    qtbot.keyClick(view.sheets, Qt.Key.Key_F3)
    assert view.tools.finder.field.hasFocus()
    qtbot.keyClick(view.tools.finder.field, Qt.Key.Key_Escape)
    assert view.sheets.hasFocus()
    qtbot.keyClick(view.sheets, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert view.tools.finder.field.hasFocus()
    view.tools.finder.field.setText("x")
    qtbot.keyClick(view, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(view, Qt.Key.Key_F3)
    with qtbot.waitSignal(view.closed):
        qtbot.keyClick(view.sheets, Qt.Key.Key_Escape)
    qtbot.keyClick(view, Qt.Key.Key_A)


def test_pages_and_pictures_are_zoomed_by_buttons(qtbot, view, given):
    view.show_document(given(kind="pdf", pages=(A4,)))
    width = view.sheets.sheets[0].width()
    view.tools.larger.click()
    assert view.sheets.sheets[0].width() > width
    view.tools.fit.click()
    assert view.sheets.sheets[0].width() == width
    view.show_document(given(text="x"))
    view.tools.smaller.click()


def test_saving_asks_first_and_says_how_it_went(qtbot, view, given):
    view.show_document(given(text="x", file_name="document.txt"))
    view.tools.save.click()
    view.saving.asked.yes.click()
    with qtbot.waitSignal(view.save_wanted) as wanted:
        view.saving.chooser.fileSelected.emit("/x.txt")
    assert wanted.args == ["/x.txt"]

    view.show_saved(DocumentSaved(ticket=1, ok=True, words="Saved."))
    assert view.told.text() == "Saved."


def test_what_must_be_seen_first_has_the_keyboard_first_and_a_page_key_goes_on(qtbot, view, given):
    view.show_document(given(text="x", warnings=("Its hash differs.",)))
    assert view.head.warnings.hasFocus()

    view.show_document(given(text="x", marks=("Entered in error",), warnings=("Its hash differs.",)))
    assert view.head.marks.hasFocus()
    qtbot.keyClick(view.head.marks, Qt.Key.Key_PageDown)
    assert view.plain.hasFocus()


def test_trouble_is_said_above_what_stands(view, given):
    view.show_trouble("It has left the record")
    assert view.why.text() == "It has left the record"

    view.show_document(given(text="x"))
    view.show_trouble("The engine ended")
    assert view.told.isVisible()
    assert view.body.currentWidget() is view.plain


def test_pictures_that_are_left_out_are_said(view, given, monkeypatch):
    monkeypatch.setattr("viewer.ui.documents.document_view.further_pictures", lambda _data: "Only the first")
    view.show_document(given(kind="image", image=PNG))

    assert view.told.text() == "Only the first"


def test_nothing_of_the_last_document_stays(view, given):
    view.show_document(given(kind="pdf", pages=(A4,)))
    view.show_sheet(SheetGiven(ticket=1, page=0, scale=1.0, width=1, height=1, pixels=bytes(4)))
    view.show_document(given(text="secret"))
    view.clear()

    assert view.plain.toPlainText() == view.paper.toPlainText() == view.head.title.text() == ""
    assert view.sheets.sheets == []


def test_everything_has_a_name_for_screen_readers(view, given):
    from PySide6.QtWidgets import QWidget

    view.show_document(given(kind="pdf", pages=(A4,), marks=("x",), warnings=("y",)))
    nameless = [
        one
        for one in view.findChildren(QWidget)
        if one.isVisible() and one.focusPolicy() and not one.accessibleName()
    ]

    assert nameless == []
    assert isinstance(view, DocumentView)


def test_a_line_of_eight_million_letters_is_shown_in_parts_says_so_and_is_copied_whole(view, given):
    text = "First\n" + "x" * 8_000_000
    view.show_document(given(kind="text", text=text))

    assert (
        view.told.text()
        == "One very long line is shown in parts of 20,000 letters; copying joins them again."
    )
    assert view.plain.document().blockCount() == 401
    view.plain.selectAll()
    assert view.plain.createMimeDataFromSelection().text() == text
    view.clear()
    view.show_document(given(kind="text", text="short"))
    assert view.told.text() == ""


def left(given):
    return given(
        kind="refused",
        title="Document",
        facts=(("Source", "Trust"),),
        form="",
        words="This document has left",
    )


def test_of_a_document_that_left_the_record_nothing_stays_on_screen(view, given):
    view.show_document(given(kind="text", text="Secret clinic", file_name="document.txt", marks=("Final",)))
    view.show_document(left(given))

    assert view.why.text().startswith("This document has left")
    assert view.body.currentWidget() is view._reason
    assert view.plain.toPlainText() == view.head.marks.text() == ""
    assert (view.head.title.text(), view.head.facts.text()) == ("Document", "Source: Trust")
    assert view.tools.save.isHidden()
    assert view.tools.close_button.hasFocus()


def test_a_document_that_leaves_takes_the_keyboard_from_nobody(qtbot, theme, given):
    window, field = QWidget(), QLineEdit()
    view = DocumentView(theme)
    column = QVBoxLayout(window)
    for part in (field, view):
        column.addWidget(part)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    view.show_document(given(kind="text", text="Secret clinic"))
    field.setFocus()
    view.show_document(left(given))

    assert window.focusWidget() is field


@pytest.mark.parametrize("changes", [
    {"kind": "text", "text": "Raised Potassium, potassium 6.1"}, {"kind": "html", "html": "<p>Potassium, potassium</p>"},
])  # fmt: skip
def test_opened_where_words_were_found_it_shows_the_first_place_of_them(view, given, changes):
    view.await_document("Letter")
    view.look_for("potassium")
    view.show_document(given(**changes))

    assert view.tools.finder.words == "potassium"
    assert view.tools.finder.count.text() == "1 of 2"
    view.await_document("Another letter")
    view.show_document(given(**changes))
    assert view.tools.finder.words == ""


def test_pages_are_looked_through_by_the_engine_from_the_beginning(view, given, qtbot):
    view.await_document("Letter")
    view.look_for("potassium")
    with qtbot.waitSignal(view.find_wanted) as wanted:
        view.show_document(given(kind="pdf", pages=((600, 800),)))
    assert wanted.args == ["potassium"]
