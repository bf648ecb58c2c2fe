"""How complete an answer is: of one source, and of one clinical domain at one source."""

from collections.abc import Iterable
from enum import StrEnum


class DomainState(StrEnum):
    """The state of one domain at one source, worst first; the worst that applies is the state."""

    FAILED = "failed"
    WITHHELD = "withheld"
    TRUNCATED = "truncated"
    DATA = "data"
    ASSERTED_NONE = "asserted-none"
    EMPTY = "empty"
    NOT_SUPPORTED = "not-supported"
    NOT_ASKED = "not-asked"
    NOT_HELD = "not-held"
    """Such a service holds nothing of this domain, whoever the person is: PDS knows no allergies."""


_ORDER = tuple(DomainState)


def worst(states: Iterable[DomainState]) -> DomainState:
    """Return the state that has to be shown when several apply.

    >>> worst([DomainState.DATA, DomainState.FAILED])
    <DomainState.FAILED: 'failed'>
    >>> worst([])
    <DomainState.NOT_ASKED: 'not-asked'>
    """
    return min(states, key=_ORDER.index, default=DomainState.NOT_ASKED)


class SourceState(StrEnum):
    """The state of one source as a whole."""

    WAITING = "waiting"
    LOADING = "loading"
    COMPLETE = "complete"
    PARTIAL = "partial"
    FAILED = "failed"
    DENIED = "denied"
    CANCELLED = "cancelled"
    NOT_LINKED = "not-linked"

    @property
    def settled(self) -> bool:
        """Nothing more will come without a new request."""
        return self not in {SourceState.WAITING, SourceState.LOADING}
