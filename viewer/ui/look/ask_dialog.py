"""One question before something is done that takes the record off the screen."""

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from viewer.ui.look.dialog_foot import add_foot
from viewer.ui.look.labels import button, label, restyle
from viewer.ui.look.theme import Theme


class AskDialog(QDialog):
    """Accepted only by its own button; Escape and the first focus leave everything as it is."""

    def __init__(self, words: str, yes: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Tributary")
        self.setAccessibleName(words)
        self.resize(min(theme.px(560), 1200), min(theme.px(180), 600))
        self.yes, self.no = button(yes), button("Stay with this record (Esc)", "main")
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 12)
        column.addWidget(label(words, "strong"))
        column.addStretch(1)
        add_foot(column, self.no, self.yes)
        self.yes.clicked.connect(self.accept)
        self.no.clicked.connect(self.reject)
        self.no.setDefault(True)
        self.no.setFocus()

    def advise(self) -> None:
        """Yes is what had better be done: it is the main button, and the other only puts it off."""
        self.no.setText("Go on for now (Esc)")
        self.no.setAccessibleName("Go on for now")
        restyle(self.yes, "main")
        restyle(self.no, "plain")
