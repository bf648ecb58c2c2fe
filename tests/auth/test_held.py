"""One renewal for all threads, early, and nothing that a cancel or a sign-out waits for (AUTH-14)."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from viewer.auth.held import HeldTokens
from viewer.auth.session import Session
from viewer.auth.tokens import Tokens
from viewer.errors import EndpointDown, SignInNeeded, VaultError
from viewer.source.signed_in import Role


class Renewal:
    """Gives token-1, token-2, ... and can be slow, silent or refusing."""

    def __init__(self, clock, life=300):
        self.clock, self.life = clock, life
        self.asked = []
        self.abandoned = []
        self.error = None
        self.nothing = False
        self.began = threading.Event()
        self.go_on = threading.Event()
        self.go_on.set()

    def renewed(self, old):
        self.asked.append(old)
        self.began.set()
        assert self.go_on.wait(10)
        if self.error is not None:
            raise self.error
        return None if self.nothing else self.session(len(self.asked))

    def session(self, number):
        now = self.clock()
        end = now + timedelta(seconds=self.life)
        early = end - timedelta(seconds=60)
        return Session(tokens=Tokens(access=f"token-{number}", expires=end, renew_at=early))

    def abandon(self, session):
        self.abandoned.append(session.tokens.access)


@pytest.fixture
def renewal(clock):
    return Renewal(clock)


@pytest.fixture
def held(smart, renewal, clock):
    return HeldTokens(smart, renewal, clock)


def token(held, endpoint):
    return held.headers(endpoint)["Authorization"].removeprefix("Bearer ")


def test_the_first_request_gets_a_token_and_the_next_ones_the_same(held, smart, renewal):
    assert [token(held, smart) for _ in range(3)] == ["token-1"] * 3
    assert len(renewal.asked) == 1


def test_it_is_renewed_a_minute_before_its_end(held, smart, clock, renewal):
    token(held, smart)
    clock.move(239)
    assert token(held, smart) == "token-1"
    clock.move(1.5)
    assert token(held, smart) == "token-2"


def test_many_threads_at_the_end_of_a_token_renew_it_once(held, smart, clock, renewal):
    token(held, smart)
    clock.move(301)
    gate = threading.Barrier(8)

    def ask(_):
        gate.wait(10)
        return token(held, smart)

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(ask, range(8))) == {"token-2"}
    assert len(renewal.asked) == 2


def test_many_threads_whose_token_was_refused_renew_it_once(held, smart, renewal):
    gate = threading.Barrier(8)

    def ask(_):
        token(held, smart)
        gate.wait(10)
        assert held.renew(smart)
        return token(held, smart)

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(ask, range(8))) == {"token-2"}
    assert len(renewal.asked) == 2


def test_a_late_401_for_an_old_token_does_not_renew_the_new_one(held, smart, renewal):
    token(held, smart)
    with ThreadPoolExecutor(1) as other:
        other.submit(token, held, smart).result(10)
        assert other.submit(held.renew, smart).result(10)
    assert held.renew(smart)

    assert len(renewal.asked) == 2
    assert token(held, smart) == "token-2"


def test_a_thread_that_took_no_headers_speaks_of_the_token_there_is(held, smart, renewal):
    token(held, smart)
    with ThreadPoolExecutor(1) as other:
        assert other.submit(held.renew, smart).result(10)

    assert token(held, smart) == "token-2"


def test_while_one_renews_early_the_others_go_on_with_the_token_that_still_holds(held, smart, clock, renewal):
    token(held, smart)
    clock.move(250)
    renewal.began.clear()
    renewal.go_on.clear()
    with ThreadPoolExecutor(1) as other:
        late = other.submit(token, held, smart)
        assert renewal.began.wait(10)
        assert token(held, smart) == "token-1"
        renewal.go_on.set()
        assert late.result(10) == "token-2"


@pytest.mark.parametrize(
    "error", [EndpointDown("Acute", "silent"), VaultError("locked"), SignInNeeded("Acute", "no")]
)
def test_an_early_renewal_that_fails_leaves_the_token_until_its_end(held, smart, clock, renewal, error):
    token(held, smart)
    clock.move(250)
    renewal.error = error

    assert [token(held, smart) for _ in range(3)] == ["token-1"] * 3
    assert len(renewal.asked) == 2

    clock.move(60)
    with pytest.raises(type(error) if not isinstance(error, VaultError) else (VaultError, SignInNeeded)):
        token(held, smart)


def test_an_early_renewal_without_a_way_leaves_the_token(held, smart, clock, renewal):
    token(held, smart)
    clock.move(250)
    renewal.nothing = True

    assert token(held, smart) == "token-1"
    assert held.renew(smart) is False


def test_nobody_signed_in_is_said(held, smart, renewal):
    renewal.nothing = True

    with pytest.raises(SignInNeeded, match="nobody has signed in"):
        token(held, smart)
    assert held.renew(smart) is False


@pytest.mark.parametrize(
    ("error", "raised"),
    [(SignInNeeded("Acute", "refused"), SignInNeeded), (VaultError("The keyring is locked"), SignInNeeded)],
)
def test_a_refusal_is_not_tried_again_until_a_person_asks_anew(held, smart, renewal, error, raised):
    renewal.error = error
    with pytest.raises(type(error)):
        token(held, smart)
    for _ in range(3):
        with pytest.raises(raised, match=str(error).split(".", maxsplit=1)[0]):
            token(held, smart)
    assert len(renewal.asked) == 1

    held.try_again()
    renewal.error = None
    assert token(held, smart) == "token-2"


def test_a_silent_service_is_waited_for_once_and_asked_again_after_a_while(held, smart, clock, renewal):
    renewal.error = EndpointDown("Acute", "silent")
    for _ in range(3):
        with pytest.raises(EndpointDown):
            token(held, smart)
    assert len(renewal.asked) == 1

    clock.move(16)
    renewal.error = None
    assert token(held, smart) == "token-2"


@pytest.mark.parametrize("other", [{"id": "b" * 32}, {"base_url": "https://evil.example"}])
def test_tokens_are_given_to_their_own_endpoint_only(held, smart, renewal, other):
    stranger = replace(smart, **other)
    token(held, smart)

    with pytest.raises(SignInNeeded, match="belongs to another source"):
        held.headers(stranger)
    with pytest.raises(SignInNeeded, match="belongs to another source"):
        held.renew(stranger)
    assert not held.belongs_to(stranger)
    assert len(renewal.asked) == 1


def test_signing_out_waits_for_no_renewal_and_what_comes_later_is_abandoned(held, smart, clock, renewal):
    token(held, smart)
    clock.move(301)
    renewal.began.clear()
    renewal.go_on.clear()
    with ThreadPoolExecutor(1) as other:
        late = other.submit(token, held, smart)
        assert renewal.began.wait(10)
        assert held.take().tokens.access == "token-1"
        assert held.session is None
        renewal.go_on.set()
        with pytest.raises(SignInNeeded, match="signed out"):
            late.result(10)
    assert renewal.abandoned == ["token-2"]
    with pytest.raises(SignInNeeded, match="signed out"):
        token(held, smart)


def test_a_failure_that_comes_after_signing_in_anew_says_nothing_about_it(held, smart, renewal):
    renewal.go_on.clear()
    renewal.error = SignInNeeded("Acute", "refused")
    with ThreadPoolExecutor(1) as other:
        late = other.submit(token, held, smart)
        assert renewal.began.wait(10)
        held.put(renewal.session(7), held.begin())
        renewal.go_on.set()
        with pytest.raises(SignInNeeded, match="refused"):
            late.result(10)
    assert token(held, smart) == "token-7"


def test_a_role_must_be_chosen_before_anything_is_asked_and_is_sent(held, smart, renewal):
    roles = (Role(code="555", words="Nurse"), Role(code="556", words="Doctor"))
    held.put(replace(renewal.session(1), roles=roles), held.begin())

    with pytest.raises(SignInNeeded, match="several roles"):
        held.headers(smart)
    assert not held.choose("777")
    assert held.choose("556")
    assert held.headers(smart) == {"Authorization": "Bearer token-1", "NHSD-Session-URID": "556"}


def test_without_a_sign_in_there_is_no_role_to_choose(held):
    assert not held.choose("556")
