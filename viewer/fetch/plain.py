"""What a plain FHIR server is asked: who somebody is, and everything it holds about one patient."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from viewer.fetch import everything, summary
from viewer.fetch.by_number import ByNumber
from viewer.fetch.chain import Chain
from viewer.fetch.desk import Desk
from viewer.fetch.following import Following
from viewer.fetch.matching import Found, match_step, pix_step
from viewer.fetch.naming import Naming
from viewer.fetch.nhs import structured
from viewer.fetch.overrides import overridden
from viewer.fetch.plan import Plan, Step
from viewer.fetch.question import literal
from viewer.fetch.searches import Search, searches
from viewer.fetch.single import nhs_number_in, read_one
from viewer.fetch.words import subject_of_search
from viewer.fhir.nhs_number import NHS_NUMBER_SYSTEM
from viewer.source.answer import Answer, Outcome, SourceEvent
from viewer.source.connection import Use
from viewer.source.domain import Domain
from viewer.source.endpoint import Endpoint
from viewer.source.gap import GapKind
from viewer.source.protocols import PatientQuery

PATIENT = "Patient"
_HALF = re.compile("[\ud800-\udfff]")
_NOBODY = ("nobody to look for was named", "Give an NHS number, or a name and a date of birth.")
_UNASKABLE = (
    "the id of this patient holds half a character there, and no address can hold one",
    "Report it to the source: nothing of this patient can be read from it.",
)
Table = tuple[tuple[Search, bool], ...]


def find_plan(desk: Desk, _endpoint: Endpoint, query: PatientQuery) -> Plan:
    """Who is it? One read, or one search for Patients and what the source offers beside it."""
    demographics = frozenset({Domain.DEMOGRAPHICS})
    if _id_in(query.reference):
        reference = f"{PATIENT}/{_id_in(query.reference)}"
        return Plan(Step(PATIENT, demographics, partial(read_one, desk, PATIENT, reference)))
    search = Search(label=PATIENT, type=PATIENT, must=_who(query), may=(("_count", "50"),))
    if not search.must:
        return Plan(Step(PATIENT, demographics, partial(_nobody_named, desk, query.reference)))
    found = Found()
    first = Step(PATIENT, demographics, lambda: found.passing(Chain(desk, search).events()))
    return Plan(first, tuple(_beside_search(desk, query, found)))


def _beside_search(desk: Desk, query: PatientQuery, found: Found) -> Iterator[Step]:
    if query.nhs_number and desk.capability.performs(PATIENT, "ihe-pix"):
        yield pix_step(desk, query.nhs_number, found)
    if not query.nhs_number and desk.capability.performs(PATIENT, "match"):
        yield match_step(desk, query)


def _id_in(reference: str) -> str:
    """Return the id in ``Patient/1``, "" where no Patient can be asked for: ``Patient/`` is all of them."""
    kind, _, name = reference.partition("/")
    return name if kind == PATIENT and not _HALF.search(name) else ""


def _who(query: PatientQuery) -> tuple[tuple[str, str], ...]:
    if query.nhs_number:
        return (("identifier", f"{NHS_NUMBER_SYSTEM}|{query.nhs_number}"),)
    named = {"family": query.family, "given": query.given, "birthdate": query.birth_date}
    return tuple((name, literal(value)) for name, value in named.items() if value)


def _nobody_named(desk: Desk, reference: str) -> Iterator[SourceEvent]:
    why, advice = _UNASKABLE if _HALF.search(reference) else _NOBODY
    gap = desk.gap(GapKind.FAILED, Domain.DEMOGRAPHICS, subject_of_search(PATIENT), why, advice)
    yield desk.ended(PATIENT, Outcome.FAILED, [gap])


def read_plan(desk: Desk, endpoint: Endpoint, reference: str) -> Plan:
    """Everything about one patient, by the questions that the source offers.

    The Patient first; then each type by a search of its own, or the whole record in one question and the
    proof of it by type; what a practice's structured record brings is not searched for as well; a summary
    where nothing else is offered.
    """
    patient_id = _id_in(reference)
    if not patient_id:
        return Plan(Step(PATIENT, frozenset({Domain.DEMOGRAPHICS}), partial(_nobody_named, desk, reference)))
    usual = searches(desk.capability, patient_id, desk.options.page_size)
    table = tuple(overridden(usual, desk.asking.searches))
    naming = Naming(
        desk, patient_id, ByNumber(desk, next((one.type for one, offered in table if offered), ""))
    )
    seen = naming.numbered
    first = Step(
        PATIENT, frozenset({Domain.DEMOGRAPHICS}), partial(_patient, desk, f"{PATIENT}/{patient_id}", seen)
    )
    follow = Following(desk, patient_id, endpoint.asking.link_aliases)
    if structured.OPERATION in desk.capability.operations:
        rest = [Step(structured.LABEL, structured.DOMAINS, partial(_structured, desk, seen))]
        rest += [_step(desk, *row, patient_id) for row in table if row[0].type not in structured.TYPES]
        return Plan(first, tuple(rest), follow=follow)
    plan = Plan(first, follow=follow, put_off=naming.put_off, notes=seen.notes)
    if everything.is_asked(desk):
        return _by_everything(desk, naming, table, plan)
    if summary.is_all_there_is(desk, searchable=any(offered for _, offered in table)):
        documents = [summary.documents_step(desk, patient_id, search) for search, _ in table]
        rest = [summary.summary_step(desk, patient_id, alone=True), *filter(None, documents)]
        return Plan(first, tuple(rest), follow=follow)
    rest = [_step(desk, *row, patient_id, naming) for row in table]
    if desk.asking.summary is Use.ALWAYS:
        rest.append(summary.summary_step(desk, patient_id, alone=False))
    return replace(plan, rest=tuple(rest))


def _by_everything(desk: Desk, naming: Naming, table: Table, plan: Plan) -> Plan:
    """What is urgent by searches of its own, then everything, then the proof of all that was not searched."""
    haul = everything.Haul(naming.patient_id)
    urgent = [search for search, offered in table if search.urgent and offered]
    rest = [Step(search.label, search.domains, partial(naming.events, search)) for search in urgent]
    last = [
        _proof(desk, search, haul, naming, offered=offered)
        for search, offered in table
        if search not in urgent
    ]
    return replace(plan, rest=(*rest, everything.everything_step(desk, haul)), last=tuple(last))


def _proof(desk: Desk, search: Search, haul: everything.Haul, naming: Naming, *, offered: bool) -> Step:
    documents = None if offered else summary.documents_step(desk, naming.patient_id, search)
    if documents is not None:
        return documents
    if not offered:
        return everything.proof_step(desk, search, haul, None)
    known = partial(haul.ids, search.type)
    otherwise = everything.Otherwise(
        search=partial(naming.events, known=known), agree=partial(naming.agreed, search, known=known)
    )
    return everything.proof_step(desk, search, haul, otherwise)


def _step(
    desk: Desk,
    search: Search,
    offered: bool,  # noqa: FBT001 - a row of the table
    patient_id: str,
    naming: Naming | None = None,
) -> Step:
    if offered:
        asked = Chain(desk, search).events if naming is None else partial(naming.events, search)
        return Step(search.label, search.domains, asked)
    documents = summary.documents_step(desk, patient_id, search)
    return documents or Step(search.label, search.domains, partial(_not_offered, desk, search))


def _patient(desk: Desk, reference: str, seen: ByNumber) -> Iterator[SourceEvent]:
    """Read the Patient; its NHS number is known before any further question is asked."""
    for event in read_one(desk, PATIENT, reference):
        if isinstance(event, Answer):
            seen.number = nhs_number_in(event)
        yield event


def _structured(desk: Desk, seen: ByNumber) -> Iterator[SourceEvent]:
    yield from structured.structured_record(desk, seen.number)


def _not_offered(desk: Desk, search: Search) -> Iterator[SourceEvent]:
    yield everything.not_offered(desk, search)
