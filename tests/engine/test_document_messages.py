"""What is said about an opened document crosses the pipe as it is."""

import pytest

from viewer.engine.document_messages import (
    CloseDocument,
    DocumentComing,
    DocumentGiven,
    DocumentSaved,
    FindInDocument,
    FoundInDocument,
    OpenDocument,
    SaveDocument,
    SheetGiven,
    SheetWords,
    WantSheet,
    WantWords,
)
from viewer.engine.frames import FrameReader, from_engine, from_window, pack


def through(message, read):
    reader = FrameReader()
    reader.feed(pack(message))
    return read(next(iter(reader.bodies())))


@pytest.mark.parametrize(
    "message",
    [
        OpenDocument(ticket=1, entry="a", part=2),
        CloseDocument(),
        WantSheet(ticket=1, page=0, scale=1.5),
        WantWords(ticket=1),
        FindInDocument(ticket=1, words="x"),
        SaveDocument(ticket=1, path="/x"),
    ],
)
def test_the_window_s_wishes_arrive_whole(message):
    assert through(message, from_window) == message


@pytest.mark.parametrize(
    "message",
    [
        DocumentComing(ticket=1, title="t", facts=(("a", "b"),), marks=("m",), words="w"),
        DocumentGiven(
            ticket=1, entry="a", part=0, title="t", facts=(), kind="pdf", pages=((1.0, 2.0),), image=b"x"
        ),
        SheetGiven(ticket=1, page=0, scale=1.0, width=1, height=1, pixels=b"abcd"),
        SheetWords(ticket=1, texts=("a",)),
        FoundInDocument(ticket=1, sought="x", finds=((0, ((1.0, 2.0, 3.0, 4.0),)),)),
        DocumentSaved(ticket=1, ok=True, words="Saved"),
    ],
)
def test_what_the_engine_says_arrives_whole(message):
    assert through(message, from_engine) == message


def test_no_word_of_a_letter_comes_into_a_log():
    letter = DocumentGiven(ticket=1, entry="a", part=0, title="t", facts=(), kind="text", text="secret")

    assert "secret" not in repr(letter)
    assert "secret" not in repr(SheetWords(ticket=1, texts=("secret",)))
