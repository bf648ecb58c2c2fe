"""Which sources of a record are linked, what they are called, and in which order trouble is told."""

from collections.abc import Collection, Mapping
from datetime import tzinfo

from viewer.record.model import DomainRow, Record, SourceRow
from viewer.record.moments import as_at_words, day_and_clock
from viewer.source.domain import Domain
from viewer.source.gap import GapKind
from viewer.source.origin import SourceKind
from viewer.source.state import DomainState, SourceState

ANSWERED = frozenset({DomainState.DATA, DomainState.ASSERTED_NONE, DomainState.EMPTY})
"""States of a domain that a source has answered."""


_UNASKED = frozenset({DomainState.NOT_ASKED, DomainState.NOT_HELD})


def linked_sources(record: Record) -> tuple[SourceRow, ...]:
    """Sources that are part of the record; one that was found but not linked is not."""
    return tuple(row for row in record.sources if row.state is not SourceState.NOT_LINKED)


def holding(record: Record, domains: Collection[Domain]) -> tuple[SourceRow, ...]:
    """Linked sources that can hold anything of these domains at all: nobody waits for an allergy from PDS."""
    own = [row for row in record.domains if row.domain in domains]
    may = {row.source for row in own if row.state is not DomainState.NOT_HELD}
    known = {row.source for row in own}
    return tuple(row for row in linked_sources(record) if row.origin.id in may or row.origin.id not in known)


def not_linked(record: Record) -> tuple[SourceRow, ...]:
    """Sources where a Patient was found that is not in this record."""
    return tuple(row for row in record.sources if row.state is SourceState.NOT_LINKED)


def without_patient(record: Record) -> tuple[SourceRow, ...]:
    """Endpoints that know nobody of the number of the person on screen; () where there is no person."""
    return found_nobody(record) if record.person is not None else ()


def found_nobody(record: Record) -> tuple[SourceRow, ...]:
    """Endpoints that answered the search for the patient in full and know nobody: nothing else was asked."""
    linked = {link.patient.key.source for link in record.person.links} if record.person else set()
    asked = {row.source for row in record.domains if row.state not in _UNASKED or not row.settled}
    return tuple(
        row
        for row in linked_sources(record)
        if row.origin.kind is SourceKind.ENDPOINT
        and row.state is SourceState.COMPLETE
        and row.origin.id not in linked | asked
    )


def names_of(record: Record) -> dict[str, str]:
    """Map source ids to names; two sources of one name are told apart by a number."""
    names: dict[str, str] = {}
    used: dict[str, int] = {}
    for row in record.sources:
        name = row.origin.name or row.origin.id
        used[name] = used.get(name, 0) + 1
        names[row.origin.id] = name if used[name] == 1 else f"{name} ({used[name]})"
    return names


def dated_names(record: Record, zone: tzinfo) -> dict[str, str]:
    """Map source ids to names with the time of the last answer, for each line of a print (PRIV-18)."""
    names = names_of(record)
    return {row.origin.id: f"{names[row.origin.id]}{_dated(row, zone)}" for row in record.sources}


def _dated(row: SourceRow, zone: tzinfo) -> str:
    if row.as_at:  # CMP-15
        return f", {'' if row.earlier else 'kept copy '}as at {as_at_words(row.as_at, zone)}"
    return day_and_clock(row.retrieved, zone)


def in_full(row: DomainRow) -> bool:
    """Whether a source has answered a domain to the last page and says that nothing is missing.

    A type that it does not offer beside others is a note, not a part of the answer that is missing. A kept
    copy is no answer: what was written since is not in it.
    """
    missing = [gap for gap in row.gaps if gap.kind is not GapKind.NOT_SUPPORTED]
    return row.settled and row.state in ANSWERED and not missing and not row.as_at


def files_of(record: Record) -> frozenset[str]:
    """Ids of sources that are files: they hold what they hold and never answer a domain in full."""
    return frozenset(row.origin.id for row in record.sources if row.origin.kind is SourceKind.FILE)


def rows_of(record: Record, domain: Domain) -> Mapping[str, DomainRow]:
    """Rows of one domain by source id."""
    return {row.source: row for row in record.domains if row.domain is domain}


def settled(record: Record) -> bool:
    """Whether every linked source has answered or failed: nothing more comes by itself."""
    return all(row.state.settled for row in linked_sources(record)) and all(
        row.settled for row in record.domains
    )
