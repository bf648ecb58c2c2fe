"""How a Patient's reference crosses the pipe: two that differ stay two, also where half a character does it.

UTF-8 has no halves of characters, and what is shown for one (U+FFFD) is the same for all of them: by that,
whoever chooses one Patient might open another (IDM-05).
"""

import re

import msgspec

from viewer.engine.link_messages import LinkPatient
from viewer.engine.message import Message
from viewer.engine.messages import Found, FromWindow, OpenFiles, OpenPatient

_SIGN = "\ufffd"
_LOSSY = re.compile("[\ud800-\udfff\ufffd]")
_SPELT = re.compile("\ufffd(d[89a-f][0-9a-f]{2}|fffd)")


def spelt(reference: str) -> str:
    r"""Return it with U+FFFD and its own number for every half of a character, and for every U+FFFD.

    >>> spelt("Patient/\ud800"), spelt("Patient/7")
    ('Patient/\ufffdd800', 'Patient/7')
    """
    return _LOSSY.sub(lambda found: f"{_SIGN}{ord(found.group()):04x}", reference)


def unspelt(reference: str) -> str:
    r"""Return the reference as its source has it.

    >>> unspelt("Patient/\ufffdd800") == "Patient/\ud800"
    True
    """
    return _SPELT.sub(lambda found: chr(int(found.group(1), 16)), reference)


def with_spelt(message: Message) -> Message:
    """Return what the window is told, each candidate by a reference that is theirs alone."""
    if not isinstance(message, Found) or not any(_LOSSY.search(row.reference) for row in message.candidates):
        return message
    rows = (msgspec.structs.replace(row, reference=spelt(row.reference)) for row in message.candidates)
    return msgspec.structs.replace(message, candidates=tuple(rows))


def with_unspelt(message: FromWindow) -> FromWindow:
    """Return what the window asks, each chosen Patient by the reference that their source has."""
    replace = msgspec.structs.replace
    if isinstance(message, OpenPatient):
        chosen = tuple((source, unspelt(one), by_hand) for source, one, by_hand in message.patients)
        return replace(message, patients=chosen) if chosen != message.patients else message
    if isinstance(message, LinkPatient):
        return replace(message, reference=unspelt(message.reference))
    if isinstance(message, OpenFiles):
        return replace(message, patient=unspelt(message.patient))
    return message
