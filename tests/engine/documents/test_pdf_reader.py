"""Whoever draws a PDF may break, hang or be ended: what comes of it is always an answer in words."""

import json
import os
import signal
import sys
from base64 import b64encode

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.made_letters.paper import pdf_of
from viewer.engine.documents.pdf_messages import (
    Drawn,
    Found,
    Letter,
    Letters,
    LetterText,
    Opened,
    ReadBytes,
    Trouble,
    Words,
)
from viewer.engine.documents.pdf_reader import PdfReader

LETTER = pdf_of([["aspirin"], ["two"]])


def test_a_letter_is_drawn_read_and_searched_by_a_process_of_its_own():
    reader = PdfReader()
    try:
        assert reader.open(LETTER) == Opened(((595.0, 842.0), (595.0, 842.0)))
        assert reader.process_id != os.getpid()
        assert reader.draw(0, 1).width == 595
        assert reader.words().texts == ("aspirin", "two")
        assert len(reader.seek("ASPIRIN").finds) == 1
    finally:
        reader.close()
    reader.close()


def test_a_crash_while_drawing_is_said_and_takes_nobody_along():
    reader = PdfReader()
    reader.open(LETTER)
    os.kill(reader.process_id, signal.SIGSEGV if sys.platform != "win32" else signal.SIGTERM)

    answer = reader.draw(0, 1)
    reader.close()

    assert isinstance(answer, Trouble)
    assert "ended the program that draws" in answer.words


def test_one_that_does_not_answer_in_time_is_ended_and_said():
    reader = PdfReader(longest_s=0.001)
    opened = reader.open(LETTER)
    reader.close()

    assert "too long" in opened.words


@settings(max_examples=25)
@given(st.lists(st.tuples(st.integers(0, len(LETTER) - 1), st.integers(0, 255)), min_size=1, max_size=40))
def test_whatever_bytes_a_pdf_has_there_is_an_answer(changes):
    hostile = bytearray(LETTER)
    for at, byte in changes:
        hostile[at] = byte
    reader = PdfReader()
    try:
        answers = [reader.open(bytes(hostile)), reader.draw(0, 1), reader.words(), reader.seek("aspirin")]
    finally:
        reader.close()

    assert all(isinstance(one, Opened | Drawn | Words | Found | Trouble) for one in answers)


def test_it_ends_at_once_when_it_is_aborted():
    reader = PdfReader()
    reader.abort()

    assert isinstance(reader.open(LETTER), Trouble)  # nobody waits for a PDF that is being taken in
    assert isinstance(reader.words(), Trouble)
    reader.close()


def test_the_packed_program_is_its_own_drawer(monkeypatch):
    from viewer.engine.documents import pdf_reader

    monkeypatch.setattr(sys, "frozen", True, raising=False)

    assert pdf_reader._command() == [sys.executable, "--draw-pdf"]


def test_letters_are_read_by_the_same_process():
    letter = {"contentType": "application/pdf", "data": b64encode(LETTER).decode()}
    held = json.dumps({"resourceType": "DocumentReference", "content": [{"attachment": letter}]}).encode()
    reader = PdfReader()
    try:
        assert reader.letters(held) == Letters((Letter(0, "", "application/pdf"),))
        assert reader.letter(0) == LetterText("SEARCHED", "aspirin\ntwo")
        assert reader.bytes_of(ReadBytes(b"digoxin")).text == "digoxin"
        assert not reader.is_over
    finally:
        reader.close()
    assert reader.is_over
