"""How long a letter in the filter box takes until list and lanes are painted, on a long record, a real window.

``asked``: from the letter to the painted answer, the engine and both pipes included, where it answers. ``shown``:
the window's part alone, from the answer to the painted list and lanes; ``work`` is the processor's time of
the window's own thread for the same. The floor of both is painting as many plain rectangles as rows and marks
are on screen, and one pass of ``bytes.find`` over the words of all rows. ``--smoke`` takes few resources and
few letters.
"""

import argparse
import json
import sys
import time

from tests.benchmarks.figures import percentile
from tests.benchmarks.settled_window import Settled, settled_window

TYPED = ("penicillin", "blood pressure", "potassium", "asthma", "hba1c 58", "letter", "ward", "xyzzy", "the")
FEW = 400
_PATIENCE_MS = 5_000


def main(argv: list[str]) -> None:
    """Measure once and print milliseconds as a line of JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--resources", type=int, default=100_000)
    parser.add_argument("--smoke", action="store_true")
    options = parser.parse_args(argv)
    with settled_window(FEW if options.smoke else options.resources) as settled:
        print(json.dumps(_typed(settled, TYPED[:2] if options.smoke else TYPED)))


def _typed(settled: Settled, sought: tuple[str, ...]) -> dict[str, float]:
    from viewer.ui.lists.pages import place_of

    window, session = settled.window, settled.session
    window.resize(1920, 1000)  # lanes and list stand side by side
    window.record.tabs.setCurrentIndex(place_of("timeline"))
    settled.wait(session.pages.given, when=lambda given: given.page == "timeline")
    settled.rest()
    keys = _Keys(settled)
    for words in sought:
        for end in range(1, len(words) + 1):
            keys.press(words[:end])
        keys.press("")
        settled.rest()
    found = {"rows": window.record.body.timeline.model.total, "letters": len(keys.shown), **keys.floors()}
    for name, took in (
        ("asked", keys.asked),
        ("shown", keys.shown),
        ("work", keys.work),
        ("cleared", keys.cleared),
    ):
        found |= {f"{name}_p50": percentile(took, 50), f"{name}_p99": percentile(took, 99)}
    return found


class _Keys:
    """Presses letters, one after the other, and keeps what each took."""

    def __init__(self, settled: Settled) -> None:
        self.settled = settled
        self.panel = settled.window.record.body.timeline
        self.lanes = settled.window.record.body.stack.view().view
        self.asked: list[float] = []
        self.shown: list[float] = []
        self.work: list[float] = []
        self.cleared: list[float] = []

    def press(self, words: str) -> None:
        """Type and wait for the painted answer."""
        box, asking = self.settled.window.record.filter, self.panel.asking
        begin = time.perf_counter()
        box.setText(words)
        if not words.strip():
            self._paint()
            self.cleared.append(_ms(begin))
            return
        if asking.awaits:
            self.settled.wait(self.settled.session.seeking.sought, _PATIENCE_MS)
        self._paint()
        self.asked.append(_ms(begin))
        if asking.answer is not None:
            self._again(asking.answer)

    def _again(self, answer) -> None:
        """The window's part alone: the list as it was before, then this answer."""
        wanted = self.panel.filter
        asking = self.panel.asking
        asking._hits = None
        self.panel.catch_up()
        self._paint()
        begin, spent = time.perf_counter(), time.thread_time()
        asking.take(answer)
        self._paint()
        self.shown.append(_ms(begin))
        self.work.append((time.thread_time() - spent) * 1000)
        assert self.panel.filter == wanted

    def _paint(self) -> None:
        self.panel.view.viewport().repaint()
        self.lanes.viewport().repaint()

    def floors(self) -> dict[str, float]:
        """Plain rectangles, and one search through all words."""
        from PySide6.QtGui import QImage, QPainter

        from viewer.engine.haystack import haystack

        number = self.panel.view.last_visible() - self.panel.view.first_visible() + 1
        number += sum(len(one.laid.marks) + len(one.laid.bars) for one in self.lanes.stripes)
        image = QImage(self.panel.view.viewport().size(), QImage.Format.Format_ARGB32_Premultiplied)
        painter, plain, found = QPainter(image), [], []
        text = "\n".join(haystack(row) for row in self.panel.model.all_rows()).encode()
        for _ in range(20):
            begin = time.perf_counter()
            for place in range(number):
                painter.fillRect(8, 4 * place % image.height(), 300, 3, 0xFF336699)
            plain.append(_ms(begin))
            begin = time.perf_counter()
            text.find(b"no such word")
            found.append(_ms(begin))
        painter.end()
        return {
            "rectangles": percentile(plain, 50),
            "find": percentile(found, 50),
            "text_mb": len(text) / 1e6,
        }


def _ms(begin: float) -> float:
    return (time.perf_counter() - begin) * 1000


if __name__ == "__main__":
    main(sys.argv[1:])
