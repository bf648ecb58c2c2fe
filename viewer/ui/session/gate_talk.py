"""Who may see what, and why, as the window asks and hears it: purpose, emergency access, errors reported."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from viewer.engine.gates_messages import AskReport, BreakGlass, ChoosePurpose, Purposes, Reports
from viewer.engine.messages import FromEngine
from viewer.source.glass import Ground
from viewer.ui.session.engine_link import EngineLink


class GateTalk(QObject):
    """Signals: ``purposes_changed(Purposes)``; ``reports_arrived(Reports)`` for what was asked last."""

    purposes_changed = Signal(object)
    reports_arrived = Signal(object)

    def __init__(self, link: EngineLink, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self._purpose = self._entry = ""
        self._emergency_at = -1  # the record for which emergency access was asked last

    def hearers(self) -> dict[type, Callable[[FromEngine], None]]:
        """Which messages of the engine are for this."""
        return {Purposes: self.purposes_changed.emit, Reports: self._pass}

    def choose_purpose(self, code: str) -> None:
        """Ask for records for this purpose from now on."""
        self._purpose = code
        self.hand_over()

    def hand_over(self) -> None:
        """Tell an engine that was started again which purpose was chosen; emergency access is over."""
        if self._purpose:
            self._link.send(ChoosePurpose(code=self._purpose, generation=self._link.generation))

    def forget(self) -> None:
        """Another person works here: the purpose is chosen anew."""
        self._purpose = self._entry = ""

    def drop_report(self) -> None:
        """Another record begins: no report of the last one is waited for (IDM-05); the purpose stays."""
        self._entry = ""

    def break_glass(self, source: str, ground: Ground, reason: str) -> None:
        """Ask a source for what it withholds, as an emergency."""
        self._emergency_at = self._link.generation
        asked = BreakGlass(source=source, ground=ground, reason=reason, generation=self._link.generation)
        self._link.send(asked)

    @property
    def asked_as_emergency(self) -> bool:
        """Whether emergency access was asked for in the record on screen."""
        return self._emergency_at == self._link.generation

    def ask_report(self, entry: str) -> None:
        """Ask how an error in this entry is told to its source."""
        self._entry = entry
        self._link.send(AskReport(entry=entry, generation=self._link.generation))

    def _pass(self, message: FromEngine) -> None:
        if isinstance(message, Reports) and message.entry == self._entry:
            self._entry = ""
            self.reports_arrived.emit(message)
