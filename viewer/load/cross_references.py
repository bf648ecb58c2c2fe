"""What one resource of a source refers to, and which resources of that source refer to it."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

import msgspec

from viewer.errors import ResourceError
from viewer.fhir.resource import Place
from viewer.load.source_load import SourceLoad
from viewer.record.model import Supporting

_REFERENCE = re.compile(rb'"reference"\s*:\s*"((?:[^"\\]|\\.)*)"')
_PERSON = re.compile(r"(?:^|/)Patient/[^/]+(?:/_history/[^/]+)?$")


_Spot = tuple[int, int]


def _spot(place: Place) -> _Spot:
    return place.page, place.start


def place_of_supporting(item: Supporting) -> Place:
    """Where the bytes of a supporting record are."""
    return Place(page=item.page, start=item.start, end=item.end)


@dataclass(frozen=True, slots=True)
class Linked:
    """The other end of a reference; ``place`` None: it has not come. ``reference`` as it was sent."""

    reference: str
    place: Place | None


@dataclass(slots=True)
class CrossReferences:
    """References among the resources of one source, found in their bytes the first time they are asked for.

    A reference to a Patient is none, in either direction: everything has one. Time: linear in the bytes of
    the source, once for each page; a page that came later is read when it is next asked.
    """

    source: SourceLoad
    _read: set[int] = field(default_factory=set)
    _from: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    _targets: dict[str, _Spot | None] = field(default_factory=dict)
    _starts: dict[int, list[Place]] = field(default_factory=dict)

    def of(self, place: Place) -> tuple[Linked, ...]:
        """What the resource at a place refers to, in the order of its text, each once. Never raises."""
        try:
            raw = self.source.pages.raw(place)
        except ResourceError:
            return ()
        found = dict.fromkeys(text for text, _ in _references(raw) if _is_link(text))
        return tuple(Linked(text, self.source.library.place_of(text)) for text in found)

    def to(self, place: Place) -> tuple[Place, ...]:
        """Where the resources are that refer to the one at a place, in the order in which they came."""
        self._read_new_pages()
        own = _spot(place)
        spots = [spot for text, spots in self._from.items() if self._target(text) == own for spot in spots]
        held = (self._holder(page, offset) for page, offset in sorted(spots))
        return tuple(dict.fromkeys(one for one in held if one is not None and _spot(one) != own))

    def _target(self, text: str) -> _Spot | None:
        if text not in self._targets:
            found = self.source.library.place_of(text)
            self._targets[text] = _spot(found) if found else None
        return self._targets[text]

    def _read_new_pages(self) -> None:
        new = [number for number in self.source.page_numbers if number not in self._read]
        if not new:
            return
        self._targets.clear()  # what had not come may have come with them
        self._read.update(new)
        places: dict[int, list[Place]] = {number: [] for number in new}
        for place in (*self.source.by_place, *map(place_of_supporting, self.source.supporting)):
            if place.page in places:
                places[place.page].append(place)
        for number, held in places.items():
            self._read_page(number, held)

    def _read_page(self, number: int, held: list[Place]) -> None:
        self._starts[number] = sorted(held, key=lambda place: place.start)
        try:
            body = self.source.pages.whole(number)
        except ResourceError:
            return  # its entries say so when they are opened
        for text, offset in _references(body):
            if _is_link(text):
                self._from.setdefault(text, []).append((number, offset))

    def _holder(self, page: int, offset: int) -> Place | None:
        """The resource of a page that an offset lies in."""
        places = self._starts[page]
        at = bisect_right(places, offset, key=lambda place: place.start) - 1
        return places[at] if at >= 0 and offset < places[at].end else None


def _is_link(text: str) -> bool:
    """Whether it leads to another resource: neither to one inside its own nor to the person."""
    return text[:1] != "#" and not _PERSON.search(text)


def _references(raw: bytes) -> Iterator[tuple[str, int]]:
    """Each reference in some bytes, and where it stands; some servers write every slash with an escape."""
    for found in _REFERENCE.finditer(raw):
        try:
            text = msgspec.json.decode(b'"' + found[1] + b'"', type=str)
        except msgspec.MsgspecError:
            continue  # damaged text: the resource itself is listed as such
        yield text, found.start()
