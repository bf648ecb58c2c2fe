"""What an entry refers to and what refers to it, in words, each leading to its line of the record."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import tzinfo

import msgspec

from viewer.engine.contained import Contained
from viewer.engine.lines import DetailLink
from viewer.engine.messages import Detail
from viewer.entries.entry import Entry
from viewer.fhir.resource import Place
from viewer.load.cross_references import CrossReferences, place_of_supporting
from viewer.load.flow import Load
from viewer.present.dates import date_words
from viewer.record.model import Supporting

_NOT_HERE = "not retrieved"
STILL_LOOKING = DetailLink(
    towards=False,
    words="Not every record of this source is looked through yet; what is found is shown here then",
    looking=True,
)
BROKE_OFF = DetailLink(
    towards=False,
    words="Looking for references broke off, a fault in this program: some may be missing here",
)


@dataclass(slots=True)
class DetailLinks:
    """Both directions, for one record; what was found in a source's bytes is kept until it is read again.

    What refers to an entry may be anywhere: all records are read piece by piece while nothing else is asked.
    ``waiting``: the entry whose detail was told before all had come and was read, "" for none.
    """

    load: Load
    zone: tzinfo
    waiting: str = ""
    _found: dict[str, CrossReferences] = field(default_factory=dict)
    _broken: set[str] = field(default_factory=set)

    def added(self, detail: Detail, line: Entry | Supporting, entries: Mapping[str, Entry]) -> Detail:
        """Return a detail with its links. ``entries``: every entry of the record, by id."""
        places = (
            [(line.source, place_of_supporting(line))]
            if isinstance(line, Supporting)
            else [(member.key.source, member.place) for member in line.members]
        )
        links = self._contained(places, entries)
        lacking = not all(self.is_whole(source) for source, _ in places)
        self.waiting = detail.entry if lacking else ""
        return msgspec.structs.replace(detail, links=(*links, STILL_LOOKING) if lacking else links)

    def _contained(
        self, places: list[tuple[str, Place]], entries: Mapping[str, Entry]
    ) -> tuple[DetailLink, ...]:
        """Return the links; where a fault of ours keeps some from being found that is one of them."""
        links: tuple[DetailLink, ...] = ()
        with Contained() as kept:
            links = self.of(places, entries)
        broken = kept.broke or not self._broken.isdisjoint(source for source, _ in places)
        return (*links, BROKE_OFF) if broken else links

    def is_whole(self, source: str) -> bool:
        """Whether nothing more can be found: the source has ended, and all of it is read."""
        cross = self._cross(source)
        return cross is None or (cross.is_whole and cross.source.state.settled)

    def ends(self, source: str, place: Place) -> tuple[tuple[Place, ...], tuple[Place, ...]]:
        """Return where resources are that a copy refers to, and those that refer to it, as far as read."""
        cross = self._cross(source)
        if cross is None:
            return (), ()
        return tuple(one.place for one in cross.of(place) if one.place is not None), cross.to(place)

    def read_some(self) -> bool:
        """Read one piece of what has not been read of any source; tell whether anything is left."""
        for source in self.load.source_ids():
            cross = self._cross(source)
            if cross is not None and not cross.is_whole:
                self._read_on(source, cross)
                return True
        return False

    def _read_on(self, source: str, cross: CrossReferences) -> None:
        with Contained() as kept:
            cross.read_some()
        if kept.broke:
            self._broken.add(source)

    def of(self, places: Iterable[tuple[str, Place]], entries: Mapping[str, Entry]) -> tuple[DetailLink, ...]:
        """Return the links of copies, (source id, place); an entry of several copies has each link once."""
        links = [link for source, place in places for link in self._of_copy(source, place, entries)]
        return tuple(dict.fromkeys(links))

    def _of_copy(self, source: str, place: Place, entries: Mapping[str, Entry]) -> Iterator[DetailLink]:
        cross = self._cross(source)
        if cross is None:
            return
        for found in cross.of(place):
            entry, words = self._named(cross, found.place, entries)
            words = words or f"{found.reference}: {_NOT_HERE}"
            yield DetailLink(towards=True, words=words, entry=entry)
        self._read_on(source, cross)  # of a small record this is all
        for referring in cross.to(place):
            entry, words = self._named(cross, referring, entries)
            if words:
                yield DetailLink(towards=False, words=words, entry=entry)

    def _cross(self, source: str) -> CrossReferences | None:
        held = self.load.source(source)
        if held is None:
            return None
        if source not in self._found or self._found[source].source is not held:
            self._found[source] = CrossReferences(held)
            self._broken.discard(source)
        return self._found[source]

    def _named(
        self, cross: CrossReferences, place: Place | None, entries: Mapping[str, Entry]
    ) -> tuple[str, str]:
        """Return the id of the line that a place is on, and its words; "" where there is none."""
        if place is None:
            return "", ""
        entry = entries.get(self.load.facts.merged_id(cross.source.by_place.get(place, "")))
        if entry is None:
            return _supporting_at(cross.source.supporting, place)
        when = date_words(entry.when, self.zone) if entry.when else "date not recorded"
        return entry.id, f"{entry.category}: {entry.title}, {when}"


def _supporting_at(supporting: Iterable[Supporting], place: Place) -> tuple[str, str]:
    spot = (place.page, place.start)
    for item in supporting:
        own = place_of_supporting(item)
        if (own.page, own.start) == spot:
            return item.id, f"{item.type}: {item.title or item.reference}"
    return "", ""
