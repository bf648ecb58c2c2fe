"""Arrow keys: along a lane to its ends and no farther, up and down to the nearest in time."""

from PySide6.QtWidgets import QAbstractItemView

from viewer.ui.pages.lanes.steps import stepped

WAY = QAbstractItemView.CursorAction


def test_steps_stay_in_their_lane_and_other_keys_lead_nowhere(page):
    model = page.model
    held = next(one for one in model.lanes if len(one) > 2)
    first, last = held.offset, held.offset + len(held) - 1
    assert stepped(model, first, WAY.MoveRight) == first + 1
    assert stepped(model, first, WAY.MoveLeft) == first
    assert stepped(model, last, WAY.MoveNext) == last
    assert (stepped(model, last, WAY.MoveHome), stepped(model, first, WAY.MoveEnd)) == (first, last)
    assert stepped(model, first, WAY.MovePageUp) == first


def test_up_and_down_lead_to_another_lane_at_the_same_time(page):
    model = page.model
    other = stepped(model, 0, WAY.MoveDown)
    assert model.lane_of(other) > model.lane_of(0)
    assert model.lane_of(stepped(model, other, WAY.MoveUp)) == model.lane_of(0)
