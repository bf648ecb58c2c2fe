"""The timeline page: lanes, the whole life below them, ways to get about; beside it the list, its twin."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

import numpy as np
from PySide6.QtCore import QPoint
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget
from typing_extensions import override

from viewer.engine.messages import PageGiven, Row
from viewer.record.pages.lanes import ALWAYS_THERE, ID_BYTES, LanesPage
from viewer.ui.lists.asking import NoticeWords
from viewer.ui.lists.filter_notice import FilterNotice
from viewer.ui.lists.grouping import GROUPS
from viewer.ui.lists.timeline_view import TimelinePanel
from viewer.ui.look.flow_layout import FlowLayout
from viewer.ui.look.labels import OneLine, button
from viewer.ui.look.theme import Theme
from viewer.ui.pages.as_at_bar import AsAtBar
from viewer.ui.pages.lanes.chart_chooser import ChartChooser
from viewer.ui.pages.lanes.lane_model import LaneModel
from viewer.ui.pages.lanes.lane_view import LaneView
from viewer.ui.pages.lanes.more_lanes import MoreLanes
from viewer.ui.pages.lanes.overview import Overview
from viewer.ui.pages.lanes.time_window import TimeWindow, whole_window
from viewer.ui.pages.lanes.ways import Ways
from viewer.ui.pages.page_view import PageView

_LANES = (("Lanes by kind", "category"), ("Lanes by source", "source"))

_GROUPS = tuple((f"List {words[:1].lower()}{words[1:]}", key) for key, words in GROUPS)


def _box(name: str, choices: Sequence[tuple[str, str]]) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    for words, key in choices:
        made.addItem(words, key)
    return made


class TimelinePage(PageView):
    """Shows every entry once: in a lane, or counted in the button of the undated."""

    follows_rows = True

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "Timeline")
        self._twin: TimelinePanel | None = None
        self._changes = 0  # of the twin's rows, when its filter was followed last
        self.model = LaneModel(self._row, self)
        self.view = LaneView(self.model, theme)
        self.overview = Overview(theme)
        self.heading = OneLine("", "heading")
        self.undated = button("", "foot")
        self.notice = FilterNotice()
        self.by = _box("What the lanes are", _LANES)
        self.groups = _box("How the list is grouped", _GROUPS)
        self._noticed = NoticeWords()
        self.ways = Ways(
            theme, lambda: self.view.window_in_view, lambda: self.model.page, lambda: self.view.zone
        )
        self.charts = button("Charts", "foot", name="Choose which results are drawn as charts")
        self.chooser = ChartChooser(theme)
        self.chooser.hide()
        self.notice.hide()
        self.as_at = AsAtBar(theme)
        self._by, self._charts, self._settled = "category", "", False
        self.more = MoreLanes(self.view)
        self._lay_out()
        self._wire()
        self.clear()

    def _lay_out(self) -> None:
        top = FlowLayout(spacing=6)
        for part in (self.heading, self.by, self.groups, self.ways, self.as_at.opener, self.charts):
            top.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(5, 1, 5, 1)
        column.setSpacing(2)
        column.addLayout(top)
        column.addWidget(self.as_at)
        column.addWidget(self.notice)
        column.addWidget(self.chooser)
        column.addWidget(self.view, 1)
        column.addWidget(self.overview)
        foot = FlowLayout(spacing=6)
        for part in (self.more.button, self.undated):
            foot.addWidget(part)
        column.addLayout(foot)

    def _wire(self) -> None:
        self.by.currentIndexChanged.connect(lambda _place: self._choose(by=self.by.currentData()))
        self.groups.currentIndexChanged.connect(lambda _place: self._group())
        self.charts.clicked.connect(lambda: self._show_chooser(wanted=self.chooser.isHidden()))
        self.chooser.chosen.connect(lambda charts: self._choose(charts=charts))
        self.chooser.closed.connect(lambda: self._show_chooser(wanted=False))
        self.ways.window_wanted.connect(self.view.set_window)
        self.ways.zoom_wanted.connect(self.view.zoom)
        self.ways.said.connect(self.said)
        self.as_at.said.connect(self.said)
        self.view.date_wanted.connect(self.ways.begin_date)
        self.ways.date.returnPressed.connect(self.view.setFocus)
        self.view.order_changed.connect(self._remember)
        self.view.entry_chosen.connect(self.entry_chosen)
        self.view.window_changed.connect(self._show_window)
        for done in (self.view.window_changed, self.as_at.opener.clicked):
            done.connect(lambda *_: self.ways.forget_mistake())
        self.view.current_changed.connect(self._select_twin)
        self.overview.window_wanted.connect(self.view.set_window)
        self.undated.clicked.connect(lambda: self._twin.show_place("undated") if self._twin else None)

    # ---- what is shown -----------------------------------------------------------------------

    @override
    def pair(self, twin: TimelinePanel) -> None:
        """Take the list that shows the same: its rows say what stands in the lanes."""
        self._twin = twin
        self.as_at.pair(twin)
        twin.settled.connect(self._follow_filter)
        twin.shown_changed.connect(self._follow_filter)
        twin.filter_changed.connect(lambda _asked: self.ways.forget_mistake())
        twin.noticed.connect(self._say_notice)
        self.notice.cleared.connect(twin.clear_filter)
        self.notice.why_wanted.connect(twin.notice.why_wanted)
        self.notice.words_wanted.connect(twin.set_words)
        twin.view.selectionModel().currentChanged.connect(lambda _now, _before: self._follow_twin())

    @override
    def show_page(self, given: PageGiven) -> None:
        if not isinstance(given.body, LanesPage):
            return
        page, fresh = given.body, self.model.page is None
        self.view.zone = self.as_at.zone = ZoneInfo(page.zone)
        self.as_at.now = page.now
        moments = np.concatenate([np.frombuffer(lane.first) for lane in page.lanes] or [np.empty(0)])
        whole = whole_window(moments, page.now, page.born)
        self.overview.show_moments(moments)
        self._settled = given.settled
        self.chooser.show_choices(page.choices)
        shown = self.view.window_in_view
        kept = TimeWindow(shown.first, shown.last, whole.begin, whole.end).moved(0)
        self.view.hold(lambda: self.model.set_page(page))
        self._say(page)
        self.view.set_window(whole if fresh else kept)

    def _say(self, page: LanesPage) -> None:
        so_far = "" if self._settled else " so far"
        undated = len(page.undated) // ID_BYTES
        left, others = self.model.filtered, 0
        if self._twin is not None and self._settled:
            rows = self._twin.model
            others = rows.total - page.total if left is None else rows.shown - left
        beside = (
            f"; {others:,} other {'record' if others == 1 else 'records'} in the list alone"
            if others > 0
            else ""
        )
        shown = "" if left is None else f"{left:,} of "
        self.heading.setText(f"Lanes: {shown}{page.total:,} entries{so_far}{beside}")
        self.undated.setText(f"Undated {undated:,}: not on the axis. Show in the list")
        self.undated.setAccessibleName(self.undated.text())
        self.undated.setEnabled(undated > 0)

    @override
    def clear(self) -> None:
        self.setEnabled(True)
        self.by.blockSignals(True)  # noqa: FBT003
        self.by.setCurrentIndex(0)  # as the options of every page begin anew
        self.by.blockSignals(False)  # noqa: FBT003
        self._by, self._charts = "category", ""
        self.groups.setCurrentIndex(0)
        self.ways.date.clear()
        self.as_at.clear()
        self.chooser.show_choices(())
        self.chooser.hide()
        self.model.put_in_order(self.theme.lane_order)
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
            if self.model.page is not None:
                self._say(self.model.page)

    def _say_notice(self, said: NoticeWords) -> None:
        """The list says what is asked; where it does not stand beside them the lanes do (CMP-09)."""
        self._noticed, beside = said, False
        if self._twin is not None and self._twin.isVisible():
            corner = QPoint()
            beside = self._twin.mapToGlobal(corner).x() >= self.mapToGlobal(corner).x() + self.width()
        self.notice.say(NoticeWords() if beside else said)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._say_notice(self._noticed)

    def _row(self, entry: str) -> Row | None:
        return self._twin.model.row_by_id(entry) if self._twin is not None else None

    def _select_twin(self, entry: str) -> None:
        if self._twin is not None and self._twin.view.selected_entry() != entry:
            self._twin.view.select_entry(entry)

    def _follow_twin(self) -> None:
        entry = self._twin.view.selected_entry() if self._twin is not None else ""
        here = self.view.currentIndex()
        if here.isValid() and self.model.entry(here.row()) == entry:
            return  # in its lane or in a chart
        if (place := self.model.position(entry)) >= 0:
            self.view.setCurrentIndex(self.model.index(place, 0))

    # ---- what the person chooses -------------------------------------------------------------

    def _choose(self, *, by: str = "", charts: str = "") -> None:
        self._by, self._charts = by or self._by, charts or self._charts
        self.options_changed.emit({"by": self._by, "charts": self._charts})

    def _group(self) -> None:
        if self._twin is not None:
            self._twin.groups.choose(self.groups.currentData())

    def _show_chooser(self, *, wanted: bool) -> None:
        self.chooser.setVisible(wanted)
        (self.chooser.words if wanted else self.charts).setFocus()

    def _remember(self, order: Sequence[str]) -> None:
        """Kept for every record: the order of kinds and vital signs; a source or a test is of this one."""
        self.theme.lane_order = tuple(key for key in order if key in ALWAYS_THERE)

    def _show_window(self, window: TimeWindow) -> None:
        self.overview.show_window(window, self.view.sizes().titles)
