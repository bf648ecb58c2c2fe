"""SMART App Launch against oidc-provider and nginx: the flow, expiry, rotation, revocation, forged answers."""

import pytest
import requests

from tests.interop import patients
from tests.interop.ledger import comes, nothing
from tests.interop.reading import endpoint_at, read, vault_of
from tests.interop.running import free_port
from tests.interop.smart import signed_in, smart
from viewer.engine.signs import signs_for
from viewer.errors import SignInNeeded
from viewer.source.connection import Asking, OAuth, Use
from viewer.source.endpoint import Endpoint, SignIn
from viewer.source.secret import Purpose, secret_name

LIFE_S = 2
MORE = 600
ALL = comes(least=MORE + 80)
SCOPES = "openid fhirUser launch/patient patient/*.rs offline_access"


@pytest.fixture(scope="module")
def there(folder):
    with smart(folder, patients.demo(more=MORE), LIFE_S) as running:
        yield running, running.server.content().record_of(running.patient)


def endpoint_of(there, **more: object) -> Endpoint:
    oauth = OAuth(client_id="viewer", scopes=SCOPES, **more)
    asking = Asking(page_size=20, everything=Use.NEVER, parallel=2)
    return endpoint_at(there[0].base, sign_in=SignIn.SMART, oauth=oauth, asking=asking)


def test_a_code_and_pkce_give_a_record_whose_tokens_expire_in_its_middle(ledger, there):
    running, wanted = there
    signs, endpoint = signs_for(vault_of({})), endpoint_of(there)
    given = signed_in(signs, endpoint)
    mark = len(running.told())
    reading = read(endpoint, running.patient, signs=signs)
    ledger.settle("oidc-provider + nginx", f"code with PKCE, tokens of {LIFE_S} s", wanted, reading, ALL)
    assert given.patient in {running.patient, running.patient.removeprefix("Patient/")}
    assert given.need_banner
    renewed = [line for line in running.told(mark) if line == "POST /token 200"]
    assert renewed, "the record came too quickly for a token to expire"


def test_without_a_sign_in_nothing_comes_and_it_is_said(ledger, there):
    running, wanted = there
    reading = read(endpoint_of(there), running.patient)
    ledger.settle("oidc-provider + nginx", "nobody signed in", wanted, reading, nothing("sign in"))


def test_a_refresh_token_rotates_outlives_the_program_and_the_old_one_ends_the_sign_in(ledger, there):
    running, wanted = there
    endpoint, secrets = endpoint_of(there, offline=True), vault_of({})
    name = secret_name(endpoint.id, Purpose.REFRESH)
    signed_in(signs_for(secrets), endpoint)
    first = secrets.secret(name)
    reading = read(endpoint, running.patient, signs=signs_for(secrets))
    ledger.settle("oidc-provider + nginx", "after a restart, by the kept refresh token", wanted, reading, ALL)
    assert first
    assert secrets.secret(name) not in {first, None}, "the refresh token was not replaced"
    secrets.store(name, first)
    reading = read(endpoint, running.patient, signs=signs_for(secrets))
    ledger.settle(
        "oidc-provider + nginx",
        "a refresh token that was used before",
        wanted,
        reading,
        nothing("sign-in has ended"),
    )
    assert secrets.secret(name) is None


def test_signing_out_ends_the_token_at_the_server(ledger, there):
    running, wanted = there
    endpoint, secrets = endpoint_of(there, offline=True), vault_of({})
    signs = signs_for(secrets)
    signed_in(signs, endpoint)
    head = dict(signs.authoriser(endpoint).headers(endpoint))
    before = requests.get(f"{running.base}/{running.patient}", headers=head, timeout=30)
    words = signs.sign_out(endpoint)
    after = requests.get(f"{running.base}/{running.patient}", headers=head, timeout=30)
    wrong = (
        [] if (before.status_code, after.status_code) == (200, 401) else ["the token still opens the record"]
    )
    ledger.proved("oidc-provider + nginx", "revocation at sign-out", wrong)
    assert "Bearer" in after.headers["WWW-Authenticate"]
    assert "works no more" in words
    reading = read(endpoint, running.patient, signs=signs)
    ledger.settle("oidc-provider + nginx", "after signing out", wanted, reading, nothing("sign"))


FORGED = {
    "wrong state": lambda said: {**said, "state": "forged"},
    "no state": lambda said: {name: value for name, value in said.items() if name != "state"},
    "wrong issuer": lambda said: {**said, "iss": "http://127.0.0.1:1"},
    "no issuer": lambda said: {name: value for name, value in said.items() if name != "iss"},
    "wrong code": lambda said: {**said, "code": "forged"},
}


@pytest.mark.parametrize("how", FORGED)
def test_a_forged_way_back_signs_nobody_in(ledger, there, how):
    signs, endpoint = signs_for(vault_of({})), endpoint_of(there)
    with pytest.raises(SignInNeeded):
        signed_in(signs, endpoint, FORGED[how])
    wrong = [] if signs.signed_in(endpoint.id) is None else ["signed in all the same"]
    ledger.proved("oidc-provider + nginx", how, wrong)


def test_a_code_of_another_sign_in_is_worth_nothing(ledger, there):
    """PKCE: whoever catches the code has not the verifier."""
    stolen = []
    signs, endpoint = signs_for(vault_of({})), endpoint_of(there, redirect_port=free_port())
    with pytest.raises(SignInNeeded):
        signed_in(signs, endpoint, lambda said: stolen.append(said["code"]) or {**said, "state": "forged"})
    with pytest.raises(SignInNeeded):
        signed_in(signs, endpoint, lambda said: {**said, "code": stolen[0]})
    wrong = [] if signs.signed_in(endpoint.id) is None else ["signed in all the same"]
    ledger.proved("oidc-provider + nginx", "a code of another sign-in", wrong)
