"""The pages of a record at the left of the window; where there is no room, one box that lists them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QListWidget, QVBoxLayout, QWidget

from viewer.ui.lists.pages import PAGES
from viewer.ui.look.focus_ring import FocusRing
from viewer.ui.look.theme import Theme

_NAME = "Pages of the record"
_ROOM_PX = 34  # besides the words: item padding and the frame


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
        theme.changed.connect(self.fit)
        self.fit()

    def currentIndex(self) -> int:  # noqa: N802  # Qt's own name
        """The place of the page on screen."""
        return self.list.currentRow()

    def setCurrentIndex(self, place: int) -> None:  # noqa: N802  # Qt's own name
        """Turn to a page."""
        self.list.setCurrentRow(place)

    def key(self) -> str:
        """The key of the page on screen."""
        return PAGES[self.currentIndex()][0]

    def in_use(self) -> QWidget:
        """The list, or the box that stands for it."""
        return self.list if self.box.isHidden() else self.box

    def be_box(self, wanted: bool) -> None:  # noqa: FBT001  # a state, as Qt's own setters
        """Show one box instead of the list."""
        self.list.setVisible(not wanted)
        self.box.setVisible(wanted)
        self.setFocusProxy(self.box if wanted else self.list)
        self.fit()

    def fit(self) -> None:
        """Be as wide as the longest word at the present size of text."""
        metrics = self.list.fontMetrics()
        widest = max(metrics.horizontalAdvance(text) for _, text, _ in PAGES)
        self.setFixedWidth(widest + self._theme.px(_ROOM_PX))

    def _turn(self, place: int) -> None:
        for part, at in ((self.list, self.list.currentRow()), (self.box, self.box.currentIndex())):
            if at != place:
                part.blockSignals(True)  # noqa: FBT003  # Qt's own
                part.setCurrentRow(place) if isinstance(part, QListWidget) else part.setCurrentIndex(place)
                part.blockSignals(False)  # noqa: FBT003
        self.currentChanged.emit(place)
