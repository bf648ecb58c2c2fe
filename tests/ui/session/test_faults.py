"""A defect of the window is told to the person, whichever thread it happened on."""

import sys
import threading

import pytest

from viewer.store import last_words
from viewer.ui.session.faults import FAULT, SHORT, Faults


@pytest.fixture
def hooked(monkeypatch, tmp_path):
    """The hooks of the program, put back afterwards."""
    monkeypatch.setattr(last_words, "_hearers", [])
    monkeypatch.setattr("viewer.store.crash_reports.state_folder", lambda: tmp_path)
    monkeypatch.setattr("viewer.store.crash_reports._kept", set())
    return tmp_path


def test_the_first_fault_is_told_loudly_and_others_quietly(qtbot, hooked, capsys):
    faults, loud, quiet = Faults(), [], []
    faults.first.connect(loud.append)
    faults.again.connect(quiet.append)
    for _ in range(3):
        last_words._say(ValueError, ValueError("Zebediah"), None)

    assert loud == [FAULT]
    assert quiet == [SHORT] * 2
    assert "Zebediah" not in capsys.readouterr().err
    assert len(list(hooked.rglob("*.txt"))) == 1


def test_a_fault_on_another_thread_is_told_on_the_window_s_own(qtbot, hooked, capsys):
    faults, threads = Faults(), []
    faults.first.connect(lambda _words: threads.append(threading.current_thread()))
    other = threading.Thread(target=lambda: last_words._say(KeyError, KeyError("x"), None))
    other.start()
    other.join()
    assert threads == []
    qtbot.waitUntil(lambda: bool(threads))

    assert threads == [threading.main_thread()]
    assert "KeyError" in capsys.readouterr().err
    assert sys.excepthook is not last_words._say
