"""For what records are asked for: chosen before a patient is, where policy offers more than one purpose."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from viewer.engine.gates_messages import Purposes
from viewer.ui.look.focus_ring import FocusRing
from viewer.ui.look.labels import label


class _Unturned(QComboBox):
    """Chosen by hand alone: the wheel that scrolls what lies around it changes nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class PurposeChoice(QWidget):
    """Signals: ``chosen(str)``, the code of a purpose. One purpose is said, several can be chosen from."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Purpose of use")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.words = label("", "small")
        self.caption = label("Purpose of use", "strong")
        self.choice = _Unturned()
        self.choice.setAccessibleName("Purpose of use")
        self.choice.setAccessibleDescription("Why records are asked for; it stands in the audit trail.")
        self.choice.view().setAccessibleName("Purposes of use")
        self._ring = FocusRing(self.choice)
        self.caption.setBuddy(self.choice)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 6)
        column.setSpacing(6)
        for part in (self.words, self.caption, self.choice):
            column.addWidget(part)
        self.choice.activated.connect(lambda place: self.chosen.emit(self.choice.itemData(place)))
        self.hide()

    def show_purposes(self, purposes: Purposes) -> None:
        """Put what policy offers, and what is chosen."""
        several = len(purposes.offered) > 1
        self.choice.clear()
        for code, words in purposes.offered:
            self.choice.addItem(words, code)
        self.choice.setCurrentIndex(self.choice.findData(purposes.chosen))
        self.words.setText(f"Purpose of use: {dict(purposes.offered).get(purposes.chosen, purposes.chosen)}")
        self.words.setVisible(not several)
        self.caption.setVisible(several)
        self.choice.setVisible(several)
        self.show()
