"""What the national register (PDS) said of an NHS number in this session, and what follows from it.

One ``Traces`` is shared by the sources of one session and kept in memory only.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from viewer.source.protocols import Cancel

FRESH = timedelta(hours=24)
"""How long a reading of PDS may be relied on before a practice is asked (GPC-02)."""
_LOOK_S = 0.05
_LETTERS = 3
_PARTS = 2
_FULL_DAY = 10


class TraceStatus(StrEnum):
    """What PDS said of the number itself."""

    VALID = "valid"
    SUPERSEDED = "superseded"
    INVALID = "invalid"
    NOT_FOUND = "not-found"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """One reading of PDS by NHS number. ``when`` is aware, UTC.

    ``superseded_by`` is the number that replaced it (IDM-08); the demographics are then noted under that
    number, in a trace of their own. ``born`` is as sent (``1942-03-08``, or less), ``practice`` the ODS code
    of the practice where the person is registered today. ``restricted``: R or V in ``meta.security``
    (NHS-01). ``verified``: PDS itself states "number present and verified". "" and False where it is silent.
    """

    nhs_number: str
    status: TraceStatus
    when: datetime
    superseded_by: str = ""
    born: str = ""
    family: str = ""
    given: str = ""
    practice: str = ""
    restricted: bool = False
    deceased: bool = False
    verified: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What somebody else says of the person with a number: typed by the user, or another source."""

    born: str = ""
    family: str = ""
    given: str = ""


def confirms(trace: Trace, claim: Claim) -> bool:
    """Whether PDS bears a claim out (IDM-03).

    Found on PDS, and the same full date of birth; or two of its three parts, the first three letters of
    the surname and the first letter of the forename.
    """
    if trace.status is not TraceStatus.VALID or not _is_day(trace.born) or not _is_day(claim.born):
        return False
    if trace.born == claim.born:
        return True
    pairs = zip(trace.born.split("-"), claim.born.split("-"), strict=True)
    names = (trace.family, claim.family, _LETTERS), (trace.given, claim.given, 1)
    return sum(one == other for one, other in pairs) >= _PARTS and all(_starts_alike(*one) for one in names)


def _is_day(born: str) -> bool:
    return len(born) == _FULL_DAY and [len(part) for part in born.split("-")] == [4, 2, 2]


def _starts_alike(one: str, other: str, letters: int) -> bool:
    start, their_start = _letters(one)[:letters], _letters(other)[:letters]
    return bool(start) and start == their_start


def _letters(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).casefold()
    return "".join(mark for mark in plain if mark.isalpha())


def why_not_called(trace: Trace | None, now: datetime, claim: Claim | None = None) -> str:
    """Say why no practice may be asked about this number; "" where it may (GPC-02, GPC-03).

    ``claim``: the demographics that are known apart from PDS; None where the number is all that is known,
    and then PDS has to state itself that it is verified. The words name no practice.
    """
    if trace is None:
        return "the NHS number has not been read from PDS in this session"
    if now - trace.when > FRESH:
        return "the NHS number was read from PDS more than 24 hours ago"
    if trace.status is not TraceStatus.VALID:
        return _NOT_VALID[trace.status]
    known = {
        "PDS marks this person's record as restricted": trace.restricted,
        "PDS says that this person has died": trace.deceased,
        "the NHS number is not verified: PDS does not bear out the date of birth and name": not (
            trace.verified if claim is None else confirms(trace, claim)
        ),
        "PDS names no practice where this person is registered": not trace.practice,
    }
    return next((words for words, applies in known.items() if applies), "")


_NOT_VALID: Mapping[TraceStatus, str] = {
    TraceStatus.SUPERSEDED: "PDS says that this NHS number was replaced by another one",
    TraceStatus.INVALID: "PDS says that this NHS number is not valid",
    TraceStatus.NOT_FOUND: "PDS does not know this NHS number",
}


@dataclass(slots=True)
class Traces:
    """The traces of one session by NHS number.

    Safe to use from several threads without a lock: each method changes one thing by one atomic step.
    Whoever starts a search that PDS takes part in calls ``expect`` before any source is asked and
    ``settle`` when PDS has ended, however that was: a source that needs a trace waits in between.
    """

    _known: dict[str, Trace] = field(default_factory=dict)
    _expected: dict[str, list[None]] = field(default_factory=dict)

    def note(self, trace: Trace) -> None:
        """Keep what PDS said; the newest reading of a number counts."""
        self._known[trace.nhs_number] = trace

    def of(self, nhs_number: str) -> Trace | None:
        """Return what PDS said of a number in this session, None where it was not asked or not answered."""
        return self._known.get(nhs_number)

    def current(self, nhs_number: str) -> str:
        """Return the number under which PDS holds the person now: the same one unless it was replaced."""
        trace = self.of(nhs_number)
        return trace.superseded_by if trace and trace.superseded_by else nhs_number

    def all(self) -> Mapping[str, Trace]:
        """Return every trace by number, as they stand."""
        return self._known.copy()

    def expect(self, nhs_number: str) -> None:
        """PDS is about to be asked for a number."""
        self._expected.setdefault(nhs_number, []).append(None)

    def settle(self, nhs_number: str) -> None:
        """PDS has ended: nobody needs to wait for this number any longer."""
        del self._expected.get(nhs_number, [])[-1:]

    def awaited(self, nhs_number: str, cancel: Cancel) -> Trace | None:
        """Return the trace of a number, after the end of a PDS reading that is under way or expected."""
        while self._expected.get(nhs_number) and not cancel.wait(_LOOK_S):
            pass
        return self.of(nhs_number)
