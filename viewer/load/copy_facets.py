"""What each copy of an entry says of itself, read from its bytes, and which entries its references mean."""

from collections.abc import Iterable

from viewer.entries.entry import Entry, Member
from viewer.entries.reading import Context
from viewer.errors import ResourceError
from viewer.fhir.resource import Content, FhirVersion, Resource
from viewer.fhir.strict import read_object
from viewer.load.flow import Load
from viewer.load.source_load import SourceLoad
from viewer.timeline.search.facets import Facets, authors_of, facets_of


def facets_of_entry(load: Load, entry: Entry) -> tuple[Facets, ...]:
    """Return what each copy says, in the order of ``members``. A copy that cannot be read says nothing."""
    return tuple(_facets(load, member, entry.series) for member in entry.members)


def authors_of_content(load: Load, member: Member, content: Content) -> tuple[str, ...]:
    """Return the authors of a copy whose content has been read already; none of a source that has left."""
    source = load.source(member.key.source)
    return () if source is None else authors_of(*_read(load, source, member, content))


def _read(load: Load, source: SourceLoad, member: Member, content: Content) -> tuple[Resource, Context]:
    resource = Resource(key=member.key, place=member.place, version=FhirVersion.UNKNOWN, content=content)
    return resource, Context(resolve=source.library.resolver(resource), zone=load.zone)


def _facets(load: Load, member: Member, series: str) -> Facets:
    source = load.source(member.key.source)
    if source is None:
        return Facets()
    try:
        content = read_object(load.raw(member.place))
    except ResourceError:
        return Facets()  # the line and its detail say so
    return facets_of(*_read(load, source, member, content), series)


def entries_meant(load: Load, source: str, references: Iterable[str]) -> tuple[str, ...]:
    """Return the ids of the (merged) entries that references of a source mean, each once.

    What has not come, is not certain or is no entry is left out: it may come later, so do not keep them.
    """
    own = load.source(source)
    if own is None:
        return ()
    places = (own.library.place_of(reference) for reference in references)
    ids = (load.facts.merged_id(own.by_place.get(place, "")) for place in places if place is not None)
    return tuple(dict.fromkeys(filter(None, ids)))
