"""The engine's side of the conversation: one message or event in, what changed out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, tzinfo
from typing import TypeVar

import msgspec

from viewer import __version__
from viewer.engine.endpoint_desk import EndpointDesk
from viewer.engine.gather import first_round, settled_parts
from viewer.engine.messages import (
    AskDetail,
    Audited,
    CancelLoad,
    CloseRecord,
    Find,
    FromEngine,
    FromWindow,
    Hello,
    LinkPatient,
    OpenFiles,
    OpenPatient,
    Quit,
    Refused,
    RemoveEndpoint,
    Retry,
    Said,
    SaveEndpoint,
    SessionSecrets,
    Skip,
    TestEndpoint,
    UnlinkSource,
    UseDemo,
)
from viewer.engine.open_record import OpenRecord
from viewer.engine.parts import parts_of
from viewer.engine.persons import Wish, linked_by_hand, settle
from viewer.engine.readers import Heard, Readers
from viewer.engine.search import Search
from viewer.errors import EngineError, ViewerError
from viewer.load.flow import Watch
from viewer.source.protocols import PatientQuery, RecordSource
from viewer.store.audit import Action

Say = Callable[[FromEngine], None]
Told = TypeVar("Told", bound=Said)


@dataclass(slots=True)
class Conversation:
    """Holds the search and the record on screen. One thread calls it; ``say`` sends to the window."""

    readers: Readers
    desk: EndpointDesk
    zone: tzinfo
    watch: Watch
    say: Say
    now: Callable[[], datetime]
    generation: int = 0
    search: Search | None = None
    record: OpenRecord | None = None
    _searching: set[int] = field(default_factory=set)
    _wanted: OpenPatient | None = None
    _dirty: bool = False

    def greet(self) -> None:
        """Say that the engine is up, with which endpoints and under which limits."""
        self.say(Hello(version=__version__, notices=self.desk.notices()))
        self.say(self.desk.endpoints())

    def take(self, message: FromWindow) -> None:
        """Do what the window asks. A failure is said in words; a defect ends the engine, visibly."""
        try:
            self._take(message)
        except ViewerError as error:
            self.say(Refused(generation=message.generation, what=error.what, advice=error.advice))

    def _take(self, message: FromWindow) -> None:  # noqa: C901, PLR0912, PLR0915 - one line for each message
        match message:
            case Find():
                self._begin_search(message.generation, self.desk.sources(), message.query)
            case OpenFiles():
                query = PatientQuery(reference=message.patient)
                self._begin_search(message.generation, self.desk.files(message.paths), query)
            case OpenPatient():
                self._open(message)
            case LinkPatient():
                self._link(message)
            case UnlinkSource():
                self._unlink(message.source)
            case Retry() | CancelLoad() | AskDetail():
                self._on_record(message)
            case CloseRecord():
                self._forget(message.generation)
            case SaveEndpoint() | RemoveEndpoint() | TestEndpoint():
                for answer in self.desk.take(message):
                    self.say(answer)
            case SessionSecrets() | UseDemo():
                self.desk.remember(message)
                self.say(self.desk.endpoints())
            case Skip():
                self.watch = replace(self.watch, skip=self.watch.skip | _places(message.places))
            case Audited():
                self.desk.audit(_action(message), self._source_ids(), self._nhs_number(), message.detail)
            case Quit():
                self._forget(message.generation)

    def hear(self, heard: Heard) -> None:
        """Take in an event of a source; one that belongs to nothing any more is dropped (IDM-05)."""
        if self.record is not None and self.record.hear(heard):
            self._dirty = True
        elif self.search is not None and heard.reading in self._searching:
            self.search.feed(heard.event)
            self.say(self.search.message(self.generation))
            self._open_when_settled()

    def changed(self) -> Iterator[FromEngine]:
        """Yield the timeline rows that came or left."""
        if self.record is not None:
            rows = self.record.rows()
            if rows is not None:
                yield self._stamped(rows)

    def screen(self) -> Iterator[FromEngine]:
        """Yield banner and first screen, if anything has changed since."""
        if self.record is None or not self._dirty:
            return
        self._dirty = False
        supporting = self.record.supporting_rows() if self.record.settled else None
        if supporting is not None:
            yield self._stamped(supporting)
        for message in self.record.screen(self.now().date()):
            yield self._stamped(message)

    def _stamped(self, message: Told) -> Told:
        return msgspec.structs.replace(message, generation=self.generation)

    def _forget(self, generation: int) -> None:
        self.readers.cancel_all()
        self.generation = generation
        self.search, self.record, self._wanted = None, None, None
        self._searching.clear()

    def _begin_search(self, generation: int, sources: list[RecordSource], query: PatientQuery) -> None:
        self._forget(generation)
        self.desk.audit(Action.SEARCH, tuple(source.origin.id for source in sources), query.nhs_number)
        self.search = Search(sources, query, self.zone)
        for source in sources:
            self._searching.add(self.readers.start(source.origin.id, first_round(source, query)))
        self.say(self.search.message(generation))

    def _open(self, message: OpenPatient) -> None:
        """Open the chosen Patients; where they are not known (after a crash) they are looked for first."""
        source, reference, _ = message.patients[0]
        if self.search is None or self.search.patient(source, reference) is None:
            self._look_first(message)
            return
        self.generation = message.generation
        chosen = [self.search.patient(where, name) for where, name, _ in message.patients]
        by_hand = frozenset((where, name) for where, name, hand in message.patients if hand)
        facts = [found for found in chosen if found is not None]
        wish = Wish(links=by_hand | {(source, reference)})
        settled = settle(facts, wish)
        if settled is None or len(settled.links) < len(message.patients):
            raise ViewerError(
                "Not every chosen patient record can be linked without your decision",
                "Link each one yourself after comparing the demographics.",
            )
        self._show(OpenRecord(self.search.found, self.readers, self.zone, self.watch))
        if self.record is not None:
            self.record.begin(parts_of(self.search.found, settled.links))

    def _look_first(self, message: OpenPatient) -> None:
        """Find again what a former engine had found; what is not found the second time is refused."""
        if self._wanted is not None:
            self._wanted = None
            raise EngineError("The patient was not found again", "Search for the patient anew.")
        query = message.query
        if query == PatientQuery():
            query = PatientQuery(reference=message.patients[0][1])
        self._begin_search(message.generation, self.desk.sources(), query)
        self._wanted = message

    def _show(self, record: OpenRecord) -> None:
        self.record, self._dirty = record, True
        self.desk.audit(Action.OPEN, self._source_ids(), self._nhs_number())

    def _open_when_settled(self) -> None:
        search = self.search
        if search is None or not search.settled:
            return
        if self._wanted is not None:
            self.take(self._wanted)
            self._wanted = None
        elif search.is_files:
            self._open_files(search)

    def _open_files(self, search: Search) -> None:
        """Files about one person (or nobody) open at once; several people wait for a choice."""
        parts = settled_parts(search.found, Wish(reference=search.query.reference))
        if parts is not None:
            self._show(OpenRecord(search.found, self.readers, self.zone, self.watch))
            if self.record is not None:
                self.record.begin(parts)

    def _link(self, message: LinkPatient) -> None:
        if self.record is None or self.search is None:
            return
        facts = self.search.patient(message.source, message.reference)
        lead = self.record.lead
        if facts is not None and lead is not None:
            self.record.link(linked_by_hand(lead, facts))
            self.desk.audit(Action.LINK, (message.source,), self._nhs_number())
            self._dirty = True

    def _unlink(self, source: str) -> None:
        if self.record is None:
            return
        if self.record.leads(source):
            raise ViewerError(
                "This source's patient leads the record", "Open the patient anew to leave it out."
            )
        self.record.unlink(source)
        self.desk.audit(Action.LINK, (source,), self._nhs_number(), "undone")
        self._dirty = True

    def _on_record(self, message: Retry | CancelLoad | AskDetail) -> None:
        if self.record is None:
            return
        match message:
            case Retry():
                self.record.retry(message.source)
                self._dirty = True
            case CancelLoad():
                self.record.cancel(message.source)
            case AskDetail():
                self.say(self._stamped(self.record.detail(message.entry)))

    def _source_ids(self) -> tuple[str, ...]:
        return tuple(self.record.found.sources) if self.record else ()

    def _nhs_number(self) -> str:
        lead = self.record.lead if self.record else None
        return lead.nhs_number if lead else ""


def _action(message: Audited) -> Action:
    try:
        return Action(message.action)
    except ValueError as error:
        raise EngineError("The window did something that has no name in the audit trail") from error


def _places(places: tuple[str, ...]) -> frozenset[tuple[str, int]]:
    pairs = (place.rpartition(" ") for place in places)
    return frozenset((key, int(start)) for key, _, start in pairs if start.isdecimal())
