"""What must be seen first: plans, then conflicts; three lines at most until all is asked for."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from viewer.ui.labels import button
from viewer.ui.short_label import ShortLabel
from viewer.ui.still_height import StillHeight
from viewer.ui.theme import Theme

_LINES = 3
_ALL_LINES = 40
_HEIGHT_PX = 28
_UNREAD = ("Plans and warnings: not read yet",)


class SafetyLine(QWidget):
    """Every statement begins on a line of its own; a button shows every word and goes back."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("safety")
        self.setAccessibleName("Safety statements")
        self._theme = theme
        self.statements: tuple[str, ...] = ()
        self._all = False
        self._shape = QLabel()
        self._shape.setAccessibleName("Attention")
        self.lines: list[ShortLabel] = []
        self.more = button("Show all", "link", name="Show every safety statement in full")
        self.more.clicked.connect(self._toggle)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 3, 8, 3)
        row.setSpacing(8)
        row.addWidget(self._shape)
        row.addLayout(self._column, 1)
        row.addWidget(self.more)
        self.still = StillHeight(self)
        theme.changed.connect(self.restyle)
        self.restyle()
        self.say(())

    def restyle(self) -> None:
        """Sizes and colours of the present theme."""
        side = self._theme.px(16)
        self._shape.setPixmap(self._theme.shape("alert", "safetytext", side, self.devicePixelRatioF()))
        self.still.design(self._theme.px(_HEIGHT_PX))
        self._share()

    def say(self, statements: tuple[str, ...]) -> None:
        """Put the statements, most important first."""
        self.statements = statements
        words = statements or _UNREAD
        while len(self.lines) < len(words):
            line = ShortLabel("body", 1)
            line.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.lines.append(line)
            self._column.addWidget(line)
        for line, text in zip(self.lines, (*words, *[""] * len(self.lines)), strict=False):
            line.say(text)
        self._share()

    def _share(self) -> None:
        """Give every statement a line, the first ones more while there is room."""
        told = [line for line in self.lines if line.whole]
        shown = told if self._all else told[:_LINES]
        spare = _LINES - len(shown)
        for line in self.lines:
            line.setVisible(line in shown)
        for line in shown:
            extra = 0 if self._all else min(spare, line.needed(line.width()) - 1)
            spare -= extra
            line.set_lines(_ALL_LINES if self._all else 1 + extra)
        hidden = len(told) - len(shown)
        self.more.setVisible(self._all or hidden > 0 or any(line.is_cut for line in shown))
        self.more.setText("Show less" if self._all else f"Show all ({hidden} more)" if hidden else "Show all")
        self.still.look()

    def _toggle(self) -> None:
        self._all = not self._all
        self.still.forget()
        self._share()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._share()
