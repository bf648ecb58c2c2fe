"""What window and engine say to each other: frozen structs, length-prefixed MessagePack, nothing else.

Every message about a record carries ``generation``: the window raises it with each patient, and drops
what carries an older one (IDM-05). ``sequence`` counts the engine's messages without a hole. Words are
ready for the screen; the window formats nothing clinical and decides nothing clinical.
"""

from viewer.engine.document_messages import OfDocuments, SaidOfDocuments
from viewer.engine.endpoint_messages import (
    BeginSignIn,
    CancelSignIn,
    CancelTest,
    ChooseRole,
    EndpointKept,
    Endpoints,
    KeyringAsked,
    OfEndpoints,
    RecordPermission,
    RemoveEndpoint,
    SaveEndpoint,
    SecretHeld,
    SessionSecrets,
    SignInEnded,
    SignInPage,
    SignOut,
    StopKeeping,
    Tested,
    TestedStep,
    TestEndpoint,
    UseDemo,
)
from viewer.engine.export_messages import OfExports, SaidOfExports
from viewer.engine.gates_messages import OfGates, SaidOfGates
from viewer.engine.host_messages import AnswerHost, HostLeft, HostPatient, HostSync
from viewer.engine.lines import (
    CandidateRow,
    DetailLine,
    DetailLink,
    DetailMember,
    GridCell,
    ListPanel,
    Row,
    SourceStatus,
)
from viewer.engine.link_messages import LinkPatient, OfLinks, UnlinkSource
from viewer.engine.message import Message, Said
from viewer.engine.news_messages import SaidOfNews
from viewer.engine.page_messages import AskPage, PageGiven
from viewer.engine.pin_messages import OfLock, SaidOfLock
from viewer.engine.record_messages import Banner, Detail, Glance, Rows
from viewer.engine.regroup_messages import KeptByHand, OfRegrouping, PutTogether, Regroup, Regrouped
from viewer.engine.seek_messages import OfSeeking, SaidOfSeeking
from viewer.engine.shown_messages import OfShown, ShownMoments
from viewer.source.protocols import PatientQuery

# fmt: off
__all__ = [
    "AnswerHost", "AskDetail", "AskPage", "Audited", "Banner", "BeginSignIn", "CancelLoad", "CancelSignIn",
    "CancelTest", "CandidateRow", "ChooseRole", "CloseRecord", "Detail", "DetailLine", "DetailLink",
    "DetailMember", "EndpointKept",
    "Endpoints", "Find", "Found", "FromEngine", "FromWindow", "Glance", "GridCell", "Hello", "HostLeft",
    "HostPatient", "HostSync", "KeptByHand", "KeyringAsked", "LinkPatient",
    "ListPanel", "Message", "OfEndpoints", "OfRegrouping", "OpenFiles", "OpenPatient", "PageGiven",
    "PutTogether", "Quit", "RecordPermission", "Refused", "Regroup", "Regrouped", "RemoveEndpoint", "Retry",
    "Row", "Rows", "Said", "SaveEndpoint", "SecretHeld", "SessionSecrets", "SignInEnded",
    "SignInPage", "SignOut", "Skip", "SourceStatus", "StopKeeping", "TestEndpoint", "Tested", "TestedStep",
    "UnlinkSource", "UseDemo",
]
# fmt: on


# ---- window to engine ----------------------------------------------------------------------------


class Find(Message, frozen=True, kw_only=True, tag=True):
    """Search every source for a patient."""

    query: PatientQuery


class OpenPatient(Message, frozen=True, kw_only=True, tag=True):
    """Open these Patients as one person: (source id, reference, linked by hand?). The first one leads.

    ``query`` is what found them: an engine that was restarted looks for them again first.
    ``undone``: sources whose link was undone in this record; no rule links them again.
    """

    patients: tuple[tuple[str, str, bool], ...]
    query: PatientQuery = PatientQuery()
    undone: tuple[str, ...] = ()


class OpenFiles(Message, frozen=True, kw_only=True, tag=True):
    """Open files or folders as sources; ``patient`` "" lets the engine ask where there are several.

    ``undone`` as in OpenPatient.
    """

    paths: tuple[str, ...]
    patient: str = ""
    undone: tuple[str, ...] = ()


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


class Hello(Said, frozen=True, kw_only=True, tag=True):
    """The engine is up. ``notices`` are whole sentences (no keyring, policy refused, ...)."""

    version: str
    notices: tuple[str, ...] = ()


class Refused(Said, frozen=True, kw_only=True, tag=True):
    """Something asked for cannot be done, in words. ``entry``: whose detail it was, "" for anything else."""

    what: str
    advice: str = ""
    entry: str = ""

    @property
    def words(self) -> str:
        """What and what to do, as one text."""
        return f"{self.what}. {self.advice}".strip()


class Found(Said, frozen=True, kw_only=True, tag=True):
    """Answer to Find, growing: candidates so far and how each source answered.

    Rows of one ``group`` are one person by IDM-02. ``settled`` when every source has answered.
    ``words`` says what a search found or could not find, per source (CMP-01); ``loud``: they are to be seen
    whatever was found. ``similar``: PDS found nobody of exactly this name, and a search for names that sound
    alike may be offered (IDM-12).
    """

    candidates: tuple[CandidateRow, ...]
    sources: tuple[SourceStatus, ...]
    settled: bool
    words: str = ""
    loud: bool = False
    similar: bool = False


FromWindow = (
    Find
    | OpenPatient
    | OpenFiles
    | OfLinks
    | Retry
    | CancelLoad
    | AskDetail
    | AskPage
    | CloseRecord
    | OfDocuments
    | OfExports
    | OfEndpoints
    | OfGates
    | OfLock
    | OfRegrouping
    | OfSeeking
    | OfShown
    | RecordPermission
    | SessionSecrets
    | UseDemo
    | Skip
    | Audited
    | Quit
)
FromEngine = (
    Hello
    | Endpoints
    | KeyringAsked
    | EndpointKept
    | SecretHeld
    | Tested
    | SignInPage
    | SignInEnded
    | HostPatient
    | HostSync
    | HostLeft
    | Refused
    | Found
    | Banner
    | Rows
    | Glance
    | Detail
    | PageGiven
    | Regrouped
    | SaidOfDocuments
    | SaidOfExports
    | SaidOfGates
    | SaidOfNews
    | SaidOfLock
    | SaidOfSeeking
    | ShownMoments
)
