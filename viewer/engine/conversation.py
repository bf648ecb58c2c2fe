"""The engine's side of the conversation: one message or event in, what changed out."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, tzinfo
from typing import TypeVar

import msgspec

from viewer import __version__
from viewer.engine.admission import admitted, noticed_since
from viewer.engine.asked_of_record import QUIET, OfRecord, answers
from viewer.engine.beside import Beside
from viewer.engine.blocked import note_blocked
from viewer.engine.choosing import chosen_parts, enough_to_open, not_found_again, query_again
from viewer.engine.endpoint_desk import EndpointDesk
from viewer.engine.errands import Errands, Happened
from viewer.engine.gates_roles import for_roles
from viewer.engine.gather import settled_parts
from viewer.engine.hunt import Hunt
from viewer.engine.late import note_late
from viewer.engine.link_words import signing
from viewer.engine.linking import linked
from viewer.engine.messages import (
    Audited,
    CloseRecord,
    Find,
    FromEngine,
    FromWindow,
    Hello,
    KeptByHand,
    LinkPatient,
    OpenFiles,
    OpenPatient,
    Quit,
    RecordPermission,
    Refused,
    Said,
    SessionSecrets,
    Skip,
    UnlinkSource,
    UseDemo,
)
from viewer.engine.once_numbered import ask_by_number
from viewer.engine.open_record import OpenRecord
from viewer.engine.own_choices import OwnChoices
from viewer.engine.parts import Part
from viewer.engine.persons import Wish
from viewer.engine.readers import Heard, Readers
from viewer.engine.retrying import answers_anew
from viewer.engine.search import Search
from viewer.engine.slate import places_from
from viewer.errors import ViewerError
from viewer.load.flow import Watch
from viewer.source.answer import Answer, SourceEnded
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
    record: OpenRecord | None = None
    beside: Beside = field(init=False)
    hunt: Hunt = field(init=False)
    choices: OwnChoices = field(init=False)
    _wanted: OpenPatient | None = None
    _dirty: bool = False
    _reading_files: bool = False

    def __post_init__(self) -> None:
        self.beside = Beside(self.desk, Errands(self.readers.inbox), lambda: self.record, self.now)
        self.choices = OwnChoices(self.desk, self.beside.errands, self.now)
        self.hunt = Hunt(self.readers, self.zone, self.desk.setting.session, self.choices.of_candidate)

    @property
    def search(self) -> Search | None:
        """The search that is under way or done, None where none was begun."""
        return self.hunt.search

    def greet(self) -> None:
        """Say that the engine is up, with which endpoints and under which limits."""
        self.say(Hello(version=__version__, notices=self.desk.notices()))
        self.say(self.desk.endpoints())
        self.say(self.beside.gates.purposes())
        self.beside.begin()

    def take(self, message: FromWindow) -> None:
        """Do what the window asks. A failure is said in words; a defect ends the engine, visibly."""
        with self._in_words(message.generation):
            self._take(message)

    @contextmanager
    def _in_words(self, generation: int) -> Iterator[None]:
        try:
            yield
        except ViewerError as error:
            self.say(Refused(generation=generation, what=error.what, advice=error.advice))

    def _take(self, message: FromWindow) -> None:  # noqa: C901, PLR0912, PLR0915 - one line for each
        match message:
            case Find():
                self._begin_search(message.generation, self.desk.sources(message.query.at), message.query)
            case OpenFiles():
                query = PatientQuery(reference=message.patient)
                self._begin_search(message.generation, self.desk.files(message.paths), query)
                self.hunt.undone = message.undone
            case OpenPatient():
                self._open(message)
            case LinkPatient() | UnlinkSource():
                self._dirty |= linked(self.desk, self.record, self.search, message)
            case _ if isinstance(message, OfRecord):
                self._on_record(message)
            case CloseRecord() | Quit():
                self._forget(message.generation)
            case RecordPermission():
                self._happen(self.beside.permit(message, self._nhs_number(), self.now()))
            case SessionSecrets() | UseDemo():
                self._remember(message)
            case KeptByHand():
                self.choices.told = message
            case Skip():
                self.watch = replace(self.watch, skip=self.watch.skip | places_from(message.places))
            case Audited():
                origins = self.record.origins if self.record else []
                self.desk.audited(message, origins, self.record.nhs_number if self.record else "")
            case _:
                for happened in self.beside.take(message):
                    self._happen(happened)

    def hear(self, heard: Heard | Happened) -> None:
        """Take in an event of a source; one that belongs to nothing any more is dropped (IDM-05)."""
        if isinstance(heard, Happened):
            with self._in_words(0):
                self._happen(heard)
        elif self.record is not None and self.record.hear(heard):
            self._note(heard)
            self._dirty = True
            if isinstance(heard.event, SourceEnded):
                self._once_numbered()
        elif self.search is not None and self.hunt.knows(heard):
            self._hear_search(self.search, heard)
        else:
            note_late(heard.event)

    def _note(self, heard: Heard) -> None:
        with self._in_words(self.generation):
            note_blocked(self.desk.setting, self.hunt.sources, self._nhs_number(), [heard.event])

    def _hear_search(self, search: Search, heard: Heard) -> None:
        self._note(heard)
        search.feed(heard.event)
        if isinstance(heard.event, Answer) and search.found.is_file(heard.event.source):
            self._reading_files = True  # a folder may hold thousands: told at the pace of the screen
            return
        self.say(search.message(self.generation))
        if not isinstance(heard.event, SourceEnded):
            return
        self.hunt.ended(heard)
        if self.record is None:
            with self._in_words(self.generation):
                for anew in self.hunt.by_new_number(self.desk.audit):
                    self.say(anew.message(self.generation))
                self._open_when_settled()
        else:
            self.record.found_now(heard.event.source)
            self._dirty = True
            self._once_numbered()

    def _once_numbered(self) -> None:
        if self.record is not None:
            with self._in_words(self.generation):
                ask_by_number(self.desk, self.hunt, self.record)

    def _happen(self, happened: Happened) -> None:
        for message in happened.then():
            self.say(message)  # type: ignore[arg-type]  # an errand says what an engine may say
        if not answers_anew(self.desk, self.hunt, self.record, happened.ask_again):
            return
        if self.record is not None:
            self._dirty = True
        elif self.search is not None:
            self.say(self.search.message(self.generation))

    def changed(self) -> Iterator[FromEngine]:
        """Yield differences of new links, then the rows that came or left; again after kept choices."""
        while self.record is not None:
            with self._in_words(self.generation):
                self._dirty |= self.choices.attend(self.record)
            told = [self._stamped(message) for message in self.record.changes(self.now())]
            yield from told
            if not told:
                return

    def screen(self) -> Iterator[FromEngine]:
        """Yield banner and first screen, if anything has changed since."""
        if (self.choices.take_news() or self._reading_files) and self.search is not None:
            self._reading_files = False
            yield self.search.message(self.generation)
        if self.record is None or not (noticed_since(self.desk, self.record) or self._dirty):
            return
        self._dirty = False
        supporting = self.record.supporting_rows() if self.record.settled else None
        if supporting is not None:
            yield self._stamped(supporting)
        for message in self.record.screen(self.now().date(), self.now().timestamp()):
            yield self._stamped(message)
        for page in self.record.page(self.now()):
            yield self._stamped(page)

    def _stamped(self, message: Told) -> Told:
        return msgspec.structs.replace(for_roles(message, self.desk.roles), generation=self.generation)

    def _remember(self, message: SessionSecrets | UseDemo) -> None:
        """Other endpoints are another world: what was found or opened before does not stand beside them."""
        self.desk.remember(message)
        if isinstance(message, UseDemo):
            self._forget(self.generation)
        self.say(self.desk.endpoints())

    def _forget(self, generation: int) -> None:
        self.readers.cancel_all()
        self.beside.close()
        self.record, self._wanted, self._reading_files, self.generation = None, None, False, generation
        self.hunt.forget()

    def _begin_search(self, generation: int, sources: list[RecordSource], query: PatientQuery) -> None:
        self._forget(generation)
        origins = [source.origin for source in sources]
        self.desk.check(origins, query.nhs_number or query.reference)
        self.desk.audit(Action.SEARCH, origins, query.nhs_number)
        self.say(self.hunt.begin(sources, query).message(generation))

    def _open(self, message: OpenPatient) -> None:
        """Open the chosen Patients; where they are not known (after a crash) they are looked for first."""
        self.beside.close()  # before anything can refuse: a record never lives on under the next one's number
        self.record, self.generation, search = None, message.generation, self.search
        parts = chosen_parts(search, message) if search is not None else None
        if search is None or parts is None:
            self._look_first(message)
        else:
            self._show(search, parts, message.undone)

    def _look_first(self, message: OpenPatient) -> None:
        """Find again what a former engine had found; what is not found the second time is refused."""
        if self._wanted is not None and self.search is not None:
            self._wanted = None
            raise not_found_again(self.search, message)
        query = query_again(message)
        self._begin_search(message.generation, self.desk.sources(query.at), query)
        self._wanted = message

    def _show(self, search: Search, parts: tuple[Part, ...], undone: tuple[str, ...]) -> None:
        """Put a record on screen; what the audit trail cannot note is not opened."""
        lead, said = admitted(self.desk, parts)
        sign, self._dirty = signing(self.desk.setting.who, self.now), True
        self.record = OpenRecord(search.found, self.readers, self.zone, self.watch, sign)
        self.beside.prepare(self.record)
        self.choices.remember(self.record, self.generation)
        self.record.load.notices += (*self.desk.notices(), *said)
        self.record.begin(parts, undone)
        self._once_numbered()
        if lead is not None and search.lead_by(lead):
            self.say(search.message(self.generation))

    def _open_when_settled(self) -> None:
        search, wanted = self.search, self._wanted
        if search is None or not (search.settled or (wanted and enough_to_open(search, wanted))):
            return
        if wanted is not None:
            self.take(wanted)
            self._wanted = None
        elif search.is_files:  # one person's open at once; several people wait for a choice
            wish = Wish(reference=search.query.reference, undone=self.hunt.undone)
            if (parts := settled_parts(search.found, wish)) is not None:
                self._show(search, parts, wish.undone)

    def _on_record(self, message: OfRecord) -> None:
        if self.record is None:
            return
        for said in answers(self.desk, self.hunt, self.record, message, self.now()):
            self.say(self._stamped(said))
        self._dirty |= not isinstance(message, QUIET)

    def _nhs_number(self) -> str:
        return self.record.nhs_number if self.record else self.hunt.nhs_number
