"""Reading one resource by its address, and the patient's NHS number out of it."""

from collections.abc import Iterator
from dataclasses import replace

from viewer.errors import ResourceError
from viewer.fetch.desk import Desk
from viewer.fetch.faults import Fault, fault_of_reply
from viewer.fetch.question import read_address
from viewer.fetch.reply import BOM, BodyKind, Reply
from viewer.fetch.words import gap_kind, subject_of_search
from viewer.fhir.head import head_of
from viewer.fhir.identifier import identifiers_of
from viewer.fhir.nhs_number import NHS_NUMBER_SYSTEMS, nhs_number
from viewer.fhir.strict import read_object
from viewer.source.answer import Answer, Ended, Outcome, SourceEvent
from viewer.source.domain import domain_of


def read_one(desk: Desk, label: str, reference: str) -> Iterator[SourceEvent]:
    """Read ``Type/id``; yield the body as it came, then one ``Ended``."""
    resource_type, _, name = reference.partition("/")
    reply = desk.get(read_address(reference))
    fault = reply if isinstance(reply, Fault) else fault_of_reply(reply) or _other(reply, resource_type, name)
    if isinstance(reply, Reply) and (fault is None or reply.kind in {BodyKind.OUTCOME, BodyKind.XML}):
        yield desk.answer(label, reply, "the answer")
    yield _ended(desk, label, resource_type, fault)


def _other(reply: Reply, resource_type: str, name: str) -> Fault | None:
    head = head_of(reply.body.removeprefix(BOM))
    if head.type != resource_type:
        return Fault(outcome=Outcome.FAILED, why=f"it answered with something that is not a {resource_type}")
    if head.id not in {"", name}:
        return Fault(
            outcome=Outcome.FAILED,
            why="it answered with another record than the one asked for, which is not used",
            advice="Search for the patient again: the record may have moved to another number.",
        )
    return None


def _ended(desk: Desk, label: str, resource_type: str, fault: Fault | None) -> Ended:
    if fault is None:
        return desk.ended(label, Outcome.COMPLETE)
    subject = subject_of_search(resource_type)
    domain = domain_of(resource_type)
    gap = desk.gap(gap_kind(fault.outcome), domain, subject, fault.why, fault.advice)
    return replace(desk.ended(label, fault.outcome, [gap]), gone=fault.gone)


def nhs_number_in(answer: Answer) -> str:
    """Return the patient's current NHS number from a Patient's body, "" if it holds none."""
    try:
        content = read_object(answer.body)
    except ResourceError:
        return ""
    found = (
        nhs_number(one.value)
        for one in identifiers_of(content)
        if one.system in NHS_NUMBER_SYSTEMS and one.is_match_key
    )
    return next((number for number in found if number), "")
