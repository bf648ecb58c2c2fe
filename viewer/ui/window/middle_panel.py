"""A page of one colour with a panel of words in its middle: what stands before a record that is hidden."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from viewer.ui.look.labels import scrolled

_WIDEST_PX = 900
_MARGINS_PX = (28, 22, 28, 22)


class MiddlePanel(QWidget):
    """``inside`` is the panel's own column; what has no room scrolls."""

    def __init__(self, name: str) -> None:
        super().__init__()
        _fill(self, "lock", name)
        panel, inner = QWidget(), QWidget()
        _fill(panel, "panel", name)
        _fill(inner, "lock", name)
        panel.setMaximumWidth(_WIDEST_PX)
        self.inside = QVBoxLayout(panel)
        self.inside.setContentsMargins(*_MARGINS_PX)
        self.inside.setSpacing(12)
        across = QHBoxLayout()
        for part, stretch in ((None, 1), (panel, 8), (None, 1)):
            across.addStretch(stretch) if part is None else across.addWidget(part, stretch)
        middle = QVBoxLayout(inner)
        middle.addStretch(2)
        middle.addLayout(across)
        middle.addStretch(3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scrolled(inner, name))

    def put(self, *parts: QWidget) -> None:
        """Put parts below each other, as wide as the panel."""
        for part in parts:
            self.inside.addWidget(part)

    def put_line(self, *parts: QWidget) -> QLayout:
        """Put parts beside each other, from the left."""
        line = QHBoxLayout()
        line.setSpacing(10)
        for part in parts:
            line.addWidget(part)
        line.addStretch(1)
        self.inside.addLayout(line)
        return line


def _fill(part: QWidget, colour: str, name: str) -> None:
    part.setObjectName(colour)
    part.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    part.setAccessibleName(name)
