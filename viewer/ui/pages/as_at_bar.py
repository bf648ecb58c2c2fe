"""The record as it stood: a day and a time are typed, and lists and lanes show what was recorded by then."""

import re
from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from viewer.record.moments import as_at_words
from viewer.ui.lists.row_filter import RowFilter
from viewer.ui.lists.timeline_view import TimelinePanel
from viewer.ui.look.flow_layout import FlowLayout
from viewer.ui.look.focus_ring import FocusRing
from viewer.ui.look.labels import button, label
from viewer.ui.look.theme import Theme
from viewer.ui.search.birth_date_field import birth_date

NO_DAY = "This is no day. Type one such as 21-Nov-2026."
NO_TIME = "This is no time. Type one such as 02:10, or none for the end of the day."
NOW_AGAIN = "Back to now: timeline and lanes are no longer as at a moment"
TO_COME = "This moment is still to come: everything received is shown already."
_TIME = re.compile(r"([01]?\d|2[0-3])[:.]?([0-5]\d)")
_END_OF_DAY = "23:59"
_BOTH = re.compile(r"(\S+)\s+(\d{1,2}[:.]\d{2})")
_DAY_PX, _TIME_PX = 150, 70  # a day with a time after it is seen whole


def moment_of(day: str, time: str, zone: tzinfo) -> datetime | str:
    """Return the moment that is typed, on the workstation's clock; or why it is none, in words.

    The time may also follow the day where it has no field of its own.

    >>> moment_of("22-Nov-2026", "2:10", ZoneInfo("Europe/London")).isoformat()
    '2026-11-22T02:10:00+00:00'
    """
    if not time.strip() and (both := _BOTH.fullmatch(day.strip())):
        day, time = both[1], both[2]
    iso, clock = birth_date(day), _TIME.fullmatch(time.strip() or _END_OF_DAY)
    if iso is None:
        return NO_DAY
    if clock is None:
        return NO_TIME
    return datetime.fromisoformat(f"{iso}T{int(clock[1]):02}:{clock[2]}").replace(tzinfo=zone)


class AsAtBar(QWidget):
    """``opener`` stands among the ways of the page; the bar below it is there while it is used.

    Signals: ``said(str)``. ``zone``: of the workstation; ``now``: seconds since 1970 of the page.
    """

    said = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName("The record as it stood")
        self.zone: tzinfo = ZoneInfo("UTC")
        self.now = 0.0
        self._twin: TimelinePanel | None = None
        self._stands = False
        self.opener = button("As at ...", "foot", name="Show lists and lanes as they stood at a moment")
        self.day, self.time = QLineEdit(), QLineEdit()
        self.show_it = button("Show as at", name="Show what was recorded by this moment")
        self.leave = button("Back to now", name="Back to now: show everything received")
        self.wrong = label("", "error")
        self._rings = [FocusRing(self.day), FocusRing(self.time)]
        for field, hint, name in (
            (self.day, "22-Nov-2026", "As at this day"),
            (self.time, "02:10", "As at this time"),
        ):
            field.setPlaceholderText(hint)
            field.setAccessibleName(name)
            field.setMaxLength(20)
        self._theme = theme
        self._fit()
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        fields = QWidget()
        fields.setAccessibleName("Day and time")
        line = FlowLayout(fields, spacing=6)
        line.addWidget(label("As at, by recorded dates:", wrap=False))
        for part in (self.day, self.time, self.show_it, self.leave):
            line.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(fields)
        column.addWidget(self.wrong)
        self.wrong.hide()
        self.hide()

    def _wire(self) -> None:
        self.opener.clicked.connect(self.open)
        self.show_it.clicked.connect(self._ask)
        self.leave.clicked.connect(self.back)
        for field in (self.day, self.time):
            field.returnPressed.connect(self._ask)
        self._theme.changed.connect(self._fit)

    def pair(self, twin: TimelinePanel) -> None:
        """Take the list whose filter it sets."""
        self._twin = twin
        twin.filter_changed.connect(self._follow)

    def open(self) -> None:
        """Have a moment typed."""
        self.show()
        self.day.setFocus()
        self.day.selectAll()

    def back(self) -> None:
        """Show everything received again."""
        self._say("")
        if self._twin is not None and self._twin.filter.picks.known_by:
            self._twin.set_picks(replace(self._twin.filter.picks, known_by=""))
        self.hide()
        self.opener.setFocus()

    def clear(self) -> None:
        """Another record begins."""
        for field in (self.day, self.time):
            field.clear()
        self._say("")
        self.hide()

    def _ask(self) -> None:
        moment = moment_of(self.day.text(), self.time.text(), self.zone)
        if isinstance(moment, str):
            self._say(moment)
            (self.time if moment == NO_TIME else self.day).setFocus()
        elif moment.timestamp() > self.now:
            self._say(TO_COME)
            self.day.setFocus()
        elif self._twin is not None:
            self._say("")
            self._twin.set_picks(replace(self._twin.filter.picks, known_by=moment.isoformat()))
            at = as_at_words(moment.isoformat(), self.zone)
            self.said.emit(f"Timeline and lanes are as at {at}; what shows now instead says so")

    def _follow(self, asked: RowFilter) -> None:
        """While the record stands as at a moment the bar stays, with that moment; it ends with the filter."""
        moment = asked.picks.known_by
        if moment:
            self.day.setText(as_at_words(moment, self.zone).partition(" ")[0])
            self.time.setText(as_at_words(moment, self.zone).partition(" ")[2])
            self.show()
        elif self._stands:
            self.hide()
            self.said.emit(NOW_AGAIN)  # the words before it are true no more
        self._stands = bool(moment)

    def _say(self, words: str) -> None:
        self.wrong.setText(words)
        self.wrong.setAccessibleName(words or "Nothing wrong")
        self.wrong.setVisible(bool(words))

    def _fit(self) -> None:
        for field, width in ((self.day, _DAY_PX), (self.time, _TIME_PX)):
            field.setFixedWidth(self._theme.px(width))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.back()
        else:
            super().keyPressEvent(event)
