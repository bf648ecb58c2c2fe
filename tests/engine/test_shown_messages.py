"""Messages about the screen cross the pipe as they are."""

import msgspec

from viewer.engine.messages import FromEngine, FromWindow
from viewer.engine.shown_messages import AskShown, ShownMoment, ShownMoments, Turned


def test_what_the_window_says_and_what_it_is_told_come_through():
    for message in (Turned(page="results", generation=2), AskShown(generation=2)):
        assert msgspec.msgpack.decode(msgspec.msgpack.encode(message), type=FromWindow) == message
    told = ShownMoments(moments=(ShownMoment(line="l", words=("w",)),), limits="x")
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(told), type=FromEngine) == told
