"""What the clinician took apart or put together: pairs of entries, kept until they are undone.

Pairs are of entries as their readers made them, whose ids stay the same when a source is read again. A
choice outlives its entries: it holds again when they are back.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from viewer.entries.entry import Entry

Choice = frozenset[str]

TOGETHER = "Put together by you"
APART = "Taken apart by you"


def pairs_of(ids: Iterable[str]) -> set[Choice]:
    """Every two of several ids.

    >>> sorted(sorted(pair) for pair in pairs_of(["a", "b", "c"]))
    [['a', 'b'], ['a', 'c'], ['b', 'c']]
    """
    given = sorted(set(ids))
    return {frozenset((one, other)) for number, one in enumerate(given) for other in given[:number]}


def chosen_by_hand(entry: Entry) -> bool:
    """Whether what stands about a merged entry is (in part) the clinician's own choice."""
    return entry.rule.startswith(TOGETHER) or APART in entry.notes


@dataclass(slots=True)
class ByHand:
    """The last choice about a pair holds."""

    apart: set[Choice] = field(default_factory=set)
    together: set[Choice] = field(default_factory=set)

    def take_apart(self, ids: Iterable[str]) -> None:
        """None of these is one with another."""
        pairs = pairs_of(ids)
        self.together -= pairs
        self.apart |= pairs

    def put_together(self, ids: Iterable[str]) -> None:
        """These are one, whatever tells them apart."""
        pairs = pairs_of(ids)
        self.apart -= pairs
        self.together |= pairs

    def undo(self, ids: Iterable[str]) -> None:
        """What the rules say of these holds again."""
        pairs = pairs_of(ids)
        self.apart -= pairs
        self.together -= pairs

    def is_apart(self, one: str, other: str) -> bool:
        """Whether two were taken apart."""
        return bool(self.apart) and frozenset((one, other)) in self.apart

    def is_together(self, one: str, other: str) -> bool:
        """Whether two were put together."""
        return bool(self.together) and frozenset((one, other)) in self.together

    def partners(self, one: str) -> set[str]:
        """Return the ids that were put together with this one."""
        return {other for pair in self.together if one in pair for other in pair} - {one}

    def chosen(self, ids: Iterable[str]) -> bool:
        """Whether there is a choice about any of these."""
        given = set(ids)
        return any(pair & given for pair in (*self.apart, *self.together))
