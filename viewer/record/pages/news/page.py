"""What is new in a record: since this clinician last looked, since an admission, a date, or the last reading.

Against a former state everything is compared. Against a date it is told by when sources say that things were
recorded, never by when they happened; what cannot be told so is said for each source.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

import msgspec

from viewer.entries.entry import Entry, Flag
from viewer.entries.headings import ADMISSION
from viewer.fhir.dates import parse_date
from viewer.present.dates import date_words
from viewer.present.shortened import in_short
from viewer.record.as_at import failure_words
from viewer.record.model import SourceRow
from viewer.record.moments import as_at_words
from viewer.record.news import News, NewsItem, SourceNews, change_words, counted_words
from viewer.record.pages.asked import PageAsked
from viewer.record.pages.news.body import NewsGroup, NewsPage, NewsRow, place_of, row_of
from viewer.record.pages.news.by_date import by_date
from viewer.record.sources import names_of
from viewer.source.state import SourceState
from viewer.timeline.moment import span_of
from viewer.timeline.news import Change

LOOKED, READING, ADMITTED, DATE = "looked", "reading", "admission", "date"
CHOICES = (
    (LOOKED, "Since you last looked"),
    (READING, "Since the last reading (F5)"),
    (ADMITTED, "Since the last admission"),
    (DATE, "Since a date"),
)
MOST = 1000
"""Rows of a page; what is beyond is counted."""
_NOT_A_STAY = frozenset({Flag.IN_ERROR, Flag.NOT_DONE, Flag.PLANNED})
RULE = (
    "Told by when each source says that it was recorded or written last, never by when it happened. What was "
    "deleted since then cannot be told."
)
_COMPARED = "Everything that each source sends now, compared with what it sent then."
_FIRST = "You have not looked at this record here before."
_WORST_FIRST = (
    Change.RETRACTED,
    Change.GONE,
    Change.CORRECTED,
    Change.AMENDED,
    Change.CHANGED,
    Change.NEW,
)
_WAIT = "Still being worked out."
_NO_STAY = "No admission with a date is in this record. Choose a date."
_NO_DATE = "Type a date, such as 21-Nov-2026."
_NOT_READ_AGAIN = "The record has been read once. Press F5 to read it again."


@dataclass(frozen=True, slots=True)
class _Told:
    """What stands on the page before it is cut to its length."""

    heading: str
    rule: str
    groups: tuple[NewsGroup, ...] = ()
    problem: str = ""


def news_page(asked: PageAsked) -> NewsPage:
    """Make the page. Its options: ``since``, one of ``CHOICES``; ``date``, ISO, for a date that is typed."""
    news = asked.news
    since = asked.options.get("since", LOOKED)
    told = _TOLD.get(since, _since_looked)(asked, news)
    groups, more = _cut(told.groups)
    return NewsPage(
        since=since if since in _TOLD else LOOKED,
        heading=told.heading,
        rule=told.rule if groups else "",
        groups=groups,
        remembered=news.remembered,
        problem=told.problem,
        more=more,
    )


def _since_looked(asked: PageAsked, news: News) -> _Told:
    if news.looked is None:
        return _Told("Since you last looked", _COMPARED, problem=_WAIT)
    if news.first:
        told = _since_admission(asked, news)
        return _Told(f"{_FIRST} {told.heading}", told.rule, told.groups, told.problem)
    moments = [one.since for one in news.looked if one.since]
    since = as_at_words(max(moments), asked.zone) if moments else ""
    heading = f"Since you last looked, {since}" if since else "Since you last looked"
    return _Told(heading, _COMPARED, _groups(asked, news.looked))


def _since_reading(asked: PageAsked, news: News) -> _Told:
    if news.reading is None:
        return _Told("Since the last reading", _COMPARED, problem=_NOT_READ_AGAIN)
    return _Told("Since the last reading", _COMPARED, _groups(asked, news.reading))


def _since_admission(asked: PageAsked, _news: News) -> _Told:
    stays = [
        (span_of(entry.when, asked.zone)[0], entry.when)
        for entry in asked.record.entries
        if entry.category == ADMISSION and entry.when is not None and not entry.flags & _NOT_A_STAY
    ]
    begun = [stay for stay in stays if stay[0] <= asked.now.timestamp()]
    if not begun:
        return _Told("Since the last admission", RULE, problem=_NO_STAY)
    at, when = max(begun, key=lambda stay: stay[0])
    heading = f"Since the last admission, {date_words(when, asked.zone)}"
    return _Told(heading, RULE, tuple(by_date(asked, at, MOST)))


def _since_date(asked: PageAsked, _news: News) -> _Told:
    try:
        day = date.fromisoformat(asked.options.get("date", ""))
        at = datetime.combine(day, time(), asked.zone).timestamp()
    except (ValueError, OverflowError):
        return _Told("Since a date", RULE, problem=_NO_DATE)
    words = date_words(parse_date(day.isoformat()), asked.zone)
    return _Told(f"Since {words}", RULE, tuple(by_date(asked, at, MOST)))


_TOLD = {LOOKED: _since_looked, READING: _since_reading, ADMITTED: _since_admission, DATE: _since_date}


def _cut(groups: Iterable[NewsGroup]) -> tuple[tuple[NewsGroup, ...], int]:
    shown, left, more = [], MOST, 0
    for group in groups:
        rows = group.rows[:left]
        more += group.more + len(group.rows) - len(rows)
        left -= len(rows)
        shown.append(msgspec.structs.replace(group, rows=rows))
    return tuple(shown), more


def _groups(asked: PageAsked, news: Iterable[SourceNews]) -> tuple[NewsGroup, ...]:
    names = names_of(asked.record)
    rows = {row.origin.id: row for row in asked.record.sources}
    lines = _lines(asked)
    return tuple(
        NewsGroup(
            source=names[one.source],
            said=_said(one, asked),
            rows=tuple(_row(item, one, lines, asked) for item in _in_order(one, lines, asked)),
            limits=tuple(_limits(one, rows[one.source], asked)),
        )
        for one in news
        if one.source in names
    )


def _in_order(one: SourceNews, lines: Mapping[str, Entry], asked: PageAsked) -> list[NewsItem]:
    """What is not to be relied on any more first, then the newest; lists of a source last."""

    def key(item: NewsItem) -> tuple[int, tuple[bool, float], str]:
        entry = lines.get(item.entry)
        placed = place_of(entry, asked.zone) if entry is not None else (False, 0.0)
        return _WORST_FIRST.index(item.change), placed, item.entry

    return sorted(one.items, key=key)


def _lines(asked: PageAsked) -> Mapping[str, Entry]:
    """Every entry by its id, once for each state of the record."""
    kept = asked.kept.get("news")
    if not isinstance(kept, dict):
        kept = asked.kept["news"] = {entry.id: entry for entry in asked.record.entries}
    return kept


def _said(one: SourceNews, asked: PageAsked) -> str:
    if not one.since:
        return "not seen before: nothing to compare with"
    return f"{counted_words(one.items) or 'nothing new'} since {as_at_words(one.since, asked.zone)}"


def _row(item: NewsItem, one: SourceNews, lines: Mapping[str, Entry], asked: PageAsked) -> NewsRow:
    change = change_words(item.change).capitalize()
    entry = lines.get(item.entry)
    if entry is not None:
        return row_of(entry, change, "", asked.zone)
    last = f"last seen {as_at_words(one.since, asked.zone)}"
    words = item.was or f"{item.kind}: its words are not kept"
    return NewsRow(change=change, title=in_short(words), note=last)


def _limits(one: SourceNews, row: SourceRow, asked: PageAsked) -> Iterator[str]:
    if row.as_at:
        failed, at = failure_words(row, asked.zone), as_at_words(row.as_at, asked.zone)
        yield f"It could not be read again{f' ({failed})' if failed else ''}: what stands is as at {at}."
    elif row.state is not SourceState.COMPLETE:
        yield "It was not read whole: what it did not send may be new."
    if one.missed:
        were = "1 record that stood here" if one.missed == 1 else f"{one.missed:,} records that stood here"
        yield f"{were} did not come now: whether they are gone cannot be told."
    if one.written_again:
        yield f"{one.written_again:,} more came in another version that says the same."
