"""How big the parts of lanes are: titles in a column, or above their lanes where there is little height."""

from collections.abc import Callable
from dataclasses import dataclass

_LOW_PX = 230


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """Pixels at the present size of text.

    ``titles``: where the lanes begin, right of the titles; ``head``: the line above each lane for its title,
    0 where titles have their own column. ``row``: a row of marks, ``rows`` how many a lane may have. ``axis``
    and ``foot``: the time above and below; where that is lower than a ``line`` of words it has marks alone.
    """

    titles: int
    row: int
    around: int
    symbol: int
    digit: int
    gap: int
    axis: int
    foot: int
    chart: int
    line: int = 0
    head: int = 0
    rows: int = 3


def sizes_of(px: Callable[[float], int], height: int) -> Sizes:
    """Return the lengths of the design for a view of this height."""
    low = height < px(_LOW_PX)
    return Sizes(
        titles=px(8) if low else px(235),
        row=px(17), around=px(2) if low else px(3), symbol=px(10), digit=px(8), gap=px(4),
        axis=px(17) if low else px(30), foot=px(5) if low else px(30),
        chart=px(34) if low else px(46),
        line=px(16), head=px(17) if low else 0, rows=1 if low else 3,
    )  # fmt: skip


def least_height(px: Callable[[float], int]) -> int:
    """How high lanes are at least: two or three of them, with the axis, on half of a small screen."""
    return px(112)
