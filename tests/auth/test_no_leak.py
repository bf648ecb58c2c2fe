"""Every way of signing in with logs at DEBUG: no secret, code, token, state or address in a log or an error."""

import logging
from dataclasses import replace
from urllib.parse import quote, urlsplit

import pytest

from tests.auth.at_hand import ID, PASSPHRASE, SECRET, PlainWeb, query_of, signed, with_oauth
from viewer.auth.sign_ins import SignIns
from viewer.demo.authority.misdeeds import Misdeed
from viewer.errors import ViewerError
from viewer.fetch.options import FetchOptions
from viewer.fetch.web import SafeWeb
from viewer.source.endpoint import SignIn


class Listening:
    """A web that notes everything it carries: what must be found nowhere else."""

    def __init__(self, endpoint, heard, made):
        self.inner = SafeWeb(endpoint, FetchOptions(connect_timeout_s=5, read_timeout_s=10))
        self.heard = heard
        made.append(self.inner)

    def get(self, url, headers):
        return self._note(self.inner.get(url, headers), headers, {})

    def post_form(self, url, fields, headers):
        return self._note(self.inner.post_form(url, fields, headers), headers, fields)

    def _note(self, reply, headers, fields):
        dull = {
            "grant_type",
            "client_assertion_type",
            "token_type_hint",
            "client_id",
            "scope",
            "subject_token_type",
        }
        self.heard.update(value for name, value in fields.items() if name not in dull)
        if "Authorization" in headers:
            self.heard.add(headers["Authorization"].split(" ")[1])
        return reply


@pytest.fixture
def heard():
    return {SECRET, PASSPHRASE}


@pytest.fixture
def listening(secrets, clock, heard):
    made = []
    yield SignIns(secrets, lambda endpoint: Listening(endpoint, heard, made), clock)
    for one in made:
        one.close()


@pytest.fixture
def ways(smart, authority, keys, secrets):
    secrets.kept[ID] = SECRET
    secrets.kept[f"{ID}-key"] = PASSPHRASE
    signed = {"key_file": keys.file("rsa", PASSPHRASE), "key_id": "k1", "algorithm": "RS512"}
    exchange = {
        "identity_issuer": authority.base,
        "identity_client": "login",
        "token_url": f"{authority.base}/token",
    }
    return {
        "secret": with_oauth(replace(smart, sign_in=SignIn.CLIENT), client_id="program"),
        "jwt": with_oauth(replace(smart, sign_in=SignIn.SIGNED_JWT), client_id="rsa", **signed),
        "smart": with_oauth(smart, client_id="lasting", offline=True),
        "exchange": with_oauth(
            replace(smart, sign_in=SignIn.EXCHANGE), client_id="nhs", **signed, **exchange
        ),
    }


def journey(sign_ins, endpoint, clock, heard):
    """Sign in, read, renew, sign out; return every error in words on the way."""
    said = []
    try:
        if endpoint.sign_in in {SignIn.SMART, SignIn.EXCHANGE}:
            pending = sign_ins.begin(endpoint)
            query = query_of(pending.url)
            heard.update(
                {query["state"], query["nonce"], query["code_challenge"], urlsplit(pending.url).netloc}
            )
            said.append(repr(signed(pending)))
        authoriser = sign_ins.authoriser(endpoint)
        heard.add(authoriser.headers(endpoint)["Authorization"].split(" ")[1])
        clock.move(20)
        authoriser.renew(endpoint)
        heard.add(authoriser.headers(endpoint)["Authorization"].split(" ")[1])
    except ViewerError as error:
        said += [str(error), repr(error), str(error.__cause__)]
    try:
        said.append(sign_ins.sign_out(endpoint))
    except ViewerError as error:
        said.append(str(error))
    said.append(repr(sign_ins.signed_in(endpoint.id)))
    return said


@pytest.mark.parametrize("misdeed", [None, *Misdeed])
@pytest.mark.parametrize("way", ["secret", "jwt", "smart", "exchange"])
def test_no_flow_writes_down_what_opens_a_door(  # noqa: PLR0917
    listening, ways, authority, heard, clock, caplog, way, misdeed
):
    caplog.set_level(logging.DEBUG)
    authority.service.grants.life_s = 30
    authority.service.manner.misdeeds = frozenset({misdeed} if misdeed else ())
    authority.service.manner.hold.set()  # slow is tested elsewhere
    said = journey(listening, ways[way], clock, heard)
    written = "\n".join([*said, caplog.text, *(str(record.__dict__) for record in caplog.records)])

    assert [one for one in heard if one and (one in written or quote(one, safe="") in written)] == []


def test_without_a_fault_every_flow_carries_what_must_not_be_found(listening, ways, heard, clock):
    for endpoint in ways.values():
        assert not any("Sign in" in one for one in journey(listening, endpoint, clock, heard)[:-2])

    assert len(heard) > 20


def test_the_engines_own_web_and_ours_give_the_same(listening, secrets, clock, ways):
    ours = SignIns(secrets, PlainWeb, clock)
    for name in ("secret", "jwt"):
        for sign_ins in (ours, listening):
            assert sign_ins.authoriser(ways[name]).headers(ways[name])["Authorization"].startswith("Bearer ")
