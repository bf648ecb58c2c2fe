"""What stands on paper: a head and foot for every page, and blocks that a printer breaks between pages.

The whole record, or one page of it as it stands on screen. Every block is words; nothing is cut off.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Literal

import msgspec

from viewer.entries.entry import Entry
from viewer.record.allergies import allergy_label_of
from viewer.record.as_text import printable
from viewer.record.model import Record
from viewer.record.sentence import sources_sentence
from viewer.record.sheet import (
    DISAGREE,
    MISSING,
    NOT_ASSURED,
    Line,
    Sheet,
    banner_of,
    gaps_of,
    line_of,
    notes_of,
    printed_words,
    sheet_of,
)
from viewer.record.sources import dated_names, found_nobody, linked_sources, names_of, settled
from viewer.source.state import SourceState

Kind = Literal["title", "heading", "day", "text", "warning", "item", "entry"]
_IN_HEAD = frozenset(
    {"Name", "Born", "Died", "Age at Death", "Gender", "NHS No.", "Test patient", "Restricted", "Patient"}
)


class Block(msgspec.Struct, frozen=True, array_like=True):
    """One thing that stays together on a page where it can.

    ``text`` is its first line; of an entry ``marks`` stand before it and are bold, ``struck``: the title is
    struck through, ``detail`` follows it, ``small`` stands below (date, kind, source, retrieval time), then
    ``notes``.
    """

    kind: Kind
    text: str = ""
    marks: str = ""
    detail: str = ""
    small: str = ""
    notes: tuple[str, ...] = ()
    struck: bool = False


class Paper(msgspec.Struct, frozen=True):
    """One print. ``head`` (label, value), ``allergies``, ``state`` and ``foot`` stand on every page."""

    title: str
    head: tuple[tuple[str, str], ...]
    allergies: str
    state: str
    foot: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Printing:
    """``now``: aware. ``user``: who prints, as the workstation knows them (PRIV-18)."""

    zone: tzinfo
    now: datetime
    user: str


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One page as it is on screen: ``title``, ``note`` such as a filter, and ids of its rows in order.

    ``whole``: it holds every entry of the record. ``page``: the key of a page that the engine makes itself,
    "" for one of rows alone.
    """

    title: str
    note: str = ""
    entries: tuple[str, ...] = ()
    whole: bool = False
    page: str = ""


def paper_of_record(record: Record, printing: Printing) -> Paper:
    """Return the whole record."""
    sheet = sheet_of(record, printing.zone, printing.now)
    first = [Block("title", "Whole record"), *_about(record, sheet.banner, printing, sheet.safety)]
    return _paper("Whole record", record, printing, [*first, *_blocks(sheet)])


def paper_of_part(
    record: Record, part: Part, printing: Printing, first: Sequence[Block] = (), *, rows: bool = True
) -> Paper:
    """Return one page; rows that have left the record meanwhile are counted, never passed over in silence.

    ``first`` stands before the rows; without ``rows`` it is all of the page. What is missing, why and what to
    do stands below them, unless the page itself said so.
    """
    entries, gone = entries_of(record, part) if rows else ([], "")
    names, notes = dated_names(record, printing.zone), notes_of(record)
    banner = banner_of(record, printing.zone, printing.now)
    blocks = [
        Block("title", part.title),
        *_about(record, banner, printing, ()),
        Block("warning", "One page of the record only, not the whole record"),
        *(Block("warning", words) for words in (part.note, gone) if words),
        *first,
        *(_entry(line_of(entry, names, notes, printing.zone)) for entry in entries),
        *([] if entries or not rows else [Block("text", "No rows on this page.")]),
    ]
    said = {block.text for block in blocks}
    blocks += _section(MISSING, [words for words in gaps_of(record, names_of(record)) if words not in said])
    return _paper(part.title, record, printing, blocks)


def entries_of(record: Record, part: Part) -> tuple[list[Entry], str]:
    """Return a page's entries in its order, and in words how many of its rows are in the record no more."""
    held = {entry.id: entry for entry in record.entries}
    found = [held[key] for key in part.entries if key in held]
    lost = len(part.entries) - len(found)
    words = f"{lost} rows of this page are not here: they only explain others, or have left the record"
    return found, words if lost else ""


def state_words(record: Record) -> str:
    """Say on every page how complete the record is, in one line.

    "Not a complete record" wherever a source is lacking, or knows nobody of this kind (PRIV-18); where none
    is, other places may still know more.
    """
    nobody = found_nobody(record)
    full = sum(1 for row in linked_sources(record) if row.state is SourceState.COMPLETE and row not in nobody)
    so_far = "" if settled(record) else " so far"
    if full < len(record.sources) or so_far:
        counted = f"{full} of {len(record.sources)} sources complete{so_far}"
        unknown = f", {len(nobody)} found no such patient" if nobody else ""
        return f"NOT A COMPLETE RECORD: {counted}{unknown}"
    return f"{full} of {full} sources complete. Other places may hold more"


def _paper(title: str, record: Record, printing: Printing, blocks: Sequence[Block]) -> Paper:
    banner = banner_of(record, printing.zone, printing.now)
    printed = printed_words(printing.now.astimezone(printing.zone))
    return Paper(
        title=printable(title),
        head=tuple((one, printable(value)) for one, value in banner if one in _IN_HEAD),
        allergies=allergy_label_of(record)[0],
        state=state_words(record),
        foot=printable(f"{printed} by {printing.user}. {NOT_ASSURED}"),
        blocks=tuple(blocks),
    )


def _about(
    record: Record, banner: Iterable[tuple[str, str]], printing: Printing, safety: Iterable[str]
) -> Iterator[Block]:
    """What the head of a page has no room for: allergies in words, address, links; then the safety lines."""
    yield _block("warning", ". ".join(allergy_label_of(record)))
    yield from (_block("text", f"{label}: {value}") for label, value in banner if label not in _IN_HEAD)
    yield from (_block("warning", words) for words in safety)
    yield _block("text", sources_sentence(record, printing.zone))
    yield from (_block("item", name) for name in dated_names(record, printing.zone).values())


def _blocks(sheet: Sheet) -> Iterator[Block]:
    yield Block("heading", "What each source gave")
    for domain, words in sheet.grid:
        said = "; ".join(f"{name}: {cell}" for name, cell in zip(sheet.grid_sources, words, strict=True))
        yield _block("item", f"{domain}. {said}")
    for one, lines in sheet.lists:
        yield _block("heading", one.heading)
        yield _block("text", one.completeness)
        yield from map(_entry, lines)
    yield from _section(DISAGREE, sheet.conflicts)
    yield Block("heading", "Timeline, newest first")
    yield _block("text", sheet.foot)
    for day, lines in sheet.days:
        yield _block("day", day)
        yield from map(_entry, lines)
    for title, said_lines in sheet.end:
        yield from _section(title, said_lines)


def _section(title: str, lines: Sequence[str]) -> Iterator[Block]:
    if lines:
        yield _block("heading", f"{title} ({len(lines)})")
        yield from (_block("item", line) for line in lines)


def _block(kind: Kind, text: str) -> Block:
    return Block(kind, printable(text))


def _entry(line: Line) -> Block:
    return Block(
        "entry",
        printable(line.title),
        printable(line.marks),
        printable(" \u00b7 ".join(filter(None, (line.detail, line.status)))),
        printable(" \u00b7 ".join(filter(None, (line.when, line.category, line.sources)))),
        tuple(map(printable, line.notes)),
        line.struck,
    )
