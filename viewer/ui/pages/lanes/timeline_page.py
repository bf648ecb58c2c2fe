"""The timeline page: lanes, the whole life below them, ways to get about; beside it the list, its twin."""

from zoneinfo import ZoneInfo

import numpy as np
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from viewer.engine.messages import PageGiven, Row
from viewer.record.pages.lanes import ID_BYTES, LanesPage
from viewer.ui.lists.timeline_view import TimelinePanel
from viewer.ui.look.labels import button, label, tip
from viewer.ui.look.theme import Theme
from viewer.ui.pages.lanes.lane_model import LaneModel
from viewer.ui.pages.lanes.lane_view import LaneView
from viewer.ui.pages.lanes.overview import Overview
from viewer.ui.pages.lanes.time_window import TimeWindow, whole_window
from viewer.ui.pages.page_view import PageView

_WEEK_S, _YEAR_S = 7 * 86_400.0, 365.25 * 86_400
_LANES = (("Lanes by kind", "category"), ("Lanes by source", "source"))


class TimelinePage(PageView):
    """Shows every entry once: in a lane, or counted in the button of the undated."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "Timeline")
        self._twin: TimelinePanel | None = None
        self._changes = 0  # of the twin's rows, when its filter was followed last
        self.model = LaneModel(self._row, self)
        self.view = LaneView(self.model, theme)
        self.overview = Overview(theme)
        self.heading = label("", "heading")
        self.undated = button("", "foot")
        self.by = QComboBox()
        self.by.setAccessibleName("What the lanes are")
        for words, key in _LANES:
            self.by.addItem(words, key)
        self._ways = self._make_ways()
        self._lay_out()
        self._wire()
        self.clear()

    def _make_ways(self) -> QWidget:
        ways = QWidget()
        ways.setAccessibleName("Get about in time")
        line = QHBoxLayout(ways)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(3)
        for words, name, does in (
            ("\N{EN DASH}", "Zoom out (-)", lambda: self._change(lambda at: at.zoomed(1.5625))),
            ("+", "Zoom in (+)", lambda: self._change(lambda at: at.zoomed(0.64))),
            ("All", "Show the whole life (0)", lambda: self._change(lambda at: at.whole)),
            ("Now", "Go to the last week", self._to_now),
            ("Last stay", "Go to the last admission", self._to_stay),
            ("Birth", "Go to birth", self._to_birth),
        ):
            made = button(words, "foot", name=name)
            made.setToolTip(tip(name))
            made.clicked.connect(does)
            line.addWidget(made)
        return ways

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(6)
        for part, stretch in ((self.heading, 1), (self.by, 0), (self._ways, 0)):
            top.addWidget(part, stretch)
        column = QVBoxLayout(self)
        column.setContentsMargins(5, 1, 5, 1)
        column.setSpacing(2)
        column.addLayout(top)
        column.addWidget(self.view, 1)
        column.addWidget(self.overview)
        column.addWidget(self.undated)

    def _wire(self) -> None:
        self.by.currentIndexChanged.connect(
            lambda _place: self.options_changed.emit({"by": self.by.currentData()})
        )
        self.view.entry_chosen.connect(self.entry_chosen)
        self.view.window_changed.connect(self._show_window)
        self.view.current_changed.connect(self._select_twin)
        self.overview.window_wanted.connect(self.view.set_window)
        self.undated.clicked.connect(lambda: self._twin.show_place("undated") if self._twin else None)

    # ---- what is shown -----------------------------------------------------------------------

    @override
    def pair(self, twin: TimelinePanel) -> None:
        """Take the list that shows the same: its rows say what stands in the lanes."""
        self._twin = twin
        twin.settled.connect(self._follow_filter)
        twin.shown_changed.connect(self._follow_filter)
        twin.view.selectionModel().currentChanged.connect(lambda _now, _before: self._follow_twin())

    @override
    def show_page(self, given: PageGiven) -> None:
        if not isinstance(given.body, LanesPage):
            return
        page, fresh = given.body, self.model.page is None
        self.view.zone = ZoneInfo(page.zone)
        moments = np.concatenate([np.frombuffer(lane.first) for lane in page.lanes] or [np.empty(0)])
        whole = whole_window(moments, page.now, page.born)
        self.overview.show_moments(moments)
        self._say(page, settled=given.settled)
        shown = self.view.window_in_view
        kept = TimeWindow(shown.first, shown.last, whole.begin, whole.end).moved(0)
        self.view.hold(lambda: self.model.set_page(page))
        self.view.set_window(whole if fresh else kept)

    def _say(self, page: LanesPage, *, settled: bool) -> None:
        so_far = "" if settled else " so far"
        undated = len(page.undated) // ID_BYTES
        others = self._twin.model.total - page.total if self._twin is not None and settled else 0
        beside = f"; {others:,} other records in the list alone" if others > 0 else ""
        self.heading.setText(f"Lanes: {page.total:,} entries{so_far}{beside}")
        self.undated.setText(f"Undated {undated:,}: not on the axis. Show in the list")
        self.undated.setAccessibleName(self.undated.text())
        self.undated.setEnabled(undated > 0)

    @override
    def clear(self) -> None:
        self.setEnabled(True)
        self.by.blockSignals(True)  # noqa: FBT003
        self.by.setCurrentIndex(0)  # as the options of every page begin anew
        self.by.blockSignals(False)  # noqa: FBT003
        self.model.set_page(None)
        self.overview.show_moments(np.empty(0))
        self.heading.setText("Lanes: nothing is read yet")
        self.undated.setText("")
        self.view.renew()

    @override
    def set_words(self, words: str) -> None:
        """The list beside finds words."""

    @override
    def panes(self) -> list[QWidget]:
        return [self.view, self.overview]

    # ---- its twin ----------------------------------------------------------------------------

    def _follow_filter(self) -> None:
        """Hold what the list shows; what it hides is counted in the titles of the lanes (TML-08)."""
        if self._twin is not None:
            rows = self._twin.model
            anew, self._changes = rows.changes != self._changes, rows.changes
            self.view.hold(lambda: self.model.set_shown(rows.numbers_shown(), anew=anew))

    def _row(self, entry: str) -> Row | None:
        return self._twin.model.row_by_id(entry) if self._twin is not None else None

    def _select_twin(self, entry: str) -> None:
        if self._twin is not None and self._twin.view.selected_entry() != entry:
            self._twin.view.select_entry(entry)

    def _follow_twin(self) -> None:
        entry = self._twin.view.selected_entry() if self._twin is not None else ""
        place = self.model.position(entry)
        if place >= 0 and place != self.view.currentIndex().row():
            self.view.setCurrentIndex(self.model.index(place, 0))

    # ---- getting about -----------------------------------------------------------------------

    def _change(self, change: object) -> None:
        self.view.set_window(change(self.view.window_in_view))  # type: ignore[operator]

    def _to_now(self) -> None:
        if (page := self.model.page) is not None:
            self.view.set_window(self.view.window_in_view.over(page.now - _WEEK_S, page.now))

    def _to_stay(self) -> None:
        page = self.model.page
        if page is None or not page.stays:
            self.said.emit("No admission with a date was received")
            return
        first, last = page.stays[0]
        end = min(last, page.now)  # it may still last
        self.view.set_window(self.view.window_in_view.over(max(first, end - _YEAR_S), end))

    def _to_birth(self) -> None:
        page = self.model.page
        if page is None or page.born is None:
            self.said.emit("No date of birth was received")
            return
        self.view.set_window(self.view.window_in_view.over(page.born, page.born + _YEAR_S))

    def _show_window(self, window: TimeWindow) -> None:
        self.overview.show_window(window, self.view.sizes().titles)
