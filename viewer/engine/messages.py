"""What window and engine say to each other: frozen structs, length-prefixed MessagePack, nothing else.

Every message about a record carries ``generation``: the window raises it with each patient, and drops
what carries an older one (IDM-05). ``sequence`` counts the engine's messages without a hole. Words are
ready for the screen; the window formats nothing clinical and decides nothing clinical.
"""

from typing import ClassVar

import msgspec

from viewer.engine.lines import (
    CandidateRow,
    DetailLine,
    DetailMember,
    GridCell,
    ListPanel,
    Row,
    SourceStatus,
)
from viewer.source.endpoint import Endpoint
from viewer.source.protocols import PatientQuery

# fmt: off
__all__ = [
    "AskDetail", "Audited", "Banner", "CancelLoad", "CandidateRow", "CloseRecord",
    "Detail", "DetailLine", "DetailMember", "Endpoints", "Find", "Found", "FromEngine",
    "FromWindow", "Glance", "GridCell", "Hello", "LinkPatient", "ListPanel", "Message", "OpenFiles",
    "OpenPatient", "Quit", "Refused", "RemoveEndpoint", "Retry", "Row", "Rows", "Said",
    "SaveEndpoint", "SessionSecrets", "Skip", "SourceStatus", "TestEndpoint", "Tested",
    "UnlinkSource", "UseDemo",
]
# fmt: on


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """Base of all; ``generation`` 0 is about no patient."""

    generation: int = 0


# ---- window to engine ----------------------------------------------------------------------------


class Find(Message, frozen=True, kw_only=True, tag=True):
    """Search every source for a patient."""

    query: PatientQuery


class OpenPatient(Message, frozen=True, kw_only=True, tag=True):
    """Open these Patients as one person: (source id, reference, linked by hand?). The first one leads.

    ``query`` is what found them: an engine that was restarted looks for them again first.
    """

    patients: tuple[tuple[str, str, bool], ...]
    query: PatientQuery = PatientQuery()


class OpenFiles(Message, frozen=True, kw_only=True, tag=True):
    """Open files or folders as sources; ``patient`` "" lets the engine ask where there are several."""

    paths: tuple[str, ...]
    patient: str = ""


class LinkPatient(Message, frozen=True, kw_only=True, tag=True):
    """The clinician links one more candidate to the person on screen."""

    source: str
    reference: str


class UnlinkSource(Message, frozen=True, kw_only=True, tag=True):
    """Undo a link; that source's data leaves the record (IDM-20)."""

    source: str


class Retry(Message, frozen=True, kw_only=True, tag=True):
    """Read a source again; "" reads all again (F5)."""

    source: str = ""


class CancelLoad(Message, frozen=True, kw_only=True, tag=True):
    """Stop a source; "" stops all."""

    source: str = ""


class AskDetail(Message, frozen=True, kw_only=True, tag=True):
    """Everything about one entry, or about one Supporting or unreadable record by its id."""

    entry: str


class CloseRecord(Message, frozen=True, kw_only=True, tag=True):
    """The patient leaves the screen; the engine forgets everything about them."""


class SaveEndpoint(Message, frozen=True, kw_only=True, tag=True):
    """Add or change an endpoint. ``secret`` None leaves the stored one, "" removes it."""

    endpoint: Endpoint
    secret: str | None = None


class RemoveEndpoint(Message, frozen=True, kw_only=True, tag=True):
    """Remove an endpoint and its secret."""

    endpoint_id: str


class TestEndpoint(Message, frozen=True, kw_only=True, tag=True):
    """Try an endpoint as the form states it; a ``secret`` given here is used once and not stored."""

    __test__: ClassVar[bool] = False  # not a test case for pytest
    endpoint: Endpoint
    secret: str | None = None


class SessionSecrets(Message, frozen=True, kw_only=True, tag=True):
    """Secrets that live in memory only, handed to a restarted engine: endpoint id -> secret."""

    secrets: dict[str, str]


class UseDemo(Message, frozen=True, kw_only=True, tag=True):
    """Read the embedded demo's endpoints instead of the configured ones; ``secrets`` by endpoint id."""

    endpoints: tuple[Endpoint, ...]
    secrets: dict[str, str] = {}


class Skip(Message, frozen=True, kw_only=True, tag=True):
    """After a crash: this place (``source page start``) killed the engine; list it as unreadable."""

    places: tuple[str, ...]


