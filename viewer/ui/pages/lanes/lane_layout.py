"""Where each lane stands on screen, and where in it each entry: laid out once for a zoom."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect

from viewer.record.pages.charts import ChartRows
from viewer.timeline.charts import Plotted, Spot, plot
from viewer.timeline.lanes import Bar, Laid, Mark, Metrics, View, lay_out
from viewer.ui.pages.lanes.lane_model import Held, LaneModel
from viewer.ui.pages.lanes.sizes import Sizes

_NO_CHART = Plotted()


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
    plotted: Plotted = _NO_CHART

    @property
    def inside(self) -> QRect:
        """Where a chart is drawn."""
        return QRect(
            self.left, self.inner, _ANY_WIDTH, self.top + self.height - self.sizes.around - self.inner
        )

    def spots(self) -> Iterator[tuple[Spot, QRect]]:
        """What a chart shows, and where."""
        if self.held.chart is not None:
            inside, symbol = self.inside, self.sizes.symbol
            yield from ((one, self.held.chart.rect(one, inside, symbol)) for one in self.plotted.spots)

    @property
    def inner(self) -> int:
        """Where its marks begin, below a title that stands above them."""
        return self.top + self.sizes.around + self.sizes.head * len(self.counts)

    @property
    def title(self) -> QRect:
        """Where its title and its counts stand."""
        if self.sizes.head:
            return QRect(0, self.top, _ANY_WIDTH, self.inner - self.top)
        return QRect(0, self.top, self.left, self.height)

    def mark_rect(self, mark: Mark) -> QRect:
        """Where the symbol of a mark stands."""
        top = self.inner + mark.row * self.sizes.row
        return QRect(self.left + round(mark.x), top, self.sizes.symbol, self.sizes.row)

    def began_earlier(self, item: int) -> bool:
        """Whether an entry in view began, or may have, before that: where it stands it does not begin."""
        return item < self.laid.begins and self.rect_of(item).isValid()

    def label_rect(self, mark: Mark, width: int) -> QRect:
        """Where the words of a mark stand, that need ``width`` pixels."""
        rect = self.mark_rect(mark)
        return QRect(rect.right() + self.sizes.gap, rect.top(), width + 2, rect.height())

    def bar_rect(self, bar: Bar) -> QRect:
        """Where a bar stands: over the whole lane."""
        high = self.top + self.height - self.sizes.around - self.inner
        return QRect(self.left + round(bar.x), self.inner, max(round(bar.end - bar.x), 1), high)

    def rect_of(self, item: int) -> QRect:
        """Where an entry of the lane stands, alone or in its bar; empty out of view."""
        for mark in self.laid.marks:
            if mark.item == item:
                return self.mark_rect(mark)
        for bar in self.laid.bars:
            if bar.items[0] <= item <= bar.items[-1] and item in bar.items:
                return self.bar_rect(bar)
        return next((rect for spot, rect in self.spots() if item in spot.items), QRect())

    def at(self, point: QPoint) -> int:
        """The entry at a point, the first one of a bar; -1 for none."""
        for mark in self.laid.marks:
            if self.mark_rect(mark).contains(point):
                return mark.item
        for bar in self.laid.bars:
            if self.bar_rect(bar).contains(point):
                return int(bar.items[0])
        return next((int(spot.items[0]) for spot, rect in self.spots() if rect.contains(point)), -1)

    def crowd_of(self, item: int) -> tuple[float, float] | None:
        """From when to when the entries are that stand in one bar with this one; None where it is alone."""
        crowds = [*(one.items for one in self.laid.bars), *(one.items for one in self.plotted.spots)]
        items = next((one for one in crowds if item in one), None)
        if items is None or len(items) == 1:
            return None
        times = self.held.first[items]
        return float(times.min()), float(times.max())


_ANY_WIDTH = 1 << 20


def stripes(
    model: LaneModel, view: View, sizes: Sizes, label_width: Callable[[int], int], width: Callable[[str], int]
) -> Iterator[Stripe]:
    """Lay out every lane, from the top down; crowded ones are as high as need be, up to ``sizes.rows``.

    ``width``: how many pixels words need beside or below a title.
    """
    top = 0
    for held in model.lanes:
        laid, plotted = _laid(held, view, sizes, label_width)
        fits = _fits(view, sizes, held, width)
        counts = (
            _chart_counts(held, plotted, fits)
            if held.chart
            else counts_of(held, laid, fits, beside=bool(sizes.head))
        )
        rows = max((mark.row + 1 for mark in laid.marks), default=0)
        inner = sizes.chart if held.chart and not held.folded else rows * sizes.row
        height = _height(sizes, inner, len(counts), folded=held.folded)
        yield Stripe(held, laid, counts, top, height, sizes.titles, sizes, plotted)
        top += height


def _laid(held: Held, view: View, sizes: Sizes, label_width: Callable[[int], int]) -> tuple[Laid, Plotted]:
    if held.chart is not None:
        plotted = plot(held.chart.numbers, view, sizes.symbol)
        folded = Plotted(before=plotted.before, after=plotted.after)
        return Laid(), folded if held.folded else plotted
    metrics = Metrics(symbol=sizes.symbol, gap=sizes.gap, digit=sizes.digit, rows=sizes.rows)
    laid = lay_out(held.lane(label_width), view, metrics)
    if held.folded:
        laid = Laid(before=laid.before, after=laid.after, folded=laid.shown)
    return laid, _NO_CHART


def _fits(view: View, sizes: Sizes, held: Held, width: Callable[[str], int]) -> Callable[[str], bool]:
    """Below a title in its column; right of one that stands above its lane."""
    room = sizes.titles - 4 * sizes.gap
    if sizes.head:
        room = view.width - width(held.sent.title) * 5 // 4 - 8 * sizes.gap
    return lambda words: width(words) <= room


def _height(sizes: Sizes, inner: int, counts: int, *, folded: bool) -> int:
    if sizes.head:
        return sizes.head * counts + (0 if folded else max(inner, sizes.row)) + 2 * sizes.around
    return max(inner, (1 + counts) * sizes.row) + 2 * sizes.around


def _chart_counts(held: Held, plotted: Plotted, fits: Callable[[str], bool]) -> tuple[str, ...]:
    """Of a chart: unit and scale, how many are in view, and what of its test is not drawn and why."""
    sent = held.sent
    if not isinstance(sent, ChartRows):
        return ()
    scale = f"{sent.lowest} to {sent.highest} {sent.unit}".rstrip() if sent.texts else ""
    number = len(held) - plotted.before - plotted.after
    here = f"{number:,} folded" if held.folded else f"{number:,} in view"
    out = _numbers(("earlier", plotted.before), ("later", plotted.after), ("filtered out", held.hidden))
    return tuple(_lines([part for part in (scale, here, *out, *sent.says) if part], fits))


def counts_of(
    held: Held, laid: Laid, fits: Callable[[str], bool], *, beside: bool = False
) -> tuple[str, ...]:
    """Where the entries of a lane are (TML-08); no line is cut.

    Along the axis, and on a new line, unless all stand ``beside`` the title, what stands apart from it.
    """
    sent = held.sent
    begun = f" ({laid.begun:,} from earlier)" if laid.begun else ""
    here = f"{laid.folded:,} folded" if held.folded else f"{laid.shown:,} in view{begun}"
    along = [here, *_numbers(("earlier", laid.before), ("later", laid.after))]
    apart = _numbers(("filtered out", held.hidden), ("undated", sent.undated), ("uncoded", sent.uncoded))
    return tuple(_lines(along + apart, fits) if beside else (*_lines(along, fits), *_lines(apart, fits)))


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
