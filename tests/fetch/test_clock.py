"""Clocks that differ are said in the record that was read, once, with what to do (PRIV-21)."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from viewer.fetch.clock import apart
from viewer.source.gap import GapKind
from viewer.source.state import SourceState


@pytest.mark.parametrize(
    ("ahead", "words"),
    [(0, ""), (60, ""), (-60, ""), (61, "a minute ahead of"), (-7200, "2 hours behind")],
)
def test_less_than_a_minute_is_nothing_to_say(ahead, words):
    assert words in apart(ahead)
    assert bool(words) == bool(apart(ahead))


def read(fetching, site, seconds):
    date = format_datetime(datetime.now(UTC) + timedelta(seconds=seconds), usegmt=True)

    def dated(handler):
        handler.send_response_only(200)
        handler.send_header("Date", date)
        body = fetching.Said(body=fetching.bundle("1")).raw
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    site.on("Condition", fetching.Said(act=dated))
    return fetching.read(site)


@pytest.mark.parametrize(("seconds", "words"), [(3600, "60 minutes ahead of"), (-3600, "60 minutes behind")])
def test_a_clock_that_is_wrong_in_one_answer_is_a_note_on_the_source(fetching, site, seconds, words):
    end = read(fetching, site, seconds).end

    (note,) = [gap for gap in end.gaps if "clock" in gap.why]
    assert words in note.why
    assert note.kind is GapKind.NOTICE
    assert "Check the date and time of this computer first" in note.advice
    assert end.state is SourceState.COMPLETE


def test_clocks_that_agree_are_not_spoken_of(fetching, site):
    assert not [gap for gap in read(fetching, site, 0).end.gaps if "clock" in gap.why]
