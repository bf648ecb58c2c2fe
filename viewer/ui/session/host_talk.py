"""What the engine says of the host system, and what it is answered."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from viewer.engine.messages import AnswerHost, FromEngine, HostLeft, HostPatient, HostSync
from viewer.ui.session.engine_link import EngineLink


class HostTalk(QObject):
    """Signals, each with the message as it came: ``patient_shown``, ``sync_changed``, ``left``."""

    patient_shown = Signal(object)
    sync_changed = Signal(object)
    left = Signal(object)

    def __init__(self, link: EngineLink, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._link = link

    def hearers(self) -> dict[type, Callable[[FromEngine], None]]:
        """Which messages of the engine are for this."""
        return {
            HostPatient: self.patient_shown.emit,
            HostSync: self.sync_changed.emit,
            HostLeft: self.left.emit,
        }

    def answer(self, event_id: str, followed: bool) -> None:  # noqa: FBT001  # a signal's own shape
        """Tell the host whether its patient is on screen; nobody waits where there is no event."""
        if event_id:
            self._link.send(AnswerHost(event_id=event_id, followed=followed))
