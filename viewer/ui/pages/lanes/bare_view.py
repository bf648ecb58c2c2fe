"""A list of Qt that leaves to its subclass where items stand: no layout and no search of its own."""

from PySide6.QtCore import QItemSelectionModel as Selecting
from PySide6.QtCore import QRect
from PySide6.QtGui import QRegion
from PySide6.QtWidgets import QListView
from typing_extensions import override


class BareView(QListView):
    """What Qt asks of any view of items, answered by ``indexAt`` and the scroll bar alone."""

    @override
    def doItemsLayout(self) -> None: ...  # the subclass does it
    @override
    def updateGeometries(self) -> None: ...  # and sets the scroll bar

    @override
    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    @override
    def setSelection(self, rect: QRect, command: Selecting.SelectionFlag) -> None:
        index = self.indexAt(rect.center())
        if index.isValid() and self.selectionModel() is not None:
            self.selectionModel().select(index, command)

    @override
    def visualRegionForSelection(self, _selection: object) -> QRegion:
        return QRegion(self.viewport().rect())

    @override
    def keyboardSearch(self, search: str) -> None:
        """Letters are not searched for entry by entry: the filter does that for all at once."""
