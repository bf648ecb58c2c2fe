"""How the sources' own copies are reached: by place, and by what a reference says."""

from typing import Protocol

from viewer.fhir.resource import Place


class Copies(Protocol):
    """Answered by a load; what it cannot give is said, never thrown but as ResourceError by ``raw``."""

    def raw(self, place: Place) -> bytes:
        """Return the exact bytes of a place. Raises ResourceError where they cannot be opened."""

    def found(self, source: str, reference: str) -> Place | None:
        """Return where the resource is that a reference of this source means; None if that is not certain."""

    def retrieved(self, place: Place) -> str:
        """Return when the answer came that a place is in: ISO 8601, UTC."""
