"""How a Summary Care Record is asked: where it is, an alert where one is due, then the summary (NHS-10..12).

Source: Summary Care Record FHIR API. It is asked by NHS number, for a signed-in user alone, and only after
the grounds for it have been recorded for this person; without them nothing is sent at all (NHS-11). Its
ladder of retries (1, 30, 60 minutes) is for systems that upload: whoever waits at a screen is told instead.
"""

from collections.abc import Generator, Iterator
from dataclasses import dataclass, replace
from functools import partial
from urllib.parse import urlencode

import requests

from viewer.fetch.desk import Desk
from viewer.fetch.faults import Fault, fault_of_reply
from viewer.fetch.nhs.headers import Letterhead, acts_for_user, letterhead, new_id
from viewer.fetch.nhs.scr_alert import Alert, event, missing
from viewer.fetch.nhs.scr_words import (
    ONLY_TEXT,
    SUBSET,
    Pointer,
    about_another,
    holds_summary,
    only_text,
    pointer_in,
)
from viewer.fetch.nhs.torn import torn
from viewer.fetch.plan import Plan, Step
from viewer.fetch.reply import Reply
from viewer.fetch.words import gap_kind
from viewer.fhir.nhs_number import NHS_NUMBER_SYSTEM, nhs_number
from viewer.source.answer import Answer, Ended, Outcome, SourceEvent
from viewer.source.domain import Domain
from viewer.source.endpoint import Endpoint
from viewer.source.gap import Gap, GapKind
from viewer.source.permission import Permission, why_not_opened
from viewer.source.protocols import PatientQuery

LABEL = "Summary Care Record"
_DOMAINS = frozenset({Domain.DOCUMENTS})
_PATIENT = "Patient"
_FIRST = (("type", "http://snomed.info/sct|196981000000101"), ("_sort", "date"), ("_count", "1"))
_NOT_SEARCHED = (
    "it holds no demographics to search in: it is opened by NHS number, once a patient is on screen and "
    "permission to view has been recorded"
)
_NO_SUMMARY = (
    "no Summary Care Record was returned, which does not mean that there is none: it may not be shown to you"
)
_STALE = "it sent nothing under the id that it had just given, which does not mean that there is no summary"
_NO_CONSENT = "the patient has not agreed to share their summary, or it may not be shown to you (status 403)"
_ASK_GP = "Ask the patient, or the GP practice."
_RECORD = "Record why you may view it, then retry this source."
_AGAIN = "Retry this source; if it persists, tell your IT support."


def find_plan(desk: Desk, _endpoint: Endpoint, _query: PatientQuery) -> Plan:
    """Nothing is asked: who the person is has to be known before."""
    return Plan(Step(_PATIENT, frozenset(), partial(_not_searched, desk)))


def _not_searched(desk: Desk) -> Iterator[SourceEvent]:
    gap = desk.gap(GapKind.NOTICE, None, LABEL, _NOT_SEARCHED, "")
    yield desk.ended(
        _PATIENT, Outcome.COMPLETE, [replace(gap, what="The Summary Care Record is not searched")]
    )


def read_plan(desk: Desk, endpoint: Endpoint, reference: str) -> Plan:
    """The summary of one person."""
    number = nhs_number(reference.removeprefix(f"{_PATIENT}/")) or ""
    return Plan(Step(LABEL, _DOMAINS, partial(_read, desk, endpoint, number)))


@dataclass(frozen=True, slots=True)
class _Asking:
    """One reading of one person's summary, on recorded grounds."""

    desk: Desk
    endpoint: Endpoint
    head: Letterhead
    number: str
    permission: Permission


def _read(desk: Desk, endpoint: Endpoint, number: str) -> Iterator[SourceEvent]:
    permission = desk.session.permissions.of(number)
    why = _why_not(endpoint, number, permission)
    if why or permission is None:
        yield _withheld(desk, why, _RECORD)
        return
    asking = _Asking(desk, endpoint, letterhead(endpoint, desk.session.act.id), number, permission)
    ended = yield from _in_two_steps(asking)
    yield ended if isinstance(ended, Ended) else _failed(desk, ended)


def _why_not(endpoint: Endpoint, number: str, permission: Permission | None) -> str:
    if not number:
        return "it is asked by NHS number, and none is known for this patient"
    if not acts_for_user(endpoint):
        return "this source is signed in as an application, and a summary is shown to a signed-in user only"
    why = why_not_opened(permission, endpoint.nhs)
    if why or permission is None or not permission.alerts:
        return why
    lacks = missing(endpoint.nhs)
    return f"the alert that is due cannot be sent: {lacks} not set for this source" if lacks else ""


@dataclass(frozen=True, slots=True)
class _Found:
    """Both answers, and what the first of them says."""

    where: Reply
    summary: Reply
    pointer: Pointer


