"""The line that says, for as long as it is so, that host system and screen may show different patients."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from viewer.ui.look.labels import button, label
from viewer.ui.look.theme import Theme


class HostLine(QWidget):
    """Hidden while host and screen agree, and while the window is locked (CTX-03, PRIV-02).

    Its colours and shape are its own: the patient on screen may be the wrong one.

    Signals: ``show_wanted()`` when the host's patient is to be shown here.
    """

    show_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("hostline")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Host system")
        self._theme = theme
        self._shape = QLabel()
        self._shape.setAccessibleName("Attention")
        self.words = label("", "strong")
        self.show_button = button("S&how that patient", name="Show the patient of the host system (Alt+H)")
        self._locked = False
        line = QHBoxLayout(self)
        line.setContentsMargins(14, 4, 14, 4)
        line.setSpacing(8)
        line.addWidget(self._shape)
        line.addWidget(self.words, 1)
        line.addWidget(self.show_button)
        self.show_button.clicked.connect(self.show_wanted)
        theme.changed.connect(self._restyle)
        self._restyle()
        self.say("")

    def say(self, words: str, *, offer: bool = False) -> None:
        """Show why they may differ, "" where they agree; ``offer`` to show the host's patient."""
        self.words.setText(words)
        self.words.setAccessibleName(words)
        self.show_button.setVisible(offer)
        self._appear()

    def lock(self, locked: bool) -> None:  # noqa: FBT001  # a state, as Qt's own setters
        """Hide behind the lock, which shows no name of any system; what was said comes back after it."""
        self._locked = locked
        self._appear()

    def _appear(self) -> None:
        self.setVisible(bool(self.words.text()) and not self._locked)

    def _restyle(self) -> None:
        side = self._theme.px(16)
        self._shape.setPixmap(self._theme.shape("differs", "onaccent", side, self.devicePixelRatioF()))
