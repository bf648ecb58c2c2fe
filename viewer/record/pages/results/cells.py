"""How one result reads in the grid: the value as sent, where its decimal point stands, and its marks."""

import re
from collections.abc import Mapping, Sequence
from datetime import tzinfo

from viewer.entries.entry import Entry, Flag
from viewer.entries.results import graded_as
from viewer.present.dates import long_date
from viewer.record.pages.results.body import Cell
from viewer.record.pages.results.homes import has_unit
from viewer.record.pages.results.moments import source_words

_AMOUNT = re.compile(
    r"((?:[<>]=?|ad )?-?\d+)((?:\.\d+)?(?:/(?:[<>]=?)?-?\d+(?:\.\d+)?)?) (.+)", re.ASCII | re.DOTALL
)
_SAMPLES = re.compile(r"\b\d+ sampled points\b", re.ASCII)
_SHORT = 60
"""Characters of words that a cell of the grid holds in a few lines; a longer text is opened."""

_PLAIN = frozenset({"", "final"})
_STRUCK = frozenset({Flag.IN_ERROR, Flag.REFUTED, Flag.SUPERSEDED})
DIFFER = "Sources differ"
_DOT = " \u00b7 "
_NO_CONCLUSION = "A report without a conclusion in words"


def unit_in(entry: Entry) -> str:
    """The unit as sent of a number of a coded test; "" for anything else."""
    found = _AMOUNT.fullmatch(entry.value) if has_unit(entry) else None
    return found.group(3) if found else ""


def shared_unit(entries: Sequence[Entry]) -> str:
    """The unit that all numbers of a row were sent with, letter by letter; "" where they differ."""
    units = {unit_in(entry) for entry in entries if has_unit(entry)}
    return units.pop() if len(units) == 1 else ""


def cell_of(entry: Entry, column: int, unit: str, words: tuple[Mapping[str, str], tzinfo, int]) -> Cell:
    """Make the cell of one entry; ``words``: names of sources, zone, how many of its parts are not here.

    ``unit``: what stands at the head of the row, and so not in the cell.
    """
    names, zone, lacking = words
    text, point = _said(entry, lacking), -1
    whole = "" if text == entry.value else _whole(entry, text)
    amount = _AMOUNT.fullmatch(text) if text == entry.value else None
    if amount:
        point = len(amount.group(1))
        text = text.removesuffix(f" {unit}") if unit and amount.group(3) == unit else text
    marks = marks_of(entry)
    graded = graded_as(entry.brief)
    return Cell(
        column=column,
        entry=entry.id,
        text=text,
        point=point,
        whole=whole,
        graded=graded,
        marks=marks,
        struck=bool(entry.flags & _STRUCK),
        spoken=". ".join(
            part
            for part in (
                f"{entry.title}: {whole or entry.value or text}",
                f"Sent as {graded}" if graded else "",
                f"{long_date(entry.when, zone)}, {source_words(entry, names)}",
                ", ".join(marks),
            )
            if part
        ),
    )


def marks_of(entry: Entry) -> tuple[str, ...]:
    """What must not be overlooked: flags, a status that is not final, copies that differ."""
    said = [*entry.marks]
    status = entry.status.split(", ")[0]
    if status not in _PLAIN and status.casefold() not in {mark.casefold() for mark in said}:
        said.append(f"{status[:1].upper()}{status[1:]}")
    return (*said, *([DIFFER] if entry.notes else []))


def _said(entry: Entry, lacking: int) -> str:
    """The value whole; a long text, a report or a group says what it is and is opened."""
    if _SAMPLES.search(entry.value):
        return "Trace (sampled data)"
    if entry.value:
        long = len(entry.value) > _SHORT
        return f"Text of {len(entry.value)} characters" if long else entry.value
    if entry.parts:
        number = len(entry.parts)
        words = f"{number} result{'' if number == 1 else 's'}"
        return f"{words}, {lacking} not found here" if lacking else words
    return "No value sent" if entry.members[0].key.type == "Observation" else "Open"


def _whole(entry: Entry, text: str) -> str:
    """What the words in the cell stand for: nobody can open a cell on paper, or see one that is spoken."""
    if entry.value:
        return entry.value
    if not entry.parts and entry.members[0].key.type != "Observation":
        return entry.detail or _NO_CONCLUSION
    counted = text.partition(", ")[0]  # a group's detail counts its results too: once is enough
    return _DOT.join([text, *(part for part in entry.detail.split(_DOT) if part not in {"", counted})])
