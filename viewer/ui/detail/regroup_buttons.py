"""What can be done about the grouping of the entry in the detail: apart, together, undone."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from viewer.engine.messages import Detail
from viewer.ui.look.flow_layout import FlowLayout
from viewer.ui.look.labels import button, tip

APART_KEY, TOGETHER_KEY = "Ctrl+D", "Ctrl+J"
_APART = {
    "take-apart": f"Take apart ({APART_KEY})",
    "undo": f"Undo your choice ({APART_KEY})",
}


class RegroupButtons(QWidget):
    """Signals: ``regroup_wanted(entry)``, ``together_wanted(entry, other)``."""

    regroup_wanted = Signal(str)
    together_wanted = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Grouping of this entry")
        self.apart = button(_APART["take-apart"])
        self.together = button(f"Put together ({TOGETHER_KEY})")
        self.menu = QMenu(self)
        self.menu.setAccessibleName("Put together with")
        self._entry = ""
        self._others: tuple[tuple[str, str], ...] = ()
        line = FlowLayout(self, spacing=6)
        line.addWidget(self.apart)
        line.addWidget(self.together)
        self.apart.clicked.connect(lambda: self.regroup_wanted.emit(self._entry))
        self.together.clicked.connect(self.put_together)
        self.hide()

    def show_detail(self, detail: Detail | None) -> None:
        """Offer what the engine says can be done about this entry."""
        self._entry = detail.entry if detail else ""
        self._others = detail.may_be_same if detail else ()
        words = _APART.get(detail.apart, "") if detail else ""
        self.apart.setVisible(bool(words))
        if words:
            self.apart.setText(words)
            self.apart.setAccessibleName(words)
        number = len(self._others)
        which = "the one that may be the same" if number == 1 else f"one of {number} that may be the same"
        self.together.setAccessibleName(f"Put together with {which}")
        self.together.setToolTip(tip("\n".join(words for _, words in self._others)))
        self.together.setVisible(bool(self._others))
        self.setVisible(bool(words or self._others))

    def put_together(self) -> None:
        """Put together with the only one, or let one be chosen by name."""
        if len(self._others) == 1:
            self.together_wanted.emit(self._entry, self._others[0][0])
        elif self._others:
            self.menu.clear()
            for other, words in self._others:
                action = self.menu.addAction(words.replace("&", "&&"))
                action.triggered.connect(lambda _on=False, one=other: self._tell(one))
            self.menu.popup(self.together.mapToGlobal(self.together.rect().bottomLeft()))

    def _tell(self, other: str) -> None:
        self.together_wanted.emit(self._entry, other)
