"""The proxy itself: it passes everything on unchanged until it is told to break something."""

import http.client

import pytest

from tests.fault_proxy import acts


def ask(place, line=None, path="/r5/metadata"):
    line = line or http.client.HTTPConnection("127.0.0.1", place.proxy.port, timeout=10)
    try:
        line.request("GET", path)
        answer = line.getresponse()
        return answer.status, answer.read()
    finally:
        line.close()


def test_what_is_not_broken_passes_as_it_is(place):
    status, body = ask(place)

    assert (status, body) == (200, place.proxy.passed[0][1].body)
    assert not place.proxy.struck.is_set()


def test_a_fault_strikes_what_it_is_meant_for_and_only_as_often_as_it_is_told(place):
    place.proxy.arm(acts.says(503), lambda asked: "metadata" in asked.path, times=1)

    assert ask(place, path="/r5/Patient?_id=none")[0] == 200
    assert [ask(place)[0] for _ in range(2)] == [503, 200]


def test_a_reset_is_a_reset_and_not_a_polite_end(place):
    place.proxy.arm(acts.reset_before_headers, lambda _: True)

    with pytest.raises(ConnectionResetError):
        ask(place)


def test_a_dead_one_is_refused_and_one_that_came_back_answers_at_the_same_port(place):
    port = place.proxy.port
    place.proxy.die()
    with pytest.raises(ConnectionRefusedError):
        ask(place)

    place.proxy.revive()

    assert ask(place)[0] == 200
    assert place.proxy.port == port
