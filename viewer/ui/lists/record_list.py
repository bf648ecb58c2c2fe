"""One list of At a glance: heading, completeness words and whole rows, in the engine's order."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout
from typing_extensions import override

from viewer.engine.messages import ListPanel, Row
from viewer.timeline.folding import Sought, holds
from viewer.ui.lists.entry_view import EntryView
from viewer.ui.lists.list_heading import LINES, ListHeading
from viewer.ui.lists.standing import Standing
from viewer.ui.lists.timeline_model import TimelineModel
from viewer.ui.look.labels import label
from viewer.ui.look.row_words import haystack
from viewer.ui.look.theme import Theme

_KEPT_LINES = LINES  # room for the short words while they may still grow


class PanelModel(TimelineModel):
    """Rows in the order in which the engine gave them: a list's order is the engine's decision."""

    @override
    def _fill(self) -> None:
        self._standing = Standing([], list(self._all.values()))

    @override
    def position(self, entry: str) -> int:
        return next((place for place, row in enumerate(self._standing.rows) if row.id == entry), -1)

    @override
    def place_for(self, row: Row) -> int:
        return 0


class RecordList(QFrame):
    """Signals: ``entry_chosen(str)``."""

    entry_chosen = Signal(str)

    def __init__(self, title: str, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAccessibleName(title)
        self._title = title
        self._model = PanelModel(self, title=title, headed=False)
        self.heading, self.aside = ListHeading(title), label("", "notice")
        self.aside.hide()
        self.view = EntryView(self._model, theme, title, dated=False)
        self.view.entry_chosen.connect(self.entry_chosen)
        self.view.touched.connect(self._touch)
        self.view.seen_changed.connect(self._say_out_of_sight)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 1, 3, 3)
        column.setSpacing(0)
        column.addWidget(self.heading)
        column.addWidget(self.aside)
        column.addWidget(self.view, 1)
        self.clear()

    def clear(self) -> None:
        """Nothing is known yet, and the list says so."""
        self._model.set_rows(())
        self.touched = False
        self.heading.completeness.keep_lines(_KEPT_LINES)
        self.heading.say(self._title, "Not read yet")
        self.view.empty = "Not read yet"
        self.view.delegate.stale = False

    def say_aside(self, words: str) -> None:
        """Say what of the filter this list does not follow, "" for nothing (CMP-09)."""
        if words != self.aside.text():
            self.aside.setText(words)
            self.aside.setAccessibleName(words or "The filter is followed")
            self.aside.setVisible(bool(words))

    def _touch(self) -> None:
        self.touched = True

    def show_panel(self, panel: ListPanel, *, whole: bool = False) -> None:
        """Put the panel's words and rows; rows that stay do not move.

        ``whole``: all has come. A list that nobody has used then shows its first row: what matters most
        stands there, and a late source may have added it above what was on screen.
        """
        self.heading.say(panel.heading, panel.completeness, panel.short)
        self.view.empty = panel.completeness
        self.view.setAccessibleName(f"{panel.heading}. {panel.completeness}")
        if panel.rows != self._shown_rows():
            self._replace(panel.rows)
        if whole and not self.touched:
            self.heading.completeness.keep_lines(1)
            self.view.scrollToTop()
            self.view.settle()
        self.view.delegate.stale = False
        self.view.viewport().update()

    def grey(self) -> None:
        """The engine is gone: what stands here may be out of date."""
        self.view.delegate.stale = True
        self.view.viewport().update()

    def holding(self, wanted: Sought) -> list[str]:
        """The entries whose rows hold what is wanted, in the order of the list."""
        return [row.id for row in self._shown_rows() if holds(haystack(row), wanted)]

    def _say_out_of_sight(self) -> None:
        """TML-08: rows out of sight are counted, at both ends."""
        above, below = max(self.view.first_visible(), 0), self.view.below()
        words = (f"{above:,} more above" if above else "", f"{below:,} more below" if below else "")
        self.heading.say_beside("  ·  ".join(word for word in words if word))

    def _shown_rows(self) -> tuple[Row, ...]:
        return self._model.all_rows()

    def _replace(self, rows: tuple[Row, ...]) -> None:
        anchor, selected = self.view.anchor(), self._model.row_at(self.view.selected())
        self._model.set_rows(rows)
        if selected is not None:
            self.view.select_entry(selected.id)
        self.view.hold(anchor)
        self.view.settle()
        self._say_out_of_sight()
