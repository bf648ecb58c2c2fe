"""One secret: typed unseen, never shown, kept while nothing is typed, removed where that is ticked."""

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QWidget

from viewer.ui.look.focus_ring import FocusRing

_LONGEST = 8192


class SecretField(QWidget):
    """``line`` is what is typed into, ``remove`` what is ticked: it is there only where one is stored."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.line = QLineEdit()
        self.line.setAccessibleName(name)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setMaxLength(_LONGEST)
        self._ring = FocusRing(self.line)
        self.remove = QCheckBox("Remove")
        self.remove.setAccessibleName(f"Remove the stored {name[0].lower()}{name[1:]}")
        self.remove.toggled.connect(self.line.setDisabled)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.line, 1)
        row.addWidget(self.remove)
        self.setFocusProxy(self.line)
        self.show_state("")

    def show_state(self, stored: str) -> None:
        """Say in words what is stored, "" for nothing; what was typed is gone."""
        self.line.clear()
        self.remove.setChecked(False)
        self.line.setPlaceholderText(f"{stored}; type to replace it" if stored else "none stored")
        self.remove.setVisible(bool(stored))

    def typed(self) -> str | None:
        """A new secret, "" to remove the stored one, None to leave it."""
        return "" if self.remove.isChecked() else self.line.text() or None
