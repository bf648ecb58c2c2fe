"""What each error code of the national Spine means to the person who asked, in words (GPC-14).

Source: GP Connect, "Error handling"; the code system Spine-ErrorOrWarningCode-1. A code that is not in the
table keeps the words of its status.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

import msgspec
import requests

from viewer.errors import FetchError
from viewer.fetch.faults import Fault, fault_of_reply, outcome_text
from viewer.fetch.reply import BodyKind, Reply
from viewer.fhir.typed import obj, objects, text
from viewer.source.answer import Outcome

_SUPPORT = "Tell your IT support which code it was."
_ELSEWHERE = "Ask the practice by telephone, or look in another source."
_LATER = "Try again in a few minutes."
_NO_RECORD = "it gives no record for this NHS number"


@dataclass(frozen=True, slots=True)
class Meaning:
    """How a code ends a question, and in which words."""

    why: str
    advice: str = _SUPPORT
    outcome: Outcome = Outcome.FAILED


def _denied(why: str, advice: str) -> Meaning:
    return Meaning(why, advice, Outcome.DENIED)


MEANINGS: Mapping[str, Meaning] = MappingProxyType(
    {
        "PATIENT_NOT_FOUND": _denied(
            f"{_NO_RECORD}. This does not say where the patient is registered: the "
            "answer is the same for a record that is inactive, not verified or may not be shared",
            _ELSEWHERE,
        ),
        "PATIENT_SENSITIVE": _denied(f"{_NO_RECORD}: it does not share this one", _ELSEWHERE),
        "NO_PATIENT_CONSENT": _denied(
            f"{_NO_RECORD}: the patient has not agreed that it is shared", _ELSEWHERE
        ),
        "NO_ORGANISATION_CONSENT": _denied(
            f"{_NO_RECORD}: the practice has not agreed to share records in this way", _ELSEWHERE
        ),
        "NO_ORGANISATIONAL_CONSENT": _denied(
            "the organisation that keeps this record has not agreed to share it", _ELSEWHERE
        ),
        "NO_RELATIONSHIP": _denied(
            "no legitimate relationship between you and this patient is known to it",
            "Record why you care for this patient in your own system, then ask again.",
        ),
        "ACCESS_DENIED": _denied(
            "it does not let this system or organisation in", "Ask your IT support whether access is enabled."
        ),
        "ACCESS_DENIED_SSL": _denied("it refuses the client certificate of this computer", _SUPPORT),
        "ASID_CHECK_FAILED": _denied("the system ids (ASID) are not accredited for this question", _SUPPORT),
        "AUTHOR_CREDENTIALS_ERROR": _denied(
            "it does not accept the credentials of the person who asks", _SUPPORT
        ),
        "REQUEST_UNMATCHED": _denied("the sign-in and the question name different patients", _SUPPORT),
        "INVALID_NHS_NUMBER": Meaning(
            "it says that this is no valid NHS number", "Check the NHS number with the patient."
        ),
        "INVALID_PATIENT_DEMOGRAPHICS": Meaning(
            "the patient's details do not agree with the national register",
            "Check the NHS number, name and date of birth with the patient.",
        ),
        "NO_RECORD_FOUND": Meaning(
            "it gives no such record or document, which does not mean that there is none", _ELSEWHERE
        ),
        "RESOURCE_NOT_FOUND": Meaning("what was asked for is not held there under this id", _ELSEWHERE),
        "ORGANISATION_NOT_FOUND": Meaning("it does not know the organisation that was named"),
        "PRACTITIONER_NOT_FOUND": Meaning("it does not know the practitioner that was named"),
        "REFERENCE_NOT_FOUND": Meaning("something that the question refers to is not held there"),
        "INVALID_IDENTIFIER_SYSTEM": Meaning("it does not know the kind of identifier that was sent"),
        "INVALID_IDENTIFIER_VALUE": Meaning("it does not accept the identifier that was sent"),
        "INVALID_PARAMETER": Meaning("it does not accept a part of the question"),
        "INVALID_RESOURCE": Meaning("it cannot read the question as a whole"),
        "INVALID_ELEMENT": Meaning("it does not accept an element of the question"),
        "INVALID_VALUE": Meaning("it does not accept a value in the question"),
        "MISSING_VALUE": Meaning("a value of the question is missing"),
        "CONFLICTING_VALUES": Meaning("values of the question contradict each other"),
        "FHIR_CONSTRAINT_VIOLATION": Meaning("the question breaks a rule of FHIR"),
        "PRECONDITION_FAILED": Meaning("a condition of the question does not hold", _LATER),
        "FLAG_ALREADY_SET": Meaning("what was asked to be set is set already"),
        "INVALID_CODE_SYSTEM": Meaning("it does not know a code system in the question, or may not give it"),
        "INVALID_CODE_VALUE": Meaning("it does not know a code in the question"),
        "INVALID_REQUEST_MESSAGE": Meaning("it cannot read the message that was sent"),
        "INVALID_REQUEST_TYPE": Meaning("it does not answer this type of question"),
        "INVALID_REQUEST_STATE": Meaning("it cannot answer this question as things stand"),
        "MESSAGE_NOT_WELL_FORMED": Meaning("the message that was sent is not well formed"),
        "MISSING_OR_INVALID_HEADER": Meaning("a header of the question is missing or wrong"),
        "MSG_RESOURCE_ID_FAIL": Meaning("it does not let a client choose ids"),
        "DUPLICATE_REJECTED": Meaning("it took the question for a duplicate", _LATER),
        "BAD_REQUEST": Meaning("it takes the request, or the statement of who asks, for malformed"),
        "NOT_IMPLEMENTED": Meaning(
            "this part is not supplied by this practice", _ELSEWHERE, Outcome.NOT_SUPPORTED
        ),
        "INTERNAL_SERVER_ERROR": Meaning("its system failed while it answered", _LATER),
    }
)
_GATEWAY = {
    requests.codes.bad_gateway: "the provider's system is offline at the moment (status 502)",
    requests.codes.gateway_timeout: "the provider's system did not answer in time (status 504)",
}


def spine_codes(body: bytes) -> tuple[str, ...]:
    """Return the error codes of an OperationOutcome, in its order; none where it is no such thing.

    >>> spine_codes(b'{"issue": [{"details": {"coding": [{"code": "ACCESS_DENIED"}]}}]}')
    ('ACCESS_DENIED',)
    """
    try:
        content = obj(msgspec.json.decode(body.removeprefix(b"\xef\xbb\xbf")))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return ()
    codings = [
        coding
        for issue in objects(content.get("issue"))
        for coding in objects(obj(issue.get("details")).get("coding"))
    ]
    return tuple(text(coding.get("code")) for coding in codings if text(coding.get("code")))


def spine_fault(reply: Reply) -> Fault | None:
    """What an answer of a national service means; None for FHIR that can be read on."""
    fault = fault_of_reply(reply)
    if fault is None:
        return None
    if reply.status in _GATEWAY:
        return Fault(outcome=Outcome.FAILED, why=_GATEWAY[reply.status], advice=_LATER, restart=True)
    if reply.kind is not BodyKind.OUTCOME:
        return fault
    known = [(code, MEANINGS[code]) for code in spine_codes(reply.body) if code in MEANINGS]
    return _worded(fault, reply, *known[0]) if known else fault


def _worded(fault: Fault, reply: Reply, code: str, meaning: Meaning) -> Fault:
    said = outcome_text(reply.body)
    quoted = f"; it says: {said}" if said and meaning.advice in {_SUPPORT, FetchError.advice} else ""
    return replace(
        fault, outcome=meaning.outcome, why=f"{meaning.why} ({code}){quoted}", advice=meaning.advice
    )
