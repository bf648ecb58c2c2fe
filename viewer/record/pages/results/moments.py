"""Which days are the columns of the grid: the newest ones, each source's own beside another's."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from math import inf
from operator import attrgetter

from viewer.entries.entry import Entry
from viewer.fhir.dates import ClinicalDate
from viewer.present.dates import NOT_RECORDED, date_words
from viewer.record.pages.results.body import Column
from viewer.timeline.moment import instant_of

_BY_ID = attrgetter("id")


@dataclass(frozen=True, slots=True)
class Moments:
    """``columns``, newest first, and the column of each entry that stands in one, by the entry's id.

    ``times``: of entries in a column of several times, each one's own.
    """

    columns: tuple[Column, ...]
    place: Mapping[str, int]
    times: Mapping[str, str]


def by_time(entries: Iterable[Entry], zone: tzinfo) -> list[Entry]:
    """Sort entries newest first, undated last: the order of the timeline, each date read once."""
    held = sorted(entries, key=_BY_ID)  # a record gives them so: then this is one glance at each
    known: dict[str, float] = {}
    keys = [
        inf
        if (when := entry.when) is None
        else -when.earliest  # as the timeline says: what has an offset needs no calendar, and most have one
        if when.timed and when.zone and "/" not in when.text
        else _newness(when, zone, known)
        for entry in held
    ]
    return [held[place] for place in sorted(range(len(held)), key=keys.__getitem__)]


def _newness(when: ClinicalDate, zone: tzinfo, known: dict[str, float]) -> float:
    """What sorts the newest first, each date read once."""
    found = known.get(when.text)
    if found is None:
        found = known[when.text] = -instant_of(when, zone)
    return found


def moments_of(ordered: Sequence[Entry], names: Mapping[str, str], zone: tzinfo, most: int) -> Moments:
    """Make at most ``most`` columns of entries that are sorted newest first, and one for the undated.

    A column is a day (or a month, a year, a period: what was sent) at one source. Results of one day by two
    sources are two columns, and one result that several sources agree on is in one of them all.
    """
    held: dict[tuple[str, tuple[str, ...]], list[tuple[Entry, str]]] = {}
    undated = [entry for entry in ordered if entry.when is None]
    for entry in ordered[: len(ordered) - len(undated)]:
        day, time = _day_and_time(entry, zone)
        key = (day, sources_of(entry))
        if key not in held and len(held) == most:
            break
        held.setdefault(key, []).append((entry, time))
    place, times = dict[str, int](), dict[str, str]()
    columns: list[Column] = []
    for (day, _), within in held.items():
        several = len({time for _, time in within}) > 1
        place.update((entry.id, len(columns)) for entry, _ in within)
        times.update((entry.id, time) for entry, time in within if several)
        columns.append(_column(within[0][0], (day, "" if several else within[0][1]), names))
    if undated:
        place.update((entry.id, len(columns)) for entry in undated)
        columns.append(Column(day=NOT_RECORDED, time="", sources="any source", spoken=NOT_RECORDED))
    return Moments(tuple(columns), place, times)


def sources_of(entry: Entry) -> tuple[str, ...]:
    """Ids of the sources of an entry, each once."""
    return tuple(dict.fromkeys(member.key.source for member in entry.members))


def source_words(entry: Entry, names: Mapping[str, str]) -> str:
    """Names of the sources of an entry."""
    return ", ".join(names.get(source, source) for source in sources_of(entry))


def _day_and_time(entry: Entry, zone: tzinfo) -> tuple[str, str]:
    words = date_words(entry.when, zone)
    whole = entry.when is None or "/" in entry.when.text or not entry.when.timed
    day, _, time = (words, "", "") if whole else words.partition(" ")
    return day, time


def _column(entry: Entry, moment: tuple[str, str], names: Mapping[str, str]) -> Column:
    day, time = moment
    sources = source_words(entry, names)
    return Column(day=day, time=time, sources=sources, spoken=", ".join(filter(None, (day, time, sources))))
