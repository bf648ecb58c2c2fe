"""Calls that may block for ever: one at a time, given up in time, and undone when they end too late."""

import threading

import pytest

from viewer.store.one_thread import OneThread, TooSlow


def test_calls_run_on_one_thread_that_does_not_hold_up_quitting():
    thread = OneThread("test")
    names = {thread.run(lambda: threading.current_thread().name, 10) for _ in range(3)}

    assert names == {"test"}
    assert all(one.daemon for one in threading.enumerate() if one.name == "test")


@pytest.mark.parametrize("error", [KeyError, TimeoutError])
def test_what_a_call_raises_is_raised(error):
    def broken():
        raise error

    with pytest.raises(error):
        OneThread("test").run(broken, 10)


def test_a_call_that_ends_too_late_is_undone_and_one_behind_it_never_runs():
    release, undone, ran = threading.Event(), threading.Event(), []
    thread = OneThread("test")

    with pytest.raises(TooSlow):
        thread.run(lambda: release.wait(10), 0.01, undone.set)
    with pytest.raises(TooSlow):
        thread.run(lambda: ran.append(1), 0.01)
    release.set()

    assert undone.wait(10)
    assert thread.run(lambda: "still works", 10) == "still works"
    assert ran == []


def test_a_late_call_with_nothing_to_undo_is_dropped():
    release = threading.Event()
    thread = OneThread("test")
    with pytest.raises(TooSlow):
        thread.run(lambda: release.wait(10), 0.01)
    release.set()

    assert thread.run(lambda: 1, 10) == 1
