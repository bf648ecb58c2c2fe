"""Which moments are the columns of the grid: the newest ones, each source's own beside another's."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from math import inf

from viewer.entries.entry import Entry
from viewer.present.dates import NOT_RECORDED, date_words, long_date
from viewer.record.pages.results.body import Column
from viewer.timeline.moment import instant_of


@dataclass(frozen=True, slots=True)
class Moments:
    """``columns``, newest first, and the column of each entry that stands in one, by the entry's id.

    ``undated`` is the column of those without a date, always the last; -1 where there is none.
    """

    columns: tuple[Column, ...]
    place: Mapping[str, int]
    undated: int = -1


def by_time(entries: Iterable[Entry], zone: tzinfo) -> list[Entry]:
    """Sort entries newest first, undated last: the order of the timeline, each date read once."""
    known: dict[str, float] = {}
    keyed: list[tuple[float, str, int, Entry]] = []
    for place, entry in enumerate(entries):
        when = entry.when
        if when is None:
            at = inf
        elif when.timed and when.zone and "/" not in when.text:
            at = -when.earliest  # as instant_of says; 40,000 need no calendar
        elif when.text in known:
            at = known[when.text]
        else:
            at = known[when.text] = -instant_of(when, zone)
        keyed.append((at, entry.id, place, entry))
    keyed.sort()  # the place is unique: two entries are never compared
    return [item[3] for item in keyed]


def moments_of(ordered: Sequence[Entry], names: Mapping[str, str], zone: tzinfo, most: int) -> Moments:
    """Make at most ``most`` columns of entries that are sorted newest first, and one for the undated.

    Results of one minute by two sources are two columns; one result that several sources agree on is one.
    """
    columns: dict[tuple[str, tuple[str, ...]], Column] = {}
    place: dict[str, int] = {}
    order: dict[tuple[str, tuple[str, ...]], int] = {}
    for entry in ordered:
        if entry.when is None:
            break
        key = (date_words(entry.when, zone), sources_of(entry))
        if key not in columns:
            if len(columns) == most:
                break
            order[key] = len(columns)
            columns[key] = _column(entry, key, names, zone)
        place[entry.id] = order[key]
    made = list(columns.values())
    undated = [entry for entry in ordered if entry.when is None]
    if not undated:
        return Moments(tuple(made), place)
    place.update((entry.id, len(made)) for entry in undated)
    made.append(Column(day=NOT_RECORDED, time="", sources="any source", spoken=NOT_RECORDED))
    return Moments(tuple(made), place, len(made) - 1)


def sources_of(entry: Entry) -> tuple[str, ...]:
    """Ids of the sources of an entry, each once."""
    return tuple(dict.fromkeys(member.key.source for member in entry.members))


def source_words(entry: Entry, names: Mapping[str, str]) -> str:
    """Names of the sources of an entry."""
    return ", ".join(names.get(source, source) for source in sources_of(entry))


def _column(entry: Entry, key: tuple[str, tuple[str, ...]], names: Mapping[str, str], zone: tzinfo) -> Column:
    words, sources = key[0], source_words(entry, names)
    whole = entry.when is None or "/" in entry.when.text or not entry.when.timed
    day, time = (words, "") if whole else words.split(" ", 1)
    return Column(day=day, time=time, sources=sources, spoken=f"{long_date(entry.when, zone)}, {sources}")
