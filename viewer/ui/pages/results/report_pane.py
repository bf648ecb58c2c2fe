"""One report or result in full, source by source: facts, texts in fixed width, traces, what it holds."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget
from typing_extensions import override

from viewer.record.pages.results.body import Copy, Report, Text, Trace
from viewer.ui.look.focus_ring import FocusRing
from viewer.ui.look.labels import button, label, scrolled, selectable
from viewer.ui.look.theme import Theme

_MOST_LINES = 30
_TRACE_HIGH = 150
_ROOM = 14


class ReportPane(QFrame):
    """Signals: ``closed()``, ``entry_chosen(str)``."""

    closed = Signal()
    entry_chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.report: Report | None = None
        self.setAccessibleName("Report in full")
        self.title = selectable(label("", "heading"), "Report")
        self.detail_button = button("Whole detail")
        self.close_button = button("Close report (Esc)")
        self._held = QWidget()
        self._column = QVBoxLayout(self._held)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(3)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.detail_button)
        head.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 4, 6, 4)
        column.addLayout(head)
        column.addWidget(scrolled(self._held, "Report"), 1)
        self.close_button.clicked.connect(self.closed)
        self.detail_button.clicked.connect(self._open)
        theme.changed.connect(self._draw)

    def show_report(self, report: Report | None) -> None:
        """Put a report; None leaves nothing of the last one."""
        if report != self.report:
            self.report = report
            self._draw()

    def _open(self) -> None:
        if self.report is not None:
            self.entry_chosen.emit(self.report.entry)

    def _draw(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        report = self.report
        self.title.setText(report.title if report else "")
        self.title.setAccessibleName(self.title.text() or "Report")
        if report is None:
            return
        for copy in report.copies:
            self._copy(copy)
        if report.holds:
            self._column.addWidget(label("Results that it holds", "strong"))
        for held in report.holds:
            self._held_result(held.entry, held.words)
        self._column.addStretch(1)

    def _copy(self, copy: Copy) -> None:
        self._column.addWidget(selectable(label(copy.source, "strong"), f"Source: {copy.source}"))
        words = "\n".join(copy.facts)
        self._column.addWidget(selectable(label(words), words))
        for text in copy.texts:
            self._text(text)
        for trace in copy.traces:
            self._trace(trace)

    def _text(self, text: Text) -> None:
        """Lines and columns as sent: fixed width, never wrapped (FID-12)."""
        self._column.addWidget(label(text.title, "strong"))
        shown = QPlainTextEdit(text.text)
        shown.setReadOnly(True)
        shown.setTabChangesFocus(True)
        shown.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        shown.setAccessibleName(text.title)
        shown.ensurePolished()
        lines = min(text.text.count("\n") + 2, _MOST_LINES)
        shown.setFixedHeight(QFontMetrics(shown.font()).lineSpacing() * lines + _ROOM)
        shown.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        FocusRing(shown)
        self._column.addWidget(shown)

    def _trace(self, trace: Trace) -> None:
        from viewer.ui.pages.results.chart import trace_chart

        self._column.addWidget(label(trace.name, "strong"))
        chart = trace_chart(trace, self._theme)
        chart.setFixedHeight(self._theme.px(_TRACE_HIGH))
        self._column.addWidget(chart)
        self._column.addWidget(selectable(label(trace.says, "small"), trace.says))

    def _held_result(self, entry: str, words: str) -> None:
        if not entry:
            self._column.addWidget(selectable(label(words), words))
            return
        opens = button(words, "link")
        opens.clicked.connect(lambda _on=False: self.entry_chosen.emit(entry))
        line = QHBoxLayout()
        line.addWidget(opens)
        line.addStretch(1)
        holder = QWidget()
        holder.setLayout(line)
        line.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(holder)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
