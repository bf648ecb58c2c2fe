"""A defect of ours is said, and nothing of the patient with it."""

import subprocess
import sys

import pytest

from viewer.engine.last_words import keep_values_out, words_of

CANARY = "Zebediah-Canary"
DEFECTS = {
    "main": "raise ValueError(CANARY)",
    "chain": "try:\n raise KeyError(CANARY)\nexcept KeyError as e:\n raise RuntimeError(CANARY) from e",
    "thread": "t = threading.Thread(target={}.__getitem__, args=(CANARY,)); t.start(); t.join()",
    "end": "class A:\n def __del__(self): raise ValueError(CANARY)\nA()",
}


@pytest.mark.parametrize("where", DEFECTS)
def test_the_text_of_an_error_is_not_printed(where):
    code = (
        "import sys, threading\n"
        "from viewer.engine.last_words import keep_values_out\n"
        "keep_values_out()\n"
        "CANARY = sys.stdin.read()\n" + DEFECTS[where]
    )

    done = subprocess.run(
        [sys.executable, "-c", code], check=False, input=CANARY, capture_output=True, text=True, timeout=60
    )

    assert CANARY not in done.stderr + done.stdout
    assert "a fault in this program" in done.stderr
    assert "Error" in done.stderr


@pytest.mark.parametrize("module", ["viewer", "viewer.engine"])
def test_every_process_of_ours_speaks_so(module):
    code = (
        "import runpy, sys\n"
        "import viewer.cli, viewer.engine.process\n"
        f"def fail(*_): raise ValueError({CANARY!r})\n"
        "viewer.cli.main = viewer.engine.process.main = fail\n"
        "sys.argv = ['x', 'show']\n"
        f"runpy.run_module({module!r}, run_name='__main__')\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", code],
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        timeout=60,
    )

    assert CANARY.encode() not in done.stderr
    assert b"a fault in this program: ValueError" in done.stderr
    assert done.returncode == 1


def test_an_end_that_is_wanted_is_not_said(monkeypatch, capsys):
    for name in ("excepthook", "unraisablehook"):
        monkeypatch.setattr(sys, name, getattr(sys, name))
    monkeypatch.setattr("threading.excepthook", lambda _: None)

    keep_values_out()
    sys.excepthook(SystemExit, SystemExit(CANARY), None)
    assert capsys.readouterr().err == ""
    sys.excepthook(ValueError, ValueError(CANARY), None)
    assert capsys.readouterr().err == words_of(ValueError, None)
