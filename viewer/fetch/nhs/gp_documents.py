"""How a GP practice's documents are found, listed and, one by one on demand, read (GPC-18, TML-16).

Source: GP Connect, "Access Document": find the patient, search for documents with the includes that are
obligatory, read the Binary. A practice answers NO_RECORD_FOUND for a document above 5 MB.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from urllib.parse import quote, urlencode

from viewer.fetch.desk import Desk
from viewer.fetch.faults import Fault
from viewer.fetch.nhs.gate import enter
from viewer.fetch.nhs.gp_connect import closed, from_the_practice
from viewer.fetch.nhs.pages import Pages, Question
from viewer.fetch.nhs.person import NO_NUMBER, PATIENT, STU3, number_asked, number_known, remember, token
from viewer.fetch.nhs.spine import spine_codes, spine_fault
from viewer.fetch.nhs.ssp import Interaction, Route
from viewer.fetch.page import Page
from viewer.fetch.plan import Plan, Step
from viewer.fetch.question import address_of, read_address
from viewer.fetch.reply import Reply
from viewer.source.answer import Answer, Outcome, SourceEvent
from viewer.source.domain import Domain
from viewer.source.endpoint import Endpoint
from viewer.source.gap import Gap, GapKind
from viewer.source.protocols import PatientQuery

LABEL = "DocumentReference"
MOST_BYTES = 5 * 1024 * 1024
INCLUDES = (
    ("_include", "DocumentReference:subject:Patient"),
    ("_include", "DocumentReference:custodian:Organization"),
    ("_include", "DocumentReference:author:Organization"),
    ("_include", "DocumentReference:author:Practitioner"),
    ("_revinclude:recurse", "PractitionerRole:practitioner"),
)
"""Without each of these a practice refuses the search."""
TOO_LARGE = (
    "it gives no content for this document. A practice gives none above 5 MB, and says so in the same "
    "words as for a document that it does not hold"
)
_BY_TELEPHONE = "Ask the practice by telephone to send it."
_LIST_ONLY = "Documents are listed"
_WHY_LIST_ONLY = (
    "their contents stay at the practice; one is read from there when you open it, above 5 MB none"
)
_LIST_DOMAINS = frozenset({Domain.DOCUMENTS, Domain.DEMOGRAPHICS})


def find_plan(desk: Desk, endpoint: Endpoint, query: PatientQuery) -> Plan:
    """Find the person at the practice by NHS number."""
    desk.claim = STU3
    number = number_asked(desk, endpoint, query)
    return Plan(Step(PATIENT, frozenset({Domain.DEMOGRAPHICS}), partial(_find, desk, endpoint, number)))


def read_plan(desk: Desk, endpoint: Endpoint, reference: str) -> Plan:
    """List every document of the person; contents are read on demand."""
    desk.claim = STU3
    return Plan(Step(LABEL, _LIST_DOMAINS, partial(_list, desk, endpoint, reference)))


def _find(desk: Desk, endpoint: Endpoint, number: str) -> Iterator[SourceEvent]:
    entered = enter(desk, endpoint, number, Interaction.FIND_PATIENT) if number else NO_NUMBER
    if isinstance(entered, Fault):
        yield closed(desk, PATIENT, frozenset({Domain.DEMOGRAPHICS}), entered)
        return
    trace, route = entered

    def judge(_page: Page, reply: Reply) -> Fault | None:
        return remember(desk, endpoint, reply.body, trace.nhs_number)

    question = Question(
        label=PATIENT,
        domains=frozenset({Domain.DEMOGRAPHICS}),
        address=route.address(address_of(PATIENT, [("identifier", token(trace.nhs_number))])),
        headers=partial(route.headers, Interaction.FIND_PATIENT),
        following=partial(_following, route),
        judge=judge,
    )
    yield from Pages(desk, question).events()


def _list(desk: Desk, endpoint: Endpoint, reference: str) -> Iterator[SourceEvent]:
    number = number_known(desk, endpoint, reference)
    entered = enter(desk, endpoint, number, Interaction.SEARCH_DOCUMENTS) if number else NO_NUMBER
    if isinstance(entered, Fault):
        yield closed(desk, LABEL, _LIST_DOMAINS, entered)
        return
    _trace, route = entered
    question = Question(
        label=LABEL,
        domains=_LIST_DOMAINS,
        address=f"{route.address(read_address(reference))}/{LABEL}?{urlencode(INCLUDES)}",
        headers=partial(route.headers, Interaction.SEARCH_DOCUMENTS),
        following=partial(_following, route),
        notices=lambda: [from_the_practice(desk, Domain.DOCUMENTS), _list_only(desk)],
    )
    yield from Pages(desk, question).events()


def _following(route: Route, page: Page, _reply: Reply) -> tuple[str, ...]:
    """Follow a practice's own links through the proxy: it does not know how it was reached."""
    return tuple(map(route.own, page.next_links))


def _list_only(desk: Desk) -> Gap:
    gap = desk.gap(GapKind.NOTICE, Domain.DOCUMENTS, _LIST_ONLY, _WHY_LIST_ONLY, _BY_TELEPHONE)
    return replace(gap, what=_LIST_ONLY)


def read_document(desk: Desk, endpoint: Endpoint, reference: str, nhs_number: str) -> Answer | Fault:
    """Read one document's content, ``Binary/1``, for a person whom PDS still lets it be asked about.

    At most 5 MB; that a practice gives none is explained in words. Time: one round trip.
    """
    name = reference.rpartition("Binary/")[2]
    entered = enter(desk, endpoint, nhs_number, Interaction.READ_DOCUMENT)
    if isinstance(entered, Fault):
        return entered
    _trace, route = entered
    address = route.address(f"Binary/{quote(name, safe='')}")
    reply = desk.get(address, route.headers(Interaction.READ_DOCUMENT))
    if isinstance(reply, Fault):
        return reply
    return _why_no_content(reply) or desk.answer(reference, reply, "the document")


def _why_no_content(reply: Reply) -> Fault | None:
    fault = spine_fault(reply)
    if fault and "NO_RECORD_FOUND" in spine_codes(reply.body):
        return replace(fault, why=f"{TOO_LARGE} (NO_RECORD_FOUND)", advice=_BY_TELEPHONE)
    if fault is None and len(reply.body) > 2 * MOST_BYTES:
        why = "the document is larger than the 5 MB that a practice may send, and was not used"
        return Fault(outcome=Outcome.FAILED, why=why, advice=_BY_TELEPHONE)
    if fault is None and reply.type != "Binary":
        return Fault(outcome=Outcome.FAILED, why="it answered with something that is not a document")
    return fault
