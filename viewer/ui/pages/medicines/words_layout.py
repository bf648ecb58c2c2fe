"""How words of the board are laid out in a width: each in its look, wrapped, never cut (MED-03, MED-17)."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextOption

from viewer.record.pages.medicines.body import Cell, Line
from viewer.ui.look.row_words import unbroken
from viewer.ui.look.theme import Role, Theme

PAD = 5.0
_PITCH = 1.25  # MED-17: 120 to 140 % of the size of the letters
_BOLD = frozenset({"name", "dose", "mark", "listed", "title", "heading"})
_SMALL = frozenset({"small", "more", "match"})
_COLOURS = {"mark": "bad", "small": "second", "more": "second", "letter": "accent", "quiet": "second"}
_LABEL = "DOSE\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Block:
    """Laid-out words and where they stand; ``rule`` says that a line is drawn above them."""

    layout: QTextLayout
    top: float
    rule: bool = False


class WordsLayout:
    """Lines below each other in a width; ``height`` in pixels includes the air around them.

    Small words that follow a status go on in its line. ``above``: pixels of air on top.
    """

    def __init__(
        self, groups: Sequence[Sequence[Line]], width: float, theme: Theme, *, above: float = PAD
    ) -> None:
        self._theme = theme
        self._blocks: list[Block] = []
        top = above
        for number, group in enumerate(groups):
            if number:
                top += self._points("status")  # MED-17: a line's gap between two entries
            for place, run in enumerate(_runs(group)):
                layout, height = self._lay(run, width - 2 * PAD)
                self._blocks.append(Block(layout, top, rule=bool(number) and not place))
                top += height
        self.height = round(top + PAD)

    def _font(self, look: str) -> QFont:
        return self._theme.font(Role.SMALL if look in _SMALL else Role.BODY, bold=look in _BOLD)

    def _points(self, look: str) -> int:
        return QFontInfo(self._font(look)).pixelSize()

    def _lay(self, run: Sequence[Line], width: float) -> tuple[QTextLayout, float]:
        layout = QTextLayout("".join(_shown(line) for line in run), self._font(run[0].look))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats(self._formats(run))
        layout.beginLayout()
        pitch, y = round(self._points(run[0].look) * _PITCH), 0.0
        usual = QFontMetricsF(self._theme.font(Role.BODY, bold=True)).height() + 1
        while (laid := layout.createLine()).isValid():
            laid.setLineWidth(max(width, 40.0))
            height = pitch if laid.height() <= usual else laid.height()  # another script may need more
            laid.setPosition(QPointF(0, y + (height - laid.height()) / 2))
            y += height
        layout.endLayout()
        return layout, y + 1

    def _formats(self, run: Sequence[Line]) -> list[QTextLayout.FormatRange]:
        """Each line in its colour and size; the label of a dose is not bold."""
        ranges, start = [], 0
        for line in run:
            length = _utf16(_shown(line))
            ranges.append(self._range(start, length, line.look))
            if line.look == "dose" and _LABEL in line.text:
                before = _utf16(line.text.partition(_LABEL)[0])
                ranges.append(self._range(start + before, len(_LABEL), "small"))
            start += length
        return ranges

    def _range(self, start: int, length: int, look: str) -> QTextLayout.FormatRange:
        made, shade = QTextLayout.FormatRange(), QTextCharFormat()
        shade.setFont(self._font(look))
        shade.setForeground(self._theme.colour(_COLOURS.get(look, "text")))
        shade.setFontUnderline(look == "letter")
        made.start, made.length, made.format = start, length, shade
        return made

    def paint(self, painter: QPainter, x: float, y: float, width: float) -> None:
        """Draw everything with the upper left corner at x, y."""
        for block in self._blocks:
            if block.rule:
                at = round(y + block.top - self._points("status") / 2)
                painter.setPen(self._theme.colour("line"))
                painter.drawLine(round(x + PAD), at, round(x + width - PAD), at)
            block.layout.draw(painter, QPointF(x + PAD, y + block.top))


def _runs(group: Sequence[Line]) -> list[list[Line]]:
    runs: list[list[Line]] = []
    for line in group:
        if line.look == "small" and runs and runs[-1][-1].look == "status":
            runs[-1].append(Line(look="small", text=f" \N{MIDDLE DOT} {line.text}"))
        else:
            runs.append([line])
    return runs


def _shown(line: Line) -> str:
    return unbroken(line.text)


def cell_groups(cell: Cell, *, whole: bool) -> list[list[Line]]:
    """A cell's courses, each a group of lines; a cell without any says why in its own look.

    ``whole``: also supply, reason, codes and the like, which the detail of an entry always shows.
    """
    if not cell.items:
        looks = {"letter": "letter", "absent": "status", "unknown": "quiet"}
        return [[Line(look=looks.get(cell.kind, "status"), text=cell.words)]]
    groups = [[line for line in item.lines if whole or line.look != "more"] for item in cell.items]
    return [*groups, *([[Line(look="small", text=cell.more)]] if cell.more else [])]


def _utf16(text: str) -> int:
    r"""Length as Qt counts it.

    >>> _utf16("a\N{GRINNING FACE}")
    3
    """
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
