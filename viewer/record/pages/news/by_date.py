"""What each source says that it recorded or wrote since a moment, and what cannot be told so."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo

from viewer.entries.entry import Entry
from viewer.errors import ResourceError
from viewer.fhir.dates import parse_date
from viewer.present.dates import date_words
from viewer.record.model import SourceRow
from viewer.record.news import change_words
from viewer.record.pages.asked import PageAsked
from viewer.record.pages.in_pieces import Pieces, cut, in_one_go
from viewer.record.pages.news.body import NewsGroup, NewsRow, row_of
from viewer.record.sources import linked_sources, names_of
from viewer.source.state import SourceState
from viewer.timeline.moment import span_of
from viewer.timeline.news import Change, form_of

_KEY = "news by date"
_NEW_OR_CHANGED = "new or changed"
_DAY = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])(?:T|$)")
_MARGIN = 2  # days: no zone is so far from another


@dataclass(frozen=True, slots=True)
class _Found:
    """One copy that a source recorded or wrote since: ``sent`` is the date that says so, as sent."""

    entry: Entry
    words: str
    sent: str
    recorded: bool

    @property
    def is_list(self) -> bool:
        """Whether it is a list that the source keeps, which stands below what it lists."""
        return self.entry.members[0].key.type == "List"


def by_date(asked: PageAsked, at: float, most: int) -> Iterator[NewsGroup]:
    """Yield what each source says that it recorded or wrote from a moment on (seconds since 1970).

    At most so many rows are made for each; how many there are beyond them is counted.
    """
    names, since = names_of(asked.record), _Since(at, asked.zone)
    found: dict[str, list[_Found]] = {}
    silent: dict[str, tuple[int, int]] = {}
    for entry, copy in in_one_go(copies_in_pieces(asked)):
        source = copy.members[0].key.source
        recorded, written = since.says(copy.recorded), since.says(copy.written)
        if written is None:
            never, once = silent.get(source, (0, 0))
            silent[source] = (never + (recorded is None), once + (recorded is not None))
        if recorded:
            new = _Found(entry, change_words(Change.NEW), copy.recorded, recorded=True)
            found.setdefault(source, []).append(new)
        elif written:
            words = _NEW_OR_CHANGED if recorded is None else _changed_words(copy)
            found.setdefault(source, []).append(_Found(entry, words, copy.written, recorded=False))
    for row in linked_sources(asked.record):
        own = sorted(found.get(row.origin.id, []), key=lambda one: one.sent, reverse=True)
        own.sort(key=lambda one: one.is_list)
        yield NewsGroup(
            source=names[row.origin.id],
            said=f"{len(own):,} new or changed" if own else "nothing says that it is new",
            rows=tuple(_row(one, asked) for one in own[:most]),
            limits=tuple(_silence(row, *silent.get(row.origin.id, (0, 0)))),
            more=max(0, len(own) - most),
        )


def copies_in_pieces(asked: PageAsked) -> Pieces[tuple[tuple[Entry, Entry], ...]]:
    """Gather each entry with each of its copies, once for each state of the record."""
    kept = asked.kept.get(_KEY)
    if isinstance(kept, tuple):
        return kept
    pairs: list[tuple[Entry, Entry]] = []
    for done, entries in cut(asked.record.entries):
        pairs += [(entry, copy) for entry in entries for copy in asked.copies(entry)]
        yield done
    made = asked.kept[_KEY] = tuple(pairs)
    return made


def _row(one: _Found, asked: PageAsked) -> NewsRow:
    said = "recorded" if one.recorded else "written last"
    note = f"{said} {date_words(parse_date(one.sent), asked.zone)}"
    return row_of(one.entry, one.words.capitalize(), note, asked.zone)


def _changed_words(copy: Entry) -> str:
    form = form_of(copy)
    return change_words(Change.RETRACTED if form.withdrawn else form.stated or Change.CHANGED)


class _Since:
    """Whether a date as sent may be of a moment or later. Most are days away: they need not be read whole."""

    def __init__(self, at: float, zone: tzinfo) -> None:
        self._at, self._zone = at, zone
        day = datetime.fromtimestamp(at, UTC).date()
        self._before, self._after = _day(day, -_MARGIN), _day(day, _MARGIN)
        self._said: dict[str, bool | None] = {"": None}

    def says(self, sent: str) -> bool | None:
        """Return None for what is no date."""
        if sent not in self._said:
            self._said[sent] = self._says(sent)
        return self._said[sent]

    def _says(self, sent: str) -> bool | None:
        if _DAY.match(sent):
            day = sent[:10]
            if day < self._before or day > self._after:
                return day > self._after
        try:
            return span_of(parse_date(sent), self._zone)[1] >= self._at
        except ResourceError:
            return None


def _day(day: date, by: int) -> str:
    try:
        return (day + timedelta(days=by)).isoformat()
    except OverflowError:
        return day.isoformat()


def _silence(row: SourceRow, never: int, once: int) -> Iterator[str]:
    """Yield what cannot be told of a source by dates."""
    if never:
        say = "1 record says" if never == 1 else f"{never:,} records say"
        yield f"{say} neither when it was recorded nor when it was written last: new or not cannot be told."
    if once:
        yield "It does not say of every record when it was written last: changes cannot be told."
    if row.state is not SourceState.COMPLETE:
        yield "It was not read whole: what it did not send may be new."
