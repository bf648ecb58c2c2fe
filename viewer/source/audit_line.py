"""What one line of the audit trail says, as values: who did what, to whose record, where, and why."""

from dataclasses import dataclass

from viewer.source.shown import Shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Clinician:
    """Who is signed in at a source as the source says it: ``organisation`` is a code such as an ODS code."""

    user: str = ""
    role: str = ""
    organisation: str = ""

    @property
    def words(self) -> str:
        """The user and the role in one line, "" where the source names nobody."""
        return ", ".join(filter(None, (self.user, self.role)))


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditSource:
    """A source of an act: its id, where it is ("" for files and in old lines), who was signed in there."""

    id: str
    base: str = ""
    clinician: Clinician = Clinician()


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditLine:
    """One act. ``number`` counts from 1 over the whole trail; ``trail`` is "" in lines of the first version.

    ``time`` is ISO 8601 with its offset, ``patient`` a keyed hash or "". ``outcome`` is a word of
    ``store.audit.Outcome``, ``purpose`` a code of HL7's v3 ActReason or "". ``request`` is the id that the
    requests of the act carried, "" where none were sent. ``shown``: of a line of the action "shown" alone.
    """

    number: int
    time: str
    action: str
    user: str = ""
    sources: tuple[AuditSource, ...] = ()
    patient: str = ""
    what: str = ""
    outcome: str = ""
    purpose: str = ""
    request: str = ""
    product: str = ""
    host: str = ""
    trail: str = ""
    shown: Shown | None = None
