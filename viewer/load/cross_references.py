"""What one resource of a source refers to, and which resources of that source refer to it."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import msgspec

from viewer.errors import ResourceError
from viewer.fhir.resource import Place
from viewer.load.source_load import SourceLoad
from viewer.record.model import Supporting

_REFERENCE = re.compile(rb'"reference"\s*:\s*"((?:[^"\\]|\\.)*)"')
_PERSON = re.compile(r"(?:^|/)Patient/[^/]+(?:/_history/[^/]+)?$")
_PIECE = 2500
"""References that are read in one piece: some milliseconds."""
_PAGE = 300
"""What opening a page counts for."""


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
    """References among the resources of one source, found in their bytes piece by piece.

    A reference to a Patient is none, in either direction: everything has one. Time: linear in the bytes of
    the source, once for each page; a page that came later is read by the next pieces.
    """

    source: SourceLoad
    _read: set[int] = field(default_factory=set)
    _from: dict[str, list[_Spot]] = field(default_factory=dict)
    _meaning: dict[_Spot, list[str]] = field(default_factory=dict)
    _starts: dict[int, list[Place]] = field(default_factory=dict)
    _work: Iterator[None] | None = None

    @property
    def is_whole(self) -> bool:
        """Whether all pages that have come are read; until then ``to`` may lack some."""
        return self._work is None and not self._new()

    def read_some(self) -> bool:
        """Read one piece of what has not been read; tell whether anything is left."""
        if self._work is None:
            new = self._new()
            if not new:
                return False
            self._work = self._reading(new)
        if next(self._work, self) is self:
            self._work = None
        return not self.is_whole

    def of(self, place: Place) -> tuple[Linked, ...]:
        """What the resource at a place refers to, in the order of its text, each once. Never raises."""
        try:
            raw = self.source.pages.raw(place)
        except ResourceError:
            return ()
        found = dict.fromkeys(text for text, _ in _references(raw) if _is_link(text))
        return tuple(Linked(text, self.source.library.place_of(text)) for text in found)

    def to(self, place: Place) -> tuple[Place, ...]:
        """Where the resources are that refer to the one at a place, of those read, in order of coming."""
        own = _spot(place)
        spots = [spot for text in self._meaning.get(own, ()) for spot in self._from[text]]
        held = (self._holder(page, offset) for page, offset in sorted(spots))
        return tuple(dict.fromkeys(one for one in held if one is not None and _spot(one) != own))

    def _new(self) -> list[int]:
        return [number for number in self.source.page_numbers if number not in self._read]

    def _reading(self, new: list[int]) -> Iterator[None]:
        """Read pages, then find anew what every reference means: it may have come with them."""
        self._read.update(new)
        self._hold(new)
        yield from _pieces(step for number in new for step in self._read_page(number))
        self._meaning = {}
        yield from _pieces(self._find(text) for text in self._from)

    def _hold(self, new: list[int]) -> None:
        """Remember where the resources of these pages are."""
        starts: dict[int, list[Place]] = {number: [] for number in new}
        for place in (*self.source.by_place, *map(place_of_supporting, self.source.supporting)):
            if place.page in starts:
                starts[place.page].append(place)
        for held in starts.values():
            held.sort(key=lambda place: place.start)
        self._starts |= starts

    def _read_page(self, number: int) -> Iterator[int]:
        """Note each reference of a page; yield what each step counts for."""
        yield _PAGE
        try:
            body = self.source.pages.whole(number)
        except ResourceError:
            return  # its entries say so when they are opened
        for text, offset in _references(body):
            if _is_link(text):
                self._from.setdefault(text, []).append((number, offset))
            yield 1

    def _find(self, text: str) -> int:
        found = self.source.library.place_of(text)
        if found is not None:
            self._meaning.setdefault(_spot(found), []).append(text)
        return 1

    def _holder(self, page: int, offset: int) -> Place | None:
        """The resource of a page that an offset lies in."""
        places = self._starts[page]
        at = bisect_right(places, offset, key=lambda place: place.start) - 1
        return places[at] if at >= 0 and offset < places[at].end else None


def _pieces(steps: Iterable[int]) -> Iterator[None]:
    """Take steps, and pause wherever they count for a piece."""
    taken = 0
    for step in steps:
        taken += step
        if taken >= _PIECE:
            taken = 0
            yield


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
