"""What stands in a list without rows: whole lines alone, and words for those that have no room."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter

from viewer.ui.look.short_label import wrapped

BEYOND = "... not all of it has room here: Why not? shows every word"


def whole_lines(text: str, font: QFont, width: int, height: int, beyond: str = BEYOND) -> str:
    """Return the lines of ``text`` that fit; where they are not all, ``beyond`` takes the place of the last.

    ``width`` and ``height`` in pixels.
    """
    lines = [line for part in text.split("\n") for line in wrapped(part, font, width) or [""]]
    room = max(height // QFontMetrics(font).lineSpacing(), 1)
    if len(lines) > room:
        last = wrapped(beyond, font, width)
        lines = [*lines[: max(room - len(last), 0)], *last]
    return "\n".join(line.rstrip() for line in lines)


def draw_lines(painter: QPainter, room: QRect, text: str) -> None:
    """Draw what fits, from the top."""
    words = whole_lines(text, painter.font(), room.width(), room.height())
    painter.drawText(room, Qt.AlignmentFlag.AlignTop, words)
