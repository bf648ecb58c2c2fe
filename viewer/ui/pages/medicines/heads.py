"""The heads of the board: a medicine with how its lists compare, and a source with its lists and state."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QWidget
from typing_extensions import override

from viewer.record.pages.medicines.body import Column, Line, Row
from viewer.ui.look.theme import Theme
from viewer.ui.pages.medicines.board_model import BoardModel
from viewer.ui.pages.medicines.words_layout import WordsLayout

_SHAPES = {
    "same": ("agrees", "good"),
    "differs": ("differs", "bad"),
    "only": ("alert", "warn"),
    "one": ("unknown", "second"),
    "none": ("not-stated", "second"),
}
_SHAPE_PX = 16
_GAP_PX = 4
_LARGE = 1.5


class MedicineHead(QHeaderView):
    """At the left of each row, and still when the columns scroll: name, comparison, marks."""

    def __init__(self, model: BoardModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._model, self._theme = model, theme
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(True)
        self.setAccessibleName("Medicines")

    def height_of(self, place: int, width: int) -> int:
        """Pixels that the head of a line needs."""
        row = self._model.row(place)
        if row is None:
            return self._section(place, width).height
        return self._name(row, width).height + self._rest(row, width).height

    def _section(self, place: int, width: int) -> WordsLayout:
        line = Line(look="heading", text=self._model.section(place))
        return WordsLayout([[line]], width, self._theme)

    def _name(self, row: Row, width: int) -> WordsLayout:
        marks = [Line(look="mark", text=words) for words in row.marks]
        return WordsLayout([[Line(look="title", text=row.name), *marks]], width, self._theme)

    def _rest(self, row: Row, width: int) -> WordsLayout:
        """How the lists compare stands beside a shape."""
        own = self._model.reviewed.words(row)
        lines = [
            Line(look="match", text=row.match_words),
            *([Line(look="match", text=f"Since then: {'; '.join(row.changes)}")] if row.changes else []),
            *(Line(look="small", text=words) for words in row.notes),
            *([Line(look="mark" if "Changed" in own else "name", text=own)] if own else []),
        ]
        return WordsLayout([lines], width - self._indent(), self._theme, above=0)

    def _indent(self) -> int:
        return self._theme.px(_SHAPE_PX) + _GAP_PX

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logical_index: int) -> None:
        row = self._model.row(logical_index)
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, self._theme.colour("page"))
        if row is None:
            self._section(logical_index, rect.width()).paint(painter, rect.x(), rect.y(), rect.width())
        else:
            self._paint_row(painter, rect, row)
        painter.setPen(self._theme.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.restore()

    def _paint_row(self, painter: QPainter, rect: QRect, row: Row) -> None:
        name = self._name(row, rect.width())
        name.paint(painter, rect.x(), rect.y(), rect.width())
        top, size = rect.y() + name.height, self._theme.px(_SHAPE_PX)
        shape, colour = _SHAPES[row.match]
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(rect.x() + _GAP_PX, top, self._theme.shape(shape, colour, size, ratio))
        indent = self._indent()
        self._rest(row, rect.width()).paint(painter, rect.x() + indent, top, rect.width() - indent)


class SourceHead(QHeaderView):
    """Above each column, and still when the rows scroll: the source, its lists, how complete they are."""

    def __init__(self, model: BoardModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._model, self._theme = model, theme
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setAccessibleName("Sources")
        self.sectionResized.connect(self._fit)

    @property
    def is_short(self) -> bool:
        """Whether there is room for the name and one word only: the page says the rest below the table."""
        return self._theme.scale >= _LARGE

    def _layout(self, column: Column, width: int) -> WordsLayout:
        state = "small" if column.complete else "status"
        if self.is_short:
            word = "complete" if column.complete else "not a complete list"
            named = [Line(look="name", text=column.name), Line(look=state, text=word)]
            return WordsLayout([named], width, self._theme)
        lines = [
            Line(look="name", text=column.name),
            Line(look="match", text=column.lists),
            Line(look=state, text=column.state),
        ]
        return WordsLayout([lines], width, self._theme)

    def _fit(self) -> None:
        self.updateGeometries()
        parent = self.parentWidget()
        if parent is not None:
            self.geometriesChanged.emit()

    @override
    def sizeHint(self) -> QSize:
        columns = enumerate(self._model.columns)
        heights = [self._layout(one, self.sectionSize(place)).height for place, one in columns]
        return QSize(super().sizeHint().width(), max(heights, default=self._theme.px(24)))

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logical_index: int) -> None:
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, self._theme.colour("page"))
        column = self._model.columns[logical_index]
        self._layout(column, rect.width()).paint(painter, rect.x(), rect.y(), rect.width())
        painter.setPen(self._theme.colour("edge"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setPen(self._theme.colour("line"))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.restore()
