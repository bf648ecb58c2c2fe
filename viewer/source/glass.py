"""Emergency access (break-glass) to what a source withholds: for whom, why, and until when (PRIV-20).

FHIR R4 (security labels) words how a request says it: a web category with the purpose of use ``BTG``. What a
source makes of it is its own affair; one whose settings do not say that it takes the label is never sent it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

LASTS = timedelta(minutes=30)
SHORTEST_REASON = 10
LONGEST_REASON = 200
LABEL: Mapping[str, str] = {
    "Category": (
        "http://terminology.hl7.org/CodeSystem/v3-ActReason#BTG; "
        'scheme="http://hl7.org/fhir/tag/security"; label="break the glass"'
    )
}
"""The header of every request under emergency access."""


class Emergency(StrEnum):
    """Whether emergency access can be asked for at a source."""

    NO_WAY = "no-way"
    """The source declares no way to ask for it; none is invented."""
    FORBIDDEN = "forbidden"
    """It could be asked for, and policy does not allow it."""
    OFFERED = "offered"

    @property
    def words(self) -> str:
        """What is said at a source that withholds something."""
        return _WORDS[self]


_WORDS = {
    Emergency.NO_WAY: "Emergency access cannot be asked for here: this source declares no way to.",
    Emergency.FORBIDDEN: "Emergency access to this source is not allowed by your organisation's policy.",
    Emergency.OFFERED: "Emergency access can be asked for, with a reason.",
}


class Ground(StrEnum):
    """Why emergency access is taken; the word stands in the audit trail."""

    LIFE = "danger-to-life"
    INCAPABLE = "cannot-consent"
    SAFETY = "danger-to-others"

    @property
    def words(self) -> str:
        """What the person chooses on screen."""
        return _GROUNDS[self]


_GROUNDS = {
    Ground.LIFE: "Immediate danger to the patient's life or health",
    Ground.INCAPABLE: "The patient cannot be asked, and waiting would harm them",
    Ground.SAFETY: "Immediate danger to another person",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """One emergency access. ``reason`` may say something of the patient: it is in memory alone.

    ``since`` and ``until`` are aware.
    """

    source: str
    ground: Ground
    reason: str = field(repr=False)
    since: datetime
    until: datetime


@dataclass(slots=True)
class Glass:
    """The emergency accesses of the record on screen, one for a source at most. One thread writes.

    ``allowed``: policy allows it at the sources that are asked now. Whoever takes one ends it in time.
    """

    allowed: bool = False
    _broken: dict[str, Broken] = field(default_factory=dict)
    _over: dict[str, datetime] = field(default_factory=dict)

    def take(self, broken: Broken) -> None:
        """Begin one, in the place of an earlier one of its source."""
        self._broken[broken.source] = broken
        self._over.pop(broken.source, None)

    def of(self, source: str) -> Broken | None:
        """Return the one at a source, None where there is none."""
        return self._broken.get(source)

    def over(self, source: str) -> datetime | None:
        """Return when the last one at a source ended, None where there was none or it goes on."""
        return self._over.get(source)

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources at which one goes on."""
        return tuple(self._broken)

    def end(self, source: str, when: datetime) -> Broken | None:
        """End the one of a source; return what ended."""
        broken = self._broken.pop(source, None)
        if broken is not None:
            self._over[source] = when
        return broken

    def forget(self) -> None:
        """End them all and know of none: the record was closed, or the user left."""
        self._broken.clear()
        self._over.clear()
