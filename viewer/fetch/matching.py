"""Who is it, asked by operations: ``$match`` by name and birth date, ``$ihe-pix`` by a number held elsewhere.

What comes are candidates like those of a search. The source's own grade of a match stands in the answer
(``Bundle.entry.search``), and nobody is ever opened because of it (IDM-13).
"""

from collections.abc import Iterator
from functools import partial

import msgspec

from viewer.fetch.desk import Desk
from viewer.fetch.faults import Fault, fault_of_reply
from viewer.fetch.page import Page, page_of
from viewer.fetch.plan import Step
from viewer.fetch.question import operation_address
from viewer.fetch.reply import BodyKind, Reply
from viewer.fetch.single import read_one
from viewer.fetch.words import gap_kind, subject_of_search
from viewer.fhir.nhs_number import NHS_NUMBER_SYSTEM
from viewer.fhir.typed import obj, objects, text
from viewer.source.answer import Answer, Ended, Outcome, SourceEvent
from viewer.source.domain import Domain
from viewer.source.gap import Gap
from viewer.source.protocols import PatientQuery

PATIENT = "Patient"
MATCH = "$match"
PIX = "$ihe-pix"
_MOST = 50
_DEMOGRAPHICS = frozenset({Domain.DEMOGRAPHICS})
_NOT_FOUND = 404
_SEARCH_ADVICE = "Search more narrowly, or by NHS number."
_GRADE = "http://hl7.org/fhir/StructureDefinition/match-grade"


class Found:
    """Whether a search found anybody; filled while its events pass."""

    anybody = False

    def passing(self, events: Iterator[SourceEvent]) -> Iterator[SourceEvent]:
        """Give events on and look at them."""
        for event in events:
            if isinstance(event, Answer):
                reply = Reply(status=200, body=event.body, media_type=event.media_type)
                self.anybody = self.anybody or bool(page_of(reply, "Patient").matches)
            yield event


def match_step(desk: Desk, query: PatientQuery) -> Step:
    """Return the question for people like this one; the less certain are asked for too, a person decides."""
    return Step(MATCH, _DEMOGRAPHICS, partial(_match, desk, _parameters(query)))


def _parameters(query: PatientQuery) -> bytes:
    name = {"family": query.family, "given": [query.given] if query.given else []}
    patient = {"name": [{key: value for key, value in name.items() if value}], "birthDate": query.birth_date}
    resource = {"resourceType": "Patient", **{key: value for key, value in patient.items() if any(value)}}
    return msgspec.json.encode(
        {
            "resourceType": "Parameters",
            "parameter": [
                {"name": "resource", "resource": resource},
                {"name": "count", "valueInteger": _MOST},
                {"name": "onlyCertainMatches", "valueBoolean": False},
            ],
        }
    )


def _match(desk: Desk, body: bytes) -> Iterator[SourceEvent]:
    reply = desk.post(f"Patient/{MATCH}", body)
    fault = reply if isinstance(reply, Fault) else fault_of_reply(reply) or _not_whole(reply)
    came = fault is None or fault.outcome is Outcome.TRUNCATED
    if isinstance(reply, Reply) and (came or reply.kind in {BodyKind.OUTCOME, BodyKind.XML}):
        yield desk.answer(MATCH, reply, "the answer")
    yield _ended(desk, MATCH, fault)


def grades_of(answer: Answer) -> dict[str, str]:
    """Return in words how sure the source says it is of each match, by ``Patient/1``: nobody else's view.

    Empty for what is no answer to ``$match``.
    """
    if answer.search != MATCH:
        return {}
    try:
        content = obj(msgspec.json.decode(answer.body))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return {}
    found = {}
    for one in objects(content.get("entry")):
        grades = [
            text(each.get("valueCode"))
            for each in objects(obj(one.get("search")).get("extension"))
            if each.get("url") == _GRADE
        ]
        if grades and grades[0]:
            found[f"{PATIENT}/{text(obj(one.get('resource')).get('id'))}"] = _graded(grades[0])
    return found


def _graded(grade: str) -> str:
    if grade == "certainly-not":
        return "The source calls this certainly not a match."
    if grade not in {"certain", "probable", "possible"}:
        return "The source grades this match in a way that is not known here."
    return f"The source calls this a {grade} match; nothing is linked because of it."


def _not_whole(reply: Reply) -> Fault | None:
    page = page_of(reply, "Patient")
    if page.type != "Bundle":
        return Fault(outcome=Outcome.FAILED, why="it answered with something that is not a list")
    if page.failure:
        return Fault(
            outcome=Outcome.FAILED, why=f"the source says that its answer is not whole: {page.failure}"
        )
    why = page.broken or _more(page)
    return Fault(outcome=Outcome.TRUNCATED, why=why, advice=_SEARCH_ADVICE) if why else None


def _more(page: Page) -> str:
    """Say that there are more candidates than came; the operation has no further page to ask for."""
    came = len(page.matches)
    if page.total is not None and page.total > came:
        return f"the source says it has {page.total} candidates and sent {came}"
    return "the source has more candidates than it sent" if page.next_links else ""


def pix_step(desk: Desk, nhs_number: str, found: Found) -> Step:
    """Return the question under which id the source knows a number that its search did not find (IDM-19)."""
    return Step(PIX, _DEMOGRAPHICS, partial(_pix, desk, nhs_number, found))


def _pix(desk: Desk, nhs_number: str, found: Found) -> Iterator[SourceEvent]:
    if found.anybody:
        yield desk.ended(PIX, Outcome.COMPLETE)
        return
    asked = (("sourceIdentifier", f"{NHS_NUMBER_SYSTEM}|{nhs_number}"),)
    reply = desk.get(operation_address(f"Patient/{PIX}", asked))
    fault = reply if isinstance(reply, Fault) else fault_of_reply(reply)
    if isinstance(reply, Fault) or fault is not None:
        unknown = isinstance(reply, Reply) and reply.status == _NOT_FOUND
        yield _ended(desk, PIX, None if unknown else fault)
        return
    gaps: list[Gap] = []
    outcomes = {Outcome.COMPLETE}
    for target in _targets(reply.body, desk.origin.base):
        for event in read_one(desk, PIX, target):
            if isinstance(event, Ended):
                gaps += event.gaps
                outcomes.add(event.outcome)
            else:
                yield event
    yield desk.ended(PIX, max(outcomes - {Outcome.COMPLETE}, default=Outcome.COMPLETE), gaps)


def _targets(body: bytes, base: str) -> tuple[str, ...]:
    """Return the Patients named, of this source only: a reference elsewhere is not followed (AUTH-02)."""
    try:
        content = obj(msgspec.json.decode(body))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return ()
    named = [
        text(obj(one.get("valueReference")).get("reference")).removeprefix(f"{base}/")
        for one in objects(content.get("parameter"))
        if one.get("name") == "targetId"
    ]
    return tuple(name for name in named if name.startswith("Patient/") and name.count("/") == 1)


def _ended(desk: Desk, label: str, fault: Fault | None) -> Ended:
    if fault is None:
        return desk.ended(label, Outcome.COMPLETE)
    subject = f"{subject_of_search('Patient')} {label}"
    gap = desk.gap(gap_kind(fault.outcome), Domain.DEMOGRAPHICS, subject, fault.why, fault.advice)
    return desk.ended(label, fault.outcome, [gap])
