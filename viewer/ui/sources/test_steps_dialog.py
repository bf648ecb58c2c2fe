"""A test of a source, while it runs and after: each step, whether it works, in words, and its time."""

from collections.abc import Sequence
from time import monotonic

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from viewer.engine.messages import Tested, TestedStep
from viewer.source.endpoint import Endpoint
from viewer.ui.look.focus_ring import FocusRing
from viewer.ui.look.labels import NOT_ASSURED, button, label, selectable
from viewer.ui.look.theme import Theme
from viewer.ui.session.source_settings import SourceSettings, TypedSecrets

_HEADS = ("Step", "Result", "In words", "Time")
_WORDS_COLUMN = 2
_AIR_PX = 12
_RESULTS = {
    True: ("complete", "good", "Works"),
    False: ("failed", "bad", "Fails"),
    None: ("empty", "second", "Not tried"),
}


def summary(steps: Sequence[TestedStep]) -> str:
    """How a test ended, in a sentence; what was not tried is neither a failure nor a success.

    >>> summary([TestedStep(name="TLS", ok=None, words="not tried")])
    'Nothing that was tried fails; 1 of 1 steps was not tried.'
    """
    failed = sum(step.ok is False for step in steps)
    untried = sum(step.ok is None for step in steps)
    if not steps:
        return "Nothing was tested."
    if not failed and not untried:
        return "Every step works."
    begin = f"{failed} of {len(steps)} steps fail" if failed else "Nothing that was tried fails"
    were = "was" if untried == 1 else "were"
    of = "" if failed else f" of {len(steps)} steps"
    return f"{begin}; {untried}{of} {were} not tried." if untried else f"{begin}."


def seconds_words(seconds: float) -> str:
    """How long a step took.

    >>> seconds_words(0.0), seconds_words(0.0421), seconds_words(3.21)
    ('', '42 ms', '3.2 s')
    """
    if not seconds:
        return ""
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.1f} s"


class TestStepsDialog(QDialog):
    """Begins the test when it is made; closing it cancels the test."""

    __test__ = False  # not a test case for pytest

    def __init__(
        self,
        endpoint: Endpoint,
        secrets: TypedSecrets,
        sources: SourceSettings,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._endpoint, self._secrets, self._sources, self._theme = endpoint, secrets, sources, theme
        self.setWindowTitle("Tributary")
        self.setAccessibleName(f"Test of {endpoint.name}")
        self.resize(min(theme.px(860), 1240), min(theme.px(520), 660))
        self.words = selectable(label("", "notice"), "How the test went")
        self.table = self._table()
        self._ring = FocusRing(self.table, outset=4)
        self.again = button("Test again")
        self.stop = button("Cancel the test")
        self.close_button = button("Close (Esc)")
        self._lay_out()
        self._tick = QTimer(self)
        self._tick.setInterval(500)
        self._tick.timeout.connect(self._say_waiting)
        self.again.clicked.connect(self.begin)
        self.stop.clicked.connect(self._cancel)
        self.close_button.clicked.connect(self.reject)
        self.finished.connect(self._end)
        sources.tested.connect(self._take)
        self.begin()

    def _table(self) -> QTableWidget:
        made = QTableWidget(0, len(_HEADS))
        made.setAccessibleName("Steps of the test")
        made.setObjectName("steps")
        made.setHorizontalHeaderLabels(list(_HEADS))
        made.verticalHeader().hide()
        made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        made.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        made.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        made.setTabKeyNavigation(False)
        made.setShowGrid(False)
        head = made.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(_WORDS_COLUMN, QHeaderView.ResizeMode.Stretch)
        head.sectionResized.connect(lambda *_: QTimer.singleShot(0, made, self._fit_rows))
        return made

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 12)
        column.addWidget(label(f"Test of {self._endpoint.name}", "title"))
        column.addWidget(self.words)
        column.addWidget(self.table, 1)
        line = QHBoxLayout()
        line.addWidget(self.again)
        line.addWidget(self.stop)
        line.addStretch(1)
        line.addWidget(self.close_button)
        column.addLayout(line)
        assurance = label(NOT_ASSURED)
        assurance.setObjectName("assurance")
        column.addWidget(assurance)

    def begin(self) -> None:
        """Try every step (again)."""
        self.table.setRowCount(0)
        self._since = monotonic()
        self._running(running=True)
        self.stop.setFocus()
        self._say_waiting()
        self._sources.test(self._endpoint, self._secrets)

    def _running(self, *, running: bool) -> None:
        self.again.setEnabled(not running)
        self.stop.setEnabled(running)
        if running:
            self._tick.start()
        else:
            self._tick.stop()

    def _say_waiting(self) -> None:
        self._say(f"Testing, for {monotonic() - self._since:.0f} s. A step may take some seconds ...")

    def _say(self, words: str) -> None:
        self.words.setText(words)
        self.words.setAccessibleName(words)

    def say_refused(self, words: str) -> None:
        """The test cannot be done, in words."""
        if self._tick.isActive():
            self._running(running=False)
            self._say(words)

    def _cancel(self) -> None:
        self._sources.cancel_test(self._endpoint.id)
        self._running(running=False)
        self._say("The test was cancelled; what stands below was found before.")

    def _end(self) -> None:
        if self._tick.isActive():
            self._sources.cancel_test(self._endpoint.id)
            self._tick.stop()
        self._secrets = {}

    def _take(self, tested: Tested) -> None:
        if tested.endpoint_id != self._endpoint.id or not self._tick.isActive():
            return
        self.table.setRowCount(len(tested.steps))
        for row, step in enumerate(tested.steps):
            self._put(row, step)
        QTimer.singleShot(0, self.table, self._fit_rows)
        if tested.done:
            self._running(running=False)
            self._say(summary(tested.steps))
            self.table.setFocus()

    def _fit_rows(self) -> None:
        """Words are whole: they wrap in their column (Qt's own measure forgets the air around them)."""
        air = self._theme.px(_AIR_PX)
        room = QRect(0, 0, max(self.table.columnWidth(_WORDS_COLUMN) - 2 * air, 1), 10_000)
        for row in range(self.table.rowCount()):
            item = self.table.item(row, _WORDS_COLUMN)
            words = item.text() if item is not None else ""
            used = self.table.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, words)
            self.table.setRowHeight(row, used.height() + air)

    def _put(self, row: int, step: TestedStep) -> None:
        shape, colour, word = _RESULTS[step.ok]
        cells = (step.name, word, step.words, seconds_words(step.seconds))
        for column, text in enumerate(cells):
            item = QTableWidgetItem(text)
            item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{word}: {step.name}. {step.words}")
            if column == 1:
                item.setIcon(QIcon(self._theme.shape(shape, colour, self._theme.px(14))))
            self.table.setItem(row, column, item)
