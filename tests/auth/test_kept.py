"""How a refresh token is kept, and for which address only (AUTH-02, AUTH-21)."""

from dataclasses import replace

import pytest

from tests.auth.at_hand import ID, with_oauth
from viewer.auth.discovery import Service
from viewer.auth.kept import Kept, KeptRefresh
from viewer.errors import SignInNeeded

HERE = Service(token="https://auth.example/token")


def test_it_is_kept_under_its_own_name_and_given_back(smart, secrets):
    kept = KeptRefresh(smart, secrets)
    assert kept.read(HERE) is None
    kept.store(HERE, Kept("canary|token", "Okafor, Ada | Dr & Co", "0f" * 8))

    assert list(secrets.kept) == [f"{ID}-refresh"]
    assert kept.read(HERE) == Kept("canary|token", "Okafor, Ada | Dr & Co", "0f" * 8)
    assert "canary" not in repr(kept.read(HERE))
    assert smart.base_url not in secrets.kept[f"{ID}-refresh"]

    kept.forget()
    assert secrets.kept == {}


@pytest.mark.parametrize(
    ("endpoint", "service"),
    [
        (lambda one: replace(one, base_url="https://evil.example/fhir"), HERE),
        (lambda one: with_oauth(one, client_id="another"), HERE),
        (lambda one: one, Service(token="https://evil.example/token")),
    ],
)
def test_it_is_given_to_no_other_address_and_no_other_client(smart, secrets, endpoint, service):
    KeptRefresh(smart, secrets).store(HERE, Kept("canary"))

    with pytest.raises(SignInNeeded, match="made for another address") as caught:
        KeptRefresh(endpoint(smart), secrets).read(service)

    assert "canary" not in str(caught.value)


@pytest.mark.parametrize("odd", ["canary", "1|", "2|mark|canary", "1|mark|user|canary", "1|mark|canary"])
def test_what_is_not_of_this_form_is_not_sent(smart, secrets, odd):
    secrets.kept[f"{ID}-refresh"] = odd

    with pytest.raises(SignInNeeded):
        KeptRefresh(smart, secrets).read(HERE)


def test_a_long_token_of_windows_still_fits(smart, secrets):
    KeptRefresh(smart, secrets).store(HERE, Kept("t" * 1200, "Okafor, Ada", "0f" * 8))

    assert len(secrets.kept[f"{ID}-refresh"]) <= 1280


def test_whether_this_very_token_is_kept(smart, secrets):
    kept = KeptRefresh(smart, secrets)
    assert not kept.holds("")
    assert not kept.holds("a|b")
    kept.store(HERE, Kept("a|b"))
    assert kept.holds("a|b")
    assert not kept.holds("b")
