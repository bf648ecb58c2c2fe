"""Whether an id_token is to be believed, and who it says has signed in (AUTH-05, AUTH-11)."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from hmac import compare_digest

import jwt

from viewer.auth.discovery import Service
from viewer.auth.replies import content_of, text, words
from viewer.errors import FetchError, ResourceError, SignInNeeded
from viewer.fhir.resource import Json
from viewer.fhir.strict import read_object
from viewer.source.address import within
from viewer.source.endpoint import Endpoint
from viewer.source.web import Web

Claims = Mapping[str, Json]

ALGORITHMS = frozenset(
    f"{kind}{bits}" for kind in ("RS", "PS", "ES") for bits in (256, 384, 512)
)  # signatures only: never none, never a shared secret
_LEEWAY_S = 60
_NEEDED = ("iss", "sub", "aud", "exp", "iat")
_KINDS = frozenset({"RSA", "EC"})
_OF_PUBLIC_KEYS = frozenset({"kty", "kid", "use", "alg", "n", "e", "crv", "x", "y"})
_LONGEST_MEMBER = 4096  # base64 of 16,384 bits has fewer letters; longer keys are no keys
_AGAIN = "Sign in again; if it happens again, tell your IT support."


@dataclass(frozen=True, slots=True, repr=False)
class Expected:
    """For whom an id_token must be, and the answer to which request; a secret while the sign-in runs."""

    client: str
    nonce: str


def believed(endpoint: Endpoint, service: Service, web: Web, token: str, expected: Expected) -> Claims | None:
    """Return the claims of an id_token whose signature, issuer, audience, end and nonce are right.

    None where it cannot be checked, since the service says neither who it is nor where its keys are.
    Raises SignInNeeded where it is wrong: somebody else's token is a reason to stop. Raises FetchError.
    """
    if not service.issuer or not service.keys:
        return None
    try:
        head = jwt.get_unverified_header(token)
        algorithm = str(head.get("alg"))
        if algorithm not in ALGORITHMS:
            raise jwt.InvalidAlgorithmError
        key = _key(endpoint, service, web, head.get("kid"))
        claims: Claims = jwt.decode(
            token,
            key.key,  # not the PyJWK itself: that insists on RS256 where the key names no algorithm
            algorithms=[algorithm],
            audience=expected.client,
            issuer=service.issuer,
            leeway=_LEEWAY_S,
            options={"require": list(_NEEDED), "enforce_minimum_key_length": True},
        )
        right = compare_digest(text(claims, "nonce").encode(), expected.nonce.encode())
    except (jwt.PyJWTError, ValueError, TypeError):
        raise _distrust(endpoint) from None  # the library's text may quote the token
    if not right:
        raise _distrust(endpoint)
    if isinstance(claims.get("aud"), list) and claims.get("azp", expected.client) != expected.client:
        raise _distrust(endpoint)
    return claims


def _key(endpoint: Endpoint, service: Service, web: Web, kid: object) -> jwt.PyJWK:
    reply = web.get(service.keys, {"Accept": "application/json"})
    named = content_of(endpoint.name, reply, "its public keys").get("keys")
    keys = [_public(key) for key in named if isinstance(key, dict)] if isinstance(named, list) else []
    signing = [key for key in keys if key.get("kty") in _KINDS and key.get("use", "sig") == "sig"]
    fit = [key for key in signing if key.get("kid") == kid] if kid else signing
    if len(fit) != 1:
        raise jwt.InvalidKeyError
    return jwt.PyJWK(fit[0])


def _public(key: Mapping[str, Json]) -> dict[str, str]:
    """Return the public parts: with private ones the library reckons for minutes, and nothing stops it."""
    return {
        name: value
        for name, value in key.items()
        if name in _OF_PUBLIC_KEYS and isinstance(value, str) and len(value) <= _LONGEST_MEMBER
    }


def _distrust(endpoint: Endpoint) -> SignInNeeded:
    return SignInNeeded(endpoint.name, "the proof of who signed in is not right and was not used", _AGAIN)


def user_words(endpoint: Endpoint, web: Web, claims: Claims, access: str) -> str:
    """Return who signed in: the name in the claims, else that of the FHIR resource, else its reference.

    The resource is read within the endpoint's own origin only (AUTH-02). Raises nothing of the network's own:
    a name that cannot be had is no reason to refuse a sign-in.
    """
    named = words(claims, "name") or " ".join(
        part for part in (words(claims, "given_name"), words(claims, "family_name")) if part
    )
    reference = words(claims, "fhirUser") or words(claims, "profile")
    if named or not reference:
        return named
    url = within(reference, endpoint.base_url, endpoint.base_url)
    name = _name_at(web, url, access) if url and access else ""
    return name or "/".join(reference.rstrip("/").split("/")[-2:])


def person_of(claims: Claims) -> str:
    """Return what tells one user from every other: a short hash of issuer, subject and ``fhirUser``.

    >>> one, other = {"iss": "https://a", "sub": "1"}, {"iss": "https://a", "sub": "2"}
    >>> person_of(one) == person_of(dict(one)), person_of(one) == person_of(other), len(person_of(one))
    (True, False, 16)
    """
    spelt = "\n".join(text(claims, name) for name in ("iss", "sub", "fhirUser"))
    return hashlib.blake2b(
        spelt.encode("utf-8", "surrogatepass"), digest_size=8
    ).hexdigest()  # a keyring keeps it beside a token


def _name_at(web: Web, url: str, access: str) -> str:
    try:
        reply = web.get(url, {"Accept": "application/fhir+json", "Authorization": f"Bearer {access}"})
        names = read_object(reply.body).get("name")
    except (FetchError, ResourceError):
        return ""
    first = names[0] if isinstance(names, list) and names else None
    if not isinstance(first, dict):
        return ""
    given = first.get("given")
    parts = [*(given if isinstance(given, list) else []), first.get("family")]
    whole = " ".join(part for part in parts if isinstance(part, str))
    return words(first, "text") or words({"whole": whole}, "whole")
