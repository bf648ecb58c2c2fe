"""The axis: words above and below, one line of them where there is little height, marks below at least."""

from itertools import pairwise

import pytest
from PySide6.QtGui import QImage, QPainter

from viewer.ui.pages.lanes.axis_paint import AxisPaint
from viewer.ui.pages.lanes.scene import scene_of


class Words(QPainter):
    """Notes what is written, and where."""

    def __init__(self, on):
        super().__init__(on)
        self.said = []

    def drawText(self, place, _flags, words):  # noqa: N802  # Qt's
        self.said.append((place, words))


@pytest.mark.parametrize("height", [600, 150])
def test_what_is_written_stands_whole_beside_one_another(page, theme, height):
    page.view.resize(900, height)
    page.ways.to_now()
    paint, image = AxisPaint(theme), QImage(900, height, QImage.Format.Format_RGB32)
    scene = scene_of(page.view, page.model.page)
    painter = Words(image)
    found = paint.ticks(scene)
    paint.paint(painter, scene, found)
    painter.end()

    said = [words for _, words in painter.said if words]
    lines = {}
    for place, words in painter.said:
        if words and not any(words == one.begins == "" for one in found):
            lines.setdefault(round(place.top()), []).append(place)
    assert any({one.label, one.begins} & set(said) for one in found)
    assert len(found) > 3
    if scene.sizes.head:
        assert len(lines) == 1  # marks alone below
        places = sorted(next(iter(lines.values())), key=lambda place: place.left())[1:]
        assert all(one.right() <= other.left() for one, other in pairwise(places))
