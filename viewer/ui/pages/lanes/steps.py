"""Which entry the arrow keys lead to: along its lane, or in another one to the nearest in time."""

from PySide6.QtWidgets import QAbstractItemView

from viewer.ui.pages.lanes.lane_model import LaneModel

_Way = QAbstractItemView.CursorAction
_LANES = {_Way.MoveUp: -1, _Way.MoveDown: 1}
_ALONG = {_Way.MoveLeft: -1, _Way.MovePrevious: -1, _Way.MoveRight: 1, _Way.MoveNext: 1}


def stepped(model: LaneModel, here: int, action: QAbstractItemView.CursorAction) -> int:
    """Return the row of the entry that a key leads to from row ``here``; the same where it leads nowhere."""
    if action in _LANES:
        return model.nearest(here, _LANES[action])
    held = model.lanes[model.lane_of(here)]
    last = held.offset + len(held) - 1
    ends = {_Way.MoveHome: held.offset, _Way.MoveEnd: last}
    return min(max(ends.get(action, here + _ALONG.get(action, 0)), held.offset), last)
