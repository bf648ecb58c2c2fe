"""Which days are asked for: a stretch of time that ends today, or from a day to a day, as it is typed."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from viewer.present.dates import period_words
from viewer.ui.filters.date_spans import BETWEEN, SPANS, STAY, since_of
from viewer.ui.look.focus_ring import FocusRing
from viewer.ui.look.labels import label
from viewer.ui.search.birth_date_field import birth_date

_NOT_A_DAY = "Not a day: type it as 24-Oct-2026"


class DatePicks(QWidget):
    """Signals: ``changed(since, until)``: ISO days, "" where there is none."""

    changed = Signal(str, str)

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self.setAccessibleName("Date")
        self._today, self._stay = today, ""
        self.spans = QComboBox()
        self.spans.setAccessibleName("Date")
        self.spans.view().setAccessibleName("Date")
        self.since, self.until = QLineEdit(), QLineEdit()
        self.wrong = label("", "error")
        self._rings = []
        for key in SPANS:
            self.spans.addItem(key[1], key[0])
        line = QHBoxLayout()
        for field, name in ((self.since, "From day"), (self.until, "To day")):
            field.setPlaceholderText(f"{name}: 24-Oct-2026")
            field.setAccessibleName(name)
            field.setMaxLength(20)
            field.editingFinished.connect(self._typed)
            self._rings.append(FocusRing(field))
            line.addWidget(field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(self.spans)
        column.addLayout(line)
        column.addWidget(self.wrong)
        self.spans.activated.connect(lambda _place: self._choose())
        self.show_days("", "")

    @property
    def span(self) -> str:
        """The stretch of time that is chosen by its name; "" where days stand for themselves."""
        key = str(self.spans.currentData())
        return "" if key == BETWEEN else key

    def know_stay(self, since: str) -> None:
        """Take the first day of the present admission, "" where there is none."""
        self._stay = since
        model = self.spans.model()
        item = model.index(self.spans.findData(STAY), 0)
        self.spans.view().setRowHidden(item.row(), not since)  # type: ignore[attr-defined]

    def days_of(self, span: str) -> tuple[str, str]:
        """From when to when a span of a saved filter goes now."""
        return since_of(span, self._today(), self._stay), ""

    def show_days(self, since: str, until: str, span: str = "") -> None:
        """Show what is asked."""
        if self.wrong.text() or (since, until) == self._days():
            self._say("")
        if not since and not until:
            key = ""
        elif span or (until == "" and self.span and since == self.days_of(self.span)[0]):
            key = span or self.span
        else:
            key = BETWEEN
        self.spans.setCurrentIndex(self.spans.findData(key))
        for field, day in ((self.since, since), (self.until, until)):
            field.setText(period_words(day, "").removeprefix("from ") if day else "")
        self._fit()

    def _choose(self) -> None:
        key = str(self.spans.currentData())
        self._fit()
        if key == BETWEEN:
            self.since.setFocus()
            return
        self.changed.emit(*self.days_of(key))

    def _days(self) -> tuple[str, str]:
        return birth_date(self.since.text()) or "", birth_date(self.until.text()) or ""

    def _typed(self) -> None:
        unread = [
            field
            for field in (self.since, self.until)
            if field.text().strip() and not birth_date(field.text())
        ]
        since, until = self._days()
        if unread or (since and until and since > until):
            self._say(
                _NOT_A_DAY if unread else "The first day is after the last one: nothing is filtered by it"
            )
            return
        self._say("")
        self.changed.emit(since, until)

    def _say(self, words: str) -> None:
        self.wrong.setText(words)
        self.wrong.setAccessibleName(words or "Nothing wrong")
        self.wrong.setVisible(bool(words))

    def _fit(self) -> None:
        for field in (self.since, self.until):
            field.setVisible(self.spans.currentData() == BETWEEN)
