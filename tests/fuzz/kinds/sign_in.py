"""What sign-in services answer: discovery, tokens, keys, proofs of who signed in, roles, scopes."""
# ruff: noqa: PT018 - no tests of pytest: each assertion is a promise that a case is judged by

import base64
import json
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from tests.fuzz.case import Case, Kind
from tests.fuzz.mutate import changed, word
from viewer.auth.discovery import Service, client_service, is_safe, openid_service, smart_service, with_keys
from viewer.auth.identity import Expected, believed, person_of, user_words
from viewer.auth.replies import content_of, words
from viewer.auth.roles import roles_of
from viewer.auth.scopes import only_reads, scope_lines
from viewer.auth.session import Session
from viewer.auth.tokens import tokens_from
from viewer.errors import ResourceError, ViewerError
from viewer.fhir.strict import read_object
from viewer.source.endpoint import Endpoint, SignIn
from viewer.source.web import WebReply

NOW = datetime(2026, 11, 22, 3, 2, tzinfo=UTC)
_HERE = "https://fhir.example/r4"
_ENDPOINT = Endpoint(id="0" * 32, name="Acute", care_setting="", base_url=_HERE, sign_in=SignIn.SMART)
_SERVICE = Service(issuer="https://auth.example", keys="https://auth.example/jwks")
_SECRET = "canary-access-token"
_DISCOVERY = {
    "issuer": "https://auth.example", "authorization_endpoint": "https://auth.example/a", "token_endpoint": "https://auth.example/t",
    "revocation_endpoint": "https://auth.example/r", "jwks_uri": "https://auth.example/jwks", "userinfo_endpoint": "https://auth.example/u",
    "code_challenge_methods_supported": ["S256", "plain"], "capabilities": ["launch-standalone", "permission-v2"],
    "scopes_supported": ["openid", "patient/*.rs"], "token_endpoint_auth_methods_supported": ["private_key_jwt"],
}  # fmt: skip
_TOKEN = {
    "access_token": _SECRET, "token_type": "Bearer", "expires_in": 599, "refresh_token": "r", "refresh_token_expires_in": "43199",
    "scope": "patient/*.rs user/Observation.read launch openid fhirUser", "id_token": "a.b.c", "patient": "1", "encounter": "Encounter/2",
    "need_patient_banner": False, "hub.url": "https://hub.example", "hub.topic": "t", "fhirContext": [{"reference": "ImagingStudy/1"}],
    "intent": "x",
}  # fmt: skip
_KEYS = {
    "keys": [
        {"kty": "RSA", "kid": "k1", "use": "sig", "n": "AQAB" * 86, "e": "AQAB"},
        {"kty": "EC", "kid": "k2", "crv": "P-256", "x": "AA", "y": "AA"},
    ]
}
_CLAIMS = {
    "iss": "https://auth.example", "sub": "1", "aud": "viewer", "nonce": "n", "exp": 4102444800, "iat": 1, "name": "Ada", "fhirUser": "Practitioner/1",
    "nationalrbacaccess": {"nhsid_nrbac_roles": [{"role_code": "S0010:G0020:R0260", "person_roleid": "123", "org_code": "A1", "role_name": "x"}],
                           "nhsid_user_orgs": [{"org_code": "A1", "org_name": "B"}]}, "azp": "viewer",
}  # fmt: skip
_PERSON = {
    "resourceType": "Practitioner",
    "id": "1",
    "name": [{"text": "Dr Ada", "family": "Okafor", "given": ["A"]}],
}
_SEEDS = tuple(json.dumps(one).encode() for one in (_DISCOVERY, _TOKEN, _KEYS, _CLAIMS, _PERSON))


class Answers:
    """A web of one answer; notes which addresses were asked with the token."""

    def __init__(self, body: bytes, status: int = 200) -> None:
        self._reply = WebReply(status=status, body=body)
        self.asked: list[tuple[str, str]] = []

    def get(self, url, headers):
        """Give the answer."""
        self.asked.append((url, headers.get("Authorization", "")))
        return self._reply

    def post_form(self, url, fields, headers):
        """Give the answer."""
        return self.get(url, headers)


