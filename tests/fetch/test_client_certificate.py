"""Our own certificate: every form it is handed out in, and every way in which it cannot be used, in words."""

import base64
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import x25519
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from tests.fetch.authority import Authority
from viewer.errors import FetchError
from viewer.fetch.client_certificate import certificate_notice, identity_of
from viewer.fetch.options import ClientCertificate


@pytest.fixture
def authority(tmp_path):
    return Authority(tmp_path)


@pytest.fixture
def ours(authority):
    return authority.issue("Our practice")


def now():
    return datetime.now(UTC)


def read(file, passphrase="", key_file=None):
    client = ClientCertificate(file=file, key_file=key_file, passphrase=lambda: passphrase)
    return identity_of("Acute trust", client, now())


def refused(*args, **more):
    with pytest.raises(FetchError) as caught:
        read(*args, **more)
    return str(caught.value)


FORMS = {
    "PEM, both in one": lambda it: (it.write("a.pem", it.pem, it.pem_key()), "", None),
    "PEM, key first": lambda it: (it.write("a.pem", it.pem_key(), it.pem), "", None),
    "PEM, traditional key": lambda it: (
        it.write("a.pem", it.pem, it.pem_key(form=PrivateFormat.TraditionalOpenSSL)),
        "",
        None,
    ),
    "PEM, encrypted": lambda it: (it.write("a.pem", it.pem, it.pem_key("horse")), "horse", None),
    "PEM, passphrase not needed": lambda it: (it.write("a.pem", it.pem, it.pem_key()), "horse", None),
    "PEM, two files": lambda it: (it.write("a.crt", it.pem), "", it.write("a.key", it.pem_key())),
    "PKCS#12": lambda it: (it.write("a.p12", it.pkcs12("horse")), "horse", None),
    "PKCS#12, open": lambda it: (it.write("a.pfx", it.pkcs12()), "", None),
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_read_and_loaded(ours, form):
    identity = read(*FORMS[form](ours))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)

    identity.load(context)

    assert identity.certificate == ours.certificate
    assert identity.chain == ()


@pytest.mark.parametrize("form", ["pem", "pkcs12"])
def test_the_certificate_of_the_key_is_found_and_the_others_go_with_it(authority, form):
    between = Authority(authority.folder, "Between", above=authority)
    ours = between.issue("Our practice", chain=[between.certificate])
    file = (
        ours.write("a.pem", between.pem, ours.pem, ours.pem_key())
        if form == "pem"
        else ours.write("a.p12", ours.pkcs12("horse"))
    )

    identity = read(file, "horse")

    assert identity.certificate == ours.certificate
    assert set(identity.chain) == {between.certificate}


def test_no_unencrypted_key_is_ever_on_the_disk(ours, tmp_path, monkeypatch):
    """What ssl is given to read is looked at, at the moment it is given."""
    file, passphrase, _ = FORMS["PKCS#12"](ours)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    seen = []

    class Context:
        def load_cert_chain(self, path, password):
            seen.append((Path(path).read_bytes(), password, Path(path).parent.stat().st_mode & 0o077))

    read(file, passphrase).load(Context())

    ((data, password, others),) = seen
    assert b"BEGIN ENCRYPTED PRIVATE KEY" in data
    assert b"BEGIN PRIVATE KEY" not in data
    assert len(password) == 64
    assert others == 0
    assert list((tmp_path / "temporary").iterdir()) == []


@pytest.mark.parametrize("form", ["PEM, encrypted", "PKCS#12"])
def test_a_wrong_passphrase_is_said_and_not_shown(ours, form):
    file, _, _ = FORMS[form](ours)

    words = refused(file, "canary")

    assert "the passphrase is wrong" in words
    assert "canary" not in words


@pytest.mark.parametrize("form", ["PEM, encrypted", "PKCS#12"])
def test_a_missing_passphrase_is_said(ours, form):
    assert "needs a passphrase" in refused(FORMS[form](ours)[0])


def test_a_key_of_another_certificate_is_said(authority, ours):
    other = authority.issue("Another practice")

    assert "do not belong together" in refused(ours.write("a.pem", ours.pem, other.pem_key()))


@pytest.mark.parametrize(("days", "words"), [((-9, -1), "has ended on"), ((2, 9), "begins on")])
def test_a_certificate_outside_its_time_is_said_with_the_day(authority, days, words):
    issued = authority.issue(days=days)
    start, end = issued.certificate.not_valid_before_utc, issued.certificate.not_valid_after_utc
    said = refused(issued.write("a.pem", issued.pem, issued.pem_key()))

    assert words in said
    assert f"{(end if end < now() else start):%d-%b-%Y}" in said


def test_files_that_are_not_there_or_cannot_be_read_are_said(ours, tmp_path):
    assert "is not there" in refused(tmp_path / "gone.pem")
    assert "cannot be read" in refused(tmp_path)
    assert "is not there" in refused(ours.write("a.crt", ours.pem), key_file=tmp_path / "gone.key")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "holds no key that can be read"),
        (b"not a certificate", "holds no key that can be read"),
        (
            b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
            "no certificate that can be read",
        ),
        (b"-----BEGIN NOTHING-----\nAAAA\n-----END NOTHING-----\n", "no certificate that can be read"),
    ],
)
def test_a_file_that_is_no_certificate_is_said(ours, data, words):
    assert words in refused(ours.write("a.pem", data))


def test_a_certificate_without_a_key_is_said(ours):
    assert "holds no key" in refused(ours.write("a.pem", ours.pem))


def test_a_key_that_is_of_no_use_for_tls_is_said(ours):
    agreement = x25519.X25519PrivateKey.generate()
    key = agreement.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())

    assert "of no use for TLS" in refused(ours.write("a.pem", ours.pem, key))


def test_a_key_of_a_kind_that_is_not_known_is_said(ours):
    known, other = b"\x2a\x86\x48\xce\x3d\x03\x01\x07", b"\x2a\x86\x48\xce\x3d\x03\x01\x02"
    der = ours.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()).replace(known, other)
    key = b"-----BEGIN PRIVATE KEY-----\n" + base64.encodebytes(der) + b"-----END PRIVATE KEY-----\n"

    assert "of a kind that is not known here" in refused(ours.write("a.pem", ours.pem, key))


@pytest.mark.parametrize(
    ("ahead", "words"),
    [
        (timedelta(days=31, hours=1), ""),
        (timedelta(days=30), "ends in 30 days, on "),
        (timedelta(days=1, hours=2), "ends in 1 day, on "),
        (timedelta(hours=3), "ends in less than a day, on "),
    ],
)
def test_an_end_within_thirty_days_is_said(ours, ahead, words):
    identity = read(ours.write("a.pem", ours.pem, ours.pem_key()))
    end = identity.certificate.not_valid_after_utc

    said = certificate_notice(identity, end - ahead)

    assert words in said
    assert (f"{end:%d-%b-%Y}" in said) == bool(words)
