"""The proof of who signed in, and its keys."""

import json

import jwt
import pytest

from viewer.demo.authority.misdeeds import Misdeed
from viewer.demo.authority.signing import Signer


def read(signer, token):
    (key,) = jwt.PyJWKSet.from_dict(json.loads(json.dumps(signer.keys()))).keys
    return jwt.decode(token, key.key, algorithms=["RS256"], audience="c", issuer="i")


def made(signer, *misdeeds):
    return signer.id_token({"iss": "i", "sub": "s"}, client="c", nonce="n", misdeeds=frozenset(misdeeds))


def test_the_proof_is_signed_with_the_published_key():
    signer = Signer()

    assert read(signer, made(signer))["nonce"] == "n"
    assert "d" not in signer.keys()["keys"][0]


@pytest.mark.parametrize(
    "misdeed", [Misdeed.WRONG_AUDIENCE, Misdeed.WRONG_SIGNATURE, Misdeed.UNSIGNED, Misdeed.OLD_PROOF]
)
def test_a_misdeed_makes_it_wrong(misdeed):
    signer = Signer()

    with pytest.raises(jwt.PyJWTError):
        read(signer, made(signer, misdeed))


def test_a_wrong_nonce_is_signed_all_the_same():
    signer = Signer()

    assert read(signer, made(signer, Misdeed.WRONG_NONCE))["nonce"] != "n"
