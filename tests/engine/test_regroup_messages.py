"""What is said about regrouping crosses the pipe as it is."""

import pytest

from viewer.engine.frames import FrameReader, from_engine, from_window, pack
from viewer.engine.regroup_messages import KeptByHand, PutTogether, Regroup, Regrouped

PAIRS = (("a", "b"), ("a", "c"))


def through(message, read):
    reader = FrameReader()
    reader.feed(pack(message))
    return read(next(iter(reader.bodies())))


@pytest.mark.parametrize(
    "message",
    [
        Regroup(generation=2, entry="a"),
        PutTogether(generation=2, entry="a", other="b"),
        KeptByHand(generation=2, apart=PAIRS, together=()),
    ],
)
def test_the_window_s_wishes_arrive_whole(message):
    assert through(message, from_window) == message


def test_what_was_done_arrives_with_every_choice():
    done = Regrouped(generation=2, entry="a", now="b", words="Undone", apart=(), together=PAIRS)

    assert through(done, from_engine) == done
