"""Each kind has a bit of its own, so that a place of several numbers has the kinds of all."""

from viewer.timeline.chart_kinds import ABOVE, BELOW, OPEN


def test_kinds_can_be_told_apart_where_they_meet():
    assert len({BELOW | ABOVE, BELOW | OPEN, ABOVE | OPEN, BELOW, ABOVE, OPEN}) == 6
