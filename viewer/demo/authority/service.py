"""Decides what the demo's sign-in service answers to each request: discovery, sign-in, tokens, revocation."""

import json
import re
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from viewer.demo.authority.grants import Grant, Grants
from viewer.demo.authority.misdeeds import Misdeed
from viewer.demo.authority.proofs import Client, Proofs
from viewer.demo.authority.signing import Signer

FHIR = "/fhir"
_S256 = "S256"
_EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange"
_JSON = "application/json"
_BACK = re.compile(
    r"http://(127\.0\.0\.1|\[::1\]):[0-9]{1,5}/[A-Za-z0-9/_-]*"
)  # no page elsewhere redirects by us
_PAGE = (
    "<!DOCTYPE html><html lang='en-GB'><head><meta charset='utf-8'><title>Demo sign-in</title></head>"
    "<body><h1>Demo sign-in</h1><p>Nobody real signs in here.</p>"
    "<form method='get' action='/agreed'><input type='hidden' name='ticket' value='{}'>"
    "<button>Sign in as the demo's clinician</button></form></body></html>"
)

Fields = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Said:
    """One answer."""

    status: int = 200
    body: bytes = b""
    media_type: str = _JSON
    location: str = ""


@dataclass(slots=True)
class Manner:
    """How the service behaves; changed while it runs. ``hold`` ends the slowness of its tokens."""

    misdeeds: frozenset[Misdeed] = frozenset()
    asks: bool = False
    capabilities: tuple[str, ...] = ("launch-standalone", "permission-user", "permission-v2")
    scopes: tuple[str, ...] = ()
    person: Mapping[str, object] = field(
        default_factory=lambda: {"sub": "demo-1", "fhirUser": "Practitioner/demo-1"}
    )
    context: Mapping[str, object] = field(default_factory=dict)
    details: Mapping[str, object] = field(default_factory=dict)
    announces_proofs: bool = True
    refresh_life_s: int = 0
    hold: threading.Event = field(default_factory=threading.Event)


