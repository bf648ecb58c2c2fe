"""The medicines board of a record: rows aligned, worded, compared, set apart and counted (MED-01..18)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from viewer.record.completeness import completeness_words
from viewer.record.pages.asked import PageAsked
from viewer.record.pages.medicines.aligned import aligned
from viewer.record.pages.medicines.body import MedicinesPage, Row, Section
from viewer.record.pages.medicines.cells import cell, spelled
from viewer.record.pages.medicines.changes import changes_since, day_words, since_of
from viewer.record.pages.medicines.columns import Given
from viewer.record.pages.medicines.compare import Match, Sources, match
from viewer.record.pages.medicines.courses import ORDER, SourceCourse, course
from viewer.record.pages.medicines.recent import Lately, recent_words
from viewer.record.pages.medicines.rows import Drug
from viewer.record.pages.medicines.words import Wording, copied
from viewer.source.domain import Domain

SECTIONS = (
    Section(key="do-not", title="Do not give", view="current"),
    Section(key="suspended", title="Suspended", view="current"),
    Section(key="current", title="Current", view="current"),
    Section(key="unreadable", title="Could not be read, or has no name", view="current"),
    Section(key="unknown", title="Neither current nor past is stated", view="current"),
    Section(key="planned", title="Planned", view="current"),
    Section(key="past", title="Past", view="past"),
    Section(key="given", title="Given, supplied or issued, without an order", view="other"),
    Section(key="withdrawn", title="Entered in error or withdrawn", view="other"),
)
"""Rows that stand apart, in this order; what may hold now is in the first view (MED-11)."""

_MARKS = (("do-not", "Do not give"), ("suspended", "Suspended"))
"""What stands out at the head of a row, of these sections."""

_FOOT = (
    "Aligned by code or name as written: a brand and its generic name may stand in two rows. "
    "Words are compared, nothing is calculated."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Board:
    """What every row is made with."""

    asked: PageAsked
    columns: tuple[Given, ...]
    sources: Sources
    near: Mapping[str, Sequence[Drug]]
    listed: Mapping[str, Mapping[str, tuple[SourceCourse, ...]]]
    marks: Mapping[tuple[str, str], tuple[str, ...]]
    unnamed: bool

    def row(self, drug: Drug) -> Row:
        """Return one row of the board."""
        courses = self.listed[drug.key]
        wording = Wording(name=drug.name, is_named=drug.is_named, zone=self.asked.zone, marks_of=self.marks)
        near = self.near[drug.key]
        cells = tuple(
            cell(given, courses.get(given.source.origin.id, ()), wording, self._elsewhere(near, given))
            for given in self.columns
        )
        found = match(courses, self.sources, doubtful=bool(near) or self.unnamed or not drug.is_named)
        section = _section(drug, [made for own in courses.values() for made in own])
        return Row(
            key=drug.key,
            count=len({copy.entry.id for copy in drug.copies}),
            name=drug.name,
            section=section,
            match=found.kind,
            match_words=found.words,
            cells=cells,
            seen=_seen(drug.name, found, [one.words for one in cells]),
            copied=self._copied(courses, wording),
            marks=tuple(words for key, words in _MARKS if key == section),
            notes=_notes(near),
            started=_started(courses),
            changes=self._changes(courses),
        )

    def _elsewhere(self, near: Sequence[Drug], given: Given) -> list[str]:
        return [drug.name for drug in near if given.source.origin.id in self.listed[drug.key]]

    def _copied(self, courses: Mapping[str, Sequence[SourceCourse]], wording: Wording) -> str:
        return "\n".join(
            copied(made, given.name, wording)
            for given in self.columns
            for made in spelled(courses.get(given.source.origin.id, ()))
        )

    def _changes(self, courses: Mapping[str, Sequence[SourceCourse]]) -> tuple[str, ...]:
        asked = self.asked
        since = since_of(asked.options, asked.now, asked.zone)
        return changes_since(courses, self.sources.names, since, asked.zone) if since else ()


def medicines_page(asked: PageAsked) -> MedicinesPage:
    """Return the board; every medicine of the record stands in exactly one row, and no cell is blank."""
    record, zone = asked.record, asked.zone
    found = aligned(asked)
    columns = found.columns
    board = _Board(
        asked=asked,
        columns=columns,
        sources=Sources(
            names={given.source.origin.id: given.name for given in columns},
            complete=frozenset(given.source.origin.id for given in columns if given.complete),
        ),
        near=found.near,
        listed=found.listed,
        marks=found.marks,
        unnamed=any(given.unnamed for given in columns),
    )
    made = sorted((board.row(drug) for drug in found.rows), key=_order)
    since = since_of(asked.options, asked.now, zone)
    return MedicinesPage(
        columns=found.heads,
        sections=SECTIONS,
        rows=tuple(made),
        completeness=completeness_words(record, {Domain.MEDICINES}, zone),
        left_out=_left_out(board, made),
        since=day_words(since, zone) if since else "",
        foot=_FOOT,
        copied_foot=_copied_foot(columns),
    )


def _section(drug: Drug, courses: Sequence[SourceCourse]) -> str:
    """What must be seen first decides; a medicine that is current anywhere is no suspended one."""
    standings = {made.standing for made in courses}
    if not drug.is_named and standings - {"withdrawn"}:
        return "unreadable"
    if {"suspended", "current"} <= standings and "do-not" not in standings:
        return "current"
    return min(standings, key=ORDER.index)


def _started(courses: Mapping[str, Sequence[SourceCourse]]) -> float | None:
    """When it was started last, of all that is told; None where no source gives a date."""
    days = [
        day.earliest
        for own in courses.values()
        for made in own
        for copy in made.stated
        if (day := course(copy.own).start or copy.own.when)
    ]
    return max(days, default=None)


_VIEWS = [section.key for section in SECTIONS]


def _order(row: Row) -> tuple[int, float, str]:
    """Newest start first in each section (MED-11); what has no date stands below."""
    return _VIEWS.index(row.section), -(row.started or float("-inf")), row.key


def _seen(name: str, found: Match, words: Sequence[str]) -> str:
    """Another text whenever the row says anything else: a mark of review then no longer holds."""
    said = "\x1e".join([name, found.words, *words])
    return sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _notes(near: Sequence[Drug]) -> tuple[str, ...]:
    names = ", ".join(drug.name for drug in near)
    return (f"Similar name: {names}",) if names else ()


def _left_out(board: _Board, rows: Sequence[Row]) -> dict[str, str]:
    """For each view, what stands in the others; beside the current ones, how many stopped lately (MED-12)."""
    found = {}
    for view in ("current", "past", "other"):
        others = [
            f"{number} {section.title.lower()}"
            for section in SECTIONS
            if section.view != view and (number := sum(1 for row in rows if row.section == section.key))
        ]
        found[view] = f"Not in this view: {', '.join(others)}." if others else ""
    lately = Lately(rows=rows, sections=SECTIONS, listed=board.listed, columns=board.columns)
    recent = recent_words(board.asked, lately)
    found["current"] = " ".join(part for part in (recent, found["current"]) if part)
    found["all"] = ""
    return found


def _copied_foot(columns: Sequence[Given]) -> str:
    """What a copy has to say of the lists it comes from: those that are not complete."""
    lacking = [given.name for given in columns if not given.complete]
    return f"Not a complete list: {', '.join(lacking)}." if lacking else ""
