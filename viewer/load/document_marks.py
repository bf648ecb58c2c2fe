"""What a document says of other entries, whichever came first: withdrawn with it, replaced, added to."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from viewer.entries.entry import Flag
from viewer.entries.statuses import IN_ERROR, codes_of
from viewer.fhir.resource import Content, Json, Place, Resource
from viewer.fhir.typed import obj, objects, text
from viewer.load.library import Library

_WITHDRAWN = frozenset({IN_ERROR, "withdrawn"})
_DOCUMENTS = frozenset({"Composition", "DocumentReference", "DocumentManifest"})
_LATER = MappingProxyType({"replaces": Flag.REPLACED, "appends": Flag.ADDED_TO})
_TARGETS = ("target", "targetReference", "resourceReference")  # the last in a Composition of R5


class DocumentMarks:
    """What the documents of one source refer to. ``entries`` holds entry ids by place, as they come."""

    def __init__(self, base: str, library: Library, entries: Mapping[Place, str]) -> None:
        self._base = base
        self._library = library
        self._entries = entries
        self._said: defaultdict[str, set[Flag]] = defaultdict(set)

    def marks(self, resource: Resource, own: str) -> Iterator[tuple[str, Flag]]:
        """Yield entry ids and marks, now that this resource became the entry ``own`` (SAFE-19, SAFE-20)."""
        reference = resource.key.reference
        for name in {reference, f"{self._base}/{reference}", resource.full_url} - {""}:
            yield from ((own, flag) for flag in self._said.get(name, ()))
        if resource.key.type not in _DOCUMENTS:
            return
        for named, flag in _said_of_others(resource.content):
            self._said[named].add(flag)
            place = self._library.place_of(named)
            if place is not None and place in self._entries:
                yield self._entries[place], flag


def _said_of_others(content: Content) -> Iterator[tuple[str, Flag]]:
    """What a document that stands replaces or adds to; what is in one that was withdrawn."""
    if not _WITHDRAWN.isdisjoint(codes_of(content.get("status"))):
        yield from ((named, Flag.FROM_WITHDRAWN) for named in _references(content))
        return
    for relation in objects(content.get("relatesTo")):
        flag = next((_LATER[code] for code in _codes(relation) if code in _LATER), None)
        target = next((named for part in _TARGETS if (named := _reference(relation.get(part)))), "")
        if flag and target:
            yield target, flag


def _codes(relation: Content) -> list[str]:
    return [*codes_of(relation.get("code")), *codes_of(relation.get("type"))]


def _reference(value: Json) -> str:
    return text(obj(value).get("reference"))


def _references(content: Content) -> Iterator[str]:
    """Yield what the sections of a document refer to, at any depth."""
    sections = list(objects(content.get("section")))
    while sections:
        section = sections.pop()
        sections += objects(section.get("section"))
        yield from (named for one in objects(section.get("entry")) if (named := text(one.get("reference"))))
