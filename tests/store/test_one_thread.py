"""Calls that may block for ever: one at a time, given up in time, and undone when they end too late."""

import threading

import pytest

from viewer.store.one_thread import OneThread, StoppedWaiting, TooSlow, in_turn, waiting_until


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


def test_a_call_that_nobody_waits_for_any_more_is_given_up_and_undone():
    release, undone, stop, begun = (threading.Event() for _ in range(4))
    thread, seen = OneThread("test"), []

    def wait():
        with waiting_until(stop), pytest.raises(StoppedWaiting):
            thread.run(lambda: (begun.set(), release.wait(10)), 60, undone.set)
        seen.append("given up")

    waiting = threading.Thread(target=wait)
    waiting.start()
    assert begun.wait(10)
    stop.set()
    waiting.join(10)
    assert (seen, undone.is_set()) == (["given up"], False)
    release.set()
    assert undone.wait(10)


def test_while_nobody_stops_it_a_call_is_waited_for_as_ever():
    thread, stop = OneThread("test"), threading.Event()

    with waiting_until(stop):
        assert thread.run(lambda: 1, 10) == 1
        with pytest.raises(TimeoutError):
            thread.run(raises_timeout, 10)
        with pytest.raises(TooSlow) as error:
            thread.run(lambda: threading.Event().wait(0.3), 0.06)
    assert error.type is TooSlow
    stop.set()
    assert thread.run(lambda: 2, 10) == 2  # no longer within it


def raises_timeout():
    raise TimeoutError


def test_a_turn_is_waited_for_until_nobody_waits_any_more():
    lock, stop = threading.Lock(), threading.Event()
    with in_turn(lock):
        assert lock.locked()
        stop.set()
        with waiting_until(stop), pytest.raises(StoppedWaiting), in_turn(lock):
            pass
    with in_turn(lock):
        pass
    assert not lock.locked()
