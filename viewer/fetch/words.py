"""How a search is named and its outcome classed, in the words of the screen."""

from viewer.source.answer import Outcome
from viewer.source.domain import domain_of
from viewer.source.gap import GapKind

_KIND = {
    Outcome.COMPLETE: GapKind.NOTICE,
    Outcome.FAILED: GapKind.FAILED,
    Outcome.DENIED: GapKind.DENIED,
    Outcome.TRUNCATED: GapKind.TRUNCATED,
    Outcome.CANCELLED: GapKind.CANCELLED,
    Outcome.NOT_SUPPORTED: GapKind.NOT_SUPPORTED,
}


def gap_kind(outcome: Outcome) -> GapKind:
    """Which kind of gap an outcome leaves."""
    return _KIND[outcome]


def subject_of_search(resource_type: str) -> str:
    """Name what a search is about.

    >>> subject_of_search("Condition")
    'Problems (Condition)'
    """
    return f"{domain_of(resource_type).label} ({resource_type})"
