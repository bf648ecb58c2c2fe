"""One document on screen: who says it, what to beware of, its pages, words or picture, and finding in it."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QFrame, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from viewer.engine.document_messages import (
    DocumentComing,
    DocumentGiven,
    DocumentSaved,
    FoundInDocument,
    SheetGiven,
    SheetWords,
)
from viewer.ui.documents.document_head import DocumentHead
from viewer.ui.documents.document_tools import DocumentTools
from viewer.ui.documents.finding import Finding
from viewer.ui.documents.paper import Paper
from viewer.ui.documents.picture import Picture, decoded_image, further_pictures
from viewer.ui.documents.plain import PlainWords
from viewer.ui.documents.saving import Saving
from viewer.ui.documents.sheets import Sheets
from viewer.ui.look.labels import label, restyle, selectable
from viewer.ui.look.theme import Theme

_NO_WORDS = "[This page has no words: it may be a picture of words. Read it as pages.]"


class DocumentView(QFrame):
    """Signals: ``closed()``; ``sheet_wanted(page, scale)``, ``words_wanted()``, ``find_wanted(words)``,
    ``save_wanted(path)``: the engine is to do it; ``text_copied(str)``; ``focus_moved(part)`` within it.
    """  # noqa: D205  # one list of signals

    closed = Signal()
    sheet_wanted = Signal(int, float)
    words_wanted = Signal()
    find_wanted = Signal(str)
    save_wanted = Signal(str)
    text_copied = Signal(str)
    focus_moved = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAccessibleName("Document")
        self._given: DocumentGiven | None = None
        self._first = ""  # what is sought in it from the beginning
        self.head, self.tools = DocumentHead(theme), DocumentTools(theme)
        self.sheets, self.picture = Sheets(theme), Picture()
        self.paper, self.plain = Paper(theme), PlainWords(theme)
        self.why = selectable(label("", "strong"), "Why nothing is shown")
        self.told = label("", "notice")
        self.saving = Saving(theme, self)
        self.body = QStackedWidget()
        self.finding = Finding(self.tools.finder, self.body.currentWidget, self)
        self._lay_out()
        self._wire()
        self.clear()

    def _lay_out(self) -> None:
        self.body.setAccessibleName("Content")
        self._reason = QWidget()
        self._reason.setAccessibleName("Why nothing is shown")
        QVBoxLayout(self._reason).addWidget(self.why, 0, Qt.AlignmentFlag.AlignTop)
        for view in (self._reason, self.sheets, self.picture, self.paper, self.plain):
            self.body.addWidget(view)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 8, 8)
        column.setSpacing(4)
        for part in (self.tools, self.told, self.head):
            column.addWidget(part)
        column.addWidget(self.body, 1)

    def _wire(self) -> None:
        tools = self.tools
        tools.close_button.clicked.connect(self.closed)
        tools.save.clicked.connect(lambda: self.saving.begin(self._given.file_name if self._given else ""))
        tools.as_text.toggled.connect(self._read_as_text)
        for tool, step in ((tools.smaller, -1), (tools.larger, 1), (tools.fit, 0)):
            tool.clicked.connect(lambda _on=False, by=step: self._zoom(by))
        tools.finder.left.connect(self._to_body)
        self.saving.chosen.connect(self.save_wanted)
        self.sheets.sheet_wanted.connect(self.sheet_wanted)
        self.sheets.turned.connect(lambda page: tools.say_page(page, len(self.sheets.sheets)))
        self.finding.find_wanted.connect(self.find_wanted)
        self.paper.copied.connect(self.text_copied)
        later = Qt.ConnectionType.QueuedConnection  # the paper is being laid out just then
        self.paper.left_out_changed.connect(self._tell_left_out, later)
        self.plain.copied.connect(self.text_copied)
        QApplication.instance().focusChanged.connect(self._tell_focus)  # type: ignore[union-attr]

    # ---- what the engine says ----------------------------------------------------------------

    def await_document(self, title: str) -> None:
        """A document was chosen; it is on the way."""
        self.clear()
        self._first = ""
        self.head.title.setText(title)
        self.head.title.show()
        self._say_why("Opening the document ...")
        self.tools.close_button.setFocus()

    def look_for(self, words: str) -> None:
        """Find these words as soon as the document is there: it was opened where they were found."""
        self._first = words

    def show_coming(self, coming: DocumentComing) -> None:
        """It is fetched from its source."""
        self.head.show_coming(coming)
        self._say_why(coming.words)

    def show_document(self, given: DocumentGiven) -> None:
        """Put a document, or why it is not shown: also in the place of one that has left the record since."""
        now, replaced = self.window().focusWidget(), self._given is not None
        used = now is not None and self.isAncestorOf(now)
        if replaced:
            self.clear()
        self._given = given
        self.head.show_given(given)
        self.setAccessibleName(f"Document: {given.title}")
        self.tools.save.setVisible(bool(given.file_name))
        shows = {
            "pdf": self._show_pages,
            "image": self._show_image,
            "html": self._show_html,
            "text": self._show_text,
        }
        show = shows.get(given.kind)
        if show is None:
            self._say_why(f"{given.words}. {given.advice}".strip())
        else:
            show(given)
        finds = given.kind in {"pdf", "html", "text"}
        self.tools.finder.setVisible(finds)
        if finds and self._first:
            self.tools.finder.put(self._first)
            self.finding.again()
        if not replaced or used:  # it left by itself: whoever types elsewhere goes on
            self._take_keyboard()

    def _take_keyboard(self) -> None:
        self._to_body()
        for loud in (self.head.marks, self.head.warnings):
            if loud.text():  # it is read first, on screen and aloud; page keys go on to the document
                loud.setFocus()
                break

    def show_sheet(self, sheet: SheetGiven) -> None:
        """Put a page that was drawn."""
        self.sheets.show_sheet(sheet)

    def show_words(self, words: SheetWords) -> None:
        """Put the words of a PDF."""
        count = len(words.texts)
        pages = (
            f"Page {number} of {count}\n\n{text or _NO_WORDS}" for number, text in enumerate(words.texts, 1)
        )
        self.plain.setPlainText(words.words or "\n\n\n".join(pages))
        self.finding.again()

    def show_finds(self, found: FoundInDocument) -> None:
        """Mark where words stand in the pages."""
        self.finding.show_finds(found)

    def show_saved(self, saved: DocumentSaved) -> None:
        """Say whether it was saved."""
        self._tell(saved.words)

    def show_trouble(self, words: str) -> None:
        """It cannot go on: pages that stand stay, with the words above them."""
        if self._given is None:
            self._say_why(words)
        self._tell(words)

    def clear(self) -> None:
        """Nothing of the last document stays."""
        self._given = None
        self.setAccessibleName("Document")
        self.saving.close()
        self.head.clear()
        self.tools.clear()
        self.sheets.clear()
        self.picture.clear()
        self.paper.clear()
        self.plain.clear()
        self._tell("")
        self._say_why("")

    # ---- ways of showing ---------------------------------------------------------------------

    def _show_pages(self, given: DocumentGiven) -> None:
        self._show(self.sheets)
        self.sheets.show_pages(given.pages)
        self.tools.say_page(0, len(given.pages))

    def _show_image(self, given: DocumentGiven) -> None:
        found = decoded_image(given.image)
        if not isinstance(found, QImage):
            advice = " Save it and open it with a program that reads it." if given.file_name else ""
            self._say_why(f"{found}.{advice}")
            return
        self._show(self.picture)
        self.picture.show_image(found, f"{given.title}, {given.form}")
        self._tell(further_pictures(given.image))

    def _show_html(self, given: DocumentGiven) -> None:
        self._show(self.paper)
        self.paper.show_html(given.html)

    def _show_text(self, given: DocumentGiven) -> None:
        self._show(self.plain)
        self.plain.setPlainText(given.text)
        if self.plain.in_parts:
            self._tell(self.plain.in_parts)

    def _show(self, view: QWidget) -> None:
        self.body.setCurrentWidget(view)
        pdf = self._given is not None and self._given.kind == "pdf"
        drawn = view in (self.sheets, self.picture)
        self.tools.offer(pdf=pdf and view is not self._reason, drawn=drawn, paged=view is self.sheets)

    def _say_why(self, words: str) -> None:
        self.why.setText(words)
        self.why.setAccessibleName(words or "Nothing")
        self._show(self._reason)
        self.tools.finder.hide()

    def _tell(self, words: str) -> None:
        restyle(self.told, "notice")
        self.told.setText(words)
        self.told.setAccessibleName(words or "Nothing to report")
        self.told.setVisible(bool(words))

    def _tell_left_out(self) -> None:
        if self.paper.left_out:  # of the document that is on screen by now
            self._tell(self.paper.left_out)

    def _read_as_text(self, wanted: bool) -> None:  # noqa: FBT001  # a slot of toggled
        self._show(self.plain if wanted else self.sheets)
        if wanted and not self.plain.toPlainText():
            self.plain.setPlainText("Reading the words of its pages ...")
            self.words_wanted.emit()
        self.finding.again()
        self._to_body()

    def _zoom(self, step: int) -> None:
        view = self.body.currentWidget()
        if isinstance(view, Sheets | Picture):
            view.zoom(step)

    def _to_body(self) -> None:
        view = self.body.currentWidget()
        (self.tools.close_button if view is self._reason or view is None else view).setFocus()

    def _tell_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.isAncestorOf(now):
            self.focus_moved.emit(now)

    # ---- Qt ----------------------------------------------------------------------------------

    @override
    def event(self, event: QEvent) -> bool:
        # Ctrl+F is the window's filter; inside a document it means the document.
        asked = event if isinstance(event, QKeyEvent) else None
        override_it = event.type() == QEvent.Type.ShortcutOverride
        if override_it and asked is not None and asked.matches(QKeySequence.StandardKey.Find):
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Find):
            self.tools.finder.begin()
        elif event.key() == Qt.Key.Key_F3:
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.finding.step(-1 if back else 1) if self.tools.finder.words else self.tools.finder.begin()
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in {Qt.Key.Key_PageDown, Qt.Key.Key_PageUp}:
            self._to_body()
        else:
            super().keyPressEvent(event)
