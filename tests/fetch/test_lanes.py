"""At most four requests at one host at a time, and a wait for a place can be stopped."""

import threading
from contextlib import ExitStack

import pytest

from viewer.errors import Cancelled
from viewer.fetch.lanes import IN_FLIGHT_PER_HOST, Pace, lane


def test_a_fifth_request_waits_for_a_place_and_gets_it():
    host = ("http", "127.0.0.1", 2)
    got = threading.Event()

    def fifth():
        with lane(host, "Acute", threading.Event()):
            got.set()

    with ExitStack() as held:
        places = [
            held.enter_context(lane(host, "Acute", threading.Event())) for _ in range(IN_FLIGHT_PER_HOST)
        ]
        thread = threading.Thread(target=fifth)
        thread.start()
        assert not got.wait(0.1)
        assert len(places) == IN_FLIGHT_PER_HOST
    assert got.wait(10)
    thread.join(10)


def test_waiting_for_a_place_ends_when_stopped():
    host = ("http", "127.0.0.1", 3)
    stop = threading.Event()
    stop.set()
    with ExitStack() as held:
        for _ in range(IN_FLIGHT_PER_HOST):
            held.enter_context(lane(host, "Acute", threading.Event()))
        with pytest.raises(Cancelled), lane(host, "Acute", stop):
            pytest.fail("there was no place")


def test_a_place_is_given_back_after_an_error():
    host = ("http", "127.0.0.1", 4)
    stop = threading.Event()
    for _ in range(IN_FLIGHT_PER_HOST + 1):
        with pytest.raises(KeyError), lane(host, "Acute", stop):
            raise KeyError


def test_a_host_may_be_asked_one_by_one():
    host = ("http", "127.0.0.1", 5)
    stop = threading.Event()
    stop.set()
    with (
        lane(host, "Acute", threading.Event(), Pace(most=1)),
        pytest.raises(Cancelled),
        lane(host, "Acute", stop, Pace(most=1)),
    ):
        pytest.fail("there was no place")


class Noting(threading.Event):
    """A stop that notes how long it was waited for, and is set or not at once."""

    def __init__(self):
        super().__init__()
        self.waits = []

    def wait(self, timeout=None):
        self.waits.append(timeout)
        return self.is_set()


def test_requests_begin_evenly_spaced_and_never_in_a_burst():
    host = ("http", "127.0.0.1", 6)
    stop = Noting()
    for _ in range(4):
        with lane(host, "Acute", stop, Pace(per_second=5)):
            pass

    assert stop.waits[0] == 0
    assert [round(wait, 1) for wait in stop.waits[1:]] == [0.2, 0.4, 0.6]


def test_waiting_for_ones_turn_ends_when_stopped_and_gives_the_place_back():
    host = ("http", "127.0.0.1", 7)
    stop = Noting()
    stop.set()
    for _ in range(2):
        with pytest.raises(Cancelled), lane(host, "Acute", stop, Pace(most=1, per_second=5)):
            pytest.fail("it was not its turn")
