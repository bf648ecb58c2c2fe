"""The pages of a record at the left of the window; where there is no room, one box that lists them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QComboBox, QListWidget, QVBoxLayout, QWidget

from viewer.engine.messages import Glance, Row
from viewer.ui.lists.pages import PAGES
from viewer.ui.look.focus_ring import FocusRing
from viewer.ui.look.theme import Theme
from viewer.ui.record.page_counts import PageCount, page_counts

_NAME = "Pages of the record"
_NEWS = "news"
_ROOM_PX = 42  # besides the words: the shape, the item's padding, the frame


class PageBar(QWidget):
    """Signals: ``currentChanged(int)`` with the place of the page in ``PAGES``."""

    currentChanged = Signal(int)  # noqa: N815  # as every Qt widget of pages names it

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(_NAME)
        self.list, self.box = QListWidget(), QComboBox()
        for part in (self.list, self.box):
            part.setAccessibleName(_NAME)
        for _, text, _domains in PAGES:
            self.list.addItem(text)
            self.box.addItem(text)
        self.box.view().setAccessibleName(_NAME)
        self.list.setObjectName("pagebar")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setCurrentRow(0)
        self._ring = FocusRing(self.list)
        self.setFocusProxy(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list)
        column.addWidget(self.box)
        self.box.hide()
        self.list.currentRowChanged.connect(self._turn)
        self.box.currentIndexChanged.connect(self._turn)
        theme.changed.connect(self._dress)
        self.forget()

    def currentIndex(self) -> int:  # noqa: N802  # Qt's own name
        """The place of the page on screen."""
        return self.list.currentRow()

    def setCurrentIndex(self, place: int) -> None:  # noqa: N802  # Qt's own name
        """Turn to a page."""
        self.list.setCurrentRow(place)

    def key(self) -> str:
        """The key of the page on screen."""
        return PAGES[self.currentIndex()][0]

    def forget(self) -> None:
        """Another record begins: nothing is counted yet."""
        self._counts: Sequence[PageCount] = [PageCount(None, 0)] * len(PAGES)
        self._news: int | None = None
        self._dress()

    def say_news(self, number: int | None) -> None:
        """How many changes there are since this clinician last looked; None where that is not known."""
        self._news = number
        self._dress()

    def count(self, rows: Iterable[Row] | None, glance: Glance) -> None:
        """Say how many rows each page holds, None: not known yet; mark those that cannot be complete."""
        nobody = {source.id for source in glance.sources if source.state == "no-patient"}
        counts = page_counts(rows, glance.grid, nobody)
        if counts != self._counts:
            self._counts = counts
            self._dress()

    def _dress(self) -> None:
        size = self._theme.px(14)
        ratio = self.devicePixelRatioF()
        self.list.setIconSize(QSize(size, size))
        blank = QPixmap(size, size)
        blank.fill(Qt.GlobalColor.transparent)  # words of every page stand in one line
        for place, ((key, text, _domains), one) in enumerate(zip(PAGES, self._counts, strict=True)):
            count = replace(one, number=self._news) if key == _NEWS else one
            item = self.list.item(place)
            shown = text if count.number is None else f"{text}  {count.number:,}"
            item.setText(shown)
            item.setIcon(QIcon(self._theme.shape("partial", "warn", size, ratio) if count.lacking else blank))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, count.words(text))
            item.setToolTip(count.words(text))
            self.box.setItemText(place, shown + (" (not complete)" if count.lacking else ""))
        self.fit()

    def in_use(self) -> QWidget:
        """The list, or the box that stands for it."""
        return self.list if self.box.isHidden() else self.box

    def or_list(self, wide: QWidget) -> QWidget:
        """What takes the keyboard as a record opens: in one column the box: the top is then seen."""
        return wide if self.box.isHidden() else self.box

    def be_box(self, wanted: bool) -> None:  # noqa: FBT001  # a state, as Qt's own setters
        """Show one box instead of the list."""
        self.list.setVisible(not wanted)
        self.box.setVisible(wanted)
        self.setFocusProxy(self.box if wanted else self.list)
        self.fit()

    def fit(self) -> None:
        """Be as wide as the longest word at the present size of text."""
        metrics = self.list.fontMetrics()
        after = "  8,888" if self.box.isHidden() else "  8,888 (not complete)"
        widest = max(metrics.horizontalAdvance(text + after) for _, text, domains in PAGES if domains)
        self.setFixedWidth(widest + self._theme.px(_ROOM_PX))

    def _turn(self, place: int) -> None:
        for part, at in ((self.list, self.list.currentRow()), (self.box, self.box.currentIndex())):
            if at != place:
                part.blockSignals(True)  # noqa: FBT003  # Qt's own
                part.setCurrentRow(place) if isinstance(part, QListWidget) else part.setCurrentIndex(place)
                part.blockSignals(False)  # noqa: FBT003
        self.currentChanged.emit(place)
