"""Our own certificate at a source (mutual TLS): read from PEM or PKCS#12, checked, loaded (AUTH-18, GPC-12).

``ssl`` loads a key from a file only. It gets one that lives for the time of the call, in a folder of this
user alone, its key encrypted (PKCS#8, AES-256) by a passphrase made up for it and kept nowhere: this works on
every system, and an unencrypted key is on no disk. The certificates beside it are public.
"""

import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from secrets import token_hex
from tempfile import TemporaryDirectory
from typing import TypeVar, cast, get_args

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    pkcs12,
)
from cryptography.hazmat.primitives.serialization.pkcs12 import PKCS12PrivateKeyTypes

from viewer.errors import FetchError
from viewer.fetch.options import ClientCertificate

T = TypeVar("T")

_WARNED_AHEAD = timedelta(days=30)
_PEM = b"-----BEGIN "
_ADVICE = "Ask your IT support for the right certificate file of this source."
_TYPE_AGAIN = "Enter the passphrase of the client certificate again."


@dataclass(frozen=True, slots=True)
class Identity:
    """A certificate that fits its key, and what was beside it in the file."""

    key: PKCS12PrivateKeyTypes
    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]

    def load(self, context: ssl.SSLContext) -> None:
        """Give it to a TLS context."""
        passphrase = token_hex(32).encode("ascii")
        encrypted = self.key.private_bytes(
            Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(passphrase)
        )
        certificates = [one.public_bytes(Encoding.PEM) for one in (self.certificate, *self.chain)]
        with TemporaryDirectory(prefix="tributary-") as folder:
            file = Path(folder) / "client.pem"
            file.write_bytes(b"".join([encrypted, *certificates]))
            context.load_cert_chain(file, password=passphrase)


def identity_of(source: str, client: ClientCertificate, now: datetime) -> Identity:
    """Read a client certificate. Raises FetchError in words for every way in which it cannot be used."""
    data = _bytes_of(source, client.file)
    if _PEM in data:
        key_data = _bytes_of(source, client.key_file) if client.key_file else data
        certificates = _certificates(source, data)
        key: object = _opened(source, client, lambda password: _pem_key(key_data, password))
    else:
        bag = _opened(source, client, lambda password: pkcs12.load_pkcs12(data, password))
        key, certificates = bag.key, _of_bag(bag)
    return _in_time(source, _fitting(source, key, certificates), now)


def certificate_notice(identity: Identity, now: datetime) -> str:
    """Return what to say of a certificate that ends within 30 days, "" where it lasts longer (AUTH-18)."""
    end = identity.certificate.not_valid_after_utc
    if end - now > _WARNED_AHEAD:
        return ""
    days = (end - now).days
    left = "in less than a day" if not days else f"in {days} day{'s' if days > 1 else ''}"
    return f"the client certificate for this source ends {left}, on {in_words(end)}"


def in_words(moment: datetime) -> str:
    """Return the day of a moment, in UTC.

    >>> in_words(datetime(2027, 3, 4, tzinfo=UTC))
    '04-Mar-2027'
    """
    return f"{moment.astimezone(UTC):%d-%b-%Y}"


def _bytes_of(source: str, file: Path) -> bytes:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        why = "the file of its client certificate or key is not there"
    except OSError:
        why = "the file of its client certificate or key cannot be read"
    raise FetchError(source, why, _ADVICE) from None


def _certificates(source: str, data: bytes) -> list[x509.Certificate]:
    try:
        return x509.load_pem_x509_certificates(data)
    except ValueError:
        why = "the file of its client certificate holds no certificate that can be read"
    raise FetchError(source, why, _ADVICE) from None


def _pem_key(data: bytes, password: bytes | None) -> object:
    try:
        return load_pem_private_key(data, password)
    except TypeError:
        if password is None:
            raise  # it is encrypted
        return load_pem_private_key(data, None)  # it is not: a passphrase that is not needed does no harm


def _opened(source: str, client: ClientCertificate, opening: Callable[[bytes | None], T]) -> T:
    passphrase = client.passphrase()
    try:
        return opening(passphrase.encode() if passphrase else None)
    except (TypeError, ValueError):
        why, advice = "the passphrase is wrong, or its file is damaged", _TYPE_AGAIN
        if not passphrase:
            why = "it needs a passphrase, or its file holds no key that can be read"
    except UnsupportedAlgorithm:
        why, advice = "its file is of a kind that is not known here", _ADVICE
    raise FetchError(source, f"the client certificate cannot be opened: {why}", advice) from None


def _of_bag(bag: pkcs12.PKCS12KeyAndCertificates) -> list[x509.Certificate]:
    held = [bag.cert, *bag.additional_certs]
    return [one.certificate for one in held if one is not None]


def _fitting(source: str, key: object, certificates: Sequence[x509.Certificate]) -> Identity:
    """Find the certificate of the key: files of authorities often begin with another one."""
    if not isinstance(key, get_args(PKCS12PrivateKeyTypes)):
        raise FetchError(
            source, "the key of its client certificate is missing, or of no use for TLS", _ADVICE
        )
    own = _public(key.public_key())
    ours = [one for one in certificates if _public(one.public_key()) == own]
    if not ours:
        raise FetchError(source, "the client certificate and its key do not belong together", _ADVICE)
    return Identity(key, ours[0], tuple(one for one in certificates if one not in ours))


def _public(key: object) -> bytes:
    form = (Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return cast(rsa.RSAPublicKey, key).public_bytes(*form)  # all kinds of keys have it


def _in_time(source: str, identity: Identity, now: datetime) -> Identity:
    start, end = identity.certificate.not_valid_before_utc, identity.certificate.not_valid_after_utc
    if end < now:
        raise FetchError(source, f"the client certificate has ended on {in_words(end)}", _ADVICE)
    if now < start:
        why = f"the client certificate begins on {in_words(start)} only"
        raise FetchError(source, why, "Check the date of this computer, or ask your IT support.")
    return identity