class Audited(Message, frozen=True, kw_only=True, tag=True):
    """The window did something that is audited: print, copy, export, unlock."""

    action: str
    detail: str = ""


class Quit(Message, frozen=True, kw_only=True, tag=True):
    """End, after at most five seconds for what may not be torn."""


# ---- engine to window ----------------------------------------------------------------------------


class Said(Message, frozen=True, kw_only=True):
    """Base of what the engine says."""

    sequence: int = 0


class Hello(Said, frozen=True, kw_only=True, tag=True):
    """The engine is up. ``notices`` are whole sentences (no keyring, policy refused, ...)."""

    version: str
    notices: tuple[str, ...] = ()


class Endpoints(Said, frozen=True, kw_only=True, tag=True):
    """The configured endpoints; ``locked`` says that an administrator's policy forbids changes.

    ``session_only``: ids whose secret no keyring took; it lives in memory until the session ends.
    """

    endpoints: tuple[Endpoint, ...]
    locked: str = ""
    secrets: tuple[str, ...] = ()  # ids for which a secret is stored
    allow_live: bool = False
    session_only: tuple[str, ...] = ()


class Tested(Said, frozen=True, kw_only=True, tag=True):
    """What works at an endpoint, a line per step: (step, ok, words)."""

    endpoint_id: str
    steps: tuple[tuple[str, bool, str], ...]


class Refused(Said, frozen=True, kw_only=True, tag=True):
    """Something asked for cannot be done, in words."""

    what: str
    advice: str = ""


class Found(Said, frozen=True, kw_only=True, tag=True):
    """Answer to Find, growing: candidates so far and how each source answered.

    Rows of one ``group`` are one person by IDM-02. ``settled`` when every source has answered.
    ``words`` says what a search found or could not find, per source (CMP-01).
    """

    candidates: tuple[CandidateRow, ...]
    sources: tuple[SourceStatus, ...]
    settled: bool
    words: str = ""


class Banner(Said, frozen=True, kw_only=True, tag=True):
    """The patient banner (CUI-01..18), every text ready; "" is never shown as blank but as its label says."""

    name: str
    preferred: str = ""
    born: str = ""
    age: str = ""
    gender: str = ""
    nhs_number: str = ""
    nhs_note: str = ""
    died: str = ""
    age_at_death: str = ""
    address: str = ""
    practice: str = ""
    restricted: str = ""
    test_patient: bool = False
    marking: str = "demo"
    allergy_label: str = ""
    allergy_words: str = ""
    differences: tuple[str, ...] = ()


class Rows(Said, frozen=True, kw_only=True, tag=True):
    """Timeline rows that came or changed, and ids that left; ``total`` is the count after applying it."""

    upserts: tuple[Row, ...]
    removes: tuple[str, ...]
    total: int


class Glance(Said, frozen=True, kw_only=True, tag=True):
    """The first screen without the timeline rows.

    ``safety`` are the lines under the banner, most important first. ``sentence`` is the sources
    sentence. ``foot`` counts (label, number, place): Undated, Uncoded, Unreadable, In error.
    ``settled``: every source has answered. ``retrieved`` is the status line's text.
    """

    safety: tuple[str, ...]
    sentence: str
    sources: tuple[SourceStatus, ...]
    lists: tuple[ListPanel, ...]
    grid: tuple[GridCell, ...]
    foot: tuple[tuple[str, int, str], ...]
    settled: bool
    retrieved: str
    counts: dict[str, int]
    notices: tuple[str, ...] = ()


class Detail(Said, frozen=True, kw_only=True, tag=True):
    """Everything about one entry: five plain lines, then each source's copy."""

    entry: str
    title: str
    plain: tuple[str, ...]
    members: tuple[DetailMember, ...]
    rule: str = ""
    notes: tuple[str, ...] = ()


FromWindow = (
    Find
    | OpenPatient
    | OpenFiles
    | LinkPatient
    | UnlinkSource
    | Retry
    | CancelLoad
    | AskDetail
    | CloseRecord
    | SaveEndpoint
    | RemoveEndpoint
    | TestEndpoint
    | SessionSecrets
    | UseDemo
    | Skip
    | Audited
    | Quit
)
FromEngine = Hello | Endpoints | Tested | Refused | Found | Banner | Rows | Glance | Detail
