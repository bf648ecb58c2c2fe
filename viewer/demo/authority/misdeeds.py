"""Which wrong things the demo's sign-in service can be told to do, so that refusing them can be proved."""

from enum import StrEnum


class Misdeed(StrEnum):
    """One wrong thing each."""

    WRONG_STATE = "wrong-state"
    TWO_STATES = "two-states"
    WRONG_ISSUER = "wrong-issuer"
    NO_ISSUER = "no-issuer"
    NO_S256 = "no-s256"
    RELATIVE = "relative"
    DENIED = "denied"
    NO_CODE = "no-code"
    WRONG_NONCE = "wrong-nonce"
    WRONG_AUDIENCE = "wrong-audience"
    WRONG_SIGNATURE = "wrong-signature"
    UNSIGNED = "unsigned"
    OLD_PROOF = "old-proof"
    FEWER_SCOPES = "fewer-scopes"
    NO_SCOPE = "no-scope"
    WRITE_SCOPES = "write-scopes"
    SLOW_TOKENS = "slow-tokens"
    BUSY_TOKENS = "busy-tokens"
    HTML_TOKENS = "html-tokens"
    NO_ROTATION = "no-rotation"
    REUSE_IS_BAD_REQUEST = "reuse-is-bad-request"
    NO_REVOCATION = "no-revocation"
    REVOCATION_FAILS = "revocation-fails"
    OTHER_PERSON = "other-person"
