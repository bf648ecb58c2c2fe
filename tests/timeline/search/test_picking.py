"""Kinds are joined by AND, names of one by OR; what nothing is known against is let through and counted."""

import math
from datetime import UTC, datetime
from math import inf
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.timeline.search.columns import Columns, Line
from viewer.timeline.search.picking import AS_AT_LIMITS, GONE, UNAUTHORED, Picked
from viewer.timeline.search.picks import NOT_STATED, Picks

LONDON = ZoneInfo("Europe/London")
DAY = 86_400.0


def at(*day):
    return datetime(*day, tzinfo=UTC).timestamp()


def columns():
    made = Columns()
    for number, line in enumerate(
        [
            Line(domain="results", category="A", sources=("gp",), first=at(2020, 1, 1), last=at(2020, 1, 1)),
            Line(domain="problems", category="A", sources=("gp", "h"), first=at(2020, 1, 5), last=math.inf),
            Line(domain="results", category="B", sources=("h",)),
            Line(domain="results", category="B", sources=("h",), first=-math.inf, last=at(2019, 6, 1)),
        ]
    ):
        made.put(number, line)
    return made


def let_through(picked):
    return [number for number, mark in enumerate(picked.marks) if mark]


@pytest.mark.parametrize(
    ("picks", "found"),
    [
        (Picks(), [0, 1, 2, 3]),
        (Picks(domains=("results", "problems")), [0, 1, 2, 3]),
        (Picks(domains=("results",), categories=("B",)), [2, 3]),
        (Picks(sources=("gp",)), [0, 1]),
        (Picks(sources=("gp", "h"), categories=("A", "C")), [0, 1]),
        (Picks(statuses=("final",)), []),
    ],
)
def test_names_of_a_kind_are_alternatives_and_kinds_add_up(picks, found):
    picked = Picked(columns())
    picked.named(picks)

    assert let_through(picked) == found


@pytest.mark.parametrize(
    ("picks", "found"),
    [
        (Picks(since="2020-01-02"), [1, 2]),
        (Picks(until="2019"), [2, 3]),
        (Picks(since="2019-06-01", until="2020-01-01"), [0, 2, 3]),
        (Picks(since="2030"), [1, 2]),
    ],
)
def test_a_period_that_may_overlap_and_what_has_no_date_are_never_hidden(picks, found):
    picked = Picked(columns())
    picked.dated(picks, LONDON)

    assert let_through(picked) == found
    assert picked.counted() == ("1 without a date is shown too",)


def test_a_day_that_cannot_be_read_hides_nothing_and_says_so():
    picked = Picked(columns())
    picked.dated(Picks(since="soon"), UTC)

    assert let_through(picked) == [0, 1, 2, 3]
    assert picked.counted() == ("A day of this filter cannot be read: it is not applied",)
    picked.dated(Picks(), UTC)
    assert len(picked.notes) == 1


def test_supporting_records_are_let_through_and_not_counted_as_undated():
    made = columns()
    made.put(4, Line(domain="supporting", category="Practitioner", sources=("gp",)))
    picked = Picked(made)
    picked.dated(Picks(since="2020-01-02"), UTC)

    assert let_through(picked) == [1, 2, 4]
    assert picked.counted() == ("1 without a date is shown too",)
    near = Picked(made)
    near.near(0)
    assert near.counted() == ("1 without a date is not shown: nobody knows whether it is near",)


def test_nothing_is_counted_where_all_have_a_date():
    picked = Picked(columns())
    picked.named(Picks(sources=("gp",)))
    picked.dated(Picks(since="2019"), UTC)

    assert let_through(picked) == [0, 1]
    assert picked.counted() == ()


def test_what_is_near_is_within_seven_days_and_the_undated_are_counted():
    picked = Picked(columns())
    picked.near(0)

    assert let_through(picked) == [0, 1]
    assert picked.counted() == ("1 without a date is not shown: nobody knows whether it is near",)
    undated = Picked(columns())
    undated.near(2)
    assert let_through(undated) == [2]
    assert undated.counted() == ("This entry has no date: nothing can be said to be near it",)


