"""The search that is under way: which source is being asked for the patient, and what came of it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import tzinfo

from viewer.engine.gather import first_round
from viewer.engine.national import expecting
from viewer.engine.readers import Heard, Readers
from viewer.engine.search import Search
from viewer.source.origin import Origin
from viewer.source.protocols import PatientQuery, RecordSource
from viewer.source.session import Session
from viewer.store.audit import Action


@dataclass(slots=True)
class Hunt:
    """One search at a time. ``search`` is None where none was begun."""

    readers: Readers
    zone: tzinfo
    session: Session
    search: Search | None = None
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
        self.search = Search(sources, query, self.zone)
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

    def again(self, source: RecordSource) -> None:
        """Ask one source anew, in the place of what it answered."""
        if self.search is None:
            return
        key, query = source.origin.id, self.search.query
        self.search.found.sources[key] = source
        self.search.begin_again(key)
        for _, read in expecting(self.session, query, [(source, first_round(source, query))]):
            self._reading[self.readers.start(key, read)] = key

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
        self._reading.clear()
