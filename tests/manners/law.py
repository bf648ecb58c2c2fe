"""The one law: what is there was received or is said to be missing; nothing is invented, nobody's else is in.

A place of our own names its facts in their words (``obeys``); of any other source ``lost_nothing`` is the law.
"""

from collections.abc import Callable
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
_OUT = {SourceState.FAILED, SourceState.DENIED, SourceState.CANCELLED}


def _nobody(_key):
    return frozenset()


@dataclass
class Told:
    """What one reading told: the record, and what of the place it holds.

    ``source`` is whose rows are meant, "" where there is one source only. ``about`` are the types that name
    the patient; of the others it is known only through those that refer to them: ``referrers`` of a key.
    """

    record: object
    there: set
    received: set
    source: str = ""
    about: frozenset = ABOUT
    referrers: Callable = _nobody

    @property
    def missing(self):
        return self.there - self.received

    @property
    def row(self):
        (row,) = [one for one in self.record.sources if self.source in {"", one.origin.id}]
        return row

    @property
    def domains(self):
        return [one for one in self.record.domains if self.source in {"", one.source}]

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
    received = received_in(record) - {("Patient", "1")}
    return Told(record, there, received, referrers=lambda named: _referrers(place.record, named))


def _referrers(held, named):
    quoted = f"'{named[0]}/{named[1]}'"
    return {key(one) for one in held if about(one) == "1" and quoted in str(one)}


def received_in(record, source=""):
    """Return the keys of what a record shows of a source, or of all."""
    found = {
        (member.key.type, member.key.id)
        for entry in record.entries
        for member in entry.members
        if Flag.UNREADABLE not in entry.flags and source in {"", member.key.source}
    }
    shown = [one for one in record.supporting if source in {"", one.source}]
    return found | {(one.type, one.reference.partition("/")[2]) for one in shown}


def obeys(told):
    """Assert the law at a place whose facts are named by their words."""
    lost_nothing(told)
    for entry in told.record.entries:
        if Flag.UNREADABLE not in entry.flags:
            assert entry.title in {word for member in entry.members for word in words(member.key)}


def lost_nothing(told):
    """Assert the law."""
    silent = {key for key in told.missing if not _is_said(told, key)}
    assert silent == set(), f"missing in silence: {silent}; said was: {told.words}"
    assert told.received <= told.there, f"invented or a stranger's: {told.received - told.there}"
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


def _is_said(told, key):
    kind, domain = key[0], domain_of(key[0])
    who = told.referrers(key)
    if who and not who & told.received:
        return True  # whoever refers to it is missing, and that is said
    if kind in told.about:
        states = {row.state for row in told.domains if row.domain is domain}
        said = any(gap.domain in {domain, None} for gap in told.partial) or (
            told.partial and _is_out(told.row)
        )
        return said and states <= _CLAIMS_NOTHING
    named = any(kind in f"{gap.what} {gap.why}" for gap in told.row.gaps)
    return named or any(gap.domain in {domain, None} for gap in told.partial)


def _is_out(row):
    """Whether a source gave nothing and is said to be out as a whole: nothing else was asked of it."""
    return row.state in _OUT and row.counts.received == 0


def words(named):
    """What a row of this resource may be called; a drug by its own name, where that came."""
    if named.type == "MedicationRequest":
        return {f"{named.type} {named.id}", "Medication m", "Medication/m (not retrieved)"}
    return {f"{named.type} {named.id}"}


def key(resource):
    return resource["resourceType"], resource["id"]
