"""One source's desk: sends a question, waits where that helps, and words what came or did not."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime

import requests

from viewer.errors import FetchError
from viewer.fetch.attempts import BUSY, Attempts, seconds_asked
from viewer.fetch.capability import Capability
from viewer.fetch.faults import Fault, fault_of_error, fault_of_reply
from viewer.fetch.options import FetchOptions
from viewer.fetch.posting import Posting
from viewer.fetch.quota import Quota
from viewer.fetch.renewals import Renewals
from viewer.fetch.reply import Reply
from viewer.fetch.server import SafeServer
from viewer.source.address import origin_of
from viewer.source.answer import Answer, Ended, Outcome
from viewer.source.connection import Asking
from viewer.source.domain import Domain
from viewer.source.gap import Gap, GapKind
from viewer.source.origin import Origin
from viewer.source.protocols import Cancel
from viewer.source.session import Session

_WHAT = {
    GapKind.FAILED: "{} not received",
    GapKind.DENIED: "{} not given by the source",
    GapKind.WITHHELD: "{} withheld",
    GapKind.TRUNCATED: "{} incomplete",
    GapKind.CANCELLED: "{} stopped before the end",
    GapKind.NOT_SUPPORTED: "{} not offered by this source",
    GapKind.NOTICE: "{}: a note",
}


class Desk:
    """Asks one endpoint in one run. Safe to use from several threads.

    After a 401 the sign-in is renewed and the request sent once more, where that can be done (AUTH-17). Else
    nothing more is sent: forty wrong passwords would lock the person's account. The same holds once the
    source asks for a longer wait than a person has, or more came than can be kept. ``capability`` is what
    the source says it offers, everything where it says nothing; ``session`` is shared with the session's
    other sources; ``refused`` gives the rights that were asked for and not granted. All are set before a plan
    is made.
    """

    def __init__(self, origin: Origin, server: SafeServer, options: FetchOptions) -> None:
        self.origin = origin
        self.options = options
        self.claim = ""
        self.capability = Capability()
        self.asking = Asking()
        self.posting = Posting()
        self.session = Session()
        self.refused: Callable[[], frozenset[str]] = frozenset
        self._server = server
        self._renewals = Renewals(server.renew)
        self._quota = Quota(options)
        self._closed: Fault | None = None
        place = origin_of(server.base) or ("", "", 0)
        self._attempts = Attempts(origin.name, place, server.stop, options)

    @property
    def stop(self) -> Cancel:
        """What is set when the run is to end at once."""
        return self._server.stop

    def get(self, address: str, headers: Mapping[str, str] | None = None) -> Reply | Fault:
        """GET; a Fault only where no answer came at all, or nothing more is to be asked."""
        return self._ask(lambda: self._server.get(address, headers), repeatable=True)

    def post(
        self, path: str, body: bytes, headers: Mapping[str, str] | None = None, *, repeatable: bool = False
    ) -> Reply | Fault:
        """POST a question in FHIR JSON; as ``get``. ``repeatable``: it is known to change nothing."""
        return self._ask(lambda: self._server.post(path, body, headers), repeatable=repeatable)

    def alert(self, body: bytes, headers: Mapping[str, str]) -> Reply | Fault:
        """POST an AuditEvent (NHS-12). Sent again under its own request id, by which doubles are known."""
        return self._ask(lambda: self._server.alert(body, headers), repeatable=True)

    def post_form(self, path: str, form: Iterable[tuple[str, str]]) -> Reply | Fault:
        """POST a search; as ``get``, and repeated like it, for it reads."""
        sent = tuple(form)
        return self._ask(lambda: self._server.post_form(path, sent), repeatable=True)

    def _ask(self, send: Callable[[], Reply], *, repeatable: bool) -> Reply | Fault:
        if self._closed is not None:
            return self._closed
        try:
            reply = self._sent(send, repeatable=repeatable)
        except FetchError as error:
            fault = fault_of_error(error)
            if fault.outcome is Outcome.DENIED:
                self._closed = fault
            return fault
        self._closed = self._closed or self._closing(reply) or self._quota.add(reply.body)
        return reply

    def _sent(self, send: Callable[[], Reply], *, repeatable: bool) -> Reply:
        count = self._renewals.count
        reply = self._attempts.run(send, repeatable=repeatable)
        if reply.status == requests.codes.unauthorized and self._renewals.again(count):
            return self._attempts.run(send, repeatable=repeatable)  # a 401 says that it did not act
        return reply

    def _closing(self, reply: Reply) -> Fault | None:
        """Why nothing more is to be asked after this answer; None where asking may go on."""
        asked = seconds_asked(reply.retry_after, datetime.now(UTC)) or 0
        too_long = reply.status in BUSY and asked > self.options.longest_wait_s
        return fault_of_reply(reply) if too_long or reply.status == requests.codes.unauthorized else None

    def answer(self, search: str, reply: Reply, place: str) -> Answer:
        """Return a body as an event, exactly as it came."""
        return Answer(
            source=self.origin.id,
            search=search,
            body=reply.body,
            media_type=reply.media_type,
            place=place,
            path=reply.path,
            retrieved=datetime.now(UTC),
            fhir_version=self.claim,
        )

    def ended(
        self, search: str, outcome: Outcome, gaps: Iterable[Gap] = (), expected: int | None = None
    ) -> Ended:
        """Return the end of a search as an event."""
        return Ended(
            source=self.origin.id, search=search, outcome=outcome, expected=expected, gaps=tuple(gaps)
        )

    def gap(
        self, kind: GapKind, domain: Domain | None, subject: str, why: str, advice: str = FetchError.advice
    ) -> Gap:
        """Return one gap in words; ``subject`` is what is missing, such as ``Problems (Condition)``."""
        return Gap(
            source=self.origin.id,
            kind=kind,
            domain=domain,
            what=_WHAT[kind].format(subject),
            why=why,
            when=datetime.now(UTC),
            advice=advice,
        )
