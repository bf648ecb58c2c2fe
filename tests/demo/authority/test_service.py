"""What the demo's sign-in service answers; the whole flows are tested with the client, in tests/auth."""

import json
from urllib.parse import parse_qsl, urlsplit

import pytest

from viewer.demo.authority.grants import challenge_of
from viewer.demo.authority.misdeeds import Misdeed
from viewer.demo.authority.proofs import Client
from viewer.demo.authority.service import Service

ASK = {
    "client_id": "open", "redirect_uri": "http://127.0.0.1:1/callback", "scope": "openid offline_access",
    "state": "s-1", "code_challenge": challenge_of("v"), "code_challenge_method": "S256",
}  # fmt: skip


@pytest.fixture
def service():
    made = Service((Client("open"), Client("program", secret="s")), 300)
    made.base = "http://127.0.0.1:1"
    return made


def back(said):
    return dict(parse_qsl(urlsplit(said.location).query))


def tokens(service, **form):
    said = service.post("/token", {"client_id": "open", **form}, "")
    return said.status, json.loads(said.body)


def by_code(service, verifier="v"):
    code = back(service.get("/authorize", ASK, ""))["code"]
    return tokens(
        service,
        grant_type="authorization_code",
        code=code,
        redirect_uri=ASK["redirect_uri"],
        code_verifier=verifier,
    )


def test_a_sign_in_without_s256_is_refused(service):
    assert service.get("/authorize", {**ASK, "code_challenge_method": "plain"}, "").status == 400
    assert service.get("/authorize", {**ASK, "code_challenge": ""}, "").status == 400


@pytest.mark.parametrize(
    "way",
    [
        "",
        "https://evil.example/",
        "http://127.0.0.1:1@evil.example/",
        "http://127.0.0.1:1/x\r\nSet-Cookie: a",
    ],
)
def test_nobody_is_sent_elsewhere_than_back_to_this_computer(service, way):
    said = service.get("/authorize", {**ASK, "redirect_uri": way}, "")

    assert (said.status, said.location) == (400, "")


def test_the_browser_is_sent_back_with_state_issuer_and_code(service):
    said = back(service.get("/authorize", ASK, ""))

    assert (said["state"], said["iss"], bool(said["code"])) == ("s-1", service.base, True)


def test_a_page_with_a_button_comes_first_where_it_is_wanted(service):
    service.manner.asks = True
    page = service.get("/authorize", ASK, "").body.decode()

    assert "<button>" in page
    assert "s-1" not in page
    assert back(service.get("/agreed", {"ticket": "1"}, ""))["state"] == "s-1"
    assert service.get("/agreed", {"ticket": "1"}, "").status == 400


def test_a_code_gives_tokens_to_the_right_verifier_only(service):
    status, said = by_code(service)
    assert (status, said["token_type"], said["expires_in"]) == (200, "Bearer", 300)
    assert service.lets_in(f"Bearer {said['access_token']}")
    assert {"id_token", "refresh_token", "scope"} <= set(said)

    assert by_code(service, "wrong") == (400, {"error": "invalid_grant"})


def test_a_program_gets_a_token_and_no_refresh_token(service):
    form = {"grant_type": "client_credentials", "client_id": "program", "client_secret": "s", "scope": "x"}
    said = json.loads(service.post("/token", form, "").body)

    assert "refresh_token" not in said
    assert tokens(service, grant_type="client_credentials") == (400, {"error": "invalid_grant"})
    assert tokens(service, grant_type="other", client_id="nobody") == (401, {"error": "invalid_client"})


def test_records_are_behind_the_token(service):
    sign_in = f"Bearer {by_code(service)[1]['access_token']}"

    assert service.get("/fhir/Practitioner/1", {}, "").status == 401
    assert json.loads(service.get("/fhir/Practitioner/1", {}, sign_in).body)["id"] == "1"
    assert service.get("/fhir/Patient/1", {}, sign_in).status == 404
    assert service.get("/userinfo", {}, "").status == 401
    assert service.get("/other", {}, "").status == service.post("/other", {}, "").status == 404


def test_the_announcement_says_what_was_set(service):
    said = json.loads(service.get("/fhir/.well-known/smart-configuration", {}, "").body)
    assert said["code_challenge_methods_supported"] == ["S256"]
    assert "scopes_supported" not in said
    assert "userinfo_endpoint" not in said
    service.manner.announces_proofs = False
    service.manner.misdeeds = frozenset({Misdeed.NO_REVOCATION})
    said = service.announcement()

    assert "revocation_endpoint" not in said
    assert "token_endpoint_auth_methods_supported" not in said
