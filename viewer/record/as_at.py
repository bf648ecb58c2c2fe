"""How a copy kept on this computer is told from what a source said now: marked "as at" wherever it shows.

The mark stays until a whole answer of the source has taken the copy's place (CMP-04, CMP-15).
"""

from collections.abc import Sequence
from datetime import tzinfo

from viewer.record.model import Record, SourceRow
from viewer.record.moments import as_at_words, at_clock
from viewer.record.sources import linked_sources, names_of
from viewer.source.state import SourceState

KEPT = "kept copy"


def kept_sources(record: Record) -> tuple[SourceRow, ...]:
    """Return the sources of which a kept copy is shown."""
    return tuple(row for row in linked_sources(record) if row.as_at)


def is_read_again(row: SourceRow) -> bool:
    """Whether the answer that is to take a copy's place is under way."""
    return not row.state.settled


def mark(as_at: str, zone: tzinfo) -> str:
    """Return "kept copy as at 22-Nov-2026 12:00", "" for what is no copy."""
    return f"{KEPT} as at {as_at_words(as_at, zone)}" if as_at else ""


def read_words(row: SourceRow, zone: tzinfo) -> str:
    """Return " at 03:02", or of a copy ", kept copy as at 22-Nov-2026 12:00", to stand after words."""
    return f", {mark(row.as_at, zone)}" if row.as_at else at_clock(row.retrieved, zone)


def kept_sentence(record: Record, zone: tzinfo) -> str:
    """Name the sources of which a copy stands while they are read again, "" for none.

    One that could not be read again is told with its own reason.
    """
    rows = [row for row in kept_sources(record) if is_read_again(row)]
    if not rows:
        return ""
    names = names_of(record)
    listed = ", ".join(names[row.origin.id] for row in rows)
    return f"Kept copy as at {_span(rows, zone)}, being read again: {listed}."


def _span(rows: Sequence[SourceRow], zone: tzinfo) -> str:
    moments = dict.fromkeys(as_at_words(at, zone) for at in sorted(row.as_at for row in rows))
    first, *others = moments
    return f"{first} to {others[-1]}" if others else first


def not_read_words(row: SourceRow, zone: tzinfo) -> str:
    """Say "kept copy as at ...; reading it again failed", as it ended."""
    return f"{mark(row.as_at, zone)}; reading it again {_ENDED.get(row.state, 'failed')}"


_ENDED = {SourceState.CANCELLED: "was stopped", SourceState.DENIED: "was refused"}
