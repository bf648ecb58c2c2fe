"""Prints the longest pause of the window while 40,000 rows of four sources arrive in pages of 250.

Run it alone: ``pytest tests/benchmarks/test_timeline_stall.py -s``. It asserts counts, never times.
"""

from pathlib import Path
from time import perf_counter

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from tests.ui import sample_messages as sample
from viewer.engine.messages import Rows
from viewer.ui.lists.timeline_view import TimelinePanel
from viewer.ui.look.theme import Theme

_ROWS, _PAGE, _SOURCES = 40_000, 250, 4
_RESOURCES = Path(__file__).parents[2] / "resources"


def _pages():
    """Each source newest first, the four taking turns: every page lands in another part of the list."""
    shares = [list(range(source, _ROWS, _SOURCES)) for source in range(_SOURCES)]
    for begin in range(0, _ROWS // _SOURCES, _PAGE):
        for share in shares:
            numbers = share[begin : begin + _PAGE]
            yield Rows(upserts=tuple(sample.row(_ROWS - number) for number in numbers), removes=(), total=0)


def test_forty_thousand_rows(qtbot, capsys):
    theme = Theme(lambda name: (_RESOURCES / name).read_text("utf-8"))
    panel = TimelinePanel(theme)
    panel.setStyleSheet(theme.stylesheet())
    qtbot.addWidget(panel)
    panel.resize(526, 530)
    panel.show()
    pages, gaps, last = list(_pages()), [], [perf_counter()]
    heartbeat, feed = QTimer(), QTimer()

    def beat():
        now = perf_counter()
        gaps.append(now - last[0])
        last[0] = now

    def arrive():
        if pages and not panel.arrivals.waiting:
            panel.take(pages.pop(0))

    heartbeat.timeout.connect(beat)
    feed.timeout.connect(arrive)
    began = perf_counter()
    for timer in (heartbeat, feed):
        timer.start(2)
    qtbot.waitUntil(lambda: not pages and not panel.arrivals.waiting, timeout=100_000)
    took = perf_counter() - began
    heartbeat.stop()
    feed.stop()
    with capsys.disabled():
        late = sorted(gaps)[-5:]
        print(
            f"\n{_ROWS} rows in {took:.1f} s; longest pauses of the window, ms: {[round(gap * 1000) for gap in late]}"
        )

    assert panel.model.total == _ROWS
    assert panel.arrivals.held + panel.model.shown == _ROWS
    QApplication.sendPostedEvents()
