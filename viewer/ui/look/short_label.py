"""Words longer than their place: so many lines, the cut said with "...", the whole one step away."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel
from typing_extensions import override

from viewer.ui.look.labels import tip
from viewer.ui.look.row_words import unbroken


def wrapped(text: str, font: QFont, width: int) -> list[str]:
    """The lines that a text makes in a font at a width."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    lines = []
    data = text.encode("utf-16-le", "surrogatepass")
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 40))
        start = 2 * line.textStart()
        lines.append(data[start : start + 2 * line.textLength()].decode("utf-16-le", "surrogatepass"))
    layout.endLayout()
    return lines


class ShortLabel(QLabel):
    """A label of at most ``lines`` lines; ``is_cut`` says whether words are left out on screen.

    ``joined`` keeps a number and its unit on one line. The whole text is the accessible name and the
    tooltip, whatever is shown.
    """

    def __init__(self, role: str, lines: int, *, joined: bool = True) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._lines = lines
        self._kept = 1
        self._join = unbroken if joined else str
        self._whole = self._beyond = ""
        self._broken: dict[tuple[int, str], list[str]] = {}  # breaking words is what a heading costs most

    @property
    def whole(self) -> str:
        """Every word, shown or not."""
        return self._whole

    @property
    def is_cut(self) -> bool:
        """Whether words are left out on screen."""
        return self.needed(self.width()) > self._lines

    def set_lines(self, lines: int) -> None:
        """Allow more or fewer lines."""
        if lines != self._lines:
            self._lines = lines
            self._show()
            self.updateGeometry()

    def keep_lines(self, lines: int) -> None:
        """Take the room of so many lines at least, so that what stands below keeps still."""
        if lines != self._kept:
            self._kept = lines
            self.updateGeometry()

    def say(self, text: str, beyond: str = "") -> None:
        """Put the words; ``beyond`` are the longer ones that they stand for, for pointer and ear."""
        if (text, beyond) == (self._whole, self._beyond):
            return
        before = self.heightForWidth(self.width())
        self._whole, self._beyond = text, beyond
        self._broken.clear()
        self.setAccessibleName(beyond or text)
        self._show()
        if self.heightForWidth(self.width()) != before:  # a count that grows must not lay out the page anew
            self.updateGeometry()

    def needed(self, width: int) -> int:
        """How many lines the whole text takes at a width."""
        return max(len(self._lines_at(width)), 1)

    def _lines_at(self, width: int) -> list[str]:
        place = (width, self.font().key())
        if place not in self._broken:
            self._broken[place] = wrapped(self._join(self._whole), self.font(), width)
        return self._broken[place]

    def _show(self) -> None:
        lines = self._lines_at(self.width())
        shown = [line.rstrip() for line in lines[: self._lines]]
        if len(lines) > self._lines:
            rest = "".join(lines[self._lines - 1 :])
            shown[-1] = QFontMetrics(self.font()).elidedText(
                rest, Qt.TextElideMode.ElideRight, max(self.width(), 40)
            )
        self.setText("\n".join(shown))
        self.setToolTip(tip(self._beyond or (self._whole if len(lines) > self._lines else "")))

    def _height(self, lines: int) -> int:
        metrics = QFontMetrics(self.font())
        return metrics.lineSpacing() * (lines - 1) + metrics.height()

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return self._height(max(min(self.needed(width), self._lines), self._kept))

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(max(self.width(), 200)))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(40, self._height(self._kept))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show()
