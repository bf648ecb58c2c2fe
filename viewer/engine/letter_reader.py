"""Who reads letters: a thread with a process of its own, that is begun anew where a letter ends it."""

import queue
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from viewer.engine.documents.pdf_messages import Letter, LetterText, ReadBytes, Trouble
from viewer.engine.documents.pdf_reader import PdfReader
from viewer.source.protocols import Cancel
from viewer.timeline.search.reach import Paper

Spot = tuple[str, int, int]
"""Where a copy is: source, page, start."""
LONGEST_S = 10.0
"""Seconds in which one document has to be read."""
_MOST_TROUBLES = 3
_SLOW = LetterText(Paper.TOO_SLOW.name)
_UNREADABLE = LetterText(Paper.UNREADABLE.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A copy to be read with all its letters, or (``alone``) the bytes of its document ``part``."""

    spot: Spot
    raw: bytes = field(default=b"", repr=False)
    alone: ReadBytes | None = field(default=None, repr=False)
    part: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadCopy:
    """What was read of a copy: its documents, each with its text; None for one that did not come with it."""

    spot: Spot
    letters: tuple[tuple[Letter, LetterText | None], ...] = field(repr=False)
    alone: bool = False


class LetterReader:
    """Reads what is handed to it until it is ended."""

    def __init__(self, longest_s: float = LONGEST_S) -> None:
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._longest_s = longest_s
        self._reader: PdfReader | None = None
        self._ended = False

    def hand(self, job: Job | None) -> None:
        """Read this next, from any thread; None ends it."""
        self._jobs.put(job)

    def abort(self) -> None:
        """End it at once, from any thread: the record has left the screen."""
        self._ended = True
        self._jobs.put(None)
        reader = self._reader
        if reader is not None:
            reader.abort()

    def run(self, cancel: Cancel, tell: Callable[[ReadCopy], None]) -> None:
        """Read on the thread that calls; ``tell`` is called on it too."""
        try:
            while (job := self._jobs.get()) is not None and not (self._ended or cancel.is_set()):
                tell(self._read(job))
        finally:
            self._end()

    def _read(self, job: Job) -> ReadCopy:
        if job.alone is not None:
            found = self._working().bytes_of(job.alone)
            text = found if isinstance(found, LetterText) else _SLOW
            return ReadCopy(spot=job.spot, letters=((Letter(job.part), text),), alone=True)
        listed = self._working().letters(job.raw)
        if isinstance(listed, Trouble):
            return ReadCopy(spot=job.spot, letters=((Letter(0), _UNREADABLE),))
        return ReadCopy(spot=job.spot, letters=tuple(self._letters(job, listed.letters)))

    def _letters(self, job: Job, letters: tuple[Letter, ...]) -> Iterator[tuple[Letter, LetterText | None]]:
        """One that ends the process does not take the others along, unless several do."""
        troubles = 0
        for letter in letters:
            if letter.url:
                yield letter, None
                continue
            found = self._one(job, letter) if troubles < _MOST_TROUBLES else None
            troubles += found is None
            yield letter, found or _SLOW

    def _one(self, job: Job, letter: Letter) -> LetterText | None:
        reader = self._reader
        if reader is None or reader.is_over:
            self._working().letters(job.raw)
        found = self._working().letter(letter.part)
        return found if isinstance(found, LetterText) else None

    def _working(self) -> PdfReader:
        if self._reader is None or self._reader.is_over:
            self._end()
            self._reader = PdfReader(self._longest_s)
        return self._reader

    def _end(self) -> None:
        if self._reader is not None:
            self._reader.close()
            self._reader = None
