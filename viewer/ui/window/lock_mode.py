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
    UNKNOWN = "unknown"
    """The keyring did not say whether there is a PIN."""


def mode_of(terms: LockTerms | None, *, os_tells: bool) -> LockMode:
    """Decide. ``os_tells``: the system reports when its user unlocked it. What is unclear opens nothing."""
    if terms is None:
        return LockMode.ASKING
    if terms.pin == "unknown":
        return LockMode.UNKNOWN
    if terms.pin == "set":
        return LockMode.PIN if terms.tries_left else LockMode.END_ONLY
    if not terms.live and not terms.pin_only:
        return LockMode.PLAIN
    return LockMode.WORKSTATION if os_tells and not terms.pin_only else LockMode.END_ONLY
