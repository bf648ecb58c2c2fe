"""Whether a gap makes a record partial is decided in one place."""

from viewer.source.gap import Gap, GapKind


def test_only_notices_and_what_is_not_offered_leave_a_record_complete():
    assert {kind for kind in GapKind if not kind.makes_partial} == {GapKind.NOTICE, GapKind.NOT_SUPPORTED}


def test_a_gap_needs_neither_time_nor_advice():
    gap = Gap(source="gp", kind=GapKind.FAILED, domain=None, what="Nothing", why="down")

    assert (gap.when, gap.advice) == (None, "")
