"""A line that once grew stays as high for this record, so that what stands below it does not move back and forth."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override


class StillHeight(QObject):
    """Keeps the greatest height of a widget until its width changes or another record begins."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._designed = 0
        widget.installEventFilter(self)

    def forget(self) -> None:
        """Another record begins."""
        if self._designed:
            self._widget.setMinimumHeight(self._designed)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(event, QResizeEvent):
            if event.oldSize().width() != event.size().width():
                self.forget()
            elif event.size().height() > self._widget.minimumHeight():
                self._designed = self._designed or self._widget.minimumHeight()
                self._widget.setMinimumHeight(event.size().height())
        return False
