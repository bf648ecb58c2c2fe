"""A file on this computer: typed, or chosen in our own dialog, which remembers nothing (PRIV-12)."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QWidget

from viewer.ui.look.focus_ring import FocusRing
from viewer.ui.look.labels import button


class PathField(QWidget):
    """Signals: ``chosen()`` after a file was chosen in the dialog."""

    chosen = Signal()

    def __init__(self, name: str, line: QLineEdit) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.line = line
        self._ring = FocusRing(line)
        self.choose = button("Choose ...", name=f"Choose {name[0].lower()}{name[1:]}")
        self.choose.clicked.connect(self._open)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(line, 1)
        row.addWidget(self.choose)
        self.setFocusProxy(line)

    def text(self) -> str:
        """The path as it is typed."""
        return self.line.text()

    def setText(self, text: str) -> None:  # noqa: N802  # as a line of Qt's own is set
        """Put a path."""
        self.line.setText(text)

    def _open(self) -> None:
        chooser = QFileDialog(self, "Tributary")
        chooser.setOption(QFileDialog.Option.DontUseNativeDialog)
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.fileSelected.connect(self._take)
        chooser.open()

    def _take(self, path: str) -> None:
        self.setText(path)
        self.chosen.emit()
