"""Printing and saving from the window: asked first, made by the engine, laid out here a little at a time."""

from collections.abc import Callable
from functools import partial

import msgspec
from PySide6.QtCore import QObject
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QFileDialog

from viewer.engine.export_messages import ExportForm
from viewer.record.paper import Paper, Part
from viewer.ui.look.theme import Theme
from viewer.ui.printing.leave_dialog import LeaveDialog
from viewer.ui.printing.on_screen import part_on_screen
from viewer.ui.printing.progress_dialog import ProgressDialog
from viewer.ui.printing.targets import PaperTarget, PdfTarget, Target, makes_file, save_text
from viewer.ui.printing.typesetter import Typesetter
from viewer.ui.window.window_parts import WindowParts

NO_RECORD = "There is no record on screen to print or save."
NO_PRINTER = "No printer is set up on this computer. Save as PDF instead."
STOPPED = "Stopped: nothing was saved. What a printer had been sent by then may still come out."
_FILES: dict[ExportForm, tuple[str, str]] = {
    "pdf": ("tributary-record.pdf", "PDF (*.pdf)"),
    "csv": ("tributary-table.csv", "Table (*.csv)"),
    "ips": ("tributary-patient-summary.json", "FHIR document (*.json)"),
    "patient": ("tributary-patient-copy.html", "Web page (*.html)"),
    "shown": ("tributary-on-screen.csv", "Table (*.csv)"),
}
_SAVED = "Saved. The file is not protected."


class Printing(QObject):
    """One for a window; one print or file at a time."""

    def __init__(self, window: WindowParts, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window, self._theme = window, theme
        self._form: ExportForm | None = None
        self._target: Target | None = None
        self._path = ""
        self._typesetter: Typesetter | None = None
        self.progress: ProgressDialog | None = None
        talk = window.session.exports
        talk.whole.connect(self._take)
        talk.refused.connect(self._refuse)
        window.session.opened.connect(self.stop)
        window.session.stopped.connect(lambda _words: self.stop())

    def does(self) -> dict[str, Callable[[], None]]:
        """What each action of the menu does, by the names of the table of keys."""
        forms: tuple[ExportForm, ...] = ("print", "pdf", "csv", "ips", "patient")
        return {form: partial(self.ask, form) for form in forms}

    def ask(self, form: ExportForm) -> None:
        """Ask what is to leave, and where to; nothing is made before the person has said so."""
        window = self._window
        if not window.shows_record:
            window.say(NO_RECORD)
        elif form == "print" and not QPrinterInfo.availablePrinterNames():
            window.say(NO_PRINTER)
        elif self._form is None:
            total = window.record.body.timeline.model.total
            dialog = LeaveDialog(form, part_on_screen(window.record), total, self._theme, window.record)
            dialog.wanted.connect(self._choose_place)
            window.dialogs.show(dialog)

    def _choose_place(self, form: ExportForm, part: Part | None) -> None:
        if form == "print":
            printer = QPrinter(QPrinter.PrinterMode.HighResolution)
            asked = QPrintDialog(printer, self._window.record)
            asked.setWindowTitle("Tributary")
            # A file is saved with "Save as PDF": policy may allow paper and no files.
            asked.setOption(QPrintDialog.PrintDialogOption.PrintToFile, on=False)
            asked.accepted.connect(lambda: self.print_on(part, printer))
            self._window.dialogs.show(asked)
            return
        name, kind = _FILES[form]
        chooser = QFileDialog(self._window.record, "Tributary")
        chooser.setOption(QFileDialog.Option.DontUseNativeDialog)  # it would keep a list of names (PRIV-12)
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setNameFilter(kind)
        chooser.setDefaultSuffix(name.rpartition(".")[2])
        chooser.selectFile(name)
        chooser.fileSelected.connect(lambda path: self.save_to(form, part, path))
        self._window.dialogs.show(chooser)

    def print_on(self, part: Part | None, printer: QPrinter) -> None:
        """Print where the person chose; a printer that makes a file is a PDF, for policy and audit too."""
        if not makes_file(printer):
            self._begin("print", part, PaperTarget(printer))
        elif path := printer.outputFileName():
            self.save_to("pdf", part, path)
        else:
            self._window.say(NO_PRINTER)

    def save_to(self, form: ExportForm, part: Part | None, path: str) -> None:
        """Make a file under a name that the person has chosen."""
        self._path = path
        self._begin(form, part, PdfTarget(path) if form == "pdf" else None)

    def _begin(self, form: ExportForm, part: Part | None, target: Target | None) -> None:
        self._form, self._target = form, target
        words = "Preparing the print" if form == "print" else "Preparing the file"
        self.progress = ProgressDialog(words, self._theme, self._window.record)
        self.progress.rejected.connect(self._stopped_by_hand)
        self._window.dialogs.show(self.progress)
        self._window.session.exports.ask(form, part)

    def _take(self, text: str, words: str) -> None:
        """The engine has made it: a file is written, a paper is laid out."""
        if self._target is None:
            problem = save_text(self._path, text)
            self._end(problem or f"{_SAVED} {words}".strip())
            return
        paper = msgspec.json.decode(text, type=Paper)
        self._typesetter = Typesetter(paper, self._target.device, self)
        if self.progress is not None:
            self._typesetter.progressed.connect(self.progress.say)
        self._typesetter.finished.connect(self._finish)
        self._typesetter.failed.connect(self._refuse)
        self._typesetter.start()

    def _finish(self, pages: int) -> None:
        problem = self._target.keep() if self._target is not None else ""
        of_pages = f"{pages:,} page{'' if pages == 1 else 's'}"
        done = f"{of_pages} sent to the printer." if self._form == "print" else f"{of_pages}. {_SAVED}"
        self._end(problem or done)

    def _refuse(self, words: str) -> None:
        if self._target is not None:
            self._target.drop()
        self._end(words)

    def _stopped_by_hand(self) -> None:
        if self._form is not None:
            self.stop()
            self._window.say(STOPPED)

    def stop(self) -> None:
        """End what is under way: the record leaves the screen, or nobody wants it any more."""
        if self._form is None:
            return
        self._window.session.exports.cancel()
        if self._typesetter is not None:
            self._typesetter.cancel()
        if self._target is not None:
            self._target.drop()
        self._end("")

    def _end(self, words: str) -> None:
        self._form, self._target, self._path = None, None, ""
        if self._typesetter is not None:
            self._typesetter.deleteLater()
            self._typesetter = None
        progress, self.progress = self.progress, None
        if progress is not None:
            progress.accept()
        if words:
            self._window.say(words)
