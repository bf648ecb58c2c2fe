"""One source on the strip: its shape, name, state in a word, count and progress, and what can be done."""

from msgspec.structs import replace
from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMenu, QToolButton

from viewer.engine.messages import SourceStatus
from viewer.ui.look.labels import tip, tool_button
from viewer.ui.look.theme import Theme
from viewer.ui.sources.state_words import SOURCE, UNKNOWN

_BUSY = {"waiting", "loading"}
_UNCOUNTED = {"waiting", "not-linked", "no-patient"}


def chip_words(status: SourceStatus) -> str:
    """What a chip says.

    >>> chip_words(SourceStatus(id="1", name="GP practice", care_setting="", state="loading", marking="demo",
    ...     received=120, expected=300))
    'GP practice: loading, 120 of about 300'
    """
    word = SOURCE.get(status.state, UNKNOWN).word
    if status.state in _UNCOUNTED:
        return f"{status.name}: {word}"
    if status.as_at:
        word = f"as at {status.as_at}, {word}" if status.earlier else f"kept copy, {word}"
    expected = f" of about {status.expected:,}" if (status.expected or 0) > status.received else ""
    return f"{status.name}: {word}, {status.received:,}{expected}"


def chip_label(status: SourceStatus, setting: str, age: str = "") -> str:
    """What stands on a chip: the care setting where it names one source; in trouble the name as well.

    ``age``: how old the answer is, "" where there is none.

    >>> one = SourceStatus(id="1", name="Mill Surgery", care_setting="GP practice", state="complete",
    ...     marking="demo", received=98)
    >>> chip_label(one, "GP practice"), chip_label(one, "")
    ('GP practice 98', 'Mill Surgery 98')
    >>> chip_label(one, "GP practice", "12 min")
    'GP practice 98, 12 min'
    """
    label = _label(status, setting)
    return f"{label}, {age}" if age else label


def _label(status: SourceStatus, setting: str) -> str:
    if status.state == "complete" and status.received:
        return f"{setting or status.name} {status.received:,}"
    if not setting or setting == status.name:
        return chip_words(status)
    if status.state in _BUSY | _UNCOUNTED | {"complete"}:
        return chip_words(replace(status, name=setting))
    return chip_words(replace(status, name=f"{setting}, {status.name}"))


class SourceChip:
    """Makes and keeps one chip's button."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self.button: QToolButton = tool_button("", "chip")
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._status: SourceStatus | None = None
        self._setting = self._age = self._ago = ""
        self.menu = QMenu(self.button)
        self.button.setMenu(self.menu)
        self.actions = {name: self.menu.addAction(text) for name, text in _ACTIONS}

    def show_age(self, age: str, ago: str) -> bool:
        """Put how old the answer is, briefly and in full, as the minutes go; tell whether that is another."""
        moved, self._age, self._ago = (age, ago) != (self._age, self._ago), age, ago
        if moved and self._status is not None:
            self._say(self._status)
        return moved

    def show_status(self, status: SourceStatus, setting: str = "") -> None:
        """Put a source's state; the whole story is in the tooltip and the description."""
        self._status, self._setting = status, setting
        look = SOURCE.get(status.state, UNKNOWN)
        side = self._theme.px(14)
        self.button.setIcon(
            QIcon(self._theme.shape(look.shape, look.colour, side, self.button.devicePixelRatioF()))
        )
        self.button.setIconSize(QSize(side, side))
        self.button.setAccessibleName(chip_words(status))
        self._say(status)
        self.menu.setAccessibleName(f"What can be done about {status.name}")
        self.actions["retry"].setEnabled(status.state not in _BUSY | {"not-linked"})
        self.actions["cancel"].setEnabled(status.state in _BUSY)
        self.actions["link"].setVisible(status.state == "not-linked")
        for offer in ("sign-in", "permission", "break-glass"):
            self.actions[offer].setVisible(offer in status.offers)
        self.actions["unlink"].setVisible(status.state not in _BUSY | {"not-linked"})

    def _say(self, status: SourceStatus) -> None:
        self.button.setText(chip_label(status, self._setting, self._age))
        age = f"Read: {self._ago}." if self._ago else ""
        linked = f"{status.linked}." if status.linked else ""
        story = " ".join(part for part in (age, status.words, status.advice, linked) if part)
        self.button.setAccessibleDescription(story)
        self.button.setToolTip(tip(f"{chip_words(status)}. {story}".strip()))


_ACTIONS = (
    ("grid", "What this source gave and did not give"),
    ("sign-in", "Sign in ..."),
    ("permission", "Record permission to view ..."),
    ("break-glass", "Emergency access (break-glass) ..."),
    ("retry", "Retry"),
    ("cancel", "Stop loading"),
    ("link", "Link to this patient ..."),
    ("unlink", "Take out of this record"),
)
