"""A window's side of the pipe for tests: sends messages to a real engine process, reads what it says."""

import os
import select
import time
from contextlib import contextmanager, suppress

from viewer.engine.frames import FrameReader, from_engine, pack
from viewer.engine.handle import start_engine
from viewer.engine.messages import Find, Found, Glance, OpenPatient, Quit, Rows, UseDemo
from viewer.source.protocols import PatientQuery

LONG_S = 60
HOLROYD = "9990018421"


class Speaker:
    """What tests do at a window's side, over a pipe or in place."""

    def until(self, wanted, timeout_s=LONG_S):
        """Read on until ``wanted(message)`` is true; returns that message. Fails in words, never hangs."""
        for message in self.messages(timeout_s):
            if wanted(message):
                return message
        raise AssertionError(f"the engine never said it; it said {[type(m).__name__ for m in self.said]}")

    def search(self, demo, number=HOLROYD, generation=1):
        """Search the demo for a patient."""
        self.send(UseDemo(endpoints=demo.endpoints, secrets=demo.secrets))
        self.send(Find(generation=generation, query=PatientQuery(nhs_number=number)))
        return self.until(lambda m: isinstance(m, Found) and m.settled and m.generation == generation)

    def open(self, demo, number=HOLROYD, generation=2):
        """Search the demo for a patient and open everybody whom IDM-02 links."""
        found = self.search(demo, number, generation - 1)
        chosen = tuple((row.source, row.reference, False) for row in found.candidates if row.group == 0)
        self.send(OpenPatient(generation=generation, patients=chosen))
        return found


class Window(Speaker):
    """One engine and everything it has said so far."""

    def __init__(self, handle):
        self.handle = handle
        self.said = []
        self._reader = FrameReader()

    def send(self, message):
        os.write(self.handle.stdin, pack(message))

    def messages(self, timeout_s=LONG_S):
        """Yield what comes until the pipe ends or the time is up."""
        end = time.monotonic() + timeout_s
        while True:
            for body in self._reader.bodies():
                message = from_engine(body)
                self.said.append(message)
                yield message
            if not select.select([self.handle.stdout], [], [], max(0.0, end - time.monotonic()))[0]:
                return
            piece = os.read(self.handle.stdout, 1 << 16)
            if not piece:
                return
            self._reader.feed(piece)


@contextmanager
def engine(tmp_path, monkeypatch=None):
    """A real engine process with a home of its own, ended at the end."""
    del tmp_path
    handle = start_engine()
    window = Window(handle)
    try:
        yield window
    finally:
        if handle.poll() is None:
            with suppress(OSError):
                window.send(Quit())
        handle.finish(5)


def settled(message):
    return isinstance(message, Glance) and message.settled


def rows_on_screen(window, generation=2):
    """What the window would show: upserts and removes applied in order."""
    shown = {}
    for message in window.said:
        if isinstance(message, Rows) and message.generation == generation:
            shown.update({row.id: row for row in message.upserts})
            for gone in message.removes:
                shown.pop(gone)
    return shown
