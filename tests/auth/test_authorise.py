"""How a secret becomes a header, when it is read, and for whom."""

import base64
import threading

import pytest

from viewer.auth.authorise import authoriser_for
from viewer.errors import SignInNeeded, UsageError, VaultError
from viewer.source.endpoint import Endpoint, SignIn


class Secrets:
    """A store that counts how often it is asked."""

    def __init__(self, secret=None):
        self.value = secret
        self.asked = []

    def secret(self, endpoint_id):
        self.asked.append(endpoint_id)
        if isinstance(self.value, Exception):
            raise self.value
        return self.value


def endpoint(sign_in, **more):
    values = {"id": "a" * 32, "name": "Acute", "care_setting": "", "base_url": "https://a.org/r4"}
    return Endpoint(**values | {"sign_in": sign_in, **more})


def test_no_sign_in_reads_no_secret():
    secrets = Secrets("canary")

    assert authoriser_for(endpoint(SignIn.NONE), secrets).headers(endpoint(SignIn.NONE)) == {}
    assert secrets.asked == []


@pytest.mark.parametrize(
    ("one", "headers"),
    [
        (endpoint(SignIn.BEARER), {"Authorization": "Bearer s3cret"}),
        (endpoint(SignIn.API_KEY, header_name="apikey"), {"apikey": "s3cret"}),
        (
            endpoint(SignIn.BASIC, user_name="ann"),
            {"Authorization": f"Basic {base64.b64encode(b'ann:s3cret').decode()}"},
        ),
    ],
)
def test_each_way_of_signing_in_has_its_header(one, headers):
    assert authoriser_for(one, Secrets("s3cret")).headers(one) == headers


def test_letters_outside_ascii_are_sent_as_utf_8():
    one = endpoint(SignIn.BASIC, user_name="ann")

    sent = authoriser_for(one, Secrets("pässwörd")).headers(one)["Authorization"]

    assert base64.b64decode(sent.removeprefix("Basic ")).decode() == "ann:pässwörd"


def test_the_secret_is_read_at_the_first_request_and_once():
    secrets, one = Secrets("s3cret"), endpoint(SignIn.BEARER)
    authoriser = authoriser_for(one, secrets)
    assert secrets.asked == []
    threads = [threading.Thread(target=authoriser.headers, args=(one,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)

    assert secrets.asked == ["a" * 32]


@pytest.mark.parametrize("secret", [None, "", "two\r\nlines: x"])
def test_a_secret_that_is_missing_or_would_add_a_header_needs_a_sign_in(secret):
    one = endpoint(SignIn.API_KEY, header_name="apikey")
    with pytest.raises(SignInNeeded) as caught:
        authoriser_for(one, Secrets(secret)).headers(one)

    assert "lines" not in str(caught.value)


def test_a_locked_keyring_is_said_as_it_is():
    with pytest.raises(VaultError, match="locked"):
        authoriser_for(endpoint(SignIn.BEARER), Secrets(VaultError("The keyring is locked"))).headers(
            endpoint(SignIn.BEARER)
        )


@pytest.mark.parametrize("other", [{"id": "b" * 32}, {"base_url": "https://evil.example"}])
def test_a_sign_in_is_given_to_its_own_endpoint_only(other):
    secrets = Secrets("canary")
    authoriser = authoriser_for(endpoint(SignIn.BEARER), secrets)

    with pytest.raises(SignInNeeded):
        authoriser.headers(endpoint(SignIn.BEARER, **other))

    assert secrets.asked == []


@pytest.mark.parametrize("sign_in", [SignIn.NONE, SignIn.BASIC, SignIn.BEARER])
def test_what_the_person_typed_is_not_tried_again_after_a_401(sign_in):
    one = endpoint(sign_in, user_name="ann")
    assert authoriser_for(one, Secrets("s3cret")).renew(one) is False


@pytest.mark.parametrize("sign_in", [SignIn.CLIENT, SignIn.SIGNED_JWT, SignIn.SMART, SignIn.EXCHANGE])
def test_a_way_that_needs_tokens_is_not_had_here_and_said_in_words(sign_in):
    with pytest.raises(UsageError, match="not possible here"):
        authoriser_for(endpoint(sign_in), Secrets("canary"))


@pytest.mark.parametrize("secret", [" s3cret", "s3cret ", "pässwörd"])
def test_a_token_that_http_cannot_carry_is_said_and_never_shown(secret):
    one = endpoint(SignIn.BEARER)
    with pytest.raises(SignInNeeded, match="a letter that cannot be sent") as caught:
        authoriser_for(one, Secrets(secret)).headers(one)

    assert secret.strip() not in str(caught.value)
