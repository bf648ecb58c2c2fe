"""What an error of PDS means, in words: each of its codes is another thing to do (IDM-09, IDM-12).

Source: PDS FHIR API, "Get patient details" and "Search for a patient", tables of error codes.
"""

from dataclasses import replace

import requests

from viewer.errors import AccessRefused
from viewer.fetch.faults import Fault, fault_of_reply
from viewer.fetch.nhs.spine import spine_codes
from viewer.fetch.reply import BodyKind, Reply
from viewer.source.answer import Outcome
from viewer.source.trace import TraceStatus

TOO_MANY = "TOO_MANY_MATCHES"
MOST = 50
SEARCH_WARNING = (
    "Everybody whom a PDS search finds is noted in the national audit trail as looked at by you. "
    "Give as much as you know: family name, first name, full date of birth."
)
"""To be said before a broad search is sent (IDM-12)."""
OFFER_FUZZY = "nobody was found under exactly this name; names that sound alike were not searched"
"""The reason of the notice after which a search for similar names may be offered (IDM-12)."""
OFFER_FUZZY_ADVICE = "Check the spelling, or search again for names that sound alike."

_CHECK_NUMBER = "Check the number with the patient; do not use it. No GP record was asked for."
_KNOWN = {
    "INVALIDATED_RESOURCE": (
        "PDS says that this NHS number was declared invalid, and names none that replaced it",
        _CHECK_NUMBER,
    ),
    "RESOURCE_NOT_FOUND": ("PDS does not know this NHS number", _CHECK_NUMBER),
    "INVALID_RESOURCE_ID": ("PDS says that this is no NHS number", "Check the digits of the number."),
    "INVALID_NHS_NUMBER": ("PDS says that this is no NHS number", "Check the digits of the number."),
    TOO_MANY: (
        f"more than {MOST} people match, so PDS gives none of them",
        "Refine the search: full first name, full family name, exact date of birth, gender.",
    ),
    "INVALID_SEARCH_DATA": (
        "PDS does not search with so little",
        "Give the family name and the full date of birth; for similar names the first name as well.",
    ),
    "UNABLE_TO_CALL_SERVICE": ("PDS did not answer in time", "Try again in a few minutes."),
    "TOO_MANY_REQUESTS": ("PDS takes no more questions at the moment", "Try again in a few minutes."),
    "MULTIPLE_MATCHES": (
        "several people match, and PDS names none of them to an application without a signed-in user",
        "Refine the search, or sign in as yourself.",
    ),
}
_STATUS = {
    "INVALIDATED_RESOURCE": TraceStatus.INVALID,
    "RESOURCE_NOT_FOUND": TraceStatus.NOT_FOUND,
    "INVALID_RESOURCE_ID": TraceStatus.INVALID,
    "INVALID_NHS_NUMBER": TraceStatus.INVALID,
}


def pds_fault(reply: Reply) -> Fault | None:
    """What an answer means; None for FHIR that can be read on."""
    fault = fault_of_reply(reply)
    if fault is None or reply.kind is not BodyKind.OUTCOME:
        return fault
    known = [code for code in spine_codes(reply.body) if code in _KNOWN]
    if known and not (reply.status == requests.codes.too_many_requests and reply.retry_after):
        why, advice = _KNOWN[known[0]]
        return Fault(outcome=Outcome.FAILED, why=f"{why} ({known[0]})", advice=advice)
    if reply.status == requests.codes.forbidden:
        return replace(fault, advice=AccessRefused.advice)
    return fault


def status_of(reply: Reply) -> TraceStatus | None:
    """Return what an error says of the number itself; None where it says nothing of it."""
    if reply.status not in {requests.codes.not_found, requests.codes.bad_request}:
        return None
    return next((_STATUS[code] for code in spine_codes(reply.body) if code in _STATUS), None)
