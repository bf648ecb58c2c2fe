"""Messages about news go through the pipe as they are."""

import pytest

from viewer.engine.frames import FrameReader, from_engine, pack
from viewer.engine.news_messages import NewsCount, ReadAgain


@pytest.mark.parametrize(
    "message", [ReadAgain(words="Read again.", has_news=True), NewsCount(count=None), NewsCount(count=7)]
)
def test_a_message_comes_as_it_went(message):
    reader = FrameReader()
    reader.feed(pack(message))

    assert [from_engine(body) for body in reader.bodies()] == [message]
