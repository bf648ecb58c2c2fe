"""Questions and answers cross the pipe whole, and a torn one is the end."""

import io

from viewer.engine.documents.pdf_messages import Draw, Drawn, Open, read_answered, read_asked, write


def test_messages_come_through_one_after_the_other():
    pipe = io.BytesIO()
    for message in (Open(b"%PDF"), Draw(1, 1.5)):
        write(pipe, message)
    pipe.seek(0)

    assert [read_asked(pipe), read_asked(pipe), read_asked(pipe)] == [Open(b"%PDF"), Draw(1, 1.5), None]


def test_an_answer_that_is_cut_off_is_none():
    pipe = io.BytesIO()
    write(pipe, Drawn(1, 1, b"abcd"))

    assert read_answered(io.BytesIO(pipe.getvalue())) == Drawn(1, 1, b"abcd")
    assert read_answered(io.BytesIO(pipe.getvalue()[:-1])) is None
