"""How a line of the audit trail is bound to the one before, and sealed so that nobody else can write it.

Whoever can write the file can bind lines anew; the seal is an HMAC under a key of the keyring. It covers the
binding too, and vouches for no line but its own: the program adds to whatever stands there.
"""

import hashlib
import hmac
import json
import re
from collections.abc import Mapping
from enum import Enum, auto

FIRST = "0" * 64
_SEALED = re.compile(rb'(.*), "mac": "([0-9a-f]{64})"\}', re.DOTALL)
_TRAIL = 16

Event = dict[str, object]


class Seal(Enum):
    """What a line's seal says under one key."""

    OURS = auto()
    FORGED = auto()
    ANOTHER = auto()
    """Sealed with a key that is not here, or that nobody has; a session without a keyring makes such ones."""
    NONE = auto()
    """A line of the first version, or none of ours."""


def bound(line: bytes) -> str:
    """Return what the next line has to name: the hash of exactly these bytes, without the line's end."""
    return hashlib.sha256(line).hexdigest()


def trail_id(key: bytes) -> str:
    """Return the name of the trail that a key seals: the same for a trail begun anew after a deletion."""
    return hashlib.sha256(b"tributary audit trail" + key).hexdigest()[:_TRAIL]


def sealed(event: Mapping[str, object], key: bytes) -> bytes:
    """Return the line, without its end. The order of the event's names is kept."""
    body = json.dumps({**event, "trail": trail_id(key)}, ensure_ascii=True).encode("ascii")
    return body[:-1] + b', "mac": "' + _mac(body, key).encode("ascii") + b'"}'


def seal_of(line: bytes, key: bytes | None) -> Seal:
    """Say what the seal of a line is worth under this key; without a key only whether there is one."""
    found = _SEALED.fullmatch(line)
    event = event_of(line)
    if found is None or event is None:
        return Seal.NONE
    if key is None or event.get("trail") != trail_id(key):
        return Seal.ANOTHER
    right = hmac.compare_digest(_mac(found[1] + b"}", key), found[2].decode("ascii"))
    return Seal.OURS if right else Seal.FORGED


def event_of(line: bytes) -> Event | None:
    """Read a line; None where it is damaged."""
    try:
        event = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return event if isinstance(event, dict) else None


def number_of(event: Event | None) -> int | None:
    """Return the number that a line gives itself; None in the first version and in a damaged one."""
    number = event.get("n") if event is not None else None
    return number if type(number) is int else None


def lines_in(content: bytes) -> list[bytes]:
    r"""Split at the ends of lines and nowhere else; a last line that was cut counts.

    >>> lines_in(b'{"a"}\n\r\n{"cut')
    [b'{"a"}', b'\r', b'{"cut']
    """
    lines = content.split(b"\n")
    return lines if lines[-1] else lines[:-1]


def _mac(body: bytes, key: bytes) -> str:
    own = hmac.new(key, b"tributary audit seal", hashlib.sha256).digest()
    return hmac.new(own, body, hashlib.sha256).hexdigest()
