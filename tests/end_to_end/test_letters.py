"""A letter from its row to its pages: real servers, a real engine, the process that draws, and the window."""

import os
import signal

from PySide6.QtCore import Qt

from tests.end_to_end.inside import opened

AVERILL = "9990144109"


def row(program, title):
    return next(one.id for one in program.rows.values() if one.title == title)


def read(qtbot, program, title):
    """Open a letter by the keys of its row and of its detail."""
    record = program.window.record
    record.body.timeline.view.select_entry(row(program, title))
    record.body.timeline.view.setFocus()
    qtbot.keyClick(record.body.timeline.view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(record.body.detail.documents.buttons), timeout=20_000)
    qtbot.keyClick(record.body.detail.documents.buttons[0], Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: record.document.accessibleName() != "Document", timeout=20_000)
    return record.document


def close(qtbot, view):
    qtbot.keyClick(view, Qt.Key.Key_Escape)


def test_a_discharge_letter_is_fetched_drawn_searched_and_saved(qapp, qtbot, tmp_path):
    with opened(AVERILL) as program:
        view = read(qtbot, program, "Discharge summary")
        qtbot.waitUntil(lambda: not view.sheets.sheets[0].pixmap.isNull(), timeout=20_000)
        assert view.head.notes.text() == "Form: PDF. Checked: size and hash as the source states."

        view.tools.finder.field.setText("amlodipine")
        qtbot.waitUntil(lambda: view.tools.finder.count.text() == "1 of 2", timeout=20_000)
        view.tools.as_text.click()
        qtbot.waitUntil(lambda: "Stopped: amlodipine" in view.plain.toPlainText(), timeout=20_000)

        view.tools.save.click()
        view.saving.asked.yes.click()
        view.saving.chooser.fileSelected.emit(str(tmp_path / "letter.pdf"))
        qtbot.waitUntil(lambda: view.told.text().startswith("Saved."), timeout=20_000)
        assert (tmp_path / "letter.pdf").read_bytes().startswith(b"%PDF")


def test_other_forms_and_other_sources_are_shown_or_say_why(qapp, qtbot):
    with opened(AVERILL) as program:
        for title, words in (
            ("Anticoagulation clinic letter", "[struck out: apixaban 2.5 mg twice daily]"),
            ("Telephone note", "Daughter rang"),
        ):
            view = read(qtbot, program, title)
            assert words in view.plain.toPlainText()
            assert view.head.warnings.isVisible() is (title == "Telephone note")
            close(qtbot, view)
        view = read(qtbot, program, "Heart rhythm nurse letter")
        assert "1 image on another computer, not fetched" in view.head.notes.text()
        close(qtbot, view)
        view = read(qtbot, program, "Eye clinic letter 2019")
        assert view.why.text().startswith("Pointer only: the document is on another server")


def test_an_engine_that_ends_leaves_the_page_with_words_above_it(qapp, qtbot):
    with opened(AVERILL) as program:
        view = read(qtbot, program, "ECG report")
        qtbot.waitUntil(lambda: not view.sheets.sheets[0].pixmap.isNull(), timeout=20_000)
        os.kill(program.engines[-1].pid, signal.SIGKILL)

        qtbot.waitUntil(lambda: "Close this one and open it again" in view.told.text(), timeout=20_000)
        assert not view.sheets.sheets[0].pixmap.isNull()
