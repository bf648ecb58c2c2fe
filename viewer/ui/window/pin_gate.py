"""Before a live record opens: where policy asks for a PIN there has to be one, else it is offered once."""

from collections.abc import Callable

from viewer.source.endpoint import Marking
from viewer.ui.look.theme import Theme
from viewer.ui.session.session import Session
from viewer.ui.window.dialogs import Dialogs
from viewer.ui.window.locking import Locking
from viewer.ui.window.pin_dialog import PinDialog

Patients = tuple[tuple[str, str, bool], ...]

NEEDED = "Your organisation asks for a PIN before a record with live data is opened."
OFFERED = (
    "This system does not report who unlocks it: without a PIN a lock can only be left by ending the "
    "session. Set one now, or close this and go on without."
)
NOT_KNOWN = "It is still being looked up whether a PIN is set. Open the record again in a moment."


class PinGate:
    """``locking`` follows the system, which may or may not report that its user unlocked it."""

    def __init__(
        self, session: Session, dialogs: Dialogs, theme: Theme, say: Callable[[str], object],
        locking: Locking,
    ) -> None:  # fmt: skip
        self._session, self._dialogs, self._theme = session, dialogs, theme
        self._say, self._locking = say, locking
        self._offered = False
        session.pins.ended.connect(lambda told: self.forget() if told.ok else None)

    def show_dialog(self, why: str = "") -> PinDialog:
        """Set, change or take away the PIN."""
        dialog = PinDialog(self._session.pins, self._theme, self._say, self._dialogs.window, why=why)
        self._session.stopped.connect(dialog.hear_stop)
        self._dialogs.show(dialog)
        return dialog

    def let(self, patients: Patients, do: Callable[[], object]) -> None:
        """Do it (open these Patients) at once, after a PIN was set, or not at all."""
        terms = self._session.pins.terms
        if not self._is_live(patients):
            do()
        elif terms is None:
            self._say(NOT_KNOWN)
        elif terms.pin_only and terms.pin == "unknown":
            self._say(terms.problem)
        elif terms.pin_only and terms.pin == "none":
            self.show_dialog(NEEDED).accepted.connect(do)
        elif terms.pin == "none" and not self._locking.os.tells_unlock and not self._offered:
            self._offered = True
            self.show_dialog(OFFERED).finished.connect(lambda _result: do())
        else:
            do()

    def forget(self) -> None:
        """Somebody else works here now."""
        self._offered = False

    def _is_live(self, patients: Patients) -> bool:
        found = (self._session.sources.endpoint(source) for source, _, _ in patients)
        return any(one is not None and one.marking is Marking.LIVE for one in found)
