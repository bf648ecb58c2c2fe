"""Ages move on by themselves while a record is on screen; a clock that was set back makes them unknown."""

from datetime import UTC, datetime, timedelta

import pytest

from viewer.engine.messages import SourceStatus
from viewer.ui.sources.ages import Ages, utc_now

START = datetime(2026, 11, 22, 10, 12, tzinfo=UTC)


class Clocks:
    """The computer's clock, which somebody may set, and one that only grows."""

    def __init__(self):
        self.now, self.steady = START, 100.0

    def pass_by(self, minutes):
        self.now += timedelta(minutes=minutes)
        self.steady += 60 * minutes


@pytest.fixture
def clocks():
    return Clocks()


@pytest.fixture
def ages(qapp, clocks):
    made = Ages(None, lambda: clocks.now, lambda: clocks.steady)
    yield made
    made.show(())


def source(read=START, limit=30, name="Riverside Surgery", state="complete"):
    at = read.isoformat() if read else ""
    return SourceStatus(
        id=name, name=name, care_setting="", state=state, marking="demo", read=at, stale_minutes=limit
    )


def test_the_words_move_on_with_the_minutes_and_past_the_limit_the_source_is_named(ages, clocks):
    one = source()
    ages.show((one,))
    assert (ages.short(one), ages.oldest(), ages.stale()) == ("now", "just now", "")
    clocks.pass_by(12)
    ages.look()
    assert (ages.short(one), ages.oldest(), ages.stale()) == ("12 min", "12 minutes ago", "")
    clocks.pass_by(18)
    ages.look()

    assert "Riverside Surgery (30 minutes ago)" in ages.stale()
    assert ages.short(source(read=None)) == ages.ago(source(read=None)) == ""
    assert ages.ago(one) == "30 minutes ago"


def test_it_is_said_anew_each_minute_and_not_while_no_record_is_on_screen(ages, qtbot):
    ages._minute.setInterval(1)
    assert not ages._minute.isActive()
    with qtbot.waitSignals([ages.moved] * 3, timeout=5000):
        ages.show((source(),))
    ages.show(())

    assert not ages._minute.isActive()
    assert ages.oldest() == ""


def test_a_clock_that_is_set_back_makes_the_age_unknown_until_the_source_is_read_again(ages, clocks):
    one = source()
    ages.show((one,))
    clocks.pass_by(28)
    ages.look()
    clocks.now -= timedelta(minutes=20)
    clocks.pass_by(1)
    ages.look()

    assert ages.short(one) == ages.oldest() == "age not known"
    assert "cannot be told: the clock of this computer was set back" in ages.stale()
    clocks.pass_by(5)
    fresh = source(read=clocks.now)
    ages.show((fresh,))
    assert (ages.short(fresh), ages.stale()) == ("now", "")


def test_a_clock_that_jumps_ahead_as_after_a_sleep_only_makes_answers_older(ages, clocks):
    one = source()
    ages.show((one,))
    clocks.now += timedelta(hours=7)
    ages.look()

    assert ages.short(one) == "7 hr"
    assert ages.stale()


def test_another_record_begins_without_the_doubts_of_the_last(ages, clocks):
    ages.show((source(),))
    clocks.now -= timedelta(minutes=20)
    ages.show(())
    clocks.now += timedelta(minutes=20)
    ages.show((source(),))

    assert ages.short(source()) == "now"


def test_the_clock_is_that_of_this_computer_in_utc():
    assert utc_now().tzinfo is UTC


def test_a_source_that_is_being_read_again_is_as_old_as_it_is_and_nobody_is_told_to_read_it_again(ages):
    one = source(read=START - timedelta(hours=9), state="loading")
    ages.show((one,))

    assert (ages.short(one), ages.stale(), ages.stale_in_short()) == ("9 hr", "", "")
    ages.show((source(read=START - timedelta(hours=9), state="partial"),))
    assert ages.stale_in_short() == "1 source is old: read 9 hours ago. Press F5."
