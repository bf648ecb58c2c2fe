"""How PDS is asked: by NHS number, or by name and birth date; what it says is noted for the session.

Source: PDS FHIR API, "Get patient details" and "Search for a patient". There is no CapabilityStatement
(NHS-06). An application without a signed-in user may read by number and never searches for a user (NHS-04).
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from urllib.parse import urlencode

from viewer.errors import ResourceError
from viewer.fetch.desk import Desk
from viewer.fetch.faults import Fault
from viewer.fetch.nhs.headers import Letterhead, acts_for_user, letterhead
from viewer.fetch.nhs.pds_person import traces_of
from viewer.fetch.nhs.pds_words import MOST, OFFER_FUZZY, OFFER_FUZZY_ADVICE, pds_fault, status_of
from viewer.fetch.plan import Plan, Step
from viewer.fetch.question import read_address
from viewer.fetch.reply import Reply
from viewer.fetch.words import gap_kind, subject_of_search
from viewer.fhir.nhs_number import nhs_number
from viewer.fhir.resource import Content
from viewer.fhir.strict import read_object
from viewer.fhir.typed import text
from viewer.source.answer import Ended, Outcome, SourceEvent
from viewer.source.domain import Domain
from viewer.source.endpoint import Endpoint
from viewer.source.gap import Gap, GapKind
from viewer.source.protocols import PatientQuery
from viewer.source.trace import Trace

LABEL = "Patient"
_DOMAINS = frozenset({Domain.DEMOGRAPHICS})
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_NO_USER = Fault(
    outcome=Outcome.DENIED,
    why="this source is signed in as an application; PDS is searched by name only for a signed-in user",
    advice="Search by NHS number, or use a PDS source that you sign in to yourself.",
)
_NOT_ENOUGH = Fault(
    outcome=Outcome.FAILED,
    why="PDS is searched by family name and full date of birth",
    advice="Give both, or the NHS number.",
)
_NOT_ENOUGH_FUZZY = Fault(
    outcome=Outcome.FAILED,
    why="PDS looks for similar names only with first name, family name and full date of birth",
    advice="Give all three, or the NHS number.",
)
_NO_PERSON = Fault(
    outcome=Outcome.FAILED,
    why="it answered with something that is not a person's record",
    advice="Try again; if it persists, tell your IT support.",
)
_MOVED = Fault(
    outcome=Outcome.FAILED,
    why="this NHS number has been replaced by another one since the patient was found",
    advice="Search for the patient anew: PDS gives the new number.",
)


def find_plan(desk: Desk, endpoint: Endpoint, query: PatientQuery) -> Plan:
    """Who is it? One read by NHS number, or one search."""
    number = query.nhs_number or nhs_number(query.reference.removeprefix(f"{LABEL}/")) or ""
    if number:
        return _plan(partial(_by_number, desk, letterhead(endpoint, desk.session.act.id), number, moved=None))
    problem = _unasked(endpoint, query)
    if problem is not None:
        return _plan(partial(_refused, desk, problem))
    return _plan(partial(_by_name, desk, letterhead(endpoint, desk.session.act.id), query))


def read_plan(desk: Desk, endpoint: Endpoint, reference: str) -> Plan:
    """The demographics of one person; PDS holds nothing else."""
    number = nhs_number(reference.removeprefix(f"{LABEL}/"))
    if number is None:
        return _plan(partial(_refused, desk, _NOT_ENOUGH))
    return _plan(partial(_by_number, desk, letterhead(endpoint, desk.session.act.id), number, moved=_MOVED))


def _plan(events: "partial[Iterator[SourceEvent]]") -> Plan:
    return Plan(Step(LABEL, _DOMAINS, events))


def _unasked(endpoint: Endpoint, query: PatientQuery) -> Fault | None:
    """Why a search by name is not sent; None where it may be."""
    if not acts_for_user(endpoint):
        return _NO_USER
    if not query.family or not _DAY.fullmatch(query.birth_date):
        return _NOT_ENOUGH
    return _NOT_ENOUGH_FUZZY if query.fuzzy and not query.given else None


def _refused(desk: Desk, fault: Fault) -> Iterator[SourceEvent]:
    yield _ended(desk, fault)


def _by_number(desk: Desk, head: Letterhead, number: str, *, moved: Fault | None) -> Iterator[SourceEvent]:
    """Read one person. ``moved``: what it means that the number was replaced; None where that is no fault."""
    reply = desk.get(read_address(f"{LABEL}/{number}"), head.headers())
    if isinstance(reply, Fault):
        yield _ended(desk, reply)
        return
    found = _read(desk, reply, number)
    if isinstance(found, Fault):
        yield _ended(desk, found)
    elif len(found) > 1 and moved is not None:
        yield _ended(desk, moved)
    else:
        yield desk.answer(LABEL, reply, "the answer")
        yield desk.ended(LABEL, Outcome.COMPLETE, [_replaced(desk)] if len(found) > 1 else [])


def _replaced(desk: Desk) -> Gap:
    gap = desk.gap(GapKind.NOTICE, Domain.DEMOGRAPHICS, LABEL, _REPLACED, _REPLACED_ADVICE)
    return replace(gap, what="NHS number replaced")


_REPLACED = (
    "PDS says that the number asked for was replaced by another one. This is the record of the new number; "
    "what other sources keep under the old one is not shown"
)
_REPLACED_ADVICE = "Use the new number from now on, and correct it in your own system."


def _read(desk: Desk, reply: Reply, number: str) -> tuple[Trace, ...] | Fault:
    """Note what an answer says of a number."""
    now, fault = datetime.now(UTC), pds_fault(reply)
    if fault is not None:
        status = status_of(reply)
        if status is not None:
            desk.session.traces.note(Trace(nhs_number=number, status=status, when=now))
        return fault
    person = _person(reply.body)
    if person is None:
        return _NO_PERSON
    found = traces_of(number, person, now)
    for trace in found:
        desk.session.traces.note(trace)
    return found


def _person(body: bytes) -> Content | None:
    try:
        content = read_object(body)
    except ResourceError:
        return None
    is_person = content.get("resourceType") == LABEL and nhs_number(text(content.get("id"))) is not None
    return content if is_person else None


def _by_name(desk: Desk, head: Letterhead, query: PatientQuery) -> Iterator[SourceEvent]:
    reply = desk.get(f"{LABEL}?{urlencode(_parameters(query))}", head.headers())
    if isinstance(reply, Fault):
        yield _ended(desk, reply)
        return
    fault = pds_fault(reply) or (None if reply.type == "Bundle" else _NO_PERSON)
    if fault is not None:
        yield _ended(desk, fault)
        return
    yield desk.answer(LABEL, reply, "the answer")
    nobody = b'"resource"' not in reply.body
    offer = desk.gap(
        GapKind.NOTICE, Domain.DEMOGRAPHICS, subject_of_search(LABEL), OFFER_FUZZY, OFFER_FUZZY_ADVICE
    )
    yield desk.ended(LABEL, Outcome.COMPLETE, [offer] if nobody and not query.fuzzy else [])


def _parameters(query: PatientQuery) -> list[tuple[str, str]]:
    """Return the question in the service's own order of names; names may end in ``*`` (not fuzzy)."""
    asked = [("family", query.family), ("birthdate", f"eq{query.birth_date}"), ("gender", query.gender)]
    asked += [("given", name) for name in query.given.split()]
    asked += [("_fuzzy-match", "true" if query.fuzzy else ""), ("_max-results", str(MOST))]
    return [(name, value) for name, value in asked if value]


def _ended(desk: Desk, fault: Fault) -> Ended:
    kind = gap_kind(fault.outcome)
    gap = desk.gap(kind, Domain.DEMOGRAPHICS, subject_of_search(LABEL), fault.why, fault.advice)
    return desk.ended(LABEL, fault.outcome, [gap])
