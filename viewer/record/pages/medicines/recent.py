"""How many medicines stopped lately, said beside the current ones, and how far that can be known (MED-12)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from viewer.record.pages.asked import PageAsked
from viewer.record.pages.medicines.body import Row, Section
from viewer.record.pages.medicines.changes import (
    RECENT_DAYS,
    day_words,
    seconds,
    stopped_since,
    stopped_undated,
)
from viewer.record.pages.medicines.columns import Given
from viewer.record.pages.medicines.courses import SourceCourse

Listed = Mapping[str, Mapping[str, Sequence[SourceCourse]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lately:
    """What is counted: rows in their sections, and by row and source the courses in them."""

    rows: Sequence[Row]
    sections: Sequence[Section]
    listed: Listed
    columns: Sequence[Given]

    def courses(self, row: Row) -> Iterable[SourceCourse]:
        """Every course of a row; the same drug may stand under another section by what holds now."""
        return [made for own in self.listed[row.key].values() for made in own]


def recent_words(asked: PageAsked, lately: Lately) -> str:
    """Return the sentence; "none" is unbounded only where every list is complete and every stop dated."""
    day = asked.now.astimezone(asked.zone).date() - timedelta(days=RECENT_DAYS)
    start = seconds(day, asked.zone)
    ended = [row for row in lately.rows if stopped_since(lately.courses(row), start)]
    others = (row for row in lately.rows if not stopped_since(lately.courses(row), start))
    undated = sum(1 for row in others if stopped_undated(lately.courses(row)))
    bounded = undated > 0 or not all(given.complete for given in lately.columns)
    words = f"in the last {RECENT_DAYS} days (since {day_words(day, asked.zone)})"
    words += " in the lists received" if bounded else ""
    said = _counted(ended, lately.sections, words) if ended else _none(words, bounded=bounded)
    said += f"; {undated} stopped without a date" if undated else ""
    return f"{said}." if _settled(asked, lately) else f"So far {said[:1].lower()}{said[1:]}."


def _none(words: str, *, bounded: bool) -> str:
    return f"None {'with a date of stopping' if bounded else 'recorded as stopped'} {words}"


def _counted(ended: Sequence[Row], sections: Sequence[Section], words: str) -> str:
    """How many, and where they stand: what stopped at one source may be current by another entry."""
    counts = [(sum(1 for row in ended if row.section == one.key), one.title) for one in sections]
    where = [(number, title) for number, title in counts if number]
    if len(where) == 1:
        return f"{len(ended)} stopped {words}, under {where[0][1]}"
    return f"{len(ended)} stopped {words}: " + ", ".join(f"{number} under {title}" for number, title in where)


def _settled(asked: PageAsked, lately: Lately) -> bool:
    rows = [given.row for given in lately.columns if given.row is not None]
    return all(one.state.settled for one in asked.record.sources) and all(row.settled for row in rows)
