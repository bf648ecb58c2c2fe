"""Which copies of one medicine at one source are one course: an order, its statement, issues, supplies."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from viewer.entries.course import Course
from viewer.entries.entry import Entry, Flag, Standing
from viewer.fhir.dates import ClinicalDate
from viewer.record.pages.medicines.rows import Copy

WITHDRAWN = frozenset({Flag.IN_ERROR, Flag.REFUTED, Flag.SUPERSEDED})
_SUSPENDED = ("on hold", "suspended")
_EVENTS = frozenset({"MedicationDispense", "MedicationAdministration"})
_NOTHING = Course()
ORDER = (
    "do-not",
    "suspended",
    "current",
    "unreadable",
    "unknown",
    "planned",
    "past",
    "given",
    "withdrawn",
)
"""Standings, those that must be seen first first."""

_OF_STANDING = {
    Standing.CURRENT: "current",
    Standing.PAST: "past",
    Standing.PLANNED: "planned",
    Standing.UNKNOWN: "unknown",
}
NOW = frozenset({"current", "suspended", "unknown", "planned"})
"""Standings of what a source lists now, or may."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceCourse:
    """One course at one source, its leading copy first; ``issues`` are its issues, supplies and givings.

    ``standing`` is one of ``ORDER``.
    """

    lead: Copy
    others: tuple[Copy, ...]
    issues: tuple[Copy, ...]
    standing: str

    @property
    def stated(self) -> tuple[Copy, ...]:
        """What says what is to be taken: the order and the statement of it."""
        return (self.lead, *self.others)

    @property
    def copies(self) -> tuple[Copy, ...]:
        """Every copy, in the order in which they are told."""
        return (self.lead, *self.others, *self.issues)

    @property
    def latest(self) -> float:
        """When it last had a date; for order only."""
        return max((latest_of(copy.own) for copy in self.copies), default=0.0)


def course(entry: Entry) -> Course:
    """The course of an entry; of one that could not be read an empty one."""
    return entry.course or _NOTHING


def latest_of(entry: Entry) -> float:
    """The latest moment that an entry states, for order; one without any date comes last."""
    said = course(entry)
    days = (entry.when, said.start, said.last_issued, said.stopped, said.dose_changed)
    return max((day.earliest for day in days if day), default=float("-inf"))


def last_day(made: SourceCourse) -> ClinicalDate | None:
    """The newest day on which a source recorded or issued it; its supplies have lists of their own."""
    issues = [copy for copy in made.issues if course(copy.own).issue]
    copies = (*made.stated, *issues)
    days = [*(course(copy.own).last_issued for copy in copies), *(copy.own.when for copy in copies)]
    return max((day for day in days if day), key=lambda day: day.earliest, default=None)


def standing_of(entry: Entry) -> str:
    """Where an entry belongs; what is not understood is never read as past."""
    if Flag.UNREADABLE in entry.flags:
        return "unreadable"
    if entry.flags & WITHDRAWN:
        return "withdrawn"
    if Flag.DO_NOT in entry.flags:
        return "do-not"
    if entry.standing is Standing.CURRENT and entry.status.startswith(_SUSPENDED):
        return "suspended"
    return _OF_STANDING.get(entry.standing, "given")


def courses(copies: Sequence[Copy]) -> tuple[SourceCourse, ...]:
    """Group one source's copies of one medicine; what must be seen first first, then the newest."""
    by_reference = {copy.own.members[0].key.reference: copy for copy in copies}
    groups: dict[str, list[Copy]] = {}
    for copy in copies:
        groups.setdefault(_root(copy, by_reference).entry.id, []).append(copy)
    found = [made for group in groups.values() for made in _made(group)]
    return tuple(sorted(found, key=_rank))


def _rank(made: SourceCourse) -> tuple[int, float, str]:
    return ORDER.index(made.standing), -made.latest, made.lead.entry.id


def _root(copy: Copy, by_reference: Mapping[str, Copy]) -> Copy:
    """The order that a copy goes back to, step by step; references in a ring end where they began."""
    if not course(copy.own).based_on:
        return copy
    seen = {copy.entry.id}
    while True:
        above = (by_reference.get(reference) for reference in course(copy.own).based_on)
        order = next((one for one in above if one is not None and one.entry.id not in seen), None)
        if order is None or not _same_fate(copy, order):
            return copy
        seen.add(order.entry.id)
        copy = order


def _same_fate(copy: Copy, order: Copy) -> bool:
    """A withdrawn copy never hides in a live course, nor a live one in what was withdrawn."""
    ours, theirs = (standing_of(one.own) for one in (copy, order))
    apart = {"withdrawn", "unreadable", "do-not"}
    return (ours in apart) == (theirs in apart)


def _made(group: Sequence[Copy]) -> list[SourceCourse]:
    if len(group) == 1:  # nearly all of them
        return [SourceCourse(lead=group[0], others=(), issues=(), standing=standing_of(group[0].own))]
    stated = sorted((copy for copy in group if not _is_event(copy.own)), key=_leads)
    events = sorted((copy for copy in group if _is_event(copy.own)), key=_newest_first)
    if stated:
        standing = min((standing_of(copy.own) for copy in stated), key=ORDER.index)
        lead, *others = stated
        return [SourceCourse(lead=lead, others=tuple(others), issues=tuple(events), standing=standing)]
    return [SourceCourse(lead=copy, others=(), issues=(), standing=standing_of(copy.own)) for copy in events]


def _is_event(entry: Entry) -> bool:
    """One issue, supply or giving of something that is ordered elsewhere."""
    return course(entry).issue or entry.members[0].key.type in _EVENTS


def _leads(copy: Copy) -> tuple[int, bool, float, str]:
    """What holds now leads, and of that what states a dose."""
    return (
        ORDER.index(standing_of(copy.own)),
        not course(copy.own).dose,
        -latest_of(copy.own),
        copy.entry.id,
    )


def _newest_first(copy: Copy) -> tuple[float, str]:
    return -latest_of(copy.own), copy.entry.id


def by_source(copies: Iterable[Copy]) -> dict[str, tuple[SourceCourse, ...]]:
    """Return the courses of one medicine by source id."""
    found: dict[str, list[Copy]] = {}
    for copy in copies:
        found.setdefault(copy.source, []).append(copy)
    return {source: courses(own) for source, own in found.items()}
