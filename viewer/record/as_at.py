"""How what is older is told from what a source said now: marked "as at" wherever it shows.

It is a copy kept on this computer, or what was read before in this session where reading it again failed.

The mark stays until a whole answer of the source has taken the copy's place (CMP-04, CMP-15).
"""

from collections.abc import Sequence
from datetime import tzinfo

from viewer.record.model import DomainRow, Record, SourceRow
from viewer.record.moments import as_at_words, at_clock
from viewer.record.sources import linked_sources, names_of
from viewer.source.gap import Gap
from viewer.source.state import SourceState

KEPT = "kept copy"
EARLIER = "read earlier"


def kept_sources(record: Record) -> tuple[SourceRow, ...]:
    """Return the sources of which a kept copy, or an earlier answer, is shown."""
    return tuple(row for row in linked_sources(record) if row.as_at)


def is_read_again(row: SourceRow) -> bool:
    """Whether the answer that is to take a copy's place is under way."""
    return not row.state.settled


def mark(row: SourceRow | DomainRow, zone: tzinfo) -> str:
    """Return "kept copy as at 22-Nov-2026 12:00", of an earlier answer "as at ...", "" for neither."""
    if not row.as_at:
        return ""
    return f"{'' if row.earlier else f'{KEPT} '}as at {as_at_words(row.as_at, zone)}"


def short_mark(row: SourceRow | DomainRow) -> str:
    """Return "kept copy" or "read earlier", "" for what is neither."""
    return (EARLIER if row.earlier else KEPT) if row.as_at else ""


def read_words(row: SourceRow, zone: tzinfo) -> str:
    """Return " at 03:02", or of a copy ", kept copy as at 22-Nov-2026 12:00", to stand after words."""
    return f", {mark(row, zone)}" if row.as_at else at_clock(row.retrieved, zone)


def kept_sentence(record: Record, zone: tzinfo) -> str:
    """Name the sources of which a copy stands while they are read again, "" for none.

    One that could not be read again is told with its own reason.
    """
    rows = [row for row in kept_sources(record) if is_read_again(row)]
    names = names_of(record)
    said = []
    for words, own in (
        ("Kept copy as at", [row for row in rows if not row.earlier]),
        ("As at", [row for row in rows if row.earlier]),
    ):
        listed = ", ".join(names[row.origin.id] for row in own)
        said += [f"{words} {_span(own, zone)}, being read again: {listed}."] if own else []
    return " ".join(said)


def _span(rows: Sequence[SourceRow], zone: tzinfo) -> str:
    moments = dict.fromkeys(as_at_words(at, zone) for at in sorted(row.as_at for row in rows))
    first, *others = moments
    return f"{first} to {others[-1]}" if others else first


def not_read_words(row: SourceRow, zone: tzinfo) -> str:
    """Say "kept copy as at ...; reading it again failed", as it ended."""
    return f"{mark(row, zone)}; reading it again {_ENDED.get(row.state, 'failed')}"


def standing_words(row: SourceRow, zone: tzinfo) -> str:
    """Say for the foot of the window what stands there, so that its age can follow: of when it is comes last.

    A kept copy, or what reading it again did not replace.
    """
    at = as_at_words(row.as_at, zone)
    if not row.earlier:
        return f"As at {at}, {KEPT}"
    return f"Being read again: as at {at}" if is_read_again(row) else f"Reading again failed: as at {at}"


def newest_first(gaps: Sequence[Gap]) -> tuple[Gap, ...]:
    """Put why reading again failed before what was said of the older one: a line may be cut at its end."""
    return tuple(sorted(gaps, key=lambda gap: -gap.when.timestamp() if gap.when is not None else 0.0))


def failure_words(row: SourceRow, zone: tzinfo) -> str:
    """Return "at 10:42: why" of the newest failure, "" where no moment of one is known."""
    gaps = newest_first([gap for gap in row.gaps if gap.kind.makes_partial and gap.when is not None])
    if not gaps or gaps[0].when is None:
        return ""
    at, why = gaps[0].when.astimezone(zone), gaps[0].why.rstrip(".")
    return f"at {at:%H:%M}: {why}" if why else f"at {at:%H:%M}"


_ENDED = {SourceState.CANCELLED: "was stopped", SourceState.DENIED: "was refused"}
