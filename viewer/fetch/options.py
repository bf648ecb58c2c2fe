"""The limits of asking an endpoint and its way there: times, sizes, counts, certificates, proxy."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from viewer.source.exchange import Exchange

MEGABYTE = 1024 * 1024

Secret = Callable[[], str]
"""Gives a secret when it is needed, "" where none is stored. Raises SignInNeeded."""


def no_secret() -> str:
    """Return "": none is stored."""
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientCertificate:
    """Our own certificate for mutual TLS (AUTH-18): PEM with its key here or in ``key_file``, or PKCS#12."""

    file: Path
    key_file: Path | None = None
    passphrase: Secret = no_secret


@dataclass(frozen=True, slots=True, kw_only=True)
class Proxy:
    """A proxy set for one endpoint. ``address`` "" is none at all: the system's is not used either."""

    address: str = ""
    user: str = ""
    password: Secret = no_secret


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchOptions:
    """Limits that hold for every request of one source, the ``most`` ones for one run; tests make them small.

    ``budget_s`` is for one request with all its waits, ``search_s`` for one search with all its pages;
    ``longest_wait_s`` is how long a ``Retry-After`` may ask for before the person is told instead.
    ``ca_file`` adds certificates to those that the operating system trusts; there is no way to switch the
    check off (AUTH-01). ``proxy`` None is the system's. ``per_second`` is how many requests a host gets in a
    second, 0 for no such limit (NHS-05).
    ``directory_key`` is the API key of the Spine Directory Service (GPC-16).
    ``act`` is the id of the act in the audit trail that the requests belong to.
    ``record`` is told, from any thread, of every exchange with the FHIR server; None but for a recording.
    """

    connect_timeout_s: float = 10.0
    read_timeout_s: float = 60.0
    budget_s: float = 120.0
    search_s: float = 1800.0
    longest_wait_s: float = 60.0
    first_backoff_s: float = 0.5
    longest_backoff_s: float = 8.0
    attempts: int = 4
    attempts_after_silence: int = 2
    max_body: int = 32 * MEGABYTE
    max_pages: int = 1000
    most_bytes: int = 512 * MEGABYTE
    most_records: int = 200_000
    page_size: int = 250
    workers: int = 4
    per_second: int = 0
    ca_file: Path | None = None
    client: ClientCertificate | None = None
    proxy: Proxy | None = None
    directory_key: Secret | None = None
    act: str | None = None
    record: Callable[[Exchange], None] | None = None
