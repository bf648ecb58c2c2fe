"""The whole program inside the test: real engine, real demo servers, the window without a screen."""

import os
import signal
from contextlib import contextmanager

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QAccessible

from tests.ui.ending import end
from viewer.demo.handle import start_demo
from viewer.engine.handle import start_engine
from viewer.engine.messages import UseDemo
from viewer.store.assets import asset
from viewer.ui.look.palettes import LIGHT
from viewer.ui.look.theme import Theme
from viewer.ui.main_window import MainWindow
from viewer.ui.session.engine_link import EngineLink
from viewer.ui.session.session import Session
from viewer.ui.teller import Teller

_LONG_MS = 60_000


class Inside:
    """A window with a patient on it; ``rows`` are what the engine said, upserts and removes applied."""

    def __init__(self, *prologue):
        theme = Theme(lambda name: asset(name).decode("utf-8"))
        theme.force(LIGHT)
        self.engines = []
        self.session = Session(EngineLink(self._start), prologue=prologue)
        self.window = MainWindow(self.session, theme, "Dr A Example")
        self.rows, self.lines = {}, []
        self._loop, self._wanted = QEventLoop(), ""
        self.session.rows_changed.connect(self._apply)
        self.session.glance_changed.connect(self._keep_glance)
        Teller(self.window, self._hear)
        self.window.show()
        self.session.start()

    def _start(self):
        self.engines.append(start_engine())
        return self.engines[-1]

    def kill(self):
        """End the running engine as a crash would, and wait until the window has noticed."""
        os.kill(self.engines[-1].pid, signal.SIGKILL)
        self.until("engine stopped")

    def _apply(self, message):
        self.rows.update({row.id: row for row in message.upserts})
        for gone in message.removes:
            self.rows.pop(gone)

    def _keep_glance(self, glance):
        self._glance = glance

    def until_read(self, source):
        """Let the program run until a source is part of the record and everything is on screen."""
        while not self._has_read(source):
            self.until("painted")

    def _has_read(self, source):
        states = {status.id: status.state for status in self._glance.sources}
        return self._glance.settled and states[source] in {"complete", "partial"}

    def _hear(self, line):
        self.lines.append(line)
        if self._wanted and line.startswith(self._wanted):
            self._loop.quit()

    def until(self, wanted):
        """Let the program run until it tells this."""
        late = QTimer()
        late.setSingleShot(True)
        late.timeout.connect(lambda: self._loop.exit(1))
        late.start(_LONG_MS)
        self._wanted = wanted
        assert self._loop.exec() == 0, f"never told {wanted!r}; told {self.lines[-15:]}"
        self._wanted = ""

    def open(self, number):
        """Search for a number and wait until everything is on screen."""
        self.window.search.form.search_for(number)
        self.until("painted")

    def end(self):
        self.session.quit()
        self.window.close()
        self.window.deleteLater()
        end(self.session)


@contextmanager
def running(*prologue):
    """The program with nothing on screen yet."""
    program = Inside(*prologue)
    try:
        yield program
    finally:
        program.end()


@contextmanager
def demo_running(*faults):
    """The program on the demo's sources, with these faults: (site, fault)."""
    with start_demo() as demo:
        for site, fault in faults:
            demo.control(site, fault)
        with running(UseDemo(endpoints=demo.endpoints, secrets=dict(demo.secrets))) as program:
            program.until("engine up")
            yield program


@contextmanager
def opened(number, *faults):
    """The program with this patient of the demo on screen."""
    with demo_running(*faults) as program:
        program.open(number)
        yield program


def heard(view):
    """What a screen reader says of each row of a list, from the top."""
    table = QAccessible.queryAccessibleInterface(view)
    cells = (table.child(place) for place in range(table.childCount()))
    return [cell.text(QAccessible.Text.Name) for cell in cells if cell.role() == QAccessible.Role.Cell]
