"""One chart as the window holds it: columns of numbers, what stands where in its lane, and what it says."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect

from viewer.record.pages.charts import ChartRows
from viewer.timeline.charts import Numbers, Spot
from viewer.ui.lists.flags import Flags

_EDGE = 0.12  # of the height, above the highest and below the lowest


@dataclass(frozen=True, slots=True, eq=False)
class Chart:
    """``numbers`` that the filter lets through; ``texts`` of them, as sent.

    ``floor`` and ``ceiling`` are of all numbers of the chart: it keeps its scale wherever one looks.
    """

    sent: ChartRows
    numbers: Numbers
    texts: Sequence[str]
    floor: float
    ceiling: float

    def y(self, value: float, inside: QRect) -> float:
        """Where a value stands in a lane, in pixels from the top."""
        span = self.ceiling - self.floor
        share = (value - self.floor) / span if span else 0.5
        return inside.bottom() - (_EDGE + share * (1 - 2 * _EDGE)) * inside.height()

    def rect(self, spot: Spot, inside: QRect, symbol: int) -> QRect:
        """The place of a spot in a lane that lies ``inside``: no smaller than a symbol."""
        top, bottom = self.y(spot.high, inside), self.y(spot.low, inside)
        high = max(round(bottom - top), 0) + symbol
        return QRect(inside.left() + round(spot.x), round(top - symbol / 2), symbol, high)

    def text(self, spot: Spot) -> str:
        """The number of a spot that is alone, "" of several."""
        return self.texts[int(spot.items[0])] if len(spot.items) == 1 else ""


def chart_of(sent: ChartRows, keep: Flags | slice) -> Chart:
    """Read what the engine sent; ``keep``: what the filter lets through."""
    low, high = _floats(sent.low), _floats(sent.high)
    kept = np.arange(len(low))[keep].tolist()
    return Chart(
        sent=sent,
        numbers=Numbers(
            first=_floats(sent.first)[keep], last=_floats(sent.last)[keep], low=low[keep], high=high[keep],
            kinds=_bytes(sent.kinds)[keep], series=_bytes(sent.series)[keep], exact=_bytes(sent.exact)[keep],
        ),
        texts=[sent.texts[place] for place in kept],
        floor=float(low.min()) if len(low) else 0.0,
        ceiling=float(high.max()) if len(high) else 0.0,
    )  # fmt: skip


def _floats(column: bytes) -> NDArray[np.float64]:
    return np.frombuffer(column, dtype=np.float64)


def _bytes(column: bytes) -> NDArray[np.uint8]:
    return np.frombuffer(column, dtype=np.uint8)
