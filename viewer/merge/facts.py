"""Which entries of different sources are one fact, kept up to date while entries come and go."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import combinations

from viewer.entries.entry import Entry
from viewer.entries.identity import entry_id
from viewer.merge.by_hand import APART, TOGETHER, ByHand, Choice
from viewer.merge.index import Index
from viewer.merge.relations import Pair, relation
from viewer.merge.rules.rule import numbers_contradict
from viewer.merge.sameness import (
    BY_CONTENT,
    BY_IDENTIFIER,
    Keys,
    contradictions,
    keys_of,
    reason,
    sources_of,
)
from viewer.merge.union import united

_PAIR = ("one", "other")
_MOST_RELATED = 24
"""More related entries than any record has sources cannot be one to one."""
_TIERS: tuple[frozenset[str], ...] = (
    frozenset(),
    frozenset({BY_IDENTIFIER, BY_CONTENT}),
    frozenset({BY_IDENTIFIER}),
)
"""Reasons by which entries are related, the widest first: any, then the certain ones."""


class Facts:
    """The merged entries of one record.

    Entries are given as readers made them, one member each (one that has several stays as it is). They
    are grouped across sources only, one to one: by an equal business identifier where code, date, value,
    status and wording do not contradict, or by equal content where coded and dated. Related entries are
    grouped all together or not at all, so that neither order nor history shows in the outcome.
    ``names``: source id to the name for people; it may grow. Time: near linear in the entries.
    """

    def __init__(self, names: Mapping[str, str] | None = None) -> None:
        self._names: Mapping[str, str] = names if names is not None else {}
        self.by_hand = ByHand()
        self._given: dict[str, Entry] = {}
        self._keys: dict[str, Keys] = {}
        self._tight, self._loose = Index(), Index()
        self._groups: dict[str, tuple[str, ...]] = {}
        self._rows: dict[str, str] = {}  # id as given -> id of the merged entry it is part of
        self._unions: dict[str, Entry] = {}  # merged entries without what they say of one another
        self._merged: dict[str, Entry] = {}
        self._stale: set[str] = set()
        self._left: set[str] = set()
        self._touched: set[str] = set()
        self._taken: dict[str, Entry] = {}

    def upsert(self, entry: Entry) -> None:
        """Add an entry, or replace the one of the same id."""
        if self._given.get(entry.id) == entry:
            return
        if entry.id in self._given:
            self._unlist(entry.id)
        self._given[entry.id] = entry
        keys = self._keys[entry.id] = keys_of(entry)
        self._tight.add(entry.id, keys.tight)
        self._loose.add(entry.id, keys.loose)
        self._stale.add(entry.id)

    def remove(self, given_id: str) -> None:
        """Take away one entry by the id it was given with; nothing happens if there is none."""
        if given_id not in self._given:
            return
        self._unlist(given_id)
        del self._given[given_id], self._keys[given_id]
        self._stale.discard(given_id)
        self._groups.pop(given_id, None)  # its mates share keys with it or with one another: touched
        row = self._rows.pop(given_id, None)
        if row is not None:
            self._left.add(row)

    def take_apart(self, row: str) -> bool:
        """Let the entries of a merged one stand alone, until it is undone; False where it is none."""
        group = self._group_at(row)
        self.by_hand.take_apart(group)
        self._stale.update(group)
        return len(group) > 1

    def put_together(self, row: str, other: str) -> bool:
        """Make two merged entries one; False for two of one source, of two types, or unknown ones."""
        ours, theirs = self._group_at(row), self._group_at(other)
        entries = [self._given[one] for one in (*ours, *theirs)]
        sources = [source for entry in entries for source in sources_of(entry)]
        types = {entry.members[0].key.type for entry in entries}
        if not ours or not theirs or len(set(sources)) < len(sources) or len(types) != 1:
            return False
        self.by_hand.put_together((*ours, *theirs))
        self._stale.update((*ours, *theirs))
        return True

    def undo_by_hand(self, row: str) -> bool:
        """Let the rules decide again about an entry and all that was chosen with it; False for no choice."""
        ids = set(self._group_at(row))
        ids |= {one for pair in (*self.by_hand.apart, *self.by_hand.together) if pair & ids for one in pair}
        chosen = self.by_hand.chosen(ids)
        self.by_hand.undo(ids)
        self._stale.update(ids & self._given.keys())
        return chosen

    def remember_by_hand(self, apart: Iterable[Choice], together: Iterable[Choice]) -> None:
        """Take over choices made before, such as by an engine that ended; entries may come later."""
        self.by_hand.apart.update(apart)
        self.by_hand.together.update(together)
        pairs = (*self.by_hand.apart, *self.by_hand.together)
        self._stale.update({one for pair in pairs for one in pair} & self._given.keys())

    def _group_at(self, row: str) -> tuple[str, ...]:
        """The entries, as given, of a merged one."""
        self._settle()
        return next((group for group in self._groups.values() if self._rows[group[0]] == row), ())

    def remove_source(self, source: str) -> None:
        """Take away everything that one source gave (IDM-20); what the others gave stands as before."""
        for entry in list(self._given.values()):
            if source in sources_of(entry):
                self.remove(entry.id)

    def entries(self) -> tuple[Entry, ...]:
        """Every merged entry, by id."""
        self._settle()
        return tuple(self._merged[one] for one in sorted(self._merged))

    def take_changes(self) -> tuple[tuple[Entry, ...], tuple[str, ...]]:
        """Merged entries that are new or changed since the last call, and ids that are no more."""
        self._settle()
        touched, self._touched = sorted(self._touched), set()
        changed = tuple(
            self._merged[one]
            for one in touched
            if one in self._merged and self._merged[one] != self._taken.get(one)
        )
        gone = tuple(one for one in touched if one in self._taken and one not in self._merged)
        self._taken.update((entry.id, entry) for entry in changed)
        for one in gone:
            del self._taken[one]
        return changed, gone

    def _unlist(self, given_id: str) -> None:
        keys = self._keys[given_id]
        self._tight.remove(given_id, keys.tight)
        self._loose.remove(given_id, keys.loose)

    def _settle(self) -> None:
        stale, self._stale = self._stale & self._given.keys(), set()
        upserted = set(stale)
        stale.update(self._tight.take_touched())
        stale.update([mate for one in stale for mate in self._groups.get(one, ()) if mate in self._given])
        regrouped = upserted | self._regroup(stale)
        for group in {self._groups[one] for one in regrouped}:
            self._unions[self._rows[group[0]]] = self._united(group)
        near = self._loose.all_sharing(key for one in regrouped for key in self._keys[one].loose)
        restyled = regrouped | near | set(self._loose.take_touched())
        rebuilt = [self._row(group) for group in {self._groups[one] for one in restyled}]
        self._replace(rebuilt)

    def _replace(self, rebuilt: Iterable[Entry]) -> None:
        new = {entry.id: entry for entry in rebuilt}
        left, self._left = self._left - new.keys(), set()
        for one in left:
            del self._merged[one], self._unions[one]
        self._merged.update(new)
        self._touched |= new.keys() | left

    def _regroup(self, stale: Iterable[str]) -> set[str]:
        """Form the groups of these entries anew; returns the entries whose group is another now."""
        changed: set[str] = set()
        done: set[str] = set()
        for given_id in stale:
            if given_id in done:
                continue
            group = self._group_of(given_id)
            done.update(group)
            if any(self._groups.get(one) != group for one in group):
                self._set_group(group)
                changed.update(group)
        return changed

    def _set_group(self, group: tuple[str, ...]) -> None:
        members = (member for one in group for member in self._given[one].members)
        row = group[0] if len(group) == 1 else entry_id(members)
        for one in group:
            if one in self._rows:
                self._left.add(self._rows[one])
            self._groups[one] = group
            self._rows[one] = row

    def _group_of(self, given_id: str) -> tuple[str, ...]:
        """Everything related to an entry if it is one to one and free of contradiction, else it alone.

        Where all that is related is not, what has the same identifier or says exactly the same may be:
        of two alike results of a source each then finds the copy that is its own.
        """
        if self._tight.is_alone(self._keys[given_id].tight) and not self.by_hand.together:
            return (given_id,)
        for reasons in _TIERS:
            related = self._related(given_id, reasons)
            if len(related) > 1 and self._is_one_fact(related):
                return tuple(sorted(related))
        return (given_id,)

    def _is_one_fact(self, related: set[str]) -> bool:
        entries = [self._given[one] for one in related]
        sources = [source for entry in entries for source in sources_of(entry)]
        if len(related) > _MOST_RELATED or len(set(sources)) < len(sources):
            return False
        if any(len(entry.members) > 1 for entry in entries):
            return False
        if len(entries) == len(_PAIR):  # one follows from the other: nothing keeps them apart
            return not self._numbered_apart(*entries)
        pairs = combinations(entries, 2)
        return not any(self._keeps_apart(a, b) or self._numbered_apart(a, b) for a, b in pairs)

    def _numbered_apart(self, one: Entry, other: Entry) -> bool:
        """Whether a system gives them two numbers, and no copy between them bears both."""
        if not numbers_contradict(one, other) or self.by_hand.is_together(one.id, other.id):
            return False
        return other.id not in self._related(one.id, _TIERS[-1])

    def _keeps_apart(self, one: Entry, other: Entry) -> bool:
        """Whether anything tells two apart: the clinician's own choice before all rules."""
        if self.by_hand.is_together(one.id, other.id):
            return False
        return self.by_hand.is_apart(one.id, other.id) or bool(contradictions(one, other))

    def _related(self, given_id: str, reasons: frozenset[str]) -> set[str]:
        """Entries that follow one from another for these reasons, without contradiction, across sources."""
        found, waiting = {given_id}, [given_id]
        while waiting and len(found) <= _MOST_RELATED:
            ours = self._given[waiting.pop()]
            if self.by_hand.together:
                chosen = (self.by_hand.partners(ours.id) & self._given.keys()) - found
                found |= chosen
                waiting += chosen
            for other in self._tight.all_sharing(self._keys[ours.id].tight) - found:
                theirs = self._given[other]
                if sources_of(ours) == sources_of(theirs) or self._keeps_apart(ours, theirs):
                    continue
                why = reason(ours, theirs, self._keys[ours.id], self._keys[theirs.id])
                if why and (not reasons or why in reasons):
                    found.add(other)
                    waiting.append(other)
        return found

    def _united(self, group: tuple[str, ...]) -> Entry:
        entries = [self._given[one] for one in group]
        if len(entries) == 1:
            return entries[0]
        made = united(entries, self._names, [self._keys[one] for one in group])
        if any(self.by_hand.is_together(a, b) for a, b in combinations(group, 2)):
            return replace(made, rule=". ".join(filter(None, (TOGETHER, made.rule))))
        return made

    def _row(self, group: tuple[str, ...]) -> Entry:
        """One merged entry with what it says of those beside it."""
        entry = self._unions[self._rows[group[0]]]
        notes: set[str] = set()
        same = set(entry.may_be_same)
        alone = len(group) == 1 and self._loose.is_alone(self._keys[group[0]].loose)
        for pair in self._pairs(entry, group) if not alone else ():
            said = relation(pair, self._names)
            if said:
                notes.add(said.note)
                same |= {pair.theirs.id} if said.may_be_same else set()
        for one in group if self.by_hand.apart else ():
            apart = {other for pair in self.by_hand.apart if one in pair for other in pair} - {one}
            beside = {self._rows[other] for other in apart if other in self._rows} - {entry.id}
            same |= beside
            notes |= {APART} if beside else set()
        if not notes and not same:
            return entry
        ordered = (*entry.notes, *sorted(notes - set(entry.notes)))
        return replace(entry, notes=ordered, may_be_same=tuple(sorted(same)))

    def _pairs(self, entry: Entry, group: tuple[str, ...]) -> Iterable[Pair]:
        for key in {key for one in group for key in self._keys[one].loose}:
            beside = {self._rows[other] for other in self._loose.sharing(key)} - {entry.id}
            for other in beside:
                yield Pair(entry, self._unions[other], key)


def merge_entries(entries: Iterable[Entry], names: Mapping[str, str] | None = None) -> tuple[Entry, ...]:
    """Merge entries once; merging what was merged changes nothing."""
    facts = Facts(names)
    for entry in entries:
        facts.upsert(entry)
    return facts.entries()
