"""Every action of the window by a few letters of its name (Ctrl+K): for hands that stay on the keys."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget
from typing_extensions import override

from viewer.ui.look.focus_ring import FocusRing
from viewer.ui.look.labels import label
from viewer.ui.look.theme import Theme

_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


def matching(actions: Sequence[QAction], typed: str) -> list[QAction]:
    """Return the actions whose words hold all that was typed, in any order; those that begin so first."""
    words = typed.casefold().split()
    found = [one for one in actions if all(word in one.text().casefold() for word in words)]
    first = words[0] if words else ""
    return sorted(found, key=lambda one: first not in _starts(one.text()))


def _starts(text: str) -> str:
    return " ".join(word[:3] for word in text.casefold().split()[:3])


class CommandPalette(QDialog):
    """A field and the list of what it leaves; Enter does what is chosen."""

    def __init__(self, actions: Sequence[QAction], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Tributary")
        self.setAccessibleName("Commands")
        self.resize(theme.px(560), theme.px(420))
        self._actions = actions
        self.field, self.list = QLineEdit(), QListWidget()
        self.field.setPlaceholderText("Type a few letters of what to do")
        self.field.setAccessibleName("What to do")
        self.field.setMaxLength(60)
        self.list.setAccessibleName("Commands that match")
        self.none = label("No command has these words.", "small")
        self._rings = [FocusRing(self.field), FocusRing(self.list)]
        column = QVBoxLayout(self)
        for part in (self.field, self.none, self.list):
            column.addWidget(part)
        self.field.textChanged.connect(self._fill)
        self.field.returnPressed.connect(self._do)
        self.list.itemActivated.connect(self._do)
        self.field.installEventFilter(self)
        self._fill("")

    def _fill(self, typed: str) -> None:
        self.list.clear()
        for action in matching(self._actions, typed):
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            item = QListWidgetItem(f"{action.text()}    {keys}".rstrip())
            item.setData(Qt.ItemDataRole.UserRole, action)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.none.setVisible(self.list.count() == 0)

    def _do(self, *_item: object) -> None:
        chosen = self.list.currentItem()
        if chosen is not None:
            self.accept()  # first: what is done may open a dialog, or take the keyboard
            chosen.data(Qt.ItemDataRole.UserRole).trigger()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and down move in the list while letters go to the field."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _MOVES:
            self.list.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)
