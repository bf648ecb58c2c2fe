"""Counting occurrences: each is received once and goes exactly one way."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import fields
from enum import StrEnum

from viewer.record.model import Counts


class Way(StrEnum):
    """Where an occurrence went; the names are those of ``Counts``."""

    ENTRY = "as_entries"
    SUPPORTING = "as_supporting"
    MESSAGE = "as_messages"
    REPEAT = "repeats"
    QUARANTINED = "quarantined"
    UNREADABLE = "unreadable"


class Tally:
    """Counts ways; ``received`` is never counted apart, so that it cannot disagree with its parts."""

    def __init__(self) -> None:
        self._ways: Counter[Way] = Counter()

    def add(self, way: Way) -> None:
        """One more occurrence went this way."""
        self._ways[way] += 1

    @property
    def received(self) -> int:
        """How many occurrences came in all."""
        return self._ways.total()

    def counts(self) -> Counts:
        """Return the counts as a value."""
        return Counts(received=self.received, **{way.value: self._ways[way] for way in Way})


def total(parts: Iterable[Counts]) -> Counts:
    """Add the counts of several sources.

    >>> total([Counts(received=2, repeats=2), Counts(received=1, repeats=1)]).repeats
    3
    """
    sums: Counter[str] = Counter()
    for part in parts:
        sums.update({field.name: getattr(part, field.name) for field in fields(Counts)})
    return Counts(**sums)
