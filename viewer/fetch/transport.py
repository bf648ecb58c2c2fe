"""How bytes travel: our TLS alone, the proxy that is set, no netrc, no redirects, no talkative library."""

import logging
from base64 import b64encode
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from typing_extensions import override
from urllib3 import PoolManager

from viewer.fetch.connections import pool_classes
from viewer.fetch.contact import Contact
from viewer.fetch.options import Proxy
from viewer.fetch.trust import Trust

_TALKATIVE = ("urllib3", "requests", "fhirclient")


class SafeAdapter(HTTPAdapter):
    """requests' adapter with our trust, our pools and no retries of its own.

    The password of a proxy that is set for this source goes into a header for that proxy and nowhere else:
    an address that holds it would stand in errors and logs.
    """

    def __init__(self, trust: Trust, contact: Contact, workers: int, proxy: Proxy | None = None) -> None:
        self._trust = trust
        self._contact = contact
        self._proxy = proxy
        super().__init__(pool_connections=2, pool_maxsize=workers, max_retries=0)

    @override
    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, ssl_context=self._trust.context, **kwargs)
        self._use_pools(self.poolmanager)

    @override
    def proxy_manager_for(self, *args: Any, **kwargs: Any) -> Any:
        kwargs |= {"ssl_context": self._trust.context, "proxy_ssl_context": self._trust.proxy_context}
        manager = super().proxy_manager_for(*args, **kwargs)
        self._use_pools(manager)
        return manager

    @override
    def proxy_headers(self, proxy: str) -> dict[str, str]:
        if self._proxy is None:
            return super().proxy_headers(proxy)  # the system's may have both in its address
        if not self._proxy.user:
            return {}
        pair = f"{self._proxy.user}:{self._proxy.password()}".encode()
        return {"Proxy-Authorization": f"Basic {b64encode(pair).decode('ascii')}"}

    def _use_pools(self, manager: PoolManager) -> None:
        manager.pool_classes_by_scheme = pool_classes(self._trust.live, self._contact)

    @override
    def cert_verify(self, conn: Any, url: str, verify: object, cert: object) -> None:
        # The base class would add certifi's list to the context: what IT removed from the OS store
        # would be trusted again. Nothing that a caller or the environment says can weaken the check.
        del url, verify, cert
        conn.cert_reqs = "CERT_REQUIRED"


class SafeSession(requests.Session):
    """A session that never looks at a redirect: requests would read its whole body, however large, first."""

    @override
    def get_redirect_target(self, resp: requests.Response) -> None:
        del resp


def safe_session(adapter: SafeAdapter) -> requests.Session:
    """Return a session that leaks nothing: no netrc, and no library that logs an address with a query."""
    silence()
    session = SafeSession()
    session.auth = _leave_headers_alone  # anything but None keeps requests from reading ~/.netrc
    session.mount("https://", adapter)
    session.mount("http://", adapter)
    return session


def _leave_headers_alone(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request


def silence() -> None:
    """Keep libraries that log whole addresses out of every log, whatever its level (PRIV-13)."""
    for name in [*logging.root.manager.loggerDict]:
        if name.split(".", 1)[0] in _TALKATIVE:
            logging.getLogger(name).addFilter(_nothing)


def _nothing(record: logging.LogRecord) -> bool:
    """Let nothing pass; a filter, since it holds for handlers that somebody adds later as well."""
    del record
    return False
