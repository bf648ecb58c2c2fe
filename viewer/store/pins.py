"""The PIN that unlocks the window: what may be one, how it is kept, and how often a wrong one may be tried.

It is kept as an Argon2id hash in the OS keyring, under an opaque name for each OS user and clinician
(PRIV-04, PRIV-09). The count of wrong tries stands beside it and is raised before a try is judged, so that
ending the program gives nobody a try more; windows of one account take turns, so that many at once do not
either. A window that locked under one PIN is not opened by another that was set since (``mark``).
"""

import json
import os
import unicodedata
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, replace
from hashlib import blake2b
from itertools import pairwise

from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from viewer.errors import UsageError, VaultError
from viewer.source.protocols import SecretStore
from viewer.store.file_turn import turn_beside
from viewer.store.places import state_folder

SHORTEST, LONGEST = 6, 64
MOST_WRONG = 5
PREFIX = "lock-"
"""How every name of this in the keyring begins."""
_WAITS_S = (0.0, 1.0, 3.0, 10.0, 30.0)  # before the next try, by how many were wrong
_SALT_BYTES = 16
_HASH_BYTES = 32
_MEMORY_KIB = 64 * 1024  # with these passes and lanes the second choice of RFC 9106: a quarter of a second
_PASSES, _LANES = 3, 4
_STEPS = frozenset({-1, 0, 1})
_CHOOSE = "Choose another one."
_NO_TURN = "The PIN cannot be looked at now ({why})"
_NO_MEMORY = "This computer has too little memory left to look at the PIN"
_MAKE_ROOM = "Close another program, then try again."
CHANGED = "The PIN was changed in another window"
_END = "End the session."


@dataclass(frozen=True, slots=True)
class Owner:
    """Who a session belongs to: a source and the user there, "" where nobody has signed in. Hashed, both."""

    source: str = ""
    user: str = ""

    @classmethod
    def of(cls, source: str, user: str) -> "Owner":
        """Make one of an endpoint's id and what it calls its user."""
        return cls(_opaque(source), _opaque(f"{source}\0{user}"))


@dataclass(frozen=True, slots=True)
class Lock:
    """Whose session is locked, how many tries were wrong, and when the last was (seconds of the epoch)."""

    source: str = ""
    user: str = ""
    wrong: int = 0
    at: float = 0.0

    def wait_s(self, now: float) -> float:
        """How long until the next try; a clock that was set back starts the wait anew."""
        whole = _WAITS_S[min(self.wrong, len(_WAITS_S) - 1)]
        gone = now - self.at
        return whole if gone < 0 else max(0.0, whole - gone)

    @property
    def tries_left(self) -> int:
        """How many tries there still are; with none only the end of the session is left."""
        return max(0, MOST_WRONG - self.wrong)


@dataclass(frozen=True, slots=True)
class Judged:
    """Whether a PIN was right, and what is left where it was not. ``judged``: it was looked at at all."""

    ok: bool
    judged: bool
    tries_left: int
    wait_s: float


def check_new(pin: str) -> None:
    """Refuse what is no good PIN. Raises UsageError, which says why and holds nothing of it."""
    spelt = _spelt(pin)
    if not SHORTEST <= len(spelt) <= LONGEST:
        raise UsageError(f"A PIN has {SHORTEST} to {LONGEST} characters", _CHOOSE)
    steps = {_step(one, other) for one, other in pairwise(spelt)}
    if len(steps) == 1 and steps <= _STEPS:
        raise UsageError(
            "This PIN is too easy to guess: one character again and again, or a row such as 123456", _CHOOSE
        )


def _step(one: str, other: str) -> int:
    """From one character to the next; after 9 comes 0."""
    if one.isdecimal() and other.isdecimal():
        between = (int(other) - int(one)) % 10
        return between - 10 if between > 5 else between  # noqa: PLR2004 - half of ten
    return ord(other.casefold()[0]) - ord(one.casefold()[0])


