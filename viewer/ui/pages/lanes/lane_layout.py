"""Where each lane stands on screen, and where in it each entry: laid out once for a zoom."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect

from viewer.timeline.lanes import Bar, Laid, Mark, Metrics, View, lay_out
from viewer.ui.pages.lanes.lane_model import Held, LaneModel

MOST_ROWS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """Pixels at the present size of text; ``titles`` is the width of their column, ``row`` a row of marks."""

    titles: int
    row: int
    around: int
    symbol: int
    digit: int
    gap: int
    axis: int


@dataclass(frozen=True, slots=True, eq=False)
class Stripe:
    """One lane on screen: from ``top``, ``height`` pixels. Marks and bars of ``laid`` begin at ``left``.

    ``counts``: lines below its title.
    """

    held: Held
    laid: Laid
    counts: tuple[str, ...]
    top: int
    height: int
    left: int
    sizes: Sizes

    def mark_rect(self, mark: Mark) -> QRect:
        """Where the symbol of a mark stands."""
        top = self.top + self.sizes.around + mark.row * self.sizes.row
        return QRect(self.left + round(mark.x), top, self.sizes.symbol, self.sizes.row)

    def bar_rect(self, bar: Bar) -> QRect:
        """Where a bar stands: over the whole lane."""
        high = self.height - 2 * self.sizes.around
        return QRect(
            self.left + round(bar.x), self.top + self.sizes.around, max(round(bar.end - bar.x), 1), high
        )

    def rect_of(self, item: int) -> QRect:
        """Where an entry of the lane stands, alone or in its bar; empty out of view."""
        for mark in self.laid.marks:
            if mark.item == item:
                return self.mark_rect(mark)
        for bar in self.laid.bars:
            if bar.items[0] <= item <= bar.items[-1] and item in bar.items:
                return self.bar_rect(bar)
        return QRect()

    def at(self, point: QPoint) -> int:
        """The entry at a point, the first one of a bar; -1 for none."""
        for mark in self.laid.marks:
            if self.mark_rect(mark).contains(point):
                return mark.item
        for bar in self.laid.bars:
            if self.bar_rect(bar).contains(point):
                return int(bar.items[0])
        return -1

    def bar_of(self, item: int) -> Bar | None:
        """The bar that an entry is counted in."""
        return next((bar for bar in self.laid.bars if item in bar.items), None)


def stripes(
    model: LaneModel, view: View, sizes: Sizes, label_width: Callable[[int], int], width: Callable[[str], int]
) -> Iterator[Stripe]:
    """Lay out every lane, from the top down; crowded ones are as high as need be, up to three rows.

    ``width``: how many pixels words need in the column of titles.
    """
    top, room = 0, sizes.titles - 4 * sizes.gap
    for held in model.lanes:
        metrics = Metrics(symbol=sizes.symbol, gap=sizes.gap, digit=sizes.digit, rows=MOST_ROWS)
        laid = lay_out(held.lane(label_width), view, metrics)
        if held.folded:
            laid = Laid(before=laid.before, after=laid.after, folded=laid.shown)
        rows = max((mark.row + 1 for mark in laid.marks), default=0)
        counts = counts_of(held, laid, lambda words: width(words) <= room)
        height = max(rows, 1 + len(counts)) * sizes.row + 2 * sizes.around
        yield Stripe(held, laid, counts, top, height, sizes.titles, sizes)
        top += height


def counts_of(held: Held, laid: Laid, fits: Callable[[str], bool]) -> tuple[str, ...]:
    """Where the entries of a lane are, along the axis and apart from it (TML-08); no line is cut."""
    sent = held.sent
    here = f"{laid.folded:,} folded" if held.folded else f"{laid.shown:,} in view"
    along = [here, *_numbers(("earlier", laid.before), ("later", laid.after))]
    apart = _numbers(("filtered out", held.hidden), ("undated", sent.undated), ("uncoded", sent.uncoded))
    return (*_lines(along, fits), *_lines(apart, fits))


def _lines(parts: Sequence[str], fits: Callable[[str], bool]) -> Iterator[str]:
    line = ""
    for part in parts:
        longer = f"{line} · {part}" if line else part
        if line and not fits(longer):
            yield line
            longer = part
        line = longer
    if line:
        yield line


def _numbers(*counted: tuple[str, int]) -> list[str]:
    return [f"{number:,} {words}" for words, number in counted if number]
