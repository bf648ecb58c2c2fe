"""A configured endpoint as a source of records: every question ends in events, none in an error."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace

from viewer.errors import FetchError
from viewer.fetch.capability import Capability, capability_of
from viewer.fetch.clock import clock_notes
from viewer.fetch.desk import Desk
from viewer.fetch.faults import Fault, fault_of_error, fault_of_reply
from viewer.fetch.granted import not_granted
from viewer.fetch.kinds import HOLDS, plans_for
from viewer.fetch.options import FetchOptions
from viewer.fetch.plan import Follow, Plan, Step
from viewer.fetch.posting import Posting
from viewer.fetch.server import SafeServer
from viewer.fetch.side_by_side import side_by_side
from viewer.fetch.words import gap_kind
from viewer.source.answer import Asked, Ended, Outcome, SourceEnded, SourceEvent
from viewer.source.connection import Use
from viewer.source.domain import Domain
from viewer.source.endpoint import Endpoint, Kind
from viewer.source.gap import Gap, GapKind
from viewer.source.glass import Emergency
from viewer.source.origin import Origin, SourceKind
from viewer.source.protocols import Authoriser, Cancel, PatientQuery
from viewer.source.session import Session
from viewer.source.state import SourceState

_Planned = Callable[[Desk], Plan]


def origin_of_endpoint(endpoint: Endpoint) -> Origin:
    """Describe an endpoint as a source of a record."""
    return Origin(
        id=endpoint.id,
        name=endpoint.name,
        kind=SourceKind.ENDPOINT,
        base=endpoint.base_url.rstrip("/"),
        care_setting=endpoint.care_setting,
        marking=endpoint.marking,
        holds=HOLDS.get(endpoint.kind),
    )


def _emergency(endpoint: Endpoint, session: Session) -> Emergency | None:
    """Whether emergency access can be asked for; the national services have ways of their own (PRIV-20)."""
    if endpoint.kind is not Kind.FHIR:
        return None
    if not endpoint.asking.break_glass:
        return Emergency.NO_WAY
    return Emergency.OFFERED if session.glass.allowed else Emergency.FORBIDDEN


class EndpointSource:
    """One endpoint. The CapabilityStatement is read once and kept; a run may be closed at any time."""

    def __init__(
        self,
        endpoint: Endpoint,
        authoriser: Authoriser,
        *,
        options: FetchOptions | None = None,
        session: Session | None = None,
    ) -> None:
        self._endpoint = endpoint
        self._authoriser = authoriser
        self._options = options or FetchOptions()
        self._session = session or Session()
        self._origin = replace(origin_of_endpoint(endpoint), emergency=_emergency(endpoint, self._session))
        self._plans = plans_for(endpoint)
        self._capability: Capability | None = None
        plain = self._plans.capability  # national services say themselves how they are asked
        self._posting = Posting(endpoint.asking.post_search if plain else Use.NEVER)

    @property
    def origin(self) -> Origin:
        """The endpoint as a source of a record."""
        return self._origin

    @property
    def kind(self) -> Kind:
        """What stands behind it."""
        return self._endpoint.kind

    @property
    def contacts(self) -> tuple[str, ...]:
        """Who keeps it and how to reach them, as far as its CapabilityStatement says and was read."""
        return self._capability.contacts if self._capability else ()

    @property
    def session(self) -> Session:
        """What it shares with the session's other sources."""
        return self._session

    def find(self, query: PatientQuery, cancel: Cancel) -> Iterator[SourceEvent]:
        """Ask who matches; answers hold Patients."""
        return self._run(lambda desk: self._plans.find(desk, self._endpoint, query), cancel)

    def read(self, patient: str, cancel: Cancel) -> Iterator[SourceEvent]:
        """Read everything about ``Patient/1``, to the last page of every search."""
        return self._run(lambda desk: self._plans.read(desk, self._endpoint, patient), cancel)

    def _run(self, planned: _Planned, cancel: Cancel) -> Iterator[SourceEvent]:
        try:
            options = replace(self._options, act=self._session.act.id)
            server = SafeServer(self._endpoint, self._authoriser, options)
        except FetchError as error:
            yield self._not_asked(fault_of_error(error))
            return
        run = _Run(Desk(self._origin, server, self._options), server, cancel)
        run.desk.session = self._session
        with closing(server.session):
            notes = list(_certificate_notes(run.desk, server.wire.trust.notice))
            if self._capability is None and self._plans.capability:
                yield from run.beside([lambda: self._ask_capability(run.desk, notes)])
            run.desk.refused = lambda: not_granted(self._authoriser)
            run.desk.capability = self._capability or Capability()
            run.desk.claim = run.desk.capability.claim
            run.desk.asking, run.desk.posting = self._endpoint.asking, self._posting
            yield from run.plan(planned(run.desk))
        notes += clock_notes(run.desk, server.wire.contact)
        yield SourceEnded(source=self._origin.id, state=run.state, gaps=(*notes, *run.notes))

    def _ask_capability(self, desk: Desk, notes: list[Gap]) -> Iterator[SourceEvent]:
        """Read the CapabilityStatement; note it where that cannot be done, and go on (NHS-06)."""
        reply = desk.get("metadata")
        fault = reply if isinstance(reply, Fault) else fault_of_reply(reply)
        if not isinstance(reply, Fault) and fault is None:
            self._capability = capability_of(reply.body)
        if self._capability is None:
            why = fault.why if fault else "it is not a CapabilityStatement"
            subject = "What this source offers (its CapabilityStatement)"
            notes.append(desk.gap(GapKind.NOTICE, None, subject, f"{why}; everything was asked for", ""))
        yield from ()

    def _not_asked(self, fault: Fault) -> SourceEnded:
        gap = Gap(
            source=self._origin.id,
            kind=gap_kind(fault.outcome),
            domain=None,
            what="Nothing was asked of this source",
            why=fault.why,
            advice=fault.advice,
        )
        return SourceEnded(source=self._origin.id, state=SourceState.FAILED, gaps=(gap,))


