"""How far a print or a file has come, and the way to stop it."""

from PySide6.QtWidgets import QDialog, QProgressBar, QVBoxLayout, QWidget

from viewer.ui.look.labels import button, label
from viewer.ui.look.theme import Theme


class ProgressDialog(QDialog):
    """Rejected by Escape or its button: then the work is to be stopped."""

    def __init__(self, words: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Tributary")
        self.setAccessibleName(words)
        self.resize(min(theme.px(440), 900), min(theme.px(150), 400))
        self.bar = QProgressBar()
        self.bar.setAccessibleName("Progress")
        self.bar.setRange(0, 0)  # how far it is is not known until the engine has made it
        self.stop = button("Stop (Esc)")
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 12)
        column.addWidget(label(words, "strong"))
        column.addWidget(self.bar)
        column.addWidget(self.stop)
        self.stop.clicked.connect(self.reject)

    def say(self, per_cent: int) -> None:
        """Say how far it is."""
        self.bar.setRange(0, 100)
        self.bar.setValue(per_cent)
