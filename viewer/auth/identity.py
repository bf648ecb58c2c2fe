"""Whether an id_token is to be believed, and who it says has signed in (AUTH-05, AUTH-11)."""

from collections.abc import Mapping
from dataclasses import dataclass
from hmac import compare_digest

import jwt

from viewer.auth.discovery import Service
from viewer.auth.replies import content_of, text
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
_NEEDED = ("iss", "aud", "exp", "iat")
_AGAIN = "Sign in again; if it happens again, tell your IT support."


@dataclass(frozen=True, slots=True)
class Expected:
    """For whom an id_token must be, and the answer to which request."""

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
    except (jwt.PyJWTError, ValueError, TypeError):
        raise _distrust(endpoint) from None  # the library's text may quote the token
    if not compare_digest(text(claims, "nonce").encode(), expected.nonce.encode()):
        raise _distrust(endpoint)
    if isinstance(claims.get("aud"), list) and claims.get("azp", expected.client) != expected.client:
        raise _distrust(endpoint)
    return claims


def _key(endpoint: Endpoint, service: Service, web: Web, kid: object) -> jwt.PyJWK:
    reply = web.get(service.keys, {"Accept": "application/json"})
    keys = jwt.PyJWKSet.from_dict(dict(content_of(endpoint.name, reply, "its public keys"))).keys
    fit = [key for key in keys if key.key_id == kid] if kid else keys
    if len(fit) != 1:
        raise jwt.InvalidKeyError
    return fit[0]


def _distrust(endpoint: Endpoint) -> SignInNeeded:
    return SignInNeeded(endpoint.name, "the proof of who signed in is not right and was not used", _AGAIN)


def user_words(endpoint: Endpoint, web: Web, claims: Claims, access: str) -> str:
    """Return who signed in: the name in the claims, else that of the FHIR resource, else its reference.

    The resource is read within the endpoint's own origin only (AUTH-02). Raises nothing of the network's own:
    a name that cannot be had is no reason to refuse a sign-in.
    """
    named = text(claims, "name") or " ".join(
        part for part in (text(claims, "given_name"), text(claims, "family_name")) if part
    )
    reference = text(claims, "fhirUser") or text(claims, "profile")
    if named or not reference:
        return named
    url = within(reference, endpoint.base_url, endpoint.base_url)
    name = _name_at(web, url, access) if url and access else ""
    return name or "/".join(reference.rstrip("/").split("/")[-2:])


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
    return text(first, "text") or " ".join(part for part in parts if isinstance(part, str))
