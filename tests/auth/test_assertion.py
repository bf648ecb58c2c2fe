"""The signed statement of a program (AUTH-12, AUTH-13)."""

import jwt
import pytest

from tests.auth.at_hand import Clock
from viewer.auth.assertion import TYPE, signed_assertion
from viewer.source.connection import OAuth

URL = "https://auth.example/token"


def signed(keys, name, algorithm):
    now = Clock()()
    fields = signed_assertion(
        OAuth(algorithm=algorithm, key_id="k1"), keys.pairs[name], client="api-key", audience=URL, now=now
    )
    return now, fields


@pytest.mark.parametrize(("name", "algorithm"), [("rsa", "RS384"), ("rsa", "RS512"), ("p384", "ES384")])
def test_it_says_who_and_for_whom_in_the_wanted_algorithm_with_the_keys_name(keys, name, algorithm):
    now, fields = signed(keys, name, algorithm)
    token = fields["client_assertion"]
    claims = jwt.decode(token, keys.public(name), algorithms=[algorithm], audience=URL, issuer="api-key")

    assert fields["client_assertion_type"] == TYPE
    assert jwt.get_unverified_header(token) == {"alg": algorithm, "kid": "k1", "typ": "JWT"}
    assert claims["sub"] == claims["iss"]
    assert set(claims) == {"iss", "sub", "aud", "jti", "exp"}
    assert type(claims["exp"]) is int
    assert 0 < claims["exp"] - now.timestamp() <= 300


def test_no_two_statements_are_alike(keys):
    tokens = {
        jwt.decode(signed(keys, "rsa", "RS512")[1]["client_assertion"], options={"verify_signature": False})[
            "jti"
        ]
        for _ in range(5)
    }

    assert len(tokens) == 5
