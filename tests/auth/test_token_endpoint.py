"""Asking for tokens: how a client shows who it is, and the words for each refusal."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.auth.at_hand import ID, SECRET, PlainWeb, Secrets, with_oauth
from viewer.auth.token_endpoint import Teller, TokenRefused, utc_now
from viewer.demo.authority.misdeeds import Misdeed
from viewer.errors import EndpointDown, FetchError, SignInNeeded, VaultError
from viewer.source.endpoint import SignIn
from viewer.source.web import WebReply

FIELDS = {"grant_type": "client_credentials", "scope": "system/Patient.rs"}


def teller(endpoint, secrets, *, client=None, proofs=(), web=None):
    base = endpoint.base_url.removesuffix("/fhir")
    return Teller(
        endpoint=endpoint,
        web=web or PlainWeb(endpoint),
        secrets=secrets,
        url=f"{base}/token",
        client=client or endpoint.oauth.client_id,
        proofs=frozenset(proofs),
    )


@pytest.fixture
def program(smart):
    return with_oauth(replace(smart, sign_in=SignIn.CLIENT), client_id="program")


@pytest.fixture
def held():
    return Secrets(**{ID: SECRET})


@pytest.mark.parametrize(
    ("client", "proofs", "times"),
    [
        ("program", (), 1),
        ("program", ("client_secret_basic", "client_secret_post"), 1),
        ("form-program", ("client_secret_post",), 1),
        ("form-program", (), 2),
    ],
)
def test_a_secret_goes_as_basic_or_in_the_form(  # noqa: PLR0917
    program, held, authority, client, proofs, times
):
    tokens = teller(with_oauth(program, client_id=client), held, proofs=proofs).tokens(FIELDS, utc_now())

    assert authority.service.lets_in(f"Bearer {tokens.access}")
    assert len(authority.service.asked) == times


@pytest.mark.parametrize(("proofs", "times"), [((), 2), (("client_secret_basic",), 1)])
def test_a_wrong_secret_is_said_and_not_tried_more_often(program, authority, proofs, times):
    with pytest.raises(TokenRefused, match="does not accept this program") as caught:
        teller(program, Secrets(**{ID: "wrong"}), proofs=proofs).tokens(FIELDS, utc_now())

    assert caught.value.code == "invalid_client"
    assert len(authority.service.asked) == times


def test_no_secret_and_a_locked_keyring_are_said(program, secrets, authority):
    with pytest.raises(SignInNeeded, match="no client secret is stored"):
        teller(program, secrets).tokens(FIELDS, utc_now())
    secrets.locked = True
    with pytest.raises(VaultError, match="locked"):
        teller(program, secrets).tokens(FIELDS, utc_now())
    assert authority.service.asked == []


@pytest.mark.parametrize(
    ("client", "key", "algorithm"),
    [("rsa", "rsa", "RS384"), ("rsa", "rsa", "RS512"), ("p384", "p384", "ES384")],
)
def test_a_program_with_a_key_signs_its_request(smart, keys, secrets, authority, client, key, algorithm):  # noqa: PLR0917
    one = with_oauth(
        replace(smart, sign_in=SignIn.SIGNED_JWT),
        client_id=client,
        key_file=keys.file(key),
        key_id="k1",
        algorithm=algorithm,
    )

    assert teller(one, secrets).tokens(FIELDS, utc_now()).access


def test_a_public_client_only_names_itself_and_gets_nothing_as_a_program(smart, secrets):
    with pytest.raises(TokenRefused) as caught:
        teller(smart, secrets).tokens(FIELDS, utc_now())

    assert caught.value.code == "invalid_grant"


class Fixed:
    def __init__(self, status, body):
        self.reply = WebReply(status=status, body=body)

    def post_form(self, *_):
        return self.reply


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b'{"error": "invalid_client"}', "wrong clock"),
        (b'{"error": "unauthorized_client"}', "in this way"),
        (b'{"error": "unsupported_grant_type"}', "does not know this way"),
        (b'{"error": "invalid_scope"}', "rights that were asked for"),
        (b'{"error": "access_denied"}', "refused"),
        (b'{"error": "invalid_grant"}', "ended or was used"),
        (b'{"error": "canary_code", "error_description": "canary"}', "refused"),
        (b"canary", "refused"),
    ],
)
@pytest.mark.parametrize("status", [400, 401, 403])
def test_each_refusal_has_words_and_shows_nothing_of_the_answer(smart, secrets, status, body, words):
    with pytest.raises(TokenRefused, match=words) as caught:
        teller(smart, secrets, web=Fixed(status, body)).tokens({}, utc_now())

    assert "canary" not in f"{caught.value}{caught.value.code}"


@pytest.mark.parametrize(
    ("misdeed", "kind", "words"),
    [(Misdeed.BUSY_TOKENS, EndpointDown, "busy"), (Misdeed.HTML_TOKENS, FetchError, "unreadable")],
)
def test_a_busy_or_foreign_answer_is_no_refusal(program, held, authority, misdeed, kind, words):  # noqa: PLR0917
    authority.service.manner.misdeeds = frozenset({misdeed})

    with pytest.raises(kind, match=words) as caught:
        teller(program, held).tokens(FIELDS, utc_now())

    assert not isinstance(caught.value, SignInNeeded)


def test_the_clock_is_aware():
    assert abs((utc_now() - datetime.now(UTC)).total_seconds()) < 60


def test_nothing_of_it_is_printed(program, held):
    assert repr(teller(program, held)).count("canary") == 0
