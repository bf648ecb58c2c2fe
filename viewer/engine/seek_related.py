"""Which entries belong to an encounter or a problem: what refers to it, and what its own lists hold."""

from collections.abc import Iterator
from dataclasses import dataclass

from viewer.engine.detail_links import DetailLinks
from viewer.entries.entry import Entry
from viewer.fhir.resource import Place
from viewer.load.copy_facets import entries_meant, facets_of_entry
from viewer.load.flow import Load

_ABOVE = frozenset({"Encounter", "EpisodeOfCare"})
"""What an encounter is part of, or where a problem was recorded, does not belong to it."""
_LIST = "List"


@dataclass(frozen=True, slots=True)
class Related:
    """Finds what belongs together in the references of one record, as far as they have been read."""

    load: Load
    cross: DetailLinks
    entries: dict[str, Entry]

    def is_whole(self, entry: Entry) -> bool:
        """Whether nothing more can be found for an entry."""
        return all(self.cross.is_whole(member.key.source) for member in entry.members)

    def of_encounter(self, entry: Entry) -> set[str]:
        """Return the ids of what belongs to an encounter: also what the lists made during it hold."""
        found = set(self._held(entry))
        lists = []
        for one in self._referring(entry):
            if one.members[0].key.type != _LIST:
                found.add(one.id)
            elif self._was_during(one, entry):
                lists.append(one)
        return found | self._in_lists(lists)

    def of_problem(self, entry: Entry) -> set[str]:
        """Return the ids of what is for a problem; a list that names it among others is not."""
        referring = (one.id for one in self._referring(entry) if one.members[0].key.type != _LIST)
        return {*self._held(entry), *referring}

    def _held(self, entry: Entry) -> Iterator[str]:
        """What the entry itself names, such as its diagnoses or the content of a problem."""
        for one in self._referred(entry):
            if one.members[0].key.type not in _ABOVE:
                yield one.id

    def _in_lists(self, lists: list[Entry]) -> set[str]:
        found: set[str] = set()
        while lists:
            one = lists.pop()
            if one.id not in found:
                found.add(one.id)
                inside = [item for item in self._referred(one) if item.members[0].key.type not in _ABOVE]
                lists += [item for item in inside if item.members[0].key.type == _LIST]
                found.update(item.id for item in inside if item.members[0].key.type != _LIST)
        return found

    def _was_during(self, one: Entry, encounter: Entry) -> bool:
        return any(
            encounter.id in entries_meant(self.load, member.key.source, facets.encounters)
            for member, facets in zip(one.members, facets_of_entry(self.load, one), strict=True)
        )

    def _referring(self, entry: Entry) -> Iterator[Entry]:
        for member in entry.members:
            yield from self._at(member.key.source, self.cross.ends(member.key.source, member.place)[1])

    def _referred(self, entry: Entry) -> Iterator[Entry]:
        for member in entry.members:
            yield from self._at(member.key.source, self.cross.ends(member.key.source, member.place)[0])

    def _at(self, source: str, places: tuple[Place, ...]) -> Iterator[Entry]:
        own = self.load.source(source)
        ids = (own.by_place.get(place, "") for place in places) if own is not None else ()
        for one in ids:
            found = self.entries.get(self.load.facts.merged_id(one))
            if found is not None:
                yield found
