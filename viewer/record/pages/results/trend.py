"""Which numbers are drawn, on which axis, and what is not drawn and why (RES-06, RES-09, RES-14, FID-23)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import tzinfo
from itertools import combinations

import msgspec

from viewer.entries.entry import Entry, Flag
from viewer.errors import ResourceError
from viewer.record.pages.asked import PageAsked
from viewer.record.pages.results.axes import axes_of, may_meet
from viewer.record.pages.results.body import Axis, Line, Point, Trend
from viewer.record.pages.results.converting import converted
from viewer.record.pages.results.drawing import lines_of
from viewer.record.pages.results.drawn import Drawn
from viewer.record.pages.results.figures import Figure, figures_of
from viewer.record.pages.results.homes import may_be_drawn
from viewer.record.pages.results.moments import source_words
from viewer.record.pages.results.options import Wanted
from viewer.record.pages.results.ticks import ticks_of
from viewer.record.sources import names_of

_DAY = 86400.0
_MARGIN = 0.04  # of the span: a point on the edge is seen whole
_REASONS = (
    (Flag.IN_ERROR, "entered in error"),
    (Flag.SUPERSEDED, "replaced by a later version"),
    (Flag.REFUTED, "refuted"),
    (Flag.NOT_DONE, "not done"),
    (Flag.UNKNOWN_STATUS, "of a status that is not recognised"),
    (Flag.PLANNED, "planned"),
)


@dataclass(slots=True)
class _Found:
    drawn: list[Drawn] = field(default_factory=list)
    left: dict[str, int] = field(default_factory=dict)

    def leave(self, reason: str, number: int = 1) -> None:
        self.left[reason] = self.left.get(reason, 0) + number


def trend_of(asked: PageAsked, wanted: Wanted, rows: Mapping[str, Sequence[Entry]]) -> Trend | None:
    """Return the charts of the chosen rows; None where none was chosen, or none is there any more."""
    chosen = [key for key in dict.fromkeys(wanted.tests) if key in rows]
    if not chosen:
        return None
    found = _Found()
    for key in chosen:
        _read(asked, key, rows[key], wanted, found)
    axes = axes_of(_within(found, wanted.days))
    may = any(may_meet(one, other) for one, other in combinations(axes, 2))
    if wanted.converted:
        axes = converted(axes)
    made = tuple(_axis(drawn, asked.zone) for drawn in axes)
    titles = [rows[key][0].title for key in chosen]
    trend = _trend(titles, made, asked.zone, found, (may, wanted.converted))
    return msgspec.structs.replace(trend, days=wanted.days)


def _within(found: _Found, days: int) -> list[Drawn]:
    """The numbers of the last so many days before the newest of all; others are counted."""
    newest = max((one.entry.when.latest for one in found.drawn if one.entry.when), default=0.0)
    if not days:
        return found.drawn
    edge = newest - days * _DAY
    kept = [one for one in found.drawn if one.entry.when and one.entry.when.latest >= edge]
    if len(kept) < len(found.drawn):
        found.leave("older than the time shown", len(found.drawn) - len(kept))
    return kept


def _trend(
    titles: Sequence[str], axes: tuple[Axis, ...], zone: tzinfo, found: _Found, switches: tuple[bool, bool]
) -> Trend:
    points = [point for axis in axes for line in axis.lines for point in line.points]
    first = min((point.first for point in points), default=0.0)
    last = max((point.last for point in points), default=0.0)
    margin = max((last - first) * _MARGIN, _DAY / 24)
    first, last = first - margin, last + margin
    return Trend(
        title=", ".join(dict.fromkeys(titles)),
        axes=axes,
        ticks=ticks_of(first, last, zone) if points else (),
        first=first,
        last=last,
        left_out=tuple(f"{number:,} {reason}" for reason, number in found.left.items()),
        may_convert=switches[0],
        converted=switches[1],
    )


def _read(asked: PageAsked, key: str, entries: Sequence[Entry], wanted: Wanted, found: _Found) -> None:
    if not may_be_drawn(key):
        found.leave(f"of {entries[0].title}: no code with one unit, so never drawn in one line", len(entries))
        return
    names, room = names_of(asked.record), wanted.points
    for entry in entries:
        reason = not_drawn(entry)
        if reason:
            found.leave(reason)
        elif room:
            room -= 1
            _add(asked, entry, names, found)
        else:
            found.leave(f"older results not drawn: the newest {wanted.points:,} of each test are")


def not_drawn(entry: Entry) -> str:
    """Why a result is no point of a chart, in words; "" for one that may be."""
    if entry.when is None:
        return "without a date"
    return next((words for flag, words in _REASONS if flag in entry.flags), "")


def _add(asked: PageAsked, entry: Entry, names: Mapping[str, str], found: _Found) -> None:
    """One point for each number of a fact; ranges that its sources sent differently are said, not drawn."""
    read: list[tuple[str, tuple[Figure, ...]]] = []
    for member in entry.members:
        source = names.get(member.key.source, member.key.source)
        try:
            read.append((source, figures_of(asked.raw(member.place))))
        except ResourceError:
            found.leave(f"whose bytes cannot be read ({source})")
    if not any(figures for _, figures in read):
        found.leave("in words, without a number")
        return
    sources = source_words(entry, names)
    for figure in _united(read):
        found.drawn.append(Drawn(entry=entry, test=entry.title, figure=figure, sources=sources))


def _united(read: Sequence[tuple[str, tuple[Figure, ...]]]) -> Iterator[Figure]:
    """The copies' equal numbers as one, each source's own range named; a number that differs stands apart."""
    found: dict[tuple[str, str, str], list[tuple[str, Figure]]] = {}
    for source, figures in read:
        for figure in figures:
            found.setdefault((figure.name, figure.words, figure.amount.code), []).append((source, figure))
    for copies in found.values():
        first = copies[0][1]
        said = dict.fromkeys(f"{one.ranges} ({source})" for source, one in copies if one.ranges)
        alike = len({one.ranges for _, one in copies if one.ranges}) < 2  # noqa: PLR2004  # at most one
        bounds = next((one for _, one in copies if one.low is not None or one.high is not None), first)
        yield replace(
            first,
            ranges="; ".join(said),
            low=bounds.low if alike else None,
            high=bounds.high if alike else None,
        )


def _axis(drawn: Sequence[Drawn], zone: tzinfo) -> Axis:
    lines = lines_of(drawn, zone)
    amount = drawn[0].figure.amount
    unit = amount.unit or amount.code or "no unit given"
    return Axis(unit=unit, lines=lines, says=_says(lines, unit), ranges=_ranges(drawn))


def _says(lines: Sequence[Line], unit: str) -> str:
    """What a chart shows, for those who do not see it."""
    parts = [f"{line.name} from {line.source}: {_counted(line.points)}; {line.latest}" for line in lines]
    return f"Chart in {unit}. {'. '.join(parts)}"


def _counted(points: Sequence[Point]) -> str:
    return f"{len(points)} point{'' if len(points) == 1 else 's'}"


def _ranges(drawn: Sequence[Drawn]) -> tuple[str, ...]:
    said = (f"{one.figure.name or one.test}: {one.figure.ranges}" for one in drawn if one.figure.ranges)
    return tuple(dict.fromkeys(said))
