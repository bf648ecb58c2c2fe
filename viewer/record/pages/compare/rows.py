"""What every comparison needs of the entries of a record: their order and words, worked out once."""

from dataclasses import dataclass
from datetime import tzinfo

from viewer.entries.entry import Entry
from viewer.entries.lists import is_heading
from viewer.present.dates import date_words
from viewer.present.shortened import in_short
from viewer.record.pages.asked import PageAsked
from viewer.record.pages.in_pieces import Pieces, cut, in_one_go
from viewer.timeline.order import order_key

_KEY = "compare"


@dataclass(frozen=True, slots=True)
class Line:
    """One entry with its words: marks and title, and its own date; ``order`` sorts it."""

    entry: Entry
    what: str
    when: str
    order: tuple[bool, float, str]


def lines_of(asked: PageAsked) -> tuple[Line, ...]:
    """Return every entry of the record, newest first; lists of a source, which are no events, last."""
    return in_one_go(lines_in_pieces(asked))


def lines_in_pieces(asked: PageAsked) -> Pieces[tuple[Line, ...]]:
    """Work out the same in pieces; an entry that stands as it stood in the record before keeps its words."""
    kept = asked.kept.get(_KEY)
    if isinstance(kept, tuple):
        return kept
    words, lines = _words(asked), list[Line]()
    for done, entries in cut(asked.record.entries):
        for entry in entries:
            line = words.get(entry.id)
            if line is None or line.entry is not entry:
                line = words[entry.id] = _line(entry, asked.zone)
            lines.append(line)
        yield done
    asked.lasting[_KEY] = {line.entry.id: line for line in lines}
    made = asked.kept[_KEY] = tuple(sorted(lines, key=lambda line: line.order))
    return made


def _words(asked: PageAsked) -> dict[str, Line]:
    held = asked.lasting.setdefault(_KEY, {})
    return held if isinstance(held, dict) else {}  # nobody else keeps anything under this key


def _line(entry: Entry, zone: tzinfo) -> Line:
    marks = f"{', '.join(entry.marks)}: " if entry.marks else ""
    when = date_words(entry.when, zone) if entry.when else "Date not recorded"
    return Line(
        entry=entry,
        what=in_short(f"{marks}{entry.title}"),
        when=when,
        order=(is_heading(entry), *order_key(entry, zone)),
    )


def said(entry: Entry) -> str:
    """Return value and status of one copy, or that it says neither."""
    return in_short(", ".join(filter(None, (entry.detail, entry.status)))) or "Sent, with no further detail"
