"""A picture as a small file: 160 colours of its own, the ones that stand on most of its points."""

from collections import Counter

from PySide6.QtGui import QImage

_COLOURS = 160
_STEP = 6  # shades nearer than this are one: the eye tells none of them apart at the edge of a letter


def small(image):
    """The same picture with a palette."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    data = memoryview(plain.constBits()).cast("B").cast("I")
    counted = Counter(data)
    kept, seen = [], set()
    for shade, _ in counted.most_common():
        near = tuple((shade >> by & 0xFF) // _STEP for by in (16, 8, 0))
        if near not in seen:
            seen.add(near)
            kept.append(shade)
        if len(kept) == _COLOURS:
            break
    return plain.convertToFormat(QImage.Format.Format_Indexed8, kept)
