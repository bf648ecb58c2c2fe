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
_NO_NAMES = _BY_NUMBER | {Kind.GP_CONNECT, Kind.GP_DOCUMENTS}

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


def goes_by_number(source: RecordSource) -> bool:
    """Whether a source is searched by NHS number alone, whatever it says of the person that it finds."""
    return isinstance(source, EndpointSource) and source.kind in _NO_NAMES


def tracing(source: RecordSource, nhs_number: str, read: Read) -> Read:
    """Return a reading that is announced where it is the first in which PDS tells of this number."""
    if not isinstance(source, EndpointSource) or not is_pds(source) or source.session.traces.of(nhs_number):
        return read
    return _announced(source.session, nhs_number, read)


def _announced(session: Session, number: str, read: Read) -> Read:
    session.traces.expect(number)
    return partial(_settling, session, number, read)


def _settling(session: Session, number: str, read: Read, cancel: Cancel) -> Iterator[SourceEvent]:
    try:
        yield from read(cancel)
    finally:
        session.traces.settle(number)
