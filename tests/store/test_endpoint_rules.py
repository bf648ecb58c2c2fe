"""Settings of sign-in, transport and manner of asking: what cannot be is refused in words."""

from dataclasses import replace
from pathlib import Path

import pytest

from viewer.source.connection import Asking, Nhs, OAuth, Transport
from viewer.source.endpoint import Endpoint, SignIn
from viewer.source.secret import Purpose
from viewer.store.endpoint_rules import has_moved, purposes_of, settings_problem

ROOT = Path("/").absolute()
KEY = str(ROOT / "keys" / "k.pem")
PLAIN = Endpoint(id="a" * 32, name="Trust", care_setting="", base_url="https://a.org/r4")
SMART = replace(PLAIN, sign_in=SignIn.SMART, oauth=OAuth(client_id="app"))
JWT = replace(PLAIN, sign_in=SignIn.SIGNED_JWT, oauth=OAuth(client_id="app", key_file=KEY, key_id="k1"))
EXCHANGE = replace(
    JWT,
    sign_in=SignIn.EXCHANGE,
    oauth=replace(
        JWT.oauth, identity_issuer="https://id.org", identity_client="c", token_url="https://t.org/token"
    ),
)


@pytest.mark.parametrize(
    "good",
    [
        PLAIN,
        SMART,
        JWT,
        EXCHANGE,
        replace(SMART, oauth=OAuth(client_id="a", scopes="openid patient/*.rs user/Patient.read offline_access")),
        replace(SMART, oauth=OAuth(client_id="a", redirect_port=8400, issuer="http://127.0.0.1:9")),
        replace(PLAIN, transport=Transport(proxy="direct")),
        replace(PLAIN, transport=Transport(proxy="http://p.org:3128", proxy_user="ann", ca_file=KEY)),
        replace(PLAIN, transport=Transport(certificate_file=KEY, key_file=KEY)),
        replace(PLAIN, asking=Asking(page_size=50, link_aliases=("https://in.org:8443",))),
    ],
)  # fmt: skip
def test_what_can_be_is_taken(good):
    assert settings_problem(good) == ""


@pytest.mark.parametrize(
    ("start", "part", "change", "words"),
    [
        (SMART, "oauth", {"client_id": " "}, "client ID"),
        (SMART, "oauth", {"algorithm": "none"}, "algorithm"),
        (SMART, "oauth", {"key_file": "k.pem"}, "private key must be named from the root"),
        (JWT, "oauth", {"key_file": ""}, "file of the private key"),
        (JWT, "oauth", {"key_id": ""}, "key ID"),
        (EXCHANGE, "oauth", {"token_url": ""}, "token exchange needs"),
        (SMART, "oauth", {"issuer": "http://a.org"}, "the issuer: the address must start with https"),
        (SMART, "oauth", {"token_url": "a.org/token"}, "the token address"),
        (SMART, "oauth", {"scopes": 'patient/*.rs "x'}, "plain letters"),
        (SMART, "oauth", {"scopes": "patient/*.cruds"}, "more than reading"),
        (SMART, "oauth", {"scopes": "user/*.write"}, "more than reading"),
        (SMART, "oauth", {"scopes": "user/*.*"}, "more than reading"),
        (SMART, "oauth", {"redirect_port": 80}, "1024 to 65535"),
        (SMART, "oauth", {"redirect_port": 70000}, "1024 to 65535"),
        (PLAIN, "transport", {"ca_file": "ca.pem"}, "added certificates"),
        (PLAIN, "transport", {"certificate_file": "c.p12"}, "client certificate"),
        (PLAIN, "transport", {"key_file": KEY}, "without the client certificate"),
        (PLAIN, "transport", {"proxy": "p.org"}, "the proxy must be an address"),
        (PLAIN, "transport", {"proxy": "http://p.org/x"}, "the proxy must be an address"),
        (PLAIN, "transport", {"proxy": "http://u:p@p.org"}, "user name or password"),
        (PLAIN, "transport", {"proxy_user": "ann"}, "without the proxy's address"),
        (PLAIN, "transport", {"proxy": "http://p.org", "proxy_user": "a:b"}, "colon"),
        (PLAIN, "asking", {"page_size": -1}, "the page size"),
        (PLAIN, "asking", {"parallel": 17}, "requests at once"),
        (PLAIN, "asking", {"per_second": 101}, "requests a second"),
        (PLAIN, "asking", {"link_aliases": ("internal",)}, "another name of the server"),
        (PLAIN, "asking", {"link_aliases": ("https://a.org/path",)}, "another name of the server"),
    ],
)
def test_what_cannot_be_is_refused_in_words(start, part, change, words):
    wrong = replace(start, **{part: replace(getattr(start, part), **change)})

    assert words in settings_problem(wrong)


def test_each_setting_calls_for_its_own_secret():
    whole = replace(
        EXCHANGE, transport=Transport(certificate_file=KEY, proxy="http://p.org", proxy_user="ann")
    )

    assert purposes_of(PLAIN) == ()
    assert purposes_of(replace(PLAIN, sign_in=SignIn.CLIENT)) == (Purpose.SIGN_IN,)
    assert purposes_of(SMART) == (Purpose.REFRESH,)
    assert purposes_of(whole) == (Purpose.KEY, Purpose.CERTIFICATE, Purpose.PROXY, Purpose.REFRESH)


BEARER = replace(PLAIN, sign_in=SignIn.BEARER)
LISTED = replace(PLAIN, nhs=Nhs(directory="https://d.org"))
PROXIED = replace(PLAIN, transport=Transport(proxy="http://p.org", proxy_user="ann"))


@pytest.mark.parametrize(
    ("before", "after", "moved"),
    [
        (PLAIN, replace(PLAIN, base_url="https://b.org"), False),
        (BEARER, replace(BEARER, base_url="https://a.org/r5"), False),
        (BEARER, replace(BEARER, base_url="https://b.org"), True),
        (SMART, replace(SMART, oauth=replace(SMART.oauth, token_url="https://b.org/token")), True),
        (SMART, replace(SMART, oauth=replace(SMART.oauth, token_url="https://a.org/token")), False),
        (EXCHANGE, replace(EXCHANGE, oauth=replace(EXCHANGE.oauth, identity_issuer="https://e.org")), True),
        (PROXIED, replace(PROXIED, transport=Transport(proxy="http://q.org", proxy_user="ann")), True),
        (PROXIED, replace(PROXIED, transport=Transport(proxy="direct")), False),
        (PROXIED, replace(PROXIED, base_url="https://b.org"), True),
        (LISTED, replace(LISTED, nhs=Nhs(directory="https://e.org")), True),
        (LISTED, replace(LISTED, nhs=Nhs(directory="https://d.org/r4")), False),
        (LISTED, replace(LISTED, nhs=Nhs()), False),
    ],
)
def test_a_stored_secret_does_not_move_to_another_server(before, after, moved):
    assert has_moved(before, after) is moved


@pytest.mark.parametrize("setting", ["Observation?date=ge2020", "observation", "Observation?patient=2"])
def test_a_way_to_ask_that_would_leave_records_out_is_refused(setting):
    one = replace(PLAIN, asking=Asking(searches=(setting,)))
    assert "leaves records out" in settings_problem(one)
