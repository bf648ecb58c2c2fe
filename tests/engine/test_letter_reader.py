"""Letters are read in a process of their own; one that ends it or takes too long does not take others along."""

import json
import os
import signal
import sys
from threading import Event

import pytest

from tests.engine.reading import letter, plain
from tests.made_letters.paper import pdf_of
from viewer.engine.documents.pdf_messages import Letter, LetterText, ReadBytes, Trouble
from viewer.engine.letter_reader import Job, LetterReader

SPOT = ("gp", 0, 0)
TOO_SLOW = LetterText("TOO_SLOW")


@pytest.fixture
def reader():
    reading = LetterReader()
    yield reading
    reading._end()


def job(*attachments):
    return Job(spot=SPOT, raw=json.dumps(letter("1", *attachments)).encode())


def run(reader, *jobs):
    told = []
    for one in (*jobs, None):
        reader.hand(one)
    reader.run(Event(), told.append)
    return told


def test_each_letter_of_a_copy_is_read_and_what_is_elsewhere_is_told(reader):
    (told,) = run(reader, job(plain("aspirin"), {"url": "Binary/1"}, plain("digoxin")))

    assert told.letters == (
        (Letter(0, "", "text/plain"), LetterText("SEARCHED", "aspirin")),
        (Letter(1, "Binary/1", ""), None),
        (Letter(2, "", "text/plain"), LetterText("SEARCHED", "digoxin")),
    )
    assert (told.spot, told.alone) == (SPOT, False)


def test_a_copy_that_cannot_be_read_and_bytes_alone_are_told(reader):
    broken, alone = run(
        reader,
        Job(spot=SPOT, raw=b"{"),
        Job(spot=SPOT, alone=ReadBytes(pdf_of([["aspirin"]])), part=4),
    )

    assert broken.letters == ((Letter(0), LetterText("UNREADABLE")),)
    assert alone.letters == ((Letter(4), LetterText("SEARCHED", "aspirin")),)
    assert alone.alone


def test_one_that_ends_the_process_is_said_and_the_next_is_read(reader, monkeypatch):
    process = type(reader._working())
    read, ended = process.letter, []

    def breaking(self, part):
        if part == 0 and not ended:
            ended.append(1)
            os.kill(self.process_id, signal.SIGSEGV if sys.platform != "win32" else signal.SIGTERM)
            self._child.wait()
        return read(self, part)

    monkeypatch.setattr(process, "letter", breaking)
    (told,) = run(reader, job(plain("broken"), plain("digoxin")))

    assert [found for _, found in told.letters] == [TOO_SLOW, LetterText("SEARCHED", "digoxin")]


def test_after_several_troubles_the_rest_of_a_copy_is_given_up(reader, monkeypatch):
    process, asked = type(reader._working()), []
    monkeypatch.setattr(process, "letter", lambda _self, part: asked.append(part) or Trouble("no"))
    monkeypatch.setattr(process, "bytes_of", lambda _self, _alone: Trouble("no"))
    told, alone = run(reader, job(*[plain("x")] * 6), Job(spot=SPOT, alone=ReadBytes(b"x")))

    assert asked == [0, 1, 2]
    assert [found for _, found in told.letters] == [TOO_SLOW] * 6
    assert alone.letters[0][1] == TOO_SLOW


def test_it_ends_at_once_when_the_record_leaves(reader):
    told = []
    reader._working()
    reader.hand(job(plain("aspirin")))
    reader.abort()
    reader.run(Event(), told.append)

    assert told == []
    idle = LetterReader()
    idle.abort()
    idle.run(Event(), told.append)
    assert told == []
