"""What the window has the engine make of the record for paper or a file, and how it comes back, in pieces."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from viewer.engine.export_messages import AskExport, CancelExport, Exported, ExportForm, ExportRefused
from viewer.engine.messages import FromEngine
from viewer.record.paper import Part
from viewer.ui.session.engine_link import EngineLink


class ExportTalk(QObject):
    """One export at a time; what belongs to another is dropped.

    Signals: ``whole(text, words)`` once the last piece is here; ``refused(str)`` in words. The text passes as
    an object: made a Qt text it would lose the mark at its beginning that a spreadsheet wants.
    """

    whole = Signal(object, str)
    refused = Signal(str)

    def __init__(self, link: EngineLink, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self._ticket = 0
        self._waits = False
        self._pieces: list[str] = []

    def hearers(self) -> dict[type, Callable[[FromEngine], None]]:
        """Which messages of the engine are for this."""
        return {Exported: self._take, ExportRefused: self._refuse}

    def ask(self, form: ExportForm, part: Part | None) -> None:
        """Have something made of the record on screen; ``part`` None is the whole of it."""
        self._ticket += 1
        self._waits, self._pieces = True, []
        generation = self._link.generation
        self._link.send(AskExport(ticket=self._ticket, form=form, part=part, generation=generation))

    def cancel(self) -> None:
        """Nobody waits for it any more."""
        if self._waits:
            self._link.send(CancelExport(ticket=self._ticket, generation=self._link.generation))
        self.forget()

    def forget(self) -> None:
        """Another record begins, or this engine has ended: nothing that was asked for comes."""
        self._waits, self._pieces = False, []

    def _take(self, message: FromEngine) -> None:
        if not isinstance(message, Exported) or not self._is_ours(message.ticket):
            return
        self._pieces.append(message.text)
        if message.last:
            text = "".join(self._pieces)
            self.forget()
            self.whole.emit(text, message.words)

    def _refuse(self, message: FromEngine) -> None:
        if isinstance(message, ExportRefused) and self._is_ours(message.ticket):
            self.forget()
            self.refused.emit(f"{message.what}. {message.advice}".strip())

    def _is_ours(self, ticket: int) -> bool:
        return self._waits and ticket == self._ticket
