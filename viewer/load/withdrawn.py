"""Which entries stand in a document that its source withdrew, whichever of the two came first (SAFE-20)."""

from collections.abc import Iterator, Mapping

from viewer.fhir.resource import Content, Place, Resource
from viewer.fhir.typed import objects, text
from viewer.load.library import Library

_WITHDRAWN = frozenset({"entered-in-error", "withdrawn"})


class Withdrawn:
    """What one source's withdrawn documents refer to. ``entries`` holds entry ids by place, as they come."""

    def __init__(self, base: str, library: Library, entries: Mapping[Place, str]) -> None:
        self._base = base
        self._library = library
        self._entries = entries
        self._named: set[str] = set()

    def marks(self, resource: Resource, own: str) -> Iterator[str]:
        """Yield the ids of entries to be marked now that this resource became the entry ``own``."""
        reference = resource.key.reference
        if not self._named.isdisjoint({reference, f"{self._base}/{reference}", resource.full_url} - {""}):
            yield own
        if resource.key.type != "Composition" or text(resource.content.get("status")) not in _WITHDRAWN:
            return
        for named in _references(resource.content):
            self._named.add(named)
            place = self._library.place_of(named)
            if place is not None and place in self._entries:
                yield self._entries[place]


def _references(content: Content) -> Iterator[str]:
    """Yield what the sections of a document refer to, at any depth."""
    sections = list(objects(content.get("section")))
    while sections:
        section = sections.pop()
        sections += objects(section.get("section"))
        yield from filter(None, (text(one.get("reference")) for one in objects(section.get("entry"))))
