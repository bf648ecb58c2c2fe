"""How an error in an entry is told to its source: whom, how, in what words; nothing is sent (GOV-06)."""

from collections.abc import Iterable

from viewer.engine.endpoint_desk import EndpointDesk
from viewer.engine.gates_messages import Reports, SourceReport
from viewer.engine.lines import DetailMember
from viewer.engine.messages import Detail
from viewer.engine.open_record import OpenRecord
from viewer.errors import ResourceError, UsageError
from viewer.fetch.source import EndpointSource
from viewer.fhir.strict import read_object
from viewer.record.report_words import NO_OWNER, Copy, contact_words, owner_of, report_text
from viewer.source.protocols import RecordSource

_FILE = "This record came from a file: tell whoever gave you the file, and the organisation that wrote it"


def reports_of(desk: EndpointDesk, record: OpenRecord, entry: str) -> Reports:
    """Return one report for each source's copy. Raises UsageError where the entry has left the record."""
    detail = record.detail(entry)
    if not isinstance(detail, Detail):
        raise UsageError(detail.what, detail.advice)
    sources = {source.origin.name: source for source in record.found.sources.values()}
    told = (
        _report(desk, record, member, sources[member.source_name])
        for member in detail.members
        if member.source_name in sources
    )
    return Reports(entry=entry, title=detail.title, reports=tuple(told))


def _report(
    desk: EndpointDesk, record: OpenRecord, member: DetailMember, source: RecordSource
) -> SourceReport:
    owner = _owner(member)
    copy = Copy(
        source_name=member.source_name,
        reference=member.reference,
        version=member.version,
        retrieved=member.retrieved,
        base=source.origin.base,
    )
    number = record.nhs_number
    return SourceReport(
        source_name=member.source_name,
        owner=owner or NO_OWNER.format(source_name=member.source_name),
        contact=_contact(desk, source),
        text=report_text(copy, owner),
        with_number=report_text(copy, owner, number) if number else "",
    )


def _owner(member: DetailMember) -> str:
    try:
        return owner_of(read_object(member.raw.encode()))
    except ResourceError:  # XML, or withheld: the source itself is asked
        return ""


def _contact(desk: EndpointDesk, source: RecordSource) -> str:
    if not isinstance(source, EndpointSource):
        return _FILE
    kept: Iterable[str] = (one.contact for one in desk.in_use if one.id == source.origin.id)
    return contact_words(next(iter(kept), ""), source.contacts)
