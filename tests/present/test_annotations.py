"""How a note reads."""

from zoneinfo import ZoneInfo

import pytest

from viewer.present.annotations import annotation_words

LONDON = ZoneInfo("Europe/London")


@pytest.mark.parametrize(
    ("note", "words"),
    [
        ({"text": "Rest"}, "Rest"),
        ({"text": "Line one\n  line two"}, "Line one\n  line two"),
        ({"text": "Rest", "authorReference": {"display": "Dr Able"}}, "Rest (Dr Able)"),
        ({"text": "Rest", "time": "2019-07-04T10:00:00Z"}, "Rest (04-Jul-2019 11:00)"),
        ({"text": "Rest", "time": "2019-07-04T10:00:00"}, "Rest (04-Jul-2019 10:00, no zone stated)"),
        ({"text": "Rest", "time": "last week"}, "Rest (last week)"),
        ({"authorString": "Dr Able"}, "Dr Able"),
        ({}, ""),
        (None, ""),
    ],
)
def test_a_note_says_its_words_whole_and_who_and_when(note, words):
    assert annotation_words(note, LONDON) == words


def test_without_a_zone_a_time_stays_as_sent():
    assert annotation_words({"text": "a", "time": "2019-07-04T10:00:00Z"}) == "a (04-Jul-2019 10:00 UTC)"
