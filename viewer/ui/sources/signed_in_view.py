"""Who is signed in to a source: user, role, rights asked and granted (what is missing first), until when."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from viewer.source.signed_in import ScopeLine, SignedIn
from viewer.ui.look.focus_ring import FocusRing
from viewer.ui.look.labels import label, selectable
from viewer.ui.look.theme import Theme

NOBODY_NAMED = "The source does not say who is signed in"


def _now() -> datetime:
    return datetime.now().astimezone()


def who(signed_in: SignedIn) -> str:
    """Who is signed in, in one phrase.

    >>> who(SignedIn(user="Dr A Example", role="GP at Mill Surgery")), who(SignedIn())
    ('Dr A Example, GP at Mill Surgery', 'The source does not say who is signed in')
    """
    return ", ".join(filter(None, (signed_in.user or NOBODY_NAMED, signed_in.role)))


def missing_first(scopes: tuple[ScopeLine, ...]) -> list[ScopeLine]:
    """What was asked for and not granted stands on top (AUTH-10); the others keep their order."""
    return sorted(scopes, key=lambda one: not (one.asked and not one.granted))


def until_words(expires: datetime | None, now: datetime) -> str:
    """Until when it lasts, on the clock of this workstation.

    >>> from datetime import UTC, timedelta
    >>> now = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
    >>> until_words(now + timedelta(minutes=10), now)
    '03:10 (in 10 min); it is renewed by itself where the source allows it'
    >>> until_words(now, now), until_words(None, now)
    ('03:00 (ended)', 'the source does not say')
    """
    if expires is None:
        return "the source does not say"
    at = expires.astimezone(now.tzinfo)
    minutes = int((at - now).total_seconds() // 60)
    if minutes <= 0:
        return f"{at:%H:%M} (ended)"
    return f"{at:%H:%M} (in {minutes} min); it is renewed by itself where the source allows it"


class SignedInView(QWidget):
    """Signals: ``role_chosen(code)``."""

    role_chosen = Signal(str)

    def __init__(self, theme: Theme, now: Callable[[], datetime] = _now) -> None:
        super().__init__()
        self.setAccessibleName("Who is signed in")
        self._theme, self._now = theme, now
        self.user = selectable(label("", "strong"), "User")
        self.role = selectable(label(""), "Role")
        self.roles = QComboBox()
        self.roles.setAccessibleName("The role you work in")
        self.roles.view().setAccessibleName("Your roles")
        self.roles.activated.connect(self._choose)
        self.until = selectable(label(""), "Until")
        self.notes = label("", "notice")
        self.scopes = QListWidget()
        self.scopes.setAccessibleName("Rights, those that were not granted first")
        self.scopes.setWordWrap(True)
        self.scopes.setMinimumHeight(theme.px(90))
        self._rings = [FocusRing(self.roles), FocusRing(self.scopes, outset=4)]
        self._heading: QLabel = label("", "heading")
        self._form = QFormLayout()
        self._lay_out()

    def _lay_out(self) -> None:
        self._form.setSpacing(6)
        for words, field in (
            ("User", self.user),
            ("Role", self.role),
            ("Role you work in", self.roles),
            ("Until", self.until),
        ):
            self._form.addRow(words, field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._form)
        column.addWidget(self.notes)
        column.addWidget(self._heading)
        column.addWidget(self.scopes, 1)

    def show_account(self, signed_in: SignedIn) -> None:
        """Put what the sign-in gave."""
        self.user.setText(signed_in.user or NOBODY_NAMED)
        self.role.setText(signed_in.role or "none stated")
        several = len(signed_in.roles) > 1
        self._form.setRowVisible(self.role, not several)
        self._form.setRowVisible(self.roles, several)
        self._fill_roles(signed_in)
        self.until.setText(until_words(signed_in.expires, self._now()))
        self.notes.setText("\n".join(signed_in.notes))
        self.notes.setVisible(bool(signed_in.notes))
        self._fill_scopes(missing_first(signed_in.scopes))

    def _fill_roles(self, signed_in: SignedIn) -> None:
        self.roles.clear()
        self.roles.addItem("Choose ...", "")
        for role in signed_in.roles:
            self.roles.addItem(role.words, role.code)
            if role.words == signed_in.role:
                self.roles.setCurrentIndex(self.roles.count() - 1)

    def _choose(self, place: int) -> None:
        code = str(self.roles.itemData(place))
        if code:
            self.role_chosen.emit(code)

    def _fill_scopes(self, scopes: list[ScopeLine]) -> None:
        missing = sum(one.asked and not one.granted for one in scopes)
        self._heading.setText(
            f"{missing} of {len(scopes)} rights were not granted"
            if missing
            else "Rights: all that were asked for"
        )
        self._heading.setVisible(bool(scopes))
        self.scopes.setVisible(bool(scopes))
        self.scopes.clear()
        side = self._theme.px(14)
        for one in scopes:
            lacks = one.asked and not one.granted
            shape = self._theme.shape("failed" if lacks else "complete", "bad" if lacks else "good", side)
            self.scopes.addItem(QListWidgetItem(QIcon(shape), one.words))
