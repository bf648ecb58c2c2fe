"""How a GP practice's structured record is asked for: only for whom PDS lets it be, through the Spine.

Source: GP Connect, "Access Record: Structured", "Foundations".
"""

from collections.abc import Iterator
from functools import partial

from viewer.fetch.desk import Desk
from viewer.fetch.faults import Fault
from viewer.fetch.nhs.gate import NOT_ASKED, enter, not_asked
from viewer.fetch.nhs.person import NO_NUMBER, PATIENT, STU3, number_asked, number_known, remember
from viewer.fetch.nhs.ssp import Interaction
from viewer.fetch.nhs.structured import DOMAINS, LABEL, PATH, Way, structured_record, unreadable, who_is_it
from viewer.fetch.nhs.torn import torn
from viewer.fetch.plan import Plan, Step
from viewer.fetch.reply import BodyKind, Reply
from viewer.fetch.words import gap_kind, subject_of_search
from viewer.source.answer import Ended, Outcome, SourceEvent
from viewer.source.domain import Domain
from viewer.source.endpoint import Endpoint
from viewer.source.gap import Gap, GapKind
from viewer.source.protocols import PatientQuery

FROM_THE_PRACTICE = "From the patient's GP practice record"


def find_plan(desk: Desk, endpoint: Endpoint, query: PatientQuery) -> Plan:
    """Ask the practice for the person alone, by NHS number: no clinical area is asked for."""
    desk.claim = STU3
    number = number_asked(desk, endpoint, query)
    demographics = frozenset({Domain.DEMOGRAPHICS})
    return Plan(Step(PATIENT, demographics, partial(_find, desk, endpoint, number)))


def read_plan(desk: Desk, endpoint: Endpoint, reference: str) -> Plan:
    """Ask for the whole structured record in one question."""
    desk.claim = STU3
    number = number_known(desk, endpoint, reference)
    domains = DOMAINS | {Domain.DEMOGRAPHICS}
    return Plan(Step(LABEL, domains, partial(_read, desk, endpoint, number)))


def _find(desk: Desk, endpoint: Endpoint, number: str) -> Iterator[SourceEvent]:
    entered = enter(desk, endpoint, number, Interaction.STRUCTURED) if number else NO_NUMBER
    if isinstance(entered, Fault):
        yield closed(desk, PATIENT, frozenset({Domain.DEMOGRAPHICS}), entered)
        return
    trace, route = entered
    headers = route.headers(Interaction.STRUCTURED)
    body = who_is_it(trace.nhs_number)
    reply = desk.post(route.address(PATH), body, headers, repeatable=True)
    fault = reply if isinstance(reply, Fault) else unreadable(reply) or torn(reply)
    if fault is None and isinstance(reply, Reply):
        fault = remember(desk, endpoint, reply.body, trace.nhs_number)
    if isinstance(reply, Reply) and (fault is None or reply.kind in {BodyKind.OUTCOME, BodyKind.XML}):
        yield desk.answer(PATIENT, reply, "the answer")
    yield _found(desk, fault)


def _found(desk: Desk, fault: Fault | None) -> Ended:
    if fault is None:
        return desk.ended(PATIENT, Outcome.COMPLETE)
    subject = subject_of_search(PATIENT)
    gap = desk.gap(gap_kind(fault.outcome), Domain.DEMOGRAPHICS, subject, fault.why, fault.advice)
    return desk.ended(PATIENT, fault.outcome, [gap])


def _read(desk: Desk, endpoint: Endpoint, number: str) -> Iterator[SourceEvent]:
    entered = enter(desk, endpoint, number, Interaction.STRUCTURED) if number else NO_NUMBER
    if isinstance(entered, Fault):
        yield closed(desk, LABEL, DOMAINS | {Domain.DEMOGRAPHICS}, entered)
        return
    trace, route = entered
    way = Way(address=route.address(PATH), headers=route.headers(Interaction.STRUCTURED))
    for event in structured_record(desk, trace.nhs_number, way):
        yield _said_where_from(desk, event)


def _said_where_from(desk: Desk, event: SourceEvent) -> SourceEvent:
    """Say with the record whose it is; the time stands beside it as the time of the source (GPC-04)."""
    if not isinstance(event, Ended) or event.outcome is not Outcome.COMPLETE:
        return event
    return desk.ended(event.search, event.outcome, [*event.gaps, from_the_practice(desk)])


def from_the_practice(desk: Desk, domain: Domain = Domain.DEMOGRAPHICS) -> Gap:
    """Return the note that says whose record this is and when it was retrieved (GPC-04).

    It stands with one domain: a gap of none would be told once for each that the question settles.
    """
    found = desk.gap(GapKind.NOTICE, domain, FROM_THE_PRACTICE, "", "")
    when = f"{found.when:%d-%b-%Y %H:%M} UTC" if found.when else "a time not known"
    return Gap(
        source=found.source,
        kind=found.kind,
        domain=domain,
        what=FROM_THE_PRACTICE,
        why=f"retrieved {when}; other practices and services may hold more",
        when=found.when,
    )


def closed(desk: Desk, label: str, domains: frozenset[Domain], fault: Fault, what: str = NOT_ASKED) -> Ended:
    """Return the end of a question that was never asked: a gap in every domain that it was to settle."""
    gaps = [not_asked(desk, domain, fault, what) for domain in sorted(domains)]
    return desk.ended(label, fault.outcome, gaps)
