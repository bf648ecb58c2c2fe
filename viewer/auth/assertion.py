"""The signed statement by which a program proves who it is (private_key_jwt; AUTH-12, AUTH-13)."""

from collections.abc import Mapping
from datetime import datetime
from uuid import uuid4

import jwt

from viewer.auth.keys import SigningKey
from viewer.source.connection import OAuth

_LIFE_S = 240  # at most 300; a clock that is a minute ahead must not make it longer there
TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


def signed_assertion(
    oauth: OAuth, key: SigningKey, *, client: str, audience: str, now: datetime
) -> Mapping[str, str]:
    """Return the form fields of a fresh assertion; each may be sent once, its ``jti`` never comes again.

    ``audience`` is the token URL. RS512 with a ``kid`` is what the NHS platform wants, RS384 or ES384 what
    SMART wants; nothing else differs. No ``iat``: a clock that is ahead would make it come from the future.
    """
    claims = {
        "iss": client,
        "sub": client,
        "aud": audience,
        "jti": str(uuid4()),
        "exp": int(now.timestamp()) + _LIFE_S,
    }
    signed = jwt.encode(claims, key, algorithm=oauth.algorithm, headers={"kid": oauth.key_id})
    return {"client_assertion_type": TYPE, "client_assertion": signed}
