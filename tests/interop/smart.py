"""oidc-provider as SMART authorisation server, nginx as the protected resource server before sekmet-fhir."""

import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

import requests

from tests.interop.nginx import Nginx, Site, nginx
from tests.interop.running import free_port
from tests.interop.sekmet import Sekmet, sekmet
from tests.interop.servers import script
from viewer.auth.sign_ins import SignIns
from viewer.source.endpoint import Endpoint
from viewer.source.signed_in import SignedIn

_GATE = """
location = /fhir/.well-known/smart-configuration {{ default_type application/json; alias {folder}/smart.json; }}
location = /check {{
  internal; proxy_pass {issuer}/check; proxy_pass_request_body off;
  proxy_set_header Content-Length ""; proxy_set_header Host $proxy_host;
}}
location /fhir {{ auth_request /check; proxy_pass BACKEND; proxy_set_header Authorization ""; }}
"""
Change = Callable[[dict[str, str]], dict[str, str]]
"""What somebody does to the address by which the browser comes back."""


@dataclass(frozen=True)
class Smart:
    """All three, running. ``base`` is the protected FHIR address."""

    base: str
    issuer: str
    log: Path
    gate: Nginx
    server: Sekmet
    patient: str

    def told(self, mark: int = 0) -> list[str]:
        """Return what the authorisation server heard, from a line on."""
        lines = self.log.read_text("utf-8").splitlines()
        return [line for line in lines if line.startswith(("GET", "POST"))][mark:]


@contextmanager
def smart(folder: Callable[[str], Path], bundle: dict, life_s: int) -> Iterator[Smart]:
    """Run all three; access tokens live for ``life_s``. Raises NotHad."""
    port, place, front = free_port(), folder("smart"), folder("gate")
    base = f"http://127.0.0.1:{port}/fhir"
    with sekmet(folder("protected"), base=base) as server:
        patient = server.load(bundle)
        named = patient.removeprefix("Patient/")
        with script("smart.mjs", place, named, str(life_s), more={"NODE_ENV": "development"}) as own:
            issuer = f"http://127.0.0.1:{own}"
            (front / "smart.json").write_text(json.dumps(_announced(issuer)), "utf-8")
            site = Site("gate", _GATE.format(folder=front, issuer=issuer), None)
            with nginx(front, server.base.removesuffix("/fhir"), (site,), {"gate": port}) as gate:
                yield Smart(base, issuer, place / "smart.mjs.log", gate, server, patient)


def _announced(issuer: str) -> dict:
    found = requests.get(f"{issuer}/.well-known/openid-configuration", timeout=30).json()
    kept = (
        "issuer authorization_endpoint token_endpoint jwks_uri revocation_endpoint introspection_endpoint"
        " code_challenge_methods_supported grant_types_supported scopes_supported"
        " authorization_response_iss_parameter_supported token_endpoint_auth_methods_supported"
    )
    own = {
        "capabilities": ["launch-standalone", "client-public", "context-standalone-patient", "permission-v2"]
    }
    return {**{name: found[name] for name in kept.split() if name in found}, **own}


def signed_in(signs: SignIns, endpoint: Endpoint, change: Change | None = None) -> SignedIn:
    """Sign in with a plain HTTP client as the browser; ``change`` tampers with the way back."""
    pending = signs.begin(endpoint)
    browser = threading.Thread(target=_browse, args=(pending.url, change), daemon=True)
    browser.start()
    try:
        return pending.wait(threading.Event(), 30)
    finally:
        pending.close()
        browser.join(10)


def way_back(url: str) -> str:
    """Log in and consent as a person would; return the address to which the browser is sent back."""
    session = requests.Session()
    reply = session.get(url, allow_redirects=False, timeout=30)
    while True:
        if reply.status_code in {302, 303}:
            url = urljoin(reply.url, reply.headers["Location"])
            if urlsplit(url).path == "/callback":
                return url
            reply = session.get(url, allow_redirects=False, timeout=30)
            continue
        assert reply.status_code == 200, reply.text[:2000]
        prompt = re.search(r'name="prompt" value="(\w+)"', reply.text)[1]
        form = {"prompt": prompt, "login": "dr-sample", "password": "any"}
        reply = session.post(reply.url, form, allow_redirects=False, timeout=30)


def _browse(url: str, change: Change | None) -> None:
    back = urlsplit(way_back(url))
    fields = dict(parse_qsl(back.query))
    if change is not None:
        fields = change(fields)
    requests.get(back._replace(query=urlencode(fields)).geturl(), timeout=30)
