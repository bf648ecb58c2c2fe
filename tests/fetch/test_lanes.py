"""At most four requests at one host at a time, and a wait for a place can be stopped."""

import threading
from contextlib import ExitStack

import pytest

from viewer.errors import Cancelled
from viewer.fetch.lanes import IN_FLIGHT_PER_HOST, lane


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
