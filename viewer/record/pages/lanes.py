"""The lanes of the timeline: where each entry stands in time and in which lane, as plain columns of numbers.

The window paints them. A hundred thousand entries are that many numbers there, never as many objects.
"""

from array import array
from collections.abc import Iterable, Sequence
from datetime import tzinfo
from math import inf

import msgspec

from viewer.entries.entry import Entry, Flag
from viewer.entries.headings import ADMISSION
from viewer.fhir.dates import ClinicalDate
from viewer.merge.person import Person
from viewer.record.pages.asked import PageAsked
from viewer.record.pages.charts import VITAL_KEYS, ChartChoice, ChartRows, charts_of
from viewer.record.sources import names_of
from viewer.source.domain import Domain
from viewer.timeline.moment import span_of
from viewer.timeline.places import UNCODED, places_of

ID_BYTES = 16
POINT, RANGE, PERIOD, OPEN_START, OPEN_END, OPEN_BOTH = range(6)
"""Shapes: a moment; a date that may mean any moment of it; a period with both, one or no end stated."""

_UNCODED_TITLE = "Without a code"
_NOT_A_STAY = frozenset({Flag.IN_ERROR, Flag.NOT_DONE, Flag.PLANNED})
_ORDER = (
    Domain.ENCOUNTERS,
    Domain.PROBLEMS,
    Domain.MEDICINES,
    Domain.ALLERGIES,
    Domain.RESULTS,
    Domain.PROCEDURES,
    Domain.IMMUNISATIONS,
    Domain.DOCUMENTS,
    Domain.REFERRALS,
    Domain.PLANS,
    Domain.FAMILY_HISTORY,
    Domain.DEVICES,
    Domain.DEMOGRAPHICS,
    Domain.OTHER,
)
"""What happened before what was written about it; every domain has its lane."""

ALWAYS_THERE = frozenset({*(domain.value for domain in _ORDER), UNCODED, *VITAL_KEYS})
"""Keys of lanes that say nothing of a record: its order is kept for the next one."""


class LaneRows(msgspec.Struct, frozen=True, kw_only=True):
    """One lane. ``ids`` holds 16 bytes for each dated entry, in the order of its first moment.

    ``first`` and ``last``: 64-bit floats of this machine, seconds since 1970, infinite where an end is open.
    ``shapes``: one byte for each. ``undated`` and ``uncoded``: how many of this lane stand in those lanes.
    """

    key: str
    title: str
    ids: bytes
    first: bytes
    last: bytes
    shapes: bytes
    undated: int = 0
    uncoded: int = 0


class LanesPage(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Every entry stands once: in its lane, or in the lane ``uncoded``, or in ``undated`` (16 bytes an id).

    ``stays``: first and last of admissions, newest first. ``born`` and ``now``: seconds since 1970; ``born``
    is None where it is not known; ``zone``: an IANA name. ``total`` counts every entry. ``charts`` draw some
    of the entries once more; ``choices``: what could be drawn.
    """

    lanes: tuple[LaneRows, ...]
    undated: bytes
    stays: tuple[tuple[float, float], ...]
    born: float | None
    now: float
    zone: str
    total: int
    charts: tuple[ChartRows, ...] = ()
    choices: tuple[ChartChoice, ...] = ()


def lanes_page(asked: PageAsked) -> LanesPage:
    """Make the page. Its option ``by`` is ``source`` or ``category``; anything else is the latter."""
    record, zone = asked.record, asked.zone
    by_source = asked.options.get("by") == "source"
    titles = names_of(record) if by_source else {domain.value: domain.label for domain in _ORDER}
    groups: dict[str, list[Entry]] = {key: [] for key in titles}
    for entry in record.entries:
        key = entry.members[0].key.source if by_source else entry.domain.value
        groups.setdefault(key, []).append(entry)
    lanes = [_lane((key, titles.get(key, key)), entries, zone) for key, entries in groups.items() if entries]
    charts, choices = charts_of(asked)
    uncoded = [entry for entry in record.entries if _has_no_code(entry)]
    return LanesPage(
        lanes=(*lanes, _rows((UNCODED, _UNCODED_TITLE), uncoded, zone)),
        undated="".join(entry.id for entry in record.entries if entry.when is None).encode(),
        stays=_stays(record.entries, zone),
        born=_born(record.person, zone),
        now=asked.now.timestamp(),
        zone=str(zone),
        total=len(record.entries),
        charts=charts,
        choices=choices,
    )


def _has_no_code(entry: Entry) -> bool:
    return entry.when is not None and UNCODED in places_of(entry)


def _lane(named: tuple[str, str], entries: Sequence[Entry], zone: tzinfo) -> LaneRows:
    dated = [entry for entry in entries if entry.when is not None]
    coded = [entry for entry in dated if not _has_no_code(entry)]
    rows = _rows(named, coded, zone)
    return msgspec.structs.replace(rows, undated=len(entries) - len(dated), uncoded=len(dated) - len(coded))


def _rows(named: tuple[str, str], entries: Iterable[Entry], zone: tzinfo) -> LaneRows:
    stand = sorted(
        (*_extent(entry.when, zone), entry.id, _shape(entry.when)) for entry in entries if entry.when
    )
    return LaneRows(
        key=named[0],
        title=named[1],
        ids="".join(one[2] for one in stand).encode(),
        first=array("d", [one[0] for one in stand]).tobytes(),
        last=array("d", [one[1] for one in stand]).tobytes(),
        shapes=bytes(one[3] for one in stand),
    )


def _extent(when: ClinicalDate, zone: tzinfo) -> tuple[float, float]:
    """Return the first and last moment; an end that is not stated is open, not today (FID-19)."""
    first, last = span_of(when, zone)
    return (-inf if when.open_start else first), (inf if when.open_end else last)


def _shape(when: ClinicalDate) -> int:
    if when.open_start:
        return OPEN_BOTH if when.open_end else OPEN_START
    if when.open_end:
        return OPEN_END
    if "/" in when.text:
        return PERIOD
    return POINT if when.timed else RANGE


def _stays(entries: Iterable[Entry], zone: tzinfo) -> tuple[tuple[float, float], ...]:
    admitted = (entry for entry in entries if entry.category == ADMISSION and not entry.flags & _NOT_A_STAY)
    found = {_extent(entry.when, zone) for entry in admitted if entry.when is not None}
    return tuple(sorted(found, reverse=True))


def _born(person: Person | None, zone: tzinfo) -> float | None:
    """Return the first moment at which the person may have been born."""
    born = person.links[0].patient.born if person is not None else None
    return span_of(born, zone)[0] if born is not None else None
