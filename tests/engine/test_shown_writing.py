"""Lines of the screen: on change alone, never lost, and enough to tell any moment from."""

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from viewer.engine.shown_writing import Due, Pending, ShownWriting
from viewer.record.shown_at import state_at
from viewer.source.shown import Shown

BEGAN = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
LONG_S = 20


def at(seconds):
    return (BEGAN + timedelta(seconds=seconds)).isoformat()


def due(seconds, page="glance", opening="a", **more):
    shown = Shown(at=at(seconds), page=page, **more)
    return Due(opening, shown, lambda: shown, lambda _shown: True)


def told(pending):
    lines = []
    while pending:
        lines.append(pending.take().shown)
    return lines


class Lines:
    """What was written; ``fails`` how often it cannot be."""

    def __init__(self, fails=0):
        self.found, self.fails, self.wrote = [], fails, threading.Event()

    def due(self, seconds, page="glance", opening="a", **more):
        return replace(due(seconds, page, opening, **more), write=self.write)

    def write(self, shown):
        if self.fails:
            self.fails -= 1
            return False
        self.found.append(shown)
        self.wrote.set()
        return True


moves = st.lists(
    st.tuples(st.integers(1, 9), st.sampled_from("abcd"), st.sampled_from(["", "line", "fails"])), max_size=30
)


@given(moves, st.integers(-5, 300))
def test_from_the_lines_the_state_at_any_moment_can_be_told(told_moves, moment):
    pending, states, lines, now = Pending(), [], [], 0
    for gap, page, then in told_moves:
        now += gap
        states.append((now, page))
        pending.add(due(now, page))
        taken = pending.take() if then else None
        if then == "line":
            lines.append(taken.shown)
        elif then == "fails":
            pending.put_back(taken)
    lines += told(pending)

    said = state_at(lines, BEGAN + timedelta(seconds=moment))

    stood = [page for since, page in states if since <= moment]
    if not stood:
        assert said is None
    elif said.into is None:
        assert said.shown.page == stood[-1]
        assert said.shown.at == at([since for since, page in states if since <= moment][-1])
    else:  # just changing: from a state into another, and exactly so many between have no line
        within = [(since, page) for since, page in states if said.since <= at(since) <= said.until]
        assert at(within[-1][0]) == said.into.at
        assert within[-1][1] == said.into.page
        assert len(within) - 1 == said.into.passed > 0
        assert said.since <= at(moment) < said.until
    assert sum(1 + line.passed for line in lines) == len(states)


def test_the_first_state_and_the_last_have_their_line_and_those_between_are_counted():
    lines, writing = Lines(), ShownWriting(every_s=3600)
    writing.add(lines.due(0))
    assert lines.wrote.wait(LONG_S)
    for seconds, page in ((1, "timeline"), (2, "results"), (3, "medicines")):
        writing.add(lines.due(seconds, page))
    writing.close(LONG_S)

    assert [(one.page, one.before, one.passed) for one in lines.found] == [
        ("glance", "", 0),
        ("medicines", at(1), 2),
    ]


def test_a_record_that_leaves_is_noted_at_once_and_is_never_counted_with_the_next_one():
    lines, writing = Lines(), ShownWriting(every_s=3600)
    writing.add(lines.due(0))
    assert lines.wrote.wait(LONG_S)
    lines.wrote.clear()
    writing.add(lines.due(1, ended=True))
    assert lines.wrote.wait(LONG_S)
    writing.add(lines.due(2, opening="b"))
    writing.add(lines.due(3, opening="c"))
    writing.close(LONG_S)

    assert [(one.at, one.ended, one.passed) for one in lines.found] == [
        (at(0), False, 0),
        (at(1), True, 0),
        (at(2), False, 0),
        (at(3), False, 0),
    ]


def test_what_could_not_be_written_is_tried_again_with_what_came_since():
    lines, writing = Lines(fails=1), ShownWriting(every_s=0, again_s=0)
    writing.add(lines.due(0))
    assert lines.wrote.wait(LONG_S)
    writing.close(LONG_S)
    assert [one.at for one in lines.found] == [at(0)]

    pending = Pending()
    pending.add(due(1, "timeline"))
    failed = pending.take()
    pending.add(due(2, "results"))
    pending.put_back(failed)
    assert [(one.page, one.before, one.passed) for one in told(pending)] == [("results", at(1), 1)]


def test_a_close_ends_also_where_nothing_can_be_written_or_nothing_was():
    ShownWriting().close(LONG_S)
    lines, writing = Lines(fails=9), ShownWriting(every_s=0, again_s=3600)
    writing.add(lines.due(0))
    writing.add(lines.due(1, ended=True))
    writing.close(LONG_S)

    assert not writing._thread.is_alive()
    assert lines.found == []
