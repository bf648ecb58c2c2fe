"""A picture as a small file: 160 colours of its own; first one of each hue that it has, then the commonest."""

from collections import Counter

from PySide6.QtGui import QImage

_COLOURS = 160
_COARSE, _FINE = 48, 6  # of 256 steps: what differs more is another hue; what differs less is one to the eye
_LEAST = 8  # points: fewer are the edge of a letter


def small(image):
    """The same picture with a palette."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    counted = Counter(memoryview(plain.constBits()).cast("B").cast("I")).most_common()
    hues = _apart([shade for shade, count in counted if count >= _LEAST], _COARSE)[: _COLOURS // 2]
    common = _apart([shade for shade, _ in counted], _FINE)
    palette = list(dict.fromkeys([*hues, *common]))[:_COLOURS]
    return plain.convertToFormat(QImage.Format.Format_Indexed8, palette)


def _apart(shades, step):
    """The first shade of each cell of colours."""
    kept = {}
    for shade in shades:
        kept.setdefault(tuple((shade >> by & 0xFF) // step for by in (16, 8, 0)), shade)
    return list(kept.values())
