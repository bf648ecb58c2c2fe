"""The exact bytes of a load, each body kept once and compressed; opening a resource verifies and slices."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from viewer.errors import ResourceError
from viewer.fhir.page import Page, pack
from viewer.fhir.resource import Place
from viewer.source.answer import Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPage:
    """One body: its source, where it came from, when, what it is said to be, and the bytes."""

    source: str
    search: str
    place: str
    retrieved: str
    page: Page
    media_type: str = ""
    path: str = ""
    fhir_version: str = ""

    def answer(self) -> Answer:
        """Return the answer as it came. Raises ResourceError: its bytes are damaged."""
        return Answer(
            source=self.source,
            search=self.search,
            body=self.page.body(),
            media_type=self.media_type,
            place=self.place,
            path=self.path,
            retrieved=datetime.fromisoformat(self.retrieved),
            fhir_version=self.fhir_version,
        )


_GONE = "its bytes have left the record: the source was read again"
_OPEN_BYTES = 8 * 1024 * 1024


class Pages:
    """All bodies of a load by number. Bodies that are dropped leave their numbers empty.

    The few that were opened last stay open, verified: entries that wait for one Practitioner are read again
    page by page, and unpacking a page of 250 for each of them was a third of a load's time.
    """

    def __init__(self) -> None:
        self._kept: dict[int, KeptPage] = {}
        self._open: dict[int, bytes] = {}  # the one opened last stands last
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
            media_type=answer.media_type,
            path=answer.path,
            fhir_version=answer.fhir_version,
        )
        return number

    def raw(self, place: Place) -> bytes:
        """Return the exact bytes of a place. Raises ResourceError if the body was damaged or dropped."""
        return self._body(place.page)[place.start : place.end]

    def whole(self, number: int) -> bytes:
        """Return the whole body of a page. Raises ResourceError if it was damaged or dropped."""
        return self._body(number)

    def _body(self, number: int) -> bytes:
        body = self._open.pop(number, None)
        if body is None:
            body = self.about(number).page.body()
        self._open[number] = body
        while len(self._open) > 1 and sum(map(len, self._open.values())) > _OPEN_BYTES:
            del self._open[next(iter(self._open))]
        return body

    def about(self, number: int) -> KeptPage:
        """Return what is known of a page. Raises ResourceError: dropped meanwhile (F5)."""
        try:
            return self._kept[number]
        except KeyError:
            raise ResourceError(_GONE) from None

    def drop(self, numbers: Iterable[int]) -> None:
        """Forget these bodies."""
        for number in numbers:
            del self._kept[number]
            self._open.pop(number, None)
