"""What each column says: its lists with kind and date, how complete they are, and what absence means."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from functools import cached_property

from viewer.fhir.dates import ClinicalDate, parse_date
from viewer.present.dates import short_day
from viewer.record.completeness import NOBODY, cell_words
from viewer.record.model import DomainRow, Record, SourceRow
from viewer.record.moments import clock
from viewer.record.pages.medicines.body import Column, Letter
from viewer.record.pages.medicines.courses import SourceCourse, course, last_day
from viewer.record.pages.medicines.own_lists import NO_LISTS, OwnLists, item_of
from viewer.record.pages.medicines.words import kind_of
from viewer.record.sources import found_nobody, holding, in_full, linked_sources, names_of, rows_of
from viewer.source.domain import Domain
from viewer.source.origin import SourceKind
from viewer.source.state import DomainState

LETTER_ONLY = "Medicines only in a letter: open"
_DAY_S = 86400
_EVENTS = frozenset({"administered", "dispensed"})
_EPISODES = frozenset({"discharge", "inpatient"}) | _EVENTS
"""Kinds of lists that end: they are as old as their newest record, however lately they were read."""

_LACKING = {
    DomainState.FAILED: "Not known: failed",
    DomainState.WITHHELD: "Not known: withheld by the source",
    DomainState.TRUNCATED: "Not in what was received: the list is incomplete",
    DomainState.NOT_SUPPORTED: "Not known: this source does not offer medicines",
    DomainState.NOT_ASKED: "Not known: not asked",
    DomainState.NOT_HELD: "This service keeps no medicines",
}
_LACKING_PART = {
    DomainState.FAILED: "Not in what was received: the rest failed",
    DomainState.WITHHELD: "Not in what was received: some was withheld",
}
"""The same where a part of the list came."""

_WITHOUT_LIST = frozenset(
    {
        DomainState.EMPTY,
        DomainState.ASSERTED_NONE,
        DomainState.NOT_SUPPORTED,
        DomainState.NOT_ASKED,
        DomainState.NOT_HELD,
    }
)


@dataclass(frozen=True, kw_only=True)  # without slots: what many cells ask is found once
class Given:
    """What one source gave of medicines: its courses of all rows, letters, and how many have no name."""

    source: SourceRow
    name: str
    row: DomainRow | None
    courses: tuple[SourceCourse, ...] = ()
    letters: tuple[Letter, ...] = ()
    unnamed: int = 0
    nobody: bool = False
    own: OwnLists = NO_LISTS

    @cached_property
    def changes_only(self) -> bool:
        """Whether all that it lists is what changed: then the rest is in no list of its own."""
        listed = [copy for made in self.courses for copy in made.stated if made.standing != "given"]
        references = {item_of(copy.own.members[0]) for copy in listed}
        return bool(self.own.changes) and self.own.date is None and references <= self.own.changes

    @cached_property
    def whole_answer(self) -> bool:
        """Whether it has answered in full, whatever that holds; a file never has."""
        whole = self.row is not None and in_full(self.row) and self.source.origin.kind is SourceKind.ENDPOINT
        return whole and not self.nobody

    @cached_property
    def returned_none(self) -> bool:
        """Whether it returned no medicine and does not state that there is none (CMP-01: maybe a denial)."""
        return self.row is not None and self.row.state is DomainState.EMPTY and not self.courses

    @cached_property
    def answered(self) -> bool:
        """Whether its whole list has come."""
        return self.whole_answer and not self.changes_only and not self.returned_none

    @cached_property
    def complete(self) -> bool:
        """Whether a medicine that is not here can be said not to be.

        Then all that is here has a readable name, and no letter holds what the list should.
        """
        return self.answered and not self.unnamed and not self.letter_only

    @cached_property
    def ended(self) -> ClinicalDate | None:
        """The day on which the lists of an episode end that is over; None where any list goes on."""
        if not self.courses or not {kind_of(one) for one in self.courses} <= _EPISODES:
            return None
        days = [day for one in self.courses if (day := last_day(one))]
        return max(days, key=lambda day: day.earliest, default=None)

    @cached_property
    def letter_only(self) -> bool:
        """Whether a letter is all that it gave."""
        without = self.row is None or (self.row.state in _WITHOUT_LIST and self.row.settled)
        return bool(self.letters) and not self.courses and without


def column(given: Given, zone: tzinfo) -> Column:
    """Return the heading of a column."""
    return Column(
        source=given.source.origin.id,
        name=given.name,
        lists=LETTER_ONLY if given.letter_only else _lists(given.courses, zone),
        state=_state(given, zone),
        complete=given.complete,
        letters=given.letters,
    )


def _lists(courses: Iterable[SourceCourse], zone: tzinfo) -> str:
    """Every kind of list with the date of its newest record."""
    newest: dict[str, ClinicalDate | None] = {}
    for kind, day in (dated for one in courses for dated in _kinds(one)):
        known = newest.setdefault(kind, day)
        if day is not None and (known is None or day.earliest > known.earliest):
            newest[kind] = day
    ordered = sorted(newest.items(), key=_newest_first)
    said = [f"{kind} {short_day(day, zone) if day else 'undated'}" for kind, day in ordered]
    return _sentence("; ".join(said)) or "No medicines received"


def _newest_first(dated: tuple[str, ClinicalDate | None]) -> tuple[float, bool, str]:
    """By day; of one day what is to be taken stands before what was supplied or given."""
    kind, day = dated
    return -(day.earliest // _DAY_S if day else float("-inf")), kind in _EVENTS, kind


def _kinds(one: SourceCourse) -> Iterator[tuple[str, ClinicalDate | None]]:
    """The list that a course is in, and those of its supplies and givings."""
    yield kind_of(one), last_day(one)
    for copy in one.issues:
        if not course(copy.own).issue:
            yield course(copy.own).kind, copy.own.when


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


def _state(given: Given, zone: tzinfo) -> str:
    at = _read(given, zone)
    words = next((words for holds, words in _not_whole(given) if holds), "")
    if words:
        return f"{words}{at}"
    unnamed = f"; {given.unnamed} without a readable name" if given.unnamed else ""
    return f"Complete{at}{unnamed}"


def _not_whole(given: Given) -> tuple[tuple[bool, str], ...]:
    """Why a list is not complete: the first that holds is said."""
    words = cell_words(given.row) if given.row else "Not known whether it has any"
    is_file = given.source.origin.kind is SourceKind.FILE
    return (
        (given.nobody, NOBODY),
        (is_file, "File: what it does not hold is not known"),
        (given.letter_only, "No structured medicines: not a complete list"),
        (not given.whole_answer, f"Not a complete list: {words[:1].lower()}{words[1:]}"),
        (given.changes_only, "Changes only, not a complete list"),
        (given.returned_none, "No records returned"),
    )


def _read(given: Given, zone: tzinfo) -> str:
    at = given.source.retrieved
    return f", read {short_day(parse_date(at), zone)} {clock(at, zone)}" if at else ""


def absence(
    given: Given, zone: tzinfo, elsewhere: Sequence[str] = (), *, is_named: bool = True
) -> tuple[str, str]:
    """Return what the cell of a medicine says that this source does not list: its kind, and words.

    ``elsewhere``: names of other rows that this source lists and that may be the same drug. ``is_named``: a
    medicine without a readable name may stand in any list.
    """
    if given.letter_only:
        return "letter", LETTER_ONLY
    if given.answered and not is_named:
        return "unknown", "Not known: this medicine has no readable name"
    if given.answered and elsewhere:
        return (
            "absent",
            f"Not under this name (complete, {_list_day(given, zone)}); see {', '.join(elsewhere)}",
        )
    if given.complete:
        return "absent", f"Not in this list (complete, {_list_day(given, zone)})"
    return "unknown", _lacking(given, zone)


def _lacking(given: Given, zone: tzinfo) -> str:
    many = "medicines of this source have" if given.unnamed > 1 else "medicine of this source has"
    reasons = (
        (given.answered, f"Not under this name; {given.unnamed} {many} no readable name"),
        (given.nobody, NOBODY),
        (
            given.source.origin.kind is SourceKind.FILE,
            "Not in this file; what it does not hold is not known",
        ),
        (
            given.whole_answer and given.changes_only,
            "Not in this list of changes; the whole list is not known",
        ),
        (
            given.whole_answer and given.returned_none,
            f"No records returned by {given.name}{_read(given, zone)}",
        ),
        (given.row is None, "Not known whether it has any"),
        (given.row is not None and not given.row.settled, "Not received so far"),
    )
    words = next((words for holds, words in reasons if holds), "")
    if words or given.row is None:
        return words
    letter = "; a discharge letter is here: open" if given.letters and not given.courses else ""
    part = _LACKING_PART.get(given.row.state, "") if given.courses else ""
    return part or _LACKING.get(given.row.state, "Not in what was received: it may be incomplete") + letter


def _list_day(given: Given, zone: tzinfo) -> str:
    """The day of a list: its own, that of the episode it ended with, else the day on which it was read."""
    day = given.own.date or given.ended
    if day is None and given.source.retrieved:
        day = parse_date(given.source.retrieved)
    return short_day(day, zone) if day else "not dated"


def sources_of(
    record: Record, listed: Mapping[str, object], letters: Mapping[str, object]
) -> tuple[SourceRow, ...]:
    """Return the sources that have a column: that may hold medicines, hold some, or a letter."""
    linked = {row.origin.id for row in linked_sources(record)}
    may = {row.origin.id for row in holding(record, {Domain.MEDICINES})}
    wanted = listed.keys() | ((may | letters.keys()) & linked)
    return tuple(row for row in record.sources if row.origin.id in wanted)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What stands in the record, by source id: courses, how many without a name, letters, lists."""

    courses: Mapping[str, Sequence[SourceCourse]]
    unnamed: Mapping[str, int]
    letters: Mapping[str, tuple[Letter, ...]]
    lists: Mapping[str, OwnLists]


def given_of(record: Record, found: Found) -> tuple[Given, ...]:
    """Return what each source gave, in the order of the columns."""
    names, rows = names_of(record), rows_of(record, Domain.MEDICINES)
    nobody = {row.origin.id for row in found_nobody(record)}
    return tuple(
        Given(
            source=source,
            name=names[source.origin.id],
            row=rows.get(source.origin.id),
            courses=tuple(found.courses.get(source.origin.id, ())),
            letters=found.letters.get(source.origin.id, ()),
            unnamed=found.unnamed.get(source.origin.id, 0),
            nobody=source.origin.id in nobody,
            own=found.lists.get(source.origin.id, NO_LISTS),
        )
        for source in sources_of(record, found.courses, found.letters)
    )
