"""Makes an engine that has a defect: it fails with everything that it knows when it is asked to."""

from viewer.engine.conversation import Conversation
from viewer.engine.messages import AskDetail


def spoil():
    """Let the engine of this process break where a detail of "break" is asked for."""
    take = Conversation.take

    def fail(self, message):
        if isinstance(message, AskDetail) and message.entry == "break":
            raise KeyError(repr(self.record), repr(message), [repr(row) for row in self.changed()])
        return take(self, message)

    Conversation.take = fail
