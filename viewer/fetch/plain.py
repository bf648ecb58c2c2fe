"""What a plain FHIR server is asked: who somebody is, and everything it holds about one patient."""

from collections.abc import Iterator
from functools import partial

from viewer.fetch.chain import Chain
from viewer.fetch.desk import Desk
from viewer.fetch.following import Following
from viewer.fetch.nhs import structured
from viewer.fetch.plan import Plan, Step
from viewer.fetch.question import literal
from viewer.fetch.searches import Search, searches
from viewer.fetch.single import nhs_number_in, read_one
from viewer.fetch.words import subject_of_search
from viewer.fhir.nhs_number import NHS_NUMBER_SYSTEM
from viewer.source.answer import Answer, Ended, Outcome, SourceEvent
from viewer.source.domain import Domain
from viewer.source.endpoint import Endpoint
from viewer.source.gap import GapKind
from viewer.source.protocols import PatientQuery

PATIENT = "Patient"


def find_plan(desk: Desk, _endpoint: Endpoint, query: PatientQuery) -> Plan:
    """Who is it? One search for Patients, or one read."""
    demographics = frozenset({Domain.DEMOGRAPHICS})
    if _id_in(query.reference):
        reference = f"{PATIENT}/{_id_in(query.reference)}"
        return Plan(Step(PATIENT, demographics, partial(read_one, desk, PATIENT, reference)))
    search = Search(label=PATIENT, type=PATIENT, must=_who(query), may=(("_count", "50"),))
    if not search.must:
        return Plan(Step(PATIENT, demographics, partial(_nobody_named, desk)))
    return Plan(Step(PATIENT, demographics, Chain(desk, search).events))


def _id_in(reference: str) -> str:
    """Return the id in ``Patient/1``, "" where it names no Patient: ``Patient/`` would be all of them."""
    kind, _, name = reference.partition("/")
    return name if kind == PATIENT else ""


def _who(query: PatientQuery) -> tuple[tuple[str, str], ...]:
    if query.nhs_number:
        return (("identifier", f"{NHS_NUMBER_SYSTEM}|{query.nhs_number}"),)
    named = {"family": query.family, "given": query.given, "birthdate": query.birth_date}
    return tuple((name, literal(value)) for name, value in named.items() if value)


def _nobody_named(desk: Desk) -> Iterator[SourceEvent]:
    gap = desk.gap(
        GapKind.FAILED,
        Domain.DEMOGRAPHICS,
        subject_of_search(PATIENT),
        "nobody to look for was named",
        "Give an NHS number, or a name and a date of birth.",
    )
    yield desk.ended(PATIENT, Outcome.FAILED, [gap])


def read_plan(desk: Desk, endpoint: Endpoint, reference: str) -> Plan:
    """Everything about one patient: the Patient, the structured record where offered, every other type."""
    patient_id = _id_in(reference)
    if not patient_id:
        return Plan(Step(PATIENT, frozenset({Domain.DEMOGRAPHICS}), partial(_nobody_named, desk)))
    seen = _Number()
    first = Step(
        PATIENT, frozenset({Domain.DEMOGRAPHICS}), partial(_patient, desk, f"{PATIENT}/{patient_id}", seen)
    )
    capability = desk.capability
    by_operation = structured.OPERATION in capability.operations
    rest: list[Step] = []
    if by_operation:
        rest.append(Step(structured.LABEL, structured.DOMAINS, partial(_structured, desk, seen)))
    for search, offered in searches(capability, patient_id, desk.options.page_size):
        if by_operation and search.type in structured.TYPES:
            continue
        events = Chain(desk, search).events if offered else partial(_not_offered, desk, search)
        rest.append(Step(search.label, search.domains, events))
    return Plan(first, tuple(rest), follow=Following(desk, patient_id, endpoint.asking.link_aliases))


class _Number:
    """The NHS number that the first question brings for the second; set once, before it is read."""

    value = ""


def _patient(desk: Desk, reference: str, seen: _Number) -> Iterator[SourceEvent]:
    for event in read_one(desk, PATIENT, reference):
        if isinstance(event, Answer):
            seen.value = nhs_number_in(event)
        yield event


def _structured(desk: Desk, seen: _Number) -> Iterator[SourceEvent]:
    yield from structured.structured_record(desk, seen.value)


def _not_offered(desk: Desk, search: Search) -> Iterator[Ended]:
    (domain,) = search.domains
    gap = desk.gap(
        GapKind.NOT_SUPPORTED,
        domain,
        subject_of_search(search.type),
        "the source does not list it, so whether it holds any is unknown",
        "",
    )
    yield desk.ended(search.label, Outcome.NOT_SUPPORTED, [gap])
