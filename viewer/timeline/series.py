"""The latest result of each test and the one before, joined only where code and unit are equal (RES-09)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, tzinfo

from viewer.entries.entry import Entry, Flag
from viewer.timeline.moment import span_of
from viewer.timeline.order import order_key

_NOT_A_RESULT = frozenset(
    {
        Flag.IN_ERROR,
        Flag.NOT_DONE,
        Flag.PLANNED,
        Flag.UNREADABLE,
        Flag.ABOUT_OTHER,
        Flag.SUPERSEDED,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Latest:
    """A result than which none of its series is certainly newer, and the ones just before it.

    ``previous`` holds several only where the order among them cannot be told.
    """

    entry: Entry
    previous: tuple[Entry, ...] = ()


def in_series(entry: Entry) -> bool:
    """Whether an entry is a dated result of a series: the others cannot be called latest."""
    return bool(entry.series) and entry.when is not None and not entry.flags & _NOT_A_RESULT


def latest_results(entries: Iterable[Entry], zone: tzinfo = UTC) -> tuple[Latest, ...]:
    """Return the latest results of every series, newest first.

    Where dates overlap ("2024" beside "02-Mar-2024", or two at one time) all of them are latest: which is
    newer is not known, and choosing one would hide the other.
    """
    series: dict[str, list[Entry]] = {}
    for entry in entries:
        if in_series(entry):
            series.setdefault(entry.series, []).append(entry)
    found = [latest for members in series.values() for latest in _latest(members, zone)]
    return tuple(sorted(found, key=lambda latest: order_key(latest.entry, zone)))


def _latest(members: list[Entry], zone: tzinfo) -> list[Latest]:
    newest, older = _newest(members, zone)
    previous, _ = _newest(older, zone) if older else ((), ())
    before = tuple(sorted(previous, key=lambda entry: order_key(entry, zone)))
    return [Latest(entry=entry, previous=before) for entry in newest]


def _newest(members: Iterable[Entry], zone: tzinfo) -> tuple[list[Entry], list[Entry]]:
    """Split into those that may be the newest, and those that are certainly older."""
    spans = [(entry, span_of(entry.when, zone)) for entry in members if entry.when]
    start = max(span[0] for _, span in spans)
    newest = [entry for entry, span in spans if span[1] >= start]
    return newest, [entry for entry, span in spans if span[1] < start]


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbours:
    """The results of the same test just before and after one of them; None where there is none.

    ``earlier_is_sure``, ``later_is_sure``: whether its date certainly is before, or after. ``undated``: how
    many of the same test have no date and stand nowhere among them.
    """

    earlier: Entry | None = None
    later: Entry | None = None
    earlier_is_sure: bool = True
    later_is_sure: bool = True
    undated: int = 0


def neighbours(entry: Entry, entries: Iterable[Entry], zone: tzinfo = UTC) -> Neighbours:
    """Return what stands beside a result in the order of the timeline, of dates that overlap by their ids.

    Going from one to the next passes every dated result of the series once. One without a series or a date
    has no neighbours; neither has what is no result, such as one that is not done.
    """
    if not in_series(entry):
        return Neighbours()
    others = [one for one in entries if one.series == entry.series and one.id != entry.id]
    dated = [(order_key(one, zone), one) for one in others if in_series(one)]
    own = order_key(entry, zone)
    later = max((pair for pair in dated if pair[0] < own), default=None, key=lambda pair: pair[0])
    earlier = min((pair for pair in dated if pair[0] > own), default=None, key=lambda pair: pair[0])
    return Neighbours(
        earlier=earlier[1] if earlier else None,
        later=later[1] if later else None,
        earlier_is_sure=earlier is None or _apart(earlier[1], entry, zone),
        later_is_sure=later is None or _apart(entry, later[1], zone),
        undated=sum(1 for one in others if one.when is None and not one.flags & _NOT_A_RESULT),
    )


def _apart(first: Entry, second: Entry, zone: tzinfo) -> bool:
    """Whether all of the first one's time lies before the second one's."""
    spans = [span_of(one.when, zone) for one in (first, second) if one.when]
    return spans[0][1] < spans[-1][0]
