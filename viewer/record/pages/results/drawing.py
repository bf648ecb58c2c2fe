"""How numbers become the lines and points of one chart, each point with all that was sent about it."""

from collections.abc import Mapping, Sequence
from datetime import tzinfo
from typing import Literal

from msgspec.structs import replace

from viewer.entries.entry import Entry
from viewer.present.dates import date_words
from viewer.record.pages.results.body import Line, Point
from viewer.record.pages.results.cells import marks_of
from viewer.record.pages.results.drawn import Drawn
from viewer.timeline.moment import span_of

AMENDED = ("amended", "corrected", "modified", "appended")
_NO_BOUNDS = (None, None)
_DAY_TEXT = len("2019-03-04")
_KINDS: dict[str, Literal["exact", "below", "above"]] = {
    "<": "below",
    "<=": "below",
    ">": "above",
    ">=": "above",
    "ad": "above",
}


def lines_of(drawn: Sequence[Drawn], zone: tzinfo) -> tuple[Line, ...]:
    """One line for each test, component and source; a point that several sources agree on is theirs."""
    found: dict[tuple[str, str, str], list[Drawn]] = {}
    for one in drawn:
        found.setdefault((one.test, one.figure.name, one.sources), []).append(one)
    lines = tuple(_line(key, drawn, mark, zone) for mark, (key, drawn) in enumerate(found.items()))
    return _ranges_apart(lines)


def _ranges_apart(lines: Sequence[Line]) -> tuple[Line, ...]:
    """RES-06: two ranges of one moment would lie over each other; then they are said and not drawn."""
    bounds: dict[tuple[float, float], set[tuple[float | None, float | None]]] = {}
    for point in (point for line in lines for point in line.points):
        if (point.low, point.high) != _NO_BOUNDS:
            bounds.setdefault((point.first, point.last), set()).add((point.low, point.high))
    return tuple(
        replace(line, points=tuple(_without_range(point, bounds) for point in line.points)) for line in lines
    )


def _without_range(
    point: Point, bounds: Mapping[tuple[float, float], set[tuple[float | None, float | None]]]
) -> Point:
    several = len(bounds.get((point.first, point.last), ())) > 1
    return replace(point, low=None, high=None) if several else point


def _line(key: tuple[str, str, str], drawn: Sequence[Drawn], mark: int, zone: tzinfo) -> Line:
    test, component, sources = key
    points = tuple(sorted((_point(one, zone) for one in drawn), key=lambda point: (point.first, point.entry)))
    newest = [f"{point.text}, {_day(point, drawn, zone)}" for point in reversed(points[-2:])]
    return Line(
        name=component or test,
        source=sources,
        mark=mark,
        points=points,
        latest=f"newest here {newest[0]}",
        previous=f"before it {newest[1]}" if len(newest) > 1 else "",
    )


def _day(point: Point, drawn: Sequence[Drawn], zone: tzinfo) -> str:
    entry = next(one.entry for one in drawn if one.entry.id == point.entry)
    return date_words(entry.when, zone)


def _point(one: Drawn, zone: tzinfo) -> Point:
    entry, figure = one.entry, one.figure
    first, last = _span(entry, zone)
    kind = _KINDS.get(figure.amount.comparator, "exact")
    return Point(
        entry=entry.id,
        first=first,
        last=last,
        height=float(figure.value),
        text=figure.words,
        kind=kind,
        low=None if figure.low is None else float(figure.low),
        high=None if figure.high is None else float(figure.high),
        amended=entry.status.startswith(AMENDED),
        converted=one.moved,
        joined=kind == "exact" and _has_day(entry),
        spoken=_spoken(one, zone),
    )


def _span(entry: Entry, zone: tzinfo) -> tuple[float, float]:
    first, last = span_of(entry.when, zone) if entry.when else (0.0, 0.0)  # the undated are left out before
    return min(first, last), max(first, last)


def _has_day(entry: Entry) -> bool:
    """FID-06: a month, a year or a period is drawn as a range and no line leads to it."""
    text = entry.when.text if entry.when else ""
    return "/" not in text and len(text) >= _DAY_TEXT


def _spoken(one: Drawn, zone: tzinfo) -> str:
    entry, figure = one.entry, one.figure
    name = f"{one.test}, {figure.name}" if figure.name else one.test
    said = (
        f"{name}: {figure.words}",
        f"sent as {figure.graded}" if figure.graded else "",
        date_words(entry.when, zone),
        one.sources,
        ", ".join(marks_of(entry)),
        figure.ranges,
    )
    return ". ".join(part for part in said if part)
