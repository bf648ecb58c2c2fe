"""How much room one row needs and where its words stand: wrapped, never cut."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QTextLayout, QTextOption

from viewer.engine.messages import Row
from viewer.timeline.folding import Sought
from viewer.ui.lists.looks import Looks
from viewer.ui.look.marked import marks, utf16
from viewer.ui.look.row_words import Piece, main_pieces, meta_words, unbroken, when_words

MARGIN = 5.0
GAP = 1.5


@dataclass(frozen=True, slots=True)
class Columns:
    """Widths in a row: ``when`` is 0 where the date stands among the small words.

    ``leads``: the first row of its day, whose date is told apart from those that follow.
    ``where`` says where sought words stand beyond the row's line, "" for nowhere.
    """

    width: int
    when: int
    leads: bool = False
    where: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """Words laid out, and the height that they take."""

    layout: QTextLayout
    height: float

    @property
    def lines(self) -> int:
        """How many lines the words take."""
        return self.layout.lineCount()


class EntryLayout:
    """One row laid out for a width; ``height`` in pixels includes a heading if there is one."""

    def __init__(self, row: Row, columns: Columns, heading: str, looks: Looks) -> None:
        self._looks = looks
        self.leads = columns.leads
        left = columns.when + MARGIN if columns.when else 0.0
        self._x = MARGIN + left
        wide = columns.width - self._x - MARGIN
        self._blocks = self._words(row, wide, dated=not columns.when)
        if columns.where:
            self._blocks.append(self._lay((Piece(unbroken(columns.where), "where"),), wide))
        look = "day" if columns.leads else "when"
        self._when = self._lay((Piece(when_words(row), look),), columns.when) if columns.when else None
        width = columns.width - 2 * MARGIN
        self._heading = self._lay((Piece(heading, "heading"),), width) if heading else None
        self.heading_height = self._heading.height + 2 * GAP if self._heading else 0.0
        body = max(sum(block.height for block in self._blocks), self._when.height if self._when else 0.0)
        self.height = round(self.heading_height + body + 2 * GAP + 1)

    def _words(self, row: Row, width: float, *, dated: bool) -> list[Block]:
        """What and below it the small words; in one run where that takes fewer lines."""
        main, meta = main_pieces(row), meta_words(row, dated=dated)
        run = self._lay((*main, Piece(f"  {meta}", "meta")), width, struck=row.struck)
        if run.lines == 1:
            return [run]
        parted = [self._lay(part, width, struck=row.struck) for part in (main, (Piece(meta, "meta"),))]
        return [run] if run.lines < sum(part.lines for part in parted) else parted

    def _lay(self, pieces: tuple[Piece, ...], width: float, *, struck: bool = False) -> Block:
        layout = QTextLayout("".join(piece.text for piece in pieces), self._looks.font("detail"))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setCacheEnabled(True)  # its letters are shaped once, not at each painting
        ranges, start = [], 0
        for piece in pieces:
            look = QTextLayout.FormatRange()
            look.start, look.length = start, utf16(piece.text)
            look.format = self._looks.format(piece.look, struck=struck)
            ranges.append(look)
            start += look.length
        layout.setFormats(ranges)
        layout.beginLayout()
        y = 0.0
        pitch, usual = self._looks.pitch(pieces[0].look)
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 40.0))
            height = pitch if line.height() <= usual else line.height()  # another script may need more
            line.setPosition(QPointF(0, y + (height - line.height()) / 2))
            y += height
        layout.endLayout()
        return Block(layout, y)

    def paint(self, painter: QPainter, x: float, y: float, sought: Sought = ()) -> None:
        """Draw everything with the row's upper left corner at x, y; sought words are marked."""
        if self._heading:
            self._heading.layout.draw(painter, QPointF(x + MARGIN, y + GAP))
        top = y + self.heading_height + GAP
        if self._when:
            self._draw(painter, self._when, QPointF(x + MARGIN, top + 1), sought)
        for block in self._blocks:
            self._draw(painter, block, QPointF(x + self._x, top), sought)
            top += block.height

    def _draw(self, painter: QPainter, block: Block, at: QPointF, sought: Sought) -> None:
        layout = block.layout
        layout.draw(painter, at, marks(layout.text(), sought, self._looks.theme))
