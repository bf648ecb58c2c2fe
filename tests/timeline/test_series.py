from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from tests.merge.builders import entry
from viewer.entries.entry import Flag
from viewer.timeline.moment import span_of
from viewer.timeline.series import in_series, latest_results, neighbours

LONDON = ZoneInfo("Europe/London")


def result(id, when, series="k mmol/L", **given):
    return entry("gp", f"Observation/{id}", when=when, series=series, value=f"{id} mmol/L", **given)


def shown(*entries):
    return [
        (latest.entry.value, [previous.value for previous in latest.previous])
        for latest in latest_results(entries, LONDON)
    ]


def test_the_newest_two_of_a_series_are_latest_and_previous():
    assert shown(result("1", "2024-01-01"), result("3", "2024-03-01"), result("2", "2024-02-01")) == [
        ("3 mmol/L", ["2 mmol/L"])
    ]


def test_another_unit_is_another_series():
    assert shown(result("1", "2024-01-01"), result("2", "2024-02-01", series="k mg/dL")) == [
        ("2 mmol/L", []),
        ("1 mmol/L", []),
    ]


def test_results_of_one_time_and_overlapping_dates_are_all_latest():
    assert sorted(shown(result("1", "2024"), result("2", "2024-03-02"), result("3", "2023"))) == [
        ("1 mmol/L", ["3 mmol/L"]),
        ("2 mmol/L", ["3 mmol/L"]),
    ]


def test_half_past_midnight_in_summer_time_is_not_older_than_its_own_day():
    assert sorted(shown(result("1", "2024-07-01T23:30:00Z"), result("2", "2024-07-02"))) == [
        ("1 mmol/L", []),
        ("2 mmol/L", []),
    ]


def test_what_is_in_error_undated_or_in_no_series_is_never_called_latest():
    assert not in_series(result("1", None))
    assert not in_series(result("1", "2024", series=""))
    assert not in_series(result("1", "2024", flags=[Flag.IN_ERROR]))
    assert shown(result("1", None), result("2", "2024", flags=[Flag.NOT_DONE])) == []


@given(
    st.lists(st.sampled_from(["2024", "2024-02", "2024-02-03", "2023", "2024-02-03T10:00:00Z"]), max_size=8)
)
def test_nothing_of_a_series_is_certainly_newer_than_what_is_called_latest(texts):
    entries = [result(str(number), text) for number, text in enumerate(texts)]

    for latest in latest_results(entries):
        _, last = span_of(latest.entry.when)
        assert all(span_of(other.when)[0] <= last for other in entries)
        assert all(
            span_of(previous.when)[1] < max(span_of(e.when)[0] for e in entries)
            for previous in latest.previous
        )
        assert all(span_of(previous.when)[0] <= last for previous in latest.previous)


def test_beside_a_result_stand_the_one_before_and_the_one_after():
    first, second, third = (result(number, f"2024-0{number}-01") for number in "123")
    found = neighbours(second, [third, second, first, result("9", "2024-02-02", series="other")], LONDON)
    assert (found.earlier, found.later) == (first, third)
    assert found.earlier_is_sure
    assert found.later_is_sure
    assert neighbours(first, [first, second], LONDON).earlier is None
    assert neighbours(second, [first, second], LONDON).later is None


def test_of_dates_that_overlap_nobody_is_told_that_one_is_the_earlier():
    year, day = result("1", "2024"), result("2", "2024-03-02")
    beside = neighbours(day, [year, day], LONDON)
    assert (beside.later, beside.later_is_sure) == (year, False)
    beside = neighbours(year, [year, day], LONDON)
    assert (beside.earlier, beside.earlier_is_sure) == (day, False)


def test_what_has_no_place_in_a_series_has_no_neighbours_and_the_undated_are_counted():
    dated, undated = result("1", "2024"), result("2", None)
    assert neighbours(undated, [dated, undated], LONDON) == neighbours(
        result("3", "2024", series=""), [dated], LONDON
    )
    gone = result("4", None, flags=[Flag.IN_ERROR])
    assert neighbours(dated, [dated, undated, gone], LONDON).undated == 1


@given(
    st.lists(
        st.sampled_from(["2024", "2024-02", "2024-02-03", "2024-02-03T10:00:00Z"]), min_size=1, max_size=9
    )
)
def test_going_back_from_the_newest_passes_every_result_once(dates):
    entries = [result(str(number), date) for number, date in enumerate(dates)]
    at = next(one for one in entries if neighbours(one, entries, LONDON).later is None)
    passed = [at]
    while (at := neighbours(at, entries, LONDON).earlier) is not None:
        assert neighbours(at, entries, LONDON).later == passed[-1]
        passed.append(at)
    assert sorted(one.id for one in passed) == sorted(one.id for one in entries)
