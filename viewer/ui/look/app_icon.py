"""The picture of the window in taskbar and switcher, drawn at every size that a desktop asks for."""

from collections.abc import Callable

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

_SIZES_PX = (16, 24, 32, 48, 64, 128, 256)


def app_icon(assets: Callable[[str], str]) -> QIcon:
    """Return the icon; ``assets`` gives the text of a packaged file."""
    drawing = QSvgRenderer(QByteArray(assets("icons/app.svg").encode()))
    icon = QIcon()
    for size in _SIZES_PX:
        pixmap = QPixmap(size, size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        drawing.render(painter, QRectF(0, 0, size, size))
        painter.end()
        icon.addPixmap(pixmap)
    return icon
