"""How one request goes out and its answer comes in: time and size limits, cancel, words for failures."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Event

import requests
from requests.structures import CaseInsensitiveDict
from urllib3.exceptions import HTTPError

from viewer import __version__
from viewer.errors import Cancelled, FetchError
from viewer.fetch.contact import Contact
from viewer.fetch.failures import Silent, failure_of, proxy_wants_sign_in
from viewer.fetch.options import MEGABYTE, FetchOptions
from viewer.fetch.proxies import proxies_for, shown_proxy
from viewer.fetch.transport import SafeAdapter, safe_session
from viewer.fetch.trust import Trust
from viewer.fetch.unpacking import chunks_of

ALWAYS: Mapping[str, str] = {"Accept-Encoding": "gzip", "User-Agent": f"tributary/{__version__}"}


@dataclass(frozen=True, slots=True)
class Received:
    """An answer: its status, its headers by any case, its body after transfer and content decoding."""

    status: int
    headers: Mapping[str, str] = field(repr=False)  # cookies may be among them
    body: bytes = field(repr=False)

    def header(self, name: str) -> str:
        """Return a header as sent, "" where it is absent."""
        return self.headers.get(name, "")


class Wire:
    """The connections to one source. Safe to use from several threads.

    Raises FetchError in words only: no address, query, header or body is in any message (PRIV-13).
    """

    def __init__(self, source: str, options: FetchOptions) -> None:
        self.stop = Event()
        self._source = source
        self._options = options
        self.trust = Trust(source, options)
        self.contact = Contact()
        self._live = self.trust.live
        self.session = safe_session(SafeAdapter(self.trust, self.contact, options.workers, options.proxy))

    def abort(self) -> None:
        """Stop every request at once, also those that wait for a silent server."""
        self.stop.set()
        self._live.shut()

    def proxy(self, url: str) -> str:
        """Return by which proxy an address is asked, without its user name and password; "" for none."""
        return shown_proxy(url, proxies_for(url, self._options.proxy, self.session))

    def exchange(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes | None = None
    ) -> Received:
        """Send one request to exactly this address and read its answer; a redirect is an answer."""
        if self.stop.is_set():
            raise Cancelled(self._source, "stopped")
        with self._live.time_limit(self._options.budget_s) as late:
            try:
                received = self._received(self._prepared(method, url, headers, body))
            except (requests.RequestException, HTTPError, OSError, ValueError) as error:
                # ValueError: http.client and urllib3 raise it for chunks, hosts and headers that are none.
                if self.stop.is_set():
                    raise Cancelled(self._source, "stopped") from None
                if not late.is_set():
                    raise failure_of(self._source, error) from None  # the library's text holds the query
            else:
                if not late.is_set():
                    return received
        raise Silent(self._source, "it sends too slowly")

    def _prepared(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes | None
    ) -> requests.PreparedRequest:
        request = requests.Request(method, url, headers={**ALWAYS, **headers}, data=body)
        prepared = self.session.prepare_request(request)
        prepared.url = url  # verbatim: a server's own paging token must come back as it was given
        return prepared

    def _received(self, prepared: requests.PreparedRequest) -> Received:
        with self.session.send(
            prepared,
            timeout=(self._options.connect_timeout_s, self._options.read_timeout_s),
            allow_redirects=False,
            stream=True,
            proxies=proxies_for(prepared.url or "", self._options.proxy, self.session),
            verify=True,
        ) as response:
            if response.status_code == requests.codes.proxy_authentication:
                raise proxy_wants_sign_in(self._source)
            self.contact.heard(response.headers.get("Date", ""))
            return Received(response.status_code, _seconds_only(response.headers), self._body(response))

    def _body(self, response: requests.Response) -> bytes:
        """Read the decoded body; stop at the size limit, or when told to."""
        chunks: list[bytes] = []
        size = 0
        for chunk in chunks_of(response):
            size += len(chunk)
            if self.stop.is_set():
                raise Cancelled(self._source, "stopped")
            if size > self._options.max_body:
                limit = self._options.max_body // MEGABYTE
                raise FetchError(self._source, f"an answer is larger than {limit} MB and was not read")
            chunks.append(chunk)
        return b"".join(chunks)


def _seconds_only(headers: Mapping[str, str]) -> Mapping[str, str]:
    """Return the headers with a wait in milliseconds (Azure's) as ``Retry-After``: it is the exact one."""
    asked = headers.get("x-ms-retry-after-ms", "").strip()
    if not asked.isdecimal():
        return headers
    return CaseInsensitiveDict({**headers, "Retry-After": f"{int(asked[:12]) / 1000:.3f}"})
