"""Which given entries are one fact: all that is related, if it is one to one and free of contradiction."""

from collections.abc import Collection, Mapping
from itertools import combinations

from viewer.entries.entry import Entry
from viewer.merge.by_hand import TOGETHER, ByHand
from viewer.merge.given import Given
from viewer.merge.index import Index
from viewer.merge.rules.rule import numbers_contradict
from viewer.merge.sameness import BY_CONTENT, BY_IDENTIFIER, contradictions, reason, sources_of

_PAIR = ("one", "other")
_MOST_RELATED = 24
"""More related entries than any record has sources cannot be one to one."""
_NUMBERED, _CHOSEN = frozenset({BY_IDENTIFIER}), frozenset({TOGETHER})
_TIERS: tuple[frozenset[str], ...] = (
    frozenset(),
    frozenset({BY_IDENTIFIER, BY_CONTENT}),
    _NUMBERED,
    _CHOSEN,
)
"""Reasons by which entries are related, the widest first: any, the certain ones, the clinician's hand alone.

What was put together by hand is related for every reason: a copy that comes later joins it or stays outside,
and never parts it.
"""


class Grouping:
    """Groups by the rules and by the clinician's choices; ``tight`` is kept by who gives the entries."""

    def __init__(self, given: Mapping[str, Given], by_hand: ByHand) -> None:
        self._given = given
        self._by_hand = by_hand
        self.tight: Index[Given] = Index()

    def group_of(self, given: Given) -> tuple[Given, ...]:
        """Everything related to an entry if it is one to one and free of contradiction, else it alone.

        Where all that is related is not, what has the same identifier or says exactly the same may be:
        of two alike results of a source each then finds the copy that is its own. Last what the clinician
        put together, whatever else is related to a part of it. Sorted by id.
        """
        if self.tight.is_alone(given) and not self._by_hand.together:
            return (given,)
        for reasons in _TIERS:
            related = self._related(given, reasons)
            is_one = self._is_chosen if reasons is _CHOSEN else self._is_one_fact
            if len(related) > 1 and self._is_one_to_one(related) and is_one(related):
                return tuple(sorted(related, key=lambda one: one.entry.id))
        return (given,)

    def _is_one_to_one(self, related: Collection[Given]) -> bool:
        entries = [one.entry for one in related]
        sources = [source for entry in entries for source in sources_of(entry)]
        if len(related) > _MOST_RELATED or len(set(sources)) < len(sources):
            return False
        return all(len(entry.members) == 1 for entry in entries)

    def _is_chosen(self, related: Collection[Given]) -> bool:
        """One with a second and, at another time, with a third: all three, unless two were taken apart."""
        ids = [one.entry.id for one in related]
        return not any(self._by_hand.is_apart(one, other) for one, other in combinations(ids, 2))

    def _is_one_fact(self, related: Collection[Given]) -> bool:
        entries = [one.entry for one in related]
        if len(entries) == len(_PAIR):  # one follows from the other: nothing keeps them apart
            return not self._numbered_apart(*related)
        pairs = combinations(related, 2)
        return not any(self._keeps_apart(a.entry, b.entry) or self._numbered_apart(a, b) for a, b in pairs)

    def _numbered_apart(self, one: Given, other: Given) -> bool:
        """Whether a system gives them two numbers, and no copy between them bears both."""
        if not numbers_contradict(one.entry, other.entry):
            return False
        if self._by_hand.is_together(one.entry.id, other.entry.id):
            return False
        return other not in self._related(one, _NUMBERED)

    def _keeps_apart(self, one: Entry, other: Entry) -> bool:
        """Whether anything tells two apart: the clinician's own choice before all rules."""
        if self._by_hand.is_together(one.id, other.id):
            return False
        return self._by_hand.is_apart(one.id, other.id) or bool(contradictions(one, other))

    def _related(self, given: Given, reasons: frozenset[str]) -> set[Given]:
        """Entries that follow one from another for these reasons, without contradiction, across sources."""
        found, waiting = {given}, [given]
        while waiting and len(found) <= _MOST_RELATED:
            ours = waiting.pop()
            if self._by_hand.together:
                ids = self._by_hand.partners(ours.entry.id) & self._given.keys()
                chosen = {self._given[one] for one in ids} - found
                found |= chosen
                waiting += chosen
            for theirs in self.tight.all_sharing(ours.keys.tight) - found:
                if self._follows(theirs, ours, reasons):
                    found.add(theirs)
                    waiting.append(theirs)
        return found

    def _follows(self, theirs: Given, ours: Given, reasons: frozenset[str]) -> bool:
        one, other = ours.entry, theirs.entry
        if sources_of(one) == sources_of(other) or self._keeps_apart(one, other):
            return False
        why = reason(one, other, ours.keys, theirs.keys)
        return bool(why) and (not reasons or why in reasons)
