"""Two sources' records of what may be one fact, read as the record reads them."""

from dataclasses import replace

from tests.entries.builders import PATIENT, context
from tests.merge.builders import NAMES
from viewer.entries.register import entry_from
from viewer.fhir.resource import FhirVersion, Place, Resource, ResourceKey
from viewer.merge.facts import merge_entries


def recorded(source, content, number=1):
    """One source's entry of a resource; its id is the source's own."""
    key = ResourceKey(source=source, type=content["resourceType"], id=f"{source}-{number}", version="")
    where = Place(page=0, start=number, end=number + 10, slot=f"entry[{number}].resource")
    about = {"subject": PATIENT, "patient": PATIENT}
    resource = Resource(key=key, place=where, version=FhirVersion.UNKNOWN, content=about | content)
    return entry_from(resource, context())


def merged(*contents):
    """Each content from a source of its own, merged."""
    entries = [recorded(source, content) for source, content in zip(NAMES, contents, strict=False)]
    return merge_entries(entries, NAMES)


def without(content, *names):
    return {key: value for key, value in content.items() if key not in names}


def is_one(one, other):
    """Whether two contents of two sources are one entry, whichever comes first."""
    either = {len(merged(one, other)), len(merged(other, one))}
    assert len(either) == 1
    return either == {1}


def two_in_one_source(content):
    """The same fact twice within one source is never folded."""
    entries = [recorded("gp", content, 1), recorded("gp", content, 2)]
    return len(merge_entries([replace(entry) for entry in entries], NAMES)) == 2
