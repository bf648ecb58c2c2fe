"""The foot of every window: who works here, how old the answers are, and that nobody has assured this yet."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from viewer.source.signed_in import SignedIn
from viewer.ui.look.labels import NOT_ASSURED, label, tip
from viewer.ui.look.theme import Theme
from viewer.ui.sources.signed_in_view import who

_HEIGHT_PX = 24
_SPACING_PX, _MARGIN_PX = 24, 14
_PLACE, _MOST = 3, 1000  # after who, for what and when; of the room that is left
_LONGEST = 60  # letters; the rest is in the tooltip and for screen readers


class StatusLine(QWidget):
    """One line, and one above it for a message too long for that; the words of assurance never leave it."""

    def __init__(self, user: str, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("status")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Status")
        self._theme = theme
        self._retrieved = self._age = ""
        self._os_user = f"User {user}"
        self.user = label(self._os_user, wrap=False)
        self.purpose = label("", wrap=False)
        self.purpose.hide()
        self.retrieved = label("", wrap=False)
        self.message = label("", wrap=True)
        self.message.hide()
        self.assurance = label(NOT_ASSURED, wrap=False)
        self.assurance.setObjectName("assurance")
        self._lay_out()
        theme.changed.connect(self._restyle)
        self._restyle()

    def _lay_out(self) -> None:
        self.user.setMinimumWidth(1)  # a long role makes no window wider than the screen; the tooltip has it
        self._line = QHBoxLayout()
        self._line.setSpacing(_SPACING_PX)
        for part in (self.user, self.purpose, self.retrieved):
            self._line.addWidget(part)
        self._line.addStretch(1)
        self._line.addWidget(self.assurance)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(_MARGIN_PX, 1, _MARGIN_PX, 1)
        self._column.setSpacing(0)
        self._column.addLayout(self._line)
        self._above = True
        self.message.setMinimumWidth(1)
        self._place_message()

    def _restyle(self) -> None:
        self.setMinimumHeight(self._theme.px(_HEIGHT_PX))
        self._place_message()

    def _place_message(self) -> None:
        """Beside the others where it fits there in one line, else above them, as wide as the window."""
        parts = [part for part in (self.user, self.purpose, self.retrieved, self.assurance) if part.text()]
        taken = sum(part.sizeHint().width() + _SPACING_PX for part in parts) + 2 * _MARGIN_PX
        self.message.ensurePolished()
        words = self.message.fontMetrics().horizontalAdvance(self.message.text())
        above = taken + words > self.width()
        if above == self._above and self.message.parent() is self:
            return
        self._above = above
        self.message.setWordWrap(above)
        self._column.removeWidget(self.message)
        self._line.removeWidget(self.message)
        if above:
            self._column.insertWidget(0, self.message)
        else:
            self._line.insertWidget(_PLACE, self.message, _MOST)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_message()

    def say_retrieved(self, words: str) -> None:
        """``words`` as the engine gives them, such as "Retrieved 03:02"."""
        self._retrieved = words
        self._say_read()

    def say_age(self, words: str) -> None:
        """How long ago the oldest answer on screen was read; "" where nothing was."""
        self._age = words
        self._say_read()

    def say_signed_in(self, people: Mapping[str, SignedIn]) -> None:
        """Who is signed in to sources, and in which role, by the source's name (AUTH-11, AUTH-16)."""
        said = "; ".join(dict.fromkeys(who(one) for one in people.values()))
        short = said if len(said) <= _LONGEST else f"{said[:_LONGEST].rstrip()} ..."
        self.user.setText(f"{self._os_user}   Signed in: {short}" if people else self._os_user)
        whole = "; ".join(f"{source}: {who(one)}" for source, one in people.items())
        self.user.setToolTip(tip(whole))
        self.user.setAccessibleName(f"{self._os_user}. {whole}".strip())
        self._place_message()

    def say_purpose(self, words: str) -> None:
        """For what records are asked for; "" where there is nothing to choose and nothing to say."""
        self.purpose.setText(f"Purpose: {words}" if words else "")
        self.purpose.setVisible(bool(words))
        self._place_message()

    def say(self, words: str) -> None:
        """A message that stays until the next one."""
        self.message.setText(words)
        self.message.setVisible(bool(words))
        self._place_message()

    def say_instead(self, old: str, words: str) -> None:
        """Words in place of those that are true no more; a message that came since stays."""
        if self.message.text() == old:
            self.say(words)

    def _say_read(self) -> None:
        age = f", {self._age}" if self._age else ""
        words = f"{self._retrieved}{age} (F5)" if self._retrieved else ""
        if words != self.retrieved.text():
            self.retrieved.setText(words)
            self._place_message()
