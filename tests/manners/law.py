"""The one law: what is there was received or is said to be missing; nothing is invented, nobody's else is in."""

from dataclasses import dataclass

from tests.load.answers import LONDON
from tests.manners.place import ABOUT, NHS_NUMBER, about
from viewer.auth.authorise import Anonymous
from viewer.engine.gather import gather, one_record
from viewer.engine.persons import Wish
from viewer.entries.entry import Flag
from viewer.fetch.options import FetchOptions
from viewer.fetch.source import EndpointSource
from viewer.source.connection import Asking
from viewer.source.domain import domain_of
from viewer.source.endpoint import Endpoint
from viewer.source.gap import GapKind
from viewer.source.protocols import PatientQuery
from viewer.source.state import DomainState, SourceState

QUICK = FetchOptions(
    connect_timeout_s=2,
    read_timeout_s=10,
    first_backoff_s=0.0005,
    longest_backoff_s=0.001,
    attempts=2,
    page_size=50,
)
_CLAIMS_NOTHING = {
    DomainState.FAILED,
    DomainState.WITHHELD,
    DomainState.TRUNCATED,
    DomainState.NOT_SUPPORTED,
}


@dataclass
class Told:
    """What one reading told: the record, and what of the place it holds."""

    record: object
    there: set
    received: set

    @property
    def missing(self):
        return self.there - self.received

    @property
    def row(self):
        (row,) = self.record.sources
        return row

    @property
    def partial(self):
        return [gap for gap in self.row.gaps if gap.kind.makes_partial]

    @property
    def words(self):
        """Every gap in words, but for what the place does not offer at all."""
        return " | ".join(
            f"{gap.what}: {gap.why}" for gap in self.row.gaps if gap.kind is not GapKind.NOT_SUPPORTED
        )


def told_by(place, aliases=()):
    """Ask a place the way the program does: who is it, then everything, then one record."""
    endpoint = Endpoint(
        id="0" * 32,
        name="Acute trust",
        care_setting="Acute",
        base_url=place.site.base,
        asking=Asking(link_aliases=aliases),
    )
    source = EndpointSource(endpoint, Anonymous(), options=QUICK)
    found = gather([source], PatientQuery(nhs_number=NHS_NUMBER))
    record = one_record(found, Wish(nhs_number=NHS_NUMBER), LONDON)
    there = {key(one) for one in place.record if about(one) in {"", "1"} and one["resourceType"] != "Patient"}
    received = {
        (member.key.type, member.key.id)
        for entry in record.entries
        for member in entry.members
        if Flag.UNREADABLE not in entry.flags
    }
    received |= {(one.type, one.reference.partition("/")[2]) for one in record.supporting}
    return Told(record, there, received - {("Patient", "1")})


def obeys(told):
    """Assert the law."""
    silent = {(kind, name) for kind, name in told.missing if not _is_said(told, kind)}
    assert silent == set(), f"missing in silence: {silent}; said was: {told.words}"
    assert told.received <= told.there, f"invented or a stranger's: {told.received - told.there}"
    for entry in told.record.entries:
        if Flag.UNREADABLE not in entry.flags:
            assert entry.title in {word for member in entry.members for word in words(member.key)}
    counts = told.record.counts
    assert counts.received == sum(
        (
            counts.as_entries,
            counts.as_supporting,
            counts.as_messages,
            counts.repeats,
            counts.quarantined,
            counts.unreadable,
        )
    )
    if told.partial:
        assert told.row.state is not SourceState.COMPLETE


def _is_said(told, kind):
    domain = domain_of(kind)
    if kind in ABOUT:
        states = {row.state for row in told.record.domains if row.domain is domain}
        said = any(gap.domain in {domain, None} for gap in told.partial)
        return said and states <= _CLAIMS_NOTHING
    return any(kind in gap.what or gap.domain is domain for gap in told.row.gaps)


def words(named):
    """What a row of this resource may be called; a drug by its own name, where that came."""
    if named.type == "MedicationRequest":
        return {f"{named.type} {named.id}", "Medication m", "Medication/m (not retrieved)"}
    return {f"{named.type} {named.id}"}


def key(resource):
    return resource["resourceType"], resource["id"]
