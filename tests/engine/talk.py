"""A conversation in this process: what the window sends in, what it would be told out; no pipe, no pace."""

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


class Talk(Speaker):
    """One conversation and everything that it has said so far."""

    def __init__(self, folder, **policy):
        self.said = []
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
        """Take in one event, and tell what is due when nothing waits. False where nothing comes."""
        before = len(self.said)
        if self.inbox.empty():
            self.tell()
        if len(self.said) > before:
            return True
        try:
            self.conversation.hear(self.inbox.get(timeout=max(0.01, timeout_s)))
        except queue.Empty:
            return False
        return True

    def tell(self):
        for message in self.conversation.changed():
            self.said.append(message)
        for message in self.conversation.screen():
            self.said.append(message)

    def end(self):
        """Stop what is being read and let its threads out of the queue."""
        self.conversation.readers.cancel_all()
        while self.conversation.readers._cancels:
            try:
                self.inbox.get(timeout=0.05)
            except queue.Empty:
                continue
