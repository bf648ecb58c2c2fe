"""The record as plain text for a terminal: the same words as on screen, nothing cut off, nothing coloured."""

import textwrap
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import datetime, tzinfo

from viewer.record.model import Record
from viewer.record.sheet import DISAGREE, NOT_ASSURED, Line, Sheet, sheet_of

WIDTH = 96
_LABEL = 16
_COLUMN = 18
_UNSAFE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_ALLOWED = frozenset("\u200c\u200d\u00ad")  # joiners of some scripts, and the soft hyphen


def printable(text: str) -> str:
    r"""Return text without what could move a terminal's cursor or turn the reading direction.

    Each such character becomes visible; line breaks and tabs become spaces.

    >>> printable("a\x1b[2Jb\nc")
    'a�[2Jb c'
    """
    spaced = text.replace("\r\n", " ").replace("\n", " ").replace("\t", " ")
    return "".join(
        "\ufffd" if unicodedata.category(char) in _UNSAFE and char not in _ALLOWED else char
        for char in spaced
    )


def as_text(record: Record, zone: tzinfo, now: datetime) -> str:
    """Return the whole record. ``zone``: the workstation's; ``now``: aware, for age and print time."""
    sheet = sheet_of(record, zone, now)
    lines = [*_top(sheet), *_grid(sheet), *_lists(sheet), *_timeline(sheet), *_end(sheet)]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _top(sheet: Sheet) -> Iterator[str]:
    yield "=" * WIDTH
    for label, value in sheet.banner:
        yield from _wrapped(value, f"{label:<{_LABEL}}")
    label, words = sheet.allergies
    yield from _wrapped(f"{label.upper()}. {words}", f"{'Allergies':<{_LABEL}}")
    yield "=" * WIDTH
    for line in sheet.safety:
        yield from _wrapped(line, "!  ")
    yield from _wrapped(sheet.sentence)
    yield f"{sheet.printed}. {NOT_ASSURED}"


def _grid(sheet: Sheet) -> Iterator[str]:
    """One line for each domain and source: a table of many sources would not fit any terminal."""
    yield from _heading("What each source gave")
    for domain, words in sheet.grid:
        yield domain
        for source, said in zip(sheet.grid_sources, words, strict=True):
            yield from _wrapped(said, f"    {printable(source):<{_COLUMN * 2}} ")


def _lists(sheet: Sheet) -> Iterator[str]:
    for one, lines in sheet.lists:
        yield from _heading(one.heading)
        yield from _wrapped(one.completeness)
        for line in lines:
            yield from _entry(line, with_date=True)
    if sheet.conflicts:
        yield from _section(DISAGREE, sheet.conflicts)


def _timeline(sheet: Sheet) -> Iterator[str]:
    yield from _heading("Timeline, newest first")
    yield sheet.foot
    for day, lines in sheet.days:
        yield ""
        yield f"-- {day}"
        for line in lines:
            yield from _entry(line, with_date=False)


def _end(sheet: Sheet) -> Iterator[str]:
    for title, lines in sheet.end:
        yield from _section(title, lines)


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    given = tuple(lines)
    if given:
        yield from _heading(f"{title} ({len(given)})")
        for line in given:
            yield from _wrapped(line, "  - ")


def _heading(title: str) -> Iterator[str]:
    yield ""
    yield from _wrapped(title)
    yield "-" * WIDTH


def _entry(line: Line, *, with_date: bool) -> Iterator[str]:
    title = f"[{line.marks}] {line.title}" if line.marks else line.title
    yield from _wrapped(f"{line.when}  {title}" if with_date else title, "  ")
    detail = " | ".join(part for part in (line.detail, line.status) if part)
    if detail:
        yield from _wrapped(detail, "      ")
    when = "" if with_date else f"{line.when} | "
    yield from _wrapped(f"{when}{line.category} | {line.sources}", "      ")
    for note in line.notes:
        yield from _wrapped(note, "      * ")


def _wrapped(text: str, start: str = "") -> list[str]:
    return textwrap.wrap(
        printable(text),
        WIDTH,
        initial_indent=start,
        subsequent_indent=" " * len(start),
        break_on_hyphens=False,
    ) or [start.rstrip()]
