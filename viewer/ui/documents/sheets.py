"""The pages of a PDF, one below the other: drawn by another process when they come near the screen."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from viewer.engine.document_messages import SheetGiven, Size, Spot
from viewer.ui.look.focus_ring import FocusRing
from viewer.ui.look.theme import Theme

ZOOMS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0)
_NEAR = 1  # pages kept above and below what is on screen
_MARGIN = 10
_FOUND, _HERE = QColor("#ffeb3b"), QColor("#ffb74d")
_INK = QColor("#212b32")


class Sheet(QWidget):
    """One page: white, with what was drawn, and marks over what was found."""

    def __init__(self, number: int, count: int, size: Size) -> None:
        super().__init__()
        self.number, self.points = number, size
        self.name = f"Page {number + 1} of {count}"
        self.setAccessibleName(f"{self.name}: a picture; Read as text gives its words")
        self.drawn_at = 0.0
        self.words = ""
        self.pixmap = QPixmap()
        self.spots: tuple[Spot, ...] = ()
        self.here: tuple[Spot, ...] = ()
        self.scale = 1.0

    def fit(self, scale: float) -> None:
        """Take the size of this many pixels for each point."""
        self.scale = scale
        self.setFixedSize(max(1, round(self.points[0] * scale)), max(1, round(self.points[1] * scale)))

    def forget(self) -> None:
        """It is far from the screen: what was drawn goes."""
        self.pixmap, self.drawn_at = QPixmap(), 0.0

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("#ffffff"))
        if self.pixmap.isNull():
            painter.setPen(_INK)
            words = self.words or f"{self.name} is being drawn ..."
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, words)
        else:
            painter.drawPixmap(self.rect(), self.pixmap)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)  # the ink stays black
        for spots, colour in ((self.spots, _FOUND), (self.here, _HERE)):
            for left, top, width, height in spots:
                box = QRectF(left, top, width, height)
                box = QRectF(
                    box.x() * self.scale,
                    box.y() * self.scale,
                    box.width() * self.scale,
                    box.height() * self.scale,
                )
                painter.fillRect(box.adjusted(-2, -2, 2, 2), colour)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        painter.setPen(QPen(_INK, 2))
        for left, top, width, height in self.here:  # never by colour alone
            painter.drawRect(
                QRectF(
                    left * self.scale - 3,
                    top * self.scale - 3,
                    width * self.scale + 6,
                    height * self.scale + 6,
                )
            )
        painter.end()


class Sheets(QScrollArea):
    """Signals: ``sheet_wanted(page, scale)``, one at a time; ``turned(page)`` when another page is on top."""

    sheet_wanted = Signal(int, float)
    turned = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName("Pages of the document")
        self.setAccessibleDescription("Page keys turn pages, plus and minus zoom, 0 fits the width.")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # Always there: a bar that comes with the pages would change the width that they are fitted to.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._column = QWidget()
        self._column.setObjectName("page")
        self._column.setAccessibleName("Pages")
        self._lines = QVBoxLayout(self._column)
        self._lines.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        self._lines.setSpacing(_MARGIN)
        self._lines.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setWidget(self._column)
        self.setWidgetResizable(True)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.sheets: list[Sheet] = []
        self._zoom = 0.0  # 0: fitted to the width
        self._asked: tuple[int, float] | None = None
        self._top = -1
        self._ring = FocusRing(self, outset=0)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._look())
        self.verticalScrollBar().setAccessibleName("Scroll")

    def show_pages(self, sizes: tuple[Size, ...]) -> None:
        """Lay out as many pages as there are; each is asked for when it comes near the screen."""
        self.clear()
        self._zoom = 0.0
        for number, size in enumerate(sizes):
            sheet = Sheet(number, len(sizes), size)
            self.sheets.append(sheet)
            self._lines.addWidget(sheet, 0, Qt.AlignmentFlag.AlignHCenter)
        self._fit()
        self.verticalScrollBar().setValue(0)

    def clear(self) -> None:
        """Nothing of the last document stays."""
        for sheet in self.sheets:
            self._lines.removeWidget(sheet)
            sheet.deleteLater()
        self.sheets, self._asked, self._top = [], None, -1

    def show_sheet(self, given: SheetGiven) -> None:
        """Put what was drawn, and ask for the next."""
        if self._asked is not None and self._asked[0] == given.page:
            self._asked = None
        if given.page < len(self.sheets):
            sheet = self.sheets[given.page]
            sheet.words, sheet.drawn_at = given.words, given.scale
            if given.width and len(given.pixels) == given.width * given.height * 4:
                image = QImage(
                    given.pixels, given.width, given.height, given.width * 4, QImage.Format.Format_RGB32
                )
                sheet.pixmap = QPixmap.fromImage(image)
            sheet.update()
        self._look()

    def zoom(self, step: int) -> None:
        """Larger (1), smaller (-1) or fitted to the width (0)."""
        if step:
            now = (self._zoom or self._fitted()) / self._unit()
            others = [one for one in ZOOMS if (one > now * 1.01 if step > 0 else one < now * 0.99)]
            self._zoom = ((others[0] if step > 0 else others[-1]) if others else now) * self._unit()
        else:
            self._zoom = 0.0
        self._fit()

    def show_finds(self, finds: tuple[tuple[int, tuple[Spot, ...]], ...], here: int) -> None:
        """Mark what was found; bring find number ``here`` on screen, -1 for none."""
        for sheet in self.sheets:
            sheet.spots = tuple(spot for page, spots in finds if page == sheet.number for spot in spots)
            sheet.here = ()
            sheet.update()
        if 0 <= here < len(finds):
            page, spots = finds[here]
            sheet = self.sheets[page]
            sheet.here = spots
            if spots:
                at = sheet.mapTo(
                    self._column, QPoint(round(spots[0][0] * sheet.scale), round(spots[0][1] * sheet.scale))
                )
                self.ensureVisible(at.x(), at.y(), 120, 120)

    # ---- sizes -------------------------------------------------------------------------------

    def _unit(self) -> float:
        """Pixels for each point at 100 %, at the present size of text."""
        return 4 / 3 * self._theme.scale

    def _fitted(self) -> float:
        widest = max((sheet.points[0] for sheet in self.sheets), default=595.0)
        return min(max(self.viewport().width() - 2 * _MARGIN, 100) / widest, 4.0)

    def _fit(self) -> None:
        scale = self._zoom or self._fitted()
        for sheet in self.sheets:
            sheet.fit(scale)
        self._lines.activate()
        QTimer.singleShot(0, self, self._look)  # once the layout has its new sizes

    def _look(self) -> None:
        """Ask for the first page near the screen that is not drawn, or not at this size."""
        near = self._near()
        for sheet in self.sheets:
            if sheet.number not in near and not sheet.pixmap.isNull():
                sheet.forget()
        self._tell_top()
        if self._asked is not None or not self.isVisible():
            return
        ratio = self.devicePixelRatioF()
        for number in near:
            sheet = self.sheets[number]
            wanted = round(sheet.scale * ratio, 3)
            if sheet.drawn_at != wanted:
                self._asked = (number, wanted)
                self.sheet_wanted.emit(number, wanted)
                return

    def _near(self) -> list[int]:
        top = self.verticalScrollBar().value()
        bottom = top + self.viewport().height()
        seen = [one.number for one in self.sheets if one.y() < bottom and one.y() + one.height() > top]
        if not seen:
            return []
        around = range(max(0, seen[0] - _NEAR), min(len(self.sheets), seen[-1] + 1 + _NEAR))
        return [*seen, *(number for number in around if number not in seen)]

    def _tell_top(self) -> None:
        middle = self.verticalScrollBar().value() + self.viewport().height() // 3
        top = next((one.number for one in reversed(self.sheets) if one.y() <= middle), 0)
        if self.sheets and top != self._top:
            self._top = top
            self.turned.emit(top)

    # ---- Qt ----------------------------------------------------------------------------------

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(300), self._theme.px(200))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit() if not self._zoom else self._look()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        steps = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Minus: -1, Qt.Key.Key_0: 0}
        ends = {Qt.Key.Key_Home: bar.minimum(), Qt.Key.Key_End: bar.maximum()}
        if event.key() in steps and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(steps[Qt.Key(event.key())])
        elif event.key() in ends:
            bar.setValue(ends[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)
