"""What the lanes paint: which lanes, of what time, where, and which entry has the cursor."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import tzinfo
from typing import Protocol

import numpy as np
from PySide6.QtCore import QModelIndex, QRect
from PySide6.QtWidgets import QWidget

from viewer.engine.messages import Row
from viewer.record.pages.lanes import LanesPage
from viewer.ui.pages.lanes.lane_layout import Stripe
from viewer.ui.pages.lanes.lane_model import LaneModel, Stays
from viewer.ui.pages.lanes.sizes import Sizes
from viewer.ui.pages.lanes.time_window import TimeWindow

_LEAST_PX = 2.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Scene:
    """What is painted: ``top`` is where the first lane begins, ``current`` the row with the cursor or -1."""

    stripes: tuple[Stripe, ...]
    window: TimeWindow
    page: LanesPage
    sizes: Sizes
    area: QRect
    top: int
    current: int
    focused: bool
    row_of: Callable[[int], Row | None]
    zone: tzinfo
    admitted: Stays

    def x(self, at: float) -> float:
        """Where a moment stands, kept inside the lanes."""
        width = self.area.width() - self.sizes.titles - self.sizes.gap
        share = (at - self.window.first) / self.window.length
        return self.sizes.titles + min(max(share, 0.0), 1.0) * width

    def stays(self) -> list[tuple[float, float]]:
        """From where to where somebody was in hospital: stays that meet are one band, painted once."""
        width = self.area.width() - self.sizes.titles - self.sizes.gap
        first, last = self.admitted
        seen = (last >= self.window.first) & (first <= self.window.last)
        shares = ((one[seen] - self.window.first) / self.window.length for one in (first, last))
        left, right = (self.sizes.titles + np.clip(share, 0.0, 1.0) * width for share in shares)
        if not len(left):
            return []
        reach = np.maximum.accumulate(np.maximum(right, left + _LEAST_PX))
        begins = np.flatnonzero(np.concatenate([[True], left[1:] > reach[:-1]]))
        ends = np.concatenate([begins[1:] - 1, [len(left) - 1]])
        return list(zip(left[begins].tolist(), reach[ends].tolist(), strict=True))


class Shown(Protocol):
    """The view of lanes, as far as a scene is made of it."""

    stripes: tuple[Stripe, ...]
    window_in_view: TimeWindow
    lanes: LaneModel
    zone: tzinfo

    def sizes(self) -> Sizes: ...
    def viewport(self) -> QWidget: ...
    def top(self) -> int: ...
    def currentIndex(self) -> QModelIndex: ...  # noqa: N802  # Qt's name
    def hasFocus(self) -> bool: ...  # noqa: N802  # Qt's name


def scene_of(view: Shown, page: LanesPage) -> Scene:
    """What a view shows now."""
    return Scene(
        stripes=view.stripes,
        window=view.window_in_view,
        page=page,
        sizes=view.sizes(),
        area=view.viewport().rect(),
        top=view.top(),
        current=view.currentIndex().row(),
        focused=view.hasFocus(),
        row_of=view.lanes.row,
        zone=view.zone,
        admitted=view.lanes.admitted,
    )
