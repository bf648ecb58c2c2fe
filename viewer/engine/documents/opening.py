"""One opened document, on a thread of its own: fetched, checked, read, then drawn, searched and saved."""

import queue
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Lock

from msgspec.structs import replace

from viewer.engine.document_messages import (
    DocumentComing,
    DocumentGiven,
    DocumentSaved,
    FindInDocument,
    FoundInDocument,
    SaveDocument,
    SheetGiven,
    SheetWords,
    WantSheet,
    WantWords,
)
from viewer.engine.documents.pdf_messages import Trouble
from viewer.engine.documents.pdf_reader import PdfReader
from viewer.engine.documents.placing import AtSource, Held, Pointer
from viewer.engine.errands import Happened, Tell
from viewer.engine.message import Said
from viewer.entries.document_parts import DocumentPart
from viewer.errors import StoreError
from viewer.fetch.documents import Content
from viewer.fetch.faults import Fault
from viewer.present.letters.reading import Read, read_document, read_written
from viewer.source.origin import Origin
from viewer.source.protocols import Cancel
from viewer.store.atomic import write_whole

Wish = WantSheet | WantWords | FindInDocument | SaveDocument
Fetch = Callable[[Cancel], Content | Fault]
_BROKE_OFF = "Opening it broke off: a fault in this program"
_AGAIN = "Try again; if it persists, tell your IT support."
_SAVED = "Saved. The copy is outside this program now: keep it, and delete it, as your organisation asks."
_NOT_SAVED = "The document could not be saved"
_STAYS = "Look at it at the source: your organisation does not let a copy be saved here."
_ELSEWHERE = "Choose another folder, or check the free space."


