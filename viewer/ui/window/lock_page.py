"""What stands on the screen while it is locked: nothing of any patient."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from viewer.ui.look.labels import button, label

_HONEST = (
    "This button asks for no password: in this version the lock of the workstation itself "
    "is what guards your session. Lock the workstation before you leave it."
)


class LockPage(QWidget):
    """Signals: ``unlocked()``."""

    unlocked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("lock")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Locked")
        self.button = button("Unlock", "main", name="Unlock and return to patient search")
        self.button.setDefault(True)
        self.button.clicked.connect(self.unlocked)
        column = QVBoxLayout(self)
        column.addStretch(2)
        for text, role in (
            ("Tributary is locked", "title"),
            ("The record was closed and its data left memory. Unlocking returns to patient search.", "body"),
            (_HONEST, "body"),
        ):
            words = label(text, role)
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(words)
            column.addSpacing(8)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignCenter)
        column.addStretch(3)
