"""What a copy of an entry says of itself beside its line: recorded when, by whom, for what, during what."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, tzinfo

from viewer.entries.lookup import Lookup
from viewer.entries.reading import Context
from viewer.entries.recorded import DATED, RECORDED
from viewer.fhir.dates import ClinicalDate, when_of
from viewer.fhir.reference import reference_of
from viewer.fhir.resource import Content, Json, Resource
from viewer.fhir.typed import items, obj, objects, text
from viewer.timeline.moment import span_of

LAST_WRITTEN = "meta.lastUpdated"
"""Says when a source wrote its copy last: it was recorded then at the latest, and perhaps years before."""

_AUTHORS_LISTED = """
recorder author asserter performer requester orderer prescriber informationSource dispenser sender source
practitioner participant responsible
"""
_AUTHORS = tuple(_AUTHORS_LISTED.split())
_HELD_IN = ("actor", "individual", "agent", "who", "party")
_ENCOUNTERS = ("encounter", "context", "episodeOfCare")
_PROBLEMS = ("reasonReference", "reason", "addresses", "indication", "problem", "condition", "problems")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """Of one copy, as its source sent it.

    ``recorded``: the date of the element ``recorded_by`` (FHIR's name, such as recordedDate), the first that
    is there; ``LAST_WRITTEN`` only where no other is. None and "" where it gives none. ``authors``: who
    recorded, wrote, performed or asked, in the words of the line; the patient among other participants is
    none. ``encounters``, ``problems``: references as sent to what it belongs to and is for; those inside the
    copy are left out. ``series``: as ``Entry.series``.
    """

    recorded: ClinicalDate | None = None
    recorded_by: str = ""
    authors: tuple[str, ...] = ()
    encounters: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    series: str = ""

    @property
    def is_stated(self) -> bool:
        """Whether the copy itself says when it was recorded, not only when it was written last."""
        return self.recorded is not None and self.recorded_by != LAST_WRITTEN


def facets_of(resource: Resource, context: Context, series: str = "") -> Facets:
    """Read what one copy says. ``context`` resolves references to names. Never raises."""
    content = resource.content
    recorded = _recorded(resource.key.type, content)
    return Facets(
        recorded=recorded,
        recorded_by=recorded.kind if recorded else "",
        authors=_authors(content, Lookup(resource, context)),
        encounters=_once(_encounters(resource.key.type, content)),
        problems=_once(_problems(content)),
        series=series,
    )


def authors_of(resource: Resource, context: Context) -> tuple[str, ...]:
    """Return ``Facets.authors`` of a copy alone."""
    return _authors(resource.content, Lookup(resource, context))


def was_known_by(copies: Iterable[Facets], instant: float, zone: tzinfo = UTC) -> bool:
    """Whether an entry may have been in any source's record at ``instant`` (seconds since 1970).

    False only where every copy says itself that it was recorded after it; a partial date counts from its
    first moment on.
    """
    return not all(
        one.is_stated and one.recorded is not None and span_of(one.recorded, zone)[0] > instant
        for one in copies
    )


def _recorded(kind: str, content: Content) -> ClinicalDate | None:
    names = (*RECORDED, "date", "created") if kind in DATED else RECORDED
    for name in names:
        found = when_of(content, name)
        if found is not None:
            return replace(found, kind=name)
    written = when_of(obj(content.get("meta")), LAST_WRITTEN.rpartition(".")[2])
    return replace(written, kind=LAST_WRITTEN) if written else None


def _authors(content: Content, lookup: Lookup) -> tuple[str, ...]:
    people = (one for name in _AUTHORS for item in items(content.get(name)) for one in _people(name, item))
    return _once(lookup.name(one) for one in people)


def _people(name: str, value: Json) -> Iterator[Json]:
    """A reference itself, or those of a participant; the patient takes part and records nothing."""
    held = obj(value)
    inside = [held[part] for part in _HELD_IN if part in held]
    for one in inside or [value]:
        for item in items(one):
            if isinstance(item, dict) and not (name == "participant" and _is_patient(item)):
                yield item


def _is_patient(actor: Content) -> bool:
    return "Patient/" in text(actor.get("reference")) or actor.get("type") == "Patient"


def _encounters(kind: str, content: Content) -> Iterator[str]:
    names = (*_ENCOUNTERS, "partOf") if kind == "Encounter" else _ENCOUNTERS
    for name in names:
        for value in items(content.get(name)):
            yield from _references(value)
            yield from _references(obj(value).get("encounter"))  # of a document's context


def _problems(content: Content) -> Iterator[str]:
    for name in _PROBLEMS:
        yield from _references(content.get(name))
    for holder, part in (("diagnosis", "condition"), ("finding", "itemReference"), ("reason", "value")):
        for held in objects(content.get(holder)):
            yield from _references(held.get(part))


def _references(value: Json) -> Iterator[str]:
    """The references of a list or of the lone one, also inside CodeableReferences; "#inside" is left out."""
    for item in objects(value):
        found = reference_of(dict(item))
        if found is not None and not found.reference.startswith("#"):
            yield found.reference


def _once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, words)))
