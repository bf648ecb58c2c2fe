"""How long each page takes to open on a long record: from the key to its painted content, a real window.

The record is loaded and settled first. Each page is turned to twice: the first time its view is made as well,
the second time it is there; between two pages the window comes to rest. The floor is one round trip of a
message to the engine and back.
"""

import argparse
import json
import os
import sys
import time

from tests.benchmarks.window import NUMBER

LIMIT_MS = 240_000
REST_MS = 300


def main(argv: list[str]) -> None:
    """Measure once and print milliseconds for each page, first and again, as a line of JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--resources", type=int, default=40_000)
    options = parser.parse_args(argv)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from viewer.demo.handle import start_demo

    with start_demo(options.resources) as demo:
        print(json.dumps(_opened(demo)))


def _opened(demo) -> dict[str, float]:
    from PySide6.QtCore import QEventLoop, QTimer

    from viewer import app
    from viewer.engine.handle import start_engine
    from viewer.engine.messages import UseDemo
    from viewer.store.assets import asset
    from viewer.ui.lists.pages import PAGES
    from viewer.ui.look.theme import Theme
    from viewer.ui.main_window import MainWindow
    from viewer.ui.session.engine_link import EngineLink
    from viewer.ui.session.session import Session

    application = app._application()
    theme = Theme(lambda name: asset(name).decode("utf-8"))
    session = Session(
        EngineLink(start_engine),
        prologue=(UseDemo(endpoints=demo.endpoints, secrets=dict(demo.secrets)),),
    )
    window = MainWindow(session, theme, "benchmark")
    window.resize(1366, 698)
    window.show()
    found: dict[str, float] = {}

    def wait(signal=None, ms: int = LIMIT_MS, when=lambda *_: True) -> None:
        loop = QEventLoop()
        if signal is not None:
            slot = lambda *said: loop.quit() if when(*said) else None  # noqa: E731
            signal.connect(slot)
        QTimer.singleShot(ms, loop, loop.quit)
        loop.exec()
        if signal is not None:
            signal.disconnect(slot)

    def rest() -> None:
        timeline = window.record.body.timeline
        while timeline.arrivals.waiting:
            wait(ms=REST_MS)
        wait(ms=REST_MS)

    session.start()
    wait(session.greeted)
    window.search.form.search_for(NUMBER)
    wait(session.glance_changed, when=lambda glance: glance.settled)
    rest()
    begin = time.perf_counter()
    session.ask_detail("no such line")
    wait(session.refused)
    found["floor"] = (time.perf_counter() - begin) * 1000
    for turn in ("first", "again"):
        for place, (key, _, _) in enumerate(PAGES):
            begin = time.perf_counter()
            window.record.tabs.setCurrentIndex(place)
            if window.record.body.stack.has(key):
                wait(session.pages.given, when=lambda given, key=key: given.page == key)
            window.repaint()
            found[f"{key}_{turn}"] = (time.perf_counter() - begin) * 1000
            rest()
        window.record.tabs.setCurrentIndex(1)
        rest()
        window.record.tabs.setCurrentIndex(0)
        rest()
    found["rows"] = window.record.body.timeline.model.total
    session.quit()
    application.quit()
    return found


if __name__ == "__main__":
    main(sys.argv[1:])
