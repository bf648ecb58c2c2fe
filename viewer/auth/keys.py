"""The organisation's private key that signs assertions: from its file, fit for its algorithm (AUTH-09)."""

from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import SECP384R1, EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from viewer.errors import SignInNeeded
from viewer.source.endpoint import Endpoint
from viewer.source.protocols import SecretStore
from viewer.source.secret import Purpose, secret_name

SigningKey = RSAPrivateKey | EllipticCurvePrivateKey

ALGORITHMS = ("RS384", "ES384", "RS512")
_SHORTEST_RSA = 2048
_MOST_BYTES = 64 * 1024
_ADVICE = "Ask your IT support for the key file that belongs to this source."
_ENCRYPTED = (b"ENCRYPTED PRIVATE KEY", b"Proc-Type: 4,ENCRYPTED")


def signing_key(endpoint: Endpoint, secrets: SecretStore) -> SigningKey:
    """Read the key; the keyring is asked only where the file is locked by a passphrase.

    Raises SignInNeeded in words for every key that cannot sign, VaultError.
    """
    if endpoint.oauth.algorithm not in ALGORITHMS:
        raise _refusal(endpoint, "the algorithm that signs is none of RS384, ES384, RS512")
    if not endpoint.oauth.key_id:
        raise _refusal(endpoint, "the key that signs has no name (kid); the source finds its copy by it")
    pem = _read(endpoint)
    passphrase = None
    if any(mark in pem for mark in _ENCRYPTED):
        passphrase = secrets.secret(secret_name(endpoint.id, Purpose.KEY))
        if not passphrase:
            raise _refusal(endpoint, "the key file is locked and no passphrase is stored for it")
    return _fit(endpoint, _opened(endpoint, pem, passphrase))


def _read(endpoint: Endpoint) -> bytes:
    if not endpoint.oauth.key_file:
        raise _refusal(endpoint, "no key file is set, and it wants a signed statement")
    try:
        with Path(endpoint.oauth.key_file).open("rb") as file:
            return file.read(_MOST_BYTES)
    except FileNotFoundError:
        raise _refusal(endpoint, "the key file is not there") from None
    except OSError:
        raise _refusal(endpoint, "the key file cannot be read") from None


def _opened(endpoint: Endpoint, pem: bytes, passphrase: str | None) -> object:
    try:
        return load_pem_private_key(pem, passphrase.encode() if passphrase else None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        why = (
            "the passphrase does not open the key file" if passphrase else "the key file holds no private key"
        )
        raise _refusal(endpoint, why) from None  # the library's text may quote the file


def _fit(endpoint: Endpoint, key: object) -> SigningKey:
    algorithm = endpoint.oauth.algorithm
    if algorithm == "ES384":
        if isinstance(key, EllipticCurvePrivateKey) and isinstance(key.curve, SECP384R1):
            return key
        raise _refusal(endpoint, "ES384 needs a key of the curve P-384, and the file holds another")
    if not isinstance(key, RSAPrivateKey):
        raise _refusal(endpoint, f"{algorithm} needs an RSA key, and the file holds another kind")
    if key.key_size < _SHORTEST_RSA:
        raise _refusal(endpoint, f"the RSA key is shorter than {_SHORTEST_RSA} bits")
    return key


def _refusal(endpoint: Endpoint, what: str) -> SignInNeeded:
    return SignInNeeded(endpoint.name, what, _ADVICE)
