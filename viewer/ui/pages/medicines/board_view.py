"""The medicines page: counts, choices, the filter that is on, the board, and what it leaves out."""

from dataclasses import replace

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QCheckBox, QComboBox, QDateEdit, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from viewer.engine.messages import PageGiven
from viewer.record.pages.medicines.body import MedicinesPage
from viewer.ui.look.flow_layout import FlowLayout
from viewer.ui.look.labels import button, label
from viewer.ui.look.theme import Theme
from viewer.ui.pages.medicines.board_model import BoardModel
from viewer.ui.pages.medicines.board_table import BoardTable
from viewer.ui.pages.medicines.shown import (
    SORTS,
    VIEWS,
    Choices,
    Reviewed,
    copied,
    count,
    filter_words,
    heading,
    parts,
)
from viewer.ui.pages.page_view import PageView

_NAME = "Medicines"
_A_DAY = "day"
_STALE = " (may be out of date)"
_SINCE = (
    ("", "Changes: any time"),
    ("7", "Changed in 7 days"),
    ("28", "Changed in 28 days"),
    ("91", "Changed in 3 months"),
    ("365", "Changed in 12 months"),
    (_A_DAY, "Changed since a date"),
)


class MedicinesView(PageView):
    """The board and the choices above it; ``reviewed`` is kept in memory, for this record alone."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _NAME)
        self.choices, self.reviewed = Choices(), Reviewed()
        self._page: MedicinesPage | None = None
        self._settled = False
        self.heading, self.completeness = label("", "heading", wrap=False), label("", "small")
        self.view = self._box("Which medicines", VIEWS)
        self.sort = self._box("Order of the medicines", SORTS)
        self.since = self._box("Changes since", _SINCE)
        self.day = QDateEdit(QDate.currentDate())
        self.day.setAccessibleName("Changed since this date")
        self.day.setDisplayFormat("dd-MMM-yyyy")
        self.day.setCalendarPopup(True)
        self.day.hide()
        self.whole = QCheckBox("Supply, reason, codes")
        self.unreviewed = QCheckBox("Not reviewed only (U)")
        self.review = button(
            "Reviewed (R)", name="Mark the chosen medicines as reviewed, in this session only"
        )
        self.copy = button("Copy (Ctrl+C)", name="Copy the chosen medicines as plain text")
        self.notice = button("", "warning", name="Clear filter")
        self.left_out, self.lists = label("", "small"), label("", "small")
        self.model = BoardModel(self.reviewed, self)
        self.table = BoardTable(self.model, theme)
        self._lay_out()
        self._wire()
        self.clear()

    def _box(self, name: str, items: tuple[tuple[str, str], ...]) -> QComboBox:
        made = QComboBox()
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        made.setAccessibleName(name)
        for key, words in items:
            made.addItem(words, key)
        return made

    def _lay_out(self) -> None:
        bar = QWidget()
        bar.setAccessibleName("Choices")
        line = FlowLayout(bar)
        choices: tuple[QWidget, ...] = (
            self.view,
            self.sort,
            self.since,
            self.day,
            self.whole,
            self.unreviewed,
        )
        for part in (*choices, self.review, self.copy):
            line.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 3, 8, 3)
        column.setSpacing(3)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.heading)
        head.addWidget(self.completeness, 1)
        column.addLayout(head)
        for part in (bar, self.notice):
            column.addWidget(part)
        column.addWidget(self.table, 1)
        column.addWidget(self.left_out)
        column.addWidget(self.lists)

    def _wire(self) -> None:
        self.view.currentIndexChanged.connect(lambda: self._choose(view=str(self.view.currentData())))
        self.sort.currentIndexChanged.connect(lambda: self._choose(sort=str(self.sort.currentData())))
        self.since.currentIndexChanged.connect(self._ask_since)
        self.day.dateChanged.connect(self._ask_since)
        self.whole.toggled.connect(self._show_whole)
        self.unreviewed.toggled.connect(lambda on: self._choose(unreviewed=on))
        self.review.clicked.connect(self._review)
        self.copy.clicked.connect(self._copy)
        self.notice.clicked.connect(self._clear_filter)
        self.table.entry_chosen.connect(self.entry_chosen)
        self.table.review_wanted.connect(self._review)
        self.table.filter_wanted.connect(self.unreviewed.toggle)
        self.table.copy_wanted.connect(self._copy)
        self.theme.changed.connect(self._show)

    # ---- what the engine says ----------------------------------------------------------------

    @override
    def show_page(self, given: PageGiven) -> None:
        self.setEnabled(True)
        if isinstance(given.body, MedicinesPage):
            self._page, self._settled = given.body, given.settled
            self._show()

    @override
    def clear(self) -> None:
        self._page = None
        self.reviewed.seen.clear()
        self.choices = Choices()
        for box in (self.view, self.sort, self.since, self.unreviewed):
            box.blockSignals(True)  # noqa: FBT003
        for box in (self.view, self.sort, self.since):
            box.setCurrentIndex(0)
        self.unreviewed.setChecked(False)
        for box in (self.view, self.sort, self.since, self.unreviewed):
            box.blockSignals(False)  # noqa: FBT003
        self.day.hide()
        self.heading.setText(f"{_NAME}: not read yet")
        for part in (self.completeness, self.left_out, self.lists, self.notice):
            part.hide()
        self.model.put(None, ())

    @override
    def grey(self) -> None:
        super().grey()
        self.heading.setText(f"{self.heading.text().removesuffix(_STALE)}{_STALE}")

    @override
    def set_words(self, words: str) -> None:
        self._choose(words=words)

    @override
    def panes(self) -> list[QWidget]:
        return [self.table, self.view]

    def _show(self) -> None:
        page = self._page
        if page is None:
            return
        self.heading.setText(heading(page, settled=self._settled))
        self._say(self.completeness, page.completeness)
        self._say(self.left_out, page.left_out.get(self.choices.view, ""))
        short = self.table.sources_head.is_short
        self.table.corner.setText("" if short else page.foot)
        said = [f"{one.name}: {one.lists}. {one.state}." for one in page.columns]
        self._say(self.lists, " ".join([*said, page.foot]) if short else "")
        for place, (key, words) in enumerate(VIEWS):
            self.view.setItemText(place, f"{words} ({count(page, key)})")
        self._put(page)

    def _put(self, page: MedicinesPage) -> None:
        """Put the rows; the keyboard, and the row that is first on screen, stay where they are."""
        shown = parts(page, self.choices, self.reviewed)
        now = self.table.currentIndex()
        row = self.model.row(now.row())
        top = self.model.row(self.table.rowAt(0))
        self.model.put(page, shown)
        self.table.fit()
        number = sum(len(part.rows) for part in shown)
        words = filter_words(page, self.choices, number)
        self.notice.setText(words)
        self.notice.setAccessibleName(words or "No filter")
        self.notice.setVisible(bool(words))
        self._return_to(row.key if row else "", now.column(), top.key if top else "")

    def _return_to(self, key: str, column: int, top: str) -> None:
        place, above = self.model.place_of(key), self.model.place_of(top)
        if place >= 0:
            self.table.setCurrentIndex(self.model.index(place, max(column, 0)))
        elif self.model.columnCount():
            first = next((n for n in range(self.model.rowCount()) if self.model.row(n)), -1)
            self.table.setCurrentIndex(self.model.index(first, 0))
        if above >= 0:
            self.table.scrollTo(self.model.index(above, 0), self.table.ScrollHint.PositionAtTop)

    @staticmethod
    def _say(part: QWidget, words: str) -> None:
        part.setProperty("text", words)
        part.setVisible(bool(words))

    # ---- what the reader asks ----------------------------------------------------------------

    def _choose(self, **asked: object) -> None:
        self.choices = replace(self.choices, **asked)  # type: ignore[arg-type]  # names of Choices
        self._show()

    def _show_whole(self, wanted: bool) -> None:  # noqa: FBT001  # the signal's own shape
        self.table.delegate.show_whole(wanted)
        self.table.measure()

    def _ask_since(self) -> None:
        """The engine says what changed since a day; until it has, the rows stay as they are."""
        key = str(self.since.currentData())
        self.day.setVisible(key == _A_DAY)
        since = self.day.date().toString("yyyy-MM-dd") if key == _A_DAY else key
        self.choices = replace(self.choices, since=since)
        self.options_changed.emit({"since": since} if since else {})

    def _clear_filter(self) -> None:
        asked = bool(self.choices.since)
        self.choices = replace(self.choices, since="", unreviewed=False)
        self.since.blockSignals(True)  # noqa: FBT003
        self.since.setCurrentIndex(0)
        self.since.blockSignals(False)  # noqa: FBT003
        self.day.hide()
        self.unreviewed.setChecked(False)
        self._show()
        if asked:
            self.options_changed.emit({})
        if self.choices.words:
            self.filter_dropped.emit()
        self.table.setFocus()

    def _review(self) -> None:
        rows = self.table.chosen_rows()
        if not rows:
            return
        self.reviewed.turn(rows)
        if self.choices.unreviewed:
            self._show()
        self.model.marks_changed()
        self.table.measure()
        number = sum(1 for row in self._page.rows if self.reviewed.holds(row)) if self._page else 0
        self.said.emit(f"{number} of {len(self._page.rows) if self._page else 0} medicines reviewed")

    def _copy(self) -> None:
        rows = self.table.chosen_rows()
        if rows and self._page is not None:
            self.copied.emit(copied(rows, self._page, settled=self._settled))
            self.said.emit(f"{len(rows)} {'medicine' if len(rows) == 1 else 'medicines'} copied")
