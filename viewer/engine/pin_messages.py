"""Messages about the lock: the PIN is set, changed and tried in the engine, and a session is ended there."""

from typing import Literal

from typing_extensions import override

from viewer.engine.message import Message, Said

PinKnown = Literal["set", "none", "unknown"]
"""Whether the person at work has a PIN; unknown where the keyring could not be asked."""

# ---- window to engine ----------------------------------------------------------------------------


class AskLock(Message, frozen=True, kw_only=True, tag=True):
    """How is this session locked? ``look``: ask the keyring even where no source needs it."""

    look: bool = False


class SetPin(Message, frozen=True, kw_only=True, tag=True):
    """Set a PIN, or change it: ``old`` is the one in force. ``pin`` "" takes it away. Never logged."""

    pin: str
    old: str = ""

    @override
    def __repr__(self) -> str:
        return "SetPin(...)"


class CheckPin(Message, frozen=True, kw_only=True, tag=True):
    """Is this the PIN of whoever locked? ``mark`` is of the one that locked, "" where none was heard.

    Never logged.
    """

    pin: str
    mark: str = ""

    @override
    def __repr__(self) -> str:
        return "CheckPin(...)"


class EndSession(Message, frozen=True, kw_only=True, tag=True):
    """Forget the sign-ins, secrets of the session, PIN and kept records of whoever worked here.

    ``why`` goes to the audit trail: a word of ours. ``proven``: the workstation itself has just been unlocked
    by the one whose account this is; on a personal account the PIN stays else.
    """

    why: str = ""
    proven: bool = False


OfLock = AskLock | SetPin | CheckPin | EndSession

# ---- engine to window ----------------------------------------------------------------------------


class LockTerms(Said, frozen=True, kw_only=True, tag=True):
    """How this session is locked. ``live``: a source with live data is in use.

    ``personal``: the account of this computer is one person's, and the PIN is the account's.
    ``pin_only``: policy wants a PIN. ``problem``: why it is not known whether there is one, in words.
    ``mark`` tells this PIN from another one, or from none; "" where the keyring was not asked.
    """

    pin: PinKnown
    live: bool = False
    pin_only: bool = False
    personal: bool = False
    idle_lock_minutes: int = 10
    session_hours: int = 12
    hide_from_capture: bool = False
    tries_left: int = 5
    wait_s: float = 0.0
    problem: str = ""
    mark: str = ""


class PinAnswered(Said, frozen=True, kw_only=True, tag=True):
    """What became of CheckPin (``unlocks``) or SetPin, in words where it failed."""

    ok: bool
    unlocks: bool
    words: str = ""
    tries_left: int = 5
    wait_s: float = 0.0


class SessionEnded(Said, frozen=True, kw_only=True, tag=True):
    """The session was ended; ``words`` name what could not be forgotten or told, "" for nothing.

    ``ok``: nothing of it is left on this computer. ``stays_locked``: the account is one person's, and only
    that one goes on here, by the PIN, which stays, or by unlocking the workstation.
    """

    ok: bool
    words: str = ""
    stays_locked: bool = False


SaidOfLock = LockTerms | PinAnswered | SessionEnded
