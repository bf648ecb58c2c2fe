"""fhirclient's server, made safe: one origin, time limits, size limit, exact bytes, read only."""

from collections.abc import Iterable, Mapping
from itertools import count
from urllib.parse import urlencode, urlsplit

import requests
from fhirclient.auth import FHIRAuth
from fhirclient.server import FHIRServer
from typing_extensions import override

from viewer.errors import Cancelled, FetchError, SignInNeeded, VaultError
from viewer.fetch.options import FetchOptions
from viewer.fetch.reply import Reply
from viewer.fetch.wire import Received, Wire
from viewer.source.address import base_problem, joined, within
from viewer.source.endpoint import Endpoint
from viewer.source.exchange import Exchange
from viewer.source.protocols import Authoriser

_ACCEPT = "application/fhir+json, application/json;q=0.9"
_JSON = "application/fhir+json"
_FORM = "application/x-www-form-urlencoded"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_MOST_REDIRECTS = 5
_RECORDED = ("Content-Type", "ETag", "Location", "Retry-After")


class HeaderAuth(FHIRAuth):  # type: ignore[misc]  # fhirclient ships no types
    """fhirclient's sign-in, filled from an ``Authoriser`` at every request and kept nowhere."""

    auth_type = "tributary-headers"

    def __init__(self, endpoint: Endpoint, authoriser: Authoriser) -> None:
        super().__init__()
        self._endpoint = endpoint
        self._authoriser = authoriser

    @override
    def can_sign_headers(self) -> bool:
        return True

    def signed_headers(self, headers: Mapping[str, str]) -> dict[str, str]:
        """Return ``headers`` with the sign-in. Raises SignInNeeded."""
        try:
            return {**headers, **self._authoriser.headers(self._endpoint)}
        except VaultError as error:
            raise SignInNeeded(self._endpoint.name, error.what, error.advice) from None

    def renew(self) -> bool:
        """Whether another try may be let in. Raises SignInNeeded, also where no answer says so."""
        try:
            return self._authoriser.renew(self._endpoint)
        except VaultError as error:
            raise SignInNeeded(self._endpoint.name, error.what, error.advice) from None
        except (SignInNeeded, Cancelled):
            raise
        except FetchError as error:
            why = error.what.removeprefix(f"{error.source}: ")
            raise SignInNeeded(
                self._endpoint.name, f"its sign-in has ended and {why}", error.advice
            ) from None


class SafeServer(FHIRServer):  # type: ignore[misc]  # fhirclient ships no types
    """One endpoint. Every request of fhirclient's own classes ends here too.

    Raises FetchError in words only: no address, query, header or body is in any message (PRIV-13).
    """

    def __init__(self, endpoint: Endpoint, authoriser: Authoriser, options: FetchOptions) -> None:
        problem = base_problem(endpoint.base_url)
        if problem:
            raise FetchError(endpoint.name, problem, "Correct the address of this source.")
        self.name = endpoint.name
        self.base = endpoint.base_url.rstrip("/")
        self.wire = Wire(endpoint.name, options)
        self._record = options.record
        self._act = options.act
        self._asked = count(1)
        self.stop = self.wire.stop
        super().__init__(None, base_uri=self.base + "/")
        self.session = self.wire.session
        self.auth = HeaderAuth(endpoint, authoriser)

    def abort(self) -> None:
        """Stop every request at once, also those that wait for a silent server."""
        self.wire.abort()

    def renew(self) -> bool:
        """After a 401: whether the same request may be let in now. Raises SignInNeeded."""
        return bool(self.auth.renew())

    def get(self, address: str, headers: Mapping[str, str] | None = None) -> Reply:
        """GET an address relative to the base, or an absolute one of the same origin (AUTH-02)."""
        return self._follow(address, headers or {}, 0)

    def post(self, path: str, body: bytes, headers: Mapping[str, str] | None = None) -> Reply:
        """POST a query in FHIR JSON; only for operations that read."""
        return self._exchange("POST", self._inside(path), {"Content-Type": _JSON, **(headers or {})}, body)

    def alert(self, body: bytes, headers: Mapping[str, str]) -> Reply:
        """POST an AuditEvent: the only thing that this program ever writes to a source (NHS-12).

        It tells the privacy officer of an access without the person's permission, before that access.
        """
        return self._exchange("POST", self._inside("AuditEvent"), {"Content-Type": _JSON, **headers}, body)

    def post_form(self, path: str, form: Iterable[tuple[str, str]]) -> Reply:
        """POST a search, so that what is looked for stands in no address (PRIV-14)."""
        if not path.endswith("_search"):
            raise FetchError(self.name, "refused: a viewer never writes to a source")
        body = urlencode(list(form)).encode("ascii")
        return self._exchange("POST", self._inside(path), {"Content-Type": _FORM}, body)

    @override
    def _get(self, path: str, headers: object = None, nosign: bool = False) -> Reply:
        del headers, nosign  # ours are set at every request; unsigned ones are not needed
        reply = self.get(path)
        self.raise_for_status(reply)
        return reply

    @override
    def raise_for_status(self, response: Reply) -> None:
        if not response.status < requests.codes.bad_request:
            raise FetchError(self.name, f"it answered with status {response.status}")

    @override
    def put_json(self, *_args: object, **_kwargs: object) -> None:
        raise FetchError(self.name, "refused: a viewer never writes to a source")

    post_json = put_json
    delete_json = put_json
    post_as_form = put_json

    def _inside(self, address: str) -> str:
        url = within(address, self.base, self.base) if address else None
        if url is None:
            raise FetchError(self.name, "a link leads to another server and was not followed")
        return url

    def _follow(self, address: str, headers: Mapping[str, str], redirects: int) -> Reply:
        url = self._inside(address)
        reply = self._exchange("GET", url, headers)
        if reply.status not in _REDIRECTS or not reply.location:
            return reply
        if redirects >= _MOST_REDIRECTS:
            raise FetchError(self.name, "it redirects without end")
        return self._follow(joined(url, reply.location), headers, redirects + 1)

    def _exchange(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes | None = None
    ) -> Reply:
        signed = self.auth.signed_headers({"Accept": _ACCEPT, **self._ids(), **headers})
        received = self.wire.exchange(method, url, signed, body)
        if self._record is not None:
            self._record(_exchanged(method, url, body, received))
        return Reply(
            status=received.status,
            body=received.body,
            media_type=received.header("Content-Type"),
            path=urlsplit(url).path,
            retry_after=received.header("Retry-After"),
            location=received.header("Location"),
            next_link=_next_link(received.header("Link")),
        )

    def _ids(self) -> dict[str, str]:
        """Return an id of this request alone, and that of the act as the audit trail has it (PRIV-15)."""
        if not self._act:
            return {}
        return {"X-Request-ID": f"{self._act}.{next(self._asked)}", "X-Correlation-ID": self._act}


def _next_link(header: str) -> str:
    """Return the next page that a ``Link`` header names (RFC 8288), "" where it names none."""
    links = requests.utils.parse_header_links(header) if header else []
    return next((one["url"] for one in links if one.get("rel", "").strip().casefold() == "next"), "")


def _exchanged(method: str, url: str, sent: bytes | None, received: Received) -> Exchange:
    """Return what a recording keeps of an exchange: no header of the question, for one is the sign-in."""
    return Exchange(
        method=method,
        url=url,
        status=received.status,
        sent=sent or b"",
        headers=tuple((name, received.header(name)) for name in _RECORDED if received.header(name)),
        body=received.body,
    )
