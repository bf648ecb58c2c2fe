"""How long the window stands still while the demo's record loads: a real window on a real engine process.

A 10 ms timer on the GUI thread notes how late it comes; the same timer in the idle window is the floor.
The work is that of one second's painting too: the window is shown (offscreen) and paints what arrives.
"""

import argparse
import json
import os
import sys
import time

from tests.benchmarks.figures import percentile

NUMBER = "9990018421"  # the demo's patient who grows
TICK_MS = 10
IDLE_MS = 2000
LIMIT_MS = 240_000


def main(argv: list[str]) -> None:
    """Measure once and print the values as a line of JSON; times in milliseconds unless the name says s."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--resources", type=int, default=40_000)
    parser.add_argument("--began", type=float, default=0.0, help="time.time() when this process was started")
    options = parser.parse_args(argv)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from viewer.demo.handle import start_demo

    late = 0.0
    before = time.time()
    with start_demo(options.resources) as demo:
        late = time.time() - before
        print(json.dumps(_watched(demo, options.began + late if options.began else before)))


def _watched(demo, began: float) -> dict[str, float]:
    from PySide6.QtCore import QObject, Qt, QTimer

    from viewer import app
    from viewer.engine.handle import start_engine
    from viewer.engine.messages import UseDemo
    from viewer.store.assets import asset
    from viewer.ui.look.theme import Theme
    from viewer.ui.main_window import MainWindow
    from viewer.ui.session.engine_link import EngineLink
    from viewer.ui.session.session import Session

    application = app._application()
    theme = Theme(lambda name: asset(name).decode("utf-8"))
    prologue = (UseDemo(endpoints=demo.endpoints, secrets=dict(demo.secrets)),)
    session = Session(EngineLink(start_engine), prologue=prologue)
    window = MainWindow(session, theme, "benchmark")
    window.resize(1366, 698)
    window.show()

    class Watch(QObject):
        """Notes gaps of the timer, and when things happened."""

        def __init__(self) -> None:
            super().__init__()
            self.gaps: list[float] = []
            self.work: list[float] = []
            self.times: list[float] = []
            self.spent = time.thread_time()
            self.found: dict[str, float] = {}
            self.last = self.asked = time.perf_counter()
            self.settled = self.loading = False
            self.tick = QTimer(self)
            self.tick.setTimerType(Qt.TimerType.PreciseTimer)
            self.tick.setInterval(TICK_MS)
            self.tick.timeout.connect(self.beat)
            session.glance_changed.connect(self.hear)
            QTimer.singleShot(LIMIT_MS, self, application.quit)

        def begin(self) -> None:
            """The window has been shown."""
            self.found["shown_s"] = time.time() - began
            session.start()
            session.greeted.connect(lambda _: QTimer.singleShot(500, self, self.idle))

        def idle(self) -> None:
            """Nothing happens for a while: the floor."""
            self.restart()
            QTimer.singleShot(IDLE_MS, self, self.load)

        def load(self) -> None:
            """Search and open, as a person would with a pasted number."""
            self.told("idle_")
            self.loading = True
            self.restart()
            self.asked = time.perf_counter()
            window.search.form.search_for(NUMBER)

        def restart(self) -> None:
            self.gaps, self.work, self.times = [], [], []
            self.spent = time.thread_time()
            self.last = time.perf_counter()
            self.tick.start()

        def told(self, prefix: str) -> None:
            self.found[f"{prefix}longest"] = max(self.gaps, default=0.0)
            self.found[f"{prefix}p95"] = percentile(self.gaps, 95)

        def hear(self, glance) -> None:
            self.settled = glance.settled

        def beat(self) -> None:
            now = time.perf_counter()
            self.gaps.append((now - self.last) * 1000)
            self.times.append(now - self.asked)
            self.last = now
            spent = time.thread_time()
            self.work.append((spent - self.spent) * 1000)
            self.spent = spent
            if self.loading:
                self.look(now - self.asked)

        def look(self, after_s: float) -> None:
            timeline = window.record.body.timeline
            if timeline.model.total:
                self.found.setdefault("first_rows_s", after_s)
            if self.settled and not timeline.arrivals.waiting:
                self.found["settled_s"] = after_s
                self.loading = False
                QTimer.singleShot(500, self, self.end)  # the last paints belong to it too

        def end(self) -> None:
            self.told("load_")
            worst = sorted(zip(self.gaps, self.work, self.times, strict=True), reverse=True)[:5]
            self.found["longest_at_s"] = worst[0][2]
            self.found["most_work"] = max(self.work)
            self.found["over_50_ms"] = sum(gap > 50 for gap in self.gaps)
            heavy = sorted(zip(self.work, self.gaps, self.times, strict=True), reverse=True)[:5]
            sys.stderr.write(f"longest gaps (gap ms, work ms, at s): {_rounded(worst)}\n")
            sys.stderr.write(f"most work between two ticks (work ms, gap ms, at s): {_rounded(heavy)}\n")
            self.found["rows"] = window.record.body.timeline.model.total
            application.quit()

    watch = Watch()
    app._calm_the_collector()
    QTimer.singleShot(0, watch, watch.begin)
    application.exec()
    session.quit()
    if not {"first_rows_s", "settled_s", "load_longest"} <= watch.found.keys():
        sys.exit("the record did not come to rest with rows on screen: nothing was measured")
    return watch.found


def _rounded(rows: list[tuple[float, float, float]]) -> list[tuple[int, int, float]]:
    return [(round(one), round(other), round(at, 2)) for one, other, at in rows]


if __name__ == "__main__":
    main(sys.argv[1:])
