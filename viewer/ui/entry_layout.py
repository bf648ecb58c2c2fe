"""How much room one row needs and where its words stand: wrapped, never cut."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QPainter, QTextCharFormat, QTextLayout, QTextOption

from viewer.engine.messages import Row
from viewer.ui.row_words import Piece, main_pieces, meta_words, unbroken
from viewer.ui.theme import Role, Theme

MARGIN = 8.0
GAP = 3.0


@dataclass(frozen=True, slots=True)
class Columns:
    """Widths in a row: ``when`` is 0 where the date stands in the second paragraph."""

    width: int
    when: int


class EntryLayout:
    """One row laid out for a width; ``height`` in pixels includes a heading if there is one."""

    def __init__(self, row: Row, columns: Columns, heading: str, theme: Theme) -> None:
        self._theme = theme
        left = columns.when + MARGIN if columns.when else 0.0
        self._x = MARGIN + left
        text_width = columns.width - self._x - MARGIN
        main, meta = main_pieces(row), meta_words(row)
        if columns.when:
            paragraphs = [main, (Piece(meta, "meta"),)]
        else:  # the short lists of At a glance: one line where that is enough
            meta = meta_words(row, dated=True)
            paragraphs = [(*main, Piece(f"   {meta}", "meta"))]
        self._blocks = [self._lay(pieces, text_width, struck=row.struck) for pieces in paragraphs]
        if len(paragraphs) == 1 and self._blocks[0].lineCount() > 1:
            self._blocks = [
                self._lay(pieces, text_width, struck=row.struck) for pieces in (main, (Piece(meta, "meta"),))
            ]
        self._when = (
            self._lay((Piece(unbroken(row.when or "No date"), "when"),), columns.when)
            if columns.when
            else None
        )
        self._heading = (
            self._lay((Piece(heading, "heading"),), columns.width - 2 * MARGIN) if heading else None
        )
        self.heading_height = self._heading.boundingRect().height() + 2 * GAP if self._heading else 0.0
        body = sum(block.boundingRect().height() for block in self._blocks)
        if self._when:
            body = max(body, self._when.boundingRect().height())
        self.height = round(self.heading_height + body + 2 * GAP + 1)

    def _font(self, look: str) -> QFont:
        if look in {"meta", "when"}:
            return self._theme.font(Role.SMALL)
        return self._theme.font(Role.BODY, bold=look in {"mark", "title", "heading"})

    def _lay(self, pieces: tuple[Piece, ...], width: float, *, struck: bool = False) -> QTextLayout:
        layout = QTextLayout("".join(piece.text for piece in pieces), self._font("detail"))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        ranges, start = [], 0
        for piece in pieces:
            look = QTextLayout.FormatRange()
            look.start, look.length = start, _utf16(piece.text)
            look.format = self._format(piece.look, struck=struck)
            ranges.append(look)
            start += look.length
        layout.setFormats(ranges)
        layout.beginLayout()
        y = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 40.0))
            line.setPosition(QPointF(0, y))
            y += line.height()
        layout.endLayout()
        return layout

    def _format(self, look: str, *, struck: bool) -> QTextCharFormat:
        colours = {"mark": "bad", "meta": "second", "when": "second", "heading": "accent"}
        made = QTextCharFormat()
        made.setFont(self._font(look))
        made.setForeground(self._theme.colour(colours.get(look, "text")))
        if struck and look in {"title", "detail"}:
            made.setFontStrikeOut(True)
        return made

    def paint(self, painter: QPainter, x: float, y: float) -> None:
        """Draw everything with the row's upper left corner at x, y."""
        if self._heading:
            self._heading.draw(painter, QPointF(x + MARGIN, y + GAP))
        top = y + self.heading_height + GAP
        if self._when:
            self._when.draw(painter, QPointF(x + MARGIN, top + 1))
        for block in self._blocks:
            block.draw(painter, QPointF(x + self._x, top))
            top += block.boundingRect().height()


def _utf16(text: str) -> int:
    r"""Length as Qt counts it.

    >>> _utf16("a\N{GRINNING FACE}")
    3
    """
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
