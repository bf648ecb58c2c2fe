"""One command line in, an exit code out, and never a traceback."""

import io
import subprocess
import sys

import pytest

from viewer import __version__
from viewer.cli import command
from viewer.cli.streams import Streams
from viewer.errors import EngineError


def test_the_version_is_a_result(run):
    assert run("--version") == (0, f"tributary {__version__}\n", "")


def test_without_a_command_the_help_is_said_and_usage_was_wrong(run):
    code, out, err = run()

    assert (code, out) == (2, "")
    assert "exit codes:" in err


def test_an_option_that_is_none_is_wrong_usage(run, capsys):
    assert run("record", "--nonsense")[0] == 2
    assert "usage:" in capsys.readouterr().err


def test_help_ends_with_0(run, capsys):
    assert run("--help")[0] == 0
    assert "exit codes:" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [(EngineError("It broke"), 1, "It broke"), (KeyboardInterrupt(), 130, "not complete")],
)
def test_what_stops_a_command_is_said_in_words(run, monkeypatch, error, code, words):
    def breaks(*_):
        raise error

    monkeypatch.setitem(command._RUN, "show", breaks)

    assert run("show", "x")[0] == code
    assert words in run("show", "x")[2]


def test_a_reader_that_has_enough_ends_it_without_a_word(files):
    path = files("one.json", *({"resourceType": "Basic", "id": str(n)} for n in range(3000)))
    code = "import sys; from viewer.cli import main; sys.exit(main(sys.argv[1:]))"
    child = subprocess.Popen(
        [sys.executable, "-I", "-c", code, "show", str(path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    child.stdout.close()
    said = child.stderr.read()
    child.stderr.close()

    assert child.wait(60) == 1
    assert said == b""


def test_a_closed_reader_in_place_is_noticed(monkeypatch, tmp_path):
    class Gone(io.StringIO):
        def write(self, _):
            raise BrokenPipeError

    moved = []
    monkeypatch.setattr(command.os, "dup2", lambda *fds: moved.append(fds))
    monkeypatch.setattr(command.sys, "stdout", (tmp_path / "out").open("w", encoding="utf-8"))
    (tmp_path / "x.json").write_text('{"resourceType":"Basic"}', "utf-8")

    code = command.main(["show", str(tmp_path / "x.json")], Streams(Gone(), io.StringIO(), io.StringIO()))

    assert (code, len(moved)) == (1, 1)
    command.sys.stdout.close()
