"""Whether a GP practice may be asked about a person at all, before anything is sent (GPC-02, GPC-03)."""

from datetime import UTC, datetime

from viewer.fetch.desk import Desk
from viewer.fetch.faults import Fault
from viewer.fetch.nhs.directory import route_of
from viewer.fetch.nhs.ssp import Interaction, Route
from viewer.fetch.words import gap_kind
from viewer.source.answer import Outcome
from viewer.source.domain import Domain
from viewer.source.endpoint import Endpoint
from viewer.source.gap import Gap
from viewer.source.trace import FRESH, Trace, why_not_called

NOT_ASKED = "The GP practice was not asked"
SERVICE_NOT_ASKED = "This service was not asked"
_ADVICE = "Search for the patient on PDS by NHS number first; then retry this source."
_NO_USE = "Asking again does not help. Ask the practice by telephone, or look in another source."
_NO_PRACTICE = "which practice this source is (its ODS code) is not set"
_ELSEWHERE = "PDS does not name this practice as the one where the patient is registered today"


def enter(
    desk: Desk, endpoint: Endpoint, nhs_number: str, interaction: Interaction
) -> tuple[Trace, Route] | Fault:
    """Return about whom and how the practice may be asked, or why nothing may be sent to it."""
    trace = traced(desk, endpoint, nhs_number)
    if isinstance(trace, Fault):
        return trace
    route = route_of(desk, endpoint, interaction)
    return route if isinstance(route, Fault) else (trace, route)


def traced(desk: Desk, endpoint: Endpoint, nhs_number: str) -> Trace | Fault:
    """Return what PDS says of the person who may be asked about, or why nobody may be asked.

    Waits for a reading of PDS that is under way. A number that was replaced is asked about under the new
    one (IDM-08). The words name no practice.
    """
    traces = desk.session.traces
    traces.awaited(nhs_number, desk.stop)
    trace = traces.of(traces.current(nhs_number))
    why = why_not_called(trace, datetime.now(UTC)) or _why_not_here(trace, endpoint.nhs.provider)
    if why or trace is None:
        may_help = trace is None or trace.when + FRESH < datetime.now(UTC)
        return Fault(outcome=Outcome.DENIED, why=why, advice=_ADVICE if may_help else _NO_USE)
    return trace


def _why_not_here(trace: Trace | None, provider: str) -> str:
    if not provider:
        return _NO_PRACTICE
    return "" if trace and trace.practice.upper() == provider.upper() else _ELSEWHERE


def not_asked(desk: Desk, domain: Domain, fault: Fault, what: str = NOT_ASKED) -> Gap:
    """Return the gap that a closed gate leaves: it is we who did not ask."""
    return Gap(
        source=desk.origin.id,
        kind=gap_kind(fault.outcome),
        domain=domain,
        what=f"{domain.label}: {what[0].lower()}{what[1:]}",
        why=fault.why,
        when=datetime.now(UTC),
        advice=fault.advice,
    )
