"""How a source wants its searches to name the patient: by id, or by a whole reference, as its answers show.

FHIR lets ``patient=1`` and ``patient=Patient/1`` mean the same. A source that compares the text with what its
records hold finds nothing by the first, and says so as if there were nothing: silent loss. So, until one
answer has brought anything, a search by id that found nothing is asked again by reference.
"""

from collections.abc import Generator, Iterator
from dataclasses import dataclass, replace

from viewer.fetch.chain import Chain
from viewer.fetch.desk import Desk
from viewer.fetch.references import References
from viewer.fetch.searches import Search
from viewer.source.answer import Answer, Ended, Outcome, SourceEvent

_MESSAGE = "OperationOutcome"


@dataclass(slots=True)
class Naming:
    """What is known of one source in one read. Threads may race for it: that costs a question, no more."""

    desk: Desk
    patient_id: str
    by_id: bool = False
    by_reference: bool = False

    def events(self, search: Search) -> Iterator[SourceEvent]:
        """Ask one search; every answer as it came, and one ``Ended``."""
        other = self._referring(search)
        if other is None or self.by_id or self.by_reference:
            asked = other if other is not None and self.by_reference else search
            yield from Chain(self.desk, asked).events()
            return
        ended, came = yield from self._held_back(search, "")
        self.by_id = self.by_id or came
        if not came and not self.by_id and ended.outcome is Outcome.COMPLETE:
            again, came = yield from self._held_back(other, ", asked by reference")
            self.by_reference = self.by_reference or came
            ended = again if came else ended
        yield ended

    def _held_back(self, search: Search, what: str) -> Generator[Answer, None, tuple[Ended, bool]]:
        """Yield the answers; return the end, and whether anything but messages came."""
        came = References(self.desk.origin.base)
        ended = self.desk.ended(search.label, Outcome.FAILED)  # a chain always ends by itself
        for event in Chain(self.desk, search).events():
            if isinstance(event, Answer):
                came.note(event.body, event.media_type, event.path)
                yield replace(event, place=event.place + what)
            elif isinstance(event, Ended):
                ended = event
        return ended, any(kind != _MESSAGE for kind, _ in came.came)

    def _referring(self, search: Search) -> Search | None:
        """Return the same question with the patient as a reference, None where it is none by bare id."""
        bare = ("patient", self.patient_id)
        if bare not in search.must:
            return None
        whole = ("patient", f"Patient/{self.patient_id}")
        return replace(search, must=tuple(whole if one == bare else one for one in search.must))
