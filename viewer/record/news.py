"""What is new in a record since a former state of it: by source, and in words for the line after F5."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from viewer.record.model import SourceRow
from viewer.record.moments import as_at_words
from viewer.source.state import SourceState
from viewer.timeline.news import Change


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsItem:
    """One resource that came, changed or went. ``kind``: its FHIR type. ``entry``: the line, "" for none.

    ``was``: what stood there, in words, where this session has seen it; "" where only its hash was kept.
    """

    change: Change
    kind: str
    entry: str = ""
    was: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceNews:
    """What is new at one source since ``since`` (ISO 8601; "" where no former state of it is known).

    ``written_again``: how many came in another version that says the same. ``missed``: how many were there
    and did not come, of a source that was not read whole: whether they are gone cannot be told.
    """

    source: str
    since: str = ""
    items: tuple[NewsItem, ...] = ()
    written_again: int = 0
    missed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What is known of former states. ``looked``: since this clinician last looked; ``reading``: since F5.

    None where that is not known (yet). ``first``: this clinician has not looked at this record before.
    ``remembered`` says how what was seen is remembered.
    """

    looked: tuple[SourceNews, ...] | None = None
    reading: tuple[SourceNews, ...] | None = None
    first: bool = False
    remembered: str = ""


_WORDS = {
    Change.NEW: "new",
    Change.CHANGED: "changed",
    Change.AMENDED: "amended",
    Change.CORRECTED: "corrected",
    Change.RETRACTED: "entered in error",
    Change.GONE: "gone",
}


def change_words(change: Change) -> str:
    """Return one change in a word or two.

    >>> change_words(Change.RETRACTED)
    'entered in error'
    """
    return _WORDS[change]


def counted_words(items: Iterable[NewsItem]) -> str:
    """Count changes by their kind, "" for none.

    >>> counted_words([NewsItem(change=Change.NEW, kind="Condition")] * 2)
    '2 new'
    """
    counts = Counter(item.change for item in items)
    return ", ".join(f"{counts[one]:,} {words}" for one, words in _WORDS.items() if counts[one])


def has_news(news: Iterable[SourceNews]) -> bool:
    """Whether anything came, changed or went."""
    return any(one.items for one in news)


def report_words(
    news: Sequence[SourceNews],
    rows: Mapping[str, SourceRow],
    names: Mapping[str, str],
    now: datetime,
    zone: tzinfo,
) -> str:
    """Return what reading again brought, one sentence for each source: those that failed, then what came."""
    told = [one for one in news if one.source in rows]
    told.sort(key=lambda one: (not _failed(rows[one.source]), not one.items))
    said = [_of_source(one, rows[one.source], names, now, zone) for one in told]
    return " ".join([f"Read again at {now.astimezone(zone):%H:%M}.", *said]) if said else ""


def report_in_short(
    news: Sequence[SourceNews],
    rows: Mapping[str, SourceRow],
    names: Mapping[str, str],
    now: datetime,
    zone: tzinfo,
) -> str:
    """Return the same for a place of one line: which sources failed, then what came in all."""
    items = [item for one in news if one.source in rows for item in one.items]
    failed = [names.get(key, key) for key, row in rows.items() if _failed(row)]
    more = f" and {len(failed) - 1} more" if len(failed) > 1 else ""
    lacking = f"{failed[0]}{more} failed; " if failed else ""
    at = f"{now.astimezone(zone):%H:%M}"
    return f"Read again at {at}: {lacking}{counted_words(items) or 'nothing new'}."


_ENDED = {
    SourceState.FAILED: "failed",
    SourceState.DENIED: "refused",
    SourceState.CANCELLED: "was stopped",
}


def _failed(row: SourceRow) -> bool:
    return bool(row.as_at) or row.state in _ENDED


def _of_source(one: SourceNews, row: SourceRow, names: Mapping[str, str], now: datetime, zone: tzinfo) -> str:
    name, counted = names.get(one.source, one.source), counted_words(one.items)
    if row.as_at:
        stays = f"data as at {as_at_words(row.as_at, zone)} stay"
        came = f"; beside them {counted}" if counted else ""
        return f"{name} failed at {now.astimezone(zone):%H:%M}: {stays}{came}."
    if row.state in _ENDED:
        ended = f"{name} {_ENDED[row.state]} at {now.astimezone(zone):%H:%M}"
        return f"{ended}: {counted or 'nothing of it was read'}."
    partial = "" if row.state is SourceState.COMPLETE else " (its answer was not whole)"
    return f"{name}{partial}: {counted or 'nothing new'}."
