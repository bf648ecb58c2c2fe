"""Every sign-in of one engine: who is signed in where, renewed, signed out, and for whom."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from tests.auth.at_hand import ID, PASSPHRASE, SECRET, PlainWeb, query_of, signed, with_oauth
from viewer.auth.gp_connect import GpConnect
from viewer.auth.sign_ins import SignIns
from viewer.demo.authority.misdeeds import Misdeed
from viewer.errors import Cancelled, SignInNeeded, UsageError, VaultError
from viewer.source.connection import Nhs
from viewer.source.endpoint import Kind, SignIn

NAME = f"{ID}-refresh"


@pytest.fixture
def program(smart, secrets):
    secrets.kept[ID] = SECRET
    return with_oauth(replace(smart, sign_in=SignIn.CLIENT), client_id="program")


@pytest.fixture
def lasting(smart):
    return with_oauth(smart, client_id="lasting", offline=True)


def token(sign_ins, endpoint):
    return sign_ins.authoriser(endpoint).headers(endpoint)["Authorization"]


def wicked(authority, *misdeeds):
    authority.service.manner.misdeeds = frozenset(misdeeds)


def test_a_program_signs_in_by_itself_with_its_secret(sign_ins, program, authority):
    assert sign_ins.signed_in(ID) is None
    assert authority.service.lets_in(token(sign_ins, program))
    assert sign_ins.signed_in(ID).scopes[0].words == "Demographics (Patient): read - granted"


@pytest.mark.parametrize(
    ("client", "key", "algorithm"),
    [("rsa", "rsa", "RS384"), ("rsa", "rsa", "RS512"), ("p384", "p384", "ES384")],
)
def test_a_program_signs_in_by_itself_with_a_locked_key(  # noqa: PLR0917
    sign_ins, smart, keys, secrets, client, key, algorithm
):
    secrets.kept[f"{ID}-key"] = PASSPHRASE
    one = with_oauth(
        replace(smart, sign_in=SignIn.SIGNED_JWT),
        client_id=client,
        key_file=keys.file(key, PASSPHRASE),
        key_id="k1",
        algorithm=algorithm,
    )

    assert token(sign_ins, one).startswith("Bearer ")


def test_a_wrong_secret_is_asked_once_for_all_searches_and_again_after_it_was_corrected(
    sign_ins, program, secrets, authority
):
    secrets.kept[ID] = "wrong"
    authoriser = sign_ins.authoriser(program)
    for _ in range(5):
        with pytest.raises(SignInNeeded, match="does not accept this program"):
            authoriser.headers(program)
    assert len(authority.service.asked) == 1
    secrets.kept[ID] = SECRET

    assert authority.service.lets_in(token(sign_ins, program))


def test_a_401_in_the_middle_of_a_record_is_renewed_once_for_all_threads(sign_ins, program, authority):
    authoriser = sign_ins.authoriser(program)
    gate = threading.Barrier(6, action=authority.service.grants.expire)

    def search(_):
        first = authoriser.headers(program)["Authorization"]
        gate.wait(10)
        assert not authority.service.lets_in(first)
        assert authoriser.renew(program)
        return authority.service.lets_in(authoriser.headers(program)["Authorization"])

    with ThreadPoolExecutor(6) as pool:
        assert all(pool.map(search, range(6)))
    assert authority.service.asked == ["client_credentials"] * 2


def test_nobody_signed_in_is_said_and_asks_nothing_of_the_keyring(sign_ins, smart, secrets):
    with pytest.raises(SignInNeeded, match="nobody has signed in"):
        token(sign_ins, smart)
    assert sign_ins.authoriser(smart).renew(smart) is False
    assert secrets.calls == []


@pytest.mark.parametrize("sign_in_kind", [SignIn.NONE, SignIn.BASIC, SignIn.BEARER, SignIn.API_KEY])
def test_the_simple_ways_are_there_too(sign_ins, smart, secrets, sign_in_kind):
    secrets.kept[ID] = "secret"
    one = replace(smart, sign_in=sign_in_kind, user_name="ann", header_name="apikey")

    assert bool(sign_ins.authoriser(one).headers(one)) is (sign_in_kind is not SignIn.NONE)
    with pytest.raises(UsageError, match="Nobody signs in"):
        sign_ins.begin(one)


@pytest.mark.parametrize("kind", [Kind.GP_CONNECT, Kind.GP_DOCUMENTS])
def test_gp_connect_says_who_asks(sign_ins, smart, kind):
    who = Nhs(user_id="1", user_name="Ada Okafor", organisation="A1", organisation_name="North Moor")
    one = replace(smart, sign_in=SignIn.NONE, kind=kind, nhs=who)

    assert isinstance(sign_ins.authoriser(one), GpConnect)
    assert token(sign_ins, one).endswith(".")


def test_a_person_stays_signed_in_only_where_that_is_wanted(sign_in, smart, secrets, lasting):
    sign_in(smart)
    assert secrets.kept == {}
    sign_in(lasting)
    assert list(secrets.kept) == [NAME]


def test_the_next_session_goes_on_with_the_kept_token_and_rotates_it(
    sign_in, secrets, clock, lasting, authority
):
    first = sign_in(lasting)
    before = secrets.kept[NAME]
    later = SignIns(secrets, PlainWeb, clock)

    assert authority.service.lets_in(token(later, lasting))
    assert secrets.kept[NAME] != before
    assert later.signed_in(ID).notes[-1] == "You stayed signed in from before."
    assert later.signed_in(ID).user == "Ada Okafor"
    assert later.signed_in(ID).person == first.person


@pytest.mark.parametrize("change", [{"base_url": "https://evil.example/fhir"}, {"token_url": "{base}/evil"}])
def test_what_is_kept_goes_to_no_other_address(sign_in, secrets, clock, lasting, authority, change):  # noqa: PLR0917
    sign_in(lasting)
    settings = {"authorize_url": f"{authority.base}/authorize", "token_url": f"{authority.base}/token"}
    other = with_oauth(lasting, **settings)
    if "base_url" in change:
        other = replace(other, **change)
    else:
        other = with_oauth(other, token_url=change["token_url"].format(base=authority.base))
    asked = len(authority.service.asked)

    with pytest.raises(SignInNeeded, match="made for another address"):
        token(SignIns(secrets, PlainWeb, clock), other)
    assert len(authority.service.asked) == asked


def test_tokens_of_this_session_go_to_no_other_address_either(sign_in, sign_ins, smart):
    sign_in(smart)
    held = sign_ins.authoriser(smart)
    other = replace(smart, base_url="https://evil.example/fhir")

    with pytest.raises(SignInNeeded, match="belongs to another source"):
        held.headers(other)
    with pytest.raises(SignInNeeded, match="nobody has signed in"):
        token(sign_ins, other)


def test_signing_out_revokes_forgets_and_says_so(sign_in, sign_ins, secrets, lasting, authority):
    sign_in(lasting)
    signed_with = token(sign_ins, lasting)

    assert sign_ins.sign_out(lasting) == (
        "You are signed out here. The source confirmed that the sign-in works no more."
    )
    assert not authority.service.lets_in(signed_with)
    assert secrets.kept == {}
    assert sign_ins.signed_in(ID) is None
    with pytest.raises(SignInNeeded):
        token(sign_ins, lasting)


@pytest.mark.parametrize(
    ("misdeed", "words"),
    [
        (Misdeed.NO_REVOCATION, "cannot be told to end the sign-in"),
        (Misdeed.REVOCATION_FAILS, "did not confirm the end"),
        (Misdeed.NO_S256, "could not be told"),
    ],
)
def test_a_revocation_that_is_not_confirmed_is_said(  # noqa: PLR0917
    sign_in, sign_ins, lasting, authority, secrets, misdeed, words
):
    sign_in(lasting)
    wicked(authority, misdeed)
    said = sign_ins.sign_out(lasting)

    assert said.startswith("You are signed out here.")
    assert words in said
    assert "at the latest" in said
    assert secrets.kept == {}


def test_a_kept_sign_in_that_was_not_used_yet_is_revoked_too(sign_in, secrets, clock, lasting, authority):
    sign_in(lasting)
    kept = secrets.kept[NAME]
    said = SignIns(secrets, PlainWeb, clock).sign_out(lasting)

    assert said.endswith("works no more.")
    secrets.kept[NAME] = kept
    with pytest.raises(SignInNeeded, match="your sign-in has ended"):
        token(SignIns(secrets, PlainWeb, clock), lasting)


def test_one_kept_for_another_address_is_forgotten_without_being_sent(
    sign_in, secrets, clock, lasting, authority
):
    sign_in(lasting)
    asked = len(authority.service.asked)
    said = SignIns(secrets, PlainWeb, clock).sign_out(with_oauth(lasting, client_id="viewer"))

    assert "could not be told" in said
    assert len(authority.service.asked) == asked
    assert secrets.kept == {}


def test_after_a_change_of_settings_tokens_are_revoked_where_they_came_from(
    sign_in, sign_ins, lasting, authority
):
    sign_in(lasting)
    signed_with = token(sign_ins, lasting)
    moved = with_oauth(lasting, revoke_url="https://evil.example/revoke", token_url="https://evil.example/t")

    assert sign_ins.sign_out(moved).endswith("works no more.")
    assert not authority.service.lets_in(signed_with)


def test_signing_out_without_a_sign_in_or_of_a_program_has_words(sign_ins, smart, program, authority):
    assert sign_ins.sign_out(smart) == "You were not signed in."
    token(sign_ins, program)
    assert "signs in again when records are asked for" in sign_ins.sign_out(program)
    assert "no sign-in" in sign_ins.sign_out(replace(smart, sign_in=SignIn.BEARER))
    assert sign_ins.signed_in(ID) is None
    assert authority.service.lets_in(token(sign_ins, program))


def test_a_locked_keyring_does_not_keep_a_sign_in_alive(sign_in, sign_ins, lasting, secrets):
    sign_in(lasting)
    secrets.locked = True

    with pytest.raises(VaultError, match="locked"):
        sign_ins.sign_out(lasting)
    assert sign_ins.signed_in(ID) is None


def test_a_second_page_closes_the_first(sign_ins, smart):
    first = sign_ins.begin(smart)
    second = sign_ins.begin(smart)
    with pytest.raises(Cancelled):
        first.wait(threading.Event(), 10)
    second.close()

    assert query_of(first.url)["state"] != query_of(second.url)["state"]


def test_cancelling_closes_the_page_and_nothing_else(sign_ins, smart):
    sign_ins.cancel("nobody")
    pending = sign_ins.begin(smart)
    sign_ins.cancel(smart.id)
    sign_ins.cancel(smart.id)

    with pytest.raises(Cancelled):
        pending.wait(threading.Event(), 10)


def test_a_slow_token_service_does_not_stop_a_sign_out(sign_in, sign_ins, lasting, authority, clock):
    sign_in(lasting)
    clock.move(301)
    wicked(authority, Misdeed.SLOW_TOKENS)
    held = sign_ins.authoriser(lasting)
    with ThreadPoolExecutor(1) as other:
        late = other.submit(held.headers, lasting)
        while "refresh_token" not in authority.service.asked:
            threading.Event().wait(0.01)
        assert sign_ins.sign_out(lasting)
        authority.service.manner.hold.set()
        with pytest.raises(SignInNeeded):
            late.result(10)
    assert sign_ins.signed_in(ID) is None


@pytest.mark.parametrize("stop", ["sign_out", "cancel", "begin"])
def test_a_keyring_that_takes_its_time_brings_no_sign_in_back(sign_ins, lasting, secrets, stop):
    """The person signs out, or in as somebody else, while the keyring's dialog waits for the one before."""
    waits, go_on = threading.Event(), threading.Event()
    store = secrets.store

    def slow(name, secret):
        waits.set()
        assert go_on.wait(10)
        store(name, secret)

    secrets.store = slow
    pending = sign_ins.begin(lasting)
    with ThreadPoolExecutor(1) as other:
        late = other.submit(signed, pending)
        assert waits.wait(10)
        secrets.store = store
        if stop == "begin":
            sign_ins.begin(lasting).close()
        elif stop == "cancel":
            sign_ins.cancel(ID)
        else:
            sign_ins.sign_out(lasting)
        go_on.set()
        with pytest.raises(Cancelled):
            late.result(10)
    assert sign_ins.signed_in(ID) is None
    assert secrets.kept == {}


def test_a_role_without_a_sign_in_cannot_be_chosen(sign_ins, smart):
    with pytest.raises(UsageError, match="none of yours"):
        sign_ins.choose_role(smart, "1")


def test_threads_that_renew_for_a_whole_load_never_use_a_refresh_token_twice(
    sign_in, sign_ins, lasting, authority, secrets
):
    """Once used twice, the service would end the whole sign-in."""
    sign_in(lasting)
    authoriser = sign_ins.authoriser(lasting)
    used = []
    of_refresh = authority.service.grants.of_refresh

    def watched(token, client, *, rotates=True):
        used.append(token)
        return of_refresh(token, client, rotates=rotates)

    authority.service.grants.of_refresh = watched

    def load(number):
        for turn in range(10):
            if number == 0:
                authority.service.grants.expire()
            sent = authoriser.headers(lasting)["Authorization"]
            if not authority.service.lets_in(sent):
                assert authoriser.renew(lasting), turn
        return True

    with ThreadPoolExecutor(6) as pool:
        assert all(pool.map(load, range(6)))
    assert len(used) == len(set(used)) >= 10
    assert used[-1] not in secrets.kept[NAME]
