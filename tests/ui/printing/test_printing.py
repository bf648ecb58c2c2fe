"""Printing and saving from the window: asked first, refused in words, written whole, stopped at any time."""

import stat

import msgspec
import pytest
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QFileDialog

from tests.ui import sample_messages as sample
from tests.ui.answering import answers
from tests.ui.printing.papers import pages_of, paper, rows
from viewer.engine.export_messages import AskExport, CancelExport, Exported, ExportRefused
from viewer.record.paper import Part
from viewer.ui.lists.pages import place_of
from viewer.ui.printing import printing
from viewer.ui.printing.leave_dialog import LeaveDialog
from viewer.ui.printing.printing import NO_PRINTER, NO_RECORD, STOPPED
from viewer.ui.printing.progress_dialog import ProgressDialog

TEXT = msgspec.json.encode(paper(*rows(30))).decode()


def dialog(window, kind):
    return next(one for one in reversed(window.dialogs._open) if isinstance(one, kind))


def asked(engine):
    return engine.heard(AskExport)[-1]


def answer(engine, form, text, words=""):
    one = asked(engine)
    engine.say(
        Exported(ticket=one.ticket, generation=one.generation, form=form, text=text[:50], last=False),
        Exported(
            ticket=one.ticket, generation=one.generation, form=form, text=text[50:], last=True, words=words
        ),
    )


def said(window):
    return window.status.message.text()


def begin(qtbot, window, form, path, *, whole=False):
    """Go the way that a person goes: the menu, the question, the place."""
    window.actions_by_name[form].trigger()
    question = dialog(window, LeaveDialog)
    if whole:
        question.whole.setChecked(True)
    question.yes.click()
    chooser = dialog(window, QFileDialog)
    chooser.fileSelected.emit(str(path))
    chooser.reject()


def test_a_pdf_of_this_page_is_asked_for_laid_out_and_saved(qtbot, opened, engine, tmp_path):
    path = tmp_path / "record.pdf"
    begin(qtbot, opened, "pdf", path)

    part = asked(engine).part
    assert asked(engine).form == "pdf"
    assert part.title == "At a glance"
    assert dialog(opened, ProgressDialog).isVisible()

    answer(engine, "pdf", TEXT)
    qtbot.waitUntil(path.exists, timeout=20_000)

    pages = pages_of(path)
    assert "Potassium 29 29.10 mmol/L" in " ".join(pages)
    qtbot.waitUntil(lambda: "Saved" in said(opened))
    assert f"{len(pages)} page" in said(opened)
    assert not opened.dialogs.any_open


def test_the_whole_record_is_asked_for_where_that_was_chosen(qtbot, opened, engine, tmp_path):
    begin(qtbot, opened, "csv", tmp_path / "a.csv", whole=True)

    assert (asked(engine).form, asked(engine).part) == ("csv", None)


@pytest.mark.parametrize("form", ["csv", "ips", "patient"])
def test_a_file_is_written_as_the_engine_made_it_with_what_is_to_be_known(
    qtbot, opened, engine, tmp_path, form
):
    path = tmp_path / "a.file"
    begin(qtbot, opened, form, path)
    text = "\ufefffirst\r\n" + "x" * 100

    answer(engine, form, text, words="Not validated.")

    qtbot.waitUntil(lambda: "Not validated." in said(opened))
    assert path.read_bytes() == text.encode()
    assert asked(engine).part is None or form == "csv"


def test_nothing_is_made_where_the_question_is_closed(opened, engine):
    opened.actions_by_name["pdf"].trigger()
    dialog(opened, LeaveDialog).reject()

    assert engine.heard(AskExport) == []


def test_the_question_says_what_and_that_nothing_protects_it_and_names_nobody(opened):
    opened.actions_by_name["pdf"].trigger()
    question = dialog(opened, LeaveDialog)

    words = " ".join(
        [question.accessibleName(), question.windowTitle(), question.this_page.text(), question.whole.text()]
        + [one.text() for one in question.findChildren(type(opened.status.message))]
    )
    assert "is not protected" in words
    assert "audit trail" in words
    assert "At a glance" in words
    assert not any(name in words for name in ("ATTWOOD", "Margaret", sample.NUMBER))


def test_a_filter_is_said_where_it_hides_rows(opened):
    answers(opened.record.body.timeline)
    opened.record.tabs.setCurrentIndex(place_of("timeline"))
    opened.record.filter.setText("zzz")
    opened.actions_by_name["pdf"].trigger()

    question = dialog(opened, LeaveDialog)

    assert 'Filter "zzz"' in question.this_page.accessibleName()
    assert any(
        'A filter is on: Filter "zzz"' in one.text()
        for one in question.findChildren(type(opened.status.message))
    )


