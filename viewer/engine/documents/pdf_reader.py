"""A PDF open in a process of its own: started, asked one thing at a time, ended if it does not answer."""

import subprocess
import sys
import threading
from contextlib import suppress
from typing import TypeVar

import msgspec

from viewer.engine.documents.pdf_messages import (
    Answered,
    Asked,
    Draw,
    Drawn,
    Found,
    Letters,
    LetterText,
    ListLetters,
    Open,
    Opened,
    Read,
    ReadBytes,
    ReadLetter,
    Seek,
    Trouble,
    Words,
    read_answered,
    write,
)

Kind = TypeVar("Kind", Opened, Drawn, Found, Words, Letters, LetterText)
LONGEST_S = 30.0
_BROKE = "Reading it ended the program that draws PDF: it is damaged, or made to do harm"
_SLOW = "It takes too long to draw, and was given up"
_END_S = 2


class PdfReader:
    """One PDF, for one thread; ``longest_s`` is how long one answer may take. Every answer may be Trouble.

    The process ends with the thread that makes this.
    """

    def __init__(self, longest_s: float = LONGEST_S) -> None:
        self._longest_s = longest_s
        self._late = False
        self._child = subprocess.Popen(  # nosec B603 # noqa: S603 - our own program with our own arguments
            _command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # a library's complaint may hold a word of the letter
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )

    def open(self, data: bytes) -> Opened | Trouble:
        """Take in a PDF; all else is about it."""
        return self._expect(Open(data), Opened)

    @property
    def is_over(self) -> bool:
        """Whether the process has ended: it answers nothing any more."""
        return self._child.poll() is not None

    @property
    def process_id(self) -> int:
        """The process that draws."""
        return self._child.pid

    def draw(self, page: int, scale: float) -> Drawn | Trouble:
        """Draw one page."""
        return self._expect(Draw(page, scale), Drawn)

    def words(self) -> Words | Trouble:
        """Return the words of every page."""
        return self._expect(Read(), Words)

    def seek(self, words: str) -> Found | Trouble:
        """Find words."""
        return self._expect(Seek(words), Found)

    def letters(self, raw: bytes) -> Letters | Trouble:
        """Take in a resource as it was sent, and return which documents it holds."""
        return self._expect(ListLetters(raw), Letters)

    def letter(self, part: int) -> LetterText | Trouble:
        """Return the words of one of them."""
        return self._expect(ReadLetter(part), LetterText)

    def bytes_of(self, alone: ReadBytes) -> LetterText | Trouble:
        """Return the words of a document that stands alone."""
        return self._expect(alone, LetterText)

    def close(self) -> None:
        """End it; safe to call twice."""
        for pipe in (self._child.stdin, self._child.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        try:
            self._child.wait(_END_S)
        except subprocess.TimeoutExpired:
            self._child.kill()
            self._child.wait()

    def abort(self) -> None:
        """End it at once, from any thread; whoever waits for an answer gets Trouble."""
        self._child.kill()

    def _expect(self, asked: Asked, kind: type[Kind]) -> Kind | Trouble:
        answer = self._ask(asked)
        return answer if isinstance(answer, (kind, Trouble)) else Trouble(_BROKE)

    def _ask(self, asked: Asked) -> Answered:
        late = threading.Timer(self._longest_s, self._give_up)
        late.daemon = True
        late.start()
        try:
            write(self._child.stdin, asked)  # type: ignore[arg-type]  # both are pipes, as asked for above
            answer = read_answered(self._child.stdout)  # type: ignore[arg-type]
        except (OSError, ValueError, msgspec.MsgspecError):
            answer = None
        finally:
            late.cancel()
        return answer or Trouble(_SLOW if self._late else _BROKE)

    def _give_up(self) -> None:
        self._late = True
        self._child.kill()


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, "--draw-pdf"]
    return [sys.executable, "-I", "-m", "viewer.engine.documents.pdf_process"]
