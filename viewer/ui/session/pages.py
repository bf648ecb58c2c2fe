"""Which page the engine is asked for, and what it says of it: only what is on screen is painted."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal

from viewer.engine.messages import AskPage, FromEngine, PageGiven
from viewer.ui.session.engine_link import EngineLink


class PageTalk(QObject):
    """Signals: ``given(PageGiven)`` of the page that was asked for last."""

    given = Signal(object)

    def __init__(self, link: EngineLink, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self._page = ""
        self._options: dict[str, str] = {}

    def hearers(self) -> dict[type, Callable[[FromEngine], None]]:
        """Which messages of the engine are for this."""
        return {PageGiven: self._pass}

    def ask(self, page: str, options: Mapping[str, str]) -> None:
        """Have a page told, now and whenever the record changes; "" for a page of rows alone."""
        if page or self._page:
            self._page, self._options = page, dict(options)
            self.ask_again()

    def ask_again(self) -> None:
        """Ask for the same page: an engine that was started again knows of none."""
        message = AskPage(page=self._page, options=self._options, generation=self._link.generation)
        self._link.send(message)

    def forget(self) -> None:
        """Another record begins, or this one was closed: its pages are to be asked for anew."""
        self._page, self._options = "", {}

    def _pass(self, message: FromEngine) -> None:
        if isinstance(message, PageGiven) and message.page == self._page:
            self.given.emit(message)
