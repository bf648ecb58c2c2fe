"""Words in a list without rows."""

import pytest
from PySide6.QtGui import QFontMetrics

from viewer.ui.lists.empty_words import BEYOND, whole_lines

WHY = "\n".join(f"Source {number}: not all was read; it may hold it." for number in range(12))


@pytest.fixture
def font(qapp):
    return qapp.font()


def test_what_fits_stands_whole_with_its_empty_lines(font):
    assert whole_lines("Nothing\n\nWhy", font, 400, 400) == "Nothing\n\nWhy"


@pytest.mark.parametrize("height", [60, 95, 121, 150])
def test_no_line_is_cut_and_what_has_no_room_is_said(font, height):
    said = whole_lines(WHY, font, 400, height).split("\n")
    metrics = QFontMetrics(font)
    assert len(said) * metrics.lineSpacing() <= height
    assert all(metrics.horizontalAdvance(line) <= 400 for line in said)
    assert BEYOND.replace(" ", "").endswith(said[-1].replace(" ", ""))
    assert WHY.startswith(said[0])
