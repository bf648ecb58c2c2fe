"""Says how many lanes are out of sight, with what they hold of the time shown, and goes there."""

from collections.abc import Iterable, Sequence

from PySide6.QtWidgets import QPushButton

from viewer.ui.look.labels import button
from viewer.ui.pages.lanes.lane_layout import Stripe
from viewer.ui.pages.lanes.lane_view import LaneView


class MoreLanes:
    """Its ``button`` is hidden where every lane is seen; a lane is out of sight if most of it is."""

    def __init__(self, view: LaneView) -> None:
        self._view = view
        self.button: QPushButton = button("", "foot")
        self.button.clicked.connect(self._go)
        view.laid_out.connect(self.follow)
        view.verticalScrollBar().valueChanged.connect(self.follow)
        self.follow()

    def _apart(self) -> tuple[list[Stripe], list[Stripe]]:
        bar = self._view.verticalScrollBar()
        top, end = bar.value(), bar.value() + bar.pageStep()
        middles = [(one, one.top + one.height / 2) for one in self._view.stripes]
        above = [one for one, middle in middles if middle < top]
        return above, [one for one, middle in middles if middle > end]

    def follow(self) -> None:
        """Say it anew: what is below, or above where nothing is below."""
        above, below = self._apart()
        words = said(below, "below") or said(above, "above")
        self.button.setText(words)
        self.button.setAccessibleName(words)
        self.button.setHidden(not words)

    def _go(self) -> None:
        """Down by what is seen at a time; from the end to the top."""
        bar = self._view.verticalScrollBar()
        bar.setValue(bar.value() + bar.pageStep() if self._apart()[1] else 0)


def said(lanes: Sequence[Stripe], where: str) -> str:
    """Return how many lanes there are and how many entries in them, "" for none."""
    if not lanes:
        return ""
    held = _in_view(lanes)
    return (
        f"{len(lanes)} more {'lane' if len(lanes) == 1 else 'lanes'} {where}: "
        f"{held:,} {'entry' if held == 1 else 'entries'} in the time shown"
    )


def _in_view(lanes: Iterable[Stripe]) -> int:
    """Entries of the time shown, folded or not; what stands in a chart stands in its lane as well."""
    return sum(one.laid.shown + one.laid.folded for one in lanes)
