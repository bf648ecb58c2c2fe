"""What a record tells, short enough to be kept beside a recording and compared."""

import json
from datetime import UTC, datetime

from tests.load.answers import LONDON
from viewer.auth.authorise import Anonymous
from viewer.engine.gather import gather, one_record
from viewer.engine.persons import Wish
from viewer.fetch.options import FetchOptions
from viewer.fetch.source import EndpointSource
from viewer.source.connection import Nhs
from viewer.source.endpoint import Endpoint, Kind, Marking
from viewer.source.gap import GapKind
from viewer.source.session import Session
from viewer.source.trace import Trace, TraceStatus

HERE = Nhs(
    organisation="Y99002",
    organisation_name="Northmoor Acute Trust",
    from_asid="200000000115",
    to_asid="200000000116",
    role="555254240100",
    user_id="555254239107",
    user_name="Sam Clinician-Demo",
    device="demo workstation",
    provider="Y99001",
)
QUICK = FetchOptions(first_backoff_s=0.0005, longest_backoff_s=0.001, attempts=2)


def record_of(replay):
    """Read the patient of a replayed conversation the way the headless command does."""
    endpoint = Endpoint(
        id="0" * 32,
        name="Recorded",
        care_setting="",
        base_url=replay.site.base,
        marking=Marking.DEMO,
        kind=replay.kind,
        nhs=HERE if replay.kind is not Kind.FHIR else Nhs(),
    )
    return read_from(endpoint, replay.query)


def read_from(endpoint, query, authoriser=None):
    """Read one patient from one endpoint; PDS knows the number, and the practice."""
    session = Session()
    session.traces.note(
        Trace(
            nhs_number=query.nhs_number,
            status=TraceStatus.VALID,
            when=datetime.now(UTC),
            practice=endpoint.nhs.provider,
            verified=True,
        )
    )
    source = EndpointSource(endpoint, authoriser or Anonymous(), options=QUICK, session=session)
    found = gather([source], query)
    return one_record(found, Wish(nhs_number=query.nhs_number, reference=query.reference), LONDON)


def told_of(record):
    """Return the record in few words: people, rows, counts, states, and everything said to be missing."""
    (source,) = record.sources
    return {
        "patient": [link.patient.key.reference for link in record.person.links],
        "state": source.state.value,
        "counts": {name: getattr(source.counts, name) for name in source.counts.__slots__},
        "domains": {row.domain.value: [row.state.value, row.count] for row in record.domains},
        "entries": sorted(
            [",".join(member.key.reference for member in entry.members), entry.title, entry.recorder]
            for entry in record.entries
        ),
        "supporting": [one.reference for one in record.supporting],
        "quarantined": [one.reference for one in record.quarantined],
        "gaps": sorted(
            {f"{gap.what}: {gap.why}" for gap in source.gaps if gap.kind is not GapKind.NOT_SUPPORTED}
        ),
    }


def as_text(told):
    return json.dumps(told, indent=1, ensure_ascii=False) + "\n"
