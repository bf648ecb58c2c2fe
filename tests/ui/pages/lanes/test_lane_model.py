"""The model of the lanes: every dated entry has one row, found by its id, said with its lane."""

import numpy as np
import pytest

from tests.ui.pages.lanes import samples
from viewer.ui.pages.lanes.lane_model import LaneModel

ROWS = {row.id: row for row in samples.rows().upserts}
DATED = [one.id for one in samples.ENTRIES if one.when is not None]


@pytest.fixture
def model(qtmodeltester):
    made = LaneModel(ROWS.get)
    made.set_page(samples.given().body)
    qtmodeltester.check(made)
    return made


def test_each_dated_entry_is_found_at_one_place(model):
    assert model.rowCount() == len(DATED)
    assert sorted(model.entry(place) for place in range(model.rowCount())) == sorted(DATED)
    assert all(model.entry(model.position(one)) == one for one in DATED)
    assert model.position("0" * 16) == model.position("") == -1
    assert [model.lanes[model.lane_of(place)].sent.key for place in (0, 1, 2, 3)] == [
        "encounters", "problems", "problems", "results",
    ]  # fmt: skip


def test_a_reader_hears_the_lane_and_the_words_of_the_list(model):
    said = model.data(model.index(1, 0))
    assert said.startswith("Problems: ")
    assert "Asthma" in said
    assert model.data(model.index(-1, 0)) is None
    assert model.data(model.index(0, 0), 99) is None
    assert LaneModel(lambda _entry: None).rowCount() == 0


def test_a_row_that_the_list_has_not_yet_is_said_by_its_lane():
    made = LaneModel(lambda _entry: None)
    made.set_page(samples.given().body)
    assert made.data(made.index(0, 0)) == "Encounters and appointments"
    made.set_page(None)
    assert made.rowCount() == 0


def test_what_the_filter_hides_is_counted_and_a_folded_lane_holds_its_own(model):
    numbers = {row.id: row.number for row in samples.rows().upserts}
    shown = np.zeros(len(numbers) + 1, dtype=np.bool_)
    shown[[numbers[entry] for entry in DATED[:2]]] = True
    model.set_shown(shown)
    assert model.rowCount() == 2
    assert [lane.hidden for lane in model.lanes] == [0, 1, 10, 0]
    model.set_shown(np.zeros(1, dtype=np.bool_))
    assert model.rowCount() == 0
    model.set_shown(None)
    model.fold("problems")
    assert [lane.folded for lane in model.lanes] == [False, True, False, False]
    assert model.rowCount() == len(DATED)
    model.fold("problems")
    assert not any(lane.folded for lane in model.lanes)


def test_a_fold_stays_while_the_record_is_open_and_ends_with_it(page):
    page.view.fold(page.view.stripes[1])
    page.show_page(samples.given())
    assert page.view.stripes[1].held.folded
    page.clear()
    page.show_page(samples.given())
    assert not any(one.held.folded for one in page.view.stripes)
