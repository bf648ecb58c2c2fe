"""How high something grows before it scrolls: as high as it needs, but never beyond a share of its window."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget
from typing_extensions import override


class BoundedArea(QScrollArea):
    """As high as ``inner`` at its width, at most ``share`` (0 to 1) of the window's height."""

    def __init__(self, inner: QWidget, name: str, share: float) -> None:
        super().__init__()
        self._inner, self._share = inner, share
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setWidget(inner)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        layout = self._inner.layout()
        if layout is None:
            return 0
        wraps = layout.hasHeightForWidth()
        needed = layout.totalHeightForWidth(width) if wraps else layout.totalSizeHint().height()
        return min(needed, round(self.window().height() * self._share))

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(max(self.width(), 200)))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(40, 0)
