"""What is said about the lock travels whole, and nobody who prints it prints a PIN."""

import pytest

from viewer.engine.frames import FrameReader, from_engine, from_window, pack
from viewer.engine.pin_messages import (
    AskLock,
    CheckPin,
    EndSession,
    LockTerms,
    PinAnswered,
    SessionEnded,
    SetPin,
)


@pytest.mark.parametrize(
    "message", [AskLock(look=True), SetPin(pin="a", old="b"), CheckPin(pin="a"), EndSession(why="x")]
)
def test_what_the_window_says_arrives(message):
    reader = FrameReader()
    reader.feed(pack(message))
    assert [from_window(body) for body in reader.bodies()] == [message]


@pytest.mark.parametrize(
    "message", [LockTerms(pin="set"), PinAnswered(ok=True, unlocks=False), SessionEnded(ok=True)]
)
def test_what_the_engine_says_arrives(message):
    reader = FrameReader()
    reader.feed(pack(message))
    assert [from_engine(body) for body in reader.bodies()] == [message]


@pytest.mark.parametrize("message", [SetPin(pin="canary", old="canary"), CheckPin(pin="canary")])
def test_a_pin_is_never_printed(message):
    assert "canary" not in f"{message!r} {message}"
