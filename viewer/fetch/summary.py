"""What a source gives in place of searches: a summary (``$summary``, IPS) or its documents (``$docref``)."""

from collections.abc import Iterator
from functools import partial

from viewer.fetch.chain import Chain
from viewer.fetch.desk import Desk
from viewer.fetch.faults import Fault, fault_of_reply
from viewer.fetch.plan import Step
from viewer.fetch.question import operation_address
from viewer.fetch.reply import BodyKind, Reply
from viewer.fetch.searches import Search
from viewer.fetch.words import gap_kind
from viewer.source.answer import Ended, Outcome, SourceEvent
from viewer.source.connection import Use
from viewer.source.domain import Domain
from viewer.source.gap import Gap, GapKind

LABEL = "$summary"
_SUBJECT = "Summary ($summary)"
_DOMAINS = frozenset(Domain) - {Domain.DEMOGRAPHICS}
_DOCUMENTS = "DocumentReference"
_FIRST_DAY = "1900-01-01"  # without a start only the current document is meant


def is_all_there_is(desk: Desk, *, searchable: bool) -> bool:
    """Whether a summary is read because nothing more can be asked for."""
    if searchable or desk.asking.summary is Use.NEVER:
        return False
    return desk.asking.summary is Use.ALWAYS or desk.capability.performs("Patient", "summary")


def summary_step(desk: Desk, patient_id: str, *, alone: bool) -> Step:
    """Return the question for the summary. ``alone``: in place of the record, not beside it (CMP-16)."""
    domains = _DOMAINS if alone else frozenset[Domain]()
    return Step(LABEL, domains, partial(_summary, desk, patient_id, alone=alone))


def _summary(desk: Desk, patient_id: str, *, alone: bool) -> Iterator[SourceEvent]:
    reply = desk.get(operation_address(f"Patient/{patient_id}/{LABEL}", ()))
    fault = reply if isinstance(reply, Fault) else fault_of_reply(reply) or _no_bundle(reply)
    # Beside searches a message is told in the note: alone it would stand for a failure of the record.
    messages = {BodyKind.OUTCOME, BodyKind.XML} if alone else {BodyKind.XML}
    if isinstance(reply, Reply) and (fault is None or reply.kind in messages):
        yield desk.answer(LABEL, reply, "the summary")
    yield _alone(desk, fault) if alone else _beside(desk, fault)


def _no_bundle(reply: Reply) -> Fault | None:
    if reply.type == "Bundle":
        return None
    return Fault(outcome=Outcome.FAILED, why="it answered with something that is not a summary")


def _alone(desk: Desk, fault: Fault | None) -> Ended:
    """End in words for every domain: a summary is never the whole record (CMP-16)."""
    outcome = fault.outcome if fault else Outcome.TRUNCATED
    why = fault.why if fault else "the source gives a summary (IPS), not the whole record"
    advice = fault.advice if fault else "Look in the source itself for the rest."
    gaps = [desk.gap(gap_kind(outcome), domain, domain.label, why, advice) for domain in sorted(_DOMAINS)]
    return desk.ended(LABEL, outcome, gaps)


def _beside(desk: Desk, fault: Fault | None) -> Ended:
    if fault is not None and fault.outcome is Outcome.CANCELLED:
        return desk.ended(LABEL, Outcome.CANCELLED, [_note(desk, fault.why)])
    why = f"it did not come: {fault.why}" if fault else "it is a part of the record, beside what was searched"
    return desk.ended(LABEL, Outcome.COMPLETE, [_note(desk, why)])


def _note(desk: Desk, why: str) -> Gap:
    return desk.gap(GapKind.NOTICE, None, _SUBJECT, why, "")


def documents_step(desk: Desk, patient_id: str, search: Search) -> Step | None:
    """Return the question for documents where they cannot be searched for; None where it is not offered."""
    if search.type != _DOCUMENTS or not desk.capability.performs(_DOCUMENTS, "docref"):
        return None
    asked = Search(
        label=search.label,
        type=search.type,
        must=(("patient", patient_id),),
        may=(("start", _FIRST_DAY),),
        path=f"{_DOCUMENTS}/$docref",
    )
    return Step(search.label, search.domains, Chain(desk, asked).events)
