"""The filter panel: every choice with its count; what is ticked holds at once."""

from collections.abc import Callable
from datetime import date, datetime

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from viewer.engine.seek_messages import Choices
from viewer.timeline.search.picks import NOTHING, Picks
from viewer.ui.filters.choice_tree import ChoiceTree
from viewer.ui.filters.date_picks import DatePicks
from viewer.ui.filters.picking import ticked
from viewer.ui.filters.saved_row import SavedRow
from viewer.ui.filters.shelf import Shelf, asked_by, left_out, saved_as
from viewer.ui.look.focus_ring import FocusRing
from viewer.ui.look.labels import button, label

FILTERS_KEY = "Ctrl+Shift+F"


def _today() -> date:
    return datetime.now().astimezone().date()


_NO_STRETCH = "Its stretch of time is not known in this record: every date is shown."


class FilterPanel(QFrame):
    """Signals: ``picks_wanted(Picks)``; ``closed()``."""

    picks_wanted = Signal(object)
    closed = Signal()

    def __init__(self, today: Callable[[], date] = _today) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAccessibleName("Filters")
        self._picks = NOTHING
        self.shelf = Shelf()
        self.heading, self.count = label("Filters", "heading", wrap=False), label("", "small")
        self.clear_all = button("Clear all", name="Clear every filter and what was typed")
        self.close_button = button("Close (Esc)", name="Close the filters; they stay in force")
        self.dates, self.tree, self.saved = DatePicks(today), ChoiceTree(), SavedRow(self.shelf)
        self.finder = QLineEdit()
        self.finder.setPlaceholderText("Find a choice")
        self.finder.setAccessibleName("Find a choice below")
        self.finder.setMaxLength(60)
        self._ring = FocusRing(self.finder)
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(4)
        top.addWidget(self.heading, 1)
        for part in (self.clear_all, self.close_button):
            top.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 3, 6, 4)
        column.setSpacing(4)
        column.addLayout(top)
        for widget in (self.count, self.dates, self.finder):
            column.addWidget(widget)
        column.addWidget(self.tree, 1)
        column.addWidget(label("Saved filters", "strong"))
        column.addWidget(self.saved)

    def _wire(self) -> None:
        self.tree.ticked.connect(lambda kind, value, on: self._want(ticked(self._picks, kind, value, on)))
        self.dates.changed.connect(
            lambda since, until: self._want(replace(self._picks, since=since, until=until))
        )
        self.clear_all.clicked.connect(lambda: self._want(NOTHING))
        self.close_button.clicked.connect(self.closed)
        self.finder.textChanged.connect(self.tree.seek)
        self.saved.applied.connect(self._apply)
        self.saved.save_wanted.connect(self._save)

    def show_choices(self, choices: Choices) -> None:
        """Put what can be picked in the record now; a choice of ``since`` is the present admission."""
        self.dates.know_stay(next((one.value for one in choices.choices if one.kind == "since"), ""))
        self.tree.show_choices(choices.choices)

    def show_picks(self, picks: Picks) -> None:
        """Show what is asked, by whatever it was asked."""
        self._picks = picks
        self.tree.show_picks(picks)
        self.dates.show_days(picks.since, picks.until)
        self.clear_all.setEnabled(picks.asked)
        self.saved.warn_of_left_out(left_out(picks))

    def say(self, words: str) -> None:
        """Put how many are shown."""
        self.count.setText(words or "Nothing is filtered")
        self.count.setAccessibleName(self.count.text())

    def forget(self) -> None:
        """Another record begins: nothing of the last one stays."""
        self.finder.setText("")  # which, other than clear(), leaves nothing to be undone
        self.saved.forget()
        self.tree.show_choices(())
        self.show_picks(NOTHING)
        self.say("")

    def panes(self) -> list[QWidget]:
        """What F6 goes through."""
        return [self.dates.spans, self.tree]

    def _want(self, picks: Picks) -> None:
        self.picks_wanted.emit(picks)

    def _apply(self, name: str) -> None:
        found = next((one for one in self.shelf.filters if one.name == name), None)
        if found is not None:
            picks = asked_by(found, self.dates.days_of(found.span))
            self._want(picks)
            self.dates.show_days(picks.since, picks.until, found.span if picks.since else "")
            self.saved.tell(_NO_STRETCH if found.span and not picks.since else "")

    def _save(self, name: str) -> None:
        self.shelf.save(saved_as(name, self._picks, self.dates.span))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
