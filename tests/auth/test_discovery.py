"""Where the sign-in service is, and what is refused about it (AUTH-03)."""

from dataclasses import replace

import pytest

from tests.auth.at_hand import with_oauth
from viewer.auth.discovery import Service, client_service, is_safe, openid_service, smart_service, with_keys
from viewer.demo.authority.misdeeds import Misdeed
from viewer.errors import FetchError, SignInNeeded
from viewer.source.endpoint import SignIn
from viewer.source.web import WebReply


class Fixed:
    """A web that answers the same to everything."""

    def __init__(self, body, status=200, media_type="text/html"):
        self.reply = WebReply(status=status, body=body, media_type=media_type)
        self.asked = []

    def get(self, url, headers):
        self.asked.append((url, headers["Accept"]))
        return self.reply


GOOD = b"""{"authorization_endpoint": "https://auth.example/a", "token_endpoint": "https://auth.example/t",
"code_challenge_methods_supported": ["S256"], "issuer": "https://auth.example"}"""


def test_the_announcement_is_found_below_the_base_and_read_whatever_its_media_type(smart):
    web = Fixed(GOOD)
    found = smart_service(smart, web)

    assert web.asked == [(f"{smart.base_url}/.well-known/smart-configuration", "application/json")]
    assert (found.authorize, found.token) == ("https://auth.example/a", "https://auth.example/t")


def test_everything_of_a_real_announcement_is_read(smart, web, authority):
    found = smart_service(smart, web)

    assert found.issuer == authority.base
    assert found.names_itself
    assert found.keys == f"{authority.base}/jwks"
    assert found.revoke == f"{authority.base}/revoke"
    assert "permission-v2" in found.capabilities


@pytest.mark.parametrize(
    ("misdeed", "words"),
    [(Misdeed.NO_S256, "PKCE with S256"), (Misdeed.RELATIVE, "not a whole https address")],
)
def test_a_service_without_s256_or_with_half_an_address_is_refused_in_words(
    smart, web, authority, misdeed, words
):
    authority.service.manner.misdeeds = frozenset({misdeed})

    with pytest.raises(SignInNeeded, match=words):
        smart_service(smart, web)


@pytest.mark.parametrize(
    "address", ["http://auth.example/t", "/t", "https://u:p@auth.example/t", "ftp://a/t"]
)
def test_no_address_is_taken_that_is_not_safe_to_ask(smart, address):
    body = GOOD.replace(b"https://auth.example/t", address.encode())

    with pytest.raises(SignInNeeded, match="not a whole https address"):
        smart_service(smart, Fixed(body))


@pytest.mark.parametrize(
    "url", ["https://a.org/ x", "https://a.org/é", "https://a.org/\\x", "https://a.org/#f"]
)
def test_an_address_with_odd_signs_is_not_safe(url):
    assert not is_safe(url)


def test_a_source_without_an_announcement_cannot_be_signed_in_to(smart):
    with pytest.raises(FetchError, match=r"sign-in addresses.*status 404"):
        smart_service(smart, Fixed(b"", 404))


@pytest.mark.parametrize("find", [smart_service, client_service])
def test_an_announcement_without_addresses_is_refused(smart, find):
    with pytest.raises(SignInNeeded, match="does not say where"):
        find(smart, Fixed(b'{"code_challenge_methods_supported": ["S256"]}'))


def test_settings_win_and_nothing_is_asked_where_they_are_whole(smart):
    one = with_oauth(
        smart,
        authorize_url="https://s.example/a",
        token_url="https://s.example/t",
        issuer="https://s.example",
        revoke_url="https://s.example/r",
    )
    web = Fixed(GOOD)

    assert smart_service(one, web) == Service(
        issuer="https://s.example",
        authorize="https://s.example/a",
        token="https://s.example/t",
        revoke="https://s.example/r",
    )
    assert client_service(one, web).token == "https://s.example/t"
    assert web.asked == []
    assert client_service(smart, web).token == "https://auth.example/t"


@pytest.mark.parametrize(
    ("settings", "finds"),
    [
        ({}, False),
        ({"issuer": "https://auth.example"}, True),
        ({"token_url": "https://auth.example/t"}, True),
        ({"issuer": "https://auth.example:8443"}, False),
    ],
)
def test_a_client_secret_goes_to_a_server_that_was_set_and_not_to_one_that_is_announced(
    smart, settings, finds
):
    one = replace(with_oauth(smart, **settings), sign_in=SignIn.CLIENT, base_url="https://fhir.example/r4")
    if finds:
        assert client_service(one, Fixed(GOOD)).token == "https://auth.example/t"
    else:
        with pytest.raises(SignInNeeded, match="names another server for its tokens"):
            client_service(one, Fixed(GOOD))
    assert client_service(replace(one, sign_in=SignIn.SIGNED_JWT), Fixed(GOOD)).token
    at_home = replace(one, base_url="https://auth.example/r4")
    assert client_service(at_home, Fixed(GOOD)).token


def test_no_server_elsewhere_sends_a_sign_in_to_a_port_of_this_computer(smart):
    here = Fixed(GOOD.replace(b"https://auth.example/t", b"HTTP://127.0.0.1:9/t"))
    with pytest.raises(SignInNeeded, match="token_endpoint"):
        smart_service(replace(smart, base_url="https://fhir.example/r4"), here)
    assert smart_service(smart, here).token == "HTTP://127.0.0.1:9/t"


def test_a_setting_that_is_not_safe_is_refused_too(smart):
    with pytest.raises(SignInNeeded, match="not a whole https address"):
        client_service(with_oauth(smart, token_url="http://auth.example/t"), Fixed(GOOD))


def test_an_identity_provider_is_who_it_was_asked_as(smart, web, authority):
    assert openid_service(smart, authority.base, web).token == f"{authority.base}/token"
    with pytest.raises(SignInNeeded, match="calls itself by another name"):
        openid_service(smart, "https://auth.example/other", Fixed(GOOD))
    with pytest.raises(SignInNeeded, match="not a whole https address"):
        openid_service(smart, "http://auth.example", Fixed(GOOD))


def test_an_identity_provider_that_says_its_challenges_must_take_s256(smart, web, authority):
    silent = GOOD.replace(b'"code_challenge_methods_supported": ["S256"],', b"")
    assert openid_service(smart, "https://auth.example", Fixed(silent)).authorize
    authority.service.manner.misdeeds = frozenset({Misdeed.NO_S256})

    with pytest.raises(SignInNeeded, match="PKCE with S256"):
        openid_service(smart, authority.base, web)


def test_keys_that_are_not_announced_are_asked_of_the_issuer(smart, web, authority):
    known = Service(issuer=authority.base, keys="https://k.example")
    assert with_keys(smart, known, web) == known
    assert with_keys(smart, Service(), web) == Service()
    assert with_keys(smart, replace(known, keys=""), web).keys == f"{authority.base}/jwks"
