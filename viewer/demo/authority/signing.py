"""Decides how the demo's sign-in service proves who signed in: an id_token, and the keys to check it with."""

import json
import time
from collections.abc import Mapping
from functools import cache

import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from jwt.algorithms import RSAAlgorithm

from viewer.demo.authority.misdeeds import Misdeed

_KEY_ID = "demo-1"
_LIFE_S = 300


class Signer:
    """Signs with a key that is made anew in each run."""

    def __init__(self) -> None:
        self._key = _key("own")

    def keys(self) -> Mapping[str, object]:
        """Return the public keys (JWKS)."""
        public = json.loads(RSAAlgorithm.to_jwk(self._key.public_key()))
        return {"keys": [{**public, "kid": _KEY_ID, "use": "sig", "alg": "RS256"}]}

    def id_token(
        self, claims: Mapping[str, object], *, client: str, nonce: str, misdeeds: frozenset[Misdeed]
    ) -> str:
        """Return an id_token; with a misdeed, one that must not be believed."""
        now = int(time.time())
        old = Misdeed.OLD_PROOF in misdeeds
        said = {
            **claims,
            "aud": "somebody-else" if Misdeed.WRONG_AUDIENCE in misdeeds else client,
            "nonce": "another" if Misdeed.WRONG_NONCE in misdeeds else nonce,
            "iat": now - 10 * _LIFE_S if old else now,
            "exp": now - 5 * _LIFE_S if old else now + _LIFE_S,
        }
        if Misdeed.UNSIGNED in misdeeds:
            return jwt.encode(said, "", algorithm="none", headers={"kid": _KEY_ID})
        key = _key("another") if Misdeed.WRONG_SIGNATURE in misdeeds else self._key
        return jwt.encode(said, key, algorithm="RS256", headers={"kid": _KEY_ID})


@cache
def _key(name: str) -> RSAPrivateKey:
    """Return the key of a name; making one takes long."""
    del name
    return generate_private_key(public_exponent=65537, key_size=2048)
