"""The flow: events of all sources in, one record out. A reader meets the whole product here."""

from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import tzinfo

from viewer.entries.entry import Entry
from viewer.fhir.resource import Place, Resource
from viewer.load.kept_copy import departed, keep_as_at, may_replace
from viewer.load.pages import KeptPage, Pages
from viewer.load.same_patient import changed_since
from viewer.load.scope import Scope
from viewer.load.source_load import Announce, SourceLoad
from viewer.load.subjects import SubjectIndex
from viewer.load.tally import total
from viewer.merge.conflicts import conflicts
from viewer.merge.facts import Facts
from viewer.merge.person import Link, Person
from viewer.merge.persons import CHOSEN
from viewer.record.model import DomainRow, Record, SourceRow, Supporting
from viewer.source.answer import Recalled, RecallEnded, SourceEnded, SourceEvent
from viewer.source.origin import Origin
from viewer.source.state import SourceState


def _announce_nothing(_key: str, _start: int) -> None:
    """Nobody needs to know where we are: the headless command has no window to tell."""


def _emit_nothing(_entry: Entry) -> None:
    """What is read again is shown only once it is whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """What the engine adds to a load: where we are, and what to pass over after a crash."""

    announce: Announce = _announce_nothing
    skip: frozenset[tuple[str, int]] = frozenset()


def _patients_first(item: Supporting) -> tuple[bool, str, str, str]:
    """Order what explains: answers come side by side, so that its order would differ from run to run."""
    return item.type != "Patient", item.type, item.reference, item.id


class Load:
    """One record being loaded. Not thread safe: one caller feeds it, in any order of sources.

    What a source said can be taken out again as a whole (``remove``): when a link is undone, or when the
    source is read again. ``facts``: the merged entries, and what the clinician took apart or put together.
    """

    def __init__(self, zone: tzinfo, watch: Watch | None = None) -> None:
        self.zone = zone
        self._watch = watch or Watch()
        self._pages = Pages()
        self._names: dict[str, str] = {}  # shared with Facts, which names sources in its sentences
        self.facts = Facts(self._names)
        self._sources: dict[str, SourceLoad] = {}
        self._again: dict[str, SourceLoad] = {}
        self._indexes: dict[str, SubjectIndex] = {}  # set aside while a copy tells who is who
        self._links: dict[str, tuple[Link, ...]] = {}
        self.notices: list[str] = []
        self.alerts: tuple[str, ...] = ()
        self.access: tuple[str, ...] = ()
        self.restricted: frozenset[str] = frozenset()
        """NHS numbers that PDS calls restricted: of whom they belong to no place is shown (NHS-01)."""

    def add(
        self, origin: Origin, scope: Scope, links: Iterable[Link] = (), index: SubjectIndex | None = None
    ) -> None:
        """Make room for a source.

        ``links`` say why its Patients are the person on screen; ``index`` is what a survey of the same
        source has learnt, so that a subject is named the same in both.
        """
        source = SourceLoad(
            origin=origin,
            scope=scope,
            zone=self.zone,
            pages=self._pages,
            emit=self.facts.upsert,
            announce=self._watch.announce,
            skip=self._watch.skip,
        )
        if index is not None:
            source.subjects = index
        self._names[origin.id] = origin.name
        self._sources[origin.id] = source
        self._links[origin.id] = tuple(links)

    def remove(self, source: str) -> None:
        """Take everything out that a source gave; what it stood beside stands alone again."""
        gone = self._sources.pop(source)
        self._again.pop(source, None)
        self._indexes.pop(source, None)
        self._links.pop(source, None)
        self.facts.remove_source(source)
        self._pages.drop(gone.page_numbers)

    def begin_again(self, source: str) -> None:
        """Read a source anew beside what stands: nothing leaves the screen before the new answer is there."""
        stands = self._sources[source]
        stands.subjects = self._indexes.pop(source, stands.subjects)
        anew = stands.anew()
        anew.emit = _emit_nothing
        self._again[source] = anew

    def feed(self, event: SourceEvent) -> None:
        """Take in one event; an event of a source that has left is dropped."""
        source = self._again.get(event.source) or self._sources.get(event.source)
        if source is not None:
            if isinstance(event, Recalled):  # what a copy says of who is who judges no answer
                self._indexes[event.source] = source.subjects
                source.subjects = deepcopy(source.subjects)
            source.feed(event)
            if isinstance(event, RecallEnded):
                self.begin_again(event.source)
            elif isinstance(event, SourceEnded) and event.source in self._again:
                self._settle_again(event.source)

    def _settle_again(self, source: str) -> None:
        """Take the new answer in place of the old one, unless it is the poorer of the two."""
        anew, stands = self._again.pop(source), self._sources[source]
        if not may_replace(anew, stands):
            keep_as_at(stands, anew)
            self._pages.drop(anew.page_numbers)
            return
        for gone in departed(stands, anew):
            anew.grid.note(gone)
            self.notices.append(f"{self._names[source]}: {gone.what}: {gone.why}. {gone.advice}")
        self.facts.remove_source(source)
        self._pages.drop(stands.page_numbers)
        anew.emit = self.facts.upsert
        self._sources[source] = anew
        for entry in anew.entries.values():
            self.facts.upsert(entry)

    def take_changes(self) -> tuple[tuple[Entry, ...], tuple[str, ...]]:
        """Return the merged entries that are new or changed since the last call, and ids that left."""
        return self.facts.take_changes()

    def record(self) -> Record:
        """Return the record as it stands."""
        entries = self.facts.entries()
        rows = self.sources()
        every = (self._withheld(link) for linked in self._links.values() for link in linked)
        links = tuple(sorted(every, key=lambda link: link.linked_by != CHOSEN))  # the chosen one leads
        person = Person(links=links) if links else None
        return Record(
            person=person,
            sources=rows,
            domains=self.domains(),
            entries=entries,
            conflicts=(
                *changed_since(links, self._patients(), self._names),
                *conflicts(entries, person, self._names, self.zone),
            ),
            counts=total(row.counts for row in rows),
            supporting=self.supporting(),
            quarantined=tuple(item for s in self._sources.values() for item in s.quarantined),
            notices=tuple(self.notices),
            alerts=self.alerts,
            access=self.access,
        )

    @property
    def is_restricted(self) -> bool:
        """Whether any source, or PDS, calls the person on screen restricted (NHS-01)."""
        every = (link for linked in self._links.values() for link in linked)
        return any(self._withheld(link).patient.restricted for link in every)

    def _withheld(self, link: Link) -> Link:
        if link.patient.nhs_number not in self.restricted:
            return link
        return replace(link, patient=replace(link.patient, restricted=True))

    def _patients(self) -> Iterator[Resource]:
        return (patient for source in self._sources.values() for patient in source.patients)

    def supporting(self) -> tuple[Supporting, ...]:
        """Return what is reached from entries or listed under Other records; every run has the same order."""
        return tuple(
            item
            for source in self._sources.values()
            for item in sorted(source.supporting, key=_patients_first)
        )

    def sources(self) -> tuple[SourceRow, ...]:
        """Return one row per source, in the order in which they were added."""
        return tuple(self._row(source) for source in self._sources.values())

    def _row(self, source: SourceLoad) -> SourceRow:
        """A kept copy is shown as what it is, and being read again, until the answer takes its place."""
        again = self._again.get(source.origin.id)
        if source.as_at and again is not None:
            return replace(source.row(), state=SourceState.LOADING)
        if again is None or again.state is not SourceState.LOADING:
            return source.row()
        # Its progress is what the strip shows, but what stands is as old as it was.
        return replace(again.row(), retrieved=source.retrieved)

    def domains(self) -> tuple[DomainRow, ...]:
        """Return one row per source and domain."""
        return tuple(row for source in self._sources.values() for row in self._domains_of(source))

    def _domains_of(self, source: SourceLoad) -> Iterable[DomainRow]:
        """What a kept copy holds is settled only once no answer is awaited in its place."""
        rows = source.grid.rows(source.state)
        if not source.as_at:
            return rows
        waits = source.origin.id in self._again
        return (
            replace(row, as_at=source.as_at, earlier=source.earlier, settled=row.settled and not waits)
            for row in rows
        )

    def source_ids(self) -> tuple[str, ...]:
        """Return the ids of all sources of this load."""
        return tuple(self._sources)

    def source(self, source_id: str) -> SourceLoad | None:
        """Return what one source gave, or None if it is not part of this load."""
        return self._sources.get(source_id)

    def copies(self, entry: Entry) -> tuple[Entry, ...]:
        """Return a merged entry's copies, each as its own source recorded it; none of a source that left."""
        sources = [(self._sources.get(one.key.source), one.place) for one in entry.members]
        found = (one.entries.get(one.by_place.get(place, "")) for one, place in sources if one)
        return tuple(copy for copy in found if copy is not None)

    def raw(self, place: Place) -> bytes:
        """Return the exact bytes of a place. Raises ResourceError: damaged, or dropped meanwhile."""
        return self._pages.raw(place)

    def page(self, place: Place) -> KeptPage:
        """Return what is known of the body that a place is in. Raises ResourceError: dropped meanwhile."""
        return self._pages.about(place.page)
