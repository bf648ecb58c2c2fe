"""Which medicines a source says are not to be given: none of them in use, and each of them listed."""

from viewer.entries.entry import Entry, Flag
from viewer.source.domain import Domain

_ENDED = ("stopped", "completed", "cancelled", "ended")
_WITHDRAWN = frozenset({Flag.IN_ERROR, Flag.REFUTED, Flag.UNREADABLE, Flag.SUPERSEDED})


def is_not_to_be_given(entry: Entry) -> bool:
    """Whether an order not to give a medicine holds (SAFE-09); of one whose end is not stated it does."""
    return _forbids(entry) and not entry.flags & _WITHDRAWN and not has_ended(entry)


def has_ended(entry: Entry) -> bool:
    """Whether it is an order not to give a medicine that was stopped, cancelled or is over."""
    return _forbids(entry) and entry.status.startswith(_ENDED)


def _forbids(entry: Entry) -> bool:
    return entry.domain is Domain.MEDICINES and Flag.DO_NOT in entry.flags
