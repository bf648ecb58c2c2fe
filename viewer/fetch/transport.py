"""How bytes travel: our TLS alone, no netrc, no redirects, sockets that can be shut at once."""

import logging
import ssl
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from typing_extensions import override
from urllib3 import HTTPConnectionPool, HTTPResponse, HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection

from viewer.fetch.sockets import OpenSockets

_TALKATIVE = ("urllib3", "requests", "fhirclient")


def _pool_classes(live: OpenSockets) -> dict[str, type[HTTPConnectionPool]]:
    class Plain(HTTPConnection):
        @override
        def connect(self) -> None:
            super().connect()
            live.use(self.sock)

        @override
        def getresponse(self) -> HTTPResponse:  # type: ignore[override]  # as urllib3 itself has it
            live.use(self.sock)  # it may have been opened by another thread
            return super().getresponse()

    class Tls(HTTPSConnection):
        @override
        def connect(self) -> None:
            super().connect()
            live.use(self.sock)

        @override
        def getresponse(self) -> HTTPResponse:  # type: ignore[override]  # as urllib3 itself has it
            live.use(self.sock)  # it may have been opened by another thread
            return super().getresponse()

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class TlsPool(HTTPSConnectionPool):
        ConnectionCls = Tls

    return {"http": PlainPool, "https": TlsPool}


class SafeAdapter(HTTPAdapter):
    """requests' adapter with our trust, our pools and no retries of its own."""

    def __init__(self, context: ssl.SSLContext, live: OpenSockets, workers: int) -> None:
        self._context = context
        self._live = live
        super().__init__(pool_connections=2, pool_maxsize=workers, max_retries=0)

    @override
    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, ssl_context=self._context, **kwargs)
        self._use_pools(self.poolmanager)

    @override
    def proxy_manager_for(self, *args: Any, **kwargs: Any) -> Any:
        manager = super().proxy_manager_for(*args, ssl_context=self._context, **kwargs)
        self._use_pools(manager)
        return manager

    def _use_pools(self, manager: PoolManager) -> None:
        manager.pool_classes_by_scheme = _pool_classes(self._live)

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


def safe_session(context: ssl.SSLContext, live: OpenSockets, workers: int) -> requests.Session:
    """Return a session that leaks nothing: no netrc, and no library that logs an address with a query."""
    silence()
    session = SafeSession()
    session.auth = _leave_headers_alone  # anything but None keeps requests from reading ~/.netrc
    adapter = SafeAdapter(context, live, workers)
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
