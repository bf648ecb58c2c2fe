"""Which encounters and problems an entry belongs to, whichever end names the other, and which lack."""

from collections.abc import Iterator
from dataclasses import dataclass

from viewer.engine.detail_links import DetailLinks
from viewer.entries.entry import Entry
from viewer.fhir.resource import Place
from viewer.load.copy_facets import entries_meant, facets_of_entry
from viewer.load.flow import Load

ENCOUNTER, PROBLEM = "encounter", "problem"
_TYPES = {ENCOUNTER: "Encounter", PROBLEM: "Condition"}
_LIST = "List"
_ABOVE = frozenset({"Encounter", "EpisodeOfCare"})
"""What refers to them was recorded during them: they belong to none of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Belongs:
    """``to``: ids of entries, each once; the entry itself where it is one. ``lacking``: references that were
    sent and lead to nothing that has come.
    """  # noqa: D205  # one sentence

    to: tuple[str, ...]
    lacking: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Belonging:
    """Looks upwards from an entry, where ``seek_related`` looks down from an encounter or a problem."""

    load: Load
    cross: DetailLinks
    entries: dict[str, Entry]

    def of(self, entry: Entry, kind: str) -> Belongs:
        """Return what an entry belongs to of a kind, ``ENCOUNTER`` or ``PROBLEM``."""
        named, lacking = self._named(entry, kind)
        own = [entry.id] if _type(entry) == _TYPES[kind] else []
        found = dict.fromkeys([*own, *named, *self._naming(entry, kind)])
        return Belongs(to=tuple(key for key in found if key in self.entries), lacking=lacking)

    def _named(self, entry: Entry, kind: str) -> tuple[list[str], tuple[str, ...]]:
        found: list[str] = []
        lacking: dict[str, None] = {}
        for member, facets in zip(entry.members, facets_of_entry(self.load, entry), strict=True):
            references = facets.encounters if kind == ENCOUNTER else facets.problems
            found += entries_meant(self.load, member.key.source, references)
            source = self.load.source(member.key.source)
            if source is not None:
                places = source.library.place_of
                lacking.update((one, None) for one in references if places(one) is None)
        return found, tuple(lacking)

    def _naming(self, entry: Entry, kind: str) -> Iterator[str]:
        """What names the entry as its own: its diagnosis or content, or a list that was made during it."""
        if _type(entry) in _ABOVE:
            return
        todo, seen = [entry], {entry.id}
        while todo:
            for one in self._referring(todo.pop()):
                if one.id in seen:
                    continue
                seen.add(one.id)
                if _type(one) == _TYPES[kind]:
                    yield one.id
                elif kind == ENCOUNTER and _type(one) == _LIST:
                    todo.append(one)
                    yield from self._named(one, kind)[0]

    def _referring(self, entry: Entry) -> Iterator[Entry]:
        for member in entry.members:
            for place in self.cross.ends(member.key.source, member.place)[1]:
                found = self.entries.get(self._id_at(member.key.source, place))
                if found is not None:
                    yield found

    def _id_at(self, source: str, place: Place) -> str:
        own = self.load.source(source)
        return self.load.facts.merged_id(own.by_place.get(place, "")) if own is not None else ""


def _type(entry: Entry) -> str:
    return entry.members[0].key.type
