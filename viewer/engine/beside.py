"""What goes on beside the record: endpoints set up and tried, sign-ins, permission to view."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from viewer.engine.admission import own_patients
from viewer.engine.document_desk import DocumentDesk
from viewer.engine.document_messages import (
    CloseDocument,
    FindInDocument,
    OfDocuments,
    OpenDocument,
    SaveDocument,
    WantSheet,
    WantWords,
)
from viewer.engine.endpoint_desk import EndpointDesk
from viewer.engine.errands import Errands, Happened
from viewer.engine.export_desk import ExportDesk
from viewer.engine.export_messages import AskExport, CancelExport, OfExports
from viewer.engine.gates_desk import GateDesk, utc_now
from viewer.engine.gates_messages import AskReport, BreakGlass, ChoosePurpose, OfGates
from viewer.engine.gathered import Gathered
from viewer.engine.host_desk import HostDesk
from viewer.engine.keep_desk import KeepDesk
from viewer.engine.kept_copies import KeptCopies
from viewer.engine.letters_desk import LettersDesk
from viewer.engine.messages import (
    AnswerHost,
    BeginSignIn,
    CancelSignIn,
    CancelTest,
    ChooseRole,
    OfEndpoints,
    RecordPermission,
    RemoveEndpoint,
    SaveEndpoint,
    SecretHeld,
    SignOut,
    StopKeeping,
    TestEndpoint,
)
from viewer.engine.news_desk import NewsDesk
from viewer.engine.open_record import OpenRecord
from viewer.engine.parts import Part
from viewer.engine.pin_desk import PinDesk
from viewer.engine.pin_messages import AskLock, CheckPin, EndSession, OfLock, SetPin
from viewer.engine.readers import Read
from viewer.engine.session_end import SessionEnd
from viewer.engine.shown_desk import ShownDesk
from viewer.engine.shown_messages import AskShown, OfShown, Turned
from viewer.engine.sign_in_desk import SignInDesk
from viewer.engine.trial import told
from viewer.errors import UsageError
from viewer.fetch.source import origin_of_endpoint
from viewer.source.permission import Permission, PermissionKind
from viewer.source.secret import Purpose, secret_name
from viewer.store.audit import Action
from viewer.store.pins import PREFIX

_REFRESH = secret_name("", Purpose.REFRESH)


@dataclass(slots=True)
class Beside:
    """One for an engine. ``errands`` run what takes its time; ``record`` is the one on screen, if any."""

    desk: EndpointDesk
    errands: Errands
    record: Callable[[], OpenRecord | None]
    now: Callable[[], datetime] = utc_now
    documents: DocumentDesk = field(init=False)
    gates: GateDesk = field(init=False)
    copies: KeptCopies = field(init=False)
    news: NewsDesk = field(init=False)
    shown: ShownDesk = field(init=False)
    letters: LettersDesk = field(init=False)
    _exports: ExportDesk = field(init=False)
    _hosts: HostDesk = field(init=False)
    _sign_ins: SignInDesk = field(init=False)
    _keeps: KeepDesk = field(init=False)
    session_end: SessionEnd = field(init=False)
    _pins: PinDesk = field(init=False)

    def __post_init__(self) -> None:
        self.desk.setting.secrets.hand = self._hand
        self.desk.setting.trail.noticed = self._noticed
        self.documents = DocumentDesk(self.desk, self.errands)
        self.gates = GateDesk(self.desk, self.errands, self.documents, self.record, self.now)
        self._keeps = KeepDesk(self.desk, self.errands)
        self._hosts = HostDesk(self.desk, self.errands)
        self.copies = KeptCopies(self.desk, self.errands, self.now)
        self.shown = ShownDesk(self.desk, self.now, self._noticed, self.errands, self.copies)
        self._exports = ExportDesk(self.desk, self.errands, shown=self.shown.table)
        self.news = NewsDesk(self.desk, self.errands, self.now)
        self.letters = LettersDesk(self.desk, self.errands, self.documents)
        self.session_end = SessionEnd(self.desk, [self.copies.wipe])
        self._pins = PinDesk(self.desk, self.errands, self.session_end)
        self._sign_ins = SignInDesk(self.desk, self.errands, self._hosts)

    def take(
        self, message: OfEndpoints | OfDocuments | OfExports | OfGates | OfLock | OfShown
    ) -> Iterator[Happened]:
        """Do what the window asks; what takes its time is told later. Raises ViewerError in words."""
        match message:
            case SaveEndpoint() | RemoveEndpoint() | StopKeeping():
                yield from self._on_keep(message)
            case TestEndpoint() | CancelTest():
                self._try(message)
            case (
                OpenDocument()
                | CloseDocument()
                | WantSheet()
                | WantWords()
                | FindInDocument()
                | SaveDocument()
            ):
                self.documents.take(message, self.record())
            case AskExport() | CancelExport():
                yield from self._exports.take(message, self.record())
            case AskLock() | SetPin() | CheckPin() | EndSession():
                yield from self._pins.take(message)
            case ChoosePurpose() | BreakGlass() | AskReport():
                yield from self.gates.take(message)
            case AnswerHost():
                self._hosts.answer(message.event_id, followed=message.followed)
            case _:
                yield from self._on_more(message)

    def _on_more(
        self, message: OfShown | BeginSignIn | CancelSignIn | SignOut | ChooseRole
    ) -> Iterator[Happened]:
        if isinstance(message, Turned | AskShown):
            return self.shown.take(message)
        return self._on_sign_in(message)

    def _on_keep(self, message: SaveEndpoint | RemoveEndpoint | StopKeeping) -> Iterator[Happened]:
        yield from self._keeps.take(message)
        if isinstance(message, RemoveEndpoint):  # it signs out as well
            self.copies.wipe_soon()

    def _on_sign_in(self, message: BeginSignIn | CancelSignIn | SignOut | ChooseRole) -> Iterator[Happened]:
        if isinstance(message, SignOut):  # what was read as this person goes with the sign-in
            self.copies.wipe_soon()
        yield from self._sign_ins.take(message)

    def prepare(self, record: OpenRecord) -> None:
        """A record is about to be read: what policy and this computer have to do with it."""
        record.keep = self._reading
        record.stale_minutes = self.desk.setting.policy.stale_minutes
        self.letters.begin(record)

    def begin(self) -> None:
        """The engine is up: what is past its time on this computer is deleted."""
        self.copies.begin()
        self.news.begin()

    def _reading(self, found: Gathered, part: Part, read: Read, *, anew: bool) -> Read:
        """Whoever is read, also if found or linked later, is told of its own patient (PRIV-16)."""
        self.desk.setting.session.act.read(part.origin.id, own_patients([part]))
        return self.copies.reading(found, part, read, anew=anew)

    def close(self) -> None:
        """The record leaves the screen: its readings, its documents, what was opened for this patient alone.

        One patient's sources are not read on for another.
        """
        self.shown.leave()
        if (record := self.record()) is not None:
            self.news.leave(record)
            record.cancel("")
        self.documents.close()
        self.letters.close()
        self.gates.close()

    def _hand(self, name: str, secret: str) -> None:
        """Let the window hold what no keyring keeps of a sign-in or PIN; what was typed it holds already."""
        if name.endswith(_REFRESH) or name.startswith(PREFIX):
            held = SecretHeld(name=name, secret=secret)
            self.errands.tell(Happened(lambda: [held]))

    def _noticed(self, words: str) -> None:
        """Have the screen told: what fails outside of the engine fails while nothing else happens in it."""
        self.errands.start(f"notice {words}", lambda _cancel, tell: tell(Happened(tuple)))

    def _try(self, message: TestEndpoint | CancelTest) -> None:
        if isinstance(message, CancelTest):
            self.errands.cancel(f"test {message.endpoint_id}")
            return
        steps = self.desk.trial(message.endpoint, message.secrets)
        name = f"test {message.endpoint.id}"
        if not self.errands.start(name, partial(told, message.endpoint.id, steps)):
            raise UsageError("This source is being tested", "Wait for its last step, or cancel the test.")

    def permit(self, message: RecordPermission, nhs_number: str, now: datetime) -> Happened:
        """Record on what grounds a source's record is viewed (NHS-11, NHS-12).

        The relationship is one that the user claims unless a host system states it (NHS-15). Access without
        the person's permission is emergency access: policy has to allow it, and it ends (PRIV-20). What the
        audit trail cannot note is not recorded either. Raises NotAllowed, UsageError, StoreError, VaultError.
        """
        endpoint = self.desk.one(message.source)
        if not nhs_number:
            raise UsageError("No patient with an NHS number is on screen", "Search by NHS number first.")
        if not message.reason.strip():
            raise UsageError("A reason is needed", "Say why you need to view this record.")
        origin = origin_of_endpoint(endpoint)
        is_emergency = message.kind is not PermissionKind.PERMISSION
        self.gates.may_permit(endpoint, is_emergency=is_emergency)
        action = Action.BREAK_GLASS if is_emergency else Action.PERMISSION
        self.desk.audit(action, [origin], nhs_number, message.kind.value)
        self.desk.setting.session.permissions.record(
            Permission(
                nhs_number=nhs_number,
                kind=message.kind,
                relationship=self.gates.relationship(endpoint, nhs_number),
                user=endpoint.nhs.user_id or self._user(message.source),
                when=now,
                reason=message.reason.strip(),
            )
        )
        if is_emergency:
            self.gates.limit(origin, nhs_number)
        return Happened(tuple, ask_again=message.source)

    def _user(self, endpoint_id: str) -> str:
        found = self.desk.setting.signs.signed_in(endpoint_id)
        return found.user if found else ""
