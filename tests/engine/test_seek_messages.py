"""What is asked and said about finding travels and comes back equal."""

import pytest

from viewer.engine.frames import from_engine, from_window, pack
from viewer.engine.seek_messages import (
    AskChoices,
    AskWhere,
    AskWhyNot,
    Choice,
    Choices,
    Seek,
    Sought,
    SourceSays,
    Where,
    WhyNot,
)
from viewer.timeline.search.picks import Picks

PICKS = Picks(words="hba1c", domains=("results",), since="2020-01-01")
SENT = [
    Seek(generation=2, number=1, picks=PICKS),
    AskWhere(number=1, entries=("a",)),
    AskWhyNot(number=1, picks=PICKS),
    AskChoices(),
]
SAID = [
    Sought(number=1, picks=PICKS, hits=b"\x80\xff", shown=9, offers=(("hba1", "hba1c"),), settled=False),
    Where(number=1, found=(("a", "Note", "with text"),)),
    WhyNot(number=1, says=(SourceSays(source="a", name="A", state="failed", words="w"),), beside=("x",)),
    Choices(choices=(Choice(kind="domains", value="results", label="Results", count=3),)),
]


@pytest.mark.parametrize("message", SENT, ids=lambda m: type(m).__name__)
def test_what_is_asked_arrives_equal(message):
    assert from_window(pack(message)[4:]) == message


@pytest.mark.parametrize("message", SAID, ids=lambda m: type(m).__name__)
def test_what_is_answered_arrives_equal(message):
    assert from_engine(pack(message)[4:]) == message
