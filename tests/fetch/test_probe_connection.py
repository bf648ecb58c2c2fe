"""A name is looked up by itself, and never for ever."""

import socket
import threading

import pytest

from viewer.fetch.options import FetchOptions
from viewer.fetch.probe_connection import name_step, took
from viewer.fetch.wire import Wire


@pytest.fixture
def wire():
    return Wire("Acute trust", FetchOptions())


def test_a_number_needs_no_look_up(wire):
    assert "nothing to look up" in name_step(wire, "https://192.0.2.1/r4", 5)[2]


def test_a_known_name_is_said_with_its_time(wire, monkeypatch):
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("192.0.2.1", 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_more: found)  # a bare system knows no name

    _, ok, words = name_step(wire, "https://fhir.example.org/r4", 10)

    assert ok
    assert words.startswith("it is known, with ")


def test_a_look_up_without_an_answer_has_an_end(wire, monkeypatch):
    released = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_more: released.wait(30) and [])

    _, ok, words = name_step(wire, "https://fhir.example.org/r4", 0.01)
    released.set()

    assert not ok
    assert "looked up without an answer" in words


def test_times_have_two_places():
    assert (took(1.239), took(None)) == (" (1.24 s)", "")
