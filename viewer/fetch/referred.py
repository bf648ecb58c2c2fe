"""Asking for records of one type that others refer to: by ``_id`` in batches, or one by one."""

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import quote

from viewer.fetch.chain import Chain
from viewer.fetch.desk import Desk
from viewer.fetch.faults import Fault, fault_of_reply
from viewer.fetch.question import literal, read_address
from viewer.fetch.references import References, Target
from viewer.fetch.reply import Reply
from viewer.fetch.searches import Pairs, Search
from viewer.fetch.words import gap_kind
from viewer.source.answer import Answer, Ended, Outcome, SourceEvent
from viewer.source.domain import Domain, domain_of
from viewer.source.gap import Gap, GapKind

BATCH = 50
_LONGEST = 1500  # of one ``_id`` list: some servers take no address beyond 2,000 letters
_WORST = (Outcome.CANCELLED, Outcome.TRUNCATED, Outcome.DENIED)
_NOT_THERE = frozenset({404, 410})


def batches(targets: Sequence[Target]) -> Iterator[list[Target]]:
    """Cut a list into parts that one search may name."""
    batch: list[Target] = []
    size = 0
    for target in targets:
        size += len(target.id) + 1
        if batch and (len(batch) == BATCH or size > _LONGEST):
            yield batch
            batch, size = [], len(target.id) + 1
        batch.append(target)
    if batch:
        yield batch


@dataclass(slots=True)
class Referred:
    """One type in one round. ``who`` limits the search to the patient, empty for what is nobody's own.

    ``by_id``: whether the source can be searched by ``_id``; else each record is read by its address.
    ``whole``: the search for all of this type about the patient is said to have come to its end; what comes
    only when asked for by its id proves that it did not bring everything.

    What it ends in: a record that the source does not hold or does not give is a notice, for each row that
    refers to it says "not retrieved" (CMP-12). A refusal is one too where the type only explains (who,
    where). Everything else that stops the asking makes the answer incomplete.
    """

    desk: Desk
    label: str
    targets: tuple[Target, ...]
    who: Pairs = ()
    by_id: bool = True
    whole: bool = False
    _came: References = field(init=False)
    _gaps: list[Gap] = field(default_factory=list)
    _outcomes: set[Outcome] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._came = References(self.desk.origin.base)

    @property
    def _type(self) -> str:
        return self.targets[0].type

    def events(self) -> Iterator[SourceEvent]:
        """Ask; yield what came as it came, then one ``Ended``."""
        plain = [target for target in self.targets if self.by_id and not target.version]
        single = [target for target in self.targets if target not in set(plain)]
        for number, batch in enumerate(batches(plain), 1):
            single += yield from self._search(number, batch)
        yield from self._read(single)
        yield self._ended()

    def _search(self, number: int, batch: list[Target]) -> Generator[Answer, None, list[Target]]:
        """Ask for one batch; return what has to be read one by one after all."""
        ids = ",".join(literal(target.id) for target in batch)
        search = Search(
            label=self.label,
            type=self._type,
            must=(("_id", ids), *self.who),
            may=(("_count", str(BATCH)),),
        )
        answers: list[Answer] = []
        for event in Chain(self.desk, search).events():
            if isinstance(event, Answer):
                answers.append(replace(event, place=f"batch {number}, {event.place}"))
            elif isinstance(event, Ended):
                self._end(event)
        found = References(self.desk.origin.base)
        for answer in answers:
            found.note(answer.body, answer.media_type, answer.path)
        if {name for kind, name in found.came if kind == self._type} - {target.id for target in batch}:
            self._note("its answers held other records than those asked for and were not used")
            return [] if self.who else batch
        for answer in answers:
            self._came.note(answer.body, answer.media_type, answer.path)
            yield answer
        return (yield from self._not_taken(number, batch))

    def _not_taken(self, number: int, batch: list[Target]) -> Generator[Answer, None, list[Target]]:
        """Return what is to be read one by one because the source takes no list of ids, or its first alone.

        It shows where one comes by its address that did not come with the others. Nobody's own only: an
        address says not whose record it is.
        """
        missing = [target for target in batch if not self._came.has(target)]
        if len(batch) == 1 or not missing or self.who or self._outcomes:
            return []
        first, *others = missing
        reply = self.desk.get(_address(first))
        if isinstance(reply, Fault) or fault_of_reply(reply) is not None or not self._is(reply, first):
            return []
        self._came.note(reply.body)
        yield self.desk.answer(self.label, reply, f"batch {number}, one by its address")
        return others

    def _read(self, targets: list[Target]) -> Iterator[Answer]:
        for number, target in enumerate(targets, 1):
            reply = self.desk.get(_address(target))
            fault = reply if isinstance(reply, Fault) else fault_of_reply(reply)
            if fault is not None and not (isinstance(reply, Reply) and reply.status in _NOT_THERE):
                self._stop(fault.outcome, fault.why, fault.advice)
                return
            if isinstance(reply, Reply) and fault is None and self._is(reply, target):
                self._came.note(reply.body)
                yield self.desk.answer(self.label, reply, f"record {number}")

    def _is(self, reply: Reply, target: Target) -> bool:
        found = References(self.desk.origin.base)
        found.note(reply.body)
        return found.came == {(target.type, target.id)} and found.has(target)

    def _end(self, ended: Ended) -> None:
        for gap in ended.gaps:
            if gap.kind is GapKind.NOTICE:
                self._note(gap.why)
            else:
                self._stop(ended.outcome, gap.why, gap.advice)

    def _stop(self, outcome: Outcome, why: str, advice: str) -> None:
        if outcome is Outcome.DENIED and domain_of(self._type) is Domain.OTHER:
            self._note(why)
            return
        outcome = Outcome.TRUNCATED if outcome is Outcome.FAILED else outcome
        self._outcomes.add(outcome)
        self._gap(gap_kind(outcome), why, advice)

    def _note(self, why: str) -> None:
        self._gap(GapKind.NOTICE, why, "")

    def _gap(self, kind: GapKind, why: str, advice: str) -> None:
        if any((gap.kind, gap.why) == (kind, why) for gap in self._gaps):
            return
        domain = domain_of(self._type)
        subject = f"{domain.label} ({self._type} that others refer to)"
        self._gaps.append(self.desk.gap(kind, domain, subject, why, advice))

    def _ended(self) -> Ended:
        came = [target for target in self.targets if self._came.has(target)]
        if came and self.who and self.whole:
            why = f"{len(came)} came only when asked for by id: the search for all of them did not bring them"
            self._stop(Outcome.TRUNCATED, why, "Tell the source's support desk that this search loses rows.")
        if len(came) < len(self.targets):
            lacking = len(self.targets) - len(came)
            self._note(f"{lacking} of {len(self.targets)} did not come; the rows that refer to them say so")
        outcome = next((one for one in _WORST if one in self._outcomes), Outcome.COMPLETE)
        return self.desk.ended(self.label, outcome, self._gaps)


def _address(target: Target) -> str:
    address = read_address(f"{target.type}/{target.id}")
    return f"{address}/_history/{quote(target.version, safe='')}" if target.version else address
