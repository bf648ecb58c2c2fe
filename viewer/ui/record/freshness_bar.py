"""What stands at the foot of a record about its age: which sources are old, and what reading again brought.

It stands below the lists, so that nothing that is being read or pointed at moves when it comes.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from viewer.ui.look.labels import button, label, tip
from viewer.ui.look.theme import Theme

_BIG = 1.5
"""From this size of text on the lists need the room: one line, the whole for pointer and ear."""


class FreshnessBar(QWidget):
    """Hidden while there is nothing to say.

    Signals: ``again_wanted()``: read every source again; ``news_wanted()``: show what came; ``heard(str)``:
    words that a screen reader is to say now; ``left()``: what had the keyboard here is there no more.
    """

    again_wanted = Signal()
    news_wanted = Signal()
    heard = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._words: dict[QLabel, tuple[str, str]] = {}
        theme.changed.connect(self._restyle)
        self.setAccessibleName("How old the record is")
        self.stale, self.report = label("", "notice"), label("", "notice")
        self.again = button("Read again (F5)", name="Read every source again (F5)")
        self.show_news = button("Show", name="Show what is new since the last reading")
        self.dismiss = button("Dismiss", name="Dismiss what reading again brought")
        self.again.clicked.connect(self.again_wanted)
        self.show_news.clicked.connect(self.news_wanted)
        self.dismiss.clicked.connect(self._dismiss)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 0, 6, 2)
        column.setSpacing(2)
        self._report_line = self._line(self.report, self.show_news, self.dismiss)
        self._stale_line = self._line(self.stale, self.again)
        for line in (self._report_line, self._stale_line):
            column.addWidget(line)
            line.hide()
        self.hide()

    def _line(self, words: QLabel, *buttons: QPushButton) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(words, 1)
        for one in buttons:
            row.addWidget(one, 0, Qt.AlignmentFlag.AlignVCenter)
        return made

    def say_stale(self, words: str, short: str = "") -> None:
        """Which sources are old; "" for none. It is heard once, and not again as the minutes go."""
        if words and self._stale_line.isHidden():
            self.heard.emit(words)
        self._say(self._stale_line, self.stale, words, short)

    def say_report(self, words: str, short: str = "", *, has_news: bool = False) -> None:
        """What reading again brought, until it is dismissed; "" takes it away. It is heard once."""
        if words and words != self._words.get(self.report, ("", ""))[0]:
            self.heard.emit(words)
        self.show_news.setVisible(has_news)
        self._say(self._report_line, self.report, words, short)

    def _dismiss(self) -> None:
        self.say_report("")
        self.left.emit()

    def clear(self) -> None:
        """Another record begins, or this one is closed."""
        self.say_report("")
        self.say_stale("")

    def panes(self) -> list[QWidget]:
        """What F6 goes to here: the first button of what is said."""
        if not self._report_line.isHidden():
            return [self.dismiss]
        return [] if self._stale_line.isHidden() else [self.again]

    def _restyle(self) -> None:
        for part, (words, short) in self._words.items():
            self._put(part, words, short)

    def _say(self, line: QWidget, part: QLabel, words: str, short: str) -> None:
        self._words[part] = (words, short)
        self._put(part, words, short)
        line.setVisible(bool(words))
        self.setVisible(not (self._stale_line.isHidden() and self._report_line.isHidden()))

    def _put(self, part: QLabel, words: str, short: str) -> None:
        shown = short if short and self._theme.scale >= _BIG else words
        if part.text() != shown or part.accessibleName() != words:
            part.setText(shown)
            part.setAccessibleName(words or "Nothing to say")
            part.setToolTip(tip(words if shown != words else ""))
