"""Jobs side by side: order within a job, back-pressure, an end at once, and no bug swallowed."""

import threading
from functools import partial

import pytest

from viewer.fetch.side_by_side import side_by_side


class Aborts:
    def __init__(self):
        self.count = 0

    def __call__(self):
        self.count += 1


def counted(name, size):
    return iter([(name, number) for number in range(size)])


def test_everything_of_every_job_comes_in_the_jobs_own_order():
    abort = Aborts()
    jobs = [partial(counted, name, 30) for name in "abcdef"]

    found = list(side_by_side(jobs, 3, threading.Event(), abort))

    assert len(found) == 180
    for name in "abcdef":
        assert [number for one, number in found if one == name] == list(range(30))
    assert abort.count == 0


def test_no_jobs_are_no_items():
    assert list(side_by_side([], 2, threading.Event(), Aborts())) == []


def test_a_reader_that_stops_stops_the_jobs():
    made = []
    abort = Aborts()

    def endless():
        number = 0
        while True:
            made.append(number)
            yield number
            number += 1

    items = side_by_side([endless], 1, threading.Event(), abort)
    assert next(items) == 0
    items.close()

    assert abort.count == 1
    assert len(made) < 50


def test_a_cancel_wakes_a_job_that_waits():
    woken, cancel = threading.Event(), threading.Event()

    def waiting():
        yield "first"
        assert woken.wait(10)
        yield "late"

    found = []
    for item in side_by_side([waiting], 1, cancel, woken.set):
        found.append(item)
        cancel.set()

    assert found == ["first"]
    assert woken.is_set()


def test_a_bug_in_a_job_is_raised_after_the_others_have_come():
    def broken():
        yield "before"
        raise ZeroDivisionError

    found = []
    items = side_by_side([broken, partial(counted, "b", 3)], 1, threading.Event(), Aborts())
    with pytest.raises(ZeroDivisionError):
        found.extend(items)

    assert sorted(map(str, found)) == ["('b', 0)", "('b', 1)", "('b', 2)", "before"]
