"""Secrets typed for one test: they stand first, are never stored, and use up no refresh token."""

import pytest

from viewer.engine.typed_secrets import TypedFirst
from viewer.source.secret import Purpose, secret_name
from viewer.store.vault import MemoryVault

ID = "a" * 32
PROXY, REFRESH = secret_name(ID, Purpose.PROXY), secret_name(ID, Purpose.REFRESH)


@pytest.fixture
def kept():
    vault = MemoryVault()
    for name, secret in ((ID, "old"), (PROXY, "stored"), (REFRESH, "once")):
        vault.store(name, secret)
    return vault


def test_what_is_typed_stands_before_what_is_stored(kept):
    secrets = TypedFirst(ID, {Purpose.SIGN_IN: "new"}, kept)

    assert (secrets.secret(ID), secrets.secret(PROXY)) == ("new", "stored")


def test_one_that_is_to_be_removed_is_not_used(kept):
    assert TypedFirst(ID, {Purpose.PROXY: ""}, kept).secret(PROXY) is None


def test_a_test_never_uses_up_the_refresh_token(kept):
    assert TypedFirst(ID, {}, kept).secret(REFRESH) is None


def test_for_another_server_nothing_stored_is_used():
    assert TypedFirst(ID, {}, None).secret(ID) is None


def test_what_the_test_is_given_stays_in_the_test(kept):
    secrets = TypedFirst(ID, {}, kept)
    secrets.store(REFRESH, "rotated")
    secrets.forget(PROXY)

    assert (secrets.secret(REFRESH), secrets.secret(PROXY)) == ("rotated", None)
    assert (kept.secret(REFRESH), kept.secret(PROXY)) == ("once", "stored")
