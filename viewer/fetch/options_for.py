"""Which options one endpoint's settings mean; secrets are read from the keyring only when they are needed."""

from dataclasses import replace
from pathlib import Path

from viewer.fetch.kept_secret import KeptSecret
from viewer.fetch.options import ClientCertificate, FetchOptions, Proxy
from viewer.source.endpoint import Endpoint, Kind
from viewer.source.protocols import SecretStore
from viewer.source.secret import Purpose

DIRECT = "direct"
_NATIONAL_A_SECOND = 5


def options_for(endpoint: Endpoint, secrets: SecretStore, limits: FetchOptions | None = None) -> FetchOptions:
    """Return ``limits`` (the program's own by default) with what is set for this endpoint. Never raises."""
    found = limits or FetchOptions()
    asking = endpoint.asking
    return replace(
        found,
        page_size=asking.page_size or found.page_size,
        workers=asking.parallel or found.workers,
        per_second=asking.per_second or found.per_second or _usual_rate(endpoint),
        ca_file=Path(endpoint.transport.ca_file) if endpoint.transport.ca_file else found.ca_file,
        client=_client(endpoint, secrets),
        proxy=_proxy(endpoint, secrets),
        directory_key=KeptSecret(endpoint, Purpose.DIRECTORY, secrets) if endpoint.nhs.directory else None,
    )


def _usual_rate(endpoint: Endpoint) -> int:
    """The national services give each application five requests a second (NHS-05)."""
    return 0 if endpoint.kind is Kind.FHIR else _NATIONAL_A_SECOND


def _client(endpoint: Endpoint, secrets: SecretStore) -> ClientCertificate | None:
    transport = endpoint.transport
    if not transport.certificate_file:
        return None
    return ClientCertificate(
        file=Path(transport.certificate_file),
        key_file=Path(transport.key_file) if transport.key_file else None,
        passphrase=KeptSecret(endpoint, Purpose.CERTIFICATE, secrets),
    )


def _proxy(endpoint: Endpoint, secrets: SecretStore) -> Proxy | None:
    transport = endpoint.transport
    if not transport.proxy:
        return None
    if transport.proxy == DIRECT:
        return Proxy()
    return Proxy(
        address=transport.proxy,
        user=transport.proxy_user,
        password=KeptSecret(endpoint, Purpose.PROXY, secrets),
    )
