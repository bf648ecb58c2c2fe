"""What was on the screen when: the moments of this session at the left, what stood there at the right."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QListWidget, QSplitter, QVBoxLayout, QWidget

from viewer.engine.shown_messages import ShownMoment, ShownMoments
from viewer.ui.look.dialog_foot import add_foot
from viewer.ui.look.focus_ring import FocusRing
from viewer.ui.look.labels import button, label
from viewer.ui.look.no_drag import read_only_text
from viewer.ui.look.theme import Theme

TITLE = "What was on the screen"
NOTHING = "Nothing is noted yet: what the screen shows is noted within seconds of each change."
_LIST, _TEXT = "Moments, the newest first", "What was on the screen at this moment"


class ShownDialog(QDialog):
    """Read only. Signals: ``export_wanted()``: the moments are to be saved as a table."""

    export_wanted = Signal()

    def __init__(self, told: ShownMoments, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Tributary")
        self.setAccessibleName(TITLE)
        self.resize(min(theme.px(1000), 1300), min(theme.px(560), 660))
        self._moments: tuple[ShownMoment, ...] = told.moments
        self.list = QListWidget()
        self.list.setAccessibleName(_LIST)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.text = read_only_text(_TEXT)
        self.export, self.close_button = button("Save as a table (CSV) \u2026"), button("Close (Esc)")
        self._rings = [FocusRing(self.list, outset=4), FocusRing(self.text, outset=4)]
        self._lay_out(told.limits)
        self.list.currentRowChanged.connect(self._show)
        self.export.clicked.connect(self.export_wanted)
        self.close_button.clicked.connect(self.reject)
        self.list.addItems([one.line for one in told.moments])
        self.export.setEnabled(bool(told.moments))
        self.list.setCurrentRow(0)
        self._show(0)
        (self.list if told.moments else self.close_button).setFocus()

    def _lay_out(self, limits: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 12)
        column.setSpacing(8)
        column.addWidget(label(TITLE, "title"))
        column.addWidget(label(limits))
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setAccessibleName(TITLE)
        split.setChildrenCollapsible(False)
        for words, part in ((_LIST, self.list), (_TEXT, self.text)):
            split.addWidget(_captioned(words, part))
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 3)
        column.addWidget(split, 1)
        add_foot(column, self.close_button, self.export)

    def _show(self, row: int) -> None:
        words = self._moments[row].words if 0 <= row < len(self._moments) else (NOTHING,)
        self.text.setPlainText("\n\n".join(words))


def _captioned(words: str, part: QWidget) -> QWidget:
    """Return a part below its caption."""
    held = QWidget()
    held.setAccessibleName(words)
    column = QVBoxLayout(held)
    column.setContentsMargins(4, 4, 4, 4)
    caption = label(words, "strong")
    caption.setBuddy(part)
    column.addWidget(caption)
    column.addWidget(part, 1)
    return held