def _made(rng: Random) -> Case:
    body = changed(rng.choice(_SEEDS), rng, rng.choice(_SEEDS))
    return Case(
        body, str(rng.choice((200, 200, 200, 200, 302, 400, 401, 429, 500, 204, 999))), (_proof(rng),)
    )


def _proof(rng: Random) -> str:
    def part(sent: bytes) -> str:
        return base64.urlsafe_b64encode(sent).rstrip(b"=").decode()

    head = {"alg": rng.choice(("none", "HS256", "RS256", "ES256", "NONE", "PS512", 5, None, "rs256")), "kid": rng.choice(("k1", "k2", "", None, 7)),
            "jku": "http://127.0.0.1:9/k", "x5u": "http://127.0.0.1:9/x", "crit": rng.choice(([], ["b64"], "x"))}  # fmt: skip
    whole = f"{part(changed(json.dumps(head).encode(), rng))}.{part(changed(_SEEDS[3], rng))}.{part(rng.randbytes(rng.choice((0, 32, 256))))}"
    return rng.choice((whole, whole, whole[:-5], whole.replace(".", ""), word(rng), whole + ".x", "." * 3))


def _check(case: Case, room: Path) -> None:
    web = Answers(case.data, int(case.how))
    said: list[str] = []
    for ask in (
        lambda: smart_service(_ENDPOINT, web),
        lambda: client_service(_ENDPOINT, web),
        lambda: openid_service(_ENDPOINT, "https://auth.example", web),
        lambda: with_keys(_ENDPOINT, Service(issuer="https://auth.example"), web),
        lambda: believed(_ENDPOINT, _SERVICE, web, case.more[0], Expected("viewer", "n")),
    ):
        try:
            found = ask()
        except ViewerError as error:
            said.append(str(error))
            continue
        if isinstance(found, Service):
            _check_service(found)
        else:
            assert found is None, "a proof that nobody signed is believed"
    _check_tokens(web, said)
    _check_claims(case.data)
    assert not any(_SECRET in one for one in said), "a token stands in an error"
    assert not any(sign for url, sign in web.asked if sign and not url.startswith(_HERE)), (
        "a token went elsewhere"
    )


def _check_service(found: Service) -> None:
    for url in (found.authorize, found.token, found.revoke, found.keys, found.user_info):
        assert not url or is_safe(url), "an unsafe address of a sign-in service"
        assert not url.startswith("http:"), "an address without TLS"


def _check_tokens(web: Answers, said: list[str]) -> None:
    try:
        tokens = tokens_from(
            "Acute", content_of("Acute", web.get("https://auth.example/t", {}), "its tokens"), NOW
        )
    except ViewerError as error:
        said.append(str(error))
        return
    assert tokens.access.isascii() and tokens.access.isprintable() and " " not in tokens.access
    assert _SECRET not in repr(tokens)
    shown = Session(tokens=tokens).shown()
    for line in scope_lines("patient/*.rs openid fhirUser launch", tokens.scope):
        assert len(str(line)) < 60_000
    assert len(shown.patient) < 5000
    only_reads(tokens.scope or "")


def _check_claims(data: bytes) -> None:
    try:
        claims = read_object(data)
    except ResourceError:
        return
    web = Answers(data)
    shown = user_words(_ENDPOINT, web, claims, _SECRET)
    assert len(shown) <= 420 and shown.isprintable()
    assert len(person_of(claims)) == 16
    for role in roles_of(claims):
        assert str(role)
    assert len(words(claims, "name")) <= 200
    assert all(url.startswith(_HERE) for url, sign in web.asked if sign), "a token went elsewhere"


KINDS = (Kind(name="sign-in", share=8, make=_made, check=_check),)