@dataclass(slots=True, kw_only=True)
class Opening:
    """What is opened. ``given`` has everything but the content; ``fetch`` is for what is at its source.

    ``may_leave``: whether policy lets a copy be saved; where it does not, no copy is offered or advised.
    """

    given: DocumentGiven
    part: DocumentPart = field(repr=False)
    placed: Held | AtSource | Pointer
    fetch: Fetch
    origin: Origin
    name: str
    may_leave: bool = True
    _wishes: "queue.SimpleQueue[Wish | None]" = field(default_factory=queue.SimpleQueue)
    _data: bytes = field(default=b"", repr=False)
    _pdf: PdfReader | None = None
    _ended: bool = False
    _lock: Lock = field(default_factory=Lock)

    @property
    def ticket(self) -> int:
        """The window's count of it."""
        return self.given.ticket

    @property
    def may_save(self) -> bool:
        """Whether there are bytes to be saved."""
        return bool(self._data)

    def ask(self, wish: Wish | None) -> None:
        """Do this next, from any thread; None ends it."""
        self._wishes.put(wish)
        if wish is None:
            with self._lock:
                self._ended = True
                if self._pdf is not None:
                    self._pdf.abort()

    def run(self, cancel: Event, tell: Tell) -> None:
        """Be the errand: open it, then do what is asked until nobody looks at it any more."""

        def say(message: Said) -> None:
            """It may be closed while this waits to be told: then nothing of it reaches the screen."""
            if not cancel.is_set():
                tell(Happened(lambda: () if cancel.is_set() else (message,)))

        try:
            self._tell_opened(cancel, say)
            while (wish := self._wishes.get()) is not None:
                say(self._done(wish))
        finally:
            self._data = b""
            if self._pdf is not None:
                self._pdf.close()

    def _tell_opened(self, cancel: Cancel, say: Callable[[Said], None]) -> None:
        """A defect of ours is said too; its traceback goes on."""
        told = replace(self.given, kind="unshowable", words=_BROKE_OFF, advice=_AGAIN)
        try:
            told = self._opened(cancel, say)
        finally:
            say(told)

    # ---- opening -----------------------------------------------------------------------------

    def _opened(self, cancel: Cancel, say: Callable[[Said], None]) -> DocumentGiven:
        if self.part.written:
            texts = ((one.title, one.status, one.xhtml) for one in self.part.written)
            return self._as(read_written(texts))
        match self.placed:
            case Pointer():
                return replace(self.given, kind="pointer", words=self.placed.words, advice=self.placed.advice)
            case Held():
                return self._read(self.placed.data, self.placed.media_type)
            case AtSource():
                return self._fetched(cancel, say)

    def _fetched(self, cancel: Cancel, say: Callable[[Said], None]) -> DocumentGiven:
        given = self.given
        say(
            DocumentComing(
                generation=given.generation,
                ticket=given.ticket,
                title=given.title,
                facts=given.facts,
                marks=given.marks,
                words=f"Fetching it from {self.origin.name} ...",
            )
        )
        found = self.fetch(cancel)
        if isinstance(found, Fault):
            words = f"Pointer only, not opened: {self.origin.name} did not give it: {found.why}"
            return replace(given, kind="pointer", words=words, advice=found.advice)
        return self._read(found.data, found.media_type)

    def _read(self, data: bytes, media_type: str) -> DocumentGiven:
        read = read_document(data, self.part.attachment, media_type, self.name)
        if read.ending:
            self._data = data
        given = self._as(read)
        if read.kind == "image":
            return replace(given, image=data)
        return self._with_pages(given, data) if read.kind == "pdf" else given

    def _as(self, read: Read) -> DocumentGiven:
        return replace(
            self.given,
            kind=read.kind,
            form=read.form,
            text=read.text,
            html=read.html,
            words=read.words,
            advice=self._advice(read.advice),
            warnings=(*self.given.warnings, *read.warnings),
            notes=(*read.notes, *self.given.notes),
            file_name=f"document.{read.ending}" if read.ending and self.may_leave else "",
        )

    def _advice(self, words: str) -> str:
        """Nobody is told to save what policy keeps here."""
        return words if self.may_leave or not words.startswith("Save it") else _STAYS

    def _with_pages(self, given: DocumentGiven, data: bytes) -> DocumentGiven:
        pdf = PdfReader()
        with self._lock:
            self._pdf = pdf
            if self._ended:
                pdf.abort()
        opened = pdf.open(data)
        if isinstance(opened, Trouble):
            advice = "Save it and open it with another program, or look at it at the source."
            return replace(given, kind="unshowable", words=opened.words, advice=self._advice(advice))
        return replace(given, pages=opened.pages, warnings=(*given.warnings, *opened.warnings))

    # ---- what is asked of it -----------------------------------------------------------------

    def _done(self, wish: Wish) -> Said:
        match wish:
            case WantSheet():
                return self._sheet(wish)
            case WantWords():
                return self._words()
            case FindInDocument():
                return self._found(wish)
            case SaveDocument():
                return self._saved(wish)

    def _sheet(self, wish: WantSheet) -> SheetGiven:
        drawn = self._pdf.draw(wish.page, wish.scale) if self._pdf else Trouble(_BROKE_OFF)
        said = SheetGiven(
            generation=self.given.generation, ticket=self.ticket, page=wish.page, scale=wish.scale
        )
        if isinstance(drawn, Trouble):
            return replace(said, words=drawn.words)
        return replace(said, width=drawn.width, height=drawn.height, pixels=drawn.pixels)

    def _words(self) -> SheetWords:
        found = self._pdf.words() if self._pdf else Trouble(_BROKE_OFF)
        said = SheetWords(generation=self.given.generation, ticket=self.ticket, texts=())
        return (
            replace(said, words=found.words)
            if isinstance(found, Trouble)
            else replace(said, texts=found.texts)
        )

    def _found(self, wish: FindInDocument) -> FoundInDocument:
        found = self._pdf.seek(wish.words) if self._pdf else Trouble(_BROKE_OFF)
        said = FoundInDocument(
            generation=self.given.generation, ticket=self.ticket, sought=wish.words, finds=()
        )
        if isinstance(found, Trouble):
            return replace(said, words=f"Not searched: {found.words}")
        words = _not_searched(found.silent) + (" There are more." if found.more else "")
        return replace(said, finds=found.finds, words=words.strip())

    def _saved(self, wish: SaveDocument) -> DocumentSaved:
        said = DocumentSaved(generation=self.given.generation, ticket=self.ticket, ok=True, words=_SAVED)
        try:
            write_whole(Path(wish.path), self._data, _NOT_SAVED, _ELSEWHERE)
        except StoreError as error:
            return replace(said, ok=False, words=str(error))
        return said


def _not_searched(silent: int) -> str:
    if not silent:
        return ""
    pages = "1 page is a picture" if silent == 1 else f"{silent} pages are pictures"
    return f"{pages} without words and could not be searched: read {'it' if silent == 1 else 'them'}."
