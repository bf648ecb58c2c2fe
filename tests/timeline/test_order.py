from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from tests.merge.builders import entry
from viewer.timeline.days import by_day, day_heading
from viewer.timeline.order import newest_first, order_key

LONDON = ZoneInfo("Europe/London")


def ordered(*texts, zone=LONDON):
    entries = [entry(reference=f"Observation/{number}", when=text) for number, text in enumerate(texts)]
    return [e.when.text if e.when else None for e in newest_first(entries, zone)]


def test_two_results_with_different_offsets_stand_in_the_order_of_their_instants():
    assert ordered("2024-07-01T01:10:00Z", "2024-07-01T02:40:00+01:00") == [
        "2024-07-01T02:40:00+01:00",
        "2024-07-01T01:10:00Z",
    ]


def test_the_repeated_hour_of_october_is_ordered_by_instant():
    assert ordered("2024-10-27T01:10:00Z", "2024-10-27T01:40:00+01:00") == [
        "2024-10-27T01:10:00Z",
        "2024-10-27T01:40:00+01:00",
    ]


def test_a_partial_date_stands_as_late_as_it_may_be_and_undated_is_last():
    texts = ("2019-12-30", None, "2019", "2020-01-01", "2019-12", "2019-12-31T10:00:00Z")
    assert ordered(*texts) == ["2020-01-01", "2019", "2019-12", "2019-12-31T10:00:00Z", "2019-12-30", None]


def test_equal_times_are_told_apart_by_the_id_whatever_the_order_given():
    entries = [entry(reference=f"Observation/{number}") for number in range(5)]

    assert newest_first(entries) == newest_first(reversed(entries))
    assert order_key(entries[0]) != order_key(entries[1])


def test_the_default_zone_is_utc():
    one = entry(when="2019-03-04")
    assert order_key(one) == order_key(one, UTC)


def near(first, last, suffix):
    return st.datetimes(min_value=first, max_value=last).map(lambda at: f"{at:%Y-%m-%dT%H:%M:%S}{suffix}")


moments = st.one_of(
    st.dates().map(str),
    st.dates().map(lambda day: str(day)[:7]),
    st.dates().map(lambda day: str(day)[:4]),
    near(datetime(2024, 3, 30), datetime(2024, 4, 2), "Z"),
    near(datetime(2024, 10, 26), datetime(2024, 10, 29), "+01:00"),
    near(datetime(2024, 10, 26), datetime(2024, 10, 29), ""),
    st.sampled_from(["2024-03-30", "2024-03-31", "2024-04-01", "2024-10-27", "2024-10", "2024", None]),
)


@given(st.lists(moments, max_size=12))
def test_every_day_heading_stands_once_and_every_entry_under_exactly_one(texts):
    entries = [entry(reference=f"Observation/{number}", when=text) for number, text in enumerate(texts)]

    days = by_day(entries, LONDON)

    assert sorted(e.id for _, group in days for e in group) == sorted(e.id for e in entries)
    assert all(day_heading(e, LONDON) == day for day, group in days for e in group)
    assert len({day for day, _ in days}) == len(days)
