"""The process that draws answers each question once, in order, and ends with the questions."""

import io
import json
import os
import select
import signal
import subprocess
import sys
from base64 import b64encode
from functools import partial

import pytest

from tests.made_letters.paper import pdf_of
from viewer.engine.documents.pdf_messages import (
    Draw,
    Drawn,
    Found,
    Letter,
    Letters,
    LetterText,
    ListLetters,
    Open,
    Opened,
    Read,
    ReadBytes,
    ReadLetter,
    Seek,
    Trouble,
    Words,
    read_answered,
    read_asked,
    write,
)
from viewer.engine.documents.pdf_process import serve

LETTER = pdf_of([["aspirin"]])


def answers(*questions, module=("-m", "viewer.engine.documents.pdf_process")):
    with subprocess.Popen(
        [sys.executable, *module], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as drawing:
        for question in questions:
            write(drawing.stdin, question)
        return [read_answered(drawing.stdout) for _ in questions]


def test_questions_are_answered_in_place_too():
    asked, answered = io.BytesIO(), io.BytesIO()
    for question in (Read(), Open(LETTER), Draw(0, 1.0), Draw(5, 1.0), Read(), Seek("asp")):
        write(asked, question)
    asked.seek(0)
    serve(partial(read_asked, asked), answered)
    answered.seek(0)

    found = [read_answered(answered) for _ in range(6)]
    assert [type(one) for one in found] == [Trouble, Opened, Drawn, Trouble, Words, Found]


def test_each_question_has_its_answer():
    found = answers(Open(LETTER), Draw(0, 1.0), Draw(5, 1.0), Read(), Seek("asp"))

    assert [type(one) for one in found] == [Opened, Drawn, Trouble, Words, Found]


def test_nothing_is_drawn_before_something_is_open():
    assert answers(Read()) == [Trouble("Nothing is open")]
    assert isinstance(answers(Open(b"no PDF"))[0], Trouble)


def test_the_packed_program_starts_it_by_a_word_of_its_own():
    assert isinstance(answers(Open(LETTER), module=("-m", "viewer", "--draw-pdf"))[0], Opened)


STUCK = """
import threading
from viewer.engine.documents import pdf_process
pdf_process.serve = lambda *_: threading.Event().wait()
pdf_process.run()
"""


def test_a_drawing_without_an_end_ends_with_the_questions():
    drawing = subprocess.Popen(
        [sys.executable, "-c", STUCK], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL
    )
    write(drawing.stdin, Read())
    drawing.stdin.close()
    try:
        assert drawing.wait(timeout=60) == 0
    finally:
        drawing.kill()
        drawing.wait()


def test_it_ends_when_nobody_takes_its_answers():
    drawing = subprocess.Popen(
        [sys.executable, "-m", "viewer.engine.documents.pdf_process"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    drawing.stdout.close()
    write(drawing.stdin, Read())

    assert drawing.wait(timeout=60) == 0
    drawing.stdin.close()


ENGINE = """
import sys
from tests.made_letters.paper import pdf_of
from viewer.engine.documents.pdf_reader import PdfReader
reader = PdfReader()
reader.open(pdf_of([["aspirin"]]))
print(reader.process_id, flush=True)
sys.stdin.read()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a process with another one")
def test_it_does_not_outlive_an_engine_that_was_killed_even_where_it_reads_no_questions():
    with subprocess.Popen(
        [sys.executable, "-c", ENGINE], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as engine:
        drawing = int(engine.stdout.readline())
        watched = os.pidfd_open(drawing)
        os.kill(drawing, signal.SIGSTOP)
        engine.kill()
        ended, _, _ = select.select([watched], [], [], 20)
        if not ended:
            os.kill(drawing, signal.SIGKILL)
        os.close(watched)

    assert ended


def test_letters_of_a_resource_are_listed_and_read_in_place():
    letter = {"contentType": "text/plain", "data": b64encode(b"aspirin").decode()}
    held = json.dumps({"resourceType": "DocumentReference", "content": [{"attachment": letter}]}).encode()
    asked, answered = io.BytesIO(), io.BytesIO()
    for question in (
        ReadLetter(0),
        ListLetters(b"{"),
        ListLetters(held),
        ReadLetter(0),
        ReadBytes(b"digoxin"),
    ):
        write(asked, question)
    asked.seek(0)
    serve(partial(read_asked, asked), answered)
    answered.seek(0)

    found = [read_answered(answered) for _ in range(5)]
    assert found == [
        Trouble("Nothing is open"),
        Trouble("It cannot be read"),
        Letters((Letter(0, "", "text/plain"),)),
        LetterText("SEARCHED", "aspirin"),
        LetterText("SEARCHED", "digoxin"),
    ]
