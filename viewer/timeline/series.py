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
