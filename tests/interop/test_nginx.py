"""nginx in front of sekmet-fhir: what TLS, a client certificate, throttling and redirects do to a record."""

import pytest

from tests.interop import patients
from tests.interop.certs import PASSPHRASE
from tests.interop.ledger import Expected, comes, nothing
from tests.interop.nginx import nginx
from tests.interop.reading import Reading, endpoint_at, read
from tests.interop.sekmet import TOKEN, sekmet
from viewer.source.connection import Transport
from viewer.source.endpoint import SignIn
from viewer.source.secret import Purpose


@pytest.fixture(scope="module")
def behind(folder):
    with sekmet(folder("behind"), types=("bearer",)) as server:
        yield server, server.load(patients.demo())


@pytest.fixture(scope="module")
def front(folder, behind):
    server, patient = behind
    with nginx(folder("nginx"), server.base.removesuffix("/fhir")) as running:
        yield running, server.content().record_of(patient), patient


def reading_of(front, site: str, *, trusted: bool = True, **more: object) -> Reading:
    running, _, patient = front
    transport = Transport(ca_file=str(running.authority.ca) if trusted else "", **more.pop("transport", {}))
    endpoint = endpoint_at(running.base(site), sign_in=SignIn.BEARER, transport=transport)
    return read(endpoint, patient, TOKEN, **more)


def settle(ledger, front, path: str, reading: Reading, expected: Expected) -> None:
    ledger.settle("nginx", path, front[1], reading, expected)


def test_an_own_authority_is_trusted_where_its_file_is_named(ledger, front):
    reading = reading_of(front, "good")
    settle(ledger, front, "own CA by ca_file", reading, comes())


REFUSED = {
    "untrusted": "certificate",
    "expired": "expired",
    "wrong host": "certificate",
    "old TLS": "TLS",
}


@pytest.mark.parametrize("site", REFUSED)
def test_a_certificate_that_is_not_right_gives_nothing_and_says_why(ledger, front, site):
    reading = reading_of(front, site)
    settle(ledger, front, site, reading, nothing(REFUSED[site]))
    assert front[0].seen(site) == [], (
        "a request, and with it the sign-in, reached a server that is not trusted"
    )


def test_an_own_authority_is_refused_where_nobody_named_it(ledger, front):
    reading = reading_of(front, "good", trusted=False)
    settle(ledger, front, "own CA, not named", reading, nothing("certificate"))


CLIENTS = {
    "PEM and key": {"certificate_file": "client.crt", "key_file": "client.key"},
    "PKCS#12": {"certificate_file": "client.p12"},
}


@pytest.mark.parametrize("kind", CLIENTS)
def test_a_client_certificate_lets_the_record_through(ledger, front, kind):
    files = {name: str(front[0].folder / file) for name, file in CLIENTS[kind].items()}
    secrets = {Purpose.CERTIFICATE: PASSPHRASE} if kind == "PKCS#12" else {}
    reading = reading_of(front, "mTLS", transport=files, **secrets)
    settle(ledger, front, f"mTLS: {kind}", reading, comes())


def test_without_a_client_certificate_the_server_gives_nothing_and_it_is_said(ledger, front):
    reading = reading_of(front, "mTLS")
    settle(ledger, front, "mTLS: no certificate", reading, nothing("400"))  # nginx's own page


def test_a_wrong_passphrase_is_said(ledger, front):
    files = {"certificate_file": str(front[0].folder / "client.p12")}
    reading = reading_of(front, "mTLS", transport=files, **{Purpose.CERTIFICATE: "wrong"})
    settle(ledger, front, "mTLS: wrong passphrase", reading, nothing("passphrase"))


def test_a_server_that_throttles_is_waited_for(ledger, front):
    reading = reading_of(front, "throttled")
    settle(ledger, front, "429 with Retry-After: 1", reading, comes())
    assert any(" 429 " in line for line in front[0].seen("throttled")), "it was never throttled"


def test_a_server_that_asks_to_wait_an_hour_is_said_and_left(ledger, front):
    reading = reading_of(front, "long wait")
    settle(ledger, front, "429 with Retry-After: 3600", reading, nothing("60 minutes"))
    assert len(front[0].seen("long wait")) <= 8


def test_a_redirect_to_another_origin_is_not_followed_and_no_token_goes_there(ledger, front):
    reading = reading_of(front, "redirecting")
    settle(ledger, front, "redirect to another origin", reading, nothing("another server"))
    assert front[0].seen("other") == []


def test_a_slow_body_arrives_whole(ledger, front):
    reading = reading_of(front, "slow")
    settle(ledger, front, "a slow body", reading, comes())
