"""What a record tells, short enough to be kept beside a recording and compared."""

import json

from tests.load.answers import LONDON
from viewer.auth.authorise import Anonymous
from viewer.engine.gather import gather, one_record
from viewer.engine.persons import Wish
from viewer.fetch.options import FetchOptions
from viewer.fetch.source import EndpointSource
from viewer.source.endpoint import Endpoint, Marking
from viewer.source.gap import GapKind

QUICK = FetchOptions(first_backoff_s=0.0005, longest_backoff_s=0.001, attempts=2)


def record_of(replay):
    """Read the patient of a replayed conversation the way the headless command does."""
    endpoint = Endpoint(
        id="0" * 32,
        name="Recorded",
        care_setting="",
        base_url=replay.site.base,
        marking=Marking.DEMO,
    )
    return read_from(endpoint, replay.query)


def read_from(endpoint, query):
    """Read one patient from one endpoint."""
    source = EndpointSource(endpoint, Anonymous(), options=QUICK)
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
