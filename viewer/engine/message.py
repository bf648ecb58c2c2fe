"""What every message between window and engine carries: whose it is, and the engine's count."""

import msgspec


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """Base of all; ``generation`` 0 is about no patient."""

    generation: int = 0


class Said(Message, frozen=True, kw_only=True):
    """Base of what the engine says."""

    sequence: int = 0
