"""What an answer that is not the one hoped for means: how the search ends, and in which words.

A ``Fault`` may quote the source (``why``): it goes on the screen as a gap, never into a log or an error.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

import msgspec
import requests

from viewer.errors import AccessRefused, Cancelled, FetchError, NotFhir, SignInNeeded
from viewer.fetch.attempts import seconds_asked
from viewer.fetch.reply import BodyKind, Reply
from viewer.fhir.resource import Content
from viewer.fhir.typed import obj, objects, text
from viewer.source.answer import Outcome

_LONGEST_QUOTE = 300
_MINUTE_S = 60
_DAY_S = 24 * 60 * _MINUTE_S
_CERTIFICATE_ADVICE = "Ask your IT support for the client certificate of this source."
_NO_CERTIFICATE = frozenset({495, 496})  # nginx's own: a wrong one, none
_status = requests.codes
_SEVERE = frozenset({"error", "fatal"})
_NOT_WHOLE = frozenset({"suppressed", "incomplete", "too-costly", "too-long", "timeout", "throttled"})
"""They say that something is missing, at whatever severity."""

_OF_THE_QUESTION = frozenset({"not-supported", "required", "business-rule", "invalid", "value"})
"""Some servers answer so, with status 200 or 403, where they want a category or another parameter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Why a search cannot go on.

    ``restart``: asking again from the first page may help (an expired page, a broken one).
    ``lean``: the source did not accept the question; a simpler one may do. ``gone``: it says itself, in FHIR,
    that what was asked for by its id is not there: a web server before it may say so of everything.
    """

    outcome: Outcome
    why: str
    advice: str = FetchError.advice
    restart: bool = False
    lean: bool = False
    gone: bool = False


def fault_of_error(error: FetchError) -> Fault:
    """What an error without an answer means."""
    why = error.what.removeprefix(f"{error.source}: ")
    if isinstance(error, Cancelled):
        return Fault(outcome=Outcome.CANCELLED, why=why, advice=error.advice)
    if isinstance(error, SignInNeeded | AccessRefused):
        return Fault(outcome=Outcome.DENIED, why=why, advice=error.advice)
    return Fault(outcome=Outcome.FAILED, why=why, advice=error.advice)


def fault_of_reply(reply: Reply) -> Fault | None:
    """What the status and the kind of body mean; None for FHIR that can be read on."""
    if reply.status != _status.ok:
        return _fault_of_status(reply)
    if reply.kind is BodyKind.OUTCOME:
        why = _quoted("it answered with a message instead of a list", reply)
        lean = is_about_the_question(reply.body)
        return Fault(outcome=Outcome.FAILED, why=why, restart=not lean, lean=lean)
    words = _NOT_FHIR.get(reply.kind)
    advice = _XML_ADVICE if reply.kind is BodyKind.XML else NotFhir.advice
    return None if words is None else _failed(words, advice, restart=True)


_XML_ADVICE = "What it sent is listed under Unreadable. Ask the source to offer FHIR in JSON."
_NOT_FHIR = {
    BodyKind.EMPTY: "it sent an empty answer, which does not mean that there is nothing",
    BodyKind.HTML: "it answered with a web page, not with a record",
    BodyKind.XML: "it answered in XML although JSON was asked for, and XML is not read here",
    BodyKind.OTHER: "it answered with something that is not FHIR",
}


def _fault_of_status(reply: Reply) -> Fault:
    if reply.status in _NO_CERTIFICATE or _speaks_of_certificate(reply):
        why = f"it wants a client certificate, or another one (status {reply.status})"
        return Fault(outcome=Outcome.DENIED, why=why, advice=_CERTIFICATE_ADVICE)
    known = _WORDS.get(reply.status)
    if known is not None:
        outcome, words, advice = known
        return Fault(
            outcome=outcome,
            why=_quoted(words, reply),
            advice=advice,
            restart=outcome is Outcome.FAILED,
            lean=reply.status in {_status.bad_request, _status.unprocessable}
            or (reply.status == _status.forbidden and is_about_the_question(reply.body)),
            gone=reply.status in {_status.not_found, _status.gone} and reply.kind is BodyKind.OUTCOME,
        )
    if reply.status in {_status.too_many_requests, _status.service_unavailable}:
        return _failed(_busy(reply))
    if _status.ok < reply.status < _status.bad_request:
        return _failed(f"it sent nothing to read (status {reply.status})")
    return _failed(_quoted(f"it answered with an error (status {reply.status})", reply), restart=True)


def _speaks_of_certificate(reply: Reply) -> bool:
    """Whether a web server says so itself, before any FHIR, as nginx does with status 400."""
    return reply.kind in {BodyKind.HTML, BodyKind.OTHER} and b"SSL certificate" in reply.body[:500]


_WORDS = {
    _status.unauthorized: (Outcome.DENIED, "it asks to sign in (status 401)", SignInNeeded.advice),
    _status.forbidden: (Outcome.DENIED, "it refuses access (status 403)", AccessRefused.advice),
    _status.not_found: (
        Outcome.FAILED,
        "it does not know this (status 404), which does not mean that there is nothing",
        FetchError.advice,
    ),
    _status.gone: (
        Outcome.FAILED,
        "what was asked for is no longer there (status 410)",
        FetchError.advice,
    ),
    _status.bad_request: (
        Outcome.FAILED,
        "it does not accept the question (status 400)",
        FetchError.advice,
    ),
    _status.unprocessable: (
        Outcome.FAILED,
        "it does not accept the question (status 422)",
        FetchError.advice,
    ),
}


def _failed(why: str, advice: str = FetchError.advice, *, restart: bool = False) -> Fault:
    return Fault(outcome=Outcome.FAILED, why=why, advice=advice, restart=restart)


def _busy(reply: Reply) -> str:
    asked = seconds_asked(reply.retry_after, datetime.now(UTC))
    if asked is None:
        return _quoted(f"it is too busy (status {reply.status})", reply)
    if asked < _MINUTE_S:
        return _quoted(f"it is too busy and asks to wait {asked:.0f} seconds", reply)
    if asked > _DAY_S:
        return _quoted("it is too busy and asks to wait for more than a day", reply)
    return _quoted(f"it is too busy and asks to wait {asked / _MINUTE_S:.0f} minutes", reply)


def _quoted(words: str, reply: Reply) -> str:
    said = outcome_text(reply.body) if reply.kind is BodyKind.OUTCOME else ""
    return f"{words}; it says: {said}" if said else words


def outcome_text(body: bytes) -> str:
    """Return the issues of an OperationOutcome as one line, cut to a length that fits a screen.

    >>> outcome_text(b'{"issue": [{"severity": "error", "diagnostics": "no such code"}]}')
    'error: no such code'
    """
    return _line(_issues(body))


def loss_text(body: bytes) -> str:
    """Return, as ``outcome_text``, only the issues by which an answer is not whole (IDM-07); "" for none."""
    return _line([issue for issue in _issues(body) if _is_loss(issue)])


def _is_loss(issue: Content) -> bool:
    return text(issue.get("severity")) in _SEVERE or text(issue.get("code")) in _NOT_WHOLE


def is_about_the_question(body: bytes) -> bool:
    """Whether what is refused is the question as it was put, and not who asks or for whom."""
    codes = {text(issue.get("code")) for issue in _issues(body) if text(issue.get("severity")) in _SEVERE}
    return bool(codes) and codes <= _OF_THE_QUESTION


def _issues(body: bytes) -> list[Content]:
    try:
        content = obj(msgspec.json.decode(body.removeprefix(b"\xef\xbb\xbf")))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return []
    return objects(content.get("issue"))


def _line(issues: list[Content]) -> str:
    words = "; ".join(map(_issue_words, issues))
    line = " ".join("".join(mark if mark.isprintable() else " " for mark in words).split())
    return line if len(line) <= _LONGEST_QUOTE else line[: _LONGEST_QUOTE - 1] + "…"


def _issue_words(content: Content) -> str:
    details = obj(content.get("details"))
    coding = next(iter(objects(details.get("coding"))), {})
    said = [text(content.get("diagnostics")), text(details.get("text")), text(coding.get("display"))]
    words = next((word for word in said if word), text(content.get("code")))
    return f"{text(content.get('severity')) or 'issue'}: {words}" if words else ""
