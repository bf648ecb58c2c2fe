"""A defect of ours is said, and nothing of the patient with it."""

import logging
import os
import subprocess
import sys
import warnings
from pathlib import Path

import pytest

from viewer.store.last_words import hear_of_faults, keep_values_out, words_of

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
        "from viewer.store.last_words import keep_values_out\n"
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


@pytest.fixture
def hooks(monkeypatch):
    """The hooks of this process are put back afterwards."""
    for name in ("excepthook", "unraisablehook"):
        monkeypatch.setattr(sys, name, getattr(sys, name))
    monkeypatch.setattr("threading.excepthook", lambda _: None)
    monkeypatch.setattr("viewer.store.last_words._hearers", [])
    monkeypatch.setattr("warnings.showwarning", warnings.showwarning)
    monkeypatch.setattr("logging.lastResort", logging.lastResort)
    monkeypatch.setattr("logging.raiseExceptions", logging.raiseExceptions)


def test_an_end_that_is_wanted_is_not_said(hooks, capsys):
    keep_values_out()
    sys.excepthook(SystemExit, SystemExit(CANARY), None)
    assert capsys.readouterr().err == ""
    sys.excepthook(ValueError, ValueError(CANARY), None)
    assert capsys.readouterr().err == words_of(ValueError, None)


LOUD = {
    "a log that nobody wanted": "import logging; logging.getLogger('urllib3').warning('%s failed', CANARY)",
    "a log that cannot be written": "import logging; logging.basicConfig(); logging.error('%d', CANARY)",
    "a warning": "import warnings; warnings.warn(CANARY)",
    "a kind named by a value": "raise type(CANARY, (Exception,), {})()",
    "a cause": "raise KeyError(1) from ValueError(CANARY)",
    "a note": "e = ValueError(CANARY); e.add_note(CANARY); raise e",
    "a group": "raise ExceptionGroup(CANARY, [ValueError(CANARY)])",
    "the machine": "import faulthandler; faulthandler._sigsegv()",
    "an abort": "import faulthandler; faulthandler._sigabrt()",
}


@pytest.mark.parametrize("what", LOUD)
def test_nothing_that_is_said_aloud_holds_a_value(what, tmp_path):
    code = (
        "import sys, threading\n"
        "from viewer.store.last_words import keep_values_out\n"
        "keep_values_out('engine')\n"
        "CANARY = sys.stdin.read()\n" + LOUD[what]
    )

    done = subprocess.run(
        [sys.executable, "-c", code], check=False, input=CANARY, capture_output=True, text=True, timeout=60,
        cwd=Path(__file__).parents[2], env={**os.environ, "XDG_STATE_HOME": str(tmp_path)},
    )  # fmt: skip

    kept = [file.read_text() for file in tmp_path.rglob("*.txt")]
    assert done.stderr or what == "a log that cannot be written"  # which nobody is told of
    assert CANARY not in done.stderr + done.stdout + "".join(kept)
    assert len(kept) == (done.returncode == 1), "what Python itself ends by leaves a report"


def test_who_wants_to_hear_of_faults_hears_of_each_but_not_of_an_end(hooks, capsys):
    heard = []
    hear_of_faults(lambda: heard.append("fault"))

    keep_values_out()
    sys.excepthook(KeyError, KeyError(CANARY), None)
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)

    assert heard == ["fault"]
    assert CANARY not in capsys.readouterr().err


GONE = {
    "its reader ended": "r, w = os.pipe(); os.close(r); os.dup2(w, 2)",
    "it is closed": "sys.stderr.close()",
    "there is none": "sys.stderr = None",
}
BEGIN = (
    "import logging, os, sys, threading, warnings\n"
    "from viewer.engine.contained import Contained\n"
    "from viewer.store.last_words import hear_of_faults, keep_values_out\n"
    "keep_values_out('engine')\n"
    "hear_of_faults(lambda: print('heard', flush=True))\n"
)
SAID = {
    "a defect": ("{}['x']", "heard\n", 1),
    "a defect on a thread": (
        "t = threading.Thread(target={}.__getitem__, args='x'); t.start(); t.join()",
        "heard\n",
        1,
    ),
    "a contained defect": ("with Contained() as kept: {}['x']\nprint(kept.broke)", "True\n", 1),
    "a library's log": ("logging.getLogger('urllib3').warning('x'); print('on')", "on\n", 0),
    "a warning": ("warnings.warn('x'); print('on')", "on\n", 0),
}


@pytest.mark.parametrize("gone", GONE)
@pytest.mark.parametrize("what", SAID)
def test_where_standard_error_is_gone_all_else_is_done(what, gone, tmp_path):
    code, printed, reports = SAID[what]

    done = subprocess.run(
        [sys.executable, "-c", f"{BEGIN}{GONE[gone]}\n{code}"], check=False, capture_output=True, text=True,
        timeout=60, cwd=Path(__file__).parents[2],
        env={**os.environ, "XDG_STATE_HOME": str(tmp_path)},
    )  # fmt: skip

    assert done.stdout == printed
    assert len(list(tmp_path.rglob("*.txt"))) == reports
