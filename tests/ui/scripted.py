"""An engine that plays messages: real pipes, no process; what the window says to it can be read back."""

import os

import msgspec

from viewer.engine.frames import FrameReader, from_window, pack


class ScriptedHandle:
    """What ``start_engine`` would give."""

    def __init__(self):
        self._from_window, self.stdin = os.pipe()
        self.stdout, self._to_window = os.pipe()
        os.set_blocking(self._from_window, False)
        self.pid = 0
        self.code = None
        self.slate = ""
        self._reader = FrameReader()

    def poll(self):
        return self.code

    def place(self):
        return self.slate

    def kill(self):
        self.code = -9 if self.code is None else self.code
        for name in ("stdin", "stdout", "_from_window", "_to_window"):
            descriptor = getattr(self, name)
            if descriptor >= 0:
                os.close(descriptor)
                setattr(self, name, -1)

    def finish(self, timeout_s):
        self.kill()

    def write(self, data):
        os.write(self._to_window, data)

    def crash(self):
        os.close(self._to_window)
        self._to_window = -1

    def heard(self):
        try:
            while piece := os.read(self._from_window, 1 << 20):
                self._reader.feed(piece)
        except (BlockingIOError, OSError):
            pass
        return [from_window(body) for body in self._reader.bodies()]


class ScriptedEngine:
    """Every start gives a new handle; the last one is spoken through."""

    def __init__(self):
        self.handles = []
        self.said = []
        self._sequence = 0

    def start(self):
        self.handles.append(ScriptedHandle())
        self._sequence = 0
        return self.handles[-1]

    @property
    def handle(self):
        return self.handles[-1]

    def say(self, *messages, skip=0):
        for message in messages:
            self._sequence += 1 + skip
            self.handle.write(pack(msgspec.structs.replace(message, sequence=self._sequence)))

    def heard(self, kind=None):
        """Everything that the window has said to the present engine, oldest first."""
        self.said += self.handle.heard()
        return [message for message in self.said if kind is None or isinstance(message, kind)]

    def close(self):
        for handle in self.handles:
            handle.kill()
