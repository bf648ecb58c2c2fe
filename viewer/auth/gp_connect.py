"""The unsigned statement that GP Connect wants with each request: who asks, where, and why (GPC-11)."""

import json
from base64 import urlsafe_b64encode
from collections.abc import Callable, Mapping
from datetime import datetime

from viewer import __version__
from viewer.errors import SignInNeeded
from viewer.source.endpoint import Endpoint
from viewer.source.nhs_user import is_nobody, is_smartcard
from viewer.source.protocols import Authoriser

_LIFE_S = 300
_FHIR = "https://fhir.nhs.uk/Id"
_OWN = "https://tributary.invalid"
_UNKNOWN = "UNK"
_ADVICE = "Enter your own name and user id in the settings of this source."

Claims = Mapping[str, object]


def gp_connect_token(endpoint: Endpoint, now: datetime, *, scope: str = "patient/*.read") -> str:
    """Return the token: header, claims, empty signature with its dot. It ends after five minutes.

    Raises SignInNeeded where no person or no organisation is named: GP Connect takes no generic user.
    Source: GP Connect, cross organisation audit and provenance.
    """
    _check(endpoint)
    parts = ({"alg": "none", "typ": "JWT"}, _claims(endpoint, int(now.timestamp()), scope))
    return ".".join([*(_encoded(part) for part in parts), ""])


def _check(endpoint: Endpoint) -> None:
    who = endpoint.nhs
    name = who.user_name.strip()
    if not who.user_id.strip() or not name:
        raise SignInNeeded(endpoint.name, "it gives no record unless it is told which person asks", _ADVICE)
    if is_nobody(name):
        raise SignInNeeded(endpoint.name, "it does not take a user who is nobody in particular", _ADVICE)
    if is_smartcard(who.user_id) and not who.role.strip():
        raise SignInNeeded(
            endpoint.name,
            "it gives no record unless it is told the role of a smartcard's user",
            "Enter your role profile id (URID) in the settings of this source.",
        )
    if not who.organisation.strip() or not who.organisation_name.strip():
        raise SignInNeeded(
            endpoint.name,
            "it gives no record unless it is told which organisation asks",
            "Enter your organisation's ODS code and name in the settings of this source.",
        )


def _claims(endpoint: Endpoint, issued: int, scope: str) -> Claims:
    who = endpoint.nhs
    return {
        "iss": endpoint.oauth.issuer or _OWN,
        "sub": who.user_id,
        "aud": endpoint.base_url,
        "exp": issued + _LIFE_S,
        "iat": issued,
        "reason_for_request": "directcare",
        "requested_scope": scope,
        "requesting_device": {
            "resourceType": "Device",
            "identifier": [_identifier(f"{_OWN}/Id/device", who.device or "workstation")],
            "model": "Tributary",
            "version": __version__,
        },
        "requesting_organization": {
            "resourceType": "Organization",
            "identifier": [_identifier(f"{_FHIR}/ods-organization-code", who.organisation)],
            "name": who.organisation_name,
        },
        "requesting_practitioner": _practitioner(endpoint),
    }


def _practitioner(endpoint: Endpoint) -> Claims:
    """``UNK`` stands for the smartcard's numbers only where there is none; an id of 12 digits is one."""
    who = endpoint.nhs
    card = is_smartcard(who.user_id)
    return {
        "resourceType": "Practitioner",
        "id": who.user_id,
        "identifier": [
            _identifier(f"{_FHIR}/sds-user-id", who.user_id if card else _UNKNOWN),
            _identifier(f"{_FHIR}/sds-role-profile-id", who.role if card else _UNKNOWN),
            _identifier(f"{_OWN}/Id/user", who.user_id),
        ],
        "name": [_name(who.user_name)],
    }


def _name(written: str) -> Claims:
    """Read "Jones, Claire" or "Claire Jones"; a single word is the family name.

    >>> _name("Jones, Claire"), _name("Claire Jones"), _name("Jones")
    ({'family': 'Jones', 'given': ['Claire']}, {'family': 'Jones', 'given': ['Claire']}, {'family': 'Jones'})
    """
    family, comma, given = (part.strip() for part in written.partition(","))
    if not comma:
        given, _, family = written.strip().rpartition(" ")
    return {"family": family, **({"given": given.split()} if given else {})}


def _identifier(system: str, value: str) -> Mapping[str, str]:
    return {"system": system, "value": value}


def _encoded(part: Claims) -> str:
    raw = json.dumps(part, separators=(",", ":"), ensure_ascii=False).encode()
    return urlsafe_b64encode(raw).rstrip(b"=").decode("ascii")


class GpConnect:
    """An ``Authoriser``: a fresh statement with each request, beside what the proxy itself may want."""

    def __init__(self, endpoint: Endpoint, inner: Authoriser, clock: Callable[[], datetime]) -> None:
        self._endpoint = endpoint
        self._inner = inner
        self._clock = clock

    def headers(self, endpoint: Endpoint) -> Mapping[str, str]:
        """Return the headers. Raises SignInNeeded, VaultError."""
        if (endpoint.id, endpoint.base_url) != (self._endpoint.id, self._endpoint.base_url):
            raise SignInNeeded(endpoint.name, "this sign-in belongs to another source")
        headers = dict(self._inner.headers(endpoint))
        if "Authorization" in headers:
            raise SignInNeeded(
                endpoint.name,
                "it is told who asks in place of a sign-in, and cannot have both",
                "Set its sign-in to none or to an API key.",
            )
        return {**headers, "Authorization": f"Bearer {gp_connect_token(endpoint, self._clock())}"}

    def renew(self, endpoint: Endpoint) -> bool:
        """Return False: each request has a fresh statement already."""
        del endpoint
        return False
