"""Where each line of a print stands: pages with head and foot, and no block broken that fits on one."""

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QPagedPaintDevice, QPainter, QPen

from viewer.record.paper import Block, Paper
from viewer.ui.printing.block_layout import Laid, Run, lay_block, points, space_before

_HEAD = 9.5
_FOOT = 8.0
_SHORT = 32  # letters
_GAP = 5.0  # points between head or foot and the text
_WITH_NEXT = {"title": 60.0, "heading": 48.0, "day": 36.0}  # points that have to follow on the same page


class Sheets:
    """Takes block after block; counts pages, and draws them where it has a painter.

    ``total`` is the number of pages, known from a first run without a painter.
    """

    def __init__(
        self, paper: Paper, device: QPagedPaintDevice, painter: QPainter | None = None, total: int = 0
    ) -> None:
        self._paper, self._device, self._painter, self._total = paper, device, painter, total
        area = device.pageLayout().paintRectPixels(device.logicalDpiY())
        self._width, self._height = float(area.width()), float(area.height())
        self._head = self._laid(_head_runs(paper), _HEAD)
        self._state = self._laid([Run(paper.state, bold=True)], _FOOT)
        self._foot = self._laid([Run(paper.foot)], _FOOT)
        self._top = self._head.height + self._state.height + points(_GAP, device)
        self._bottom = self._height - 2 * self._foot.heights[0] - points(_GAP, device)
        self.number = 0
        self._at = self._top
        self._begin()

    def _laid(self, runs: list[Run], size: float) -> Laid:
        return Laid(runs, size, self._width, self._device)

    def put(self, block: Block) -> None:
        """Put one block below the last, or on the next page; longer than a page it goes on over it."""
        laid = lay_block(block, self._width, self._device)
        before = 0.0 if self._at <= self._top else space_before(block, self._device)
        needs = laid.height + points(_WITH_NEXT.get(block.kind, 0.0), self._device)
        if self._at + before + needs > self._bottom and self._at > self._top:
            self._begin()
            before = 0.0
        self._at += before
        for number, height in enumerate(laid.heights):
            if self._at + height > self._bottom and self._at > self._top:
                self._begin()
            if self._painter is not None:
                laid.draw(self._painter, number, self._at)
            self._at += height

    def _begin(self) -> None:
        """Begin a page with its head and foot."""
        self.number += 1
        self._at = self._top
        if self._painter is None:
            return
        if self.number > 1:
            self._device.newPage()
        self._draw_frame(self._painter)

    def _draw_frame(self, painter: QPainter) -> None:
        gap = points(_GAP, self._device) / 2
        self._head.draw_all(painter, 0)
        self._state.draw_all(painter, self._head.height)
        page = self._laid([Run(f"Page {self.number} of {self._total}", bold=True)], _FOOT)
        line = self._foot.heights[0]
        self._foot.draw_all(painter, self._height - 2 * line)
        page.draw_all(painter, self._height - line)
        painter.setPen(QPen(Qt.GlobalColor.black, points(0.7, self._device)))
        for height in (self._top - gap, self._bottom + gap):
            painter.drawLine(QLineF(QPointF(0, height), QPointF(self._width, height)))


def _head_runs(paper: Paper) -> list[Run]:
    """Who it is, label by label, then the allergy label: four forms and no other (CMP-03)."""
    runs: list[Run] = []
    for label, value in (*paper.head, ("Allergies", paper.allergies)):
        runs += [Run(f"{'    ' if runs else ''}{_unbroken(label)}\u00a0"), Run(_unbroken(value), bold=True)]
    return runs


def _unbroken(words: str) -> str:
    """A number or a date is not broken over two lines, a sentence is."""
    return words.replace(" ", "\u00a0") if len(words) <= _SHORT else words
