"""The page of what is new: since when, by what it is told, then each source with what came or went."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHeaderView,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from viewer.engine.messages import PageGiven
from viewer.record.pages.news.body import NewsGroup, NewsPage, NewsRow, more_words
from viewer.record.pages.news.page import CHOICES, DATE, LOOKED
from viewer.timeline.folding import fold, holds, wanted_words
from viewer.ui.look.flow_layout import FlowLayout
from viewer.ui.look.focus_ring import FocusRing
from viewer.ui.look.labels import label, selectable
from viewer.ui.look.row_words import breakable
from viewer.ui.look.theme import Theme
from viewer.ui.look.whole_rows import WholeRows
from viewer.ui.pages.page_find import PageFind, Place
from viewer.ui.pages.page_view import PageView
from viewer.ui.search.birth_date_field import birth_date

_NAME = "What is new"
_SPOKEN = Qt.ItemDataRole.AccessibleTextRole
_HEADS = ("Change", "What", "Its own date", "Note")
_NO_DATE = "This is no date. Type one such as 21-Nov-2026."
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class NewsView(PageView):
    """A line for each resource, under the name of its source; Enter opens the entry."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _NAME)
        self.heading, self.problem = label(_NAME, "heading"), label("", "notice")
        self.rule = selectable(label("", "small"), "By what it is told")
        self.remembered = selectable(label("", "small"), "How what you see is remembered")
        self.since, self.date = QComboBox(), QLineEdit()
        self.table = WholeRows(0, len(_HEADS))
        self.finder = PageFind()
        self._words, self._settled = "", True
        self._page = NewsPage(since=LOOKED, heading="", rule="", groups=())
        self._entries: list[str] = []
        self._lay_out()
        self._wire()
        self.clear()

    def _lay_out(self) -> None:
        self.since.setAccessibleName("New since when")
        for key, words in CHOICES:
            self.since.addItem(words, key)
        self.date.setAccessibleName("New since this date")
        self.date.setPlaceholderText("dd-Mmm-yyyy")
        self.date.setMaxLength(20)
        self.date.setFixedWidth(self.theme.px(130))
        self._lay_out_table()
        bar = FlowLayout()
        bar.addWidget(self.since)
        bar.addWidget(self.date)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 3, 4, 3)
        column.setSpacing(3)
        column.addWidget(self.finder)
        column.addWidget(self.heading)
        column.addLayout(bar)
        for part in (self.rule, self.problem):
            column.addWidget(part)
        column.addWidget(self.table, 1)
        column.addWidget(self.remembered)

    def _lay_out_table(self) -> None:
        self.table.setAccessibleName(_NAME)
        self.table.setHorizontalHeaderLabels(list(_HEADS))
        self.table.verticalHeader().hide()
        self.table.setWordWrap(True)
        self.table.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        self.table.setTabKeyNavigation(False)
        self.table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self._ring = FocusRing(self.table, outset=4)

    def _wire(self) -> None:
        self.finder.dropped.connect(self.filter_dropped)
        self.since.activated.connect(lambda _place: self._ask())
        self.date.returnPressed.connect(self._ask_date)
        self.table.cellDoubleClicked.connect(lambda row, _column: self._open(row))
        self.theme.changed.connect(self._fit)

    def _ask(self) -> None:
        key = str(self.since.currentData())
        self.date.setVisible(key == DATE)
        iso = birth_date(self.date.text()) if key == DATE else None
        self.options_changed.emit({"since": key, "date": iso} if iso else {"since": key})
        if key == DATE and iso is None:
            self.date.setFocus()

    def _ask_date(self) -> None:
        if birth_date(self.date.text()) is None:
            self.said.emit(_NO_DATE)
            return
        self._ask()
        self.table.setFocus()

    @override
    def clear(self) -> None:
        self._page = NewsPage(since=LOOKED, heading=f"{_NAME}: not read yet", rule="", groups=())
        self._settled = True
        self.since.setCurrentIndex(0)
        self.date.clear()
        self.date.hide()
        self._fill()

    @override
    def show_page(self, given: PageGiven) -> None:
        self.setEnabled(True)
        if isinstance(given.body, NewsPage):
            changed = (given.body, given.settled) != (self._page, self._settled)
            self._page, self._settled = given.body, given.settled
            if changed:
                self._fill()

    def _fill(self) -> None:
        page = self._page
        so_far = "" if self._settled else " (so far)"
        self.heading.setText(f"{page.heading}{so_far}")
        said = page.problem or more_words(page)
        for part, words in ((self.rule, page.rule), (self.problem, said), (self.remembered, page.remembered)):
            part.setText(words)
            part.setVisible(bool(words))
        self.since.setCurrentIndex(max(0, self.since.findData(page.since)))
        self.date.setVisible(page.since == DATE)
        chosen = self._chosen()
        self.table.setRowCount(0)
        self.table.clearSpans()
        self._entries = []
        for group in page.groups:
            self._head(group)
            for row in group.rows:
                self._line(group, row)
        if chosen in self._entries:
            self.table.setCurrentCell(self._entries.index(chosen), 1)
        self._fit()
        self._seek()

    def _chosen(self) -> str:
        row = self.table.currentRow()
        return self._entries[row] if 0 <= row < len(self._entries) and self._entries[row] else "none"

    def _head(self, group: NewsGroup) -> None:
        words = " ".join((f"{group.source}: {group.said}.", *group.limits))
        row = self._add("")
        for column in range(len(_HEADS)):  # those below the span are there for a screen reader alone
            item = QTableWidgetItem("" if column else breakable(words))
            font = item.font()
            font.setBold(True)
            item.setFont(font)
            item.setData(_SPOKEN, words)
            self.table.setItem(row, column, item)
        self.table.setSpan(row, 0, 1, len(_HEADS))

    def _line(self, group: NewsGroup, line: NewsRow) -> None:
        row = self._add(line.entry)
        for column, words in enumerate((line.change, line.title, line.when, line.note)):
            item = QTableWidgetItem(breakable(words))
            item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            item.setData(_SPOKEN, f"{group.source}, {_HEADS[column]}: {words}")
            self.table.setItem(row, column, item)

    def _add(self, entry: str) -> int:
        row = self.table.rowCount()
        self.table.insertRow(row)
        self._entries.append(entry)
        return row

    def _fit(self) -> None:
        room = self.table.viewport().width()
        for column, width, share in ((0, 130, 0.16), (2, 150, 0.2), (3, 250, 0.22)):
            self.table.setColumnWidth(column, min(self.theme.px(width), int(room * share)))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _open(self, row: int) -> None:
        if 0 <= row < len(self._entries):
            if self._entries[row]:
                self.entry_chosen.emit(self._entries[row])
            else:
                self.said.emit("There is no detail of this line: it stands for a source, or it is gone")

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and self.table.hasFocus():
            self._open(self.table.currentRow())
        else:
            super().keyPressEvent(event)

    @override
    def set_words(self, words: str) -> None:
        self._words = words
        self._seek()

    @override
    def step_find(self, by: int) -> None:
        self.finder.step(by)

    def _seek(self) -> None:
        wanted = wanted_words(self._words)
        places: list[Place] = []
        for row in range(self.table.rowCount() if wanted else 0):
            cells = [self.table.item(row, column) for column in range(len(_HEADS))]
            said = " ".join(item.text() for item in cells if item is not None)
            if holds(fold(said), wanted):
                places.append((f"line {row + 1}", partial(self.table.setCurrentCell, row, 0)))
        self.finder.seek(self._words, places)

    @override
    def panes(self) -> list[QWidget]:
        return [self.table, self.since]
