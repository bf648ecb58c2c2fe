"""Who is trusted and who we are, with real TLS: added authorities, and sources that want a certificate."""

import ssl

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from tests.fetch.authority import Authority, TlsServer
from viewer.auth.authorise import Anonymous
from viewer.errors import FetchError
from viewer.fetch.options import ClientCertificate, FetchOptions
from viewer.fetch.server import SafeServer
from viewer.fetch.trust import Trust
from viewer.fetch.wire import Wire


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("tls"))


@pytest.fixture(scope="module")
def there(authority):
    server = TlsServer(authority.issue(), client_ca=authority)
    yield server
    server.close()


def ask(fetching, there, authority, issued=None):
    client = None
    if issued is not None:
        client = ClientCertificate(
            file=issued.write("ours.p12", issued.pkcs12("horse")), passphrase=lambda: "horse"
        )
    options = FetchOptions(ca_file=authority.file, client=client)
    return SafeServer(fetching.endpoint(there.base), Anonymous(), options).get("metadata")


def test_a_source_that_wants_a_certificate_gets_ours(fetching, there, authority):
    assert ask(fetching, there, authority, authority.issue("Our practice")).body == b"Our practice"


def test_certificates_of_authorities_between_are_sent_too(fetching, there, authority):
    between = Authority(authority.folder, "Between", above=authority)
    ours = between.issue("Our branch", chain=[between.certificate])

    assert ask(fetching, there, authority, ours).body == b"Our branch"


def test_without_a_certificate_the_source_says_that_it_wants_one(fetching, there, authority):
    with pytest.raises(FetchError, match="wants a client certificate"):
        ask(fetching, there, authority)


def test_a_certificate_of_an_authority_that_the_source_does_not_know_is_refused(fetching, there, authority):
    stranger = Authority(authority.folder, "Another authority").issue("Nobody")

    with pytest.raises(FetchError, match="refuses the client certificate"):
        ask(fetching, there, authority, stranger)


@pytest.mark.parametrize("form", ["pem", "der", "commented"])
def test_added_authorities_are_read_in_every_form(fetching, authority, form):
    forms = {
        "pem": authority.pem,
        "der": authority.certificate.public_bytes(Encoding.DER),
        "commented": "Ünser Amt\n".encode() + authority.pem,
    }
    file = authority.write("added", forms[form])
    server = TlsServer(authority.issue())

    found = Wire("Acute trust", FetchOptions(ca_file=file)).exchange("GET", server.base, {})
    server.close()

    assert found.status == 200


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (None, "is not there"),
        (b"", "holds no certificate"),
        (b"nothing", "holds no certificate"),
        (b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "holds no certificate"),
    ],
)
def test_a_file_of_authorities_that_cannot_be_used_is_said(fetching, tmp_path, data, words):
    file = tmp_path / "ca.pem"
    if data is not None:
        file.write_bytes(data)

    with pytest.raises(FetchError, match=words):
        SafeServer(fetching.endpoint("https://fhir.invalid"), Anonymous(), FetchOptions(ca_file=file))


def test_a_folder_is_no_file_of_authorities(tmp_path):
    with pytest.raises(FetchError, match="cannot be read"):
        Trust("Acute trust", FetchOptions(ca_file=tmp_path))


@pytest.mark.parametrize(("days", "warned"), [(20, True), (60, False)])
def test_an_end_that_is_near_is_noted(authority, days, warned):
    issued = authority.issue(days=(-1, days))
    client = ClientCertificate(file=issued.write("near.pem", issued.pem, issued.pem_key()))

    assert bool(Trust("Acute trust", FetchOptions(client=client)).notice) == warned


def test_with_a_certificate_of_our_own_names_and_tls_1_2_are_checked_as_ever(authority):
    issued = authority.issue()
    client = ClientCertificate(file=issued.write("ours.pem", issued.pem, issued.pem_key()))

    context = Trust("Acute trust", FetchOptions(client=client)).context

    assert context.check_hostname
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.minimum_version is ssl.TLSVersion.TLSv1_2
