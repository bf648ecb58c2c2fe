"""The allergy label of the banner: one of exactly four forms, each with its own shape (CMP-03)."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QFontMetrics
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout
from typing_extensions import override

from viewer.ui.look.focus_ring import FocusRing
from viewer.ui.look.labels import label
from viewer.ui.look.short_label import ShortLabel
from viewer.ui.look.theme import Theme

KNOWN = "Known allergies"
NONE_KNOWN = "No known allergies"
NOT_RECORDED = "Allergies not recorded"
UNAVAILABLE = "Allergies unavailable"
_FORMS = {
    KNOWN: ("alert", "#ffffff", "#b3160d"),
    NONE_KNOWN: ("complete", "#00401e", "#ffffff"),
    NOT_RECORDED: ("empty", "#212b32", "#ffffff"),
    UNAVAILABLE: ("unknown", "#212b32", "#ffd75e"),
}
"""Shape, colour of text, colour of ground."""
_LINES, _ALL_LINES = 2, 40


class Reason(ShortLabel):
    """Why the label says what it says: two lines, and every word while it has the keyboard (A11Y-05)."""

    def __init__(self) -> None:
        super().__init__("body", _LINES)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._ring = FocusRing(self, outset=4)

    @override
    def _height(self, lines: int) -> int:
        """Many lines are drawn one height below the other, where the leading of a font is less than none."""
        metrics = QFontMetrics(self.font())
        return max(metrics.height(), metrics.lineSpacing()) * lines

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.set_lines(_ALL_LINES)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.set_lines(_LINES)


class AllergyLabel(QFrame):
    """Words and shape; words that are none of the four forms are shown as "Allergies unavailable"."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._form = UNAVAILABLE
        self._shape = QLabel()
        self._shape.setAccessibleName("Shape of the allergy label")
        self._words = label("", wrap=False)
        self.reason = Reason()
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addStretch(1)
        column.addWidget(self._words)
        column.addWidget(self.reason)
        column.addStretch(1)
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 1, 12, 3)  # two lines of reasons keep the banner at 60 px
        line.setSpacing(10)
        line.addWidget(self._shape)
        line.addLayout(column, 1)
        self.say(UNAVAILABLE, "")

    @property
    def form(self) -> str:
        """Which of the four forms stands there."""
        return self._form

    def say(self, form: str, words: str) -> None:
        """Put one of the four forms, and the words that explain it."""
        self._form = form if form in _FORMS else UNAVAILABLE
        self._words.setText(self._form)
        self.reason.say(words)
        self.reason.setVisible(bool(words))
        self.setAccessibleName(f"{self._form}. {words}")
        self.restyle()

    def restyle(self) -> None:
        """Colours and sizes of the present theme."""
        shape, text, ground = _FORMS[self._form]
        side = self._theme.px(24)
        self._shape.setPixmap(self._theme.shape(shape, text, side, self.devicePixelRatioF()))
        self._shape.setFixedSize(side, side)
        self.setStyleSheet(f"AllergyLabel {{ background: {ground}; border-radius: 3px; }}")
        for made, size, weight in ((self._words, 11.5, 700), (self.reason, 9, 400)):
            points = size * self._theme.scale
            made.setStyleSheet(
                f"QLabel {{ color: {text}; font-size: {points:.1f}pt; font-weight: {weight}; "
                "background: transparent; }"
            )
