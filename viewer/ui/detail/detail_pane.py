"""Everything about one entry: warnings, five plain lines, sources, every element, and the bytes by a key."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout
from typing_extensions import override

from viewer.engine.around_lines import Around
from viewer.engine.messages import Detail
from viewer.ui.detail.around_buttons import EARLIER_KEY, LATER_KEY, AroundButtons
from viewer.ui.detail.detail_model import all_text, detail_rows, in_parts, raw_text
from viewer.ui.detail.detail_table import DetailTable
from viewer.ui.detail.raw_view import RawView
from viewer.ui.detail.regroup_buttons import RegroupButtons
from viewer.ui.documents.open_buttons import OpenButtons
from viewer.ui.look.labels import button, label, restyle, selectable
from viewer.ui.look.theme import Theme

_PLAIN = 5
_STEPS = {Qt.Key[f"Key_{EARLIER_KEY}"]: False, Qt.Key[f"Key_{LATER_KEY}"]: True}
LEFT = "This line has left the record."


class DetailPane(QFrame):
    """Signals: ``closed()``; ``text_copied(str)``; ``entry_wanted(str)``: another entry's detail.

    ``report_wanted(str)``: an error in this entry is to be told to its source (GOV-06).
    """

    closed = Signal()
    text_copied = Signal(str)
    entry_wanted = Signal(str)
    report_wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAccessibleName("Detail")
        self._theme = theme
        self._detail: Detail | None = None
        self.entry = ""
        self.title = selectable(label("", "heading"), "Title")
        self.warnings = selectable(label("", "notice"), "Warnings")
        self.plain = [selectable(label(""), f"Line {number}") for number in range(1, _PLAIN + 1)]
        self.raw_button = button("Raw bytes (R)")
        self.raw_button.setCheckable(True)
        self.copy_button = button("Copy all")
        self.report_button = button("Report an error (E)", name="Report an error in this entry to its source")
        self.close_button = button("Close (Esc)")
        self.grouping = RegroupButtons()
        self.documents = OpenButtons()
        self.around = AroundButtons()
        self.table = DetailTable()
        self.raw_view = RawView()
        self.raw = self.raw_view.text
        self._lay_out()
        self._warn(())
        self._wire()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(6)
        for part in (self.raw_button, self.copy_button, self.report_button):
            head.addWidget(part)
        head.addStretch(1)
        head.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 8, 8)
        column.setSpacing(3)
        column.addLayout(head)
        column.addWidget(self.grouping)
        column.addWidget(self.documents)
        column.addWidget(self.title)
        column.addWidget(self.warnings)
        for line in self.plain:
            column.addWidget(line)
        column.addWidget(self.around)
        column.addSpacing(4)
        column.addWidget(self.table, 1)
        column.addWidget(self.raw_view, 1)
        self.raw_view.hide()

    def _wire(self) -> None:
        self.close_button.clicked.connect(self.closed)
        self.raw_button.toggled.connect(self._show_raw)
        self.copy_button.clicked.connect(self._copy_all)
        self.report_button.clicked.connect(self._report)
        self.table.copied.connect(self.text_copied)
        self.raw_view.copied.connect(self.text_copied)
        self.table.entry_wanted.connect(self.entry_wanted)
        self.around.entry_wanted.connect(self.entry_wanted)
        self._theme.changed.connect(self._again)

    def await_detail(self, entry: str, title: str) -> None:
        """An entry was chosen; its detail is on the way."""
        self.entry, self._detail = entry, None
        self.title.setText(title)
        self.documents.show_offers("", ())
        self._say(("Reading the whole record ...",))
        self._warn(())
        self.grouping.show_detail(None)
        self.around.show_around(Around())
        self.table.fill((), self._theme)
        self.raw_button.setChecked(False)
        self.table.setFocus()

    def show_detail(self, detail: Detail) -> None:
        """Put the detail if it is the one that was asked for."""
        if detail.entry != self.entry:
            return
        again, self._detail = self._detail is not None, detail
        self.title.setText(detail.title)
        self.title.setAccessibleName(f"Detail of {detail.title}")
        self._say(detail.plain)
        self._warn(detail.warnings)
        self.grouping.show_detail(detail)
        self.around.show_around(detail.around)
        self.documents.show_offers(detail.entry, detail.documents)
        letter = self.documents.first_document()
        if letter is not None and self.table.hasFocus() and not again:
            letter.setFocus()  # a second Enter opens it
        (self.table.fill_again if again else self.table.fill)(in_parts(detail_rows(detail)), self._theme)
        self.raw_view.show_text(raw_text(detail) if self.raw_button.isChecked() else "", again=again)

    def show_left(self) -> None:
        """The line is not in the record any more: nothing of it stays, neither here nor to be copied.

        The entry is kept, by which it is asked for again where it comes back.
        """
        self._hold_nothing(LEFT)

    def show_withheld(self, entry: str, words: str) -> None:
        """What was asked for does not come: its title stays, and why stands where it would."""
        if entry == self.entry:
            title = self.title.text()
            self._hold_nothing(words)
            self.title.setText(title)

    def _hold_nothing(self, words: str) -> None:
        now = self.window().focusWidget()
        used = now is not None and self.isAncestorOf(now)
        entry = self.entry
        self.clear()
        self.entry = entry
        self.title.setAccessibleName(words)
        self._say((words,))
        if now is not None:  # what had the keyboard here may be gone; elsewhere nobody loses it
            (self.table if used else now).setFocus()

    def clear(self) -> None:
        """Nothing of the last patient stays."""
        self.entry, self._detail = "", None
        self.title.setText("")
        self.documents.show_offers("", ())
        self._say(())
        self._warn(())
        self.grouping.show_detail(None)
        self.around.show_around(Around())
        self.table.fill((), self._theme)
        self.raw_view.clear()
        self.raw_button.setChecked(False)

    def _warn(self, words: tuple[str, ...]) -> None:
        """Put what must be seen first, a statement to a line."""
        self.warnings.setText("\n".join(words))
        self.warnings.setAccessibleName(". ".join(words) or "Warnings")
        self.warnings.setVisible(bool(words))

    def _say(self, words: tuple[str, ...]) -> None:
        for place, line in enumerate(self.plain):
            text = words[place] if place < len(words) else ""
            line.setText(text)
            line.setAccessibleName(text or f"Line {place + 1}")
            line.setVisible(bool(text))
            restyle(line, "strong" if place == 0 else "body")

    def _again(self) -> None:
        if self._detail is not None:
            self.table.fill(in_parts(detail_rows(self._detail)), self._theme)

    def _show_raw(self, shown: bool) -> None:  # noqa: FBT001  # a slot of toggled
        self.raw_view.setVisible(shown)
        self.table.setVisible(not shown)
        if shown and self._detail is not None:
            self.raw_view.show_text(raw_text(self._detail))
        (self.raw if shown else self.table).setFocus()

    def _copy_all(self) -> None:
        if self._detail is not None:
            self.text_copied.emit(all_text(self._detail))

    def _report(self) -> None:
        if self._detail is not None:
            self.report_wanted.emit(self.entry)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_R and not event.modifiers():
            self.raw_button.toggle()
        elif event.key() == Qt.Key.Key_E and not event.modifiers():
            self._report()
        elif event.key() in _STEPS and not event.modifiers():
            self.around.step(later=_STEPS[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
