"""A gap: what could not be fetched or read, with the reason and what to do."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from viewer.source.domain import Domain


class GapKind(StrEnum):
    """Why something is missing."""

    FAILED = "failed"
    DENIED = "denied"
    WITHHELD = "withheld"
    TRUNCATED = "truncated"
    CANCELLED = "cancelled"
    UNREADABLE = "unreadable"
    NOT_SUPPORTED = "not-supported"
    NOT_LINKED = "not-linked"
    NOTICE = "notice"

    @property
    def makes_partial(self) -> bool:
        """Whether the record is incomplete because of it (exit code 3)."""
        return self not in {GapKind.NOT_SUPPORTED, GapKind.NOTICE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """One thing that is not known, in words.

    ``source`` is the source's id; ``domain`` is None when the whole source is meant.
    ``what`` and ``why`` are whole phrases for the screen and hold no value of a patient.
    ``when`` is aware, UTC; None where no time applies.
    """

    source: str
    kind: GapKind
    domain: Domain | None
    what: str
    why: str
    when: datetime | None = None
    advice: str = ""
