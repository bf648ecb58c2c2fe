"""A second start reaches the first window, and only with what it was asked."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket

from viewer.ui.window.single_instance import SingleInstance, Wish, hand_over, wish_of


@pytest.fixture
def place(tmp_path):
    return str(tmp_path / "meet")


@pytest.fixture
def first(qtbot, place):
    made = SingleInstance(place)
    assert made.open()
    yield made
    made.close()


def test_nobody_runs_yet(qtbot, place):
    assert not hand_over(place, Wish())


@pytest.mark.parametrize("wish", [Wish(), wish_of("tributary:launch?iss=x&launch=y", ["/a/b.json"])])
def test_a_second_start_is_heard_by_the_first_window(qtbot, first, place, wish):
    code = "import sys; from viewer.ui.window.single_instance import *; "
    code += "sys.exit(not hand_over(sys.argv[1], wish_of(sys.argv[2], sys.argv[3:])))"
    with qtbot.waitSignal(first.wished, timeout=20_000) as signal:
        second = subprocess.Popen([sys.executable, "-c", code, place, wish.address, *wish.files])
    assert signal.args == [wish]
    assert second.wait(20) == 0


def test_a_place_that_a_killed_window_left_behind_is_taken(qtbot, first, place):
    another = SingleInstance(place)
    assert another.open()
    another.close()


def test_a_window_that_cannot_listen_says_so(qtbot, tmp_path):
    assert not SingleInstance(str(tmp_path / "none" / "meet")).open()


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps others out by the pipe's own rights")
def test_no_other_user_may_come_in(first, place):
    assert Path(place).stat().st_mode & 0o077 == 0


NESTED = b'{"more": ' + b"[" * 60_000 + b"\n"


@pytest.mark.parametrize("line", [b"no json\n", b"[]\n", b'{"address": 1}\n', b"x" * 70_000, NESTED])
def test_what_is_no_wish_is_not_heard(qtbot, first, place, line):
    socket = QLocalSocket()
    socket.connectToServer(place)
    assert socket.waitForConnected(2000)
    with qtbot.assertNotEmitted(first.wished, wait=100):
        socket.write(line)
        socket.flush()
    assert not socket.bytesAvailable()
    socket.abort()


def test_a_launch_token_is_in_no_traceback():
    assert "canary" not in repr(wish_of("tributary:launch?iss=x&launch=canary", []))
