from zoneinfo import ZoneInfo

import pytest

from tests.merge.builders import entry
from viewer.fhir.dates import period_date
from viewer.timeline.days import by_day, day_heading

LONDON = ZoneInfo("Europe/London")


@pytest.mark.parametrize(
    ("sent", "heading"),
    [
        ("2019-03-04", "04-Mar-2019"),
        ("2019-03", "Mar-2019"),
        ("2019", "2019"),
        (None, "Date not recorded"),
        ("2019-07-01T23:30:00Z", "02-Jul-2019"),
        ("2019-07-01T23:30:00", "01-Jul-2019"),
        ("9999-12-31", "31-Dec-9999"),
    ],
)
def test_the_heading_keeps_the_precision_that_was_sent(sent, heading):
    assert day_heading(entry(when=sent), LONDON) == heading


def test_a_period_stands_under_its_start_and_without_one_under_its_end():
    assert (
        day_heading(entry(when=period_date({"start": "2019-03-04", "end": "2020"})), LONDON) == "04-Mar-2019"
    )
    assert day_heading(entry(when=period_date({"end": "2020"})), LONDON) == "2020"


def test_days_come_newest_first_with_the_undated_at_the_end():
    entries = [
        entry(reference=f"Observation/{n}", when=w) for n, w in enumerate([None, "2019", "2020-01-01"])
    ]

    assert [day for day, _ in by_day(entries, LONDON)] == ["01-Jan-2020", "2019", "Date not recorded"]
