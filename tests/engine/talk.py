"""A conversation in this process: what the window sends in, what it would be told out; no pipe."""

import queue
import time
from datetime import UTC, datetime

from tests.engine.window import LONG_S, Speaker
from viewer.engine.conversation import Conversation
from viewer.engine.endpoint_desk import EndpointDesk
from viewer.engine.readers import Readers
from viewer.engine.setting import Setting
from viewer.load.flow import Watch
from viewer.store.policy import Policy

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
_LULL_S = 0.02  # nothing more comes just now: what has changed is told at once
_PACE_S = (
    0.25  # else as rarely as the engine's process tells its window: making a first screen takes its time
)
_SHARE = 10


class Talk(Speaker):
    """One conversation and everything that it has said so far."""

    def __init__(self, folder, **policy):
        self.said = []
        self._due = 0.0
        self.inbox = queue.Queue(maxsize=8)
        self.setting = Setting(file=folder / "endpoints.json", policy=Policy(**policy))
        self.conversation = Conversation(
            readers=Readers(self.inbox),
            desk=EndpointDesk(self.setting),
            zone=self.setting.zone,
            watch=Watch(),
            say=self.said.append,
            now=lambda: NOW,
        )

    def send(self, message):
        self.conversation.take(message)
        self._due = 0.0  # what a message has changed is told before anything else comes

    def messages(self, timeout_s=LONG_S):
        """Yield what is said, from what was said since the last call on, until nothing more comes."""
        told = getattr(self, "_told", 0)
        end = time.monotonic() + timeout_s
        while time.monotonic() < end:
            while told < len(self.said):
                told += 1
                self._told = told
                yield self.said[told - 1]
            if not self.hear(end - time.monotonic()):
                return

    def hear(self, timeout_s=LONG_S):
        """Take in one event, and tell what is due as the engine's process does. False where nothing comes."""
        before = len(self.said)
        heard = self._next(min(_LULL_S, timeout_s))
        if heard is None or time.monotonic() >= self._due:
            self.tell()
        if heard is None and len(self.said) == before:
            heard = self._next(max(0.01, timeout_s))
        if heard is not None:
            self.conversation.hear(heard)
        return heard is not None or len(self.said) > before

    def _next(self, timeout_s):
        try:
            return self.inbox.get(timeout=max(0.001, timeout_s))
        except queue.Empty:
            return None

    def tell(self):
        """Tell what has changed, now."""
        began = time.monotonic()
        for message in self.conversation.changed():
            self.said.append(message)
        for message in self.conversation.screen():
            self.said.append(message)
        told = time.monotonic()
        self._due = told + max(_PACE_S, _SHARE * (told - began))

    def end(self):
        """Stop what is being read and let its threads out of the queue."""
        self.conversation.readers.cancel_all()
        while self.conversation.readers._cancels:
            try:
                self.inbox.get(timeout=0.05)
            except queue.Empty:
                continue
