"""Messages about who may see what cross the pipe as they are."""

import pytest

from viewer.engine.frames import FrameReader, from_engine, from_window, pack
from viewer.engine.gates_messages import (
    AskReport,
    BreakGlass,
    ChoosePurpose,
    Purposes,
    Reports,
    SourceReport,
)
from viewer.source.glass import Ground


def carried(message, read):
    reader = FrameReader()
    reader.feed(bytes(pack(message)))
    (body,) = reader.bodies()
    return read(body)


@pytest.mark.parametrize(
    "message",
    [
        ChoosePurpose(code="TREAT"),
        BreakGlass(source="1", ground=Ground.LIFE, reason="collapsed"),
        AskReport(entry="e"),
    ],
)
def test_what_the_window_asks_arrives_whole(message):
    assert carried(message, from_window) == message


@pytest.mark.parametrize(
    "message",
    [
        Purposes(offered=(("TREAT", "Treatment"),), chosen="TREAT"),
        Reports(
            entry="e",
            title="t",
            reports=(SourceReport(source_name="s", owner="o", contact="c", text="x"),),
        ),
    ],
)
def test_what_the_engine_says_arrives_whole(message):
    assert carried(message, from_engine) == message
