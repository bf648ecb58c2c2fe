"""On what grounds a record is viewed: the person chooses and gives a reason before the source is asked."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from viewer.source.permission import ALERT_WARNING, PermissionKind
from viewer.ui.look.focus_ring import FocusRing
from viewer.ui.look.labels import NOT_ASSURED, button, label
from viewer.ui.look.theme import Theme

_CHOICES = (
    (PermissionKind.PERMISSION, "The patient gave permission to view"),
    (PermissionKind.EMERGENCY, "Emergency: the patient cannot be asked, and waiting would harm them"),
    (PermissionKind.PUBLIC_INTEREST, "In the public interest, without the patient's permission"),
)
_LONGEST = 200
NOT_WITHOUT = (
    "Without the patient's permission this record cannot be opened here, not in an emergency and not in the "
    "public interest: your organisation's policy does not allow it."
)
"""What stands in the place of choices that would be refused."""


class PermissionDialog(QDialog):
    """Signals: ``recorded(PermissionKind, reason)``. Nothing is chosen when it opens.

    ``emergency``: policy allows access without the patient's permission; else it is not offered, in words.
    """

    recorded = Signal(object, str)

    def __init__(
        self, source_name: str, theme: Theme, parent: QWidget | None = None, *, emergency: bool
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Tributary")
        self.setAccessibleName(f"Permission to view at {source_name}")
        self.resize(min(theme.px(640), 1200), min(theme.px(440), 660))
        self.choices = {
            kind: QRadioButton(words)
            for kind, words in _CHOICES
            if emergency or kind is PermissionKind.PERMISSION
        }
        self._group = QButtonGroup(self)
        self.reason = QLineEdit()
        self.reason.setAccessibleName("Reason")
        self.reason.setMaxLength(_LONGEST)
        self.reason.setPlaceholderText("Why you need to view it now; no name and no number of the patient")
        self._ring = FocusRing(self.reason)
        self.record = button(f"Record it and ask {source_name}", "main")
        self.close_button = button("Cancel (Esc)")
        self._lay_out(source_name)
        self.record.clicked.connect(self._record)
        self.close_button.clicked.connect(self.reject)
        self.reason.textChanged.connect(self._arrange)
        self._group.buttonToggled.connect(self._arrange)
        self._arrange()

    def _lay_out(self, source_name: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 12)
        column.setSpacing(10)
        column.addWidget(label(f"Permission to view at {source_name}", "title"))
        column.addWidget(
            label("This record opens only when the grounds for viewing it are recorded. Why may you view it?")
        )
        for choice in self.choices.values():
            choice.setAccessibleName(choice.text())
            self._group.addButton(choice)
            column.addWidget(choice)
        if PermissionKind.EMERGENCY not in self.choices:
            column.addWidget(label(NOT_WITHOUT, "notice"))
        column.addWidget(label("Reason", "strong"))
        column.addWidget(self.reason)
        column.addWidget(label(ALERT_WARNING, "notice"))
        column.addStretch(1)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(self.record)
        line.addWidget(self.close_button)
        column.addLayout(line)
        assurance = label(NOT_ASSURED)
        assurance.setObjectName("assurance")
        column.addWidget(assurance)

    def _chosen(self) -> PermissionKind | None:
        return next((kind for kind, choice in self.choices.items() if choice.isChecked()), None)

    def _arrange(self) -> None:
        self.record.setEnabled(self._chosen() is not None and bool(self.reason.text().strip()))

    def _record(self) -> None:
        kind = self._chosen()
        if kind is not None:
            self.recorded.emit(kind, self.reason.text().strip())
            self.accept()
