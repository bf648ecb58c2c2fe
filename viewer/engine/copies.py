"""How a summary reaches the sources' own copies: the bytes of a load, read beside the conversation."""

from dataclasses import dataclass, field

from viewer.fhir.resource import Place
from viewer.load.flow import Load


@dataclass(slots=True)
class LoadCopies:
    """One for one piece of work, on any thread: it opens pages itself and changes nothing of the load."""

    load: Load
    _page: int = -1
    _body: bytes = field(default=b"")

    def raw(self, place: Place) -> bytes:
        """Return the exact bytes of a place. Raises ResourceError: damaged, or read again meanwhile."""
        if place.page != self._page:
            self._body = self.load.page(place).page.body()
            self._page = place.page
        return self._body[place.start : place.end]

    def found(self, source: str, reference: str) -> Place | None:
        """Return where the resource is that a reference of this source means; None if that is not certain."""
        own = self.load.source(source)
        return own.library.place_of(reference) if own is not None else None

    def retrieved(self, place: Place) -> str:
        """Return when the answer came that a place is in: ISO 8601, UTC. Raises ResourceError as ``raw``."""
        return self.load.page(place).retrieved
