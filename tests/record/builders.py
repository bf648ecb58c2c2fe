"""Small records for tests: sources, domain rows and a whole record from entries."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from tests.merge.builders import NAMES, patient
from viewer.merge.conflicts import conflicts
from viewer.merge.persons import BY_HAND, person_of
from viewer.record.model import Counts, DomainRow, Record, SourceRow
from viewer.source.domain import Domain
from viewer.source.gap import Gap, GapKind
from viewer.source.origin import Origin, SourceKind
from viewer.source.state import DomainState, SourceState

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 11, 22, 3, 6, tzinfo=UTC)
RETRIEVED = "2026-11-22T03:02:00Z"


def gap(source="gp", kind=GapKind.FAILED, domain=None, **given) -> Gap:
    said = {"what": "Medicines not seen", "why": "the server answered 503", "advice": "Retry this source"}
    return Gap(source=source, kind=kind, domain=domain, **{**said, **given})


def source_row(source="gp", state=SourceState.COMPLETE, kind=SourceKind.ENDPOINT, **given) -> SourceRow:
    origin = Origin(
        id=source,
        name=given.pop("name", NAMES.get(source, source)),
        kind=kind,
        base=f"https://{source}.example/fhir",
    )
    row = {
        "fhir_version": "4.0.1",
        "pages": 2,
        "retrieved": RETRIEVED,
        "counts": Counts(received=1, as_entries=1),
        "gaps": (),
    }
    return SourceRow(origin=origin, state=state, **{**row, **given})


def domain_row(source="gp", domain=Domain.ALLERGIES, state=DomainState.EMPTY, **given) -> DomainRow:
    count = given.pop("count", 1 if state is DomainState.DATA else 0)
    row = {"expected": None, "gaps": (), "settled": True}
    return DomainRow(domain=domain, source=source, state=state, count=count, **{**row, **given})


def record(*entries, sources=("gp", "trust"), rows=None, **given) -> Record:
    """Build a record of complete sources; domains hold what the entries say unless ``rows`` are given."""
    source_rows = tuple(one if isinstance(one, SourceRow) else source_row(one) for one in sources)
    ids = [row.origin.id for row in source_rows]
    person = person_of(patient(ids[0] if ids else "gp"), [(patient(one), BY_HAND) for one in ids[1:]])
    if rows is None:
        rows = [_row(source, domain, entries) for source in ids for domain in Domain]
    base = {
        "person": person,
        "sources": source_rows,
        "domains": tuple(rows),
        "entries": tuple(entries),
        "conflicts": conflicts(entries, None, NAMES),
        "counts": Counts(received=len(entries), as_entries=len(entries)),
    }
    return Record(**{**base, **given})


def _row(source, domain, entries):
    own = [e for e in entries if e.domain is domain and any(m.key.source == source for m in e.members)]
    return domain_row(source, domain, DomainState.DATA if own else DomainState.EMPTY, count=len(own))
