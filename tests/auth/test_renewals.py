"""Tokens without a person: a program's own, and refresh tokens that are used once (AUTH-14, AUTH-21)."""

from dataclasses import replace

import pytest

from tests.auth.at_hand import ID, SECRET, PlainWeb, Secrets, with_oauth
from viewer.auth.discovery import Service
from viewer.auth.held import HeldTokens
from viewer.auth.renewals import ClientRenewal, RefreshRenewal, Ways, ended, revocation_of, revoked
from viewer.auth.session import Session
from viewer.auth.tokens import Tokens
from viewer.demo.authority.misdeeds import Misdeed
from viewer.errors import Cancelled, EndpointDown, SignInNeeded, VaultError
from viewer.source.endpoint import Kind, SignIn

NAME = f"{ID}-refresh"


@pytest.fixture
def ways(secrets, clock):
    return Ways(secrets=secrets, web_for=PlainWeb, clock=clock)


@pytest.fixture
def lasting(smart):
    return with_oauth(smart, client_id="lasting", offline=True)


@pytest.fixture
def grown(authority, lasting, ways):
    """A sign-in of before, whose refresh token is in the keyring."""
    from viewer.demo.authority.grants import Grant

    token = authority.service.grants.refresh(Grant("lasting", "openid offline_access", family="f"))
    service = ways.service(lasting)
    session = Session(tokens=Tokens(access="old", refresh=token), issued_at=service.token)
    return RefreshRenewal(ways, lasting).keep(session, service)


class Watching(Secrets):
    """Notes how often the token service had been asked when something was stored."""

    def __init__(self, authority):
        super().__init__()
        self.authority = authority
        self.seen = []

    def store(self, name, secret):
        super().store(name, secret)
        self.seen.append(len(self.authority.service.asked))


@pytest.mark.parametrize(
    ("kind", "scopes", "asked"),
    [
        (Kind.FHIR, "", "system/Patient.rs"),
        (Kind.PDS, "", ""),
        (Kind.PDS, "system/Goal.rs", "system/Goal.rs"),
    ],
)
def test_a_program_asks_for_the_least_and_the_national_platform_for_nothing(
    smart, clock, kind, scopes, asked
):
    secrets = Secrets(**{ID: SECRET})
    one = with_oauth(replace(smart, sign_in=SignIn.CLIENT, kind=kind), client_id="program", scopes=scopes)
    session = ClientRenewal(Ways(secrets=secrets, web_for=PlainWeb, clock=clock), one).renewed(None)

    assert session.asked.startswith(asked)
    assert bool(session.asked) is bool(asked)
    assert session.tokens.refresh == ""


def test_a_program_keeps_nothing(smart, ways, secrets):
    ClientRenewal(ways, smart).abandon(Session(tokens=Tokens(access="a")))

    assert secrets.calls == []


def test_a_kept_refresh_token_signs_in_and_the_rotated_one_takes_its_place(lasting, ways, secrets, grown):
    before = secrets.kept[NAME]
    session = RefreshRenewal(ways, lasting).renewed(None)

    assert secrets.kept[NAME].endswith(f"|{session.tokens.refresh}")
    assert secrets.kept[NAME] != before
    assert "You stayed signed in from before." in session.shown().notes


def test_the_rotated_token_is_stored_and_read_back_before_its_access_token_is_used(lasting, authority, clock):
    from viewer.demo.authority.grants import Grant

    secrets = Watching(authority)
    ways = Ways(secrets=secrets, web_for=PlainWeb, clock=clock)
    token = authority.service.grants.refresh(Grant("lasting", "x", family="f"))
    before = Session(tokens=Tokens(access="old", refresh=token), issued_at=ways.service(lasting).token)
    session = RefreshRenewal(ways, lasting).renewed(before)

    assert secrets.seen == [1]
    assert authority.service.asked == ["refresh_token"]
    assert session.tokens.refresh in secrets.kept[NAME]


def test_each_refresh_token_is_used_once_only(lasting, ways, authority, grown):
    renewal = RefreshRenewal(ways, lasting)
    session = renewal.renewed(grown)
    session = renewal.renewed(session)

    assert authority.service.lets_in(f"Bearer {session.tokens.access}")


@pytest.mark.parametrize("misdeeds", [frozenset(), frozenset({Misdeed.REUSE_IS_BAD_REQUEST})])
def test_one_that_was_used_before_asks_for_a_sign_in_and_is_forgotten(
    lasting, ways, authority, grown, misdeeds
):
    renewal = RefreshRenewal(ways, lasting)
    renewal.renewed(grown)
    authority.service.manner.misdeeds = misdeeds

    with pytest.raises(SignInNeeded, match="your sign-in has ended"):
        renewal.renewed(grown)

    assert ways.secrets.kept == {}


def test_a_refusal_that_is_no_end_forgets_nothing(lasting, ways, grown):
    one = with_oauth(lasting, client_id="nobody")

    with pytest.raises(SignInNeeded, match="does not accept this program"):
        RefreshRenewal(ways, one).renewed(grown)

    assert NAME in ways.secrets.kept


def test_a_service_that_does_not_rotate_keeps_its_token(lasting, ways, authority, grown):
    authority.service.manner.misdeeds = frozenset({Misdeed.NO_ROTATION})
    session = RefreshRenewal(ways, lasting).renewed(grown)

    assert session.tokens.refresh == grown.tokens.refresh


