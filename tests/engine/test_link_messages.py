"""What is said about links crosses the pipe as it is."""

import pytest

from viewer.engine.frames import FrameReader, from_window, pack
from viewer.engine.link_messages import LinkPatient, UnlinkSource


@pytest.mark.parametrize(
    "message",
    [
        LinkPatient(generation=2, source="gp", reference="Patient/1"),
        UnlinkSource(generation=2, source="gp"),
    ],
)
def test_the_window_s_wishes_arrive_whole(message):
    reader = FrameReader()
    reader.feed(pack(message))

    assert from_window(next(iter(reader.bodies()))) == message
