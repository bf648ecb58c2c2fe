"""Ages in words: they move on, are never negative, and what cannot be told is said."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.record.age import (
    NOT_KNOWN,
    Read,
    ago_words,
    is_stale,
    minutes_old,
    oldest_words,
    short_age,
    stale_in_short,
    stale_words,
)

NOW = datetime(2026, 11, 22, 10, 42, tzinfo=UTC)


def read(minutes, name="Riverside Surgery", limit=30, **given):
    at = (NOW - timedelta(minutes=minutes)).isoformat() if minutes is not None else ""
    return Read(name=name, at=at, limit=limit, **given)


@given(st.integers(min_value=0, max_value=10_000_000))
def test_no_age_is_ever_negative_or_empty_of_numbers(minutes):
    for words in (ago_words(minutes), short_age(minutes)):
        assert "-" not in words
        assert words in {"now", "just now"} or any(map(str.isdigit, words))


@given(st.datetimes(timezones=st.just(UTC)))
def test_a_moment_that_lies_ahead_has_no_age(now):
    at = read(0).at
    found = minutes_old(at, now)

    assert (found is None) == (now < NOW - timedelta(minutes=1))
    assert found is None or found >= 0


def test_two_clocks_a_moment_apart_are_one():
    assert minutes_old(read(-0.5).at, NOW) == 0


@pytest.mark.parametrize(("minutes", "stale"), [(29, False), (30, True), (5000, True), (-2, True)])
def test_past_the_limit_and_where_the_clock_is_wrong_an_answer_is_old(minutes, stale):
    assert is_stale(read(minutes), NOW) is stale


def test_nothing_that_was_not_read_and_nothing_without_a_limit_is_old():
    assert not is_stale(read(None), NOW)
    assert not is_stale(read(5000, limit=0), NOW)
    assert stale_words([read(None), read(5000, limit=0), read(29)], NOW) == ""


def test_the_sources_that_are_old_are_named_the_oldest_first_and_what_to_do_is_said():
    words = stale_words([read(31), read(95, "Northmoor Acute Trust"), read(2, "Out of hours")], NOW)

    assert words == (
        "Not read for 30 minutes or more: Northmoor Acute Trust (1 hour 35 minutes ago); "
        "Riverside Surgery (31 minutes ago). It may have changed since. Press F5 to read again."
    )


def test_a_clock_that_was_set_back_is_said():
    words = stale_words([read(5, doubted=True), read(40, "Out of hours")], NOW)

    assert "Not read for 30 minutes or more: Out of hours (40 minutes ago)." in words
    assert "How old the answer of Riverside Surgery is cannot be told: the clock of this computer" in words
    assert words.endswith("Press F5 to read again.")


def test_the_oldest_answer_tells_how_old_the_screen_is():
    assert oldest_words([read(3), read(12), read(None)], NOW) == "12 minutes ago"
    assert oldest_words([read(3), read(-5)], NOW) == NOT_KNOWN
    assert oldest_words([read(None)], NOW) == ""


def test_sources_of_one_age_are_named_together():
    words = stale_words([read(42), read(42, "Out of hours"), read(31, "Acute trust")], NOW)

    assert "Riverside Surgery, Out of hours (42 minutes ago); Acute trust (31 minutes ago)." in words


def test_in_one_line_they_are_counted_with_the_age_of_the_oldest():
    assert stale_in_short([read(3)], NOW) == ""
    assert stale_in_short([read(42), read(3)], NOW) == "1 source is old: read 42 minutes ago. Press F5."
    assert stale_in_short([read(42), read(-9)], NOW) == "2 sources are old: age not known. Press F5."
