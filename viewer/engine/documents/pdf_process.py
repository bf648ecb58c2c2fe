"""The process that draws one PDF: questions on standard input, answers on standard output, and nothing else.

It has no secret, no record and no network; what a hostile PDF breaks here is this process alone.
"""

import os
import sys
from contextlib import suppress
from typing import BinaryIO

from viewer.engine.documents.pdf_messages import (
    Answered,
    Asked,
    Draw,
    Open,
    Read,
    Seek,
    Trouble,
    read_asked,
    write,
)
from viewer.engine.documents.pdf_pages import PdfPages, PdfTrouble

_MOST_MEMORY = 2 * 1024**3
_NOTHING = "Nothing is open"


def run() -> int:
    """Answer until the questions end. Returns the exit code."""
    _limit()
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints never stands among the answers
    serve(sys.stdin.buffer, answers)
    return 0


def serve(questions: BinaryIO, answers: BinaryIO) -> None:
    """Answer each question once, in order."""
    pages: PdfPages | None = None
    while (asked := read_asked(questions)) is not None:
        try:
            if isinstance(asked, Open):
                pages = PdfPages(asked.data)
            answer = _answer(pages, asked)
        except PdfTrouble as trouble:
            answer = Trouble(str(trouble))
        except MemoryError:
            answer = Trouble("It needs more memory than a document may take")
        write(answers, answer)


def _answer(pages: PdfPages | None, asked: Asked) -> Answered:
    if pages is None:
        return Trouble(_NOTHING)
    match asked:
        case Open():
            return pages.opened()
        case Draw():
            return pages.draw(asked.page, asked.scale)
        case Read():
            return pages.words()
        case Seek():
            return pages.seek(asked.words)


def _limit() -> None:
    """Keep a PDF that would fill the memory from doing so, where the system can."""
    if sys.platform == "win32":
        return
    import resource

    with suppress(ValueError, OSError):  # a system that has a lower limit already keeps it
        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core dump would hold the letter


if __name__ == "__main__":
    sys.exit(run())