class Service:
    """One sign-in service. ``base`` is its own address, which is also its issuer."""

    def __init__(self, clients: tuple[Client, ...], life_s: float) -> None:
        self.base = ""
        self.manner = Manner()
        self.grants = Grants(life_s)
        self.asked: list[str] = []
        self.launches: list[str] = []
        self._proofs = Proofs(clients)
        self._signer = Signer()
        self._tickets: dict[str, Fields] = {}

    def get(self, path: str, query: Fields, sign_in: str) -> Said:
        """Answer GET."""
        pages: Mapping[str, Callable[[], Said]] = {
            f"{FHIR}/.well-known/smart-configuration": lambda: _json(self.announcement()),
            "/.well-known/openid-configuration": lambda: _json(self.announcement()),
            "/jwks": lambda: _json(self._signer.keys()),
            "/authorize": lambda: self._authorize(query),
            "/agreed": lambda: self._agreed(self._tickets.pop(query.get("ticket", ""), {})),
            "/userinfo": lambda: self._details(sign_in),
        }
        if path in pages:
            return pages[path]()
        return self._record(path, sign_in) if path.startswith(FHIR) else Said(404)

    def post(self, path: str, form: Fields, sign_in: str) -> Said:
        """Answer POST."""
        self.asked.append(form.get("grant_type", path))
        if path == "/revoke":
            self.grants.revoke(form.get("token", ""))
            return Said(503 if self._does(Misdeed.REVOCATION_FAILS) else 200)
        return self._tokens(form, sign_in) if path == "/token" else Said(404)

    def announcement(self) -> Mapping[str, object]:
        """Return what the service says of itself, for smart-configuration and openid-configuration."""
        token = "/token" if self._does(Misdeed.RELATIVE) else f"{self.base}/token"
        revoke = {} if self._does(Misdeed.NO_REVOCATION) else {"revocation_endpoint": f"{self.base}/revoke"}
        scopes = {"scopes_supported": list(self.manner.scopes)} if self.manner.scopes else {}
        proofs = ["client_secret_basic", "client_secret_post", "private_key_jwt", "none"]
        return {
            "issuer": self.base,
            "authorization_endpoint": f"{self.base}/authorize?tenant=demo",
            "token_endpoint": token,
            "jwks_uri": f"{self.base}/jwks",
            **({"userinfo_endpoint": f"{self.base}/userinfo"} if self.manner.details else {}),
            "authorization_response_iss_parameter_supported": True,
            "code_challenge_methods_supported": ["plain"] if self._does(Misdeed.NO_S256) else [_S256],
            "capabilities": list(self.manner.capabilities),
            **({"token_endpoint_auth_methods_supported": proofs} if self.manner.announces_proofs else {}),
            **revoke,
            **scopes,
        }

    def lets_in(self, sign_in: str) -> bool:
        """Whether an Authorization header opens the protected resources."""
        return self.grants.lets_in(sign_in.removeprefix("Bearer "))

    def _does(self, misdeed: Misdeed) -> bool:
        return misdeed in self.manner.misdeeds

    def _authorize(self, query: Fields) -> Said:
        if query.get("code_challenge_method") != _S256 or not query.get("code_challenge"):
            return Said(400, b"no PKCE", "text/plain")
        if not _BACK.fullmatch(query.get("redirect_uri", "")):
            return Said(400, b"no way back to this computer", "text/plain")
        if not self.manner.asks:
            return self._agreed(query)
        ticket = str(len(self._tickets) + 1)
        self._tickets[ticket] = query
        return Said(200, _PAGE.format(ticket).encode(), "text/html; charset=utf-8")

    def _agreed(self, query: Fields) -> Said:
        if not query:
            return Said(400, b"no such sign-in", "text/plain")
        self.launches.append(query.get("launch", ""))
        back = [("state", "another" if self._does(Misdeed.WRONG_STATE) else query.get("state", ""))]
        if self._does(Misdeed.TWO_STATES):
            back.append(("state", "another"))
        if not self._does(Misdeed.NO_ISSUER):
            back.append(("iss", "https://evil.example" if self._does(Misdeed.WRONG_ISSUER) else self.base))
        back += self._verdict(query)
        return Said(302, location=f"{query['redirect_uri']}?{urlencode(back)}")

    def _verdict(self, query: Fields) -> list[tuple[str, str]]:
        if self._does(Misdeed.DENIED):
            return [("error", "access_denied"), ("error_description", "the demo refuses")]
        if self._does(Misdeed.NO_CODE):
            return []
        grant = Grant(
            client=query.get("client_id", ""),
            scope=query.get("scope", ""),
            challenge=query["code_challenge"],
            redirect=query.get("redirect_uri", ""),
            nonce=query.get("nonce", ""),
            launch=query.get("launch", ""),
        )
        return [("code", self.grants.code(grant))]

    def _tokens(self, form: Fields, sign_in: str) -> Said:
        if self._does(Misdeed.SLOW_TOKENS):
            self.manner.hold.wait(30)
        if self._does(Misdeed.BUSY_TOKENS):
            return Said(503, b"busy", "text/plain")
        if self._does(Misdeed.HTML_TOKENS):
            return Said(200, b"<html>Wi-Fi</html>", "text/html")
        client = self._proofs.client_of(form, sign_in, f"{self.base}/token")
        if client is None:
            return _refusal(401, "invalid_client")
        grant = self._grant(form, client)
        if grant is None:
            bad = self._does(Misdeed.REUSE_IS_BAD_REQUEST)
            return _refusal(400, "invalid_request" if bad else "invalid_grant")
        return _json(self._answer(form, client, grant))

    def _grant(self, form: Fields, client: Client) -> Grant | None:
        kind = form.get("grant_type")
        if kind == "authorization_code":
            return self.grants.of_code(
                form.get("code", ""),
                client=client.id,
                redirect=form.get("redirect_uri", ""),
                verifier=form.get("code_verifier", ""),
            )
        if kind == "refresh_token":
            rotates = not self._does(Misdeed.NO_ROTATION)
            return self.grants.of_refresh(form.get("refresh_token", ""), client.id, rotates=rotates)
        by_program = kind == "client_credentials" and bool(client.secret or client.public_key)
        exchanged = kind == _EXCHANGE and form.get("subject_token", "").count(".") == 2  # noqa: PLR2004
        return Grant(client.id, form.get("scope", "")) if by_program or exchanged else None

    def _answer(self, form: Fields, client: Client, grant: Grant) -> Mapping[str, object]:
        kind = form["grant_type"]
        said: dict[str, object] = {
            "access_token": self.grants.access(grant),
            "token_type": "Bearer",  # nosec B105 # the name of a kind, no token
            "expires_in": int(self.grants.life_s),
            **self._scope(grant),
        }
        lasting = client.offline or "offline_access" in grant.scope.split()
        stays = kind == "refresh_token" and self._does(Misdeed.NO_ROTATION)
        if lasting and kind != "client_credentials" and not stays:
            said["refresh_token"] = self.grants.refresh(grant)
        if self.manner.refresh_life_s:
            said["refresh_token_expires_in"] = self.manner.refresh_life_s
        if kind == "authorization_code":
            said.update(self.manner.context)
            if "openid" in grant.scope.split():
                said["id_token"] = self._id_token(grant)
        return said

    def _scope(self, grant: Grant) -> Mapping[str, str]:
        scopes = grant.scope.split()
        if self._does(Misdeed.NO_SCOPE):
            return {}
        if self._does(Misdeed.FEWER_SCOPES):
            scopes = [one for one in scopes if "AllergyIntolerance" not in one]
        if self._does(Misdeed.WRITE_SCOPES):
            scopes = [*scopes, "user/Condition.cruds"]
        return {"scope": " ".join(scopes)}

    def _id_token(self, grant: Grant) -> str:
        claims = {"iss": self.base, **self.manner.person}
        return self._signer.id_token(
            claims, client=grant.client, nonce=grant.nonce, misdeeds=self.manner.misdeeds
        )

    def _details(self, sign_in: str) -> Said:
        if not self.lets_in(sign_in):
            return Said(401)
        sub = "somebody-else" if self._does(Misdeed.OTHER_PERSON) else self.manner.person["sub"]
        return _json({"sub": sub, **self.manner.details})

    def _record(self, path: str, sign_in: str) -> Said:
        """A protected resource: one Practitioner, whatever id is asked for, and nothing without a token."""
        if not self.lets_in(sign_in):
            return Said(401, b"{}")
        if not path.startswith(f"{FHIR}/Practitioner/"):
            return Said(404, b"{}")
        names = [{"family": "Okafor", "given": ["Ada"]}]
        return _json({"resourceType": "Practitioner", "id": path.rsplit("/", 1)[1], "name": names})


def _json(content: Mapping[str, object]) -> Said:
    return Said(200, json.dumps(content).encode())


def _refusal(status: int, code: str) -> Said:
    return Said(status, json.dumps({"error": code}).encode())
