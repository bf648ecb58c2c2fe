"""With which exit code the headless command ends: complete, partial, or nothing that could be read."""

from viewer.record.model import DomainRow, Record, SourceRow
from viewer.record.sources import found_nobody
from viewer.source.state import DomainState, SourceState

COMPLETE, NOTHING, PARTIAL, CANDIDATES = 0, 1, 3, 4

_GAVE_NOTHING = frozenset({SourceState.FAILED, SourceState.DENIED, SourceState.CANCELLED})
_INCOMPLETE = frozenset({DomainState.FAILED, DomainState.WITHHELD, DomainState.TRUNCATED})


def exit_code(record: Record) -> int:
    """Return 0 complete, 3 partial, 1 nothing could be read: nobody answered, or none knows the patient.

    Partial: anything failed, withheld, truncated, cancelled, unreadable or still under way, or a Patient
    was found and not linked. A file of which only unreadable parts were received is partial: they stand
    in the record.
    """
    nobody = found_nobody(record) if record.person is None else ()
    gave_nothing = all(row.state in _GAVE_NOTHING or row in nobody for row in record.sources)
    if record.counts.received == 0 and gave_nothing:
        return NOTHING
    partial = record.counts.unreadable > 0
    partial = partial or any(_source_partial(row) for row in record.sources)
    partial = partial or any(_domain_partial(row) for row in record.domains)
    return PARTIAL if partial else COMPLETE


def _source_partial(row: SourceRow) -> bool:
    return row.state is not SourceState.COMPLETE or any(gap.kind.makes_partial for gap in row.gaps)


def _domain_partial(row: DomainRow) -> bool:
    gaps = any(gap.kind.makes_partial for gap in row.gaps)
    return gaps or row.state in _INCOMPLETE or not row.settled
