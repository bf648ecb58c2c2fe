"""The head of every list: what it holds and how many, and how complete that is, in words."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFontMetrics, QMouseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from viewer.ui.look.labels import label
from viewer.ui.look.short_label import ShortLabel

LINES = 2  # the words are made for one line: a second is rare, and better than a cut
_ALL_LINES = 40
_AIR_PX = 2


class ListHeading(QWidget):
    """Heading with count, and the completeness sentence below it; or beside it where it is ``flat``."""

    def __init__(self, heading: str, *, flat: bool = False) -> None:
        super().__init__()
        self._notices: tuple[QWidget, ...] = ()
        self._flat = flat
        self._words = ("", "")
        self._open = False
        self.heading = ShortLabel("heading", 1, joined=False)
        self.completeness = ShortLabel("small", 1 if flat else LINES)
        column = QVBoxLayout(self)
        column.setContentsMargins(5, _AIR_PX, 5, _AIR_PX)
        column.setSpacing(0)
        self._beside = label("", "small", wrap=False)
        self._first = QHBoxLayout()
        self._first.setSpacing(10)
        self._first.addWidget(self.heading, 1, Qt.AlignmentFlag.AlignVCenter)
        if flat:
            self._first.addWidget(self.completeness, 0, Qt.AlignmentFlag.AlignVCenter)
        self._first.addWidget(self._beside)
        column.addLayout(self._first)
        if not flat:
            column.addWidget(self.completeness)
        self.heading.say(heading)
        self.setAccessibleName(heading)

    def put_notices(self, *notices: QWidget) -> None:
        """Notices stand in the first line, which is as high with them as without: rows below keep still."""
        self._notices = notices
        for notice in notices:
            self._first.addWidget(notice)
        self._keep_room()

    def _keep_room(self) -> None:
        for notice in self._notices:
            notice.ensurePolished()
        tallest = max((notice.sizeHint().height() for notice in self._notices), default=0)
        self.setMinimumHeight(tallest + 2 * _AIR_PX if tallest else 0)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self._keep_room()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._keep_room()

    def say_beside(self, words: str) -> None:
        """A few words at the right of the heading."""
        self._beside.setText(words)

    def say(self, heading: str, completeness: str, short: str = "") -> None:
        """Put the words, ``short`` in the place of longer ones; an empty second line takes no room."""
        self.heading.say(heading)
        self._words = (short or completeness, completeness if short else "")
        self._say_completeness()
        if not self._flat:
            self.completeness.setVisible(bool(completeness))
        self.setAccessibleName(f"{heading}. {completeness}")
        self.fit()

    def _say_completeness(self) -> None:
        beyond = self._words[1]
        opened = self._open and bool(beyond)
        usual = 1 if self._flat else LINES
        self.completeness.set_lines(_ALL_LINES if opened else usual)
        self.completeness.say(*((beyond, "") if opened else self._words))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Show every word about completeness, or the one line again."""
        self._open = not self._open
        self._say_completeness()
        super().mousePressEvent(event)

    def fit(self) -> None:
        """Beside the heading stands what has room there: notices first, then the words on completeness."""
        if not self._flat:
            return
        words = QFontMetrics(self.completeness.font()).horizontalAdvance(self.completeness.whole) + 4
        taken = QFontMetrics(self.heading.font()).horizontalAdvance(self.heading.whole) + 4 * _AIR_PX
        shown = [notice for notice in self._notices if not notice.isHidden()]
        taken += sum(notice.sizeHint().width() + self._first.spacing() for notice in shown)
        self.completeness.setFixedWidth(words)
        said = bool(self.completeness.whole) and not shown
        self.completeness.setVisible(said and taken + words + 4 * self._first.spacing() <= self.width())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()
