"""What stands above a document: what must be seen first, its title, source, date, author and status."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from viewer.engine.document_messages import DocumentComing, DocumentGiven
from viewer.ui.look.focus_ring import FocusRing
from viewer.ui.look.labels import label, selectable
from viewer.ui.look.theme import Theme

_FIRST = frozenset({"Source", "Date", "Author", "Status"})


class DocumentHead(QWidget):
    """Title, facts, warnings and notes; what is not said takes no room."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName("About the document")
        self.marks = selectable(label("", "notice"), "Marks")
        self.marks.setStyleSheet("font-weight: 700;")
        self.title = selectable(label("", "heading"), "Title")
        self.facts = selectable(label(""), "Source, date, author, status")
        self.warnings = selectable(label("", "notice"), "Warnings")
        self.notes = selectable(label("", "small"), "Notes")
        texts = (self.marks, self.title, self.facts, self.warnings, self.notes)
        self._rings = [FocusRing(part) for part in texts]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for part in (self.marks, self.title, self.facts, self.warnings, self.notes):
            column.addWidget(part)
        self.clear()

    def clear(self) -> None:
        """Nothing of the last document stays."""
        for part in (self.marks, self.title, self.facts, self.warnings, self.notes):
            part.clear()
            part.hide()

    def show_coming(self, coming: DocumentComing) -> None:
        """Put what is known while it is fetched."""
        self._put(coming, (), ())

    def show_given(self, given: DocumentGiven) -> None:
        """Put everything."""
        form = (f"Form: {given.form}.",) if given.form else ()
        shown = given.kind in {"pdf", "image", "html", "text"}  # then the document says the rest itself
        details = () if shown else tuple(words for name, words in given.facts if name not in _FIRST)
        self._put(given, given.warnings, (*form, *given.notes, *details))

    def _put(
        self, said: DocumentComing | DocumentGiven, warnings: tuple[str, ...], notes: tuple[str, ...]
    ) -> None:
        facts = " · ".join(f"{name}: {words}" for name, words in said.facts if name in _FIRST)
        for part, words in (
            (self.marks, " · ".join(said.marks).upper() if said.marks else ""),
            (self.title, said.title),
            (self.facts, facts),
            (self.warnings, "\n".join(f"⚠ {words}" for words in warnings)),
            (self.notes, " ".join(notes)),
        ):
            part.setText(words)
            part.setAccessibleName(words or "Nothing")
            part.setVisible(bool(words))
