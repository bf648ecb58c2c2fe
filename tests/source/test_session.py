"""What the sources of one session share."""

from viewer.source.session import Session


def test_two_sessions_share_nothing():
    one, other = Session(), Session()
    one.traces.expect("9990018421")

    assert one.traces is not other.traces
    assert one.permissions is not other.permissions
