"""How long a step of zooming or moving takes on the lanes of a long record, painted, in a real window.

The floor is painting as many plain rectangles as the lanes drew marks, bars and points, on a ground of the same
size. ``cpu``: the same steps by the processor's time of this thread, which a busy machine does not lengthen.
"""

import argparse
import json
import random
import sys
import time

from tests.benchmarks.figures import percentile
from tests.benchmarks.settled_window import Settled, settled_window

STEPS = 150
NONE = "none"


def main(argv: list[str]) -> None:
    """Measure once and print milliseconds as a line of JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--resources", type=int, default=100_000)
    parser.add_argument("--charts", action="store_true", help="with the charts of vital signs")
    options = parser.parse_args(argv)
    with settled_window(options.resources) as settled:
        print(json.dumps(_stepped(settled, charts=options.charts)))


def _stepped(settled: Settled, *, charts: bool = False) -> dict[str, float]:
    from viewer.ui.lists.pages import place_of

    window, session = settled.window, settled.session
    window.record.tabs.setCurrentIndex(place_of("timeline"))
    settled.wait(session.pages.given, when=lambda given: given.page == "timeline")
    settled.rest()
    page = window.record.body.stack.view()
    view = page.view
    if not charts:
        page.chooser.chosen.emit(NONE)
        settled.wait(
            session.pages.given, when=lambda given: given.page == "timeline" and not given.body.charts
        )
        settled.rest()
    chance, steps, floors, drawn, cpu = random.Random(1), [], [], [], []
    for _ in range(STEPS):
        here = view.window_in_view
        held = chance.choice([one for one in view.lanes.lanes if len(one)])
        at = min(max(float(chance.choice(held.first)), here.first), here.last)  # towards where something is
        change = chance.choice(["in", "in", "out", "move"])
        if here.length < 86_400:
            change = "whole"
        wanted = {
            "in": lambda here=here, at=at: here.zoomed(0.64, at).showing(at),
            "out": lambda here=here, at=at: here.zoomed(1.5625, at),
            "move": lambda here=here: here.moved(chance.choice([-0.25, 0.25])),
            "whole": lambda here=here: here.whole,
        }[change]()
        begin, busy = time.perf_counter(), time.thread_time()
        view.set_window(wanted)
        view.viewport().repaint()
        cpu.append((time.thread_time() - busy) * 1000)
        steps.append((time.perf_counter() - begin) * 1000)
        drawn.append(
            sum(len(one.laid.marks) + len(one.laid.bars) + len(one.plotted.spots) for one in view.stripes)
        )
        floors.append(_plain(view, drawn[-1]))
    columns = sum(
        len(one.sent.ids) + one.first.nbytes + one.last.nbytes + len(one.sent.shapes)
        for one in view.lanes.lanes
    )
    return {
        "p50": percentile(steps, 50),
        "p99": percentile(steps, 99),
        "cpu_p50": percentile(cpu, 50),
        "cpu_p99": percentile(cpu, 99),
        "floor": percentile(floors, 50),
        "drawn": percentile(drawn, 50),
        "entries": view.lanes.page.total,
        "columns_mb": columns / 1e6,
    }


def _plain(view, number: int) -> float:
    """Milliseconds that so many rectangles take."""
    from PySide6.QtGui import QColor, QPainter, QPixmap

    ground = QPixmap(view.viewport().size())
    begin = time.perf_counter()
    painter = QPainter(ground)
    painter.fillRect(ground.rect(), QColor("#ffffff"))
    for place in range(number):
        painter.fillRect(place * 7 % ground.width(), place * 11 % ground.height(), 10, 10, QColor("#005eb8"))
    painter.end()
    return (time.perf_counter() - begin) * 1000


if __name__ == "__main__":
    main(sys.argv[1:])
