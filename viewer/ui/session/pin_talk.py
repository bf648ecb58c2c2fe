"""What the window asks the engine about its lock; no PIN stays here."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from viewer.engine.messages import FromEngine
from viewer.engine.pin_messages import (
    AskLock,
    CheckPin,
    EndSession,
    LockTerms,
    PinAnswered,
    SessionEnded,
    SetPin,
)
from viewer.ui.session.engine_link import EngineLink


class PinTalk(QObject):
    """Signals, each with the message as it came: ``terms_changed(LockTerms)``, ``answered(PinAnswered)``,
    ``ended(SessionEnded)``. ``terms`` are the last that were heard, None before.
    """  # noqa: D205  # one list of signals

    terms_changed = Signal(object)
    answered = Signal(object)
    ended = Signal(object)

    def __init__(self, link: EngineLink, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self.terms: LockTerms | None = None
        self._mark = ""  # of the PIN in force when the window was last open
        self._locked = False

    def hearers(self) -> dict[type, Callable[[FromEngine], None]]:
        """Which messages of the engine are for this."""
        return {LockTerms: self._keep, PinAnswered: self.answered.emit, SessionEnded: self.ended.emit}

    def ask(self) -> None:
        """Ask how this session is locked; where there was a PIN the keyring is looked at again."""
        self._link.send(AskLock(look=self.terms is not None and self.terms.pin != "none"))

    def set(self, pin: str, old: str) -> None:
        """Set or change the PIN; "" takes it away."""
        self._link.send(SetPin(pin=pin, old=old))

    def check(self, pin: str) -> None:
        """Is this the PIN?"""
        self._link.send(CheckPin(pin=pin, mark=self._mark))

    def end(self, why: str, *, proven: bool = False) -> None:
        """End the session: forget its sign-ins, its PIN and what was kept for it.

        ``proven``: the workstation was unlocked just now; the PIN of a personal account goes only then.
        """
        self._link.send(EndSession(why=why, proven=proven))

    def forget(self) -> None:
        """Another session begins."""
        self.terms, self._mark = None, ""

    def hold(self, *, locked: bool) -> None:
        """While the window is locked the PIN that was heard before opens it: none that is set elsewhere."""
        self._locked = locked

    @property
    def changed_elsewhere(self) -> bool:
        """Whether another window set the PIN, or took it away, since this one was locked."""
        now = self.terms.mark if self.terms is not None else ""
        return self._locked and bool(self._mark and now) and now != self._mark

    def _keep(self, message: FromEngine) -> None:
        if isinstance(message, LockTerms):
            self.terms = message
            if message.pin != "unknown" and not (self._locked and self._mark):
                self._mark = message.mark
            self.terms_changed.emit(message)
