"""Under which name each secret of an endpoint is kept: its opaque id, and what it is for (PRIV-09)."""

from enum import StrEnum


class Purpose(StrEnum):
    """What a secret of an endpoint is for."""

    SIGN_IN = "sign-in"
    """Password, bearer token, API key, or OAuth client secret."""
    KEY = "key"
    """Passphrase of the private key that signs assertions."""
    CERTIFICATE = "certificate"
    """Passphrase of the client certificate."""
    PROXY = "proxy"
    """Password at the proxy."""
    REFRESH = "refresh"
    """The refresh token; it is replaced each time it is used."""
    DIRECTORY = "directory"
    """API key of the Spine Directory Service (GPC-16)."""


def secret_name(endpoint_id: str, purpose: Purpose) -> str:
    """Return the name in the keyring: the endpoint's id, with a suffix for all but the sign-in.

    >>> secret_name("00ff", Purpose.SIGN_IN), secret_name("00ff", Purpose.PROXY)
    ('00ff', '00ff-proxy')
    """
    return endpoint_id if purpose is Purpose.SIGN_IN else f"{endpoint_id}-{purpose}"


def secret_names(endpoint_id: str) -> tuple[str, ...]:
    """Return every name an endpoint's secrets may have, for forgetting them all."""
    return tuple(secret_name(endpoint_id, purpose) for purpose in Purpose)
