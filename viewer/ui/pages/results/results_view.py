"""The page of results: what is asked for, the grid, and below it the trend or the report."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QSplitter, QVBoxLayout, QWidget
from typing_extensions import override

from viewer.engine.messages import PageGiven
from viewer.record.pages.results.body import Cell, ResultsPage
from viewer.record.pages.results.options import COLUMNS, SEPARATOR
from viewer.ui.look.flow_layout import FlowLayout
from viewer.ui.look.labels import button, label, selectable
from viewer.ui.look.theme import Theme
from viewer.ui.pages.page_view import PageView
from viewer.ui.pages.results.grid_view import GridView
from viewer.ui.pages.results.report_pane import ReportPane
from viewer.ui.pages.results.trend_pane import TrendPane
from viewer.ui.pages.results.warming import warm

_NAME = "Results, tests by time"
_ALL = "All tests and observations"
_TYPING_MS = 250
_BESIDE = 1000
_BOTH = 600
_LEAST = 210
_SIZES = (520, 600, 600)
_OPENED = ("Text of", "Open", "No value sent", "Trace")


class ResultsView(PageView):
    """Keys: T draws the chosen tests, R opens a result in full, / goes to the search, M shows more dates."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _NAME)
        self.options: dict[str, str] = {}
        self.heading = label(_NAME, "heading")
        self.completeness = selectable(label("", "small"), "How complete")
        self.placed = selectable(label("", "small"), "Counted")
        self.search = QLineEdit()
        self.trend_button = button("Trend of chosen (T)")
        self.report_button = button("In full (R)")
        self.more_button = button("More dates (M)")
        self.newest_left = QCheckBox("Newest at the left")
        self.groups = QComboBox()
        self.grid = GridView(theme)
        self.trend = TrendPane(theme)
        self.report = ReportPane(theme)
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self._typed = QTimer(self)
        self._lay_out()
        self._wire()
        self.clear()

    def _lay_out(self) -> None:
        self.search.setPlaceholderText("Find a test (/)")
        self.search.setAccessibleName("Find a test by its name")
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(self.theme.px(180))
        self.groups.setAccessibleName("Group of tests")
        self.groups.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.groups.setMinimumContentsLength(24)
        bar = FlowLayout()
        for part in (self.search, self.groups, self.trend_button, self.report_button, self.more_button):
            bar.addWidget(part)
        bar.addWidget(self.newest_left)
        for pane in (self.grid, self.trend, self.report):
            self.splitter.addWidget(pane)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setSizes([*_SIZES])
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 3, 4, 3)
        column.setSpacing(2)
        column.addWidget(self.heading)
        column.addWidget(self.completeness)
        column.addLayout(bar)
        column.addWidget(self.splitter, 1)
        column.addWidget(self.placed)

    def _wire(self) -> None:
        self._typed.setSingleShot(True)
        self._typed.setInterval(_TYPING_MS)
        self._typed.timeout.connect(lambda: self._ask(find=self.search.text().strip()))
        self.search.textEdited.connect(lambda _text: self._typed.start())
        self.groups.activated.connect(self._ask_group)
        self.trend_button.clicked.connect(self._ask_trend)
        self.grid.trend_wanted.connect(self._ask_trend)
        self.report_button.clicked.connect(self._ask_report)
        self.more_button.clicked.connect(self._ask_more)
        self.newest_left.clicked.connect(lambda left: self._ask(newest="left" if left else ""))
        self.grid.chosen.connect(self._open)
        self.grid.apart_chosen.connect(self.entry_chosen)
        self.grid.copied.connect(self.copied)
        self.trend.closed.connect(lambda: self._ask(trend="", converted="", days=""))
        self.trend.days_wanted.connect(lambda days: self._ask(days=str(days)))
        self.trend.point_chosen.connect(self.entry_chosen)
        self.trend.conversion_wanted.connect(lambda on: self._ask(converted="yes" if on else ""))
        self.report.closed.connect(lambda: self._ask(report=""))
        self.report.entry_chosen.connect(self.entry_chosen)
        self.theme.changed.connect(self.grid.fit)

    def _ask(self, **changed: str) -> None:
        """Ask for the page with other switches; what is closed gives the keyboard back to the grid."""
        self.options = {key: text for key, text in {**self.options, **changed}.items() if text}
        if changed.get("trend") == "" or changed.get("report") == "":
            self.grid.show()
            self.grid.setFocus()
        self.options_changed.emit(dict(self.options))

    @override
    def set_words(self, words: str) -> None:
        """What is typed in the window's filter field seeks a test here, as this page's own field does."""
        if words.strip() != self.options.get("find", ""):
            self._typed.stop()
            self._ask(find=words.strip())

    def _ask_group(self, place: int) -> None:
        self._ask(group=self.groups.itemText(place) if place else "", columns="")

    def _ask_trend(self) -> None:
        tests = self.grid.tests()
        if tests:
            self._ask(trend=SEPARATOR.join(tests), report="")
        else:
            self.said.emit("Choose one or more tests in the grid, then press T")

    def _ask_report(self) -> None:
        for cell in self.grid.current_cells()[:1]:
            self._ask(report=cell.entry, trend="")
            return
        self.said.emit("There is no result in this cell")

    def _ask_more(self) -> None:
        shown = int(self.options.get("columns", str(COLUMNS)))
        self._ask(columns=str(shown + COLUMNS))

    def _open(self, cell: Cell) -> None:
        """A number opens its detail; a text, a report or a group is read here."""
        if cell.point < 0 and (cell.text.startswith(_OPENED) or " result" in cell.text):
            self._ask(report=cell.entry, trend="")
        else:
            self.entry_chosen.emit(cell.entry)

    @override
    def show_page(self, given: PageGiven) -> None:
        self.setEnabled(True)
        if isinstance(given.body, ResultsPage):
            self._show(given.body)
            QTimer.singleShot(0, self, warm)

    def _show(self, page: ResultsPage) -> None:
        self.heading.setText(page.heading)
        self.completeness.setText(page.completeness)
        self.completeness.setAccessibleName(page.completeness)
        self.placed.setText(" · ".join(filter(None, (page.problem, page.placed, page.earlier_words))))
        self.placed.setAccessibleName(self.placed.text())
        self.more_button.setEnabled(bool(page.earlier))
        self.newest_left.setChecked(page.newest_left)
        if not self.search.hasFocus():
            self.search.setText(page.sought)
        self._name_groups(page)
        self.grid.show_page(page)
        self.trend.show_trend(page.trend)
        self.report.show_report(page.report)
        self._put_beside(self.trend, shown=page.trend is not None)
        self._put_beside(self.report, shown=page.report is not None)
        self._make_room()

    def _name_groups(self, page: ResultsPage) -> None:
        names = [_ALL, *page.titles]
        if names != [self.groups.itemText(place) for place in range(self.groups.count())]:
            self.groups.clear()
            self.groups.addItems(names)
        self.groups.setCurrentIndex(names.index(page.group) if page.group else 0)

    def _put_beside(self, pane: QWidget, *, shown: bool) -> None:
        """What has just been asked for takes the keyboard."""
        new = shown and pane.isHidden()
        pane.setVisible(shown)
        if new:
            target = pane if pane is self.trend else self.report.close_button
            target.setFocus()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is opened stands beside the grid where there is room for both, else below it."""
        super().resizeEvent(event)
        beside = event.size().width() >= self.theme.px(_BESIDE)
        orientation = Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical
        if orientation != self.splitter.orientation():
            self.splitter.setOrientation(orientation)
            self.splitter.setSizes([*_SIZES])
        self._make_room()

    def _make_room(self) -> None:
        """Below the grid there may be no room for both: what is opened then stands in its place."""
        low = self.height() < self.theme.px(_BOTH) and self.splitter.orientation() == Qt.Orientation.Vertical
        opened = not (self.trend.isHidden() and self.report.isHidden())
        self.grid.setVisible(not (low and opened))
        for part in (self.grid, self.trend, self.report):
            part.setMinimumHeight(self.theme.px(_LEAST))

    @override
    def clear(self) -> None:
        self.options = {}
        self._typed.stop()
        self.search.clear()
        self.heading.setText(f"{_NAME}: not read yet")
        for words in (self.completeness, self.placed):
            words.setText("")
        self.grid.show_page(None)
        self.trend.show_trend(None)
        self.report.show_report(None)
        self.trend.hide()
        self.report.hide()
        self.grid.show()

    @override
    def panes(self) -> list[QWidget]:
        beside = [pane for pane in (self.trend, self.report.close_button) if pane.isVisibleTo(self)]
        grid = [self.grid] if self.grid.isVisibleTo(self) else []
        return [*grid, *beside, self.search, self.groups]

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = {Qt.Key.Key_R: self._ask_report, Qt.Key.Key_M: self.more_button.click}
        if event.key() in keys and not event.modifiers():
            keys[Qt.Key(event.key())]()
        elif event.text() == "/":
            self.search.setFocus()
        elif event.key() == Qt.Key.Key_Escape and (self.options.keys() & {"trend", "report"}):
            self._ask(trend="", report="", converted="", days="")
        else:
            super().keyPressEvent(event)
