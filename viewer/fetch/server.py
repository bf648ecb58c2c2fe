"""fhirclient's server, made safe: one origin, time limits, size limit, exact bytes, read only."""

from collections.abc import Mapping
from threading import Event
from urllib.parse import urlsplit

import requests
from fhirclient.auth import FHIRAuth
from fhirclient.server import FHIRServer
from typing_extensions import override
from urllib3.exceptions import HTTPError

from viewer import __version__
from viewer.errors import Cancelled, FetchError, SignInNeeded, VaultError
from viewer.fetch.failures import Silent, failure_of
from viewer.fetch.options import MEGABYTE, FetchOptions
from viewer.fetch.reply import Reply
from viewer.fetch.sockets import OpenSockets
from viewer.fetch.transport import safe_session
from viewer.source.address import base_problem, is_loopback, joined, within
from viewer.source.endpoint import Endpoint
from viewer.source.protocols import Authoriser

_CHUNK = 64 * 1024
_ACCEPT = "application/fhir+json, application/json;q=0.9"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_MOST_REDIRECTS = 5


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
        self.stop = Event()
        self._options = options
        self._live = OpenSockets()
        super().__init__(None, base_uri=self.base + "/")
        self.session = safe_session(options, self._live)
        self.auth = HeaderAuth(endpoint, authoriser)

    def abort(self) -> None:
        """Stop every request at once, also those that wait for a silent server."""
        self.stop.set()
        self._live.shut()

    def get(self, address: str) -> Reply:
        """GET an address relative to the base, or an absolute one of the same origin (AUTH-02)."""
        return self._follow(address, 0)

    def post(self, path: str, body: bytes) -> Reply:
        """POST a query in FHIR JSON; only for operations that read."""
        return self._exchange("POST", self._inside(path), body)

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

    def _follow(self, address: str, redirects: int) -> Reply:
        url = self._inside(address)
        reply = self._exchange("GET", url)
        if reply.status not in _REDIRECTS or not reply.location:
            return reply
        if redirects >= _MOST_REDIRECTS:
            raise FetchError(self.name, "it redirects without end")
        return self._follow(joined(url, reply.location), redirects + 1)

    def _exchange(self, method: str, url: str, body: bytes | None = None) -> Reply:
        if self.stop.is_set():
            raise Cancelled(self.name, "stopped")
        with self._live.time_limit(self._options.budget_s) as late:
            try:
                reply = self._received(self._prepared(method, url, body))
            except (requests.RequestException, HTTPError, OSError, ValueError) as error:
                # ValueError: http.client and urllib3 raise it for chunks, hosts and headers that are none.
                if self.stop.is_set():
                    raise Cancelled(self.name, "stopped") from None
                if not late.is_set():
                    raise failure_of(self.name, error) from None  # the library's text holds the query
            else:
                if not late.is_set():
                    return reply
        raise Silent(self.name, "it sends too slowly")

    def _prepared(self, method: str, url: str, body: bytes | None) -> requests.PreparedRequest:
        headers = {"Accept": _ACCEPT, "Accept-Encoding": "gzip", "User-Agent": f"tributary/{__version__}"}
        if body is not None:
            headers["Content-Type"] = "application/fhir+json"
        signed = self.auth.signed_headers(headers)
        prepared = self.session.prepare_request(requests.Request(method, url, headers=signed, data=body))
        prepared.url = url  # verbatim: a server's own paging token must come back as it was given
        return prepared

    def _received(self, prepared: requests.PreparedRequest) -> Reply:
        url = prepared.url or ""
        limits = (self._options.connect_timeout_s, self._options.read_timeout_s)
        with self.session.send(
            prepared,
            timeout=limits,
            allow_redirects=False,
            stream=True,
            proxies=self._proxies(url),
            verify=True,
        ) as response:
            return Reply(
                status=response.status_code,
                body=self._body(response),
                media_type=response.headers.get("Content-Type", ""),
                path=urlsplit(url).path,
                retry_after=response.headers.get("Retry-After", ""),
                location=response.headers.get("Location", ""),
            )

    def _proxies(self, url: str) -> dict[str, str]:
        if is_loopback(urlsplit(url).hostname or ""):
            return {}  # a proxy would see, and could answer, what is meant for this computer
        settings = self.session.merge_environment_settings(url, {}, stream=True, verify=True, cert=None)
        return dict(settings["proxies"])

    def _body(self, response: requests.Response) -> bytes:
        """Read the decoded body; stop at the size limit, or when told to."""
        chunks: list[bytes] = []
        size = 0
        for chunk in response.iter_content(_CHUNK):
            size += len(chunk)
            if self.stop.is_set():
                raise Cancelled(self.name, "stopped")
            if size > self._options.max_body:
                limit = self._options.max_body // MEGABYTE
                raise FetchError(self.name, f"an answer is larger than {limit} MB and was not read")
            chunks.append(chunk)
        return b"".join(chunks)
