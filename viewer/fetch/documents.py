"""Reading the content of one document from its own source, and from no other server (TML-16, AUTH-02).

The address is that of an Attachment: relative to the source's base, or absolute on its own server. What comes
is a FHIR Binary or the bytes themselves; both are taken as what they are.
"""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace

from viewer.errors import FetchError, NotFhir, ResourceError
from viewer.fetch.desk import Desk
from viewer.fetch.faults import Fault, fault_of_error, fault_of_reply
from viewer.fetch.nhs.gp_documents import read_document
from viewer.fetch.options import FetchOptions
from viewer.fetch.reply import BOM, BodyKind, Reply
from viewer.fetch.server import SafeServer
from viewer.fetch.side_by_side import side_by_side
from viewer.fetch.source import origin_of_endpoint
from viewer.fhir.packed import unpacked
from viewer.fhir.strict import read_object
from viewer.fhir.typed import text
from viewer.source.address import within
from viewer.source.answer import Answer, Outcome
from viewer.source.endpoint import Endpoint, Kind
from viewer.source.protocols import Authoriser, Cancel
from viewer.source.session import Session

_ADVICE = "Look in the source itself, and tell its support desk."
_STOPPED = Fault(outcome=Outcome.CANCELLED, why="stopped before it had come")
_BINARY = "Binary"
_WEB_PAGE = "text/html"
_PAGES = frozenset({_WEB_PAGE, "application/xhtml+xml"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The bytes of a document, and what the source called them on the way."""

    data: bytes = field(repr=False)
    media_type: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """``url`` as the Attachment states it, ``media_type`` "" where it states none.

    ``nhs_number``: of the person on screen; a GP practice is asked by way of the Spine, which wants it.
    """

    url: str
    media_type: str = ""
    nhs_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSource:
    """One endpoint, asked for documents. Safe to use from any thread; it keeps nothing."""

    endpoint: Endpoint
    authoriser: Authoriser
    options: FetchOptions = field(default_factory=FetchOptions)
    session: Session = field(default_factory=Session)

    def holds(self, url: str) -> bool:
        """Whether an address is on this source's own server; no other is ever asked."""
        return may_hold(self.endpoint, url)

    def fetch(self, wanted: Wanted, cancel: Cancel) -> Content | Fault:
        """Read one document. Ends at once when ``cancel`` is set. Time: one round trip, a few redirects."""
        try:
            options = replace(self.options, act=self.session.act.id)
            server = SafeServer(self.endpoint, self.authoriser, options)
        except FetchError as error:
            return fault_of_error(error)
        desk = Desk(origin_of_endpoint(self.endpoint), server, self.options)
        desk.session = self.session
        with closing(server.session):
            jobs = [lambda: self._asked(desk, wanted)]
            found = list(side_by_side(jobs, 1, cancel, server.abort))
        return found[0] if found else _STOPPED

    def _asked(self, desk: Desk, wanted: Wanted) -> Iterator[Content | Fault]:
        if self.endpoint.kind is Kind.GP_DOCUMENTS:
            answer = read_document(desk, self.endpoint, wanted.url, wanted.nhs_number)
            yield _of_practice(answer) if isinstance(answer, Answer) else answer
            return
        accept = f"{wanted.media_type or '*/*'}, application/fhir+json;q=0.5, */*;q=0.1"
        reply = desk.get(wanted.url, {"Accept": accept if _is_header(accept) else "*/*"})
        yield reply if isinstance(reply, Fault) else _no_document(reply, wanted) or content_of(reply)


def may_hold(endpoint: Endpoint, url: str) -> bool:
    """Whether an address is on an endpoint's own server."""
    if endpoint.kind is Kind.GP_DOCUMENTS and _BINARY in url.split("/"):
        return True  # a practice states its own address; it is asked through the Spine by the id alone
    return bool(url) and within(url, endpoint.base_url, endpoint.base_url) is not None


def _no_document(reply: Reply, wanted: Wanted) -> Fault | None:
    """Why a web page that came with status 200 is not the document: a captive portal answers so."""
    is_page = reply.media_type.partition(";")[0].strip().lower() == _WEB_PAGE
    if not is_page or wanted.media_type.lower() in {"", *_PAGES}:
        return None
    why = "it answered with a web page, not with the document"
    return Fault(outcome=Outcome.FAILED, why=why, advice=NotFhir.advice)


def _is_header(value: str) -> bool:
    return value.isascii() and value.isprintable() and len(value) < 200  # noqa: PLR2004  # no media type is longer


def _of_practice(answer: Answer) -> Content | Fault:
    return _unwrapped(answer.body) or _unreadable()


def content_of(reply: Reply) -> Content | Fault:
    """Return the document in an answer; a Binary is unwrapped, an OperationOutcome is a refusal."""
    if reply.status != 200 or reply.kind is BodyKind.OUTCOME:  # noqa: PLR2004  # HTTP's own number
        return fault_of_reply(reply) or _unreadable()
    if not reply.body:
        return Fault(
            outcome=Outcome.FAILED, why="it sent an empty answer in place of the document", advice=_ADVICE
        )
    if reply.kind is BodyKind.FHIR and reply.type == _BINARY:
        return _unwrapped(reply.body) or _unreadable()
    return Content(data=reply.body, media_type=reply.media_type)


def _unreadable() -> Fault:
    return Fault(outcome=Outcome.FAILED, why="the document that it sent cannot be unpacked", advice=_ADVICE)


def _unwrapped(body: bytes) -> Content | None:
    try:
        content = read_object(body.removeprefix(BOM))
    except ResourceError:
        return None
    data = unpacked(text(content.get("data")) or text(content.get("content")))
    return Content(data=data, media_type=text(content.get("contentType"))) if data else None
