"""Purpose of use and emergency access: what the person chooses, whether it may be, and when it ends."""

import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from time import monotonic

from msgspec.structs import replace

from viewer.engine.document_desk import DocumentDesk
from viewer.engine.endpoint_desk import EndpointDesk
from viewer.engine.errands import Errands, Happened, Tell
from viewer.engine.gates_messages import AskReport, BreakGlass, ChoosePurpose, OfGates, Purposes
from viewer.engine.gates_reports import reports_of
from viewer.engine.message import Said
from viewer.engine.open_record import OpenRecord
from viewer.errors import NotAllowed, UsageError
from viewer.source.endpoint import Endpoint, Marking
from viewer.source.glass import LASTS, LONGEST_REASON, SHORTEST_REASON, Broken, Emergency
from viewer.source.origin import Origin
from viewer.source.permission import Permission, Relationship
from viewer.source.purpose import purpose_words
from viewer.store.audit import Action

_LOOK_S = 1.0
_NOBODY = "No patient is on screen"
BEGUN, TIME_UP = "begun", "time is up"


def utc_now() -> datetime:
    """Return the time of the clock, aware."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class GateDesk:
    """One for an engine. ``record`` is the one on screen, if any; ``now`` is the wall clock, aware."""

    desk: EndpointDesk
    errands: Errands
    documents: DocumentDesk
    record: Callable[[], OpenRecord | None]
    now: Callable[[], datetime] = utc_now

    def purposes(self) -> Purposes:
        """Say which purposes of use policy offers, and which one is chosen."""
        offered = self.desk.setting.policy.purposes
        return Purposes(
            offered=tuple((code, purpose_words(code)) for code in offered),
            chosen=self.desk.setting.session.grounds.purpose,
        )

    def take(self, message: OfGates) -> Iterator[Happened]:
        """Do what the window asks. Raises NotAllowed, UsageError; StoreError, VaultError: nothing is done."""
        match message:
            case ChoosePurpose():
                self._choose(message.code)
                chosen = self.purposes()
                yield Happened(lambda: [chosen])
            case BreakGlass():
                self._break(self._open(), message)
                yield Happened(tuple, ask_again=message.source)
            case AskReport():
                told = replace(
                    reports_of(self.desk, self._open(), message.entry), generation=message.generation
                )  # IDM-05: it holds ids of this patient
                yield Happened(lambda: [told])

    def may_permit(self, endpoint: Endpoint, *, is_emergency: bool) -> None:
        """Raise NotAllowed where policy does not let a record be opened without the person's permission."""
        if is_emergency and not self.desk.allows_emergency(endpoint):
            raise NotAllowed(Emergency.FORBIDDEN.words)

    def relationship(self, endpoint: Endpoint, nhs_number: str) -> Relationship:
        """Return how the relationship with a person is known: by a host with live data, or claimed."""
        stated = self.desk.setting.session.grounds.stated
        is_stated = endpoint.marking is Marking.LIVE and nhs_number in stated
        return Relationship.STATED if is_stated else Relationship.SELF_CLAIMED

    def limit(self, origin: Origin, nhs_number: str) -> None:
        """Let a permission that nobody gave end in time; what it opened leaves the record.

        So it does where the source itself has left the list of sources meanwhile.
        """
        granted = self.desk.setting.session.permissions.of(nhs_number)
        over = partial(self._permission_over, origin, granted)
        name = f"permission {origin.id} {nhs_number}"  # each patient's own: none that begins ends another's
        self.errands.cancel(name)
        self.errands.start(name, partial(self._watch, self.now() + LASTS, over))

    def _permission_over(self, origin: Origin, granted: Permission | None) -> Iterator[Said]:
        permissions, record = self.desk.setting.session.permissions, self.record()
        if granted is None or permissions.of(granted.nhs_number) is not granted:
            return  # another one took its place, or the user has gone
        permissions.end(granted.nhs_number)
        ours = record is not None and record.nhs_number == granted.nhs_number
        if record is not None and ours and origin.id in record.found.sources:
            yield from self._leave(record, origin.id)
        self.desk.audit(Action.BREAK_GLASS, [origin], granted.nhs_number, f"{TIME_UP}: {granted.kind.value}")

    def close(self) -> None:
        """The record leaves the screen: emergency access was for this patient alone."""
        glass = self.desk.setting.session.glass
        for source in glass.sources:
            self.errands.cancel(_name(source))
        glass.forget()

    def _open(self) -> OpenRecord:
        record = self.record()
        if record is None:
            raise UsageError(_NOBODY, "Open a patient first.")
        return record

    def _choose(self, code: str) -> None:
        if code not in self.desk.setting.policy.purposes:
            raise NotAllowed("This purpose of use is not offered on this computer")
        self.desk.setting.session.grounds.purpose = code
        self.desk.audit(Action.PERMISSION, [], "", f"purpose of use: {code}")

    def _break(self, record: OpenRecord, message: BreakGlass) -> None:
        """Note it first: what the audit trail cannot hold is not asked. The reason's words go nowhere."""
        source = record.found.sources.get(message.source)
        if source is None or source.origin.emergency is None:
            raise UsageError("This source is not in the record", "Nothing was asked.")
        if source.origin.emergency is not Emergency.OFFERED:
            raise NotAllowed(source.origin.emergency.words)
        reason = message.reason.strip()
        if not SHORTEST_REASON <= len(reason) <= LONGEST_REASON:
            raise UsageError(
                "A reason is needed",
                f"Write {SHORTEST_REASON} to {LONGEST_REASON} letters: why it is needed now.",
            )
        self.desk.check([source.origin], record.nhs_number)
        self.desk.audit(
            Action.BREAK_GLASS, [source.origin], record.nhs_number, f"{BEGUN}: {message.ground.value}"
        )
        since = self.now()
        broken = Broken(
            source=message.source, ground=message.ground, reason=reason, since=since, until=since + LASTS
        )
        self.desk.setting.session.glass.take(broken)
        self.errands.cancel(_name(message.source))
        over = partial(self._time_up, broken)
        self.errands.start(_name(message.source), partial(self._watch, broken.until, over))

    def _watch(
        self, until: datetime, over: Callable[[], Iterable[Said]], cancel: threading.Event, tell: Tell
    ) -> None:
        """Wait for its end by two clocks: one may be set back, the other stands still while asleep."""
        last = monotonic() + LASTS.total_seconds()
        while monotonic() < last and self.now() < until:
            if cancel.wait(_LOOK_S):
                return
        tell(Happened(over))

    def _time_up(self, broken: Broken) -> Iterator[Said]:
        if self.desk.setting.session.glass.of(broken.source) is broken:
            yield from self._end(broken.source)

    def _leave(self, record: OpenRecord, source: str) -> Iterator[Said]:
        """Told one by one: whoever notes it afterwards may fail, and the open document has left by then."""
        record.leave(source)
        yield from self.documents.leave(source)

    def _end(self, source: str) -> Iterator[Said]:
        """End it, and let what it gave leave the record before anything else: the audit line comes after."""
        broken = self.desk.setting.session.glass.end(source, self.now())
        record = self.record()
        if broken is None or record is None or source not in record.found.sources:
            return
        yield from self._leave(record, source)
        origin = record.found.sources[source].origin
        self.desk.audit(Action.BREAK_GLASS, [origin], record.nhs_number, f"{TIME_UP}: {broken.ground.value}")


def _name(source: str) -> str:
    return f"glass {source}"
