"""The last lines of a dialog: what it does, what leaves it, and that nobody has assured it (GOV-03)."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from viewer.ui.look.labels import NOT_ASSURED, label


def add_foot(column: QVBoxLayout, leaves: QWidget, *does: QWidget) -> None:
    """Put ``does`` at the left and ``leaves`` at the right, and the words of assurance below them."""
    line = QHBoxLayout()
    for part in does:
        line.addWidget(part)
    line.addStretch(1)
    line.addWidget(leaves)
    column.addLayout(line)
    assurance = label(NOT_ASSURED)
    assurance.setObjectName("assurance")
    column.addWidget(assurance)
