"""What is seen first: plans, then conflicts; five lines at most (big text: three) until all is asked for."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from viewer.ui.look.bounded_area import BoundedArea
from viewer.ui.look.labels import button
from viewer.ui.look.short_label import ShortLabel
from viewer.ui.look.still_height import StillHeight
from viewer.ui.look.theme import Theme

_LINES, _LINES_OF_BIG_TEXT = 5, 3
_BIG = 1.5  # from this size of text on the lists below need the room
_ALL_LINES = 40
_SHARE = 0.4  # of the window: every word at twice the size of text leaves room for the rest
_HEIGHT_PX = 28
_UNREAD = ("Plans and warnings: not read yet",)


class SafetyLine(QWidget):
    """Every statement begins on a line of its own; a button shows every word, and the list of plans.

    Signals: ``all_wanted(bool)``, False to go back.
    """

    all_wanted = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("safety")
        self.setAccessibleName("Safety statements")
        self._theme = theme
        self.statements: tuple[str, ...] = ()
        self._all = False
        self._plans = 0
        self._shape = QLabel()
        self._shape.setAccessibleName("Attention")
        self.lines: list[ShortLabel] = []
        self.more = button(
            "Show all", "link", name="Care plans and warnings, and every safety statement in full: show all"
        )
        self.more.clicked.connect(self._toggle)
        self._lay_out()
        self.still = StillHeight(self)
        theme.changed.connect(self.restyle)
        self.restyle()
        self.say(())

    def _lay_out(self) -> None:
        told = QWidget()
        told.setAccessibleName("Safety statements")
        self._column = QVBoxLayout(told)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.area = BoundedArea(told, "Safety statements", _SHARE)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 2, 8, 2)
        row.setSpacing(8)
        row.addWidget(self._shape)
        row.addWidget(self.area, 1)
        row.addWidget(self.more)

    def restyle(self) -> None:
        """Sizes and colours of the present theme."""
        side = self._theme.px(16)
        self._shape.setPixmap(self._theme.shape("alert", "safetytext", side, self.devicePixelRatioF()))
        self.still.design(self._theme.px(_HEIGHT_PX))
        self._share()

    def say(self, statements: tuple[str, ...], plans: int = 0) -> None:
        """Put the statements, most important first; ``plans`` counts what the list of plans holds."""
        self.statements, self._plans = statements, plans
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
        most = _LINES if self._theme.scale < _BIG else _LINES_OF_BIG_TEXT
        shown = told if self._all else told[:most]
        spare = most - len(shown)
        for line in self.lines:
            line.setVisible(line in shown)
        for line in shown:
            extra = 0 if self._all else min(spare, line.needed(line.width()) - 1)
            spare -= extra
            line.set_lines(_ALL_LINES if self._all else 1 + extra)
        hidden = len(told) - len(shown)
        cut = any(line.is_cut for line in shown)
        self.more.setVisible(self._all or hidden > 0 or cut or self._plans > 0)
        self.more.setText("Show less" if self._all else f"Show all ({hidden} more)" if hidden else "Show all")
        self.area.updateGeometry()
        self.still.look()

    def _toggle(self) -> None:
        self.show_all(not self._all)
        self.all_wanted.emit(self._all)

    def show_all(self, whole: bool) -> None:  # noqa: FBT001  # a state, as Qt's own setters
        """Show every word, or the first lines again."""
        if whole != self._all:
            self._all = whole
            self.still.forget()
            self._share()

    def come_to_rest(self) -> None:
        """All is in and nobody uses a list yet: take no more room than the words need."""
        self.still.forget()
        self.still.look()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._share()
