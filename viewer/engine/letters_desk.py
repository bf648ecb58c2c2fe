"""Letters on the engine's side, for searching: read beside the record on screen, and forgotten with it."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from threading import Event

from viewer.engine.endpoint_desk import EndpointDesk
from viewer.engine.errands import Errands, Happened, Tell
from viewer.engine.letter_reader import Job, LetterReader, ReadCopy
from viewer.engine.message import Said
from viewer.engine.open_record import OpenRecord
from viewer.engine.reading_letters import ReadingLetters
from viewer.fetch.documents import may_hold


@dataclass(slots=True)
class LettersDesk:
    """One for an engine; ``step`` is called while nobody asks."""

    desk: EndpointDesk
    errands: Errands
    letters: ReadingLetters | None = None
    _reader: LetterReader | None = None
    _begun: int = 0

    def begin(self, record: OpenRecord) -> None:
        """A record is about to be read: its letters are searched, and what is not is said."""
        self.close()
        self.letters = ReadingLetters(record.told, record.seeking.index, self._hand, self._holds)
        record.seeking.beside.append(self.letters.reach)
        record.seeking.letters = self.letters.counts

    def step(self, record: OpenRecord) -> bool:
        """Take one piece of work; tell whether there may be more."""
        return self.letters is not None and self.letters.told is record.told and self.letters.step()

    def close(self) -> None:
        """The record leaves the screen: nothing of its letters is read or kept any more."""
        if self._reader is not None:
            self._reader.abort()
        self._reader, self.letters = None, None

    def _holds(self, source: str, url: str) -> bool:
        return any(one.id == source and may_hold(one, url) for one in self.desk.in_use)

    def _hand(self, job: Job) -> None:
        if self._reader is None:
            self._begun += 1
            self._reader = LetterReader()
            self.errands.start(f"letters {self._begun}", partial(self._read, self._reader, self.letters))
        self._reader.hand(job)

    def _read(self, reader: LetterReader, letters: ReadingLetters | None, cancel: Event, tell: Tell) -> None:
        reader.run(cancel, lambda read: tell(Happened(partial(self._take, letters, read))))

    def _take(self, letters: ReadingLetters | None, read: ReadCopy) -> Iterable[Said]:
        if letters is not None and letters is self.letters:
            letters.take(read)
            if letters.settled and self._reader is not None:
                self._reader.hand(None)
                self._reader = None
        return ()
