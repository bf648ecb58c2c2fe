"""One search from its first page to its last, and what to say when it does not get there (CMP-05)."""

from collections.abc import Iterator
from dataclasses import replace

from viewer.fetch.desk import Desk
from viewer.fetch.faults import Fault
from viewer.fetch.granted import hidden
from viewer.fetch.paging import Pages, Paging, Spare
from viewer.fetch.ranges import MOST, PARAMETER, PATIENCE, Part, first_parts
from viewer.fetch.searches import Pairs, Search
from viewer.fetch.tally import Tally
from viewer.fetch.whole import Part as Chained
from viewer.fetch.whole import part_of, shortfall
from viewer.fetch.words import gap_kind, subject_of_search
from viewer.source.answer import Ended, Outcome, SourceEvent
from viewer.source.gap import Gap, GapKind

_END = frozenset({Outcome.DENIED, Outcome.CANCELLED})


class Chain:
    """One search. ``events`` yields every page as it came and exactly one ``Ended``, last."""

    def __init__(self, desk: Desk, search: Search) -> None:
        self._desk = desk
        self._search = search
        self._tally = Tally(beside=bool(search.path))
        self._notices: list[str] = []
        self._chains: list[Chained] = []
        self._paging = Paging(desk, self._tally, self._notices)

    def events(self) -> Iterator[SourceEvent]:
        """Ask in full, then without the parameters that only help, then category by category."""
        search = self._search
        may = search.may
        self._paging.hold = self._dated
        fault = yield from self._read(search, may, spare=Spare.BOTH if may else Spare.NONE)
        if may and self._refused(fault, or_broke=True):
            may = ()
            fault = yield from self._read(search, may, spare=Spare.LEAN if search.categories else Spare.NONE)
        if search.categories and self._refused(fault):
            fault = yield from self._by_category()
        else:
            fault = yield from self._around(search, may, fault)
        yield self._ended(fault or self._uncounted() or self._hidden())

    def _refused(self, fault: Fault | None, *, or_broke: bool = False) -> bool:
        """Whether a simpler question may do: some servers fail over what they should only refuse."""
        if fault is None or self._tally.pages:
            return False
        return fault.lean or (or_broke and self._paging.broke)

    def _read(self, search: Search, may: Pairs, spare: Spare = Spare.NONE) -> Pages:
        """Read one chain of pages, and once more from its start where that may help."""
        fault = yield from self._paging.pages(search, may, spare)
        if fault is not None and fault.restart and self._tally.here:
            self._notices.append(f"reading it broke off after {self._tally.words}, so it was read again")
            self._tally.restart()
            fault = yield from self._paging.pages(search, may)
        self._chains += [part_of(search, self._tally)] if fault is None else []
        return fault

    @property
    def _dated(self) -> bool:
        search = self._search
        return not search.path and PARAMETER in self._desk.capability.parameters(search.type)

    def _around(self, search: Search, may: Pairs, fault: Fault | None) -> Pages:
        """Where the source failed over the search and knows dates, read around what it fails over."""
        if fault is None or not self._paging.broke or not self._dated:
            return fault
        self._paging.quiet = True  # the parts fail in the words of the whole
        around = yield from self._in_parts(search, may, fault)
        self._paging.quiet = False
        if around is fault and self._paging.held is not None:
            yield self._paging.held
        self._paging.held = None
        return around

    def _by_category(self) -> Pages:
        faults: list[Fault] = []
        for category in self._search.categories:
            search = self._search.of_category(category)
            self._tally.next_chain()
            fault = yield from self._read(search, ())
            fault = yield from self._around(search, (), fault)
            if fault is not None:
                faults.append(replace(fault, why=f"{search.by} '{category}': {fault.why}"))
            if fault is not None and fault.outcome in _END:
                return fault
        return self._of_categories(faults)

    def _of_categories(self, faults: list[Fault]) -> Fault | None:
        """What it means for the whole that these categories did not come."""
        search = self._search
        if len(faults) == len(search.categories):
            return faults[0]
        if search.all_named and not faults:
            return None
        usual = "" if search.all_named else "; the usual ones were asked, others may exist"
        why = f"it takes this question only by {search.by}{usual}"
        return Fault(
            outcome=Outcome.TRUNCATED,
            why="; ".join([why, *(fault.why for fault in faults)]),
            advice=f"Ask the source for items without a {search.by} or with one of its own.",
        )

    def _in_parts(self, search: Search, may: Pairs, whole: Fault) -> Pages:
        """Leave out what the source fails over: ask by dates, in ever smaller parts around it."""
        waiting, bad = list(first_parts())[::-1], list[Part]()
        asked = came = 0
        while waiting and asked < (MOST if came else PATIENCE):
            part, asked = waiting.pop(), asked + 1
            self._tally.next_chain()
            within = search.of(part.parameters)
            fault = yield from self._paging.pages(within, may)
            self._chains += [part_of(within, self._tally)] if fault is None else []
            if fault is not None and fault.outcome in _END:
                return fault
            if fault is not None and fault.lean and part.is_span:
                return whole  # it does not take dates
            halves = part.halves() if self._paging.broke else ()
            came += fault is None and part.is_span
            waiting += halves
            bad += [part] if fault is not None and not halves else []
        return self._left_out([*bad, *waiting], whole) if came else whole

    def _left_out(self, bad: list[Part], whole: Fault) -> Fault | None:
        if not bad:
            self._notices.append(f"it could be read only in parts, by date ({whole.why})")
            return None
        where = ", ".join(part.words for part in bad)
        why = f"the source fails over records dated {where}, which are missing; all others came ({whole.why})"
        return Fault(outcome=Outcome.TRUNCATED, why=why, advice="Look in the source itself for these dates.")

    def _uncounted(self) -> Fault | None:
        return shortfall(self._desk, self._search, self._chains, self._tally.union, self._notices)

    def _hidden(self) -> Fault | None:
        empty = not self._tally.union and not self._search.subject
        return hidden(self._search.type, self._desk.refused()) if empty else None

    def _ended(self, fault: Fault | None) -> Ended:
        outcome = fault.outcome if fault else Outcome.COMPLETE
        if outcome is Outcome.FAILED and self._tally.bodies:
            outcome = Outcome.TRUNCATED
        gaps = [self._gap(GapKind.NOTICE, words, "") for words in self._notices]
        if fault is not None:
            broke_off = self._tally.pages and self._tally.chains == 1
            words = f"after {self._tally.words}: {fault.why}" if broke_off else fault.why
            gaps += [self._gap(gap_kind(outcome), words, fault.advice)]
        return self._desk.ended(self._search.label, outcome, gaps, self._tally.expected)

    def _gap(self, kind: GapKind, why: str, advice: str) -> Gap:
        domain = next(iter(self._search.domains), None)
        subject = self._search.subject or subject_of_search(self._search.type)
        return self._desk.gap(kind, domain, subject, why, advice)