def test_a_refusal_is_said_and_leaves_no_file(qtbot, opened, engine, tmp_path):
    begin(qtbot, opened, "pdf", tmp_path / "a.pdf")
    one = asked(engine)

    engine.say(ExportRefused(ticket=one.ticket, generation=one.generation, what="Not allowed", advice="Ask."))

    qtbot.waitUntil(lambda: said(opened) == "Not allowed. Ask.")
    assert list(tmp_path.iterdir()) == []
    assert not opened.dialogs.any_open


def test_a_place_that_cannot_be_written_is_said(qtbot, opened, engine, tmp_path):
    begin(qtbot, opened, "csv", tmp_path / "none" / "a.csv")
    answer(engine, "csv", "x" * 60)

    qtbot.waitUntil(lambda: "could not be saved there" in said(opened))


def test_stopped_by_hand_the_engine_is_told_and_nothing_stays(qtbot, opened, engine, tmp_path):
    begin(qtbot, opened, "pdf", tmp_path / "a.pdf")
    dialog(opened, ProgressDialog).stop.click()

    assert engine.heard(CancelExport)
    assert said(opened) == STOPPED
    answer(engine, "pdf", TEXT)
    qtbot.wait(50)
    assert list(tmp_path.iterdir()) == []


def test_another_patient_or_the_lock_ends_a_print_that_is_being_laid_out(qtbot, opened, engine, tmp_path):
    begin(qtbot, opened, "pdf", tmp_path / "a.pdf")
    long = msgspec.json.encode(paper(*rows(20_000))).decode()
    opened.session.exports.whole.emit(long, "")  # more than the scripted engine's pipe holds at once
    assert opened.printing._typesetter is not None

    opened.lock()

    assert opened.printing._typesetter is None
    assert list(tmp_path.iterdir()) == []


def test_without_a_record_or_a_printer_that_is_said(opened, monkeypatch):
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)
    opened.actions_by_name["print"].trigger()
    assert said(opened) == NO_PRINTER

    opened.new_search()
    opened.actions_by_name["pdf"].trigger()
    assert said(opened) == NO_RECORD


@pytest.fixture
def printer_dialog(opened, monkeypatch):
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: ["Ward 4"])
    opened.actions_by_name["print"].trigger()
    dialog(opened, LeaveDialog).yes.click()
    return dialog(opened, QPrintDialog)


def chosen(chooser):
    chooser.accepted.emit(chooser.printer())  # accept() would ask the printer that is not there
    chooser.reject()


@pytest.fixture
def ward(printer_dialog, monkeypatch, tmp_path):
    """What came out of the printer: a file, since no printer is here."""
    monkeypatch.setattr(printing, "makes_file", lambda _printer: False)
    printer_dialog.printer().setOutputFileName(str(tmp_path / "paper.pdf"))
    return tmp_path / "paper.pdf"


def test_on_paper_the_printer_is_chosen_after_the_question_and_the_end_is_said(
    qtbot, opened, engine, printer_dialog, ward
):
    chosen(printer_dialog)

    assert asked(engine).form == "print"
    answer(engine, "print", TEXT)

    qtbot.waitUntil(lambda: "sent to the printer" in said(opened), timeout=20_000)
    assert "Potassium 29" in " ".join(pages_of(ward))


def test_the_printers_dialog_offers_no_file(printer_dialog):
    assert not printer_dialog.testOption(QPrintDialog.PrintDialogOption.PrintToFile)


def test_a_printer_that_makes_a_file_is_a_pdf_for_policy_and_audit(
    qtbot, opened, engine, printer_dialog, tmp_path
):
    path = tmp_path / "paper.pdf"
    printer_dialog.printer().setOutputFileName(str(path))
    chosen(printer_dialog)

    assert asked(engine).form == "pdf"
    answer(engine, "pdf", TEXT)

    qtbot.waitUntil(path.exists, timeout=20_000)
    qtbot.waitUntil(lambda: "The file is not protected" in said(opened))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_printer_that_makes_a_file_without_a_name_is_no_printer(opened, engine, printer_dialog):
    printer_dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    chosen(printer_dialog)

    assert not engine.heard(AskExport)
    assert said(opened) == NO_PRINTER


def test_while_one_is_made_no_other_is_begun(qtbot, opened, engine, tmp_path):
    begin(qtbot, opened, "pdf", tmp_path / "a.pdf")
    before = len(opened.dialogs._open)

    opened.actions_by_name["csv"].trigger()

    assert len(opened.dialogs._open) == before
    opened.printing.stop()
    opened.printing.stop()
    assert not opened.dialogs.any_open


def test_a_page_of_rows_names_its_rows_in_their_order(opened):
    from viewer.ui.printing.on_screen import part_on_screen

    opened.record.tabs.setCurrentIndex(place_of("timeline"))

    part = part_on_screen(opened.record)

    model = opened.record.body.timeline.model
    assert isinstance(part, Part)
    assert part.title == "Timeline"
    assert part.entries == tuple(model.row_at(place).id for place in range(model.shown))
    assert part.entries
