"""How a command speaks: results to standard output, progress and errors to standard error."""

import sys
from dataclasses import dataclass
from typing import TextIO

from viewer.errors import UsageError, ViewerError


@dataclass(frozen=True, slots=True)
class Streams:
    """Where a command reads and writes; tests hand in their own."""

    results: TextIO
    progress: TextIO
    answers: TextIO

    def result(self, text: str) -> None:
        """Print one result, whole; a character that the terminal cannot show is written as its escape."""
        encoding = getattr(self.results, "encoding", None) or "utf-8"
        self.results.write(text.encode(encoding, "backslashreplace").decode(encoding) + "\n")

    def check_bytes(self) -> None:
        """Refuse a result that is no text where it would land on a screen. Raises UsageError."""
        if self.results.isatty() or not hasattr(self.results, "buffer"):
            raise UsageError("A PDF is not for a terminal", "Send it to a file: add  > record.pdf")

    def result_bytes(self, data: bytes) -> None:
        """Write a result that is no text."""
        self.results.flush()
        self.results.buffer.write(data)
        self.results.buffer.flush()

    def say(self, text: str) -> None:
        """Tell the person something that is no result."""
        self.progress.write(text + "\n")
        self.progress.flush()

    def refuse(self, error: ViewerError) -> None:
        """Say in words why something was not done."""
        self.say(f"tributary: {error}")

    def ask(self, prompt: str = "") -> str:
        """Read one line that the person typed or piped in; who sits at a terminal is told what is wanted."""
        if prompt and self.answers.isatty():
            self.say(prompt)
        try:
            return self.answers.readline().strip()
        except UnicodeDecodeError:
            raise UsageError("Standard input is not text") from None


def standard() -> Streams:
    """The process's own streams."""
    return Streams(sys.stdout, sys.stderr, sys.stdin)
