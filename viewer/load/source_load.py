"""One source's share of a load: each occurrence takes exactly one way, and is counted on it."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import tzinfo

from viewer.entries.entry import Entry, Flag
from viewer.entries.reading import Context
from viewer.entries.register import SUPPORTING, entry_from, supporting_title, supports, unreadable_entry
from viewer.fhir.body import split
from viewer.fhir.reference import subjects_of
from viewer.fhir.resource import FhirVersion, Place, Resource
from viewer.fhir.strict import read_object
from viewer.load.chains import Chains
from viewer.load.document_marks import DocumentMarks
from viewer.load.grid import DomainGrid
from viewer.load.identity import ByBytes, Identities, Sameness
from viewer.load.intake import Occurrence, Unreadable, occurrences, place_key, unless_skipped
from viewer.load.library import Library
from viewer.load.outcomes import (
    gap_of_reuse,
    gap_of_stranger,
    gap_of_unreadable,
    gaps_of_outcome,
    warnings_of_list,
)
from viewer.load.pages import Pages
from viewer.load.scope import Scope, Whose
from viewer.load.subjects import SubjectIndex, names_no_person
from viewer.load.tally import Tally, Way
from viewer.load.versions import Versions
from viewer.record.model import Quarantined, SourceRow, Supporting
from viewer.source.answer import Answer, Asked, Ended, Recalled, RecallEnded, SourceEnded, SourceEvent
from viewer.source.gap import Gap, GapKind
from viewer.source.origin import Origin, SourceKind
from viewer.source.state import SourceState

_OURS = frozenset({Flag.IDENTITY_REUSED, Flag.SUPERSEDED, Flag.FROM_WITHDRAWN, Flag.REPLACED, Flag.ADDED_TO})
Emit = Callable[[Entry], None]
Announce = Callable[[str, int], None]


@dataclass(slots=True)
class SourceLoad:
    """Everything one source gave so far. ``emit`` takes each entry that came or changed.

    ``announce`` is told (``place_key``, offset) before a resource is read into an entry, so that a crash
    can be traced to it; ``skip`` holds those that did end the engine before: they are listed as unreadable.
    ``as_at``: ISO 8601, of when this is, where it is a copy kept on this computer; "" for an answer.
    ``earlier``: it is an answer of this session that could not be read again.
    """

    origin: Origin
    scope: Scope
    zone: tzinfo
    pages: Pages
    emit: Emit
    announce: Announce
    skip: frozenset[tuple[str, int]] = frozenset()
    state: SourceState = SourceState.WAITING
    fhir_version: FhirVersion = FhirVersion.UNKNOWN
    retrieved: str = ""
    as_at: str = ""
    earlier: bool = False
    page_numbers: list[int] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)
    supporting: list[Supporting] = field(default_factory=list)
    quarantined: list[Quarantined] = field(default_factory=list)
    patients: list[Resource] = field(default_factory=list)
    entries: dict[str, Entry] = field(default_factory=dict)
    by_place: dict[Place, str] = field(default_factory=dict)
    identities: Identities = field(default_factory=Identities)
    versions: Versions = field(default_factory=Versions)
    names: ByBytes = field(default_factory=ByBytes)
    chains: Chains = field(default_factory=Chains)
    _body: bytes = b""
    grid: DomainGrid = field(init=False)
    subjects: SubjectIndex = field(init=False)
    library: Library = field(init=False)
    documents: DocumentMarks = field(init=False)

    def __post_init__(self) -> None:
        self.grid = DomainGrid(self.origin.id, self.origin.holds)
        self.subjects = SubjectIndex(self.origin.base)
        self.library = Library(self.origin.base, self.pages)
        self.documents = DocumentMarks(self.origin.base, self.library, self.by_place)

    def feed(self, event: SourceEvent) -> None:
        """Take in one event of this source."""
        match event:
            case Asked():
                self.state = SourceState.LOADING
                self.grid.ask(event)
            case Answer():
                self._take(event)
            case Ended():
                self.grid.end(event)
            case SourceEnded():
                for gap in (*event.gaps, *self.chains.gaps(self.origin.id)):
                    self.grid.note(gap)
                self.state = self.final(event.state)
            case Recalled():
                self.as_at = event.as_at.isoformat()
            case RecallEnded():  # pragma: no branch - there is no seventh event
                self.feed(event.end)

    def anew(self) -> "SourceLoad":
        """Return an empty load of the same source for the same person."""
        anew = SourceLoad(self.origin, self.scope, self.zone, self.pages, self.emit, self.announce, self.skip)
        anew.subjects = self.subjects  # who is who does not change with the order of the answers
        return anew

    def row(self) -> SourceRow:
        """Return the source as the record shows it."""
        expected = [s.ended.expected for s in self.grid.searches.values() if s.ended and s.ended.expected]
        return SourceRow(
            origin=self.origin,
            fhir_version=self.fhir_version.value,
            state=self.state,
            pages=len(self.page_numbers),
            retrieved=self.retrieved,
            as_at=self.as_at,
            earlier=self.earlier,
            counts=self.tally.counts(),
            gaps=self.grid.all_gaps(),
            expected=sum(expected) or None,
        )

    def final(self, state: SourceState) -> SourceState:
        """Return the state that holds: a source that says it is whole is not where anything is missing."""
        if state is SourceState.COMPLETE and any(gap.kind.makes_partial for gap in self.grid.gaps):
            return SourceState.PARTIAL
        return state

    def _take(self, answer: Answer) -> None:
        number = self.pages.keep(answer)
        self.page_numbers.append(number)
        self.retrieved = answer.retrieved.isoformat()
        found = split(answer.body, answer.media_type, answer.path)
        for words in found.notices:
            self._gap(answer, GapKind.NOTICE, f"A note on {answer.place}", words)
        if self.origin.kind is SourceKind.FILE:
            self.chains.note(answer, found)
        read = list(occurrences(answer, found, number))
        for item in read:
            if isinstance(item, Resource):
                self.subjects.learn(item)
        key, self._body = place_key(answer), answer.body
        for item in read:
            self.announce(key, item.place.start)
            self._place(unless_skipped(item, key, self.skip), answer)

    def _raw(self, item: Occurrence) -> bytes:
        """Bytes of an occurrence of the answer being taken in; the kept page would be unpacked for each."""
        return self._body[item.place.start : item.place.end]

    def _gap(self, answer: Answer, kind: GapKind, what: str, why: str) -> None:
        gap = Gap(source=self.origin.id, kind=kind, domain=None, what=what, why=why, when=answer.retrieved)
        self.grid.note(gap, self.grid.domains_of(answer.search))

    def _place(self, item: Occurrence, answer: Answer) -> None:
        """Send one occurrence its way. The first test that applies decides."""
        if isinstance(item, Unreadable):
            self._unreadable(item, answer)
            return
        subject = self.subjects.subject_of(item, self.scope.subjects)
        whose = self.scope.judge(subject)
        if whose is Whose.NOT_COUNTED:
            self._shelve(item)
            return
        if item.key.type == "OperationOutcome":
            self._message(item, answer)
            return
        if not subject and self.scope.mixed and item.key.type not in SUPPORTING:
            whose = Whose.OTHERS
        self._same_or_new(item, whose, subject)

    def _unreadable(self, item: Unreadable, answer: Answer) -> None:
        if not self.scope.counts_unnamed:
            return
        if self.scope.foreign:
            self._quarantine(item, f"It cannot be read ({item.reason}), and nobody here is linked")
            return
        if self.identities.is_there(item.key, self._raw(item)):
            self.tally.add(Way.REPEAT)
            return
        entry = unreadable_entry(item.key, item.place, item.reason)
        self._keep(replace(entry, id=self.names.name(item.key, self._raw(item))))
        self.tally.add(Way.UNREADABLE)
        gap = gap_of_unreadable(item, answer)
        self.grid.note(gap, self.grid.domains_of(answer.search))

    def _message(self, item: Resource, answer: Answer) -> None:
        self.tally.add(Way.MESSAGE)
        for gap in gaps_of_outcome(item.content, self.origin.id, answer.retrieved):
            self.grid.note_once(gap, self.grid.domains_of(answer.search))

    def _same_or_new(self, item: Resource, whose: Whose, subject: str) -> None:
        verdict = self.identities.check(item.key, self._raw(item))
        if verdict.sameness is Sameness.REPEAT:
            self.tally.add(Way.REPEAT)
        elif whose is Whose.OTHERS:
            self._quarantine(item, self.scope.why_aside(subject))
            if subject and self.origin.kind is SourceKind.ENDPOINT:
                self.grid.note_once(gap_of_stranger(item.key))
        elif supports(item.key.type, item.content):
            self._support(item)
            if verdict.sameness is Sameness.REUSED:
                self.grid.note(gap_of_reuse(item.key))
        else:
            self.tally.add(Way.ENTRY)
            self._enter(item, subject, again=verdict.sameness is Sameness.REUSED)
            self.flag(verdict.first, Flag.IDENTITY_REUSED)

    def _quarantine(self, item: Occurrence, why: str) -> None:
        self.tally.add(Way.QUARANTINED)
        self.quarantined.append(Quarantined(source=self.origin.id, reference=item.key.reference, why=why))

    def _support(self, item: Resource) -> None:
        self.tally.add(Way.SUPPORTING)
        self._learn_version(item)
        if item.key.type == "Patient":
            self.patients.append(item)
            self.grid.count_patient()
        self.supporting.append(
            Supporting(
                id=self.names.name(item.key, self._raw(item)),
                reference=item.key.reference,
                source=self.origin.id,
                type=item.key.type,
                title=supporting_title(item.content),
                page=item.place.page,
                start=item.place.start,
                end=item.place.end,
            )
        )
        self._shelve(item)

    def _shelve(self, item: Resource) -> None:
        if item.key.type in SUPPORTING:
            for waiting in self.library.add(item):
                self._read_again(waiting)

    def _learn_version(self, item: Resource) -> None:
        if self.fhir_version is FhirVersion.UNKNOWN:
            self.fhir_version = item.version

    def _enter(self, item: Resource, subject: str, *, again: bool) -> None:
        self._learn_version(item)
        entry = self._entry(item, subject)
        if again or not item.key.id:
            entry = replace(entry, id=self.names.name(item.key, self._raw(item)))
        if again:
            entry = replace(entry, flags=entry.flags | {Flag.IDENTITY_REUSED})
        for gap in warnings_of_list(item):
            self.grid.note(gap)
        if entry.waiting_for:
            self.library.wait(replace(item, content={}), entry.waiting_for)
        self.identities.note(item.key, entry.id)
        self._keep(entry)
        for waiting in self.library.note(item):
            self._read_again(waiting)
        self._mark(item, entry.id)

    def _mark(self, item: Resource, own: str) -> None:
        for replaced in self.versions.note(item, own):
            self.flag(replaced, Flag.SUPERSEDED)
        for marked, flag in tuple(self.documents.marks(item, own)):
            self.flag(marked, flag)

    def _entry(self, item: Resource, subject: str) -> Entry:
        entry = entry_from(item, Context(resolve=self.library.resolver(item), zone=self.zone))
        if subject or not subjects_of(item.content):
            return entry
        # A subject that is named but is no patient we can tell: never taken for this one in silence.
        unknown = Flag.ABOUT_OTHER if names_no_person(item) else Flag.NO_SUBJECT
        return entry if unknown in entry.flags else replace(entry, flags=entry.flags | {unknown})

    def _keep(self, entry: Entry) -> None:
        former = self.entries.get(entry.id)
        if former is not None:
            self.grid.count(former, -1)
        self.grid.count(entry)
        self.entries[entry.id] = entry
        self.by_place[entry.members[0].place] = entry.id
        self.emit(entry)

    def flag(self, which: str, flag: Flag) -> None:
        """Mark an entry, if it is there."""
        if (entry := self.entries.get(which)) is not None and flag not in entry.flags:
            self._keep(replace(entry, flags=entry.flags | {flag}))

    def _read_again(self, item: Resource) -> None:
        """Read an entry anew, now that something it refers to has come; its place and id stay."""
        whole = replace(item, content=read_object(self.pages.raw(item.place)))
        former = self.entries[self.by_place[item.place]]
        entry = self._entry(whole, self.subjects.subject_of(whole, self.scope.subjects))
        self.library.wait(item, entry.waiting_for, former.waiting_for)
        self._keep(replace(entry, id=former.id, flags=entry.flags | (former.flags & _OURS)))
