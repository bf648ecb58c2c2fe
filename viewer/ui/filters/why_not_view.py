"""Why something is not shown: what each source has to say, what hides it here, and what can be done."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget
from typing_extensions import override

from viewer.engine.seek_messages import SourceSays, WhyNot
from viewer.ui.look.flow_layout import FlowLayout
from viewer.ui.look.focus_ring import FocusRing
from viewer.ui.look.labels import button, label

STATES = {
    "found": "Found",
    "not found": "Not found",
    "partly": "Not all was read",
    "failed": "Failed",
    "not asked": "Not asked",
    "hidden": "Hidden by the filter",
}
_AGAIN = frozenset({"failed", "partly", "not asked"})
_SOURCE = Qt.ItemDataRole.UserRole


def state_words(says: SourceSays) -> str:
    """Name the state of a source in a few words; what is found there and not all of it is both said."""
    state = STATES.get(says.state, says.state)
    return f"{state}, but it may hold more" if says.lacks else state


class WhyNotView(QFrame):
    """Signals: ``closed()``; ``filter_dropped()``; ``retried(source)``: read it again."""

    closed = Signal()
    filter_dropped = Signal()
    retried = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAccessibleName("Why not?")
        self.heading = label("", "heading")
        self.close_button = button("Close (Esc)", name="Close why something is not shown")
        self.beside = label("", "notice")
        self.list = QListWidget()
        self.list.setObjectName("sentences")
        self.list.setWordWrap(True)
        self.list.setAccessibleName("What each source says")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._ring = FocusRing(self.list, outset=4)
        self.clear_filter = button("Clear filter", name="Clear the filter: show every row")
        self.again = button("Read again", name="Read the chosen source again")
        self._lay_out()
        self.list.currentItemChanged.connect(lambda _now, _before: self._fit())
        self.close_button.clicked.connect(self.closed)
        self.clear_filter.clicked.connect(self.filter_dropped)
        self.again.clicked.connect(lambda: self.retried.emit(self._source()))
        self.forget()

    def _lay_out(self) -> None:
        top, tools = QHBoxLayout(), QWidget()
        top.addWidget(self.heading, 1)
        top.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        tools.setAccessibleName("What can be done")
        line = FlowLayout(tools, 4)
        for part in (self.clear_filter, self.again):
            line.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 3, 6, 4)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(self.beside)
        column.addWidget(self.list, 1)
        column.addWidget(tools)

    def await_answer(self, asked: str) -> None:
        """Say what is being asked of every source."""
        self.forget()
        self.heading.setText(f"Why not? {asked}".strip())
        self._say_beside("Asking what each source gave ...")

    def show_why(self, why: WhyNot) -> None:
        """Put what each source has to say."""
        self.list.clear()
        for one in why.says:
            state = state_words(one)
            item = QListWidgetItem(f"{one.name}: {state}\n{one.words}", self.list)
            item.setData(_SOURCE, (one.source, one.lacks or one.state in _AGAIN))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{one.name}: {state}. {one.words}")
        self.list.setCurrentRow(0)
        self._say_beside("\n".join(why.beside))
        self._fit()

    def forget(self) -> None:
        """Nothing of what was asked stays."""
        self.heading.setText("Why not?")
        self.list.clear()
        self._say_beside("")
        self._fit()

    def _say_beside(self, words: str) -> None:
        self.beside.setText(words)
        self.beside.setAccessibleName(words or "Nothing hides it here")
        self.beside.setVisible(bool(words))

    def _source(self) -> str:
        item = self.list.currentItem()
        return str(item.data(_SOURCE)[0]) if item is not None else ""

    def _fit(self) -> None:
        item = self.list.currentItem()
        self.again.setEnabled(item is not None and item.data(_SOURCE)[1])

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
