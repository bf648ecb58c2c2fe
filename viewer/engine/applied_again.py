"""Choices of earlier sessions applied again: what this clinician linked and regrouped of these records.

Each is noted in the audit trail before it is done, as it was when it was made by hand.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import combinations

from viewer.engine.choice_names import Key, Who, link_choice, pair_choice
from viewer.engine.endpoint_desk import EndpointDesk
from viewer.engine.open_record import OpenRecord
from viewer.engine.persons import linked_by_hand
from viewer.engine.regrouping import joined
from viewer.entries.entry import Entry, Member
from viewer.entries.identity import entry_id
from viewer.merge.person import PatientFacts
from viewer.merge.persons import BY_HAND, said_of_number
from viewer.store.audit import Action
from viewer.store.kept_choices import Choice, Kind

_APPLIED = "kept choice applied again"
Applied = dict[Key, Choice]


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """Whose choices, about which record; ``when`` says whether one is kept. Raises StoreError, VaultError."""

    desk: EndpointDesk
    record: OpenRecord
    who: Who
    when: Callable[[Choice], datetime | None]

    def links(self, sources: Iterable[str]) -> Iterator[tuple[Key, Choice]]:
        """Link again what was linked to a Patient that leads this record or that the rule has linked."""
        for source in sources:
            for facts in self.record.found.surveys[source].patients.values():
                choice = self._kept_link(facts)
                if choice is not None and source not in self.record.kept.left_out:
                    self._link(facts, self.when(choice))
                    yield (Kind.LINK, facts.key.source, facts.key.reference), choice

    def left_out(self) -> list[Choice]:
        """The kept links of those who were not to be opened with the person this time."""
        patients = (
            facts
            for source in self.record.kept.left_out & self.record.found.surveys.keys()
            for facts in self.record.found.surveys[source].patients.values()
        )
        return [choice for choice in map(self._kept_link, patients) if choice is not None]

    def _kept_link(self, facts: PatientFacts) -> Choice | None:
        if self.record.is_linked(facts.key.source) or said_of_number(facts, self.record.found.traced):
            return None  # of a source in the record somebody has chosen whom
        ours = [link.patient for link in self.record.links if link.linked_by != BY_HAND]
        choices = (link_choice(self.who, self.record.found, one, facts) for one in ours)
        return next((one for one in choices if self.when(one) is not None), None)

    def _link(self, facts: PatientFacts, when: datetime | None) -> None:
        source = facts.key.source
        self._audit(Action.LINK, source)
        link = linked_by_hand(self.record.links[0].patient, facts)
        self.record.link(replace(link, who=self.desk.setting.who(source), when=when))

    def apart(self, entries: Iterable[Entry]) -> Iterator[tuple[Key, Choice]]:
        """Take apart again what the rules make one."""
        for entry in entries:
            copies = copies_of(entry)
            kept = self._kept(Kind.APART, copies, list(combinations(sorted(copies), 2)))
            if kept:
                self._audit(Action.REGROUP)
                self.record.load.facts.remember_by_hand([frozenset(key[1:]) for key, _ in kept], ())
                yield from kept

    def together(self, entries: Iterable[Entry]) -> Iterator[tuple[Key, Choice]]:
        """Put together again what the rules leave side by side, where every copy is as it was then.

        Nothing that stands in a copy kept on this computer: what its source says now may be another dose. It
        is looked at again as an entry that has changed, when the answer takes the copy's place.
        """
        for entry in entries:
            for key in entry.may_be_same:
                yield from self._joined(entry, self.record.entries.get(key))

    def _is_kept_copy(self, entry: Entry) -> bool:
        sources = (self.record.load.source(member.key.source) for member in entry.members)
        return any(source is not None and source.as_at for source in sources)

    def _joined(self, entry: Entry, other: Entry | None) -> list[tuple[Key, Choice]]:
        if other is None or self._is_kept_copy(entry) or self._is_kept_copy(other):
            return []
        ours, theirs = copies_of(entry), copies_of(other)
        pairs = [(min(a, b), max(a, b)) for a in ours for b in theirs]
        kept = self._kept(Kind.TOGETHER, {**ours, **theirs}, pairs)
        if len(kept) < len(pairs):
            return []
        self._audit(Action.REGROUP)
        return kept if joined(self.record, entry, other.id) else []

    def _kept(
        self, kind: Kind, copies: Mapping[str, Member], pairs: Iterable[tuple[str, str]]
    ) -> list[tuple[Key, Choice]]:
        named = [
            (pair, pair_choice(self.who, self.record, kind, {one: copies[one] for one in pair}))
            for pair in pairs
        ]
        return [((kind, *pair), choice) for pair, choice in named if self.when(choice) is not None]

    def _audit(self, action: Action, source: str = "") -> None:
        origins = [one for one in self.record.origins if source in ("", one.id)]
        self.desk.audit(action, origins, self.record.nhs_number, _APPLIED)


def copies_of(entry: Entry) -> dict[str, Member]:
    """Map the id of each copy, as its reader made it, to where it is."""
    return {entry_id((member,)): member for member in entry.members}
