from datetime import UTC, datetime

import pytest

from viewer.demo.moments import fits, newest_first, span_of, when
from viewer.demo.shelf import Stored


def stored(text, identity="o", name="effectiveDateTime"):
    return Stored("Observation", identity, "p", b'{"%b":"%b"}' % (name.encode(), text.encode()))


@pytest.mark.parametrize(
    ("text", "start", "after"),
    [
        ("2019", datetime(2019, 1, 1, tzinfo=UTC), datetime(2020, 1, 1, tzinfo=UTC)),
        ("2020-02", datetime(2020, 2, 1, tzinfo=UTC), datetime(2020, 3, 1, tzinfo=UTC)),
        ("2026-12-31", datetime(2026, 12, 31, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)),
        (
            "2026-07-18T02:40:00+01:00",
            datetime(2026, 7, 18, 1, 40, tzinfo=UTC),
            datetime(2026, 7, 18, 1, 40, 1, tzinfo=UTC),
        ),
        (
            "2026-07-18T02:40:00",
            datetime(2026, 7, 18, 2, 40, tzinfo=UTC),
            datetime(2026, 7, 18, 2, 40, 1, tzinfo=UTC),
        ),
    ],
)
def test_a_date_is_a_span(text, start, after):
    assert span_of(text) == (start, after)


@pytest.mark.parametrize("text", ["", "soon", "2019-13", "2019-02-30", "2019-02-03Tnoon"])
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError):
        span_of(text)


def test_a_period_happens_when_it_starts():
    encounter = Stored("Encounter", "e", "p", b'{"actualPeriod":{"start":"2026-07-18T02:40:00+01:00"}}')

    assert when(encounter) == span_of("2026-07-18T02:40:00+01:00")
    assert when(Stored("Observation", "o", "p", b"{}")) is None


def test_newest_is_first_by_instant_equal_ones_by_id_and_undated_last():
    undated = Stored("Observation", "u", "p", b"{}")
    late, early = stored("2026-07-18T02:40:00+01:00", "late"), stored("2026-07-18T01:10:00Z", "early")
    twin = stored("2026-07-18T01:10:00Z", "b")

    assert newest_first([undated, early, twin, late]) == [late, twin, early, undated]


@pytest.mark.parametrize(
    ("wanted", "fitting"),
    [
        ("2026", True),
        ("2026-07", True),
        ("ge2026-07-18", True),
        ("le2026-07", True),
        ("ge2027", False),
        ("le2025", False),
        ("2025", False),
    ],
)
def test_a_date_criterion_is_a_span_as_well(wanted, fitting):
    assert fits(stored("2026-07-18T01:10:00Z"), wanted) is fitting
    assert fits(Stored("Observation", "u", "p", b"{}"), wanted) is False


def test_another_prefix_is_refused():
    with pytest.raises(ValueError, match="ge, le or alone"):
        fits(stored("2026"), "sa2026")
