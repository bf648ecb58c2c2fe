"""How one block of a print looks: its words, what of them is bold, small or struck, and how it breaks."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QPagedPaintDevice, QPainter, QTextCharFormat, QTextLayout, QTextOption

from viewer.record.paper import Block

_SIZES = {"title": 15.0, "heading": 12.0, "day": 10.0}
_BODY = 9.0
_SMALL = 8.0
_BEFORE = {"title": 0.0, "heading": 10.0, "day": 6.0, "entry": 4.0}
_BOLD = frozenset({"title", "heading", "day", "warning"})
_BREAK = "\u2028"
_POINTS_IN_INCH = 72


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one look."""

    text: str
    bold: bool = False
    small: bool = False
    struck: bool = False


def runs_of(block: Block) -> list[Run]:
    r"""Put a block into runs; nothing of it is left out.

    >>> [run.text for run in runs_of(Block("item", "a gap"))]
    ['\u2022 a gap']
    """
    if block.kind == "entry":
        return _entry(block)
    if block.kind == "item":
        return [Run(f"\u2022 {block.text}")]
    mark = "! " if block.kind == "warning" else ""
    return [Run(f"{mark}{block.text}", bold=block.kind in _BOLD)]


def _entry(block: Block) -> list[Run]:
    runs = [Run(f"{block.marks}: ", bold=True)] if block.marks else []
    runs.append(Run(block.text, bold=True, struck=block.struck))
    if block.detail:
        runs.append(Run(f"  {block.detail}"))
    if block.small:
        runs.append(Run(f"{_BREAK}{block.small}", small=True))
    runs += [Run(f"{_BREAK}\u2022 {note}", small=True) for note in block.notes]
    return runs


class Laid:
    """Text broken into lines of one width, ready to be drawn on the device that it was measured for."""

    def __init__(self, runs: list[Run], size: float, width: float, device: QPagedPaintDevice) -> None:
        font = QFont()
        font.setPointSizeF(size)
        self._layout = QTextLayout("".join(run.text for run in runs), font, device)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        self._layout.setFormats(_formats(runs, size))
        self.heights: list[float] = []
        self._layout.beginLayout()
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, 0))
            self.heights.append(line.height())
        self._layout.endLayout()

    @property
    def height(self) -> float:
        """Of all its lines together, in the device's pixels."""
        return sum(self.heights)

    def draw(self, painter: QPainter, number: int, top: float) -> None:
        """Draw one line at the left, its top at ``top``."""
        self._layout.lineAt(number).draw(painter, QPointF(0, top))

    def draw_all(self, painter: QPainter, top: float) -> None:
        """Draw every line below the one before."""
        for number, height in enumerate(self.heights):
            self.draw(painter, number, top)
            top += height


def _formats(runs: list[Run], size: float) -> list[QTextLayout.FormatRange]:
    found, start = [], 0
    for run in runs:
        look = QTextCharFormat()
        look.setFontPointSize(min(size, _SMALL) if run.small else size)
        look.setFontWeight(QFont.Weight.Bold if run.bold else QFont.Weight.Normal)
        look.setFontStrikeOut(run.struck)
        stretch = QTextLayout.FormatRange()
        stretch.start, stretch.length, stretch.format = start, _length(run.text), look
        found.append(stretch)
        start += stretch.length
    return found


def _length(text: str) -> int:
    """Qt counts in UTF-16: a character beyond its first plane is two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def lay_block(block: Block, width: float, device: QPagedPaintDevice) -> Laid:
    """Lay out one block for a device."""
    return Laid(runs_of(block), _SIZES.get(block.kind, _BODY), width, device)


def space_before(block: Block, device: QPagedPaintDevice) -> float:
    """How far a block keeps from the one above it, in the device's pixels."""
    return points(_BEFORE.get(block.kind, 1.0), device)


def points(number: float, device: QPagedPaintDevice) -> float:
    """So many points in the device's pixels."""
    return number * device.logicalDpiY() / _POINTS_IN_INCH