class Pins:
    """The PINs of one OS user. All methods may wait for the keyring and raise VaultError."""

    def __init__(self, secrets: SecretStore, user: str, *, memory_kib: int = _MEMORY_KIB) -> None:
        self._secrets = secrets
        self._user = user
        self._memory_kib = memory_kib

    def lock(self) -> Lock:
        """Return whose session is locked; a note that cannot be read leaves no try."""
        kept = self._secrets.secret(self._lock_name)
        try:
            return Lock(**json.loads(kept)) if kept else Lock()
        except (ValueError, TypeError):
            return Lock(wrong=MOST_WRONG)

    def is_set(self) -> bool:
        """Whether the one whose session it is has a PIN."""
        return bool(self._secrets.secret(self._pin_name(self.lock().user)))

    def mark(self) -> str:
        """Return what tells this PIN from another one, or from none, and nothing else of it."""
        return _mark_of(self._secrets.secret(self._pin_name(self.lock().user)))

    def belongs_to(self, clinician: Owner) -> None:
        """Somebody has signed in: their own PIN is asked from now on.

        Who had a PIN before they signed in keeps it. Another source's word for the same person changes
        nothing; another user at the same source is another clinician (PRIV-04).
        """
        with _turn():
            self._belongs_to(clinician)

    def _belongs_to(self, clinician: Owner) -> None:
        lock = self.lock()
        if lock.user == clinician.user or (lock.user and lock.source != clinician.source):
            return
        mine = self._pin_name(clinician.user)
        before = self._secrets.secret(self._pin_name("")) if not lock.user else None
        if before and not self._secrets.secret(mine):
            self._secrets.store(mine, before)
        if before:
            self._secrets.forget(self._pin_name(""))
        if before or lock.user or self._secrets.secret(mine):  # who has none leaves nothing in the keyring
            self._note(Lock(clinician.source, clinician.user))

    def set(self, pin: str, clinician: Owner | None = None) -> None:
        """Keep a new PIN of whose session it is, else of who signed in. Raises UsageError for a bad one."""
        check_new(pin)
        hashing = Argon2id(
            salt=os.urandom(_SALT_BYTES), length=_HASH_BYTES, iterations=_PASSES, lanes=_LANES,
            memory_cost=self._memory_kib,
        )  # fmt: skip
        try:
            hashed = hashing.derive_phc_encoded(_spelt(pin).encode())
        except MemoryError:
            raise VaultError(_NO_MEMORY, _MAKE_ROOM) from None
        with _turn():
            lock = self.lock()
            if clinician is not None and not lock.user:
                lock = Lock(clinician.source, clinician.user)
            self._secrets.store(self._pin_name(lock.user), hashed)
            self._note(replace(lock, wrong=0, at=0.0))

    def judge(self, pin: str, now: float, mark: str = "") -> Judged:
        """Look at a PIN at the time ``now`` (seconds of the epoch); the try is counted before it is known.

        ``mark``: of the PIN that locked, "" where that is not known. Raises UsageError where it is another
        one by now: whoever set that has not locked this window.
        """
        with _turn():
            return self._judge(pin, now, mark)

    def _judge(self, pin: str, now: float, mark: str) -> Judged:
        lock = self.lock()
        if not lock.tries_left or lock.wait_s(now):
            return Judged(ok=False, judged=False, tries_left=lock.tries_left, wait_s=lock.wait_s(now))
        kept = self._secrets.secret(self._pin_name(lock.user))
        if mark and mark != _mark_of(kept):
            raise UsageError(CHANGED, _END)
        counted = replace(lock, wrong=lock.wrong + 1, at=now)
        self._note(counted)
        try:
            fits = bool(kept) and _fits(pin, kept or "")
        except MemoryError:  # nothing was learnt of the PIN: no try is lost
            self._note(lock)
            raise VaultError(_NO_MEMORY, _MAKE_ROOM) from None
        if fits:
            self._note(replace(lock, wrong=0, at=0.0))
            return Judged(ok=True, judged=True, tries_left=MOST_WRONG, wait_s=0.0)
        return Judged(ok=False, judged=True, tries_left=counted.tries_left, wait_s=counted.wait_s(now))

    def forget(self) -> None:
        """Forget the PIN of the one whose session it is, and whose it is; other clinicians keep theirs."""
        with _turn():
            self._secrets.forget(self._pin_name(self.lock().user))
            self._secrets.forget(self._lock_name)

    def _note(self, lock: Lock) -> None:
        self._secrets.store(self._lock_name, json.dumps(asdict(lock)))

    @property
    def _lock_name(self) -> str:
        return f"{PREFIX}{_opaque(self._user)}"

    def _pin_name(self, clinician: str) -> str:
        return f"{PREFIX}{_opaque(f'{self._user}{chr(0)}{clinician}')}-pin"


def _spelt(pin: str) -> str:
    """One spelling for what looks alike, so that every keyboard gives the same."""
    return unicodedata.normalize("NFKC", pin)


def _fits(pin: str, kept: str) -> bool:
    try:
        Argon2id.verify_phc_encoded(_spelt(pin).encode(), kept)
    except (InvalidKey, ValueError):
        return False
    return True


def _mark_of(kept: str | None) -> str:
    return _opaque(f"mark\0{kept or ''}")


@contextmanager
def _turn() -> Iterator[None]:
    """One engine of this OS user at a time. Raises VaultError in words."""
    with ExitStack() as held:
        try:
            held.enter_context(turn_beside(state_folder() / "pin"))
        except OSError as error:
            why = error.strerror or "no reason given"
            raise VaultError(_NO_TURN.format(why=why), "Try again, or end the session.") from None
        yield


def _opaque(text: str) -> str:
    return blake2b(text.encode(), digest_size=16).hexdigest()
