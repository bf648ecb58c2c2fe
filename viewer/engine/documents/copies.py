"""What of one line of the screen can be opened: the parts of each source's own copy, numbered through."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from viewer.engine.document_messages import DocumentOffer
from viewer.entries.document_parts import DocumentPart, document_parts
from viewer.entries.entry import Entry
from viewer.errors import ResourceError
from viewer.fhir.resource import FhirVersion, Place, Resource, ResourceKey
from viewer.fhir.strict import read_object
from viewer.load.flow import Load
from viewer.record.model import Supporting

_PEOPLE = frozenset({"Patient", "RelatedPerson", "Person"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part, and the resource that it stands in."""

    resource: Resource
    part: DocumentPart

    @property
    def names_places(self) -> bool:
        """Whether its words are a person's, or of what is inside another record: may say where (NHS-01)."""
        about_people = self.resource.key.type in _PEOPLE
        inside = any("contained" in one.path or "entry" in one.path for one in self.part.written)
        return bool(self.part.written) and (about_people or inside)


def parts_of(load: Load, shown: Entry | Supporting) -> tuple[Part, ...]:
    """Return what can be opened of a line; a copy that cannot be read has nothing to open."""
    return tuple(part for key, place in _copies(shown) for part in _parts(load, key, place))


def _copies(shown: Entry | Supporting) -> Iterator[tuple[ResourceKey, Place]]:
    if isinstance(shown, Entry):
        for member in shown.members:
            yield member.key, member.place
        return
    key = ResourceKey(source=shown.source, type=shown.type, id="", version="")
    yield key, Place(page=shown.page, start=shown.start, end=shown.end)


def _parts(load: Load, key: ResourceKey, place: Place) -> Iterator[Part]:
    try:
        content = read_object(load.raw(place))
    except ResourceError:
        return
    resource = Resource(key=key, place=place, version=FhirVersion.UNKNOWN, content=content)
    for part in document_parts(content):
        yield Part(resource=resource, part=part)


def offers(load: Load, names: Mapping[str, str], shown: Entry | Supporting) -> tuple[DocumentOffer, ...]:
    """Return the same as the window is told it."""
    return tuple(
        DocumentOffer(
            part=number,
            source_name=names.get(one.resource.key.source, ""),
            title=one.part.title,
            words=one.part.words,
            narrative=bool(one.part.written),
        )
        for number, one in enumerate(parts_of(load, shown))
    )
