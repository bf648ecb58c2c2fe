"""What each source says that it recorded or wrote since a moment, and what cannot be told so."""

from collections.abc import Iterator
from dataclasses import dataclass

from viewer.entries.entry import Entry
from viewer.errors import ResourceError
from viewer.fhir.dates import ClinicalDate, parse_date
from viewer.present.dates import date_words
from viewer.record.model import SourceRow
from viewer.record.news import change_words
from viewer.record.pages.asked import PageAsked
from viewer.record.pages.news.body import NewsGroup, NewsRow, row_of
from viewer.record.sources import linked_sources, names_of
from viewer.source.state import SourceState
from viewer.timeline.moment import span_of
from viewer.timeline.news import Change, form_of

_NEW_OR_CHANGED = "New or changed"


def by_date(asked: PageAsked, at: float) -> Iterator[NewsGroup]:
    """Yield what each source says that it recorded or wrote from a moment on (seconds since 1970)."""
    names = names_of(asked.record)
    found: dict[str, list[tuple[tuple[bool, float], NewsRow]]] = {}
    silent: dict[str, tuple[int, int]] = {}
    for entry in asked.record.entries:
        for copy in asked.copies(entry):
            source = copy.members[0].key.source
            recorded, written = _moment(copy.recorded, asked), _moment(copy.written, asked)
            never, once = silent.get(source, (0, 0))
            silent[source] = (
                never + (recorded is written is None),
                once + (recorded is not None and written is None),
            )
            words, by = _change(copy, at, recorded, written)
            if by is not None:
                note = _note(by, recorded=by is recorded, asked=asked)
                place = (entry.members[0].key.type == "List", -by.last)
                found.setdefault(source, []).append((place, row_of(entry, words, note, asked.zone)))
    for row in linked_sources(asked.record):
        own = [one for _, one in sorted(found.get(row.origin.id, []), key=lambda pair: pair[0])]
        yield NewsGroup(
            source=names[row.origin.id],
            said=f"{len(own):,} new or changed" if own else "nothing says that it is new",
            rows=tuple(own),
            limits=tuple(_silence(row, *silent.get(row.origin.id, (0, 0)))),
        )


@dataclass(frozen=True, slots=True)
class _At:
    """A date that a source states: ``last`` is the last instant that it may mean (seconds since 1970)."""

    when: ClinicalDate
    last: float


def _moment(sent: str, asked: PageAsked) -> _At | None:
    try:
        found = parse_date(sent) if sent else None
    except ResourceError:
        return None
    return _At(found, span_of(found, asked.zone)[1]) if found is not None else None


def _change(copy: Entry, at: float, recorded: _At | None, written: _At | None) -> tuple[str, _At | None]:
    """Return what is said of a copy since a moment, and by which date; "" for nothing."""
    if recorded is not None and recorded.last >= at:
        return change_words(Change.NEW).capitalize(), recorded
    if written is None or written.last < at:
        return "", None
    if recorded is None:
        return _NEW_OR_CHANGED, written
    form = form_of(copy)
    change = Change.RETRACTED if form.withdrawn else form.stated or Change.CHANGED
    return change_words(change).capitalize(), written


def _note(by: _At, *, recorded: bool, asked: PageAsked) -> str:
    return f"{'recorded' if recorded else 'written last'} {date_words(by.when, asked.zone)}"


def _silence(row: SourceRow, never: int, once: int) -> Iterator[str]:
    """Yield what cannot be told of a source by dates."""
    if never:
        say = "1 record says" if never == 1 else f"{never:,} records say"
        yield f"{say} neither when it was recorded nor when it was written last: new or not cannot be told."
    if once:
        yield "It does not say of every record when it was written last: changes cannot be told."
    if row.state is not SourceState.COMPLETE:
        yield "It was not read whole: what it did not send may be new."
