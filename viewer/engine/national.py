"""What sources of one search owe each other: who needs a PDS reading waits until it has ended (GPC-02)."""

from collections.abc import Iterator, Sequence
from functools import partial

from viewer.engine.readers import Read
from viewer.fetch.source import EndpointSource
from viewer.source.answer import SourceEvent
from viewer.source.endpoint import Kind
from viewer.source.protocols import Cancel, PatientQuery, RecordSource
from viewer.source.session import Session

_BY_NUMBER = frozenset({Kind.NRL, Kind.IMMUNISATIONS})

Asked = tuple[RecordSource, Read]


def expecting(session: Session, query: PatientQuery, asked: Sequence[Asked]) -> list[Asked]:
    """Return the readings with PDS's announced, before any of them has begun, until it has ended."""
    number = query.nhs_number
    if not number:
        return list(asked)
    return [(source, _announced(session, number, read) if is_pds(source) else read) for source, read in asked]


def is_pds(source: RecordSource) -> bool:
    """Whether a source is the national register."""
    return isinstance(source, EndpointSource) and source.kind is Kind.PDS


def asked_by_number(source: RecordSource) -> bool:
    """Whether a source knows people by NHS number alone: it sends no name and no date of birth."""
    return isinstance(source, EndpointSource) and source.kind in _BY_NUMBER


def _announced(session: Session, number: str, read: Read) -> Read:
    session.traces.expect(number)
    return partial(_settling, session, number, read)


def _settling(session: Session, number: str, read: Read, cancel: Cancel) -> Iterator[SourceEvent]:
    try:
        yield from read(cancel)
    finally:
        session.traces.settle(number)
