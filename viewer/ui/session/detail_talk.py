"""Whose detail is asked for, and whose is not asked for again: that of a line over which the engine ended."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, SignalInstance

from viewer.engine.messages import AskDetail, Detail, FromEngine, Glance, Refused
from viewer.engine.slate import is_of
from viewer.ui.session.engine_link import EngineLink

STOPPED_OVER = (
    "The detail of this line cannot be shown: the engine stopped while reading it, and it is not read again. "
    "To try once more, open this patient again; if it persists, tell your IT support."
)
NO_ENGINE = (
    "The detail of this line cannot be shown: the engine is not running. Close Tributary and start it again."
)


class DetailTalk(QObject):
    """Signals: ``arrived(Detail)``; ``withheld(str, str)``: a line whose detail does not come, and why.

    A detail that was asked for and never came is asked for again once a restarted engine has the record; not
    so where the engine ended over it: that would end it again, and the second time for good (decision 6).
    """

    arrived = Signal(object)
    withheld = Signal(str, str)

    def __init__(self, link: EngineLink, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self._asked = ""  # whose detail has not come yet
        self._restarted = False
        self._places: set[str] = set()  # what stood on the slates of engines that ended
        link.stopped.connect(self._note_end)
        link.restarted.connect(self._await_record)

    def hearers(self) -> dict[type, Callable[[FromEngine], None]]:
        """Which messages of the engine are for this."""
        return {Detail: self._pass}

    def serve(self, wanted: SignalInstance, show_withheld: Callable[[str, str], object]) -> None:
        """Ask what a page wants to know, and have it show why something does not come."""
        wanted.connect(self.ask)
        self.withheld.connect(show_withheld)

    def ask(self, entry: str) -> None:
        """Ask for everything about one line, or say why not."""
        self._asked = entry
        if why := self._why_not():
            self._withhold(why)
        else:
            self._link.send(AskDetail(entry=entry, generation=self._link.generation))

    def forget(self) -> None:
        """Another record begins, or the same one anew: every line of it may be tried."""
        self._asked = ""
        self._places.clear()

    def look(self, glance: Glance) -> None:
        """A restarted engine that has settled can answer what the one before it did not."""
        if self._restarted and glance.settled:
            self._restarted = False
            if self._asked:
                self.ask(self._asked)

    def refuse(self, refused: Refused) -> None:
        """The engine cannot tell a detail: its pane says so, rather than wait for it."""
        if refused.entry:
            self._asked = "" if refused.entry == self._asked else self._asked
            self.withheld.emit(refused.entry, refused.words)

    def _why_not(self) -> str:
        if any(is_of(self._asked, place) for place in self._places):
            return STOPPED_OVER
        return "" if self._link.running else NO_ENGINE

    def _withhold(self, why: str) -> None:
        entry, self._asked = self._asked, ""
        self.withheld.emit(entry, why)

    def _note_end(self, _words: str, ended: bool) -> None:  # noqa: FBT001  # the signal's own shape
        self._places.add(self._link.place)
        why = self._why_not() if self._asked else ""
        if why and (ended or why == STOPPED_OVER):
            self._withhold(why)

    def _await_record(self) -> None:
        self._restarted = True

    def _pass(self, message: FromEngine) -> None:
        if isinstance(message, Detail):
            self._asked = "" if message.entry == self._asked else self._asked
            self.arrived.emit(message)
