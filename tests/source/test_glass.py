"""Emergency access is for one source, ends once, and leaves a mark of when."""

from datetime import datetime, timedelta

import pytest

from viewer.source.glass import LASTS, Broken, Emergency, Glass, Ground

NOW = datetime.fromisoformat("2026-11-22T12:00:00+00:00")


def broken(source="1"):
    return Broken(source=source, ground=Ground.LIFE, reason="Holroyd fell", since=NOW, until=NOW + LASTS)


def test_it_goes_on_until_it_is_ended_and_then_says_when():
    glass = Glass()
    one = broken()
    glass.take(one)
    assert (glass.of("1"), glass.of("2"), glass.over("1"), glass.sources) == (one, None, None, ("1",))

    later = NOW + timedelta(minutes=5)
    assert glass.end("1", later) is one
    assert (glass.of("1"), glass.over("1"), glass.sources) == (None, later, ())
    assert glass.end("1", NOW) is None
    assert glass.over("1") == later


def test_one_that_is_taken_again_has_not_ended():
    glass = Glass()
    glass.take(broken())
    glass.end("1", NOW)
    glass.take(broken())

    assert glass.over("1") is None


def test_nothing_is_known_of_it_once_it_is_forgotten():
    glass = Glass()
    glass.take(broken())
    glass.take(broken("2"))
    glass.end("2", NOW)
    glass.forget()

    assert (glass.of("1"), glass.over("2")) == (None, None)


def test_the_reason_is_never_written_by_repr():
    assert "Holroyd" not in repr(broken())


@pytest.mark.parametrize("one", [*Emergency, *Ground])
def test_each_is_said_in_words(one):
    assert one.words
