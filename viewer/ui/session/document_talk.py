"""What the window asks about an opened document, and what the engine says of it; one is open at a time."""

from collections.abc import Callable
from typing import Protocol

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal, SignalInstance

from viewer.engine.document_messages import (
    CloseDocument,
    DocumentComing,
    DocumentGiven,
    DocumentSaved,
    FindInDocument,
    FoundInDocument,
    OpenDocument,
    SaveDocument,
    SheetGiven,
    SheetWords,
    WantSheet,
    WantWords,
)
from viewer.engine.messages import FromEngine, Message, Refused
from viewer.ui.session.engine_link import EngineLink

_ENDED = "The program that reads documents ended. Close this one and open it again."


class ShowsDocuments(Protocol):
    """A view of one document."""

    closed: SignalInstance
    sheet_wanted: SignalInstance
    words_wanted: SignalInstance
    find_wanted: SignalInstance
    save_wanted: SignalInstance
    text_copied: SignalInstance

    def show_coming(self, coming: DocumentComing) -> None: ...

    def show_document(self, given: DocumentGiven) -> None: ...

    def show_sheet(self, sheet: SheetGiven) -> None: ...

    def show_words(self, words: SheetWords) -> None: ...

    def show_finds(self, found: FoundInDocument) -> None: ...

    def show_saved(self, saved: DocumentSaved) -> None: ...

    def show_trouble(self, words: str) -> None: ...


class OpensDocuments(Protocol):
    """A page from which documents are opened."""

    document_wanted: SignalInstance

    @property
    def document(self) -> ShowsDocuments: ...


class DocumentTalk(QObject):
    """Signals, each with the message as it came: ``coming``, ``given``, ``sheet``, ``words``, ``found``,
    ``saved``; ``troubled(str)``: it cannot go on, in words. What is about a document closed since is dropped.
    """  # noqa: D205  # one list of signals

    coming = Signal(object)
    given = Signal(object)
    sheet = Signal(object)
    words = Signal(object)
    found = Signal(object)
    saved = Signal(object)
    troubled = Signal(str)

    def __init__(self, link: EngineLink, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self._ticket = 0
        self._open = self._waiting = False
        link.stopped.connect(self._tell_stop)

    def hearers(self) -> dict[type, Callable[[FromEngine], None]]:
        """Which messages of the engine are for this."""
        tellers: dict[type, SignalInstance] = {
            DocumentComing: self.coming,
            DocumentGiven: self.given,
            SheetGiven: self.sheet,
            SheetWords: self.words,
            FoundInDocument: self.found,
            DocumentSaved: self.saved,
        }
        return {kind: self._hearer(signal) for kind, signal in tellers.items()}

    def _hearer(self, signal: SignalInstance) -> Callable[[FromEngine], None]:
        def hear(message: FromEngine) -> None:
            if self._open and getattr(message, "ticket", None) == self._ticket:
                self._waiting = self._waiting and not isinstance(message, DocumentGiven)
                signal.emit(message)

        return hear

    def serve(self, page: OpensDocuments, copy: Callable[[str], None]) -> None:
        """Let a page open documents and its view ask; show what comes. ``copy`` is the audited clipboard."""
        view = page.document
        page.document_wanted.connect(self.open)
        view.text_copied.connect(copy)
        view.sheet_wanted.connect(self.want_sheet)
        view.words_wanted.connect(self.want_words)
        view.find_wanted.connect(self.find)
        view.save_wanted.connect(self.save)
        view.closed.connect(self.close)
        for signal, shows in (
            (self.coming, view.show_coming),
            (self.given, view.show_document),
            (self.sheet, view.show_sheet),
            (self.words, view.show_words),
            (self.found, view.show_finds),
            (self.saved, view.show_saved),
            (self.troubled, view.show_trouble),
        ):
            signal.connect(shows)

    def open(self, entry: str, part: int) -> None:
        """Open one part of an entry; the one before is forgotten."""
        self._ticket += 1
        self._open = self._waiting = True
        self._send(OpenDocument(ticket=self._ticket, entry=entry, part=part))

    def close(self) -> None:
        """Nobody looks at it any more."""
        if self._open:
            self._open = self._waiting = False
            self._send(CloseDocument())

    def want_sheet(self, page: int, scale: float) -> None:
        """Have a page drawn."""
        self._send(WantSheet(ticket=self._ticket, page=page, scale=scale))

    def want_words(self) -> None:
        """Have the words of all pages told."""
        self._send(WantWords(ticket=self._ticket))

    def find(self, words: str) -> None:
        """Look for words in its pages."""
        self._send(FindInDocument(ticket=self._ticket, words=words))

    def save(self, path: str) -> None:
        """Save its bytes."""
        self._send(SaveDocument(ticket=self._ticket, path=path))

    def refused(self, refused: Refused) -> None:
        """The engine refused something: if a document was waited for, that was it."""
        if self._waiting:
            self._waiting = False
            self.troubled.emit(refused.words)

    def _send(self, message: Message) -> None:
        self._link.send(replace(message, generation=self._link.generation))

    def _tell_stop(self, _words: str, _ended: bool) -> None:  # noqa: FBT001  # the signal's own shape
        if self._open:
            self.troubled.emit(_ENDED)
