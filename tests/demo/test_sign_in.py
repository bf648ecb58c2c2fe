import base64
import json
from email.message import Message

import pytest

from viewer.demo.authority.grants import Grant
from viewer.demo.sign_in import HEADER_NAME, USER_NAME, Guard, guard_for


def headers(**named):
    found = Message()
    for name, value in named.items():
        found[name.replace("_", "-")] = value
    return found


def test_without_a_sign_in_everybody_gets_in():
    assert Guard().lets_in(headers())
    assert Guard().sign_in_words == ""


@pytest.mark.parametrize("way", ["basic", "bearer", "api-key"])
def test_only_the_right_secret_gets_in(way):
    guard = guard_for(way)
    pair = base64.b64encode(f"{USER_NAME}:{guard.secret}".encode()).decode()
    right = {
        "basic": {"Authorization": f"Basic {pair}"},
        "bearer": {"Authorization": f"Bearer {guard.secret}"},
        "api-key": {HEADER_NAME: guard.secret},
    }[way]

    assert guard.lets_in(headers(**right))
    assert not guard.lets_in(headers())
    assert not guard.lets_in(headers(Authorization=f"Bearer {guard.secret}x"))
    assert guard.sign_in_words == way


def test_every_guard_has_a_secret_of_its_own():
    assert guard_for("basic").secret != guard_for("basic").secret
    assert guard_for("none").secret == ""


def test_an_api_key_has_no_challenge():
    assert guard_for("api-key").challenge == ""
    assert guard_for("basic").challenge.startswith("Basic ")


@pytest.mark.parametrize("word", ["password", "token-exchange", "signed-jwt"])
def test_another_word_is_no_way_to_sign_in(word):
    with pytest.raises(ValueError):
        guard_for(word)


@pytest.mark.parametrize("way", ["smart", "client-secret"])
def test_a_sign_in_service_of_its_own_gives_the_tokens(way):
    guard = guard_for(way)
    grants = guard.authority.service.grants
    token = grants.access(Grant(guard.client_id, "openid"))

    assert guard.lets_in(headers(Authorization=f"Bearer {token}"))
    assert not guard.lets_in(headers())
    assert guard.challenge.startswith("Bearer ")
    assert json.loads(guard.announcement)["issuer"] == guard.authority.base
    assert bool(guard.secret) is (way == "client-secret")
    guard.close()


def test_where_a_secret_is_enough_nothing_is_announced():
    guard = guard_for("basic")
    guard.close()

    assert (guard.announcement, guard.client_id) == (b"", "")
