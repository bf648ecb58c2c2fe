"""One answer's bytes become occurrences: each resource read strictly, each damage with its reason."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from viewer.errors import ResourceError
from viewer.fhir.body import Damage, Slot, Split
from viewer.fhir.head import head_of, id_of
from viewer.fhir.resource import Content, FhirVersion, Place, Resource, ResourceKey
from viewer.fhir.strict import read_object
from viewer.fhir.typed import obj, text
from viewer.fhir.version import version_from_claim, version_from_media_type, version_from_shape
from viewer.source.answer import Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """An occurrence that cannot be read: where it is, what it seems to be, and why."""

    key: ResourceKey
    place: Place
    reason: str


Occurrence = Resource | Unreadable


def place_key(answer: Answer) -> str:
    """Name an answer without any word of it, the same when it is read again after a crash."""
    text = f"{answer.source}|{answer.search}|{answer.place}"
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def unless_skipped(item: Occurrence, key: str, skip: frozenset[tuple[str, int]]) -> Occurrence:
    """Return it unread where ``skip`` has its (``place_key``, offset): reading it ended the engine before."""
    if isinstance(item, Resource) and (key, item.place.start) in skip:
        return Unreadable(key=item.key, place=item.place, reason="reading it stopped the program before")
    return item


def occurrences(answer: Answer, split: Split, page: int) -> Iterator[Occurrence]:
    """Yield what an answer holds, in the order of its bytes; slots and damages interleave."""
    claim = version_from_claim(answer.fhir_version) or version_from_media_type(answer.media_type)
    parts: list[Slot | Damage] = sorted((*split.slots, *split.damages), key=lambda part: part.start)
    for part in parts:
        place = Place(page=page, start=part.start, end=part.end, slot=part.path)
        raw = answer.body[part.start : part.end]
        if isinstance(part, Damage):
            yield Unreadable(key=_key_of_damaged(answer.source, raw), place=place, reason=part.reason)
        else:
            yield _read(answer.source, raw, part, place, claim)


def _read(source: str, raw: bytes, slot: Slot, place: Place, claim: FhirVersion) -> Occurrence:
    try:
        content = read_object(raw)
    except ResourceError as error:
        return Unreadable(key=_key_of_damaged(source, raw), place=place, reason=error.what)
    return Resource(
        key=_key(source, content),
        place=place,
        version=claim or version_from_shape(content),
        content=content,
        full_url=slot.full_url,
        mode=slot.mode,
    )


def _key(source: str, content: Content) -> ResourceKey:
    return ResourceKey(
        source=source,
        type=text(content.get("resourceType")),
        id=id_of(text(content.get("id"))),
        version=id_of(text(obj(content.get("meta")).get("versionId"))),
    )


def _key_of_damaged(source: str, raw: bytes) -> ResourceKey:
    head = head_of(raw)
    return ResourceKey(source=source, type=head.type, id=head.id, version=head.version)
