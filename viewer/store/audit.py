"""Who looked at what: lines that are only added, each bound to the one before, without any patient's name."""

import hashlib
import hmac
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from viewer import __version__
from viewer.errors import StoreError
from viewer.source.audit_line import AuditLine, Clinician
from viewer.source.protocols import SecretStore
from viewer.source.shown import Shown
from viewer.store.account import os_user
from viewer.store.audit_anchor import Anchor
from viewer.store.audit_anchoring import Anchoring
from viewer.store.audit_chain import FIRST, Event, bound, sealed, trail_id
from viewer.store.audit_file import add
from viewer.store.audit_lines import VERSION, line_of, told_of
from viewer.store.file_turn import turn_beside
from viewer.store.places import state_folder
from viewer.store.sealed import kept_key, made_key

_KEY_NAME = "audit"
DEMO_KEY = b"demo and files"
"""Known to everybody: no keyring is opened for what needs no secret."""

_ADVICE = "Nothing was shown. Tell your IT support that the audit trail cannot be written."


class Action(StrEnum):
    """What is recorded (PRIV-15)."""

    SEARCH = "search"
    OPEN = "open"
    VIEW = "view"
    """A document or the whole of a resource was opened out of a record that is open already."""
    SHOWN = "shown"
    """The first screen of an open record came to show something else, or nothing any more."""
    LINK = "link"
    PRINT = "print"
    COPY = "copy"
    EXPORT = "export"
    DENIED = "denied"
    LOCK = "lock"
    UNLOCK = "unlock"
    PIN_TRY = "pin-try"
    """A PIN is going to be looked at; a wrong one is "denied" after it."""
    SIGN_IN = "sign-in"
    SIGN_OUT = "sign-out"
    SESSION_END = "session-end"
    PERMISSION = "permission"
    BREAK_GLASS = "break-glass"
    REFUSAL = "refusal"
    """What policy does not allow was tried."""
    REGROUP = "regroup"
    CACHE_WIPE = "cache-wipe"
    ANCHOR_FAILED = "anchor-failed"
    SEND_FAILED = "send-failed"


class Outcome(StrEnum):
    """How an act ended."""

    SUCCESS = "success"
    DENIED = "denied"
    REFUSED = "refused"
    FAILED = "failed"


_ENDS = {
    Action.DENIED: Outcome.DENIED,
    Action.REFUSAL: Outcome.REFUSED,
    Action.ANCHOR_FAILED: Outcome.FAILED,
    Action.SEND_FAILED: Outcome.FAILED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What is to be recorded. ``sources`` are source ids; ``patient`` is kept as a keyed hash only.

    ``what`` is a word of ours about the act, such as ``timeline as PDF``. ``outcome`` "" is what the action
    says by itself. ``purpose`` is a code of v3 ActReason, ``request`` the id that its requests carry.
    ``bases`` are the base URLs of those sources that are endpoints, ``users`` who is signed in there, as far
    as the sources say (AUTH-11). ``shown``: what the screen has shown since, for ``SHOWN`` alone.
    """

    action: Action
    sources: tuple[str, ...] = ()
    patient: str = ""
    what: str = ""
    outcome: str = ""
    purpose: str = ""
    request: str = ""
    bases: Mapping[str, str] = field(default_factory=dict)
    users: Mapping[str, Clinician] = field(default_factory=dict)
    shown: Shown | None = None


def audit_file() -> Path:
    """Where the trail begins; later files stand beside it."""
    return state_folder() / "audit.jsonl"


def demo_audit_file() -> Path:
    """Where the trail of files and the demo begins: no line of the other one is sealed with ``DEMO_KEY``."""
    return audit_file().with_name("audit-demo.jsonl")


def audit_key(secrets: SecretStore) -> bytes:
    """Return the key of the patient hashes and seals, made once and kept in the vault.

    What is kept under its name and is no key is replaced: the lines before are somebody else's then, and the
    check says so. Raises VaultError; StoreError where windows that start together cannot take turns. Where
    the vault is memory only, hashes of different sessions cannot be compared.
    """
    key = kept_audit_key(secrets)
    if key is not None:
        return key
    try:
        with turn_beside(audit_file()):
            made = made_key(secrets, _KEY_NAME)
            return kept_audit_key(secrets) or made
    except OSError as error:
        raise _not_written(error) from None


def kept_audit_key(secrets: SecretStore) -> bytes | None:
    """Return the key for checking a trail; None where there is none: none is made. Raises VaultError."""
    return kept_key(secrets, _KEY_NAME)


def _not_written(error: OSError) -> StoreError:
    return StoreError(f"The audit trail cannot be written ({error.strerror or 'no reason given'})", _ADVICE)


def _now() -> datetime:
    return datetime.now(UTC)


class Audit:
    """The trail of one OS user. Several processes may write to it at once.

    ``anchoring``: where its newest line is made known outside of it; None for nowhere.
    """

    def __init__(
        self,
        path: Path,
        key: bytes,
        *,
        now: Callable[[], datetime] = _now,
        anchoring: Anchoring | None = None,
    ) -> None:
        self._path = path
        self._key = key
        self._now = now
        self._user = os_user()
        self._anchoring = anchoring

    def record(self, act: Act) -> AuditLine:
        """Add one line and see it on the disk. Raises StoreError: then the act must not happen."""
        line = self._added(self._event(act))
        if self._anchoring is not None:
            head = Anchor(trail=trail_id(self._key), lines=line_of(line).number, head=bound(line))
            failed = self._anchoring.note(head.marked(self._key), ending=act.action is Action.SESSION_END)
            if failed:  # it is in the trail, and stops nobody
                self._added(self._event(Act(action=Action.ANCHOR_FAILED, what=failed)))
        return line_of(line)

    def _added(self, event: Event) -> bytes:
        def written(number: int, last: bytes) -> bytes:
            previous = bound(last) if number > 1 else FIRST
            return sealed({"v": VERSION, "n": number, **event, "previous": previous}, self._key)

        try:
            return add(self._path, written)
        except OSError as error:
            raise _not_written(error) from None

    def _event(self, act: Act) -> Event:
        event: Event = {
            "time": self._now().isoformat(),
            "action": act.action.value,
            "user": self._user,
            "sources": list(act.sources),
            "patient": self._hashed(act.patient) if act.patient else "",
            "what": act.what,
            "outcome": act.outcome or _ENDS.get(act.action, Outcome.SUCCESS).value,
            "purpose": act.purpose,
            "request": act.request,
            "product": f"tributary {__version__}",
            "host": socket.gethostname(),
        }
        people = act.users.items()
        details = {
            "signed_in": {key: one.words for key, one in people if one.words},
            "roles": {key: one.role for key, one in people if one.role},
            "organisations": {key: one.organisation for key, one in people if one.organisation},
            "bases": dict(act.bases),
            "shown": told_of(act.shown),
        }
        return event | {name: found for name, found in details.items() if found}

    def _hashed(self, patient: str) -> str:
        return hmac.new(self._key, patient.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()[:32]
