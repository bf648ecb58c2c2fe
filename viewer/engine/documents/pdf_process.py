"""The process that draws one PDF or reads letters: questions on standard input, answers on standard output.

It has no secret, no record and no network; what a hostile PDF breaks here is this process alone. It ends with
whoever started it, whatever it is drawing just then.
"""

import ctypes
import os
import queue
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import BinaryIO, NoReturn

from viewer.engine.documents.letter_text import HeldLetters, held_letters, read_bytes
from viewer.engine.documents.pdf_messages import (
    Answered,
    Asked,
    Draw,
    Letters,
    ListLetters,
    Open,
    Read,
    ReadBytes,
    ReadLetter,
    Seek,
    Trouble,
    read_asked,
    write,
)
from viewer.engine.documents.pdf_pages import PdfPages, PdfTrouble
from viewer.store.last_words import keep_values_out
from viewer.store.no_dumps import forbid_dumps

_MOST_MEMORY = 2 * 1024**3
_SET_DEATH_SIGNAL = 1
_NOTHING = "Nothing is open"


def run() -> NoReturn:
    """Answer until the questions end, or nobody takes the answers."""
    forbid_dumps()  # a core dump would hold the letter
    keep_values_out("pdf")
    _limit()
    _end_with_parent()
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints never stands among the answers
    heard: queue.SimpleQueue[Asked | None] = queue.SimpleQueue()
    threading.Thread(target=_hear, args=(sys.stdin.buffer, heard), daemon=True).start()
    try:
        serve(heard.get, answers)
    finally:
        os._exit(0)  # an orderly end would wait for the thread that listens


def _hear(questions: BinaryIO, heard: "queue.SimpleQueue[Asked | None]") -> None:
    """Pass questions on; with the last one everything ends, however long a page is being drawn."""
    try:
        while (asked := read_asked(questions)) is not None:
            heard.put(asked)
    finally:
        os._exit(0)


def serve(ask: Callable[[], Asked | None], answers: BinaryIO) -> None:
    """Answer each question once, in order, until there is none (None)."""
    desk = _Desk()
    while (asked := ask()) is not None:
        try:
            answer = desk.answer(asked)
        except PdfTrouble as trouble:
            answer = Trouble(str(trouble))
        except MemoryError:
            answer = Trouble("It needs more memory than a document may take")
        write(answers, answer)


class _Desk:
    """What is open: a PDF to be drawn, or the letters of a resource."""

    def __init__(self) -> None:
        self._pages: PdfPages | None = None
        self._letters: HeldLetters | None = None

    def answer(self, asked: Asked) -> Answered:
        match asked:
            case ListLetters():
                self._letters = held_letters(asked.raw)
                return Letters(self._letters.listed()) if self._letters else Trouble("It cannot be read")
            case ReadLetter():
                return self._letters.read(asked.part) if self._letters else Trouble(_NOTHING)
            case ReadBytes():
                return read_bytes(asked.data, {"contentType": asked.stated}, asked.media_type, asked.name)
            case _:
                return self._drawn(asked)

    def _drawn(self, asked: Open | Draw | Read | Seek) -> Answered:
        if isinstance(asked, Open):
            self._pages = PdfPages(asked.data)
            return self._pages.opened()
        if self._pages is None:
            return Trouble(_NOTHING)
        match asked:
            case Draw():
                return self._pages.draw(asked.page, asked.scale)
            case Read():
                return self._pages.words()
            case Seek():
                return self._pages.seek(asked.words)


def _end_with_parent() -> None:
    """Let Linux end this process with the thread that started it, even where it is stopped or held up."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SET_DEATH_SIGNAL, int(signal.SIGKILL), 0, 0, 0)


def _limit() -> None:
    """Keep a PDF that would fill the memory from doing so, where the system can."""
    if sys.platform == "win32":
        return
    import resource

    with suppress(ValueError, OSError):  # a system that has a lower limit already keeps it
        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))


if __name__ == "__main__":
    run()
