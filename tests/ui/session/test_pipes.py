"""Bytes in both directions, whole, by notifiers and by threads, without the window waiting."""

import os
from pathlib import Path

import pytest

from tests.ui.scripted import ScriptedHandle
from viewer.ui.session.pipes import Pipes


@pytest.fixture
def handle():
    made = ScriptedHandle()
    yield made
    made.kill()


@pytest.mark.parametrize("threads", [False, True])
def test_bytes_arrive_and_the_end_is_told_once(qtbot, qapp, handle, threads):
    pipes = Pipes(handle, qapp, threads=threads)
    came, ends = [], []
    pipes.arrived.connect(came.append)
    pipes.ended.connect(lambda: ends.append(1))
    handle.write(b"abc")
    qtbot.waitUntil(lambda: b"".join(came) == b"abc")
    handle.crash()
    qtbot.waitUntil(lambda: bool(ends))
    pipes.close()

    assert ends == [1]


@pytest.mark.parametrize("threads", [False, True])
def test_more_than_a_pipe_holds_is_sent_in_order(qtbot, qapp, handle, threads):
    pipes = Pipes(handle, qapp, threads=threads)
    sent = bytes(range(256)) * 4096
    pipes.write(sent)
    got = bytearray()

    def drained():
        try:
            got.extend(os.read(handle._from_window, 1 << 16))
        except BlockingIOError:
            return False
        return len(got) >= len(sent)

    qtbot.waitUntil(drained, timeout=10_000)
    pipes.close()
    assert bytes(got) == sent


def test_a_paused_pipe_keeps_what_comes(qtbot, qapp, handle):
    pipes = Pipes(handle, qapp)
    came = []
    pipes.arrived.connect(came.append)
    pipes.pause(paused=True)
    handle.write(b"later")
    qapp.sendPostedEvents()
    assert came == []
    pipes.pause(paused=False)
    qtbot.waitUntil(lambda: came == [b"later"])
    pipes.close()


def test_writing_to_an_engine_that_has_gone_is_its_end(qtbot, qapp, handle):
    pipes = Pipes(handle, qapp)
    os.close(handle._from_window)
    handle._from_window = -1
    with qtbot.waitSignal(pipes.ended):
        pipes.write(b"hello")
    pipes.write(b"nobody")


def test_a_pipe_that_cannot_be_read_is_its_end(qtbot, qapp, handle):
    pipes = Pipes(handle, qapp)
    with qtbot.waitSignal(pipes.ended):
        os.dup2(os.open(Path(__file__).parent, os.O_RDONLY), handle.stdout)
        pipes._read()