def test_a_series_is_the_same_test_and_one_without_a_series_is_alone():
    made = columns()
    made.put(0, Line(domain="results", category="A", sources=(), series="k"))
    made.put(3, Line(domain="results", category="B", sources=(), series="k"))
    found = []
    for number in (0, 2):
        picked = Picked(made)
        picked.series(number)
        found.append(let_through(picked))

    assert found == [[0, 3], [2]]


@pytest.mark.parametrize("number", [-1, 9, 1])
def test_what_a_filter_names_and_is_gone_shows_nothing_and_says_why(number):
    made = columns()
    made.drop(1)
    for pick in (Picked.near, Picked.series, lambda picked, number: picked.among(number, [0])):
        picked = Picked(made)
        pick(picked, number)
        assert let_through(picked) == []
        assert picked.counted() == (GONE,)


def test_what_belongs_to_an_entry_is_shown_with_it():
    picked = Picked(columns())
    picked.among(1, [3])

    assert let_through(picked) == [1, 3]


def test_only_what_is_said_to_be_recorded_later_was_not_known():
    made = columns()
    made.put(0, Line(domain="results", category="A", sources=(), known_from=at(2020, 1, 1)))
    made.put(1, Line(domain="results", category="A", sources=(), known_from=at(2022, 1, 1)))
    picked = Picked(made)
    picked.known_by("2021-01-01T00:00:00+00:00")

    assert let_through(picked) == [0, 2, 3]
    assert picked.counted()[0] == "2 do not say when they were recorded and are shown too"
    assert picked.counted()[1:] == ("1 recorded later is left out", *AS_AT_LIMITS)
    assert picked.unsure is not None
    assert picked.unsure.tolist() == [False, False, True, True]
    now = Picked(made)
    now.known_by("2023-01-01T00:00:00+00:00")
    assert now.counted()[1:] == AS_AT_LIMITS
    other = Picked(made)
    other.known_by("")
    other.known_by("never")
    assert let_through(other) == [0, 1, 2, 3]
    assert other.counted() == ("The moment of this filter cannot be read: it is not applied",)


@given(
    st.lists(st.one_of(st.just(-inf), st.floats(0, 2e9)), min_size=1, max_size=12),
    st.integers(0, 2_000_000_000),
)
def test_as_at_hides_exactly_what_every_source_says_was_recorded_later(known, moment):
    made = Columns()
    for number, instant in enumerate(known):
        made.put(number, Line(domain="results", category="A", sources=(), known_from=instant))
    picked = Picked(made)
    picked.known_by(datetime.fromtimestamp(moment, UTC).isoformat())

    hidden = [number for number, instant in enumerate(known) if instant > moment]
    assert [number for number, shown in enumerate(picked.marks) if not shown] == hidden
    assert picked.unsure is not None
    assert [bool(one) for one in picked.unsure] == [instant == -inf for instant in known]
    said = picked.counted()
    assert any("left out" in words for words in said) == bool(hidden)
    assert any("do not say" in words or "does not say" in words for words in said) == (-inf in known)


def test_what_happened_after_the_moment_and_does_not_say_when_it_was_recorded_is_counted():
    made = Columns()
    for number, day in enumerate((2020, 2022, 2023)):
        made.put(
            number, Line(domain="results", category="A", sources=(), first=at(day, 1, 1), last=at(day, 1, 1))
        )
    picked = Picked(made)
    picked.known_by("2021-01-01T00:00:00+00:00")
    assert "2 of those that do not say it are dated after this moment" in picked.counted()
    one = Picked(made)
    one.known_by("2022-06-01T00:00:00+00:00")
    assert "1 of those that do not say it is dated after this moment" in one.counted()


@pytest.mark.parametrize(
    ("authors", "found", "notes"),
    [
        (("Dr Mills",), [1], (UNAUTHORED,)),
        ((NOT_STATED,), [0, 2, 3], ()),
        (("Dr Mills", NOT_STATED), [0, 1, 2, 3], ()),
    ],
)
def test_what_names_no_author_is_left_out_with_a_word_or_picked_by_itself(authors, found, notes):
    made = columns()
    made.names["authors"].put(0, ())
    made.names["authors"].put(1, ("Dr Mills",))
    picked = Picked(made)
    picked.named(Picks(authors=authors))

    assert let_through(picked) == found
    assert picked.counted() == notes
