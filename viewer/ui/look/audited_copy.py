"""What is copied out of a label goes the way of every copy: audited, taken back with the record (PRIV-15)."""

from PySide6.QtCore import QEvent, QObject, Qt, SignalInstance
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLabel
from typing_extensions import override

from viewer.ui.look.no_drag import NoDrag

_WAYS = ("text_copied", "copied")


def _way_from(part: QObject | None) -> SignalInstance | None:
    """The signal of the nearest part above that hands copies to the clipboard."""
    while part is not None:
        for name in _WAYS:
            way = getattr(part, name, None)
            if isinstance(way, SignalInstance):
                return way
        part = part.parent()
    return None


class AuditedCopy(QObject):
    """Watches one label. Where nothing above it takes copies Qt copies, and the clipboard notices that."""

    def __init__(self, label: QLabel) -> None:
        super().__init__(label)
        self._label = label
        label.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)  # its own menu copies past the audit
        label.installEventFilter(self)
        NoDrag(label)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Copy):
            way = _way_from(self._label.parent())
            if way is not None and event.type() == QEvent.Type.KeyPress and self._label.selectedText():
                way.emit(self._label.selectedText())
            return way is not None
        return super().eventFilter(watched, event)
