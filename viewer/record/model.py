"""The record as a value: person, sources, domains, entries, conflicts, counts.

The same value feeds the screen, text and JSON, so that they cannot say different things.
"""

from dataclasses import dataclass

from viewer.entries.entry import Entry
from viewer.merge.conflict import Conflict
from viewer.merge.person import Person
from viewer.source.domain import Domain
from viewer.source.gap import Gap
from viewer.source.origin import Origin
from viewer.source.state import DomainState, SourceState


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Where every received occurrence went; the parts always add up to ``received``."""

    received: int = 0
    as_entries: int = 0
    as_supporting: int = 0
    as_messages: int = 0
    repeats: int = 0
    quarantined: int = 0
    unreadable: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """One source of the record. ``retrieved`` is ISO 8601 UTC of the last answer, "" if none came.

    ``as_at``: the same, of when a copy kept on this computer was read; "" where the source itself answered.
    ``earlier``: it is no kept copy but what was read before in this session: reading it again failed.
    """

    origin: Origin
    fhir_version: str
    state: SourceState
    pages: int
    retrieved: str
    counts: Counts
    gaps: tuple[Gap, ...]
    expected: int | None = None
    as_at: str = ""
    earlier: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DomainRow:
    """One clinical domain at one source: how complete, how many entries, how many expected.

    ``settled`` is False while answers may still come ("so far"). ``as_at`` and ``earlier`` as in SourceRow.
    """

    domain: Domain
    source: str
    state: DomainState
    count: int
    expected: int | None
    gaps: tuple[Gap, ...]
    settled: bool = True
    as_at: str = ""
    earlier: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Supporting:
    """A resource that is reached from entries or listed under Other records: Organization, Patient, ...

    ``id`` is unique in the record and the same in every run.
    """

    id: str
    reference: str
    source: str
    type: str
    title: str
    page: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarantined:
    """A resource about another patient: never shown in the record, always counted and said (IDM)."""

    source: str
    reference: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Everything that is known of one person, and everything that is not.

    ``alerts``: what is to be said in the safety lines before anything else but plans; ``access``: on which
    exceptional grounds a part of the record was opened. Each begins with what it is about, and a colon.
    """

    person: Person | None
    sources: tuple[SourceRow, ...]
    domains: tuple[DomainRow, ...]
    entries: tuple[Entry, ...]
    conflicts: tuple[Conflict, ...]
    counts: Counts
    supporting: tuple[Supporting, ...] = ()
    quarantined: tuple[Quarantined, ...] = ()
    notices: tuple[str, ...] = ()
    alerts: tuple[str, ...] = ()
    access: tuple[str, ...] = ()
