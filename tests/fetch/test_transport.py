"""TLS is always checked, by the computer's own trust and what is added to it."""

import logging
import ssl
import threading
from ipaddress import ip_address

import pytest
from cryptography import x509

from tests.fetch.authority import Authority, TlsServer
from viewer.auth.authorise import Anonymous
from viewer.errors import Cancelled, FetchError
from viewer.fetch.options import FetchOptions
from viewer.fetch.server import SafeServer
from viewer.fetch.transport import silence
from viewer.fetch.trust import Trust

KINDS = {
    "good": {},
    "other": {"names": (x509.DNSName("other.example"), x509.IPAddress(ip_address("127.0.0.2")))},
    "ended": {"days": (-9, -1)},
    "early": {"days": (1, 9)},
}


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("tls"))


@pytest.fixture
def serve(authority):
    servers = []

    def start(name):
        servers.append(TlsServer(authority.issue(**KINDS[name])))
        return servers[-1]

    yield start
    for server in servers:
        server.close()


def ask(fetching, base, ca_file=None):
    return SafeServer(fetching.endpoint(base), Anonymous(), FetchOptions(ca_file=ca_file)).get("metadata")


def test_an_added_authority_is_trusted(fetching, serve, authority):
    assert ask(fetching, serve("good").base, authority.file).status == 200


def test_an_unknown_authority_is_refused_in_words(fetching, serve):
    with pytest.raises(FetchError, match="its certificate is refused"):
        ask(fetching, serve("good").base)


@pytest.mark.parametrize("name", ["other", "ended", "early"])
def test_a_certificate_of_another_name_or_past_its_end_is_refused(fetching, serve, authority, name):
    with pytest.raises(FetchError, match="its certificate is refused"):
        ask(fetching, serve(name).base, authority.file)


def test_no_setting_of_the_environment_switches_the_check_off(fetching, serve, authority, monkeypatch):
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(authority.file))
    monkeypatch.setenv("CURL_CA_BUNDLE", str(authority.file))

    with pytest.raises(FetchError, match="its certificate is refused"):
        ask(fetching, serve("good").base)


def test_a_request_over_tls_is_woken_by_a_cancel_too(fetching, serve, authority):
    there = serve("good")
    options = FetchOptions(ca_file=authority.file)
    server = SafeServer(fetching.endpoint(there.base), Anonymous(), options)
    caught = []

    def ask():
        try:
            server.post("Patient/$op", b"{}")
        except Cancelled as error:
            caught.append(error)

    thread = threading.Thread(target=ask)
    thread.start()
    assert there.hanging.wait(10)
    server.abort()
    thread.join(10)

    assert len(caught) == 1


def test_old_tls_is_not_spoken():
    trust = Trust("Acute trust", FetchOptions())

    for context in (trust.context, trust.proxy_context):
        assert context.minimum_version is ssl.TLSVersion.TLSv1_2
        assert context.verify_mode is ssl.CERT_REQUIRED
        assert context.check_hostname


def test_the_libraries_that_log_addresses_are_kept_quiet(caplog):
    caplog.set_level(logging.DEBUG)
    silence()

    logging.getLogger("urllib3.connectionpool").warning("GET /Patient?identifier=1")
    logging.getLogger("viewer").warning("this may be said")

    assert caplog.messages == ["this may be said"]
