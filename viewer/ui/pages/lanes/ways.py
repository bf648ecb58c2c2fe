"""Ways to get about in the lanes: nearer, farther, all, now, last stay, birth, a date that is typed."""

from collections.abc import Callable
from datetime import UTC, datetime, tzinfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from shiboken6 import isValid
from typing_extensions import override

from viewer.record.pages.lanes import LanesPage
from viewer.ui.look.flow_layout import FlowLayout
from viewer.ui.look.focus_ring import FocusRing
from viewer.ui.look.labels import button, tip
from viewer.ui.look.theme import Theme
from viewer.ui.pages.lanes.jump import days_of, span_of_days
from viewer.ui.pages.lanes.time_window import TimeWindow

_WEEK_S, _YEAR_S = 7 * 86_400.0, 365.25 * 86_400
_ZOOM = 0.64
_HINT = "Go to date (G)"
_DATE_PX = 118
_NO_DATE = "Not a date: type 04-Mar-2019, Mar 2019, 2019, today or 3 weeks ago"


class Ways(QWidget):
    """Signals: ``window_wanted(object)``: a TimeWindow; ``said(str)``: why a way leads nowhere.

    ``zoom_wanted(float)``: by how much, below 1 for nearer; about what, the lanes know.

    ``window``, ``page`` and ``zone`` give what is in view, the lanes (None before any) and the clock.
    """

    window_wanted, zoom_wanted = Signal(object), Signal(float)
    said = Signal(str)

    def __init__(
        self,
        theme: Theme,
        window: Callable[[], TimeWindow],
        page: Callable[[], LanesPage | None],
        zone: Callable[[], tzinfo],
    ) -> None:
        super().__init__()
        self.setAccessibleName("Get about in time")
        self._window, self._page, self._zone = window, page, zone
        self._complains = False
        line = FlowLayout(self, 3)
        for words, name, does in (
            ("\N{EN DASH}", "Zoom out (-)", lambda: self.zoom_wanted.emit(1 / _ZOOM)),
            ("+", "Zoom in (+)", lambda: self.zoom_wanted.emit(_ZOOM)),
            ("All", "Show the whole life (0)", lambda: self.window_wanted.emit(self._window().whole)),
            ("Now", "Go to the last week", self.to_now),
            ("Last stay", "Go to the last admission", self.to_stay),
            ("Birth", "Go to birth", self.to_birth),
        ):
            line.addWidget(self._way(words, name, does))
        self.date = QLineEdit()
        self.date.setPlaceholderText(_HINT)
        self.date.setAccessibleName("Go to a date, such as 04-Mar-2019, Mar 2019, 2019, today or 3 weeks ago")
        self.date.setMaxLength(30)
        self.date.returnPressed.connect(self.to_date)
        self.date.textEdited.connect(lambda _typed: self.forget_mistake())
        self._ring = FocusRing(self.date)
        line.addWidget(self.date)
        self._fit(theme)
        theme.changed.connect(lambda: self._fit(theme))

    def _fit(self, theme: Theme) -> None:
        self.date.setFixedWidth(theme.px(_DATE_PX))

    @staticmethod
    def _way(words: str, name: str, does: Callable[[], None]) -> QPushButton:
        made = button(words, "foot", name=name)
        made.setToolTip(tip(name))
        made.clicked.connect(does)
        return made

    def to_now(self) -> None:
        """See the last week."""
        if (page := self._page()) is not None:
            self.window_wanted.emit(self._window().over(page.now - _WEEK_S, page.now))

    def to_stay(self) -> None:
        """See the last admission; one that still lasts up to now."""
        page = self._page()
        if page is None or not page.stays:
            self.said.emit("No admission with a date was received")
            return
        first, last = page.stays[0]
        end = min(last, page.now)
        self.window_wanted.emit(self._window().over(max(first, end - _YEAR_S), end))

    def to_birth(self) -> None:
        """See the first year."""
        page = self._page()
        if page is None or page.born is None:
            self.said.emit("No date of birth was received")
            return
        self.window_wanted.emit(self._window().over(page.born, page.born + _YEAR_S))

    def begin_date(self) -> None:
        """Type a date."""
        self.date.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.date.selectAll()

    def to_date(self) -> None:
        """See what was typed; words that are no date, and days beyond the whole, are said."""
        page, typed = self._page(), self.date.text().strip()
        if page is None or not typed:
            return
        zone = self._zone()
        days = days_of(typed, datetime.fromtimestamp(page.now, UTC).astimezone(zone).date())
        if days is None:
            self._complain(_NO_DATE)
            return
        first, after = span_of_days(days, zone)
        window = self._window()
        if after < window.begin or first > window.end:
            self._complain("Nothing of this record lies there: it is outside of the whole life shown")
            return
        self.window_wanted.emit(window.over(first, after))
        self.said.emit("")

    def _complain(self, words: str) -> None:
        self.said.emit(words)
        self._complains = True

    def forget_mistake(self) -> None:
        """Words about a date that could not be shown go with whatever is done next."""
        if self._complains:
            self._complains = False
            self.said.emit("")

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if isValid(self):  # at its end a window hides what Python has let go of already
            self.forget_mistake()
