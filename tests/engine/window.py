"""A window's side of the pipe for tests: sends messages to a real engine process, reads what it says."""

import os
import select
import time
from contextlib import contextmanager

from viewer.engine.frames import FrameReader, from_engine, pack
from viewer.engine.handle import start_engine
from viewer.engine.messages import Find, Found, OpenPatient, Quit, UseDemo
from viewer.source.protocols import PatientQuery

LONG_S = 60
HOLROYD = "9990018421"


class Window:
    """One engine and everything it has said so far."""

    def __init__(self, handle):
        self.handle = handle
        self.said = []
        self._reader = FrameReader()

    def send(self, message):
        os.write(self.handle.stdin, pack(message))

    def until(self, wanted, timeout_s=LONG_S):
        """Read on until ``wanted(message)`` is true; returns that message. Fails in words, never hangs."""
        for message in self.messages(timeout_s):
            if wanted(message):
                return message
        raise AssertionError(f"the engine never said it; it said {[type(m).__name__ for m in self.said]}")

    def messages(self, timeout_s=LONG_S):
        """Yield what comes until the pipe ends or the time is up."""
        end = time.monotonic() + timeout_s
        while select.select([self.handle.stdout], [], [], max(0.0, end - time.monotonic()))[0]:
            piece = os.read(self.handle.stdout, 1 << 16)
            if not piece:
                return
            self._reader.feed(piece)
            for body in self._reader.bodies():
                message = from_engine(body)
                self.said.append(message)
                yield message

    def open(self, demo, number=HOLROYD, generation=2):
        """Search the demo for a patient and open everybody whom IDM-02 links."""
        self.send(UseDemo(endpoints=demo.endpoints, secrets=demo.secrets))
        self.send(Find(generation=generation - 1, query=PatientQuery(nhs_number=number)))
        found = self.until(lambda m: isinstance(m, Found) and m.settled)
        chosen = tuple((row.source, row.reference, False) for row in found.candidates if row.group == 0)
        self.send(OpenPatient(generation=generation, patients=chosen))
        return found


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
            try:
                window.send(Quit())
            except OSError:
                pass
        handle.finish(5)
