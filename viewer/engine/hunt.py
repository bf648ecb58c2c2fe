"""The search that is under way: which source is being asked for the patient, and what came of it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import tzinfo

from viewer.engine.gather import first_round
from viewer.engine.kept_words import KeptLink, not_kept
from viewer.engine.national import expecting, is_pds
from viewer.engine.readers import Heard, Readers
from viewer.engine.search import Search
from viewer.source.origin import Origin
from viewer.source.protocols import PatientQuery, RecordSource
from viewer.source.session import Session
from viewer.store.audit import Action


@dataclass(slots=True)
class Hunt:
    """One search at a time. ``search`` is None where none was begun.

    ``kept``: what is said of a candidate who was linked in an earlier session.
    ``numbers``: by which NHS number a source was asked later on, after a search by name.
    ``undone``: sources whose link was undone in the record of these files, before an engine that crashed.
    """

    readers: Readers
    zone: tzinfo
    session: Session
    kept: KeptLink = not_kept
    search: Search | None = None
    numbers: dict[str, str] = field(default_factory=dict)
    undone: tuple[str, ...] = ()
    _reading: dict[int, str] = field(default_factory=dict)

    @property
    def sources(self) -> Mapping[str, RecordSource]:
        """The sources that were asked, by id."""
        return self.search.found.sources if self.search else {}

    @property
    def nhs_number(self) -> str:
        """The NHS number that was asked for, "" for none."""
        return self.search.query.nhs_number if self.search else ""

    def begin(self, sources: Sequence[RecordSource], query: PatientQuery) -> Search:
        """Ask every source for the patient, side by side."""
        self.search = Search(sources, query, self.zone, self.kept)
        for source, read in expecting(
            self.session, query, [(one, first_round(one, query)) for one in sources]
        ):
            self._reading[self.readers.start(source.origin.id, read)] = source.origin.id
        return self.search

    def by_new_number(self, note: Callable[[Action, list[Origin], str], None]) -> Iterator[Search]:
        """Ask everybody anew where PDS has replaced the number asked for (IDM-08); nothing else is told.

        What was found under the old number is dropped. ``note`` is told the sources and the new number
        before they are asked; where it raises, they are not. A number is followed once: two that replace
        each other would be asked for ever.
        """
        former = self.search
        if former is None or former.found.replaced:
            return
        asked, current = former.query.nhs_number, former.found.current(former.query.nhs_number)
        if current != asked:
            note(Action.SEARCH, [source.origin for source in former.sources], current)
            self.cancel("")
            self.forget()
            anew = self.begin(tuple(former.sources), replace(former.query, nhs_number=current))
            anew.found.replaced = asked
            yield anew

    def again(self, *sources: RecordSource, number: str = "") -> None:
        """Ask sources anew, in the place of what they answered; ``number``: by this NHS number instead.

        Whom PDS found by name stands on beside the one whom it has under the number.
        """
        if self.search is None:
            return
        query = PatientQuery(nhs_number=number) if number else self.search.query
        for source in sources:
            self._make_room(self.search, source, keep=bool(number) and is_pds(source))
            if number:
                self.numbers[source.origin.id] = number
        asked = [(source, first_round(source, query)) for source in sources]
        for source, read in expecting(self.session, query, asked):
            self._reading[self.readers.start(source.origin.id, read)] = source.origin.id

    def _make_room(self, search: Search, source: RecordSource, *, keep: bool) -> None:
        key = source.origin.id
        search.found.sources[key] = source
        self.cancel(key)
        self._reading = {number: at for number, at in self._reading.items() if at != key}
        if not (keep and search.found.surveys[key].patients):
            search.begin_again(key)

    def asks(self, source: str) -> bool:
        """Whether a source is being asked for the patient."""
        return source in self._reading.values()

    def knows(self, heard: Heard) -> bool:
        """Whether an event belongs to this search."""
        return heard.reading in self._reading

    def ended(self, heard: Heard) -> None:
        """A source has answered to its end."""
        del self._reading[heard.reading]

    def cancel(self, source: str) -> None:
        """Stop asking a source ("" all)."""
        for number, key in self._reading.items():
            if source in {"", key}:
                self.readers.cancel(number)

    def forget(self) -> None:
        """Nothing of it is kept."""
        self.search = None
        self.undone = ()
        self._reading.clear()
        self.numbers.clear()
