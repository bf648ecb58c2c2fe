"""Codes once, access tokens for a time, refresh tokens in families."""

import pytest

from viewer.demo.authority.grants import Grant, Grants, challenge_of

GRANT = Grant("c", "openid", challenge=challenge_of("verifier"), redirect="http://127.0.0.1:1/callback")


@pytest.fixture
def grants():
    return Grants(300)


def taken(grants, code, **changes):
    wanted = {"client": "c", "redirect": GRANT.redirect, "verifier": "verifier", **changes}
    return grants.of_code(code, **wanted)


def test_a_code_is_good_once(grants):
    code = grants.code(GRANT)

    assert taken(grants, code).scope == "openid"
    assert taken(grants, code) is None


@pytest.mark.parametrize("change", [{"client": "d"}, {"redirect": "http://evil"}, {"verifier": "other"}])
def test_a_code_is_good_for_its_own_request_only(grants, change):
    assert taken(grants, grants.code(GRANT), **change) is None


def test_an_access_token_ends(grants):
    assert grants.lets_in(grants.access(GRANT))
    assert not grants.lets_in("other")
    token = grants.access(GRANT)
    grants.expire()
    assert not grants.lets_in(token)
    assert not Grants(0).lets_in(Grants(0).access(GRANT))


def test_a_refresh_token_that_comes_twice_ends_its_family(grants):
    first = Grant("c", "x", family="f")
    old = grants.refresh(first)
    grants.of_refresh(old, "c")
    new, access = grants.refresh(first), grants.access(first)
    other = grants.refresh(Grant("c", "x", family="g"))

    assert grants.of_refresh(old, "c") is None
    assert grants.of_refresh(new, "c") is None
    assert not grants.lets_in(access)
    assert grants.of_refresh(other, "c")


def test_a_refresh_token_is_its_clients_and_may_stay(grants):
    token = grants.refresh(Grant("c", "x", family="f"))

    assert grants.of_refresh(token, "d") is None
    assert grants.of_refresh(token, "c", rotates=False)
    assert grants.of_refresh(token, "c")


def test_revoking_ends_an_access_token_or_a_whole_family(grants):
    access = grants.access(GRANT)
    grants.revoke(access)
    assert not grants.lets_in(access)
    family = Grant("c", "x", family="f")
    token, access = grants.refresh(family), grants.access(family)
    grants.revoke(token)

    assert not grants.lets_in(access)
    assert grants.of_refresh(token, "c") is None
