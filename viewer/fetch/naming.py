"""How a source wants its searches to name the patient: by id, by a whole reference, or by number too.

FHIR lets ``patient=1`` and ``patient=Patient/1`` mean the same. A source that compares the text with what
its records hold finds nothing by the first, and says so as if there were nothing: silent loss. So, where no
search by id brought anything at all, those that found nothing are asked again by reference.

Whether one did is known only when all have ended. A search whose end hangs on it is put off until then, or
until one brings something: what is asked never hangs on which answer came first.
"""

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from threading import Lock

from viewer.fetch.by_number import ByNumber
from viewer.fetch.chain import Chain
from viewer.fetch.desk import Desk
from viewer.fetch.plan import Step
from viewer.fetch.references import References
from viewer.fetch.searches import Search
from viewer.source.answer import Answer, Ended, Outcome, SourceEvent
from viewer.source.gap import GapKind

_MESSAGE = "OperationOutcome"
_Keys = set[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class _Open:
    """A search that ended; ``other``: how to ask it again, None where it is not to be asked again.

    ``known``: the ids of what came of its type.
    """

    search: Search
    ended: Ended
    other: Search | None = None
    known: frozenset[str] = frozenset()


@dataclass(slots=True)
class Naming:
    """What is known of one source in one read. Safe to use from several threads."""

    desk: Desk
    patient_id: str
    numbered: ByNumber
    _by_id: bool = False
    _open: list[_Open] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)

    def events(
        self, search: Search, known: Callable[[], frozenset[str]] = frozenset
    ) -> Iterator[SourceEvent]:
        """Ask one search; every answer as it came, and each ``Ended`` that is settled by now.

        ``known`` holds the ids of what came of the type before, in another way.
        """
        ended, came = yield from self._held_back(search, "")
        self._by_id = self._by_id or bool(came)
        again = not came and ended.outcome is Outcome.COMPLETE
        other = self._referring(search) if again else None
        yield from self._settled(_Open(search, ended, other, _of_type(search, came) | known()))

    def agreed(
        self, search: Search, ended: Ended, known: Callable[[], frozenset[str]]
    ) -> Iterator[SourceEvent]:
        """End a search that need not be asked: the source's count by id is what is ``known``."""
        self._by_id = self._by_id or bool(known())
        other = None if known() else self._referring(search)
        yield from self._settled(_Open(search, ended, other, known()))

    def put_off(self) -> tuple[Step, ...]:
        """Return what has not ended yet, once everything else has."""
        return tuple(
            Step(one.search.label, one.search.domains, partial(self._last, one)) for one in self._open
        )

    def _settled(self, one: _Open) -> Iterator[SourceEvent]:
        """Put off the end of a search; end those, its own or others', on which nothing hangs any more."""
        if one.search.type == self.numbered.first:
            ended = yield from self.numbered.also(one.search, one.ended, one.known)
            one = replace(one, ended=ended)
        for settled in self._exchanged(one):
            yield from self._finished(settled)

    def _exchanged(self, one: _Open) -> list[_Open]:
        with self._lock:
            waiting = [*self._open, one]
            settled = [each for each in waiting if self._is_settled(each)]
            self._open = [each for each in waiting if each not in settled]
        return settled

    def _is_settled(self, one: _Open) -> bool:
        return (one.other is None or self._by_id) and self.numbered.is_known(one.search.type)

    def _finished(self, one: _Open) -> Iterator[SourceEvent]:
        ended = one.ended
        if one.search.type != self.numbered.first:
            ended = yield from self.numbered.also(one.search, ended, one.known)
        yield ended

    def _last(self, one: _Open) -> Iterator[SourceEvent]:
        if one.other is not None and not self._by_id:
            again, came = yield from self._held_back(one.other, ", asked by reference")
            if came:
                known = one.known | _of_type(one.search, came)
                one = replace(one, ended=_both(one.ended, again), known=known)
        yield from self._finished(one)

    def _held_back(self, search: Search, what: str) -> Generator[Answer, None, tuple[Ended, _Keys]]:
        """Yield the answers; return the end, and what came but messages."""
        came = References(self.desk.origin.base)
        ended = self.desk.ended(search.label, Outcome.FAILED)  # a chain always ends by itself
        for event in Chain(self.desk, search).events():
            if isinstance(event, Answer):
                came.note(event.body, event.media_type, event.path)
                yield replace(event, place=event.place + what)
            elif isinstance(event, Ended):
                ended = event
        return ended, {key for key in came.came if key[0] != _MESSAGE}

    def _referring(self, search: Search) -> Search | None:
        """Return the same question with the patient as a reference, None where it is none by bare id."""
        bare = ("patient", self.patient_id)
        if bare not in search.must:
            return None
        whole = ("patient", f"Patient/{self.patient_id}")
        return replace(search, must=tuple(whole if one == bare else one for one in search.must))


def _of_type(search: Search, keys: _Keys) -> frozenset[str]:
    return frozenset(name for kind, name in keys if kind == search.type)


def _both(first: Ended, again: Ended) -> Ended:
    """How a search ended that brought something only the second time; what was lost by number stays said."""
    lost = tuple(gap for gap in first.gaps if gap.kind is not GapKind.NOTICE)
    return replace(again, outcome=first.outcome if lost else again.outcome, gaps=(*lost, *again.gaps))