def _certificate_notes(desk: Desk, notice: str) -> Iterator[Gap]:
    """Say that our own certificate there ends soon: after its end the source gives nothing (AUTH-18)."""
    if notice:
        subject = "The client certificate for this source"
        yield desk.gap(GapKind.NOTICE, None, subject, notice, "Ask your IT support for a new one in time.")


@dataclass(slots=True)
class _Run:
    """One find or read: what was asked and has not ended yet, and how the rest ended."""

    desk: Desk
    server: SafeServer
    cancel: Cancel
    _open: dict[str, Step] = field(default_factory=dict)
    _outcomes: list[Outcome] = field(default_factory=list)
    notes: list[Gap] = field(default_factory=list)

    def beside(self, jobs: list[Callable[[], Iterator[SourceEvent]]]) -> Iterator[SourceEvent]:
        """Run jobs side by side; nothing where the run was stopped before."""
        if jobs and not self.cancel.is_set():
            yield from side_by_side(jobs, self.desk.options.workers, self.cancel, self.server.abort)

    def plan(self, plan: Plan) -> Iterator[SourceEvent]:
        """Ask every question of a plan; each one asked ends in exactly one ``Ended``."""
        yield from self._announced(plan.steps)
        for steps in plan.phases:
            yield from self._asked(steps, plan.follow)
        if plan.follow is not None:
            yield from self._followed(plan.follow)
        self.notes += plan.notes()
        for step in tuple(self._open.values()):
            stopped = self._stopped(step)
            self._note(stopped)
            yield stopped

    def _announced(self, steps: tuple[Step, ...]) -> Iterator[Asked]:
        for step in steps:
            self._open[step.label] = step
            yield Asked(source=self.desk.origin.id, search=step.label, domains=step.domains)

    def _asked(self, steps: tuple[Step, ...], follow: Follow | None) -> Iterator[SourceEvent]:
        for event in self.beside([step.events for step in steps]):
            self._note(event)
            if follow is not None:
                follow.note(event)
            yield event

    def _followed(self, follow: Follow) -> Iterator[SourceEvent]:
        """Ask round after round for what came refers to; what a stopped run would have asked ends too."""
        while steps := follow.steps():
            yield from self._announced(steps)
            yield from self._asked(steps, follow)
            if self.cancel.is_set():
                return
        self.notes += follow.left()

    def _note(self, event: SourceEvent) -> None:
        if isinstance(event, Ended):
            del self._open[event.search]
            self._outcomes.append(event.outcome)

    def _stopped(self, step: Step) -> Ended:
        gaps = [
            self.desk.gap(GapKind.CANCELLED, domain, domain.label, "stopped", "Retry this source.")
            for domain in sorted(step.domains)
        ] or [self.desk.gap(GapKind.CANCELLED, Domain.OTHER, step.label, "stopped", "Retry this source.")]
        return self.desk.ended(step.label, Outcome.CANCELLED, gaps)

    @property
    def state(self) -> SourceState:
        """What the outcomes make of the source as a whole."""
        came = {outcome for outcome in self._outcomes if outcome is not Outcome.NOT_SUPPORTED}
        if Outcome.CANCELLED in came:
            return SourceState.CANCELLED
        if came <= {Outcome.COMPLETE}:
            return SourceState.COMPLETE
        if came == {Outcome.DENIED}:
            return SourceState.DENIED
        if came <= {Outcome.FAILED, Outcome.DENIED}:
            return SourceState.FAILED
        return SourceState.PARTIAL
