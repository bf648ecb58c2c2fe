"""How a locked window may be opened again: decided by what the engine says of PIN, sources and policy."""

from enum import Enum

from viewer.engine.pin_messages import LockTerms


class LockMode(Enum):
    """What the lock page offers beside the end of the session."""

    ASKING = "asking"
    """It is not known yet."""
    PIN = "pin"
    WORKSTATION = "workstation"
    """Whoever unlocks the workstation itself; the system reports it."""
    PLAIN = "plain"
    """A button: nothing but the demo, test data or files stand behind it, and policy asks for no PIN."""
    END_ONLY = "end only"
    FORGOTTEN = "forgotten"
    """The PIN of a personal account, without a try left: unlocking the workstation takes it away."""
    NO_TRY = "no try"
    """The same where that does not count or is not reported: IT support resets it."""
    ACCOUNT = "account"
    """A personal account without a PIN, of which nothing tells who is there now."""
    UNKNOWN = "unknown"
    """The keyring did not say whether there is a PIN."""


def mode_of(terms: LockTerms | None, *, os_tells: bool) -> LockMode:
    """Decide. ``os_tells``: the system reports when its user unlocked it. What is unclear opens nothing."""
    if terms is None:
        return LockMode.ASKING
    if terms.pin == "unknown":
        return LockMode.UNKNOWN
    by_system = os_tells and not terms.pin_only
    decide = _with_pin if terms.pin == "set" else _without_pin
    return decide(terms, by_system=by_system)


def _with_pin(terms: LockTerms, *, by_system: bool) -> LockMode:
    if terms.tries_left:
        return LockMode.PIN
    if not terms.personal:
        return LockMode.END_ONLY
    return LockMode.FORGOTTEN if by_system else LockMode.NO_TRY


def _without_pin(terms: LockTerms, *, by_system: bool) -> LockMode:
    if not terms.live and not terms.pin_only:
        return LockMode.PLAIN
    if by_system:
        return LockMode.WORKSTATION
    return LockMode.ACCOUNT if terms.personal else LockMode.END_ONLY
