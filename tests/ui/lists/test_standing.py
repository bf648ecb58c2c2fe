"""Rows in their order and the places of those that are shown: as if made anew after every change."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.ui.sample_messages import row
from viewer.ui.lists.flags import flags_of
from viewer.ui.lists.standing import Let, Standing

NUMBERS = st.integers(0, 30)
TURNS = st.lists(
    st.one_of(
        st.tuples(st.just("in"), st.lists(NUMBERS, min_size=1, max_size=4, unique=True)),
        st.tuples(st.just("out"), NUMBERS),
        st.tuples(st.just("let"), st.one_of(st.none(), st.sets(NUMBERS))),
        st.tuples(st.just("keep"), st.booleans()),
    ),
    max_size=30,
)


def even(one):
    return one.number % 2 == 0


def key(number):
    return (0, (float(number), "x"), f"e{number:05}")


def hits_of(numbers):
    flags = np.zeros(max(numbers, default=-1) + 2, dtype=np.bool_)
    flags[list(numbers)] = True
    return flags


@given(TURNS)
def test_what_is_shown_is_what_is_there_and_let_through_after_every_turn(turns):
    standing, there, hits, keeps = Standing([], []), set(), None, False
    for turn, what in turns:
        let = Let(even if keeps else None, None if hits is None else hits_of(hits))
        if turn == "in":
            for number in set(what) - there:
                there.add(number)
                standing.put_in(
                    standing.place(key(number)), [(key(number), row(number))], [let.row(row(number))]
                )
        elif turn == "out" and what in there:
            there.discard(what)
            standing.take_out(standing.found(key(what)))
        elif turn in {"let", "keep"}:
            hits, keeps = (what, keeps) if turn == "let" else (hits, what)
            standing.let(Let(even if keeps else None, None if hits is None else hits_of(hits)))

        wanted = sorted(
            number for number in there if (hits is None or number in hits) and (not keeps or number % 2 == 0)
        )
        assert [one.number for one in standing.shown()] == wanted
        assert len(standing) == len(wanted)
        assert [standing.position(key(number)) for number in wanted] == list(range(len(wanted)))
        assert all(standing.position(key(number)) == -1 for number in range(31) if number not in wanted)
        assert np.flatnonzero(standing.flags()).tolist() == wanted


def test_a_row_without_a_number_is_no_hit():
    let, nobody = Let(None, flags_of(bytes([0b1000_0000]))), replace(row(1), number=-1)
    standing = Standing([key(0), key(1)], [row(0), nobody])
    standing.let(let)

    assert [one.id for one in standing.shown()] == ["e00000"]
    assert [let.row(row(number)) for number in (0, 1, 8, 99)] == [True, False, False, False]
    assert not let.row(nobody)
    assert not standing.flags()[-1]


def test_the_same_question_shows_the_same_and_says_so():
    standing = Standing([key(0), key(1)], [row(0), row(1)])

    said = []
    for let in (Let(), Let(even), Let(even), Let()):
        said.append(standing.changes_by(let))
        standing.let(let)
    assert said == [False, True, False, True]


def test_what_is_kept_is_asked_once_for_each_row():
    asked = []

    def keep(one):
        asked.append(one.number)
        return True

    standing = Standing([key(0), key(1)], [row(0), row(1)])
    for hits in (None, hits_of({0}), hits_of({1})):
        standing.let(Let(keep, hits))
    assert asked == [0, 1]
    standing.change(0, row(0, title="Later"))
    standing.let(Let(keep))
    assert asked == [0, 1, 0, 1]
