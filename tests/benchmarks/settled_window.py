"""A real window, offscreen, with the grown demo patient on screen, settled and at rest."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from tests.benchmarks.window import NUMBER

LIMIT_MS = 600_000
REST_MS = 300


class Settled:
    """The window, and how to wait for it."""

    def __init__(self, window, session) -> None:
        self.window, self.session = window, session

    def wait(self, signal=None, ms: int = LIMIT_MS, when=lambda *_: True) -> None:
        """Let the window live until a signal comes, or for so long."""
        from PySide6.QtCore import QEventLoop, QTimer

        loop = QEventLoop()
        slot = lambda *said: loop.quit() if when(*said) else None  # noqa: E731
        if signal is not None:
            signal.connect(slot)
        QTimer.singleShot(ms, loop, loop.quit)
        loop.exec()
        if signal is not None:
            signal.disconnect(slot)

    def rest(self) -> None:
        """Let it come to rest."""
        timeline = self.window.record.body.timeline
        while timeline.arrivals.waiting:
            self.wait(ms=REST_MS)
        self.wait(ms=REST_MS)


@contextmanager
def settled_window(resources: int) -> Iterator[Settled]:
    """Open the demo patient, grown to so many resources, and wait until all is in."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from viewer import app
    from viewer.demo.handle import start_demo
    from viewer.engine.handle import start_engine
    from viewer.engine.messages import UseDemo
    from viewer.store.assets import asset
    from viewer.ui.look.theme import Theme
    from viewer.ui.main_window import MainWindow
    from viewer.ui.session.engine_link import EngineLink
    from viewer.ui.session.session import Session

    with start_demo(resources) as demo:
        application = app._application()
        theme = Theme(lambda name: asset(name).decode("utf-8"))
        session = Session(
            EngineLink(start_engine),
            prologue=(UseDemo(endpoints=demo.endpoints, secrets=dict(demo.secrets)),),
        )
        window = MainWindow(session, theme, "benchmark")
        window.resize(1366, 698)
        window.show()
        settled = Settled(window, session)
        session.start()
        settled.wait(session.greeted)
        window.search.form.search_for(NUMBER)
        settled.wait(session.glance_changed, when=lambda glance: glance.settled)
        settled.rest()
        yield settled
        session.quit()
        application.quit()