def _in_two_steps(asking: _Asking) -> Generator[Answer, None, Ended | Fault]:
    """Ask where it is, alert, and read it; once more from the start where the id has grown old meanwhile."""
    desk = asking.desk
    found = _fetched(asking) or _fetched(asking)
    if found is None:
        return Fault(outcome=Outcome.FAILED, why=_STALE, advice=_AGAIN)
    if not isinstance(found, _Found):
        return found
    yield desk.answer(LABEL, found.where, "the pointer")
    yield desk.answer(LABEL, found.summary, "the summary")
    return desk.ended(LABEL, Outcome.COMPLETE, _said(desk, found))


def _fetched(asking: _Asking) -> _Found | Ended | Fault | None:
    """Return both answers; None where the summary has got another id between the two."""
    where = _where(asking)
    if isinstance(where, Fault):
        return where
    pointer = pointer_in(where.body)
    if pointer is None:
        notice = _notice(asking.desk, "No Summary Care Record", _NO_SUMMARY)
        return asking.desk.ended(LABEL, Outcome.COMPLETE, [notice])
    summary = _alerted(asking, pointer) or _summary(asking, pointer)
    if isinstance(summary, Fault):
        return summary
    return _Found(where, summary, pointer) if holds_summary(summary.body) else None


def _where(asking: _Asking) -> Reply | Fault:
    about = ("patient", f"{NHS_NUMBER_SYSTEM}|{asking.number}")
    return _got(asking, f"DocumentReference?{urlencode((about, *_FIRST))}")


def _summary(asking: _Asking, pointer: Pointer) -> Reply | Fault:
    about = ("composition.subject:Patient.identifier", f"{NHS_NUMBER_SYSTEM}|{asking.number}")
    sent = urlencode((("composition.identifier", pointer.identity), about))
    return _got(asking, f"Bundle?{sent}")


def _got(asking: _Asking, address: str) -> Reply | Fault:
    """GET a Bundle that is about nobody but the person asked for."""
    reply = asking.desk.get(address, asking.head.headers())
    if isinstance(reply, Fault):
        return reply
    fault = fault_of_reply(reply)
    if fault is not None:
        no_consent = reply.status == requests.codes.forbidden
        return replace(fault, why=_NO_CONSENT, advice=_ASK_GP) if no_consent else fault
    if reply.type != "Bundle":
        return Fault(outcome=Outcome.FAILED, why="it answered with something that is not a list")
    if about_another(reply.body, asking.number):
        why = "it answered about another NHS number than the one asked for, which is not used"
        return Fault(outcome=Outcome.FAILED, why=why, advice=_AGAIN)
    return torn(reply) or reply


def _alerted(asking: _Asking, pointer: Pointer) -> Fault | None:
    """Tell the privacy officer where that is due; a Fault where that failed: then nothing is read."""
    if not asking.permission.alerts:
        return None
    alert = Alert(
        identity=new_id().upper(),
        summary=pointer.identity,
        permission=asking.permission,
        nhs=asking.endpoint.nhs,
    )
    reply = asking.desk.alert(event(alert), asking.head.headers())
    if isinstance(reply, Reply) and reply.status in {requests.codes.ok, requests.codes.created}:
        return None
    fault = reply if isinstance(reply, Fault) else fault_of_reply(reply)
    why = fault.why if fault else "it did not say that it took the alert"
    words = f"the alert to the privacy officer was not taken ({why}), so the summary was not read"
    return Fault(outcome=Outcome.FAILED, why=words, advice=_AGAIN)


def _said(desk: Desk, found: _Found) -> list[Gap]:
    """Return what has to be said beside a summary: a part only, on which consent, and what is only text."""
    notices = [_notice(desk, "A summary, not the record", SUBSET)]
    if found.pointer.consent:
        notices.append(_notice(desk, "Consent to view the summary", found.pointer.consent))
    texts = [
        desk.gap(GapKind.TRUNCATED, domain, f"{domain.label} in the summary", ONLY_TEXT, "")
        for domain in only_text(found.summary.body)
    ]
    return [*notices, *texts]


def _notice(desk: Desk, what: str, why: str) -> Gap:
    return replace(desk.gap(GapKind.NOTICE, None, LABEL, why, ""), what=what)


def _withheld(desk: Desk, why: str, advice: str) -> Ended:
    gap = desk.gap(GapKind.WITHHELD, None, LABEL, why, advice)
    return desk.ended(LABEL, Outcome.DENIED, [gap])


def _failed(desk: Desk, fault: Fault) -> Ended:
    if fault.outcome is Outcome.DENIED:
        return _withheld(desk, fault.why, fault.advice)
    return desk.ended(
        LABEL, fault.outcome, [desk.gap(gap_kind(fault.outcome), None, LABEL, fault.why, fault.advice)]
    )
