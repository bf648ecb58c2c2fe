"""Paints a row of a list: date, marks, title, value, then category, status and source in a second line."""

from collections.abc import Container, Mapping

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from viewer.engine.messages import Row
from viewer.timeline.folding import Sought
from viewer.ui.lists.entry_layout import Columns, EntryLayout
from viewer.ui.lists.looks import Looks
from viewer.ui.look.focus_ring import BLACK, YELLOW
from viewer.ui.look.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_KEPT = 600  # laid-out rows in memory: some screens full
_WHEN_PX, _WIDE_WHEN_PX = 110, 155
_WIDE_PX = 800  # at the designed size of text: there a period's two ends need not break in their middle


class TimelineDelegate(QStyledItemDelegate):
    """Knows how high a row is at the view's width, and draws it."""

    def __init__(self, theme: Theme, parent: QObject | None = None, *, dated: bool = True) -> None:
        super().__init__(parent)
        self._theme, self._looks = theme, Looks(theme)
        self._dated = dated
        self._laid: dict[tuple[int, int, str], tuple[Row, EntryLayout]] = {}
        self.stale = False
        self._sought: Sought = ()
        self._where: dict[str, str] = {}
        theme.changed.connect(self._laid.clear)

    def mark(self, sought: Sought) -> None:
        """Mark these words wherever they stand; () marks nothing."""
        if sought != self._sought:
            self._sought = sought
            self._lay_anew(self._where.keys())
            self._where = {}

    def forget_where(self) -> None:
        """Show nothing beyond the lines."""
        self._lay_anew(self._where.keys())
        self._where = {}

    def says_where(self, entry: str) -> str:
        """What stands beyond the line of an entry, "" for nothing."""
        return self._where.get(entry, "")

    def say_where(self, found: Mapping[str, str]) -> None:
        """Show for these entries where the words stand beyond their line."""
        self._lay_anew(found.keys())
        self._where |= found

    def _lay_anew(self, entries: Container[str]) -> None:
        gone = [key for key, (row, _) in self._laid.items() if row.id in entries]
        for key in gone:
            del self._laid[key]

    def height(self, index: Index, width: int) -> int:
        """Pixels that the row needs at this width."""
        return self._layout(index, width).height

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(option.rect.width(), self.height(index, option.rect.width()))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        layout = self._layout(index, rect.width())
        body = rect.adjusted(0, round(layout.heading_height), 0, 0)
        painter.save()
        painter.setClipRect(rect)
        if layout.heading_height:
            painter.fillRect(rect.adjusted(0, 0, 0, -body.height()), self._theme.colour("page"))
        self._paint_state(painter, option, body)
        painter.setPen(QPen(self._theme.colour("line"), 1))
        painter.drawLine(body.bottomLeft(), body.bottomRight())
        if layout.leads and rect.y() > 0:
            painter.setPen(QPen(self._theme.colour("edge"), 1))
            painter.drawLine(rect.topLeft(), rect.topRight())
        painter.setOpacity(0.55 if self.stale else 1.0)
        layout.paint(painter, rect.x(), rect.y(), self._sought)
        painter.restore()

    def _paint_state(self, painter: QPainter, option: QStyleOptionViewItem, body: QRect) -> None:
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(body, self._theme.colour("select"))
            painter.fillRect(QRect(body.left(), body.top(), 4, body.height()), self._theme.colour("accent"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(body, self._theme.colour("hover"))
        if state & QStyle.StateFlag.State_HasFocus:
            for inset, width, shade in ((1, 2, YELLOW), (2, 1, BLACK)):
                painter.setPen(QPen(QColor(shade), width))
                painter.drawRect(body.adjusted(inset, inset, -inset, -inset - 1))

    def _layout(self, index: Index, width: int) -> EntryLayout:
        model = index.model()
        row, heading, first = model.line(index.row())  # type: ignore[attr-defined]  # one of ours
        leads = self._dated and first
        key = (id(row), width, f"{heading}{leads}")
        found = self._laid.get(key)
        if found is None:
            where = self._where.get(row.id, "")
            columns = Columns(width, self._when(width), leads, where)
            if len(self._laid) >= _KEPT:
                self._laid.clear()
            # The row is kept beside its layout: an id is only its own while the row lives.
            found = self._laid[key] = (row, EntryLayout(row, columns, heading, self._looks))
        return found[1]

    def _when(self, width: int) -> int:
        """How wide the dates stand; 0 where they stand among the small words."""
        wide = width >= self._theme.px(_WIDE_PX)
        return self._theme.px(_WIDE_WHEN_PX if wide else _WHEN_PX) if self._dated else 0
