"""The order of rows and the item model's contract."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from tests.ui.sample_messages import row
from viewer.ui.lists import timeline_model
from viewer.ui.lists.headings import PAST, TO_COME
from viewer.ui.lists.timeline_model import (
    HEADING_ROLE,
    LEADS_ROLE,
    ROW_ROLE,
    TimelineModel,
    key_of,
)


def shown(model):
    return [model.row_at(place).id for place in range(model.rowCount())]


def test_obeys_the_item_model_contract(qtbot, qtmodeltester):
    model = TimelineModel()
    model.upsert([row(number) for number in range(5)])
    qtmodeltester.check(model)


@given(st.lists(st.lists(st.integers(0, 40), max_size=8), max_size=8), st.sets(st.integers(0, 40)))
def test_rows_stand_newest_first_once_each_whatever_order_they_arrive_in(pages, gone):
    model = TimelineModel()
    for page in pages:
        model.upsert([row(number) for number in page])
    model.remove([f"e{number:05d}" for number in gone])

    left = {number for page in pages for number in page} - gone
    assert shown(model) == [f"e{number:05d}" for number in sorted(left, reverse=True)]
    assert model.total == len(left)


def test_a_row_that_changes_keeps_its_place_and_tells_so(qtbot):
    model = TimelineModel()
    model.upsert([row(1), row(2)])
    with qtbot.waitSignal(model.dataChanged):
        model.upsert([row(2, title="Corrected")])

    assert [model.row_at(place).title for place in (0, 1)] == ["Corrected", "Pulse 1"]


def test_a_row_whose_date_changes_moves(qtbot):
    model = TimelineModel()
    model.upsert([row(1), row(2)])
    model.upsert([row(1, order=(-9.0, "x"))])

    assert shown(model) == ["e00001", "e00002"]


def test_hidden_rows_stay_counted():
    model = TimelineModel()
    model.upsert([row(number) for number in range(10)])
    model.set_filter(lambda one: one.id.endswith("3"))
    model.upsert([row(13), row(14)])

    assert shown(model) == ["e00013", "e00003"]
    assert (model.shown, model.total) == (2, 12)
    assert model.position("e00004") == -1
    assert model.row_by_id("e00004") is not None
    model.set_filter(None)
    assert model.shown == 12


def test_each_day_is_headed_once():
    model = TimelineModel()
    model.upsert([row(1, day="B"), row(2, day="A"), row(3, day="A")])
    headings = [model.index(place, 0).data(HEADING_ROLE) for place in range(3)]

    assert headings == ["A", "", "B"]
    assert [model.index(place, 0).data(LEADS_ROLE) for place in range(3)] == [True, False, True]


def test_a_day_that_each_of_its_rows_says_needs_no_heading():
    model = TimelineModel()
    model.upsert([row(1, day="01-Jun-2026", when="01-Jun-2026 10:00")])

    assert model.index(0, 0).data(HEADING_ROLE) == ""


def test_what_is_still_to_come_is_headed_and_so_is_the_first_past_row():
    model = TimelineModel()
    model.upsert([row(1), row(2), row(3, to_come=True), row(4, to_come=True), row(5)])
    headings = [model.index(place, 0).data(HEADING_ROLE) for place in range(5)]

    assert headings[1:] == [TO_COME, "", PAST, ""]


def test_what_a_row_says_in_short_is_in_its_tooltip():
    model = TimelineModel()
    model.upsert([row(1, sources_short="Acute hospital")])

    assert model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole) == "Source: St Aldhelm's Hospital"


def test_what_a_screen_reader_hears_is_the_whole_row():
    model = TimelineModel(title="Timeline")
    model.upsert([row(1, marks=("Refuted",), detail="5.4 mmol/L")])
    index = model.index(0, 0)

    words = index.data(Qt.ItemDataRole.AccessibleTextRole)
    for part in ("Refuted", "5.4 mmol/L", "Final", "St Aldhelm's Hospital"):
        assert part in words
    assert index.data(ROW_ROLE).id == "e00001"
    assert index.data(Qt.ItemDataRole.DecorationRole) is None
    assert model.data(model.index(-1, 0)) is None
    assert model.headerData(0, Qt.Orientation.Horizontal) == "Timeline"
    assert model.headerData(0, Qt.Orientation.Vertical) == "1"
    assert model.headerData(0, Qt.Orientation.Vertical, Qt.ItemDataRole.ToolTipRole) is None


def test_equal_orders_are_settled_by_the_id():
    same = [row(1, order=(0.0, "x")), row(2, order=(0.0, "x"))]

    assert sorted(same, key=key_of) == sorted([same[1], same[0]], key=key_of)


def test_a_row_sent_twice_in_one_page_stands_once():
    model = TimelineModel()
    model.upsert([row(1), row(1, title="Later"), row(1, title="Latest", order=(-7.0, "y"))])

    assert [model.row_at(place).title for place in range(model.shown)] == ["Latest"]


def test_what_follows_all_events_stands_under_its_own_heading_once():
    model = TimelineModel()
    lists = [row(number, order=(float("inf"), f"~{number}"), apart="Lists") for number in (3, 4)]
    model.upsert([row(1, to_come=True), *lists])

    headings = [model.index(place, 0).data(HEADING_ROLE) for place in range(3)]
    assert headings[0] == TO_COME
    assert headings[1] == "Lists"
    assert headings[2] != "Lists"


DOMAINS = ("problems", "results", "encounters")
PAGES = st.sampled_from([frozenset(), *(frozenset({one}) for one in DOMAINS), frozenset(DOMAINS[:2])])
FILTERS = st.sampled_from([None, lambda one: one.id.endswith(("1", "3", "5"))])
TURNS = st.lists(
    st.one_of(
        st.tuples(st.just("page"), PAGES, FILTERS),
        st.tuples(st.just("upsert"), st.lists(st.integers(0, 20), max_size=5), st.integers(0, 3)),
        st.tuples(st.just("remove"), st.lists(st.integers(0, 20), max_size=5), st.none()),
        st.tuples(st.just("replace"), st.lists(st.integers(0, 20), max_size=3), st.integers(0, 3)),
    ),
    max_size=25,
)


def of_domain(number, moved):
    order = (float(number * (-1) ** moved), "x")
    return row(number, order=order, domain=DOMAINS[(number + moved) % 3], section=(number % 2, "s"))


@pytest.mark.parametrize("many", [0, 1000])
@given(turns=TURNS)
def test_a_page_that_is_turned_back_to_shows_what_one_made_anew_would(many, turns):
    model, page, keep = TimelineModel(), frozenset(), None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(timeline_model, "_MANY", many)
        for turn, one, other in turns:
            if turn == "page":
                page, keep = one, other
                model.set_filter(keep, page)
            elif turn == "remove":
                model.remove([f"e{number:05}" for number in one])
            else:
                rows = [of_domain(number, other) for number in one]
                model.upsert(rows) if turn == "upsert" else model.set_rows(rows)
            anew = TimelineModel()
            anew.set_rows(model.all_rows())
            anew.set_filter(keep, page)

            assert shown(model) == shown(anew)
            assert [model.position(entry) for entry in shown(model)] == list(range(model.shown))
