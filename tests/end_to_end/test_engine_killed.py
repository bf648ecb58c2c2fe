"""The engine killed inside the running program: what was loaded stays, in words; it starts again once."""

import os
import signal
import threading
import time

import pytest

from tests.end_to_end.program import HOLROYD, being_read, stopped, value

WORDS = "was started again"
ENDED = "was not started again"


def kill(program, how):
    """Kill the running engine and wait until the window has noticed; returns what it says."""
    os.kill(program.engine(), how)
    return program.until("engine stopped")


def open_detail(program):
    program.key("Down", "Return")
    program.until("detail open")


@pytest.mark.parametrize(("first", "second"), [("SIGKILL", "SIGSEGV"), ("SIGSEGV", "SIGKILL")])
def test_killed_while_loading_it_starts_again_and_killed_again_with_a_detail_open_it_ends(
    program, pictures, first, second
):
    running = program("--fault", "ooh=slow")
    running.ask(HOLROYD)
    running.until("record so far")
    before = running.engine()

    told = kill(running, getattr(signal, first))
    assert "greyed=True said=True" in told
    assert value(told, "rows") > 0
    assert WORDS in told
    running.until("engine up")
    running.until("rows renewed")
    settled = running.until("record settled")
    assert value(settled, "complete") + value(settled, "partial") == 4
    assert value(settled, "unreadable") <= 1  # one if it was just being read, and then the source is partial
    assert running.engine() != before

    open_detail(running)
    ended = kill(running, getattr(signal, second))
    assert "greyed=True said=True" in ended
    assert value(ended, "rows") == value(settled, "rows")
    assert ENDED in ended
    running.screen.picture(pictures / f"killed_with_detail_{second}.png")
    running.engine_ends()
    running.key("Escape")
    running.until("detail closed")  # what was loaded can still be read
    running.until("focus timeline")


def test_killed_with_a_detail_open_the_record_comes_back_whole_and_the_detail_with_it(program, pictures):
    running = program()
    running.ask(HOLROYD)
    first = running.until("record settled")
    open_detail(running)

    told = kill(running, signal.SIGKILL)
    assert "greyed=True said=True" in told
    assert value(told, "rows") == value(first, "rows")
    again = running.until("record settled")  # nothing was being read: nothing is passed over
    running.until("painted")
    running.screen.picture(pictures / "restarted_with_detail.png")

    assert value(again, "rows") == value(first, "rows")
    running.key("Escape")
    running.until("detail closed")
    open_detail(running)


def test_killed_before_it_could_answer_a_detail_it_answers_after_the_restart(program):
    running = program()
    running.ask(HOLROYD)
    running.until("record settled")
    engine = running.engine()
    os.kill(engine, signal.SIGSTOP)
    running.key("Down", "Return")
    running.until("focus detail")

    os.kill(engine, signal.SIGKILL)
    running.until("engine stopped")
    running.until("record settled")

    assert value(running.until("detail open"), "lines") > 0


def test_the_resource_that_was_being_read_is_listed_as_unreadable_after_the_restart(program, pictures):
    running = program("--resources", "12000")  # long enough to be caught at it on a busy machine
    running.ask(HOLROYD)
    killed = _stop_while_reading(running.engine())

    os.kill(killed, signal.SIGKILL)
    told = running.until("engine stopped")
    settled = running.until("record settled")
    running.until("painted")
    running.screen.picture(pictures / "unreadable_after_restart.png")

    assert WORDS in told
    assert value(settled, "unreadable") == 1


def _stop_while_reading(engine):
    """Hold the engine still in the middle of reading a resource; its slate says when."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        os.kill(engine, signal.SIGSTOP)
        while not stopped(engine):
            assert time.monotonic() < until
        if being_read(engine):
            return engine
        os.kill(engine, signal.SIGCONT)
        threading.Event().wait(0.005)  # stopped again at once, it would never come to read anything
    raise AssertionError("it was never found reading")
