"""Which results are drawn as charts: found by a few letters, chosen by hand or by keys."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget
from typing_extensions import override

from viewer.record.pages.charts import NONE, SEPARATOR, ChartChoice
from viewer.ui.look.focus_ring import FocusRing
from viewer.ui.look.labels import button
from viewer.ui.look.theme import Theme

_HIGH = 104
_KEY = Qt.ItemDataRole.UserRole


class ChartChooser(QWidget):
    """Signals: ``chosen(str)``: the page's option ``charts``; ``closed()``."""

    chosen = Signal(str)
    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName("Choose charts")
        self.words = QLineEdit()
        self.words.setPlaceholderText("Find a result to draw")
        self.words.setAccessibleName("Find a result to draw")
        self.words.setMaxLength(60)
        self.list = QListWidget()
        self.list.setAccessibleName("Results that can be drawn; Space draws one or takes it away")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.done = button("Close (Esc)", name="Close the choice of charts")
        self._choices: tuple[ChartChoice, ...] = ()
        self._rings = [FocusRing(self.words), FocusRing(self.list)]
        self._lay_out(theme)
        self.words.textChanged.connect(self._filter)
        self.list.itemChanged.connect(lambda _item: self._choose())
        self.done.clicked.connect(self.closed)

    def _lay_out(self, theme: Theme) -> None:
        line = QHBoxLayout()
        line.addWidget(self.words, 1)
        line.addWidget(self.done)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(line)
        column.addWidget(self.list)
        self.list.setFixedHeight(theme.px(_HIGH))
        theme.changed.connect(lambda: self.list.setFixedHeight(theme.px(_HIGH)))

    def show_choices(self, choices: Sequence[ChartChoice]) -> None:
        """Take what can be drawn; the list stays as it is where that is the same."""
        if tuple(choices) == self._choices:
            return
        here = self.list.currentRow()
        self._choices = tuple(choices)
        self.list.blockSignals(True)  # noqa: FBT003
        self.list.clear()
        for one in choices:
            results = "result" if one.results == 1 else "results"
            item = QListWidgetItem(f"{one.title} ({one.results:,} {results})")
            item.setData(_KEY, one.key)
            item.setCheckState(Qt.CheckState.Checked if one.drawn else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.setCurrentRow(min(max(here, 0), len(choices) - 1))
        self.list.blockSignals(False)  # noqa: FBT003
        self._filter()

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(place) for place in range(self.list.count())]

    def _filter(self) -> None:
        words = self.words.text().casefold().split()
        for item in self._items():
            item.setHidden(not all(word in item.text().casefold() for word in words))

    def _choose(self) -> None:
        drawn = [item.data(_KEY) for item in self._items() if item.checkState() is Qt.CheckState.Checked]
        self.chosen.emit(SEPARATOR.join(drawn) or NONE)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() == Qt.Key.Key_Down and self.words.hasFocus():
            self.list.setFocus()
        else:
            super().keyPressEvent(event)
