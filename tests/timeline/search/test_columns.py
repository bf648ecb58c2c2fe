"""What can be picked, as columns: it says of each entry what was said of it last."""

import math

from hypothesis import given
from hypothesis import strategies as st

from viewer.timeline.search.columns import Columns, Line, Named

NAMES = st.lists(st.sampled_from("abc"), max_size=2, unique=True).map(tuple)


@given(st.lists(st.tuples(st.integers(0, 6), NAMES), max_size=12), st.sets(st.sampled_from("abcd")))
def test_names_are_those_that_were_put_last(steps, sought):
    named, held = Named(), {}
    for number, names in steps:
        named.put(number, names)
        held[number] = names
    count = max(held, default=-1) + 1

    assert named.having(sought, count).tolist() == [
        bool(sought & set(held.get(one, ()))) for one in range(count)
    ]
    assert {number: named.of(number) for number in held} == held
    assert named.counts() == {
        name: sum(name in names for names in held.values())
        for name in "abc"
        if any(name in names for names in held.values())
    }


def test_an_entry_that_left_says_nothing():
    columns = Columns()
    line = Line(
        domain="results", category="Results", sources=("gp",), statuses=("final",), first=1.0, last=2.0
    )
    columns.put(2, line)
    columns.names["authors"].put(2, ("Dr A",))
    assert len(columns) == 3
    assert columns.here.tolist() == [False, False, True]
    assert (columns.first[2], columns.last[2], columns.known_from[2]) == (1.0, 2.0, -math.inf)
    columns.drop(2)

    assert not columns.here.any()
    assert all(not named.counts() for named in columns.names.values())
    assert math.isnan(columns.first[2])
