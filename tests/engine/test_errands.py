"""Errands beside the record: one of a name at a time, cancelled, waited for at the end but not for ever."""

import queue
import threading

import pytest

from viewer.engine.errands import Errands, Happened

NOTHING = Happened(tuple)


@pytest.fixture
def inbox():
    return queue.Queue(maxsize=1)


@pytest.fixture
def errands(inbox):
    made = Errands(inbox)
    yield made
    made.close(10)


def waiting(cancel, tell):
    cancel.wait(10)
    tell(NOTHING)


def test_what_comes_of_it_is_put_where_the_conversation_reads(errands, inbox):
    assert errands.start("a", lambda _cancel, tell: tell(NOTHING))

    assert inbox.get(timeout=10) is NOTHING


def test_one_of_a_name_runs_at_a_time_until_it_is_cancelled(errands, inbox):
    assert errands.start("a", waiting)
    assert not errands.start("a", waiting)
    assert errands.start("b", waiting)
    errands.cancel("a")
    errands.cancel("none of this name")

    assert errands.start("a", waiting)
    assert inbox.get(timeout=10) is NOTHING


def test_a_thread_that_breaks_off_names_no_patient(errands, inbox):
    names = []

    def errand(_cancel, tell):
        names.append(threading.current_thread().name)
        tell(NOTHING)

    errands.start("permission gp 9990000018", errand)
    assert inbox.get(timeout=10) is NOTHING

    assert names == ["permission"]


def test_a_full_queue_is_waited_for(errands, inbox):
    inbox.put("first")
    told = threading.Event()

    def errand(_cancel, tell):
        tell(NOTHING)
        told.set()

    errands.start("a", errand)
    assert inbox.get(timeout=10) == "first"
    assert inbox.get(timeout=10) is NOTHING
    assert told.wait(10)


def test_the_end_lets_what_may_not_be_torn_finish(inbox):
    errands, begun, done = Errands(inbox), threading.Event(), threading.Event()

    def exchange(cancel, _tell):
        begun.set()
        cancel.wait(10)  # the end is announced while the token is on its way
        done.set()

    errands.start("a", exchange)
    begun.wait(10)
    errands.close(10)

    assert done.is_set()


def test_the_end_does_not_wait_for_ever_and_nothing_is_told_after_it(inbox):
    errands, let_go, ended = Errands(inbox), threading.Event(), threading.Event()
    inbox.put("full")

    def stubborn(_cancel, tell):
        let_go.wait(10)
        tell(NOTHING)
        ended.set()

    errands.start("a", stubborn)
    errands.close(0)
    let_go.set()

    assert ended.wait(10)
    assert inbox.get_nowait() == "full"
    assert inbox.empty()
