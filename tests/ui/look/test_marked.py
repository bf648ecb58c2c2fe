"""Sought words are marked by ground and line, at the letters where they stand, in every palette."""

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage, QPainter, QTextCharFormat, QTextLayout

from viewer.timeline.folding import wanted_words
from viewer.ui.look.marked import mark_look, marks, seen_spans
from viewer.ui.look.palettes import DARK, HIGH_DARK, HIGH_LIGHT, LIGHT
from viewer.ui.look.row_words import unbroken


def test_letters_of_our_own_between_do_not_hide_a_word():
    text = unbroken("Taken 21-Nov-2026, 5 mmol/L")
    spans = seen_spans(text, wanted_words("21-nov mmol/l"))

    assert [text[begin:end].replace("\N{WORD JOINER}", "") for begin, end in spans] == ["21-Nov", "mmol/L"]


def test_places_are_counted_as_qt_counts_letters(theme):
    (found,) = marks("\N{GRINNING FACE}\N{GRINNING FACE} potassium", wanted_words("potas"), theme)

    assert (found.start, found.length) == (5, 5)
    assert marks("potassium", (), theme) == []


@pytest.mark.parametrize("palette", [LIGHT, DARK, HIGH_LIGHT, HIGH_DARK])
def test_a_mark_is_seen_without_its_colour_too(theme, palette):
    theme.force(palette)
    look = mark_look(theme)

    assert look.underlineStyle() == QTextCharFormat.UnderlineStyle.SingleUnderline
    assert look.background().color() != look.foreground().color()
    assert _drawn(theme, "potassium") != _drawn(theme, "")


def _drawn(theme, typed):
    layout = QTextLayout("Potassium", theme.font())
    layout.beginLayout()
    layout.createLine().setLineWidth(200)
    layout.endLayout()
    image = QImage(200, 40, QImage.Format.Format_RGB32)
    image.fill(theme.colour("panel"))
    painter = QPainter(image)
    layout.draw(painter, QPointF(0, 0), marks(layout.text(), wanted_words(typed), theme))
    painter.end()
    return bytes(image.constBits())
