"""A proxy that wants a password, and one behind another: the record comes, or the person is told why not."""

import pytest

from tests.interop import patients
from tests.interop.certs import NAME
from tests.interop.ledger import comes, nothing
from tests.interop.nginx import nginx
from tests.interop.proxies import PASSWORD, USER, squid, tinyproxy
from tests.interop.reading import endpoint_at, read
from tests.interop.sekmet import sekmet
from viewer.source.connection import Transport
from viewer.source.secret import Purpose


@pytest.fixture(scope="module")
def behind(folder):
    """A server whose name only the proxy knows: what comes has come through it."""
    with (
        sekmet(folder("proxied")) as server,
        nginx(folder("named"), server.base.removesuffix("/fhir")) as front,
    ):
        patient = server.load(patients.demo())
        yield front, server.content().record_of(patient), patient


@pytest.fixture(scope="module")
def first():
    with squid() as running:
        yield running


@pytest.fixture(scope="module")
def second(folder, first, behind):
    with tinyproxy(folder("tinyproxy"), first, behind[0].ports["named"]) as running:
        yield running


def reading_through(behind, address: str, user: str, password: str):
    front, _, patient = behind
    transport = Transport(ca_file=str(front.authority.ca), proxy=address, proxy_user=user)
    endpoint = endpoint_at(front.base("named", NAME), transport=transport)
    return read(endpoint, patient, **{Purpose.PROXY: password})


def test_a_proxy_with_a_password_lets_the_record_through(ledger, behind, first):
    reading = reading_through(behind, first.address, USER, PASSWORD)
    ledger.settle("squid", "with its password", behind[1], reading, comes())
    assert f"CONNECT {NAME}" in first.seen()


@pytest.mark.parametrize(("user", "password"), [(USER, "wrong"), ("", "")], ids=["wrong", "none"])
def test_a_wrong_or_missing_password_at_the_proxy_is_said(ledger, behind, first, user, password):
    reading = reading_through(behind, first.address, user, password)
    ledger.settle(
        "squid", f"password: {'wrong' if user else 'none'}", behind[1], reading, nothing("proxy", "password")
    )


def test_a_proxy_behind_a_proxy_lets_the_record_through(ledger, behind, second):
    reading = reading_through(behind, second.address, "tiny", "tinypass")
    ledger.settle("tinyproxy, then squid", "with its password", behind[1], reading, comes())
    assert f"CONNECT {NAME}" in second.seen()


def test_a_proxy_that_is_not_there_is_said(ledger, behind):
    reading = reading_through(behind, "http://127.0.0.1:9", USER, PASSWORD)
    ledger.settle("squid", "not there", behind[1], reading, nothing("proxy"))
