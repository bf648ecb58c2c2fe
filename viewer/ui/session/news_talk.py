"""What the engine says of what is new in the record on screen."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from viewer.engine.messages import FromEngine
from viewer.engine.news_messages import NewsCount, ReadAgain


class NewsTalk(QObject):
    """Signals: ``read_again(ReadAgain)``: what reading again brought; ``counted(NewsCount)``."""

    read_again = Signal(object)
    counted = Signal(object)

    def hearers(self) -> dict[type, Callable[[FromEngine], None]]:
        """Which messages of the engine are for this."""
        return {ReadAgain: self.read_again.emit, NewsCount: self.counted.emit}
