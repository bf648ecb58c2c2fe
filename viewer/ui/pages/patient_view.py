"""Who the person is, source beside source; what differs says so in words."""

from functools import partial

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget
from typing_extensions import override

from viewer.engine.messages import PageGiven
from viewer.present.abbreviations import expanded_words
from viewer.record.pages.patient import PatientField, PatientPage
from viewer.timeline.folding import fold, holds, wanted_words
from viewer.ui.look.focus_ring import FocusRing
from viewer.ui.look.labels import label, tip
from viewer.ui.look.row_words import breakable
from viewer.ui.look.theme import Theme
from viewer.ui.pages.page_find import PageFind, Place
from viewer.ui.pages.page_view import PageView

_SPOKEN = Qt.ItemDataRole.AccessibleTextRole
_NAME = "Patient, as each source says"


class PatientView(PageView):
    """A row for each field, a column for each source."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _NAME)
        self.heading, self.note = label(_NAME, "heading"), label("", "notice")
        self.table = QTableWidget()
        self.table.setAccessibleName(_NAME)
        self.table.setWordWrap(True)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.setTextElideMode(Qt.TextElideMode.ElideNone)
        wrapped = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        for header in (self.table.verticalHeader(), self.table.horizontalHeader()):
            header.setDefaultAlignment(wrapped)
        self._ring = FocusRing(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(5, 1, 5, 3)
        self.finder = PageFind()
        self.finder.dropped.connect(self.filter_dropped)
        self._words = ""
        for part in (self.finder, self.heading, self.note):
            column.addWidget(part)
        column.addWidget(self.table, 1)
        self.clear()

    @override
    def clear(self) -> None:
        self._page = PatientPage(sources=(), fields=())
        self._fill("")
        self.heading.setText(f"{_NAME}: not read yet")

    @override
    def show_page(self, given: PageGiven) -> None:
        self.setEnabled(True)
        if isinstance(given.body, PatientPage):
            changed, self._page = given.body != self._page, given.body
            so_far = "" if given.settled else " so far"
            self._fill(so_far) if changed else self._head(so_far)

    def _head(self, so_far: str) -> None:
        differ = sum(field.differs for field in self._page.fields)
        words = f"; {differ} of {len(self._page.fields)} lines differ" if differ else ""
        self.heading.setText(f"{_NAME}{so_far}{words}")
        self.note.setText(self._page.note)
        self.note.setVisible(bool(self._page.note))

    def _fill(self, so_far: str) -> None:
        self._head(so_far)
        fields, sources = self._page.fields, self._page.sources
        self.table.setRowCount(0)
        self.table.setColumnCount(len(sources))
        self.table.setRowCount(len(fields))
        self.table.setHorizontalHeaderLabels([source.replace(": ", ":\n") for source in sources])
        for row, field in enumerate(fields):
            self.table.setVerticalHeaderItem(row, _head(field))
        for row, field in enumerate(fields):
            for column, text in enumerate(field.texts):
                self.table.setItem(row, column, self._item(field, column, text))
        self._seek()
        QTimer.singleShot(0, self, self._fit_heads)

    def _item(self, field: PatientField, column: int, text: str) -> QTableWidgetItem:
        item = QTableWidgetItem(breakable(text))
        item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        item.setData(_SPOKEN, f"{_label(field)}, {self._page.sources[column]}: {text}")
        return item

    def _fit_heads(self) -> None:
        """The heads are as high as their words need: Qt measures them as if they did not wrap."""
        header, flags = self.table.horizontalHeader(), Qt.TextFlag.TextWordWrap.value
        bold = QFont(header.font())
        bold.setBold(True)
        heights = [0]
        for at, source in enumerate(self._page.sources):
            room = QRect(0, 0, max(header.sectionSize(at) - 14, 40), 10_000)
            words = source.replace(": ", ":\n")
            heights.append(QFontMetrics(bold).boundingRect(room, flags, words).height() + 10)
        header.setFixedHeight(max(heights))
        self.table.updateGeometries()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._fit_heads)  # once the columns have their new width

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
        for row, field in enumerate(self._page.fields if wanted else ()):
            for column, text in enumerate(field.texts):
                if holds(fold(f"{_label(field)} {text}"), wanted):
                    where = f"{field.label}, {self._page.sources[column]}"
                    places.append((where, partial(self.table.setCurrentCell, row, column)))
        self.finder.seek(self._words, places)

    @override
    def panes(self) -> list[QWidget]:
        return [self.table]


def _head(field: PatientField) -> QTableWidgetItem:
    """The head of a field's row, with what its abbreviations stand for (CUI-23)."""
    item = QTableWidgetItem(_label(field))
    if words := expanded_words(field.label):
        item.setToolTip(tip(words))
        item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, words)
    return item


def _label(field: PatientField) -> str:
    return f"{field.label} (differs)" if field.differs else field.label
