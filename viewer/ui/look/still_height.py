"""A line that once grew stays as high for this record, so that what stands below it keeps still."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget


class StillHeight:
    """Keeps the greatest height that was needed, until the width changes or another record begins."""

    def __init__(self, widget: QWidget) -> None:
        self._widget = widget
        self._designed = self._width = 0

    def design(self, pixels: int) -> None:
        """The height where nothing more is needed."""
        self._designed = pixels
        self._widget.setMinimumHeight(pixels)

    def forget(self) -> None:
        """Another record begins."""
        self._widget.setMinimumHeight(self._designed)

    def look(self) -> None:
        """The words changed: see what they need once they are laid out."""
        QTimer.singleShot(0, self._widget, self._keep)

    def _keep(self) -> None:
        widget = self._widget
        if widget.width() != self._width:
            self._width = widget.width()
            self.forget()
        layout = widget.layout()
        if layout is not None and widget.isVisible():
            widget.setMinimumHeight(max(widget.minimumHeight(), layout.totalHeightForWidth(widget.width())))
