"""What must be seen before anything else: plans, then conflicts; a line each, three at most, the rest by a button."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from viewer.ui.labels import button, label, selectable
from viewer.ui.still_height import StillHeight
from viewer.ui.theme import Theme

_LINES = 3
_HEIGHT_PX = 28


class SafetyLine(QWidget):
    """Up to three lines; a button shows every statement and goes back."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("safety")
        self.setAccessibleName("Safety statements")
        self._theme = theme
        self.statements: tuple[str, ...] = ()
        self._shape = QLabel()
        self._shape.setAccessibleName("Attention")
        self.lines = [selectable(label(""), "Safety statement") for _ in range(_LINES)]
        self.more = button("", "link")
        self.more.clicked.connect(self._toggle)
        self._all = False
        self._column = column = QVBoxLayout()
        column.setSpacing(0)
        for line in self.lines:
            column.addWidget(line)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 2, 8, 2)
        row.setSpacing(8)
        row.addWidget(self._shape)
        row.addLayout(column, 1)
        row.addWidget(self.more)
        self.still = StillHeight(self)
        theme.changed.connect(self.restyle)
        self.restyle()
        self.say(())

    def restyle(self) -> None:
        """Sizes and colours of the present theme."""
        side = self._theme.px(16)
        self._shape.setPixmap(self._theme.shape("alert", "safetytext", side, self.devicePixelRatioF()))
        self.setMinimumHeight(self._theme.px(_HEIGHT_PX))

    def say(self, statements: tuple[str, ...]) -> None:
        """Put the statements, most important first."""
        self.statements = statements
        words = statements or ("Plans and warnings: not read yet",)
        shown = len(words) if self._all else _LINES
        while len(self.lines) < min(len(words), shown):
            self.lines.append(selectable(label(""), "Safety statement"))
            self._column.addWidget(self.lines[-1])
        for place, line in enumerate(self.lines):
            text = words[place] if place < min(len(words), shown) else ""
            line.setText(text)
            line.setAccessibleName(text or "Safety statement")
            line.setVisible(bool(text))
        left = len(words) - _LINES
        self.more.setVisible(left > 0)
        self.more.setText("Show fewer" if self._all else f"{left} more: show all")
        self.more.setAccessibleName(f"{left} more safety statements: show all or fewer")

    def _toggle(self) -> None:
        self._all = not self._all
        self.say(self.statements)
