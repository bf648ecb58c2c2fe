"""Timings in words."""

import pytest

from viewer.fhir.resource import Number
from viewer.present.timings import timing_words


@pytest.mark.parametrize(
    ("repeat", "words"),
    [
        ({"frequency": 1, "period": 1, "periodUnit": "d"}, ["once every day"]),
        ({"frequency": 2, "period": 1, "periodUnit": "d"}, ["2 times every day"]),
        ({"frequency": 1, "frequencyMax": 3, "period": 8, "periodUnit": "h"}, ["1 to 3 times every 8 hours"]),
        ({"frequencyMax": 3, "period": 1, "periodUnit": "wk"}, ["up to 3 times every week"]),
        ({"frequency": 1, "period": 4, "periodMax": 6, "periodUnit": "h"}, ["once every 4 to 6 hours"]),
        ({"period": Number("1.50"), "periodUnit": "h"}, ["every 1.5 hours"]),
        ({"frequency": 3}, ["3 times, no period given"]),
        ({"frequency": 1, "period": 1}, ["once every 1 (no unit given)"]),
        ({"frequency": 1, "period": 1, "periodUnits": "d"}, ["once every day"]),
        ({"duration": 30, "durationUnit": "min"}, ["over 30 minutes"]),
        ({"duration": 1, "durationMax": 2, "durationUnit": "h"}, ["over 1 to 2 hours"]),
        ({"when": ["ACM", "HS"]}, ["before breakfast and at bedtime"]),
        ({"when": ["AC"], "offset": 30}, ["30 minutes before meals"]),
        ({"when": "XYZ"}, ["unrecognised code 'XYZ'"]),
        ({"dayOfWeek": ["mon", "fri", "x"]}, ["on Monday, Friday, unrecognised code 'x'"]),
        ({"timeOfDay": ["08:00:00", "20:30", "09:00:30"]}, ["at 08:00, 20:30, 09:00:30"]),
        ({"boundsDuration": {"value": 7, "unit": "d"}}, ["for 7 day"]),
        ({"boundsRange": {"high": {"value": 7, "unit": "d"}}}, ["for 7 d or less (no lower limit given)"]),
        ({"boundsPeriod": {"start": "2019-03-04"}}, ["from 04-Mar-2019"]),
        ({"count": 1}, ["once in all"]),
        ({"count": 3, "countMax": 5}, ["3 to 5 times in all"]),
        ({}, []),
    ],
)
def test_a_repeat_reads(repeat, words):
    assert timing_words({"repeat": repeat}) == words


def test_events_and_codes_are_told_too():
    assert timing_words({"event": ["2019-03-04", "2019"], "code": {"text": "BD"}}) == [
        "on 04-Mar-2019, 2019",
        "BD",
    ]
    assert timing_words(None) == []


def test_a_number_of_times_without_a_period_is_never_read_as_a_single_dose():
    assert timing_words({"repeat": {"frequency": 1}}) == ["1 time, no period given"]
    assert timing_words({"repeat": {"frequency": 2}}) == ["2 times, no period given"]
    assert timing_words({"repeat": {"frequency": 2, "period": "1"}}) == ["2 times, the period cannot be read"]
    assert timing_words({"repeat": {"frequency": 1, "period": 1, "periodUnit": "d"}}) == ["once every day"]
