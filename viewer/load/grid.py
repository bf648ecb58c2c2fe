"""Completeness of each clinical domain at one source: what was asked, how it ended, what came.

The state of a domain is the worst that applies; absence is never claimed from silence.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from viewer.entries.entry import Entry
from viewer.record.allergies import states_none
from viewer.record.model import DomainRow
from viewer.source.answer import Asked, Ended, Outcome
from viewer.source.domain import Domain
from viewer.source.gap import Gap, GapKind
from viewer.source.state import DomainState, SourceState, worst

_OF_OUTCOME = {
    Outcome.FAILED: DomainState.FAILED,
    Outcome.DENIED: DomainState.WITHHELD,
    Outcome.TRUNCATED: DomainState.TRUNCATED,
    Outcome.CANCELLED: DomainState.TRUNCATED,
}
_OF_GAP = {
    GapKind.FAILED: DomainState.FAILED,
    GapKind.DENIED: DomainState.WITHHELD,
    GapKind.WITHHELD: DomainState.WITHHELD,
    GapKind.TRUNCATED: DomainState.TRUNCATED,
    GapKind.CANCELLED: DomainState.TRUNCATED,
}
_OF_SOURCE = {
    SourceState.FAILED: DomainState.FAILED,
    SourceState.DENIED: DomainState.WITHHELD,
    SourceState.CANCELLED: DomainState.TRUNCATED,
}


@dataclass(slots=True)
class _Search:
    domains: frozenset[Domain]
    ended: Ended | None = None


@dataclass(slots=True)
class DomainGrid:
    """One source's domains. Fed by searches, entries and gaps; read as rows at any time.

    ``holds``: what such a service can hold at all, None for everything.
    """

    source: str
    holds: frozenset[Domain] | None = None
    searches: dict[str, _Search] = field(default_factory=dict)
    gaps: list[Gap] = field(default_factory=list)
    entries: Counter[Domain] = field(default_factory=Counter)
    asserted_none: Counter[Domain] = field(default_factory=Counter)
    not_offered: dict[Domain, list[str]] = field(default_factory=dict)

    def ask(self, asked: Asked) -> None:
        """A search was started."""
        self.searches[asked.search] = _Search(asked.domains)

    def end(self, ended: Ended) -> None:
        """A search ended; its gaps are spread over the domains it was to settle."""
        search = self.searches.setdefault(ended.search, _Search(frozenset()))
        search.ended = ended
        if ended.outcome is Outcome.NOT_SUPPORTED:
            for domain in sorted(search.domains):
                self.not_offered.setdefault(domain, []).append(ended.search)
            return
        for gap in ended.gaps:
            self.note(gap, search.domains)

    def note(self, gap: Gap, domains: Iterable[Domain] = ()) -> None:
        """Note a gap; one that names no domain is noted under each of ``domains``, else under the source."""
        self.gaps.extend(_spread(gap, domains))

    def note_once(self, gap: Gap, domains: Iterable[Domain] = ()) -> None:
        """As ``note``, for what many resources or pages may give reason for: the same words are said once."""
        said = {replace(one, when=None) for one in self.gaps}
        self.gaps.extend(one for one in _spread(gap, domains) if replace(one, when=None) not in said)

    def all_gaps(self) -> tuple[Gap, ...]:
        """Every gap, with one for all that a domain's searches were not offered: a source may lack many."""
        return (*self.gaps, *(self._lack(domain) for domain in Domain if domain in self.not_offered))

    def _lack(self, domain: Domain) -> Gap:
        return Gap(
            source=self.source,
            kind=GapKind.NOT_SUPPORTED,
            domain=domain,
            what=f"{domain.label}: not offered by this source: {', '.join(sorted(self.not_offered[domain]))}",
            why="the source does not list it, so whether it holds any is not known",
        )

    def count(self, entry: Entry, by: int = 1) -> None:
        """An entry of this source came (or, with ``by=-1``, was read anew)."""
        self.entries[entry.domain] += by
        if states_none(entry):
            self.asserted_none[entry.domain] += by

    def count_patient(self) -> None:
        """A Patient came: no entry of the timeline, but what the domain of demographics is about."""
        self.entries[Domain.DEMOGRAPHICS] += 1

    def domains_of(self, search: str) -> frozenset[Domain]:
        """What a complete answer to a search would settle."""
        known = self.searches.get(search)
        return known.domains if known else frozenset()

    def rows(self, source_state: SourceState) -> tuple[DomainRow, ...]:
        """Return one row for every domain, in the order of the screen.

        A domain that was never asked for, because the source had ended before, ends as the source did.
        """
        every = self.all_gaps()
        of = {domain: tuple(gap for gap in every if gap.domain is domain) for domain in Domain}
        return tuple(self._row(domain, source_state, gaps) for domain, gaps in of.items())

    def _row(self, domain: Domain, source_state: SourceState, gaps: tuple[Gap, ...]) -> DomainRow:
        asked = [search for search in self.searches.values() if domain in search.domains]
        ended = [search.ended for search in asked if search.ended is not None]
        expected = [end.expected for end in ended if end.expected is not None]
        alone = all(len(search.domains) == 1 for search in asked)
        return DomainRow(
            domain=domain,
            source=self.source,
            state=worst([self._state(domain, ended, gaps), *self._fate(domain, asked, source_state)]),
            count=self.entries[domain],
            expected=sum(expected) if expected and alone and len(expected) == len(asked) else None,
            gaps=gaps,
            settled=source_state.settled or (bool(asked) and len(ended) == len(asked)),
        )

    def _holds_none(self, domain: Domain) -> bool:
        return self.holds is not None and domain not in self.holds

    def _fate(self, domain: Domain, asked: list[_Search], source_state: SourceState) -> list[DomainState]:
        """What the end of a source means for a domain of which it was not asked."""
        never = source_state in _OF_SOURCE and not asked and not self._holds_none(domain)
        return [_OF_SOURCE[source_state]] if never else []

    def _state(self, domain: Domain, ended: list[Ended], gaps: tuple[Gap, ...]) -> DomainState:
        if self._holds_none(domain) and not (ended or gaps or self.entries[domain]):
            return DomainState.NOT_HELD
        states = [_OF_OUTCOME[end.outcome] for end in ended if end.outcome in _OF_OUTCOME]
        if not any(end.outcome is Outcome.COMPLETE for end in ended):
            gaps += tuple(gap for gap in self.gaps if gap.domain is None)  # the source as a whole failed
        states += [_OF_GAP[gap.kind] for gap in gaps if gap.kind in _OF_GAP]
        count = self.entries[domain]
        if count:
            only_none = count == self.asserted_none[domain]
            states.append(DomainState.ASSERTED_NONE if only_none else DomainState.DATA)
        elif any(end.outcome is Outcome.COMPLETE for end in ended):
            states.append(DomainState.EMPTY)
        elif ended:
            states.append(DomainState.NOT_SUPPORTED)
        return worst(states)


def _spread(gap: Gap, domains: Iterable[Domain]) -> list[Gap]:
    spread = sorted(domains) if gap.domain is None else []
    return [replace(gap, domain=domain) for domain in spread] or [gap]
