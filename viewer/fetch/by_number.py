"""Records that name the patient by NHS number alone are asked for: no search by reference finds them.

``subject.identifier`` without a reference is valid FHIR, and servers that index references never see it:
silent loss. The question (``patient:identifier=system|number``) is used only where the answer's ``self`` link
names the parameter with its modifier, for a server that ignores it answers about everybody. One type is asked
first; only where it takes the question are the others. That a source cannot be asked is a standing note and
no loss of a domain: nothing says that it holds such records, and nearly none does (CMP-07).
"""

from collections.abc import Generator, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from viewer.fetch.desk import Desk
from viewer.fetch.faults import Fault
from viewer.fetch.page import resources_of
from viewer.fetch.paging import Pages, Paging
from viewer.fetch.searches import Search
from viewer.fetch.tally import Tally
from viewer.fetch.words import gap_kind, subject_of_search
from viewer.fhir.head import head_of
from viewer.fhir.nhs_number import NHS_NUMBER_SYSTEM
from viewer.source.answer import Answer, Ended, Outcome
from viewer.source.domain import domain_of
from viewer.source.gap import Gap, GapKind

_CAME = frozenset({Outcome.COMPLETE, Outcome.TRUNCATED})
_SUBJECT = "Records that name the patient by NHS number only"
_PLACE = ", asked by NHS number"


@dataclass(slots=True)
class ByNumber:
    """What is known of one source in one read. Safe to use from several threads.

    ``first``: the type that is tried before all others. ``number``: the patient's NHS number, "" where none
    is known, and then nothing is asked; set before the first search ends.
    """

    desk: Desk
    first: str = ""
    number: str = ""
    _taken: bool | None = None
    _sure: bool = False
    _refused: dict[str, None] = field(default_factory=dict)

    def is_known(self, resource_type: str) -> bool:
        """Whether it is settled if a type is to be asked so; what is asked never hangs on who was quicker."""
        return not self.number or self._taken is not None or resource_type == self.first

    def also(self, search: Search, ended: Ended, known: AbstractSet[str]) -> Generator[Answer, None, Ended]:
        """Ask for a type by number after its own search ended; return how both ended together.

        ``known``: the ids of what came of this type by reference.
        """
        trial = search.type == self.first
        if trial and ended.outcome not in _CAME:
            self._taken = True  # it says nothing of this question, so every type has to be asked
        if not self.number or ended.outcome not in _CAME or not (trial or self._taken):
            return ended
        tally = Tally()
        fault = yield from self._asked(search, tally, known)
        if trial:
            self._taken = self._sure = fault is None or not self._is_refusal(fault, tally)
        if fault is None or any(fault.why in gap.why for gap in ended.gaps):  # nothing new is lost
            return ended
        if self._is_refusal(fault, tally):
            self._refused[search.type] = None
            return ended
        return self._incomplete(search, ended, fault)

    def notes(self) -> Iterator[Gap]:
        """Say once what cannot be asked for."""
        if not self._refused:
            return
        which = f" ({', '.join(sorted(self._refused))})" if self._sure else ""
        why = f"they cannot be searched for at this source{which}; any it holds are not in this record"
        yield self.desk.gap(GapKind.NOTICE, None, _SUBJECT, why, "")

    def _asked(self, search: Search, tally: Tally, known: AbstractSet[str]) -> Pages:
        (who, _), *_ = search.must
        own = Search(
            label=search.label,
            type=search.type,
            must=((f"{who}:identifier", f"{NHS_NUMBER_SYSTEM}|{self.number}"),),
            may=() if search.type == self.first else search.may,
            proved=True,
        )
        pages = Paging(self.desk, tally, []).pages(own, own.may)
        while True:
            try:
                answer = next(pages)
            except StopIteration as end:
                fault: Fault | None = end.value
                return fault
            if tally.pages:  # a message is told by the fault
                yield replace(answer, place=answer.place + _PLACE)
            if tally.pages == 1 and tally.total == len(known) and self._is_same(search.type, answer, known):
                return None

    def _is_same(self, resource_type: str, answer: Answer, known: AbstractSet[str]) -> bool:
        """Whether a page proves, with its total, that the whole answer is what came by reference.

        A row without the number was found through the patient: so everything about the patient is found, and
        as many as are known are the same ones. Reading them all twice would double every record.
        """
        raws = resources_of(answer.body, answer.media_type)
        own = [(head.id, raw) for raw in raws if (head := head_of(raw)).type == resource_type]
        number = self.number.encode()
        return all(name in known for name, _ in own) and any(number not in raw for _, raw in own)

    def _is_refusal(self, fault: Fault, tally: Tally) -> bool:
        """Whether the source does not take the question; once it did, what else goes wrong is a loss."""
        if tally.pages or fault.outcome is Outcome.CANCELLED:
            return False
        return fault.lean or fault.outcome is Outcome.DENIED or (fault.restart and not self._sure)

    def _incomplete(self, search: Search, ended: Ended, fault: Fault) -> Ended:
        outcome = Outcome.CANCELLED if fault.outcome is Outcome.CANCELLED else Outcome.TRUNCATED
        subject = f"{subject_of_search(search.type)} by NHS number only"
        gap = self.desk.gap(gap_kind(outcome), domain_of(search.type), subject, fault.why, fault.advice)
        return replace(ended, outcome=outcome, gaps=(*ended.gaps, gap))
