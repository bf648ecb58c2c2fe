"""How family history reads: whose, what, at what age; never mistaken for the patient's own."""

from collections.abc import Mapping
from types import MappingProxyType

from viewer.entries.entry import Flag
from viewer.entries.headings import FAMILY
from viewer.entries.lookup import Lookup
from viewer.entries.moments import moment
from viewer.entries.naming import all_terms, coded
from viewer.entries.phrases import labelled, line, listed, members, note_words
from viewer.entries.reading import Context, Draft, Reader
from viewer.entries.statuses import state_of
from viewer.fhir.concept import Concept, concept_of
from viewer.fhir.resource import Content, Resource
from viewer.fhir.typed import obj, text
from viewer.present.values import value_words


def read_family_history(resource: Resource, context: Context) -> Draft:
    """One FamilyMemberHistory: the relation leads the title."""
    content = resource.content
    lookup = Lookup(resource, context)
    held = [obj(item) for item in members(content.get("condition"))]
    found = [concept for concept in (concept_of(item.get("code")) for item in held) if concept]
    state = state_of(content, "status", "FamilyMemberHistory")
    at = moment(content, "date")
    return Draft(
        title=_title(content, held),
        category=FAMILY,
        when=at.when,
        detail=line(at.words, _detail(content)),
        status=state.words,
        flags=state.flags | _coded(found),
        codings=tuple(coding for concept in found for coding in concept.codings),
        recorder=lookup.name(content.get("recorder") or content.get("author")),
        waiting_for=lookup.waiting,
    )


def _title(content: Content, held: list[Content]) -> str:
    relative = all_terms(content.get("relationship")) or text(content.get("name")) or "relative not stated"
    conditions = listed([_condition(item) for item in held])
    return f"Family history, {relative}: {conditions or 'no condition stated'}"


def _condition(item: Content) -> str:
    name = all_terms(item.get("code")) or "condition not named"
    onset = labelled("onset", value_words(item, "onset"))
    outcome = labelled("outcome", all_terms(item.get("outcome")))
    fatal = "contributed to death" if item.get("contributedToDeath") is True else ""
    said = ", ".join(part for part in (onset, outcome, fatal, note_words(item)) if part)
    return f"{name} ({said})" if said else name


def _coded(found: list[Concept]) -> frozenset[Flag]:
    return frozenset().union(*(coded(concept) for concept in found)) if found else coded(None)


def _detail(content: Content) -> str:
    return line(
        labelled("name", text(content.get("name"))),
        labelled("born", value_words(content, "born")),
        labelled("age", value_words(content, "age")),
        labelled("deceased", value_words(content, "deceased")),
        labelled("because", all_terms(content.get("dataAbsentReason") or content.get("notDoneReason"))),
        note_words(content),
    )


READERS: Mapping[str, Reader] = MappingProxyType({"FamilyMemberHistory": read_family_history})
