"""The words beside a mark, whole, and how wide they are: measured once for each row in view."""

from collections.abc import Callable

from viewer.engine.messages import Row
from viewer.ui.pages.lanes.lane_model import LaneModel


def label_of(row: Row) -> str:
    """The words beside a mark: what it is and its value, whole."""
    return " ".join(part for part in (*row.marks, row.title, row.detail) if part)


class Labels:
    """Widths by the rows of the model, until these are others or written in another size."""

    def __init__(self, model: LaneModel, measure: Callable[[str], int]) -> None:
        self._model, self._measure = model, measure
        self._widths: dict[int, int] = {}

    def width(self, position: int) -> int:
        """Pixels that the label of a row needs; 0 where it has none."""
        if position not in self._widths:
            row = self._model.row(position)
            self._widths[position] = self._measure(label_of(row)) if row is not None else 0
        return self._widths[position]

    def forget(self) -> None:
        """Measure anew."""
        self._widths.clear()
