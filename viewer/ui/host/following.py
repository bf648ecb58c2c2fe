"""Whether the window follows the patient that a host system shows, and what is said where it does not.

No patient is changed while a dialog is open, none is opened who is not certain, and whatever keeps this
window out of step with the host stays on screen until they agree again (CTX-02 to CTX-04).
"""

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from viewer.engine.host_messages import HostLeft, HostPatient, HostSync


class Followed(Protocol):
    """What following needs of the window."""

    @property
    def locked(self) -> bool: ...

    @property
    def busy(self) -> bool:
        """Whether a dialog is open."""
        ...

    @property
    def number_on_screen(self) -> str:
        """Ten digits of the patient on screen, "" where there is none."""
        ...

    def look_for(self, nhs_number: str) -> None:
        """Search as if the number had been typed; one certain person opens by itself."""
        ...

    def new_search(self) -> None:
        """Close the record."""
        ...

    def lock(self) -> None:
        """Hide everything."""
        ...

    def close(self) -> bool:
        """End the program."""
        ...


@dataclass(frozen=True, slots=True)
class _Wanted:
    host: str
    event_id: str
    nhs_number: str


class Following(QObject):
    """Signals: ``answered(event_id, followed)``; ``words_changed(str)``, "" where all agree."""

    answered = Signal(str, bool)
    words_changed = Signal(str)

    def __init__(self, window: Followed, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = window
        self._wanted: _Wanted | None = None
        self._host: HostPatient | None = None  # whom the host shows now
        self._followed = ""  # the number that stands on screen because a host showed it
        self._put_off = False  # a dialog was open: once more when it closes

    def take(self, shown: HostPatient) -> None:
        """The host showed or closed a patient."""
        if shown.closed:
            self._close(shown)
            return
        self._host, self._put_off = shown, False
        self._drop("another patient was shown meanwhile")
        if shown.nhs_number and shown.nhs_number == self._window.number_on_screen:
            self._agree(shown.event_id, shown.nhs_number)
        elif why := self._why_not(shown):
            self._put_off = self._window.busy and not self._window.locked
            self._refuse(shown.host, shown.event_id, why)
        else:
            self._look(_Wanted(shown.host, shown.event_id, shown.nhs_number))

    def _why_not(self, shown: HostPatient) -> str:
        if not shown.nhs_number:
            return "no NHS number came with it. Search for the patient here"
        if self._window.locked:
            return "this window was locked"
        return "a dialog is open here" if self._window.busy else ""

    def _look(self, wanted: _Wanted) -> None:
        self._wanted = wanted
        self.words_changed.emit(f"{wanted.host} shows another patient: looking for them ...")
        self._window.look_for(wanted.nhs_number)

    @property
    def can_show(self) -> bool:
        """Whether the person can be offered the host's patient: named by a number, and not here."""
        host = self._host
        if host is None or self._wanted is not None:
            return False
        return host.nhs_number not in {"", self._window.number_on_screen}

    def show_host(self) -> None:
        """Look for the host's patient again; the host had its answer when it showed them."""
        if self.can_show and self._host and not self._why_not(self._host):
            self._look(_Wanted(self._host.host, "", self._host.nhs_number))

    def dialog_closed(self) -> None:
        """No dialog is open any more: a patient that waited for that is looked for."""
        waited, self._put_off = self._put_off, False
        if waited:
            self.show_host()

    def opened(self) -> None:
        """A record was opened: the one that was looked for, or another one by the person's own hand."""
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            self._agree(wanted.event_id, wanted.nhs_number)

    def unsure(self) -> None:
        """Every source has answered, and who is meant is not certain."""
        self._drop("who it is here is not certain. Choose below who is meant")

    def nobody(self, *, all_answered: bool) -> None:
        """Every source that was asked has been heard, and none names this person."""
        gap = "nobody was found here, but not every source has answered"
        self._drop("no source here knows this patient" if all_answered else gap)

    def searched(self, nhs_number: str) -> None:
        """The person looks for somebody: another number is not the host's patient."""
        if self._wanted is not None and nhs_number != self._wanted.nhs_number:
            self._drop("somebody else was searched for here")

    def screen_shows(self, nhs_number: str) -> None:
        """Another patient is on screen, whoever opened them: do host and screen agree now?"""
        if self._host is None or not nhs_number or self._wanted is not None:
            return
        host = self._host
        unknown = (
            f"{host.host} shows a patient without an NHS number: they may be another than on this screen."
        )
        other = f"{host.host} shows another patient than this screen." if host.nhs_number else unknown
        self.words_changed.emit("" if nhs_number == host.nhs_number else other)

    def sync(self, sync: HostSync) -> None:
        """The line to the host stands, or does not."""
        if not sync.following:
            self._wanted = self._host = None
            self._put_off = False
        self.words_changed.emit("" if sync.following else sync.words)

    def left(self, left: HostLeft) -> None:
        """The user left the host: close for good, or lock until they are back (CTX-04)."""
        self._wanted = self._host = None
        self._window.lock()
        if left.logout:
            self._window.close()

    def _close(self, shown: HostPatient) -> None:
        """The host closed its patient: what was opened for it closes as well, nothing else does."""
        self._host = None
        ours = shown.nhs_number in {"", self._followed} and self._followed == self._window.number_on_screen
        if ours and self._followed and not self._window.busy and not self._window.locked:
            self._window.new_search()
        self._followed = ""
        self.answered.emit(shown.event_id, True)  # noqa: FBT003  # a signal has no names
        on_screen = self._window.number_on_screen
        words = f"{shown.host} has closed its patient. This screen still shows one." if on_screen else ""
        self.words_changed.emit(words)

    def _agree(self, event_id: str, nhs_number: str) -> None:
        self._followed = nhs_number
        self.answered.emit(event_id, True)  # noqa: FBT003  # a signal has no names
        self.words_changed.emit("")

    def _drop(self, why: str) -> None:
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            self._refuse(wanted.host, wanted.event_id, why)

    def _refuse(self, host: str, event_id: str, why: str) -> None:
        self.answered.emit(event_id, False)  # noqa: FBT003  # a signal has no names
        self.words_changed.emit(f"{host} shows another patient, not followed: {why}.")
