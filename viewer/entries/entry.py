"""One line of the record: a clinical fact as one or more sources recorded it."""

from dataclasses import dataclass, field
from enum import StrEnum

from viewer.entries.course import Course
from viewer.fhir.concept import Coding
from viewer.fhir.dates import ClinicalDate
from viewer.fhir.resource import Place, ResourceKey
from viewer.source.domain import Domain


class Flag(StrEnum):
    """What must never be hidden about an entry; ``words`` stand before its title."""

    IN_ERROR = "entered-in-error"
    REFUTED = "refuted"
    UNCONFIRMED = "unconfirmed"
    NOT_DONE = "not-done"
    DO_NOT = "do-not"
    UNCODED = "uncoded"
    DEGRADED = "degraded"
    UNREADABLE = "unreadable"
    NOT_UNDERSTOOD = "not-understood"
    PLANNED = "planned"
    NO_KNOWN_ALLERGY = "no-known-allergy"
    RESTRICTED = "restricted"
    NOT_FOR_PATIENT = "not-for-patient"
    ABOUT_OTHER = "about-other"
    NO_SUBJECT = "no-subject"
    IDENTITY_REUSED = "identity-reused"
    UNRESOLVED = "unresolved"
    UNKNOWN_STATUS = "unknown-status"
    CHANGES_ONLY = "changes-only"
    OTHER_OFFSET = "other-offset"
    NO_KNOWN_ALLERGY_OF_A_KIND = "no-known-allergy-of-a-kind"
    SOURCE_WARNING = "source-warning"
    SUPERSEDED = "superseded"
    FROM_WITHDRAWN = "from-withdrawn"
    REPLACED = "replaced"
    ADDED_TO = "added-to"

    @property
    def words(self) -> str:
        """The mark in words, short enough to stand before a title."""
        return _FLAG_WORDS[self]


_FLAG_WORDS = {
    Flag.IN_ERROR: "Entered in error",
    Flag.REFUTED: "Refuted",
    Flag.UNCONFIRMED: "Unconfirmed",
    Flag.NOT_DONE: "Not done",
    Flag.DO_NOT: "Do not",
    Flag.UNCODED: "Uncoded",
    Flag.DEGRADED: "Degraded: check source",
    Flag.UNREADABLE: "Unreadable",
    Flag.NOT_UNDERSTOOD: "Not fully understood",
    Flag.PLANNED: "Planned, not done",
    Flag.NO_KNOWN_ALLERGY: "States no known allergy",
    Flag.RESTRICTED: "Restricted",
    Flag.NOT_FOR_PATIENT: "Not to be disclosed to patient or carer",
    Flag.ABOUT_OTHER: "About another subject",
    Flag.NO_SUBJECT: "No patient stated",
    Flag.IDENTITY_REUSED: "Sent twice with different content",
    Flag.UNRESOLVED: "Refers to a record not retrieved",
    Flag.UNKNOWN_STATUS: "Status not recognised",
    Flag.CHANGES_ONLY: "Changes only, not a complete list",
    Flag.OTHER_OFFSET: "Sent in another time zone",
    Flag.NO_KNOWN_ALLERGY_OF_A_KIND: "States no known allergy of one kind only",
    Flag.SOURCE_WARNING: "Warning from the source",
    Flag.SUPERSEDED: "Replaced by a later version",
    Flag.FROM_WITHDRAWN: "From a document entered in error",
    Flag.REPLACED: "A later document replaces it",
    Flag.ADDED_TO: "A later document adds to it",
}


SUSPENDED = "Suspended"
_HELD = ("on hold", "suspended")
_QUIET = frozenset({Flag.UNCODED, Flag.UNRESOLVED, Flag.OTHER_OFFSET})


class Standing(StrEnum):
    """Whether the source says that the fact holds now; UNKNOWN is never read as past or current."""

    CURRENT = "current"
    PAST = "past"
    PLANNED = "planned"
    UNKNOWN = "unknown"
    NONE = "none"  # the question does not apply: a result, a letter


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One source's own copy of the fact: identity, and where the exact bytes are."""

    key: ResourceKey
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One clinical fact, as one or more sources recorded it.

    ``members`` is never empty: a row without a source cannot be checked.
    ``when`` is the clinical date, never the server's write date; None means that the source gives none.
    ``category`` is the PRSB heading on screen. ``title``, ``detail`` (value, dose, one line) and ``status``
    are words, whole and untruncated. ``value`` is the result's value alone with unit and comparator.
    ``brief`` is the detail for a list at a glance: never another fact, only fewer words; None for the whole.
    ``course``: of a medicine, the parts of its line for a table.
    ``codings`` and ``identifiers`` ((system, value)) and ``content`` (a hash of the canonical content
    without id, meta and text; "" if there is none) serve merging only; so do ``traits``: what tells this
    fact from another of its kind (``entries/traits``), never shown. ``narrative``: a hash of its own text.
    ``recorded``, as sent, says when it was recorded, ``recorded_by`` in which element; ``written``, as sent,
    when its source wrote its copy last; each "" where nothing says so.
    ``series`` joins results of one test (code, unit); "" where that is not said.
    ``waiting_for``: references that would make the words better once they arrive.
    ``rule`` says why several members are one entry. ``may_be_same``: ids of entries side by side.
    ``notes``: differences and conflicts in words. ``parts``: references, as sent, to the results that a
    report or a group of results holds.
    """

    id: str
    members: tuple[Member, ...]
    domain: Domain
    category: str
    title: str
    when: ClinicalDate | None
    detail: str = ""
    status: str = ""
    value: str = ""
    standing: Standing = Standing.NONE
    flags: frozenset[Flag] = frozenset()
    codings: tuple[Coding, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    content: str = ""
    series: str = ""
    recorder: str = ""
    waiting_for: tuple[str, ...] = ()
    rule: str = ""
    may_be_same: tuple[str, ...] = ()
    notes: tuple[str, ...] = field(default=())
    traits: tuple[tuple[str, str], ...] = ()
    brief: str | None = None
    course: Course | None = None
    parts: tuple[str, ...] = ()
    narrative: str = ""
    recorded: str = ""
    recorded_by: str = ""
    written: str = ""

    @property
    def marks(self) -> tuple[str, ...]:
        """What must stand before the title, in words; a suspended medicine is not taken (MED-11)."""
        flags = [flag.words for flag in _FLAG_WORDS if flag in self.flags and flag not in _QUIET]
        return tuple([*flags, SUSPENDED] if self.is_suspended else flags)

    @property
    def is_suspended(self) -> bool:
        """Whether it is a medicine that its source has put on hold: it stays listed and is not taken."""
        return self.domain is Domain.MEDICINES and self.status.startswith(_HELD)

    @property
    def quiet_marks(self) -> tuple[str, ...]:
        """What is said beside the status: no danger in itself, but never left out."""
        return tuple([flag.words for flag in _FLAG_WORDS if flag in self.flags and flag in _QUIET])
