"""What was anchored is read back; what cannot be read is said, never taken for nothing."""

import os
import sys
from threading import Thread

import pytest

from viewer.store import audit_anchors_read as module
from viewer.store.audit_anchor import Anchor
from viewer.store.audit_anchors_read import anchored, in_file

ANCHOR = Anchor(trail="0123456789abcdef", lines=3, head="ab" * 32)


def printing(text, code=0):
    return (sys.executable, "-c", f"import sys; print({text!r}); sys.exit({code})")


def test_a_log_and_a_file_are_read(tmp_path):
    file = tmp_path / "anchors"
    file.write_bytes(b"\xff\n" + ANCHOR.text.encode())

    log, kept = anchored("system", str(file), printing(ANCHOR.text))

    assert (log.words, log.anchors, log.problem) == ("the log of this computer", (ANCHOR,), "")
    assert (kept.words, kept.anchors, kept.problem) == ("the file anchors", (ANCHOR,), "")


def test_a_log_that_may_not_be_read_is_said():
    (log,) = anchored("system", "", printing("", 1))
    assert log.problem == "this account may not read it, or it has none"
    (log,) = anchored("system", "", ("/no/such-program",))
    assert log.problem == "there is no program here that reads it"
    assert anchored("system", "", ("true",))[0].problem == "there is no program here that reads it"


def test_the_log_is_read_by_the_systems_own_program_and_only_what_this_account_wrote():
    """PATH is whatever the account sets; others' trails stand in the same log."""
    assert module._COMMANDS["linux"][0] == "/usr/bin/journalctl"
    assert f"_UID={os.getuid()}" in module._COMMANDS["linux"]
    assert module._COMMANDS["darwin"][0] == "/usr/bin/log"
    assert module._COMMANDS["win32"][0].endswith(r"\System32\wevtutil.exe")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with a name here")
def test_a_pipe_in_the_place_of_a_file_is_refused_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "anchors")
    found = []
    reading = Thread(target=lambda: found.append(in_file(tmp_path / "anchors")), daemon=True)
    reading.start()
    reading.join(20)

    assert [one.problem for one in found] == ["it cannot be read (it is not a plain file)"]


def test_a_log_that_answers_too_late_is_said(monkeypatch):
    monkeypatch.setattr("viewer.store.audit_anchors_read._PATIENCE_S", 0.01)

    (log,) = anchored("system", "", (sys.executable, "-c", "import time; time.sleep(30)"))

    assert log.problem == "it could not be read in time"


def test_a_file_that_is_not_there_is_said(tmp_path):
    found = in_file(tmp_path / "none")

    assert (found.words, found.anchors) == ("the file none", ())
    assert found.problem.startswith("it cannot be read (")


def test_where_policy_anchors_nothing_nothing_is_read():
    assert anchored("none", "") == []
