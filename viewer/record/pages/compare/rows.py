"""What every comparison needs of the entries of a record: their order and words, worked out once."""

from dataclasses import dataclass

from viewer.entries.entry import Entry
from viewer.entries.lists import is_heading
from viewer.present.dates import date_words
from viewer.present.shortened import in_short
from viewer.record.pages.asked import PageAsked
from viewer.timeline.order import newest_first

_KEY = "compare"


@dataclass(frozen=True, slots=True)
class Line:
    """One entry with its words: marks and title, and its own date."""

    entry: Entry
    what: str
    when: str


def lines_of(asked: PageAsked) -> tuple[Line, ...]:
    """Return every entry of the record, newest first; lists of a source, which are no events, last."""
    kept = asked.kept.get(_KEY)
    if not isinstance(kept, tuple):
        entries = sorted(newest_first(asked.record.entries, asked.zone), key=is_heading)
        kept = asked.kept[_KEY] = tuple(_line(entry, asked) for entry in entries)
    return kept


def _line(entry: Entry, asked: PageAsked) -> Line:
    marks = f"{', '.join(entry.marks)}: " if entry.marks else ""
    when = date_words(entry.when, asked.zone) if entry.when else "Date not recorded"
    return Line(entry, in_short(f"{marks}{entry.title}"), when)


def said(entry: Entry) -> str:
    """Return value and status of one copy, or that it says neither."""
    return in_short(", ".join(filter(None, (entry.detail, entry.status)))) or "Sent, with no further detail"
