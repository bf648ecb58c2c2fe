"""What the engine is told of the page on screen, and what it says was on the screen when."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from viewer.engine.messages import FromEngine
from viewer.engine.shown_messages import AskShown, ShownMoments, Turned
from viewer.ui.session.engine_link import EngineLink


class ShownTalk(QObject):
    """Signals: ``told(ShownMoments)``."""

    told = Signal(object)

    def __init__(self, link: EngineLink, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self._page = ""

    def hearers(self) -> dict[type, Callable[[FromEngine], None]]:
        """Which messages of the engine are for this."""
        return {ShownMoments: self.told.emit}

    def turn(self, page: str) -> None:
        """Say which page (its key) is on screen."""
        self._page = page
        self._link.send(Turned(page=page, generation=self._link.generation))

    def turn_again(self) -> None:
        """Say it to an engine that was started again."""
        if self._page:
            self.turn(self._page)

    def ask(self) -> None:
        """Ask what was on the screen since the record was opened."""
        self._link.send(AskShown(generation=self._link.generation))
