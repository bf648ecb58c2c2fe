"""Whether clinical content of a live national service may be asked for; demographics always may (NHS-15).

Role and relationship come from the session's sign-in and from the host system. The Summary Care Record has
a rule of its own for the relationship: one that the user claims is alerted before it is read (NHS-12).
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from viewer.fetch.desk import Desk
from viewer.fetch.faults import Fault
from viewer.fetch.nhs.gate import SERVICE_NOT_ASKED, not_asked
from viewer.fetch.nhs.person import number_asked, number_known
from viewer.fetch.plan import Plan, Step
from viewer.source.answer import Outcome, SourceEvent
from viewer.source.endpoint import Endpoint, Marking
from viewer.source.grounds import NO_RELATIONSHIP, NO_ROLE, not_for
from viewer.source.protocols import PatientQuery
from viewer.source.purpose import is_direct_care

Read = Callable[[Desk, Endpoint, str], Plan]
Find = Callable[[Desk, Endpoint, PatientQuery], Plan]

_PURPOSE = "Choose treatment as the purpose of use if that is yours."


def reading(read: Read, *, relationship: bool = True) -> Read:
    """Return a way to read that asks nothing without role, relationship and direct care.

    ``relationship`` False: the service itself hears of a relationship that is only claimed.
    """

    def plan(desk: Desk, endpoint: Endpoint, reference: str) -> Plan:
        asked = read(desk, endpoint, reference)
        if endpoint.marking is not Marking.LIVE:
            return asked
        return _closed(desk, asked, _lacking(desk, endpoint, reference, relationship=relationship))

    return plan


def finding(find: Find) -> Find:
    """Return a way to look for a person that asks nothing for another purpose than direct care."""

    def plan(desk: Desk, endpoint: Endpoint, query: PatientQuery) -> Plan:
        asked = find(desk, endpoint, query)
        if endpoint.marking is not Marking.LIVE or not number_asked(desk, endpoint, query):
            return asked
        return _closed(desk, asked, _other_purpose(desk))

    return plan


def _lacking(desk: Desk, endpoint: Endpoint, reference: str, *, relationship: bool) -> Fault | None:
    """Name everything that is missing at once: nobody is to be sent from one refusal to the next."""
    grounds, number = desk.session.grounds, number_known(desk, endpoint, reference)
    said = [NO_ROLE] if not grounds.role else []
    said += [NO_RELATIONSHIP] if relationship and number not in grounds.stated else []
    purpose = _other_purpose(desk)
    if purpose is not None or not said:
        return purpose
    return Fault(outcome=Outcome.DENIED, why="; ".join(said), advice=grounds.advice(said))


def _other_purpose(desk: Desk) -> Fault | None:
    purpose = desk.session.grounds.purpose
    if is_direct_care(purpose):
        return None
    return Fault(outcome=Outcome.DENIED, why=not_for(purpose), advice=_PURPOSE)


def _closed(desk: Desk, asked: Plan, fault: Fault | None) -> Plan:
    """Return the same questions, each ended unasked, where something is missing."""
    if fault is None:
        return asked
    first, *rest = (replace(step, events=partial(_ended, desk, step, fault)) for step in asked.steps)
    return Plan(first, tuple(rest))


def _ended(desk: Desk, step: Step, fault: Fault) -> Iterator[SourceEvent]:
    gaps = [not_asked(desk, domain, fault, SERVICE_NOT_ASKED) for domain in sorted(step.domains)]
    yield desk.ended(step.label, fault.outcome, gaps)
