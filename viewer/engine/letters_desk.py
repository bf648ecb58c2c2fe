"""Letters on the engine's side, for searching: read beside the record on screen, and forgotten with it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from threading import Event
from typing import TYPE_CHECKING

from viewer.engine.document_desk import DocumentDesk, to_read
from viewer.engine.documents.pdf_messages import Letter, ReadBytes
from viewer.engine.endpoint_desk import EndpointDesk
from viewer.engine.errands import Errands, Happened, Tell
from viewer.engine.letter_reader import Job, LetterReader, ReadCopy, Spot
from viewer.engine.message import Said
from viewer.engine.open_record import OpenRecord
from viewer.errors import ViewerError
from viewer.fetch.documents import Content, DocumentSource, Wanted, may_hold
from viewer.fetch.faults import Fault
from viewer.source.endpoint import Kind
from viewer.store.audit import Action

if TYPE_CHECKING:
    from viewer.engine.reading_letters import ReadingLetters

PACE_S = 1.0
"""Seconds before each letter that is fetched to be searched: no source is asked for many at once."""
FOR_SEARCH = "document, to be searched"
_Asked = tuple["ReadingLetters", Spot, Letter]


@dataclass(slots=True)
class LettersDesk:
    """One for an engine; ``step`` is called while nobody asks.

    What is at its source is fetched to be searched only where policy and the source's settings let it: one by
    one, each audited as an access to a document, never of a restricted person, by emergency access, or from a
    national service.
    """

    desk: EndpointDesk
    errands: Errands
    documents: DocumentDesk
    letters: "ReadingLetters | None" = None
    _reader: LetterReader | None = None
    _begun: int = 0
    _fetching: str = ""
    _stopped: bool = False

    def __post_init__(self) -> None:
        self.documents.heard = self._heard

    def begin(self, record: OpenRecord) -> None:
        """A record is about to be read: its letters are searched, and what is not is said."""
        from viewer.engine.reading_letters import ReadingLetters  # with numpy, which the start does without

        self.close()
        self.letters = ReadingLetters(record.told, record.seeking.index, self._hand, self._holds)
        record.seeking.beside.append(self.letters.reach)
        record.seeking.letters = self.letters.counts

    def step(self, record: OpenRecord) -> bool:
        """Take one piece of work; tell whether there may be more."""
        letters = self.letters
        if letters is None or letters.told is not record.told:
            return False
        if letters.step():
            return True
        self._dismiss(letters)  # the last lines that were looked through may have held no letter
        if record.settled and letters.settled and not (self._fetching or self._stopped):
            self._fetch_next(record, letters)
        return False

    def close(self) -> None:
        """The record leaves the screen: nothing of its letters is read or kept any more."""
        if self._reader is not None:
            self._reader.abort()
        self.errands.cancel(self._fetching)
        self._reader, self.letters, self._fetching, self._stopped = None, None, "", False

    # ---- what is at its source ---------------------------------------------------------------

    def _fetch_next(self, record: OpenRecord, letters: "ReadingLetters") -> None:
        """Fetch one more letter, after a pause. What the audit trail cannot note is not fetched."""
        spot, letter = next(self._wanted(record, letters), (("", 0, 0), Letter(0)))
        origin = next((one for one in record.origins if one.id == spot[0]), None)
        source = self.documents.source(origin) if origin is not None else None
        if origin is None or source is None:
            return
        try:
            self.desk.audit(Action.VIEW, [origin], record.nhs_number, FOR_SEARCH)
        except ViewerError:
            self._stopped = True
            return
        wanted = Wanted(url=letter.url, media_type=letter.media_type, nhs_number=record.nhs_number)
        self._begun += 1
        self._fetching = f"letters-to-search {self._begun}"
        self.errands.start(self._fetching, partial(self._fetch, source, wanted, (letters, spot, letter)))

    def _wanted(self, record: OpenRecord, letters: "ReadingLetters") -> Iterator[tuple[Spot, Letter]]:
        if not self.desk.setting.policy.search_documents or record.load.is_restricted:
            return
        broken = self.desk.setting.session.glass.sources
        may = {
            one.id
            for one in self.desk.in_use
            if one.kind is Kind.FHIR and one.asking.search_documents and one.id not in broken
        }
        yield from ((spot, letter) for spot, letter in letters.at_source() if spot[0] in may)

    def _fetch(
        self, source: DocumentSource, wanted: Wanted, letter: _Asked, cancel: Event, tell: Tell
    ) -> None:
        if cancel.wait(PACE_S):
            return
        found = source.fetch(wanted, cancel)
        tell(Happened(partial(self._fetched, letter, found)))

    def _fetched(self, asked: _Asked, found: Content | Fault) -> Iterable[Said]:
        letters, spot, letter = asked
        if letters is self.letters:
            self._fetching = ""
            if isinstance(found, Content):
                self._heard(spot, letter.part, to_read(found, {"contentType": letter.media_type}))
            else:
                letters.not_given(spot, letter.part)
        return ()

    def _heard(self, spot: Spot, part: int, alone: ReadBytes) -> None:
        """Search in what was fetched, or opened by hand."""
        if self.letters is not None and self.letters.lacks(spot, part):
            self.letters.begun(spot, part)
            self._hand(Job(spot=spot, alone=alone, part=part))

    # ---- who reads ---------------------------------------------------------------------------

    def _holds(self, source: str, url: str) -> bool:
        return any(one.id == source and may_hold(one, url) for one in self.desk.in_use)

    def _hand(self, job: Job) -> None:
        if self._reader is None:
            self._begun += 1
            self._reader = LetterReader()
            self.errands.start(f"letters {self._begun}", partial(self._read, self._reader, self.letters))
        self._reader.hand(job)

    def _read(
        self, reader: LetterReader, letters: "ReadingLetters | None", cancel: Event, tell: Tell
    ) -> None:
        reader.run(cancel, lambda read: tell(Happened(partial(self._take, letters, read))))

    def _take(self, letters: "ReadingLetters | None", read: ReadCopy) -> Iterable[Said]:
        if letters is not None and letters is self.letters:
            letters.take(read)
            self._dismiss(letters)
        return ()

    def _dismiss(self, letters: "ReadingLetters") -> None:
        """Nothing is left to be read: no process waits beside the record for it."""
        if letters.settled and self._reader is not None:
            self._reader.hand(None)
            self._reader = None
