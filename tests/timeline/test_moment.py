from dataclasses import replace
from datetime import UTC
from zoneinfo import ZoneInfo

from tests.merge.builders import day
from viewer.fhir.dates import ClinicalDate, period_date
from viewer.timeline.moment import instant_of, span_of, start_text

LONDON = ZoneInfo("Europe/London")


def test_a_day_is_a_day_on_the_clock_of_the_workstation():
    when = day("2024-07-02")

    assert instant_of(when, LONDON) == instant_of(when, UTC) - 3600
    assert span_of(when, LONDON) == tuple(at - 3600 for at in span_of(when, UTC))


def test_an_instant_is_the_same_in_every_zone():
    when = day("2024-07-02T10:00:00Z")

    assert instant_of(when, LONDON) == instant_of(when, UTC) == when.earliest
    assert span_of(when, LONDON) == (when.earliest, when.latest)


def test_the_ends_of_the_calendar_do_not_fail():
    for zone in (LONDON, ZoneInfo("Pacific/Kiritimati"), ZoneInfo("America/New_York")):
        assert instant_of(day("9999-12-31"), zone) > instant_of(day("9999-12-30"), zone)
        assert instant_of(day("0001-01-01"), zone) < instant_of(day("0001-01-03"), zone)


def test_a_period_spans_from_its_start_to_its_end():
    when = period_date({"start": "2024", "end": "2024-03-01"})

    assert span_of(when, UTC) == (day("2024").earliest, day("2024-03-01").latest)
    assert instant_of(when, UTC) == day("2024").latest
    assert start_text(when) == "2024"


def test_a_text_that_is_no_date_is_placed_by_what_was_read_from_it():
    when = ClinicalDate(text="soon", first="", last="", earliest=1.0, latest=2.0)

    assert instant_of(when) == 2.0
    assert span_of(when) == (1.0, 2.0)
    assert instant_of(replace(when, text="soon/later")) == 2.0
    assert span_of(ClinicalDate(text="..", first="", last="", earliest=1.0, latest=2.0)) == (1.0, 2.0)
