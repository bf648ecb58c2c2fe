"""How sought words are marked where they stand: ground and a line below, never colour alone."""

from PySide6.QtGui import QTextCharFormat, QTextLayout

from viewer.timeline.folding import Sought
from viewer.timeline.marking import Span, spans
from viewer.ui.look.theme import Theme

_UNSEEN = frozenset("\N{WORD JOINER}\N{ZERO WIDTH SPACE}")
"""What we put between letters so that lines break well; nobody types it."""


def utf16(text: str) -> int:
    r"""Length as Qt counts it.

    >>> utf16("a\N{GRINNING FACE}")
    3
    """
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def seen_spans(text: str, sought: Sought) -> tuple[Span, ...]:
    r"""Return where words stand in a text with our own unseen letters in it.

    >>> seen_spans("5 mmol/\u2060L", (("mmol/l",),))
    ((2, 9),)
    """
    places = [place for place, letter in enumerate(text) if letter not in _UNSEEN]
    found = spans("".join(text[place] for place in places), sought)
    return tuple((places[begin], places[end - 1] + 1) for begin, end in found)


def marks(text: str, sought: Sought, theme: Theme) -> list[QTextLayout.FormatRange]:
    """Return the looks of the sought words in a text that is laid out; they move none of its lines."""
    made = []
    for begin, end in seen_spans(text, sought) if sought else ():
        mark = QTextLayout.FormatRange()
        mark.start, mark.length = utf16(text[:begin]), utf16(text[begin:end])
        mark.format = mark_look(theme)
        made.append(mark)
    return made


def mark_look(theme: Theme) -> QTextCharFormat:
    """The look of a sought word."""
    look = QTextCharFormat()
    look.setBackground(theme.colour("noticeback"))
    look.setForeground(theme.colour("noticetext"))
    look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
    return look
