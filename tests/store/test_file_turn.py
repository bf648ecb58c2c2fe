"""Turns with a file: one process at a time, a time limit in words, and the turn ends with the process."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from viewer.store.file_turn import turn_beside, wait_for_turn

HOLD = """
import sys
from pathlib import Path
from viewer.store.file_turn import turn_beside
with turn_beside(Path(sys.argv[1])):
    print("mine", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder(tmp_path):
    """Another process that has the turn until its standard input ends, or until it is killed."""
    file = tmp_path / "state" / "file"
    running = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(file)],
        cwd=Path(__file__).parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert running.stdout.readline() == b"mine\n"
    yield file, running
    running.kill()
    running.wait(30)
    running.stdin.close()
    running.stdout.close()


def test_nobody_waits_for_ever_and_it_is_said_why(holder):
    file, _ = holder
    with pytest.raises(OSError, match="keeps the file locked"), turn_beside(file, 0.05):
        pytest.fail("two have the turn")


def test_a_process_that_is_killed_has_no_turn_any_more(holder):
    file, running = holder
    running.kill()
    with turn_beside(file, 20):
        pass


def test_a_turn_is_given_back_also_after_an_error(tmp_path):
    file = tmp_path / "file"
    with pytest.raises(ZeroDivisionError), turn_beside(file):
        1 / 0  # noqa: B018
    with turn_beside(file, 0.05):
        assert not file.exists()


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_link_in_the_place_of_the_lock_is_not_followed(tmp_path):
    (tmp_path / ".file.turn").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError), turn_beside(tmp_path / "file"):
        pass
    assert not (tmp_path / "elsewhere").exists()


def test_one_who_has_it_has_it_at_once(tmp_path):
    handle = os.open(tmp_path / "file", os.O_RDWR | os.O_CREAT)
    try:
        wait_for_turn(handle, 0)
        wait_for_turn(handle, 0)
    finally:
        os.close(handle)
