"""Results and progress go apart; what a terminal cannot show is escaped, what is no text is refused."""

import io

import pytest

from viewer.cli.streams import Streams, standard
from viewer.errors import UsageError


def test_a_character_that_the_terminal_cannot_show_is_written_as_its_escape():
    raw = io.BytesIO()
    results = io.TextIOWrapper(raw, encoding="ascii")

    Streams(results, io.StringIO(), io.StringIO()).result("Zoë \ud800")
    results.flush()

    assert raw.getvalue() == b"Zo\\xeb \\ud800\n"


def test_a_stream_of_no_encoding_is_taken_as_utf_8():
    results = io.StringIO()

    Streams(results, io.StringIO(), io.StringIO()).result("Zoë")

    assert results.getvalue() == "Zoë\n"


def test_one_line_is_asked_for_and_blanks_are_cut():
    assert Streams(io.StringIO(), io.StringIO(), io.StringIO(" 999 \nmore")).ask() == "999"


def test_what_is_no_text_is_refused_in_words():
    answers = io.TextIOWrapper(io.BytesIO(b"\xff\xfe\n"), encoding="utf-8")

    with pytest.raises(UsageError, match="not text"):
        Streams(io.StringIO(), io.StringIO(), answers).ask()


def test_the_processes_own_streams_are_used_where_none_are_given(capsys):
    standard().say("hello")

    assert capsys.readouterr().err == "hello\n"


@pytest.mark.parametrize(("terminal", "said"), [(True, "Whom?\n"), (False, "")])
def test_who_sits_at_a_terminal_is_told_what_is_wanted(terminal, said):
    answers = io.StringIO("1\n")
    answers.isatty = lambda: terminal
    streams = Streams(io.StringIO(), io.StringIO(), answers)

    assert streams.ask("Whom?") == "1"
    assert streams.progress.getvalue() == said


class Screen(io.TextIOWrapper):
    def isatty(self):
        return True


def test_bytes_go_to_a_file_and_never_to_a_screen():
    raw = io.BytesIO()
    streams = Streams(io.TextIOWrapper(raw, encoding="ascii"), io.StringIO(), io.StringIO())

    streams.check_bytes()
    streams.result_bytes(b"%PDF\xff")

    assert raw.getvalue() == b"%PDF\xff"
    for results in (io.StringIO(), Screen(io.BytesIO())):
        with pytest.raises(UsageError, match="not for a terminal"):
            Streams(results, io.StringIO(), io.StringIO()).check_bytes()
