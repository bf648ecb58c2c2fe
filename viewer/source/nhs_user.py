"""Who asks a national service: a person, not a generic user; by a smartcard or not (GPC-11)."""

_SMARTCARD_DIGITS = 12
_GENERIC = frozenset(
    {"admin", "administrator", "clinician", "doctor", "generic", "gp", "guest", "kiosk", "nurse", "reception",
     "root", "system", "test", "unknown", "user", "ward"}
)  # fmt: skip


def is_smartcard(user_id: str) -> bool:
    """Whether an id is that of a smartcard: twelve digits.

    >>> is_smartcard("555254239107"), is_smartcard("jones.c")
    (True, False)
    """
    return user_id.isdecimal() and user_id.isascii() and len(user_id) == _SMARTCARD_DIGITS


def is_nobody(name: str) -> bool:
    """Whether a name is that of nobody in particular.

    >>> is_nobody(" Reception "), is_nobody("Claire Jones")
    (True, False)
    """
    return name.strip().casefold() in _GENERIC
