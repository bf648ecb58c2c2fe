"""The process that draws answers each question once, in order, and ends with the questions."""

import io
import subprocess
import sys

from viewer.demo.paper import pdf_of
from viewer.engine.documents.pdf_messages import (
    Draw,
    Drawn,
    Found,
    Open,
    Opened,
    Read,
    Seek,
    Trouble,
    Words,
    read_answered,
    write,
)
from viewer.engine.documents.pdf_process import serve

LETTER = pdf_of([["aspirin"]])


def answers(*questions, module=("-m", "viewer.engine.documents.pdf_process")):
    asked = io.BytesIO()
    for question in questions:
        write(asked, question)
    ran = subprocess.run(
        [sys.executable, *module], input=asked.getvalue(), capture_output=True, timeout=60, check=True
    )
    pipe, found = io.BytesIO(ran.stdout), []
    while (answer := read_answered(pipe)) is not None:
        found.append(answer)
    return found


def test_questions_are_answered_in_place_too():
    asked, answered = io.BytesIO(), io.BytesIO()
    for question in (Read(), Open(LETTER), Draw(0, 1.0), Draw(5, 1.0), Read(), Seek("asp")):
        write(asked, question)
    asked.seek(0)
    serve(asked, answered)
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
