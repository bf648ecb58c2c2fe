"""What entries of one source may refer to, and which entries wait for what has not come yet."""

from collections import defaultdict
from typing import Final

from viewer.entries.reading import Resolve
from viewer.errors import ResourceError
from viewer.fhir.reference import ReferenceIndex
from viewer.fhir.resource import Content, Place, Resource
from viewer.fhir.strict import read_object
from viewer.fhir.typed import objects, text
from viewer.load.pages import Pages

# Small and often referred to: their content stays decoded. Everything else is read again when asked for.
_KEPT: Final = frozenset(
    {"Medication", "Organization", "Practitioner", "PractitionerRole", "Location", "HealthcareService"}
)


class Library:
    """Resources of one source by reference. Contained ones are looked up in their container only (FID-15)."""

    def __init__(self, base: str, pages: Pages) -> None:
        self._base = base
        self._pages = pages
        self._index: ReferenceIndex[Place] = ReferenceIndex()
        self._content: dict[Place, Content] = {}
        self._facts: dict[str, Place | None] = {}
        self._waiting: defaultdict[str, list[Resource]] = defaultdict(list)

    def add(self, resource: Resource) -> tuple[Resource, ...]:
        """Shelve a resource; return those that waited for it, as first read (without content)."""
        self._index.add(resource.key, resource.full_url, resource.place)
        if resource.key.type in _KEPT:
            self._content[resource.place] = resource.content
        return self._waited_for(resource)

    def note(self, resource: Resource) -> tuple[Resource, ...]:
        """Remember where an entry's resource is; return those that waited for it.

        Entries are many and seldom referred to: they have a slim index, in which a name that stands for
        two of them leads to neither.
        """
        key, place = resource.key, resource.place
        for name in (key.reference if key.id else "", resource.full_url):
            if name and self._facts.setdefault(name, place) != place:
                self._facts[name] = None
        return self._waited_for(resource)

    def _waited_for(self, resource: Resource) -> tuple[Resource, ...]:
        if not self._waiting:
            return ()
        waiting: dict[Place, Resource] = {}
        for name in (resource.key.reference, resource.full_url, f"{self._base}/{resource.key.reference}"):
            waiting.update((one.place, one) for one in self._waiting.pop(name, []))
        return tuple(waiting.values())

    def wait(self, resource: Resource, references: tuple[str, ...], before: tuple[str, ...] = ()) -> None:
        """Remember that a resource's words would be better once these have come.

        ``before`` are those it waited for already: it still does, but where a version was named and another
        came, which ended the waiting.
        """
        for reference in references:
            whole, versioned, _ = reference.partition("/_history/")
            if versioned or reference not in before:
                self._waiting[whole].append(resource)

    def resolver(self, resource: Resource) -> Resolve:
        """Return the look-up for one resource: contained first, then what this source has sent."""

        def resolve(reference: str, /) -> Content | None:
            if reference.startswith("#"):
                inner = objects(resource.content.get("contained"))
                return next((item for item in inner if text(item.get("id")) == reference[1:]), None)
            place = self.place_of(reference)
            return None if place is None else self._open(place)

        return resolve

    def place_of(self, reference: str) -> Place | None:
        """Return where the resource is that a reference means; None if it has not come or is not certain."""
        return self._index.find(reference, self._base) or self._fact(reference)

    def _fact(self, reference: str) -> Place | None:
        whole = reference.split("/_history/", maxsplit=1)[0]
        return self._facts.get(whole) or self._facts.get(whole.removeprefix(f"{self._base}/"))

    def _open(self, place: Place) -> Content | None:
        kept = self._content.get(place)
        if kept is not None:
            return kept
        try:
            return read_object(self._pages.raw(place))
        except ResourceError:
            return None  # the entry then says "not retrieved", and the damage is listed where it is kept
