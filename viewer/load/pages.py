"""The exact bytes of a load, each body kept once and compressed; opening a resource verifies and slices."""

from collections.abc import Iterable
from dataclasses import dataclass

from viewer.fhir.page import Page, pack
from viewer.fhir.resource import Place
from viewer.source.answer import Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPage:
    """One body: its source, where it came from, when, and the bytes."""

    source: str
    search: str
    place: str
    retrieved: str
    page: Page


class Pages:
    """All bodies of a load by number. Bodies that are dropped leave their numbers empty."""

    def __init__(self) -> None:
        self._kept: dict[int, KeptPage] = {}
        self._next = 0

    def keep(self, answer: Answer) -> int:
        """Keep an answer's body and return its number."""
        number = self._next
        self._next += 1
        self._kept[number] = KeptPage(
            source=answer.source,
            search=answer.search,
            place=answer.place,
            retrieved=answer.retrieved.isoformat(),
            page=pack(answer.body),
        )
        return number

    def raw(self, place: Place) -> bytes:
        """Return the exact bytes of a place. Raises ResourceError if the kept body was damaged."""
        return self._kept[place.page].page.slice(place.start, place.end)

    def about(self, number: int) -> KeptPage:
        """Return what is known of a page."""
        return self._kept[number]

    def drop(self, numbers: Iterable[int]) -> None:
        """Forget these bodies."""
        for number in numbers:
            del self._kept[number]
