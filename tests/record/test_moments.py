from tests.record.builders import LONDON
from viewer.record.moments import at_clock, clock


def test_the_time_is_the_workstations_in_summer_too():
    assert clock("2026-11-22T03:02:59Z", LONDON) == "03:02"
    assert clock("2026-07-22T03:02:59+00:00", LONDON) == "04:02"


def test_no_answer_has_no_time():
    assert (clock("", LONDON), at_clock("", LONDON)) == ("", "")
    assert at_clock("2026-11-22T03:02:59Z", LONDON) == " at 03:02"
