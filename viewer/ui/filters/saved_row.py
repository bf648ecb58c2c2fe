"""Saved filters in the panel: applied, renamed, deleted; what is asked is saved under a name."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from viewer.store.saved_filters import LONGEST_NAME
from viewer.ui.filters.shelf import Shelf
from viewer.ui.look.flow_layout import FlowLayout
from viewer.ui.look.focus_ring import FocusRing
from viewer.ui.look.labels import button, label

_WARNING = "Its words are kept too. Do not put a patient's name into a saved filter."
_LEFT_OUT = " Authors, chosen entries and moments of this record are left out."


def _row(name: str, *parts: QWidget) -> QWidget:
    made = QWidget()
    made.setAccessibleName(name)
    line = FlowLayout(made, 4)
    for part in parts:
        line.addWidget(part)
    return made


class SavedRow(QWidget):
    """Signals: ``applied(name)``; ``save_wanted(name)``: keep what is asked under this name."""

    applied = Signal(str)
    save_wanted = Signal(str)

    def __init__(self, shelf: Shelf) -> None:
        super().__init__()
        self.setAccessibleName("Saved filters")
        self._shelf, self._renames = shelf, ""
        self.names = QComboBox()
        self.names.setAccessibleName("Saved filters")
        self.names.view().setAccessibleName("Saved filters")
        self.apply, self.save, self.rename, self.delete = (
            button(words, name=name)
            for words, name in (
                ("Apply", "Apply the saved filter"), ("Save as ...", "Save what is asked as a filter"),
                ("Rename", "Rename the saved filter"), ("Delete", "Delete the saved filter"),
            )
        )  # fmt: skip
        self.name = QLineEdit()
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setAccessibleName("Name of the filter")
        self._ring = FocusRing(self.name)
        self.done, self.cancel = (
            button("Save", name="Save under this name"),
            button("Cancel", name="Do not save"),
        )
        self.told = label("", "small")
        self._lay_out()
        self._wire()
        self.show_filters()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        tools = _row("With saved filters", self.apply, self.save, self.rename, self.delete)
        asking = _row("Save or not", self.done, self.cancel)
        self._asking = (self.name, asking)
        for widget in (self.names, tools, self.told, self.name, asking):
            column.addWidget(widget)
        self._ask(shown=False)

    def _wire(self) -> None:
        self.apply.clicked.connect(lambda: self.applied.emit(self.names.currentText()))
        self.save.clicked.connect(lambda: self._begin(""))
        self.rename.clicked.connect(lambda: self._begin(self.names.currentText()))
        self.delete.clicked.connect(self._delete)
        self.done.clicked.connect(self._finish)
        self.cancel.clicked.connect(self._end)
        self.name.returnPressed.connect(self._finish)

    def show_filters(self) -> None:
        """Put the names that are kept, and what went wrong."""
        chosen = self.names.currentText()
        self.names.clear()
        self.names.addItems([one.name for one in self._shelf.filters])
        self.names.setCurrentIndex(max(self.names.findText(chosen), 0))
        some = bool(self._shelf.filters)
        for part in (self.names, self.apply, self.rename, self.delete):
            part.setVisible(some)
        self.save.setEnabled(self._shelf.usable)
        self.tell(self._shelf.trouble)

    def forget(self) -> None:
        """Another record begins: a name that was being typed goes."""
        self._renames = ""
        self.name.setText("")  # which, other than clear(), leaves nothing to be undone
        self._ask(shown=False)
        self.tell(self._shelf.trouble)

    def tell(self, words: str) -> None:
        """Put words below the buttons."""
        self.told.setText(words)
        self.told.setAccessibleName(words or "Nothing to report")
        self.told.setVisible(bool(words))

    def warn_of_left_out(self, some: bool) -> None:  # noqa: FBT001  # a state, as Qt's own setters
        """Say before saving whether part of what is asked is not kept."""
        self._beside = _LEFT_OUT if some else ""

    _beside = ""

    def _begin(self, renames: str) -> None:
        self._renames = renames
        self.name.setText(renames)
        self.name.setPlaceholderText("Name")
        self._ask(shown=True)
        self.tell(_WARNING + ("" if renames else self._beside))
        self.name.setFocus()
        self.name.selectAll()

    def _finish(self) -> None:
        name = self.name.text().strip()
        if self._renames:
            self._shelf.rename(self._renames, name)
        else:
            self.save_wanted.emit(name)
        if self._shelf.trouble:
            self.tell(self._shelf.trouble)
            return
        self.show_filters()
        self.names.setCurrentText(name)
        self._end()

    def _delete(self) -> None:
        self._shelf.delete(self.names.currentText())
        self.show_filters()
        (self.names if self._shelf.filters else self.save).setFocus()

    def _end(self) -> None:
        self._ask(shown=False)
        self.tell("")
        self.save.setFocus()

    def _ask(self, *, shown: bool) -> None:
        if not shown:
            self.name.clear()
        for part in self._asking:
            part.setVisible(shown)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.name.isHidden():
            self._end()
        else:
            super().keyPressEvent(event)
