"""How long each page takes to open on a long record: from the key to its painted content, a real window.

The record is loaded and settled first. Each page is turned to twice: the first time its view is made as well,
the second time it is there; between two pages the window comes to rest. The floor is one round trip of a
message to the engine and back.
"""

import argparse
import json
import sys
import time

from tests.benchmarks.settled_window import Settled, settled_window


def main(argv: list[str]) -> None:
    """Measure once and print milliseconds for each page, first and again, as a line of JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--resources", type=int, default=40_000)
    options = parser.parse_args(argv)
    with settled_window(options.resources) as settled:
        print(json.dumps(_opened(settled)))


def _opened(settled: Settled) -> dict[str, float]:
    from viewer.ui.lists.pages import PAGES

    window, session = settled.window, settled.session
    found: dict[str, float] = {}
    begin = time.perf_counter()
    session.ask_detail("no such line")
    settled.wait(session.refused)
    found["floor"] = (time.perf_counter() - begin) * 1000
    for turn in ("first", "again"):
        for place, (key, _, _) in enumerate(PAGES):
            begin = time.perf_counter()
            window.record.tabs.setCurrentIndex(place)
            if window.record.body.stack.has(key):
                settled.wait(session.pages.given, when=lambda given, key=key: given.page == key)
            window.repaint()
            found[f"{key}_{turn}"] = (time.perf_counter() - begin) * 1000
            settled.rest()
        window.record.tabs.setCurrentIndex(1)
        settled.rest()
        window.record.tabs.setCurrentIndex(0)
        settled.rest()
    found["rows"] = window.record.body.timeline.model.total
    return found


if __name__ == "__main__":
    main(sys.argv[1:])
