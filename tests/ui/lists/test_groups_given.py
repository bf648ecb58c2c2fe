"""Groups that the engine gives: every row stands once, under one heading, and the headings add up."""

import re

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.ui.lists.groups import groups_of
from tests.ui.sample_messages import row
from viewer.ui.lists.flags import flags_of
from viewer.ui.lists.groups_given import GroupsGiven
from viewer.ui.lists.list_groups import ListGroups
from viewer.ui.lists.timeline_model import HEADING_ROLE, ROW_ROLE, TimelineModel

TITLES = ("Admission: A", "Contact: B", "No encounter stated")
ROWS = tuple(replace(row(number), number=number) for number in range(12))


def headings(model):
    return [model.index(at, 0).data(HEADING_ROLE) for at in range(model.rowCount())]


def counts(model):
    return [int(re.search(r": (\d+) entr", words)[1]) for words in headings(model) if words]


def grouped(rows, place_of, **changes):
    model = TimelineModel()
    model.set_rows(rows)
    model.group_by(ListGroups("encounter", GroupsGiven(groups_of(rows, TITLES, place_of, **changes))))
    return model


def test_groups_stand_in_the_order_given_and_rows_within_as_before(qtbot):
    model = grouped(ROWS[:6], lambda one: one.number % 2)
    shown = [one.number for one in model.shown_rows()]
    usual = TimelineModel()
    usual.set_rows(ROWS[:6])
    by_date = [one.number for one in usual.shown_rows()]
    assert shown == [one for one in by_date if one % 2 == 0] + [one for one in by_date if one % 2]
    assert [words for words in headings(model) if words] == [
        "Admission: A: 3 entries",
        "Contact: B: 3 entries",
    ]
    assert [model.position(one.id) for one in model.shown_rows()] == list(range(6))
    model.group_by(ListGroups())
    assert [one.number for one in model.shown_rows()] == by_date


def test_what_is_not_known_yet_stands_last_and_says_so(qtbot):
    model = grouped(ROWS[:2], lambda one: 0, settled=False)
    model.upsert((ROWS[11],))
    assert headings(model) == [
        "Admission: A: 2 entries so far",
        "",
        "Just come: not looked up yet: 1 entry so far",
    ]


def test_where_a_row_would_stand_too_is_in_its_words_and_it_is_the_same_row_each_time(qtbot):
    model = grouped(ROWS[:2], lambda one: 0, also={1: "also under Problem: Asthma"})
    at = model.position(ROWS[1].id)
    said = model.index(at, 0).data(ROW_ROLE)
    assert said.status.endswith("also under Problem: Asthma")
    assert model.line(at)[0] is model.line(at)[0]
    assert "also under Problem: Asthma" in model.index(at, 0).data()
    assert "also" not in model.index(1 - at, 0).data()
    changed = replace(ROWS[1], title="Other")
    model.upsert((changed,))
    assert model.line(at)[0].title == "Other"
    model.set_filter(None, frozenset({ROWS[1].domain}))
    assert "also" not in model.index(model.position(ROWS[1].id), 0).data()


def test_a_page_of_one_domain_keeps_its_sections_and_the_whole_timeline_its_groups(qtbot):
    model = grouped(ROWS, lambda one: one.number % 3)
    model.set_filter(None, frozenset({ROWS[0].domain}))
    sections = headings(model)
    model.group_by(ListGroups("encounter", GroupsGiven(groups_of(ROWS, TITLES, lambda one: 0))))
    assert headings(model) == sections
    model.set_filter(None)
    assert headings(model) == ["Admission: A: 12 entries", *[""] * 11]


@settings(deadline=None)
@given(
    st.lists(st.integers(0, 2), min_size=12, max_size=12),
    st.lists(
        st.one_of(
            st.tuples(st.just("let"), st.one_of(st.none(), st.sets(st.integers(0, 11)))),
            st.tuples(st.just("out"), st.sets(st.integers(0, 11))),
            st.tuples(st.just("in"), st.sets(st.integers(0, 11))),
            st.tuples(st.just("known"), st.integers(0, 12)),
        ),
        max_size=8,
    ),
)
def test_the_counts_of_all_headings_are_the_rows_shown_after_every_turn(places, turns):
    model, there = grouped(ROWS, lambda one: places[one.number]), set(range(12))
    let = set(range(12))
    for turn, what in turns:
        if turn == "let":
            let = set(range(12)) if what is None else what
            bits = np.packbits([number in let for number in range(12)]).tobytes()
            model.set_filter(None, hits=None if what is None else flags_of(bits))
        elif turn == "out":
            model.remove([ROWS[number].id for number in what])
            there -= what
        elif turn == "in":
            model.upsert([ROWS[number] for number in what])
            there |= what
        else:
            said = GroupsGiven(groups_of(ROWS[:what], TITLES, lambda one: places[one.number]))
            model.group_by(ListGroups("encounter", said))
        assert {one.number for one in model.shown_rows()} == there & let
        assert sum(counts(model)) == len(there & let)
        titles = [words.rpartition(":")[0] for words in headings(model) if words]
        assert len(set(titles)) == len(titles)
        assert [model.position(one.id) for one in model.shown_rows()] == list(range(model.shown))
