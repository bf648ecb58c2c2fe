"""The audit trail as one process writes it: sealed, and anchored and sent on where policy says so.

What fails outside of the trail is in the trail and is said once; it never stops anybody's work.
"""

import atexit
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

import msgspec

from viewer.errors import StoreError, ViewerError
from viewer.fetch.audit_sender import AuditSender
from viewer.fhir.audit_event import sent_event
from viewer.source.audit_line import AuditLine
from viewer.source.protocols import SecretStore
from viewer.store.audit import DEMO_KEY, Act, Action, Audit, audit_key
from viewer.store.audit_anchoring import Anchoring, places_for
from viewer.store.policy import Policy

_CLOSING_S = 3.0
OWN_KEY = (
    "There is no keyring: the audit trail of this session has a key of its own, so its patients cannot be "
    "compared with other sessions."
)
_NOT_SENT = frozenset({Action.SEND_FAILED, Action.ANCHOR_FAILED, Action.SHOWN})
_TAKES_AWAY = frozenset({Action.SESSION_END, Action.CACHE_WIPE})  # what they forget is safer gone
_SHOWN = "Files and the demo are shown all the same"
_DONE = "It is done all the same and is not in the trail"
_STAYS = "The record stays on the screen, and what it showed is not noted"
Senders = Callable[[str, Callable[[str], None]], AuditSender | None]
"""Gives the sender for a source's id, told to whom it says failures; None where none is to be sent there."""


def _nobody(_words: str) -> None:
    """Nobody waits for a notice: it is there to be read."""


def without_line(error: ViewerError, action: Action, *, guarded: bool) -> str:
    """Say that an act happens although no line of it could be written; "" where it must not happen.

    ``guarded``: it is about a source that holds patients.
    """
    if action is Action.SHOWN:  # to take a record off the screen while somebody is treated is no safer
        return f"{error.what}. {_STAYS}; tell your IT support."
    if not guarded:
        return f"{error.what}. {_SHOWN}; tell your IT support."
    return f"{error.what}. {_DONE} ({action}); tell your IT support." if action in _TAKES_AWAY else ""


@dataclass(slots=True)
class Trail:
    """One for each process. ``notices``: where whole sentences go. ``senders``: see above.

    ``reference`` gives a source's own reference to the patient of an act, by number and source id.
    ``noticed``: told why nothing could be sent, from a sender's own thread while nothing else may happen.
    """

    policy: Policy
    notices: list[str]
    senders: Senders
    reference: Callable[[str, str], str]
    noticed: Callable[[str], None] = _nobody
    _anchoring: Anchoring | None = None
    _senders: dict[str, AuditSender | None] = field(default_factory=dict)
    _turn: Lock = field(default_factory=Lock)

    def write(self, file: Path, key: bytes, act: Act) -> None:
        """Write a line, then anchor and send what is due. Raises StoreError: then nothing must happen."""
        with self._turn:  # a try of a PIN is noted by its own thread
            self._write(file, key, act)

    def _write(self, file: Path, key: bytes, act: Act) -> None:
        anchoring = None if key == DEMO_KEY else self._anchors()
        line = Audit(file, key, anchoring=anchoring).record(act)
        if anchoring is not None and anchoring.problem:
            self._say(
                f"The audit trail could not be made known outside of this computer: {anchoring.problem}."
            )
        if self.policy.send_audit and act.action not in _NOT_SENT:
            self._send(file, key, act, line)

    def key(self, secrets: SecretStore, *, lasting: bool) -> bytes:
        """Return this account's key; where no keyring keeps it (``lasting``), say what that means.

        Raises VaultError, StoreError.
        """
        key = audit_key(secrets)
        if not lasting:
            self._say(OWN_KEY)
        return key

    def close(self) -> None:
        """Anchor the last line and send what waits, for a moment."""
        if self._anchoring is not None:
            self._anchoring.finish()
        for sender in self._senders.values():
            if sender is not None:
                sender.close(_CLOSING_S)

    def _anchors(self) -> Anchoring:
        if self._anchoring is None:
            places = places_for(self.policy.audit_anchor, self.policy.audit_anchor_file)
            self._anchoring = Anchoring(places)
            if places:
                atexit.register(self.close)
        return self._anchoring

    def _send(self, file: Path, key: bytes, act: Act, line: AuditLine) -> None:
        for source in line.sources:
            if source.id not in self._senders:
                self._senders[source.id] = self.senders(source.id, self._failure_of(file, key, source.id))
                atexit.register(self.close)
            sender = self._senders[source.id]
            if sender is not None:
                event = sent_event(line, source, self.reference(act.patient, source.id))
                sender.send(msgspec.json.encode(event))

    def _failure_of(self, file: Path, key: bytes, source: str) -> Callable[[str], None]:
        def failed(why: str) -> None:
            self._say(f"Audit events cannot be sent to their source: {why}. They are kept on this computer.")
            try:
                Audit(file, key).record(Act(action=Action.SEND_FAILED, sources=(source,)))
            except StoreError as error:
                self._say(str(error))
            self.noticed(why)

        return failed

    def _say(self, words: str) -> None:
        if words not in self.notices:
            self.notices.append(words)
