"""The line that says, for as long as it is so, that host system and screen may show different patients."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from viewer.ui.labels import label
from viewer.ui.theme import Theme


class HostLine(QWidget):
    """Hidden while host and screen agree (CTX-03)."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("safety")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Host system")
        self._theme = theme
        self._shape = QLabel()
        self._shape.setAccessibleName("Attention")
        self.words = label("", "strong")
        line = QHBoxLayout(self)
        line.setContentsMargins(14, 4, 14, 4)
        line.setSpacing(8)
        line.addWidget(self._shape)
        line.addWidget(self.words, 1)
        theme.changed.connect(self._restyle)
        self._restyle()
        self.say("")

    def say(self, words: str) -> None:
        """Show why they may differ; "" where they agree."""
        self.words.setText(words)
        self.words.setAccessibleName(words)
        self.setVisible(bool(words))

    def _restyle(self) -> None:
        side = self._theme.px(16)
        self._shape.setPixmap(self._theme.shape("alert", "safetytext", side, self.devicePixelRatioF()))