def test_nothing_is_kept_or_read_without_the_wish_to_stay(smart, ways, secrets):
    renewal = RefreshRenewal(ways, smart)
    session = Session(tokens=Tokens(access="a", refresh="r"))

    assert renewal.renewed(None) is None
    assert renewal.keep(session, ways.service(smart)) is session
    assert secrets.calls == []


def test_a_session_without_a_refresh_token_or_with_an_ended_one_needs_a_person(lasting, ways, clock, secrets):
    renewal = RefreshRenewal(ways, lasting)
    ended = Tokens(access="a", refresh="r", refresh_expires=clock())
    without = Session(tokens=Tokens(access="a"))

    assert renewal.renewed(without) is None
    assert renewal.keep(without, ways.service(lasting)) is without
    assert renewal.renewed(Session(tokens=ended)) is None
    assert renewal.renewed(None) is None
    assert [what for what, _ in secrets.calls] == ["read"]


def test_a_keyring_that_does_not_keep_it_is_said_and_the_session_goes_on(lasting, ways, secrets, grown):
    secrets.read_only = True
    session = RefreshRenewal(ways, lasting).renewed(grown)

    assert session.tokens.access != "old"
    assert "will have to sign in again" in session.shown().notes[0]
    assert NAME not in secrets.kept


def test_a_locked_keyring_is_said_where_something_may_be_kept(lasting, smart, ways, secrets):
    secrets.locked = True
    RefreshRenewal(ways, smart).forget()

    with pytest.raises(VaultError, match="locked"):
        RefreshRenewal(ways, lasting).forget()
    with pytest.raises(VaultError, match="locked"):
        RefreshRenewal(ways, lasting).renewed(None)


def test_what_comes_after_signing_out_is_revoked_and_forgotten(lasting, ways, authority, grown):
    session = RefreshRenewal(ways, lasting).renewed(grown)
    RefreshRenewal(ways, lasting).abandon(session)

    assert ways.secrets.kept == {}
    assert not authority.service.lets_in(f"Bearer {session.tokens.access}")


def test_revoking_ends_both_tokens_and_only_a_200_confirms_it(lasting, ways, authority, grown):
    session = RefreshRenewal(ways, lasting).renewed(grown)
    service = ways.service(lasting)
    assert revoked(ways, lasting, service, session)
    assert not authority.service.lets_in(f"Bearer {session.tokens.access}")
    authority.service.manner.misdeeds = frozenset({Misdeed.REVOCATION_FAILS})

    assert not revoked(ways, lasting, service, session)


def test_a_refresh_token_is_not_sent_to_an_address_that_the_source_announces_later(
    lasting, ways, authority, grown, monkeypatch
):
    # Whoever can change what a source announces would else be given a token that reads for months.
    evil = Service(token="https://evil.example/token", revoke="https://evil.example/revoke")
    monkeypatch.setattr(Ways, "service", lambda *_: evil)
    with pytest.raises(SignInNeeded, match="was not sent there"):
        RefreshRenewal(ways, lasting).renewed(grown)
    ended(ways, lasting, evil, grown)

    assert authority.service.asked == []


@pytest.mark.parametrize(
    ("token", "revoke", "named", "told"),
    [
        ("https://a.example/t", "https://a.example/r", "", "https://a.example/r"),
        ("https://a.example/t", "https://evil.example/r", "", ""),
        ("https://a.example/t", "https://a.example:8443/r", "", ""),
        (
            "https://a.example/t",
            "https://other.example/r",
            "https://other.example/r",
            "https://other.example/r",
        ),
        ("https://a.example/other", "https://a.example/r", "", ""),
        ("https://a.example/t", "", "", ""),
    ],
)
def test_only_the_server_that_gave_a_token_is_told_to_end_it(smart, token, revoke, named, told):
    session = Session(tokens=Tokens(access="a", refresh="r"), issued_at="https://a.example/t")
    endpoint = with_oauth(smart, revoke_url=named)

    assert revocation_of(endpoint, Service(token=token, revoke=revoke), session) == told


def test_a_sign_in_that_is_kept_too_late_is_ended_and_takes_nothing_from_a_later_one(  # noqa: PLR0917
    lasting, ways, authority, clock, grown, secrets
):
    renewal = RefreshRenewal(ways, lasting)
    held = HeldTokens(lasting, renewal, clock)
    session = renewal.renewed(grown)
    service = ways.service(lasting)
    begun = held.begin()
    held.take()
    with pytest.raises(Cancelled, match="stopped"):
        renewal.accepted(session, service, held, begun)
    assert held.session is None
    assert secrets.kept == {}
    assert not authority.service.lets_in(f"Bearer {session.tokens.access}")
    secrets.kept[NAME] = "1|m|u|of a later sign-in"
    renewal.abandon(session)

    assert secrets.kept == {NAME: "1|m|u|of a later sign-in"}


def test_where_the_service_is_is_asked_once_and_again_after_a_failure(smart, clock, authority):
    asked = []

    class Counting(PlainWeb):
        def get(self, url, headers):
            asked.append(url)
            return super().get(url, headers)

    one = with_oauth(replace(smart, sign_in=SignIn.CLIENT), client_id="program")
    secrets = Secrets(**{ID: SECRET})
    renewal = ClientRenewal(Ways(secrets=secrets, web_for=Counting, clock=clock), one)
    for _ in range(3):
        renewal.renewed(None)
    assert len(asked) == 1
    authority.service.manner.misdeeds = frozenset({Misdeed.BUSY_TOKENS})
    with pytest.raises(EndpointDown):
        renewal.renewed(None)
    authority.service.manner.misdeeds = frozenset()
    renewal.renewed(None)

    assert len(asked) == 2
