"""The request for a code and the checks of its answer (AUTH-04, AUTH-05, AUTH-08)."""

import base64
import hashlib
from urllib.parse import urlencode

import pytest

from tests.auth.at_hand import query_of
from viewer.auth.authorisation import CodeRequest, Wish
from viewer.auth.discovery import Service
from viewer.errors import SignInNeeded

SERVICE = Service(
    issuer="https://auth.example",
    authorize="https://auth.example/a?tenant=7&scope=evil",
    token="https://auth.example/t",
    names_itself=True,
)
BACK = "http://127.0.0.1:5/callback"


def made(service=SERVICE, launch="", audience="https://fhir.example/r4"):
    request = CodeRequest("Acute", service, client="viewer", redirect=BACK, audience=audience)
    return request, query_of(request.authorize_uri(Wish("openid user/*.rs", launch)))


def answer(query, **more):
    said = {"code": "canary-code", "state": query["state"], "iss": SERVICE.issuer, **more}
    return "/callback?" + urlencode({name: value for name, value in said.items() if value is not None})


def test_the_address_holds_what_smart_wants_and_keeps_the_services_own_fields():
    request, query = made()

    assert query["aud"] == "https://fhir.example/r4"
    assert (query["response_type"], query["client_id"], query["redirect_uri"]) == ("code", "viewer", BACK)
    assert (query["scope"], query["tenant"]) == ("openid user/*.rs", "7")
    assert query["code_challenge_method"] == "S256"
    assert "launch" not in query
    assert request.authorize_uri(Wish("x")).startswith("https://auth.example/a?")


def test_state_verifier_and_nonce_are_long_and_new_each_time():
    asked = [made() for _ in range(3)]

    for name in ("state", "nonce", "code_challenge"):
        assert len({query[name] for _, query in asked}) == 3
    assert all(len(query["state"].replace("-", "")) * 4 >= 122 for _, query in asked)
    assert all(len(query["nonce"]) >= 21 for _, query in asked)


def test_the_exchange_carries_the_verifier_of_the_challenge():
    request, query = made()
    fields = request.handle_callback(answer(query))
    challenge = base64.urlsafe_b64encode(hashlib.sha256(fields["code_verifier"].encode()).digest())

    assert challenge.decode().rstrip("=") == query["code_challenge"]
    assert set(fields) == {"code", "grant_type", "redirect_uri", "code_verifier"}
    assert (fields["code"], fields["redirect_uri"]) == ("canary-code", BACK)


def test_a_launch_token_goes_with_the_request_and_no_audience_where_there_is_none():
    assert made(launch="xyz")[1]["launch"] == "xyz"
    assert "aud" not in made(audience="")[1]


@pytest.mark.parametrize("state", ["canary-state", "", None])
def test_the_answer_of_another_sign_in_is_not_used(state):
    request, query = made()

    with pytest.raises(SignInNeeded, match="belongs to another sign-in") as caught:
        request.handle_callback(answer(query, state=state))

    assert query["state"] not in str(caught.value)
    assert "canary" not in str(caught.value)


def test_a_state_is_good_once():
    request, query = made()
    request.handle_callback(answer(query))

    with pytest.raises(SignInNeeded, match="belongs to another sign-in"):
        request.handle_callback(answer(query))


@pytest.mark.parametrize("issuer", ["https://evil.example", None])
def test_a_service_that_names_itself_must_name_itself(issuer):
    request, query = made()

    with pytest.raises(SignInNeeded, match="comes from another sign-in service"):
        request.handle_callback(answer(query, iss=issuer))


def test_a_service_that_does_not_name_itself_may_be_silent_but_not_another():
    silent = Service(issuer=SERVICE.issuer, authorize=SERVICE.authorize, token=SERVICE.token)
    request, query = made(silent)
    assert request.handle_callback(answer(query, iss=None))
    request, query = made(silent)

    with pytest.raises(SignInNeeded, match="comes from another sign-in service"):
        request.handle_callback(answer(query, iss="https://evil.example"))


@pytest.mark.parametrize(
    ("error", "words"),
    [
        ("access_denied", "refused or cancelled"),
        ("invalid_scope", "rights that were asked for"),
        ("temporarily_unavailable", "busy"),
        ("canary_error", "reported an error"),
    ],
)
def test_a_refusal_is_said_in_words(error, words):
    request, query = made()

    with pytest.raises(SignInNeeded, match=words) as caught:
        request.handle_callback(answer(query, code=None, error=error, error_description="canary"))

    assert "canary" not in str(caught.value)


def test_an_answer_without_a_code_or_with_something_twice_is_not_used():
    request, query = made()
    with pytest.raises(SignInNeeded, match="holds no code"):
        request.handle_callback(answer(query, code=None))
    request, query = made()
    with pytest.raises(SignInNeeded, match="twice"):
        request.handle_callback(answer(query) + "&code=other")
