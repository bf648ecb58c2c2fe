"""Which entries of different sources are one fact, kept up to date while entries come and go."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain, combinations

from viewer.entries.entry import Entry
from viewer.entries.identity import entry_id
from viewer.merge.by_hand import APART, TOGETHER, ByHand, Choice
from viewer.merge.given import Given, Row
from viewer.merge.grouping import Grouping
from viewer.merge.index import Index
from viewer.merge.relations import Pair, relation
from viewer.merge.sameness import keys_of, sources_of
from viewer.merge.union import Known, united


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
        self._given: dict[str, Given] = {}
        self._grouping = Grouping(self._given, self.by_hand)
        self._tight, self._loose = self._grouping.tight, Index[Given]()
        self._rows: dict[str, Row] = {}
        self._stale: set[Given] = set()
        self._left: set[Row] = set()
        self._touched: set[Row] = set()

    def upsert(self, entry: Entry) -> None:
        """Add an entry, or replace the one of the same id."""
        given = self._given.get(entry.id)
        if given is None:
            given = self._given[entry.id] = Given(entry, keys_of(entry))
        elif given.entry == entry:
            return
        else:
            self._unlist(given)
            given.entry, given.keys = entry, keys_of(entry)
        self._list(given)
        self._stale.add(given)
        if self.by_hand.apart or self.by_hand.together:
            self._stale.update(self._chosen_with(entry.id))

    def remove(self, given_id: str) -> None:
        """Take away one entry by the id it was given with; nothing happens if there is none."""
        given = self._given.pop(given_id, None)
        if given is None:
            return
        self._unlist(given)
        self._stale.discard(given)
        if given.row is not None:
            self._left.add(given.row)
            mates, given.row = given.mates, None
            self._stale.update(_present(mates))  # they may share no key with it: put together by hand
        self._stale.update(self._chosen_with(given_id))

    def take_apart(self, row: str) -> bool:
        """Let the entries of a merged one stand alone, until it is undone; False where it is none."""
        group = self._group_at(row)
        self.by_hand.take_apart(one.entry.id for one in group)
        self._stale.update(group)
        return len(group) > 1

    def put_together(self, row: str, other: str) -> bool:
        """Make two merged entries one; False for two of one source, of two types, or unknown ones."""
        ours, theirs = self._group_at(row), self._group_at(other)
        entries = [one.entry for one in (*ours, *theirs)]
        sources = [source for entry in entries for source in sources_of(entry)]
        types = {entry.members[0].key.type for entry in entries}
        if not ours or not theirs or len(set(sources)) < len(sources) or len(types) != 1:
            return False
        self.by_hand.put_together(entry.id for entry in entries)
        self._stale.update((*ours, *theirs))
        return True

    def undo_by_hand(self, row: str) -> bool:
        """Let the rules decide again about an entry and all that was chosen with it; False for no choice."""
        ids = {one.entry.id for one in self._group_at(row)}
        ids |= {one for pair in (*self.by_hand.apart, *self.by_hand.together) if pair & ids for one in pair}
        chosen = self.by_hand.chosen(ids)
        self.by_hand.undo(ids)
        self._stale.update(self._known(ids))
        return chosen

    def remember_by_hand(self, apart: Iterable[Choice], together: Iterable[Choice]) -> None:
        """Take over choices made before, such as by an engine that ended; entries may come later."""
        self.by_hand.apart.update(apart)
        self.by_hand.together.update(together)
        pairs = (*self.by_hand.apart, *self.by_hand.together)
        self._stale.update(self._known({one for pair in pairs for one in pair}))

    def _known(self, ids: Iterable[str]) -> list[Given]:
        return [self._given[one] for one in ids if one in self._given]

    def _chosen_with(self, given_id: str) -> list[Given]:
        """Entries of which a choice names this one too."""
        pairs = chain(self.by_hand.apart, self.by_hand.together)
        return self._known({one for pair in pairs if given_id in pair for one in pair})

    def _group_at(self, row: str) -> tuple[Given, ...]:
        """The entries, as given, of a merged one."""
        self._settle()
        found = self._rows.get(row)
        return found.group if found is not None and found.merged is not None else ()

    def merged_id(self, given_id: str) -> str:
        """Return the id of the merged entry that an entry is part of, "" for none."""
        self._settle()
        held = self._given.get(given_id)
        return held.row.id if held is not None and held.row is not None else ""

    def remove_source(self, source: str) -> None:
        """Take away everything that one source gave (IDM-20); what the others gave stands as before."""
        for given in list(self._given.values()):
            if source in sources_of(given.entry):
                self.remove(given.entry.id)

    def entries(self) -> tuple[Entry, ...]:
        """Every merged entry, by id."""
        self._settle()
        found = [self._rows[one].merged for one in sorted(self._rows)]
        return tuple([merged for merged in found if merged is not None])

    def take_changes(self) -> tuple[tuple[Entry, ...], tuple[str, ...]]:
        """Merged entries that are new or changed since the last call, and ids that are no more."""
        self._settle()
        touched, self._touched = sorted(self._touched, key=lambda row: row.id), set()
        changed = tuple([row.merged for row in touched if row.is_changed and row.merged is not None])
        gone = tuple([row.id for row in touched if row.merged is None and row.taken is not None])
        for row in touched:
            row.taken = row.merged
            if row.merged is None:
                del self._rows[row.id]
        return changed, gone

    def _list(self, given: Given) -> None:
        """Put an entry under its keys; who is alone under the loose ones shares no tight one either."""
        self._loose.add(given, given.keys.loose)
        for one in self._loose.take_met():
            self._tight.add(one, one.keys.tight)
        if given.keys.tight_may_meet_alone:
            self._tight.add(given, given.keys.tight)

    def _unlist(self, given: Given) -> None:
        if given.keys.tight_may_meet_alone or not self._loose.is_alone(given):
            self._tight.remove(given, given.keys.tight)
        self._loose.remove(given, given.keys.loose)

    def _settle(self) -> None:
        upserted, self._stale = self._place_lone(self._stale), set()
        stale = set(upserted)
        stale.update(self._tight.take_touched())
        stale.update([mate for one in stale for mate in _present(one.mates)])
        regrouped = upserted | self._regroup(stale)
        for row in _rows_of(regrouped):
            row.union = self._united(row)
        beside = [one for one in regrouped if not self._loose.is_alone(one)]
        near = self._loose.all_sharing(key for one in beside for key in one.keys.loose)
        rebuilt = _rows_of(chain(regrouped, near, self._loose.take_touched()))
        for row in rebuilt:
            row.merged = self._with_notes(row)
        left, self._left = self._left - rebuilt, set()
        for row in left:
            row.merged = None
        self._touched |= rebuilt | left

    def _place_lone(self, fresh: set[Given]) -> set[Given]:
        """Give a row of its own to what is new and beside nothing, most of what comes; returns the others."""
        if self.by_hand.apart or self.by_hand.together:
            return fresh
        others: set[Given] = set()
        for given in fresh:
            if given.row is None and self._loose.is_alone(given) and self._tight.is_alone(given):
                row = given.row = self._row_of(given.entry.id, (given,))
                row.union = row.merged = given.entry
                self._touched.add(row)
                self._left.discard(row)
            else:
                others.add(given)
        return others

    def _regroup(self, stale: Iterable[Given]) -> set[Given]:
        """Form the groups of these entries anew; returns the entries whose group is another now."""
        changed: set[Given] = set()
        done: set[Given] = set()
        for given in stale:
            if given in done:
                continue
            group = self._grouping.group_of(given)
            done.update(group)
            if any(one.mates != group for one in group):
                self._set_group(group)
                changed.update(group)
        return changed

    def _set_group(self, group: tuple[Given, ...]) -> None:
        entries = [one.entry for one in group]
        lone = len(group) == 1
        row_id = entries[0].id if lone else entry_id([m for entry in entries for m in entry.members])
        row = self._row_of(row_id, group)
        for one in group:
            if one.row is not None:
                self._left.add(one.row)
            one.row = row

    def _row_of(self, row_id: str, group: tuple[Given, ...]) -> Row:
        """The row of this id, a new one if there is none, with this group."""
        row = self._rows.get(row_id)
        if row is None:
            row = self._rows[row_id] = Row(row_id, group, group[0].entry)
        row.group = group
        return row

    def _united(self, row: Row) -> Entry:
        entries = [one.entry for one in row.group]
        if len(entries) == 1:
            return entries[0]
        made = united(entries, self._names, Known(row.id, [one.keys for one in row.group]))
        if any(self.by_hand.is_together(a.id, b.id) for a, b in combinations(entries, 2)):
            return replace(made, rule=". ".join(filter(None, (TOGETHER, made.rule))))
        return made

    def _with_notes(self, row: Row) -> Entry:
        """One merged entry with what it says of those beside it."""
        entry = row.union
        notes: set[str] = set()
        same = set(entry.may_be_same)
        for pair in self._pairs(row):
            said = relation(pair, self._names)
            if said:
                notes.add(said.note)
                same |= {pair.theirs.id} if said.may_be_same else set()
        beside = self._apart_from(row)
        if not notes and not same and not beside:
            return entry
        notes |= {APART} if beside else set()
        ordered = (*entry.notes, *sorted(notes - set(entry.notes)))
        return replace(entry, notes=ordered, may_be_same=tuple(sorted(same | beside)))

    def _apart_from(self, row: Row) -> set[str]:
        """Ids of the rows from which the clinician took a part of this one."""
        if not self.by_hand.apart:
            return set()
        ours = {one.entry.id for one in row.group}
        chosen = {other for pair in self.by_hand.apart if pair & ours for other in pair}
        return {one.row.id for one in self._known(chosen) if one.row is not None} - {row.id}

    def _pairs(self, row: Row) -> Iterator[Pair]:
        """This row beside each that shares a key with it."""
        group = row.group
        if len(group) == 1 and self._loose.is_alone(group[0]):
            return
        for key in {key for one in group for key in one.keys.loose}:
            for other in _rows_of(self._loose.sharing(key)) - {row}:
                yield Pair(row.union, other.union, key)


def _rows_of(given: Iterable[Given]) -> set[Row]:
    return {one.row for one in given if one.row is not None}


def _present(group: Iterable[Given]) -> list[Given]:
    """Those of a group that have not been removed since it was formed."""
    return [one for one in group if one.row is not None]


def merge_entries(entries: Iterable[Entry], names: Mapping[str, str] | None = None) -> tuple[Entry, ...]:
    """Merge entries once; merging what was merged changes nothing."""
    facts = Facts(names)
    for entry in entries:
        facts.upsert(entry)
    return facts.entries()
